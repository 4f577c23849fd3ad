#include "normalize/times.hpp"

#include "normalize/characters.hpp"

namespace culprit::normalization {
namespace {

/// Steps through a text. A step that doesn't fit stays where it is.
class Reader {
public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  char peek(std::size_t ahead = 0) const { return byte_at(text_, at_ + ahead); }

  bool one_of(ByteSet set) {
    if (!normalization::one_of(peek(), set)) return false;
    ++at_;
    return true;
  }

  bool literal(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  /// A number of `min_digits` to `max_digits` digits, and no digit behind, from `low` to `high`.
  bool number(std::size_t min_digits, std::size_t max_digits, int low, int high) {
    std::size_t length = 0;
    int value = 0;
    for (; length <= max_digits && is_digit(peek(length)); ++length)
      value = value * 10 + (peek(length) - '0');
    if (length < min_digits || length > max_digits || value < low || value > high) return false;
    at_ += length;
    return true;
  }

  bool year() { return number(4, 4, 1900, 2199); }
  bool month() { return number(1, 2, 1, 12); }
  bool day() { return number(1, 2, 1, 31); }

  /// One of several names of three letters, written without gaps.
  bool name(std::string_view names) {
    for (std::size_t i = 0; i < names.size(); i += 3)
      if (literal(names.substr(i, 3))) return true;
    return false;
  }
  bool month_name() { return name("JanFebMarAprMayJunJulAugSepOctNovDec"); }
  bool day_name() { return name("MonTueWedThuFriSatSun"); }

  /// `H:MM[:SS[.fff]]`.
  bool clock(bool needs_seconds) {
    const std::size_t start = at_;
    if (!number(1, 2, 0, 24) || !one_of(":") || !number(2, 2, 0, 59)) return back(start);
    const std::size_t minutes_end = at_;
    if (!one_of(":") || !number(2, 2, 0, 60)) {
      at_ = needs_seconds ? start : minutes_end;
      return !needs_seconds;
    }
    if ((peek() == '.' || peek() == ',') && is_digit(peek(1))) {
      const std::size_t fraction_end = run_end(text_, at_ + 1, is_digit);
      if (byte_at(text_, fraction_end) != ':') at_ = fraction_end;  // else another time follows a comma
    }
    return true;
  }

  void half_of_day() {
    const std::size_t start = at_;
    one_of(" ");
    if ((literal("AM") || literal("PM")) && !is_alnum(peek())) return;
    at_ = start;
  }

  /// `Z`, `+0000`, ` +00:00`, ` UTC`.
  void zone() {
    const std::size_t start = at_;
    if (literal("Z") && !is_alnum(peek())) return;
    at_ = start;
    one_of(" ");
    if (one_of("+-")) {
      if (number(4, 4, 0, 2359)) return;
      if (number(2, 2, 0, 23) && (!one_of(":") || number(2, 2, 0, 59))) return;
    } else if (name("UTCGMTCETESTEDTCSTCDTMSTMDTPSTPDTBSTISTJST") || literal("CEST")) {
      if (!is_alnum(peek())) return;
    }
    at_ = start;
  }

  bool back(std::size_t at) {
    at_ = at;
    return false;
  }

private:
  std::string_view text_;
  std::size_t at_;
};

/// `2015-10-09`, with `-`, `/` or `.` twice.
bool read_numeric_date(Reader& in) {
  if (!in.year()) return false;
  const char mark = in.peek();
  if (!in.one_of("-/.") || !in.month() || in.peek() != mark) return false;
  in.one_of("-/.");
  // 2015.10.9.1 is a version or an address.
  return in.day() && !(mark == '.' && in.peek() == '.' && is_digit(in.peek(1)));
}

/// ` 10:11:12 UTC` or `T10:11Z` behind a date, if there.
void read_time_behind_date(Reader& in) {
  const std::size_t date_end = in.at();
  if (!in.one_of("T ")) return;
  if (!in.clock(false)) {
    in.back(date_end);
    return;
  }
  in.half_of_day();
  in.zone();
}

/// `09 Oct 2015 10:11:12 GMT`, `09-Oct-2015 10:11:12.123`, `09/Oct/2015:10:11:12 +0000`.
bool read_day_first(Reader& in) {
  if (!in.day() || !in.one_of("-/ ") || !in.month_name() || !in.one_of("-/ ") || !in.year()) return false;
  if (!in.one_of(": ") || !in.clock(true)) return false;
  in.half_of_day();
  in.zone();
  return true;
}

/// `Oct 09 10:11:12 UTC 2015`, `Oct  9 10:11:12`, `Oct 9, 2015 2:44:30 PM`.
bool read_month_first(Reader& in) {
  if (!in.month_name() || !in.one_of(" ")) return false;
  in.one_of(" ");
  if (!in.day()) return false;
  in.one_of(",");
  if (!in.one_of(" ")) return false;
  if (const std::size_t start = in.at(); !in.year() || !in.one_of(" ")) in.back(start);
  if (!in.clock(true)) return false;
  in.half_of_day();
  in.zone();
  const std::size_t end = in.at();
  if (!in.one_of(" ") || !in.year() || is_alnum(in.peek())) in.back(end);
  return true;
}

std::size_t length_from(const Reader& in, std::size_t at) { return is_alnum(in.peek()) ? 0 : in.at() - at; }

}  // namespace

std::size_t match_timestamp(std::string_view text, std::size_t at) {
  if (one_of(byte_before(text, at), ".:")) return 0;
  if (Reader in(text, at); read_numeric_date(in)) {
    read_time_behind_date(in);
    return length_from(in, at);
  }
  if (Reader in(text, at); read_day_first(in)) return length_from(in, at);
  return 0;
}

std::size_t match_named_timestamp(std::string_view text, std::size_t at) {
  if (!one_of(byte_at(text, at + 3), " ,")) return 0;  // behind three letters; most words are longer
  Reader in(text, at);
  if (in.day_name()) {
    in.one_of(",");
    if (!in.one_of(" ")) return 0;
    if (is_digit(in.peek())) return read_day_first(in) ? length_from(in, at) : 0;
  }
  return read_month_first(in) ? length_from(in, at) : 0;
}

std::size_t match_clock(std::string_view text, std::size_t at) {
  if (one_of(byte_before(text, at), ".:")) return 0;
  Reader in(text, at);
  if (!in.clock(false)) return 0;
  in.half_of_day();
  if (in.peek() == ':' && is_alnum(in.peek(1))) return 0;  // an address of a network card, or IPv6
  return length_from(in, at);
}

}  // namespace culprit::normalization
