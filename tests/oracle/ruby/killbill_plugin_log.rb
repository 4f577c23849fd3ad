# frozen_string_literal: true

# What Ruby plugins log through Kill Bill's OSGi log service: the exception's
# class, its message, and the backtrace behind tabs, in Kill Bill's own layout.
class KillbillPluginLog
  def initialize(log, dice)
    @dice = dice
    @failures = Failures.new(dice)
    @java_log = JavaLog.new(log, dice, JavaLog::LAYOUTS[:killbill], loggers: %w[KillbillLogWriter])
  end

  def close
    @java_log.close
  end

  def write_any
    send(@dice.weighted(write_exception: 10, write_text: 4, write_mention: 2))
  end

  private

  def write_text
    @java_log.write(Messages.any(@dice))
  end

  def write_exception
    error = @failures.any
    message = "#{error.class} - #{error.message}:"
    @java_log.write("#{message}\n\t#{error.backtrace.join("\n\t")}",
                    message: message, throwable: Truth.of_ruby(error))
  end

  # Without a backtrace it is a message.
  def write_mention
    error = @failures.any
    @java_log.write("#{error.class} - #{error.message}")
  end
end
