#pragma once

#include <culprit/timestamp.hpp>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// A date pattern of Java's: `dd-MMM-yyyy HH:mm:ss.SSS`, `EEE MMM d h:mm:ss a
/// yyyy`, `yyyy-MM-dd'T'HH:mm:ssXXX`. Names of months and days are English.
///
/// What matches is a matter of shape alone: if a text does, it also does with
/// other digits in the place of its own.
class DateFormat {
public:
  DateFormat() = default;

  /// Throws Error if the pattern has a letter that is none of Java's, or one that tells
  /// no time (a week's number …).
  explicit DateFormat(std::string_view pattern);

  /// `%d{UNIX}` and `%d{UNIX_MILLIS}`: seconds or milliseconds since 1970.
  static DateFormat unix_seconds();
  static DateFormat unix_milliseconds();

  bool has_date() const { return has_date_; }

  struct Match {
    std::size_t length = 0;  ///< 0: no match …
    std::size_t failed = 0;  ///< … because of the character here
  };
  Match match(std::string_view text) const;

  /// The time at the start of a text that matches. What is out of range counts
  /// on, as mktime() does it.
  Timestamp read(std::string_view text) const;

  /// Bytes that a text which matches may begin with.
  std::bitset<256> may_begin() const;

private:
  /// A letter with its number of repetitions, or a text.
  struct Part {
    char letter = 0;  // 0: `text` as it stands
    std::size_t width = 0;
    std::string text{};
  };
  struct Fields;

  Match parse(std::string_view text, Fields& fields) const;
  static std::size_t parse_part(const Part& part, std::string_view text, Fields& fields);
  void add_letters(char letter, std::size_t width);
  void add_text(char c);
  std::size_t add_quoted(std::string_view pattern, std::size_t at);

  std::vector<Part> parts_;
  bool has_date_ = false;
};

}  // namespace culprit::parse
