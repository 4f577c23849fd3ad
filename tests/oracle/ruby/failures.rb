# frozen_string_literal: true

require 'json'
require 'uri'

# Classes of every kind that Ruby programs have.
module Killbill
  module Plugin
    class ConfigError < StandardError; end

    class Refused < RuntimeError
      def message
        "refused: #{super}"
      end
    end
  end
end

module ActiveRecord
  class StatementInvalid < StandardError; end
  class ConnectionTimeoutError < StandardError; end
end

class Oops < StandardError; end
class HTTP2Fault < IOError; end
class Überlauf < StandardError; end

# Raises genuine exceptions, rescues them, and hands them over.
class Failures
  CLASSES = [
    RuntimeError, StandardError, ArgumentError, TypeError, IOError, KeyError, NotImplementedError, SecurityError,
    Interrupt, Errno::ECONNREFUSED, Killbill::Plugin::ConfigError, Killbill::Plugin::Refused,
    ActiveRecord::StatementInvalid, ActiveRecord::ConnectionTimeoutError, Oops, HTTP2Fault, Überlauf,
    *(ConcurrencyError if RUBY_ENGINE == 'jruby')
  ].freeze

  # Mistakes that Ruby itself finds.
  MISHAPS = [
    -> { nil.amount },
    -> { Object.new.amount },
    -> { [3, 1].frist },
    -> { amuont = amount },
    -> { { api_key: 1 }.fetch(:api_kye) },
    -> { Killbill::Plugin::Refusde },
    -> { 1 / 0 },
    -> { Integer('12 EUR') },
    -> { 'a' + 1 },
    -> { [].first(-1) },
    -> { [1].first(1, 2) },
    -> { 'frozen'.freeze << 'x' },
    -> { File.open('/nonexistent/config.yml') },
    -> { JSON.parse('{"amount": ') },
    -> { URI.parse('http://[') },
    -> { Regexp.new('(') },
    -> { "\xE9".encode('UTF-16') },
    -> { throw :void },
    -> { [].each.next },
    -> { require 'killbill/nonexistent' },
    -> { Float::INFINITY.to_i },
    -> { eval('def charge(; end', binding, '/opt/plugins/config.ru', 7) },
    -> { Comparable.instance_method(:clamp).bind(3).call(5, 1) }
  ].freeze

  # In JRuby this one is the JVM's own and final. A fiber's stack is small.
  MISHAPS_OF_MRI = [-> { Fiber.new { Failures.descend(0) }.resume }].freeze

  # Where plugins are found.
  PATHS = [
    '/var/lib/killbill/bundles/plugins/ruby/killbill-stripe/7.1.0/gems/stripe/api.rb',
    'C:/killbill/plugins/api.rb',
    '/opt/my plugins/api.rb',
    'uri:classloader:/gems/stripe-1.0/lib/api.rb',
    'file:/opt/plugins/stripe.jar!/lib/api.rb',
    'classpath:/META-INF/jruby.home/lib/ruby/stdlib/net/http.rb',
    'Killbill$$Plugin$$Api$$PaymentPluginApi_333871130.gen',
    '/opt/zahlungen/gebühr.rb',
    '(eval)',
    '-e',
    'config.ru',
    'bin/killbill'
  ].freeze

  DETOURS = begin
    source = File.read("#{__dir__}/detours.rb", encoding: 'UTF-8')
    PATHS.map { |path| [path, Module.new.tap { |plugin| plugin.module_eval(source, path) }] }.to_h
  end
  WAYS = DETOURS.values.first.singleton_methods.map(&:to_s).sort.freeze

  # Ruby's own errors, and whatever says that it is one.
  ANY = Exception

  def initialize(dice)
    @dice = dice
    @paths = printable(PATHS)
    @ways = printable(WAYS)
    @classes = printable(CLASSES)
    @mishaps = RUBY_ENGINE == 'ruby' ? MISHAPS + MISHAPS_OF_MRI : MISHAPS
  end

  # A rescued exception with zero to six causes.
  def any
    rescued { raise_chain(@dice.weighted(0 => 10, 1 => 5, 2 => 3, 3 => 1, 6 => 1)) }
  end

  def rescued
    yield
  rescue ANY => e
    e
  end

  def raise_chain(causes)
    return travel { raise_one } if causes.zero?

    begin
      raise_chain(causes - 1)
    rescue ANY
      travel { raise_chosen }
    end
  end

  def raise_one
    @dice.one_in(3) ? @dice.pick(@mishaps).call : raise_chosen
  end

  def raise_chosen
    # MRI 3.1 joins the lines of an anonymous exception's message.
    raise anonymous_class, @dice.pick(Messages::PLAIN) if @dice.one_in(30)

    raise @dice.pick(@classes), Messages.any(@dice)
  end

  # Calls the block behind a few frames of plugins.
  def travel(detours = @dice.number(5), &failure)
    return yield if detours.zero?

    DETOURS[@dice.pick(@paths)].send(@dice.pick(@ways)) { travel(detours - 1, &failure) }
  end

  # The exception, its cause, its cause's cause …
  def self.chain(error)
    error ? [error, *chain(error.cause)] : []
  end

  def self.descend(level)
    descend(level + 1)
  end

  private

  # Names beyond ASCII are garbled by JRuby 9.3, or keep a backtrace from being joined.
  def printable(names)
    RUBY_ENGINE == 'jruby' ? names.select { |name| name.to_s.ascii_only? } : names
  end

  def anonymous_class
    Class.new(@dice.pick([StandardError, ArgumentError]))
  end
end
