# frozen_string_literal: true

require 'stringio'

# What goes to stderr when nobody rescues: reports of threads and of the
# interpreter that ends. A logger writes there, too. One uncaught error directly
# behind another would read as its cause; here, something always stands between.
class UncaughtLog
  def initialize(log, dice)
    @log = log
    @dice = dice
    @failures = Failures.new(dice)
    @logger = RubyLoggerLog.new(log, dice)
  end

  # A head right behind a header line belongs to that record; to be bare a trace
  # must follow a finished one.
  def write_any
    @logger.write_exception
    error = unescaped_error
    @dice.one_in(2) ? write_thread_report(error) : write_end(error)
  end

  private

  # On stderr MRI escapes control characters and backslashes, which JRuby does not:
  # an error with such a message is passed over.
  def unescaped_error
    loop do
      error = @failures.any
      return error if Failures.chain(error).none? { |link| link.message.b.match?(/[\e\\]/n) }
    end
  end

  # `#<Thread:0x… api.rb:12 run> terminated with exception`, and the error.
  def write_thread_report(error)
    report = captured_stderr { end_thread(error) }
    introduction, trace = report.b.split(/(?<=\n)/, 2)
    @log.noise(introduction)
    @log.bare_trace(trace, truth_of_report(error))
  end

  def write_end(error)
    @log.bare_trace(end_of_interpreter(error), truth_of_end(error))
  end

  def end_thread(error)
    Thread.new { raise error }.join
  rescue Exception # rubocop:disable Lint/RescueException
    nil
  end

  def captured_stderr
    stderr = $stderr
    $stderr = StringIO.new
    yield
    $stderr.string
  ensure
    $stderr = stderr
  end

  if RUBY_ENGINE == 'jruby'
    # What JRuby's main() does with an error that reaches it.
    def end_of_interpreter(error)
      trace_type = JRuby.runtime.instance_config.trace_type
      Failures.chain(error).map { |link| trace_type.printBacktrace(JRuby.ref(link), false) }.join
    end

    def truth_of_report(error)
      Truth.of_ruby(error)
    end

    def truth_of_end(error)
      Truth.of_ruby_chain(error)
    end
  else
    def end_of_interpreter(error)
      reader, writer = IO.pipe
      fork do
        $stderr.reopen(writer)
        raise error
      end
      writer.close
      reader.read
    ensure
      Process.wait
    end

    def truth_of_report(error)
      Truth.of_full_message(error)
    end

    alias truth_of_end truth_of_report
  end
end
