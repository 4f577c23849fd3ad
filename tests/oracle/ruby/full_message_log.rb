# frozen_string_literal: true

# What Exception#full_message() gives, in a Logger's records and outside of them.
# One such text directly behind another would read as its cause; here, a trace of
# another form always stands between.
class FullMessageLog
  # JRuby 9.3 takes these options, prints every error plainly, and shows no causes.
  FORMS = [true, false].product(%i[top bottom]).map { |highlight, order| { highlight: highlight, order: order } }.freeze

  def initialize(log, dice)
    @log = log
    @dice = dice
    @failures = Failures.new(dice)
    @logger = RubyLoggerLog.new(log, dice)
  end

  def write_any
    error = @failures.any
    text = full_message(error) or return
    throwable = Truth.of_full_message(error)
    if @dice.one_in(3)
      @logger.write_exception
      @log.bare_trace(text, throwable)
    else
      @logger.write_trace(text, throwable)
    end
  end

  private

  # Ends in a newline, as it does unless nothing stands behind the message. There
  # is none where MRI cannot join a message to a class name beyond ASCII.
  def full_message(error)
    text = error.full_message(**form(error))
    text.end_with?("\n") ? text : "#{text}\n"
  rescue Encoding::CompatibilityError
    nil
  end

  # A message's own escapes could not be told from highlighting.
  def form(error)
    form = @dice.pick(FORMS)
    Failures.chain(error).any? { |link| link.message.b.include?("\e") } ? form.merge(highlight: false) : form
  end
end
