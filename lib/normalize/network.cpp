#include "normalize/network.hpp"

#include "normalize/characters.hpp"
#include "normalize/identifiers.hpp"
#include "normalize/paths.hpp"

#include <algorithm>
#include <array>

namespace culprit::normalization {
namespace {

constexpr std::size_t kMostPortDigits = 5;

constexpr bool ends_url(char c) { return is_space(c) || one_of(c, "\"'`()[]{}<>,;"); }

constexpr bool is_local_part(char c) { return is_label(c) || one_of(c, ".%+"); }

/// `:8080` at `at`, or 0.
std::size_t match_port(std::string_view text, std::size_t at) {
  if (byte_at(text, at) != ':') return 0;
  const std::size_t end = run_end(text, at + 1, is_digit);
  const std::size_t digits = end - (at + 1);
  return digits >= 1 && digits <= kMostPortDigits && !is_label(byte_at(text, end)) ? digits + 1 : 0;
}

/// `0` to `255` at `at`, or 0.
std::size_t match_octet(std::string_view text, std::size_t at) {
  int value = 0;
  std::size_t length = 0;
  for (; length < 3 && is_digit(byte_at(text, at + length)); ++length)
    value = value * 10 + (text[at + length] - '0');
  return value <= 255 ? length : 0;
}

/// `10.0.0.1` with no regard to what stands around it.
std::size_t match_four_octets(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int i = 0; i < 4; ++i) {
    if (i > 0 && byte_at(text, end++) != '.') return 0;
    const std::size_t octet = match_octet(text, end);
    if (octet == 0) return 0;
    end += octet;
  }
  return end - at;
}

/// Never those that are English words (in, it, is, me, no, so, to, at, my, id)
/// or common last parts of names in code (info, name, app).
bool is_top_level_domain(std::string_view label) {
  if (label.size() > std::string_view("localdomain").size() || is_upper(label[0])) return false;
  constexpr auto kDomains = std::to_array<std::string_view>(
      {"com", "org", "net", "edu", "gov", "mil", "biz",   "io",          "uk",       "de",
       "fr",  "eu",  "ru",  "cn",  "jp",  "br",  "local", "localdomain", "internal", "lan"});
  return std::find(kDomains.begin(), kDomains.end(), label) != kDomains.end();
}

}  // namespace

std::size_t match_url(std::string_view text, std::size_t at) {
  const std::size_t scheme_end = run_end(text, at, is_alnum);
  if (!is_letter(byte_at(text, at)) || !text.substr(scheme_end).starts_with("://")) return 0;
  const std::size_t begin = scheme_end + 3;
  std::size_t end = run_end(text, begin, [](char c) { return !ends_url(c); });
  while (end > begin && one_of(text[end - 1], ".:")) --end;
  return end > begin ? end - at : 0;
}

std::size_t match_email(std::string_view text, std::size_t at) {
  if (is_local_part(byte_before(text, at))) return 0;
  const std::size_t sign = run_end(text, at, is_local_part);
  if (byte_at(text, sign) != '@') return 0;
  std::size_t end = sign + 1;
  std::size_t labels = 0;
  while (true) {
    const std::size_t label_end = run_end(text, end, is_label);
    if (label_end == end) return 0;
    ++labels;
    const bool more = byte_at(text, label_end) == '.' && is_alnum(byte_at(text, label_end + 1));
    if (!more) {
      // The last label is a domain, no version: killbill@0.22 is none.
      const bool is_domain = labels >= 2 && label_end - end >= 2 && is_letter(text[end]);
      return is_domain ? label_end - at : 0;
    }
    end = label_end + 1;
  }
}

std::size_t match_mac(std::string_view text, std::size_t at) {
  constexpr std::size_t kLength = 17;
  const char mark = byte_at(text, at + 2);
  if ((mark != ':' && mark != '-') || text.size() - at < kLength) return 0;
  if (byte_before(text, at) == mark) return 0;
  for (std::size_t i = 0; i < kLength; ++i)
    if (i % 3 == 2 ? text[at + i] != mark : !is_hex(text[at + i])) return 0;
  const char behind = byte_at(text, at + kLength);
  return is_alnum(behind) || (behind == mark && is_hex(byte_at(text, at + kLength + 1))) ? 0 : kLength;
}

std::size_t match_ipv6(std::string_view text, std::size_t at) {
  if (is_label(byte_before(text, at)) || one_of(byte_before(text, at), ":.")) return 0;
  constexpr std::size_t kGroups = 8;
  std::size_t end = at, groups = 0;
  bool gap = false, digit = false;
  if (text.substr(end).starts_with("::")) {
    gap = true;
    end += 2;
  }
  while (groups < kGroups) {
    if (const std::size_t octets = match_four_octets(text, end); octets > 0 && groups > 0) {
      end += octets;
      groups += 2;
      digit = true;
      break;
    }
    std::size_t group_end = end;
    for (; group_end - end < 4 && is_hex(byte_at(text, group_end)); ++group_end)
      digit |= is_digit(text[group_end]);
    if (group_end == end) break;
    end = group_end;
    ++groups;
    if (byte_at(text, end) != ':') break;
    if (byte_at(text, end + 1) == ':') {
      if (gap) return 0;
      gap = true;
      end += 2;
    } else if (groups < kGroups && is_hex(byte_at(text, end + 1))) {
      ++end;
    } else {
      break;
    }
  }
  if (!digit || is_label(byte_at(text, end)) || (gap ? groups >= kGroups : groups != kGroups)) return 0;
  if (byte_at(text, end) == '%' && is_alnum(byte_at(text, end + 1))) end = run_end(text, end + 1, is_alnum);
  return end + match_port(text, end) - at;
}

std::size_t match_ipv4(std::string_view text, std::size_t at) {
  if (byte_before(text, at) == '.') return 0;
  const std::size_t length = match_four_octets(text, at);
  if (length == 0) return 0;
  const std::size_t end = at + length;
  const char behind = byte_at(text, end);
  if (is_alnum(behind) || behind == '_' || (behind == '.' && is_alnum(byte_at(text, end + 1)))) return 0;
  return length + match_port(text, end);
}

std::size_t match_host(std::string_view text, std::size_t at) {
  constexpr auto is_name = [](char c) { return is_label(c) || c == '.'; };
  if (is_name(byte_before(text, at))) return 0;
  const std::size_t run = run_end(text, at, is_name);
  std::size_t end = run;
  while (end > at && !is_alnum(text[end - 1])) --end;
  const std::string_view name = text.substr(at, end - at);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return 0;
  const std::string_view last = name.substr(dot + 1);

  const std::size_t port = end == run ? match_port(text, end) : 0;
  const bool by_port = port > 0 && !is_upper(last[0]) && !is_source_extension(last) &&
                       std::any_of(name.begin(), name.end(), is_letter);
  const bool by_domain = is_top_level_domain(last) && byte_at(text, run) != '(';
  return (by_port || by_domain) && !is_java_name(name) ? end + port - at : 0;
}

}  // namespace culprit::normalization
