# frozen_string_literal: true

require 'zlib'

# All that a log leaves to chance, decided by the seed and the log's name alone.
class Dice
  def initialize(seed, name)
    @random = Random.new(seed ^ Zlib.crc32(name))
    @time = Time.utc(2024, 3, 8, 21, 40, 0) + number(3600)
  end

  def number(limit)
    @random.rand(limit)
  end

  def pick(choices)
    choices[number(choices.size)]
  end

  # True once in `times`.
  def one_in(times)
    number(times).zero?
  end

  def weighted(choices)
    roll = number(choices.values.sum)
    choices.each { |choice, weight| return choice if (roll -= weight).negative? }
  end

  # The time of the next event: later than the last one, in whole milliseconds.
  def next_time
    @time += Rational(number(90_000), 1000)
  end
end
