# frozen_string_literal: true

require 'java'

java_import java.util.concurrent.CompletableFuture
java_import java.util.concurrent.Executors

# Raises genuine exceptions where Ruby calls Java and Java calls Ruby, and hands
# over the java.lang.Throwable.
class JavaFailures < Failures
  # A Java class whose methods are Ruby's.
  class DeclinedException < java.lang.IllegalStateException; end

  class Job
    include java.util.concurrent.Callable

    def initialize(&work)
      @work = work
    end

    def call
      @work.call
    end
  end

  # Mistakes that Java finds.
  JAVA_MISHAPS = [
    -> { java.lang.Integer.parseInt('12 EUR') },
    -> { java.util.ArrayList.new.get(3) },
    -> { java.util.ArrayList.new.iterator.next },
    -> { java.util.List.of(1).add(2) },
    -> { java.net.URI.create('http://[') },
    -> { java.lang.Class.forName('org.killbill.Missing') },
    -> { java.util.Objects.requireNonNull(nil, 'accountId') },
    -> { java.math.BigDecimal.new(1).divide(java.math.BigDecimal.new(3)) },
    -> { java.nio.file.Files.readAllBytes(java.nio.file.Paths.get('/nonexistent/config.yml')) },
    -> { raise DeclinedException, 'do not honour' },
    -> { raise java.lang.IllegalStateException.new }
  ].freeze

  # Ways through Java, and back into Ruby.
  BRIDGES = %i[by_pool by_future by_comparator by_stream by_iteration by_scriptlet by_wrapping by_closing].freeze

  ANY = java.lang.Throwable

  def initialize(dice)
    super
    @pool = Executors.newSingleThreadExecutor
    @container = org.jruby.embed.ScriptingContainer.new(org.jruby.embed.LocalContextScope::THREADSAFE)
  end

  def close
    @pool.shutdown
  end

  def any
    rescued { raise_across(@dice.weighted(0 => 3, 1 => 8, 2 => 3, 3 => 1)) }
  end

  # A java.lang.Throwable, also of a Ruby exception.
  def rescued
    yield
  rescue Exception, ANY => e
    e.to_java(ANY)
  end

  private

  # What Java prints is at least an exception's truth, garbled or not.
  def printable(names)
    names
  end

  def raise_across(bridges)
    return raise_last if bridges.zero?

    send(@dice.pick(BRIDGES)) { travel { raise_across(bridges - 1) } }
  end

  def raise_last
    @dice.one_in(3) ? @dice.pick(JAVA_MISHAPS).call : raise_chain(@dice.weighted(0 => 6, 1 => 2, 2 => 1))
  end

  # A single thread's task that submits another would wait for itself.
  def by_pool(&work)
    return yield if java.lang.Thread.currentThread.name.start_with?('pool-')

    renew_pool if @dice.one_in(4)
    @pool.submit(Job.new(&work)).get
  end

  # A thread keeps `$!` from one task to the next, where it becomes an unrelated
  # cause. That is worth some chains, but they must end.
  def renew_pool
    @pool.shutdown
    @pool = Executors.newSingleThreadExecutor
  end

  def by_future(&work)
    CompletableFuture.completedFuture(1).thenApply { |_| work.call }.join
  end

  def by_comparator
    java.util.Collections.sort(java.util.ArrayList.new([2, 1])) { |_, _| yield }
  end

  def by_stream
    java.util.ArrayList.new([1]).stream.map { |_| yield }.toList
  end

  def by_iteration
    java.util.ArrayList.new([1]).forEach { |_| yield }
  end

  def by_scriptlet(&work)
    @container.put('work', work)
    @container.runScriptlet('work.call')
  end

  # Ruby's rescued exception becomes the cause of a Java one.
  def by_wrapping(&work)
    raise java.lang.RuntimeException.new(Messages.any(@dice), rescued(&work))
  end

  # What fails while a failed resource is closed.
  def by_closing(&work)
    error = java.io.IOException.new(Messages.any(@dice))
    error.addSuppressed(rescued(&work))
    raise error
  end
end
