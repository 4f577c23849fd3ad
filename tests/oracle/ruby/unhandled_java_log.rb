# frozen_string_literal: true

# What JRuby's main() writes to stderr of a Java exception that reaches it.
class UnhandledJavaLog
  def initialize(log, dice)
    @log = log
    @failures = JavaFailures.new(dice)
  end

  def close
    @failures.close
  end

  def write_any
    error = @failures.any until error && introducible?(error)
    @log.noise("Unhandled Java exception: #{error.java_send(:toString)}\n")
    @log.bare_trace(trace(error), Truth.of_unhandled_java(error))
  end

  private

  # The line in front repeats the message, where it must not look like a head.
  def introducible?(error)
    error.java_send(:toString).lines.drop(1).none?(/^(java\.|Caused by: )/)
  end

  def trace(error)
    cause = error.java_send(:getCause)
    backtrace = org.jruby.runtime.ThreadContext.createRawBacktraceStringFromThrowable(error, false)
    "#{backtrace}\n#{"Caused by:\n#{trace(cause)}" if cause}"
  end
end
