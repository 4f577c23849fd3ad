#!/usr/bin/env jruby
# frozen_string_literal: true

# Writes logs of genuine Ruby exceptions, and the truth of each, for culprit to be
# held against:
#
#   jruby tests/oracle/ruby/generate.rb --seed 1 --out DIR
#
# For each kind of log DIR gets KIND.log, KIND.truth.jsonl and KIND.options.json. JRuby
# writes its own kinds and then has `ruby` run this program for those of MRI, whose
# forms differ. Run in the same place, a seed always gives the same bytes.

require 'fileutils'
require 'optparse'

IS_JRUBY = RUBY_ENGINE == 'jruby'

require 'java' if IS_JRUBY
%w[truth_log truth dice messages failures ruby_logger_log full_message_log uncaught_log].each do |file|
  require_relative file
end
%w[java_failures java_log killbill_plugin_log unhandled_java_log].each { |file| require_relative file } if IS_JRUBY

# A kind of log: its name, how many times its writer writes, and the zone of its times.
Kind = Struct.new(:name, :times, :zone, :writer)

def java_kinds
  [Kind.new('jruby-logback', 250, 'UTC', ->(*args) { JavaLog.new(*args, JavaLog::LAYOUTS[:logback]) }),
   Kind.new('jruby-killbill', 250, 'UTC', ->(*args) { JavaLog.new(*args, JavaLog::LAYOUTS[:killbill]) }),
   Kind.new('jruby-killbill-plugin', 400, 'UTC', KillbillPluginLog.method(:new)),
   Kind.new('jruby-unhandled-java', 200, 'UTC', UnhandledJavaLog.method(:new))]
end

def ruby_kinds(engine)
  [Kind.new("#{engine}-logger", 600, 'Asia/Kolkata', ->(*args) { RubyLoggerLog.new(*args, utc_offset: '+05:30') }),
   Kind.new("#{engine}-full-message", 300, 'UTC', FullMessageLog.method(:new)),
   Kind.new("#{engine}-uncaught", 200, 'UTC', UncaughtLog.method(:new))]
end

def write_log(kind, seed, directory)
  log = TruthLog.new("#{directory}/#{kind.name}", options: ['--timezone', kind.zone])
  writer = kind.writer.call(log, Dice.new(seed, kind.name))
  kind.times.times { writer.write_any }
  writer.close if writer.respond_to?(:close)
  log.close
end

options = { seed: 1, out: '.' }
OptionParser.new do |parser|
  parser.on('--seed N', Integer)
  parser.on('--out DIR')
end.parse!(into: options)
seed, directory = options.values_at(:seed, :out)
FileUtils.mkdir_p(directory)

# In another locale JRuby prints a question mark for what it cannot encode.
abort "#{$PROGRAM_NAME}: needs a UTF-8 locale, such as LC_ALL=C.UTF-8" if Encoding.default_external != Encoding::UTF_8

if IS_JRUBY
  java.util.TimeZone.default = java.util.TimeZone.getTimeZone('UTC')
  # Methods are compiled after as many calls as ever, but at once: frames of
  # compiled code must not depend on how busy the machine is.
  JRuby.runtime.instance_config.jit_background = false
end

kinds = IS_JRUBY ? java_kinds + ruby_kinds('jruby') : ruby_kinds('mri')
kinds.each { |kind| write_log(kind, seed, directory) }

system('ruby', __FILE__, '--seed', seed.to_s, '--out', directory, exception: true) if IS_JRUBY
