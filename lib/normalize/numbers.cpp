#include "normalize/numbers.hpp"

#include "normalize/characters.hpp"
#include "normalize/first_byte_index.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace culprit::normalization {
namespace {

/// Those that are exact, so that the usual 8.904 becomes the nearest double.
constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

double power_of_ten(std::size_t exponent) {
  return exponent < kPowersOfTen.size() ? kPowersOfTen[exponent]
                                        : std::pow(10.0, static_cast<double>(exponent));
}

/// The value of decimal digits, however many: those beyond the precision of a
/// double only move the decimal point.
class Decimal {
public:
  void add_integer_digit(char digit) { exponent_ += add(digit) ? 0 : 1; }
  void add_fraction_digit(char digit) { exponent_ -= add(digit) ? 1 : 0; }
  void add_exponent(int exponent) { exponent_ += exponent; }

  double value() const {
    const auto mantissa = static_cast<double>(mantissa_);
    if (mantissa_ == 0 || exponent_ == 0) return mantissa;
    const double power = power_of_ten(static_cast<std::size_t>(std::abs(exponent_)));
    return exponent_ > 0 ? mantissa * power : mantissa / power;
  }

private:
  bool add(char digit) {
    constexpr std::uint64_t kFull = 100'000'000'000'000'000;
    if (mantissa_ >= kFull) return false;
    mantissa_ = mantissa_ * 10 + static_cast<std::uint64_t>(digit - '0');
    return true;
  }

  std::uint64_t mantissa_ = 0;
  int exponent_ = 0;
};

/// `,123` with no digit behind.
bool is_thousands_group(std::string_view text, std::size_t at) {
  return byte_at(text, at) == ',' && is_digit(byte_at(text, at + 1)) && is_digit(byte_at(text, at + 2)) &&
         is_digit(byte_at(text, at + 3)) && !is_digit(byte_at(text, at + 4));
}

struct UnitName {
  std::string_view name;
  Unit unit;
  double factor = 1, divisor = 1;
  bool attached_only = false;  // behind a blank the letter may mean anything
};

constexpr double kKi = 1024, kMi = kKi * kKi, kGi = kMi * kKi, kTi = kGi * kKi;

// By first byte. Logs of Java write KB for 1024 bytes.
constexpr auto kUnits = std::to_array<UnitName>({
    {"B", Unit::bytes},
    {"byte", Unit::bytes},
    {"bytes", Unit::bytes},
    {"d", Unit::seconds, 86400, 1, true},
    {"day", Unit::seconds, 86400},
    {"days", Unit::seconds, 86400},
    {"G", Unit::bytes, kGi, 1, true},
    {"GB", Unit::bytes, kGi},
    {"GiB", Unit::bytes, kGi},
    {"h", Unit::seconds, 3600},
    {"hour", Unit::seconds, 3600},
    {"hours", Unit::seconds, 3600},
    {"hr", Unit::seconds, 3600},
    {"hrs", Unit::seconds, 3600},
    {"K", Unit::bytes, kKi, 1, true},
    {"KB", Unit::bytes, kKi},
    {"KiB", Unit::bytes, kKi},
    {"kB", Unit::bytes, kKi},
    {"M", Unit::bytes, kMi, 1, true},
    {"MB", Unit::bytes, kMi},
    {"MiB", Unit::bytes, kMi},
    {"m", Unit::seconds, 60, 1, true},
    {"microsecond", Unit::seconds, 1, 1e6},
    {"microseconds", Unit::seconds, 1, 1e6},
    {"micros", Unit::seconds, 1, 1e6},
    {"millis", Unit::seconds, 1, 1e3},
    {"millisecond", Unit::seconds, 1, 1e3},
    {"milliseconds", Unit::seconds, 1, 1e3},
    {"min", Unit::seconds, 60},
    {"mins", Unit::seconds, 60},
    {"minute", Unit::seconds, 60},
    {"minutes", Unit::seconds, 60},
    {"ms", Unit::seconds, 1, 1e3},
    {"msec", Unit::seconds, 1, 1e3},
    {"msecs", Unit::seconds, 1, 1e3},
    {"nanos", Unit::seconds, 1, 1e9},
    {"nanosecond", Unit::seconds, 1, 1e9},
    {"nanoseconds", Unit::seconds, 1, 1e9},
    {"ns", Unit::seconds, 1, 1e9},
    {"s", Unit::seconds},
    {"sec", Unit::seconds},
    {"second", Unit::seconds},
    {"seconds", Unit::seconds},
    {"secs", Unit::seconds},
    {"T", Unit::bytes, kTi, 1, true},
    {"TB", Unit::bytes, kTi},
    {"TiB", Unit::bytes, kTi},
    {"us", Unit::seconds, 1, 1e6},
    {"\xC2\xB5s", Unit::seconds, 1, 1e6},  // micro sign
    {"\xCE\xBCs", Unit::seconds, 1, 1e6},  // Greek mu
});
constexpr std::size_t kLongestUnit = 12;
constexpr std::size_t kShortestWord =
    4;  // from here on in any case: java.util.concurrent writes MILLISECONDS

constexpr FirstByteIndex kUnitsByFirstByte(kUnits, [](const UnitName& unit) { return unit.name; });

constexpr std::array<bool, 256> kMayBeginUnit = [] {
  std::array<bool, 256> may_begin{};
  for (const UnitName& unit : kUnits) {
    const auto first = static_cast<unsigned char>(unit.name[0]);
    may_begin[first] = true;
    if (is_letter(unit.name[0])) may_begin[first & ~0x20U] = true;  // a capital
  }
  return may_begin;
}();

// In lower case, by first byte.
constexpr auto kWordsWithDigits = std::to_array<std::string_view>({
    "2fa",        "3ds",     "3ds2",   "amd64",    "arm64",    "b2b",     "b2c",      "base32",  "base58",
    "base64",     "bzip2",   "c3p0",   "cp1252",   "crc32",    "ec2",     "es256",    "float32", "float64",
    "h2",         "hs256",   "hs512",  "http/1.0", "http/1.1", "http/2",  "http/2.0", "http2",   "http3",
    "i18n",       "i386",    "i686",   "int16",    "int32",    "int64",   "int8",     "ipv4",    "ipv6",
    "iso-8859-1", "iso8859", "k8s",    "l10n",     "latin1",   "log4j",   "log4j2",   "md4",     "md5",
    "oauth1",     "oauth2",  "p12",    "p2p",      "pbkdf2",   "pkcs1",   "pkcs11",   "pkcs12",  "pkcs5",
    "pkcs8",      "rc4",     "rs256",  "rs512",    "s3",       "sha-1",   "sha-256",  "sha-384", "sha-512",
    "sha1",       "sha2",    "sha224", "sha256",   "sha384",   "sha512",  "slf4j",    "socks4",  "socks5",
    "sslv2",      "sslv3",   "tls1",   "tlsv1",    "tlsv1.0",  "tlsv1.1", "tlsv1.2",  "tlsv1.3", "uint16",
    "uint32",     "uint64",  "uint8",  "utf-16",   "utf-32",   "utf-8",   "utf16",    "utf32",   "utf8",
    "utf8mb3",    "utf8mb4", "w3c",    "win32",    "win64",    "x.509",   "x509",     "x64",     "x86",
    "x86_64",
});

constexpr FirstByteIndex kWordsByFirstByte(kWordsWithDigits, [](std::string_view word) { return word; });

}  // namespace

NumberMatch match_number(std::string_view text, std::size_t at) {
  Decimal decimal;
  std::size_t end = at;
  const auto take_integer_digits = [&] {
    for (; end < text.size() && is_digit(text[end]); ++end) decimal.add_integer_digit(text[end]);
  };
  take_integer_digits();
  if (end - at <= 3) {
    while (is_thousands_group(text, end)) {
      ++end;
      take_integer_digits();
    }
  }
  const bool has_decimals = byte_at(text, end) == '.' && is_digit(byte_at(text, end + 1));
  if (has_decimals)
    for (++end; end < text.size() && is_digit(text[end]); ++end) decimal.add_fraction_digit(text[end]);
  if (to_lower(byte_at(text, end)) == 'e') {
    const bool is_signed = one_of(byte_at(text, end + 1), "+-");
    const std::size_t digits = end + (is_signed ? 2 : 1);
    const std::size_t exponent_end = run_end(text, digits, is_digit);
    if (exponent_end > digits && exponent_end - digits <= 3 && !is_alnum(byte_at(text, exponent_end))) {
      int exponent = 0;
      for (std::size_t i = digits; i < exponent_end; ++i) exponent = exponent * 10 + (text[i] - '0');
      decimal.add_exponent(byte_at(text, end + 1) == '-' ? -exponent : exponent);
      end = exponent_end;
    }
  }
  return {end - at, decimal.value(), has_decimals};
}

std::size_t match_attached_second(std::string_view text, std::size_t at) {
  const std::size_t milli = byte_at(text, at) == 'm' ? 1 : 0;
  return byte_at(text, at + milli) == 's' ? milli + 1 : 0;
}

NumberMatch match_plain_number(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostDigits = 15;
  std::uint64_t mantissa = 0;
  std::size_t end = at;
  const auto take_digits = [&] {
    const std::size_t begin = end;
    for (; end < text.size(); ++end) {
      const auto digit = static_cast<unsigned char>(text[end] - '0');
      if (digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    return end - begin;
  };
  std::size_t digits = take_digits(), decimals = 0;
  if (byte_at(text, end) == '.') {
    ++end;
    decimals = take_digits();
    if (digits == 0 || decimals == 0) return {};
  }
  digits += decimals;
  const std::size_t behind = end + match_attached_second(text, end);
  const bool ends = behind == text.size() || one_of(text[behind], " )]}'\"\n;|") ||
                    (text[behind] == ',' && !is_digit(byte_at(text, behind + 1)));
  if (digits > kMostDigits || !ends) return {};
  const auto value = static_cast<double>(static_cast<std::int64_t>(mantissa));
  return {end - at, mantissa == 0 || decimals == 0 ? value : value / power_of_ten(decimals), decimals != 0};
}

std::size_t match_number_prefix(std::string_view text, std::size_t at) {
  const char before = byte_before(text, at);
  if (before != '\0' && !is_space(before) && !one_of(before, "([{'\"=:,;|")) return 0;
  std::size_t end = at;
  const bool compares = one_of(byte_at(text, end), "<>");
  if (compares && byte_at(text, ++end) == '=') ++end;
  if (one_of(byte_at(text, end), "+-")) ++end;
  if (!is_digit(byte_at(text, end))) return 0;
  // `<5>` is a number in angle brackets.
  if (compares && byte_at(text, run_end(text, end, is_digit)) == '>') return 0;
  return end - at;
}

UnitMatch match_unit(std::string_view text, std::size_t at) {
  const bool attached = byte_at(text, at) != ' ';
  const std::size_t begin = at + (attached ? 0 : 1);
  if (!kMayBeginUnit[static_cast<unsigned char>(byte_at(text, begin))]) return {};
  std::size_t end = begin;
  while (end - begin <= kLongestUnit && (is_letter(byte_at(text, end)) || (byte_at(text, end) & 0x80) != 0))
    ++end;
  if (end == begin || is_digit(byte_at(text, end)) || byte_at(text, end) == '_') return {};
  const std::string_view name = text.substr(begin, end - begin);
  const bool any_case = name.size() >= kShortestWord;
  const auto range = kUnitsByFirstByte[any_case ? to_lower(name[0]) : name[0]];
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const UnitName& unit = kUnits[i];
    if (unit.name.size() != name.size() || (!attached && unit.attached_only)) continue;
    if (any_case ? matches_lower(name, 0, unit.name) : name == unit.name)
      return {end - at, unit.unit, unit.factor, unit.divisor};
  }
  return {};
}

std::size_t match_human_size(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (byte_at(text, end) == ' ') ++end;
  if (byte_at(text, end) != '(' || !is_digit(byte_at(text, end + 1))) return 0;
  ++end;
  end += match_number(text, end).length;
  const std::size_t unit = match_unit(text, end).length;
  if (unit == 0 || byte_at(text, end + unit) != ')') return 0;
  return end + unit + 1 - at;
}

std::size_t match_word_with_digits(std::string_view text, std::size_t at) {
  const auto range = kWordsByFirstByte[to_lower(byte_at(text, at))];
  std::size_t longest = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::string_view word = kWordsWithDigits[i];
    if (word.size() <= longest || !matches_lower(text, at, word)) continue;
    const char behind = byte_at(text, at + word.size());
    if (!is_alnum(behind) || is_upper(behind)) longest = word.size();
  }
  return longest;
}

}  // namespace culprit::normalization
