# frozen_string_literal: true

require 'java'
require 'jruby'

%w[slf4j-api logback-core logback-classic].each { |jar| require "/usr/share/java/#{jar}.jar" }

java_import Java::ChQosLogbackClassic::Level
java_import Java::ChQosLogbackClassic::LoggerContext
java_import Java::ChQosLogbackClassicEncoder::PatternLayoutEncoder
java_import Java::ChQosLogbackClassicSpi::LoggingEvent

# What logback writes of Ruby's and Java's exceptions, and the bare traces of
# printStackTrace() in between.
class JavaLog
  DATE = '%date [%thread] %-5level %logger{36} - %msg%n'
  KILLBILL = %q(%d{"yyyy-MM-dd'T'HH:mm:ss,SSSZ", UTC} lvl='%level', log='%logger{0}', th='%thread', ) \
             "xff='%X{req.xForwardedFor}', rId='%X{req.requestId}', tok='%X{kb.userToken}', " \
             "aRId='%X{kb.accountRecordId}', tRId='%X{kb.tenantRecordId}', %msg%n"

  LEVELS = { 'DEBUG' => 1, 'INFO' => 4, 'WARN' => 3, 'ERROR' => 8 }.freeze
  LOGGERS = %w[org.killbill.billing.payment.core.PaymentProcessor org.killbill.bus.DefaultBus killbill-stripe].freeze
  THREADS = ['main', 'http-nio-8080-exec-47', 'pool 3 [with brackets]', 'Ruby-0-Thread-1: api.rb:12'].freeze

  # `logger_name`: how the layout prints a logger's name.
  Layout = Struct.new(:name, :pattern, :logger_name, :has_context, keyword_init: true)

  LAYOUTS = {
    logback: Layout.new(name: 'logback', pattern: DATE, logger_name: '%logger{36}%nopex', has_context: false),
    killbill: Layout.new(name: 'killbill', pattern: KILLBILL, logger_name: '%logger{0}%nopex', has_context: true)
  }.freeze

  def initialize(log, dice, layout, loggers: LOGGERS)
    @log = log
    @dice = dice
    @layout = layout
    @loggers = loggers
    @failures = JavaFailures.new(dice)
    @context = LoggerContext.new
    @encoder = encoder(layout.pattern)
    @name_encoder = encoder(layout.logger_name)
  end

  def close
    @failures.close
  end

  def write_any
    send(@dice.weighted(write_exception: 10, write_text: 5, write_bare: 3))
  end

  def write_exception
    error = @failures.any
    write(@dice.one_in(8) ? '' : Messages.lead(@dice), error, throwable: Truth.of_java(error))
  end

  def write_text
    write(Messages.any(@dice))
  end

  # A head right behind a header line belongs to that record; to be bare a trace
  # must follow a finished one.
  def write_bare
    write_exception
    error = @failures.any
    @log.bare_trace(stack_trace(error), Truth.of_java(error))
  end

  # `error` is printed by logback, `facts` say what a message itself prints.
  def write(message, error = nil, **facts)
    time = @dice.next_time
    event = logging_event(message, error, time)
    @log.event(String.from_java_bytes(@encoder.encode(event)),
               level: event.level.to_s, logger: name(event), thread: event.thread_name,
               context: event.mdc_property_map.to_h.reject { |_, value| value.empty? },
               time: time.strftime('%Y-%m-%dT%H:%M:%S.%LZ'), layout: @layout.name, message: message, **facts)
  end

  private

  def logging_event(message, error, time)
    LoggingEvent.new('', @context.getLogger(@dice.pick(@loggers)), Level.toLevel(@dice.weighted(LEVELS)),
                     message, error, nil).tap do |event|
      event.time_stamp = (time.to_r * 1000).to_i
      event.thread_name = @dice.pick(THREADS)
      event.setMDCPropertyMap(@layout.has_context ? request_context : {})
    end
  end

  def request_context
    { 'req.xForwardedFor' => @dice.one_in(3) ? '10.0.3.7, 10.0.0.1' : '',
      'req.requestId' => format('%08x-4f2a-4c1d-9e3b-%012x', @dice.number(1 << 32), @dice.number(1 << 48)),
      'kb.userToken' => format('%08x-17d2-4b1e-8c3a-%012x', @dice.number(1 << 32), @dice.number(1 << 48)),
      'kb.accountRecordId' => @dice.one_in(4) ? '' : @dice.number(20_000).to_s,
      'kb.tenantRecordId' => '1' }
  end

  def name(event)
    String.from_java_bytes(@name_encoder.encode(event))
  end

  def encoder(pattern)
    PatternLayoutEncoder.new.tap do |encoder|
      encoder.context = @context
      encoder.charset = java.nio.charset.StandardCharsets::UTF_8
      encoder.pattern = pattern
      encoder.start
    end
  end

  def stack_trace(error)
    bytes = java.io.ByteArrayOutputStream.new
    error.java_send(:printStackTrace, [java.io.PrintStream], java.io.PrintStream.new(bytes, true, 'UTF-8'))
    String.from_java_bytes(bytes.toByteArray)
  end
end
