#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace culprit::parse {

/// Collects a JSON object that is written on several lines, as log4j2's JsonLayout and jq do it.
///
///   if (JsonAssembler::begins(line)) assembler.start(line);
///   for (…; assembler.add(line) == JsonAssembler::State::open; …) {}
///
/// When it is complete, read object(); should begins() hold for the line that completed it (`}, {`),
/// that line begins the next object, too. When it is rejected, the lines in text() are text like any
/// other, and the line that made it give up, which isn't among them, is still to be looked at.
///
/// It gives up at the first line that JSON can't have there, and at an object that is too
/// large: so no brace in a message holds up a log.
class JsonAssembler {
public:
  enum class State : unsigned char {
    idle,
    open,      ///< waits for more lines
    complete,  ///< the brace that began it is closed
    rejected,  ///< it is no JSON
  };

  static constexpr std::size_t kBytes = std::size_t{1} << 20;

  /// True for a line that is an opening brace, alone or where an array begins or goes on:
  /// `{`, `[{`, `, {`, `}, {`.
  static bool begins(std::string_view line);

  /// Begins anew with a line for which begins() holds.
  void start(std::string_view line);
  State add(std::string_view line);
  State state() const { return state_; }
  /// Forgets the lines, and gives back the memory that many of them took.
  void clear();

  /// The lines so far, as they were, each with "\n" behind it. Valid until the next start() or add().
  std::string_view text() const { return text_; }
  /// A complete object, from brace to brace. Likewise.
  std::string_view object() const { return std::string_view(text_).substr(begin_, end_ - begin_); }

private:
  bool scan(std::string_view line);
  bool scan_mark(char c);

  State state_ = State::idle;
  std::string text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string open_;  // the brackets that are open
  char last_ =
      '\0';  // what stands in front: a bracket, a separator, `"` for a string, `0` for another scalar
};

}  // namespace culprit::parse
