# frozen_string_literal: true

# What exception objects say of themselves, in the form of the truth's `throwable`.
module Truth
  module_function

  # A Ruby exception alone.
  def of_ruby(error)
    throwable(error.class.to_s, error.message, error.backtrace.size)
  end

  # A Ruby exception as a Logger prints it, its message behind the header. One that
  # begins with a newline cannot be told from one that a layout puts on the next line.
  def of_logged(error)
    { **of_ruby(error), message: error.message.b.sub(/\A\s*\n/n, '') }
  end

  # A Ruby exception and its causes, as JRuby's main() prints them.
  def of_ruby_chain(error)
    { **of_ruby(error), cause: error.cause && of_ruby_chain(error.cause) }
  end

  # A Ruby exception in MRI's form, which JRuby's full_message() has, too, without
  # the causes and without calling an overridden message(). It hides that a class
  # is anonymous by leaving it out.
  def of_full_message(error)
    elided = elided_levels(error)
    message, cause = RUBY_ENGINE == 'ruby' ? [error.message, error.cause] : [error.to_s, nil]
    throwable(error.class.name, message, error.backtrace.size - elided,
              elided: elided, cause: cause && of_full_message(cause))
  end

  # MRI prints the first nine levels and the last four of a stack that was too deep.
  def elided_levels(error)
    error.is_a?(SystemStackError) ? [error.backtrace.size - 13, 0].max : 0
  end

  # A java.lang.Throwable as printStackTrace() and logback know it; behind
  # `Caused by:` and `Suppressed:` the frames shared with the `enclosing` trace
  # are left out.
  def of_java(error, enclosing = [])
    trace = error.java_send(:getStackTrace).to_a
    elided = shared_frames(trace, enclosing)
    cause = error.java_send(:getCause)
    throwable(error.java_send(:getClass).name, error.java_send(:getMessage), trace.size - elided,
              elided: elided,
              cause: cause && of_java(cause, trace),
              suppressed: error.java_send(:getSuppressed).map { |other| of_java(other, trace) })
  end

  # A java.lang.Throwable as JRuby's main() knows it: the chain, with all frames.
  def of_unhandled_java(error)
    cause = error.java_send(:getCause)
    throwable(error.java_send(:getClass).name, error.java_send(:getMessage),
              error.java_send(:getStackTrace).size, cause: cause && of_unhandled_java(cause))
  end

  def throwable(class_name, message, frames, elided: 0, cause: nil, suppressed: [])
    { class: class_name.to_s, message: message.to_s, frames: frames, elided: elided, circular: false,
      cause: cause, suppressed: suppressed }
  end

  def shared_frames(trace, enclosing)
    trace.reverse.zip(enclosing.reverse).take_while { |frame, other| frame == other }.size
  end
end
