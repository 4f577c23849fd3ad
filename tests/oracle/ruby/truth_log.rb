# frozen_string_literal: true

require 'json'
require 'time'

# A log and, beside it, the truth: one JSON line per event, with the keys of
# `culprit events`. Says what the objects say, in which bytes they were printed.
#
#   log = TruthLog.new('out/jruby-logger', options: %w[--timezone UTC])
#   log.event("E, [2024-…", level: 'ERROR', throwable: …)
#   log.close
class TruthLog
  ERROR_LEVELS = %w[ERROR FATAL].freeze

  # Creates `path`.log, `path`.truth.jsonl and, when it is closed, `path`.options.json:
  # what culprit must be told to read the log, and the time of the file.
  def initialize(path, options: [])
    @path = path
    @options = options
    @log = File.open("#{path}.log", 'wb')
    @truth = File.open("#{path}.truth.jsonl", 'wb')
    # A fork of this process that ends must not write what it finds unwritten.
    [@log, @truth].each { |file| file.sync = true }
    @source = File.basename(@log.path)
    @addresses = Addresses.new
    @offset = 0
    @line = 1
  end

  # Writes what a record prints. A message that begins with a newline cannot be
  # told from one that a layout puts on the next line.
  def event(text, throwable: nil, level: '', message: '', **facts)
    kind = throwable ? 'occurrence' : ERROR_LEVELS.include?(level) ? 'error' : 'record'
    begin_event(kind, bare: false, level: level, message: message.b.sub(/\A\s*\n/n, ''),
                throwable: throwable, **facts)
    write(text)
  end

  # Writes a trace outside of any record.
  def bare_trace(text, throwable)
    begin_event('occurrence', bare: true, throwable: throwable, time: @time)
    write(text)
  end

  # Writes what begins no event. An event reaches up to the next one, so these
  # lines lengthen the one before.
  def noise(text)
    @addresses.forget
    write(text)
  end

  def close
    end_event
    [@log, @truth].each(&:close)
    mtime = @time ? (Time.iso8601(@time).to_r * 1000).to_i : 0
    File.write("#{@path}.options.json", "#{JSON.generate(options: @options, mtime: mtime)}\n")
  end

  private

  def begin_event(kind, time: nil, **facts)
    end_event
    @addresses.forget
    @time = time
    @event = printable(kind: kind, source: @source, stream: '', layout: '', offset: @offset, length: 0,
                       line: @line, bare: false, time: time, level: '', logger: '', thread: '', context: {},
                       message: '', throwable: nil, **facts)
  end

  def end_event
    return unless @event

    @event[:length] = @offset - @event[:offset]
    @truth.puts(JSON.generate(@event))
  end

  def write(text)
    bytes = @addresses.replace(text.b)
    @log.write(bytes)
    @offset += bytes.bytesize
    @line += bytes.count("\n")
  end

  # What of a fact can be read in the log: its own addresses, and in UTF-8.
  def printable(fact)
    case fact
    when Hash then fact.transform_values { |value| printable(value) }
    when Array then fact.map { |value| printable(value) }
    when String then @addresses.replace(fact.b).force_encoding('UTF-8').scrub
    else fact
    end
  end
end

# Objects print where they are in memory, `#<Class:0x00007f4eb8b2ac38>`, and JRuby
# names what it generates after such an address, `InterfaceImpl1607750400`. That is
# the one thing a seed does not decide, so that each address becomes its number.
class Addresses
  ADDRESS = /(?<=:0x)\h+|(?<=\.InterfaceImpl|\/InterfaceImpl)\d+/n.freeze

  def initialize
    @numbers = {}
    @count = 0
  end

  # What follows is about other objects, which may have taken a place that became free.
  def forget
    @numbers.clear
  end

  def replace(bytes)
    bytes.gsub(ADDRESS) do |address|
      number = @numbers[address] ||= @count += 1
      format(address.size > 10 ? '%016d' : '%08d', number * 40)
    end
  end
end
