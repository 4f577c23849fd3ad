# frozen_string_literal: true

require 'logger'
require 'stringio'

# What Ruby's Logger writes.
class RubyLoggerLog
  PROGNAMES = [nil, 'killbill-stripe', 'killbill-stripe', 'Killbill::Plugin::Api', 'puma worker 3'].freeze
  LEVELS = { Logger::DEBUG => 2, Logger::INFO => 6, Logger::WARN => 2, Logger::ERROR => 4, Logger::FATAL => 1,
             Logger::UNKNOWN => 1 }.freeze
  LEVEL_NAMES = { Logger::UNKNOWN => '' }.tap do |names|
    %w[DEBUG INFO WARN ERROR FATAL].each { |name| names[Logger.const_get(name)] = name }
  end.freeze

  # Logs at the times that it is given, and for one process.
  class ClockedLogger < Logger
    PID = 14_137

    attr_writer :time

    private

    def format_message(severity, _now, progname, message)
      super(severity, @time, progname, message).sub("##{Process.pid}]", "##{PID}]")
    end
  end

  def initialize(log, dice, utc_offset: '+00:00')
    @log = log
    @dice = dice
    @utc_offset = utc_offset
    @failures = Failures.new(dice)
    @device = StringIO.new
    @logger = ClockedLogger.new(@device)
  end

  def write_any
    send(@dice.weighted(write_exception: 12, write_message: 6, write_mention: 2, write_object: 1))
  end

  # An exception as the message: `message (Class)` and the backtrace.
  def write_exception
    error = @failures.any
    write(error, message: "#{error.message} (#{error.class})", throwable: Truth.of_logged(error))
  end

  def write_text(text)
    write(text, message: text.is_a?(String) ? text : text.inspect)
  end

  # A message that goes on with a trace.
  def write_trace(trace, throwable)
    lead = Messages.lead(@dice)
    write("#{lead}\n#{trace}", message: lead, throwable: throwable)
  end

  private

  def write_message
    write_text(Messages.any(@dice))
  end

  def write_mention
    write_text("gave up after #{@failures.any.inspect}")
  end

  def write_object
    write_text(@dice.pick([42, :symbol, { code: nil }, [1, :two]]))
  end

  def write(message, **facts)
    level = @dice.weighted(LEVELS)
    progname = @dice.pick(PROGNAMES)
    time = @dice.next_time
    @logger.time = time.localtime(@utc_offset)
    @logger.add(level, message, progname)
    @log.event(@device.string, level: LEVEL_NAMES[level], logger: progname.to_s,
                               time: time.getutc.strftime('%Y-%m-%dT%H:%M:%S.%LZ'), layout: 'ruby', **facts)
    @device.string = +''
  end
end
