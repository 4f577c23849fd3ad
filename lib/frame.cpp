#include "text/ascii.hpp"

#include <culprit/event.hpp>

#include <algorithm>
#include <cstddef>

namespace culprit {
namespace {

using text::is_digit;

constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
constexpr bool is_address(char c) { return is_hex(c) || c == 'x' || c == '/' || c == '$'; }

template <class Is>
std::size_t run_length(std::string_view text, std::size_t at, Is is) {
  std::size_t end = at;
  while (end < text.size() && is(text[end])) ++end;
  return end - at;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// `$12` behind `lambda$get`: lambdas are numbered as they stand in a class.
std::size_t lambda_number_length(std::string_view front, std::string_view rest) {
  const std::size_t digits = run_length(rest, 1, is_digit);
  if (digits == 0 || 1 + digits == rest.size() || rest[1 + digits] != '(') return 0;
  const std::string_view method = front.substr(front.find_last_of(".(") + 1);
  return method == "lambda" || method.starts_with("lambda$") ? 1 + digits : 0;
}

/// `$Proxy33`, `GeneratedMethodAccessor12`, Groovy's `Script1`
std::size_t generated_number_length(std::string_view front, std::string_view rest) {
  if (front != "Script" &&
      !ends_with_any(front, {"$Proxy", ".Script", "(Script", "GeneratedMethodAccessor",
                             "GeneratedConstructorAccessor", "GeneratedSerializationConstructorAccessor"}))
    return 0;
  const std::size_t digits = run_length(rest, 0, is_digit);
  return digits < rest.size() && (rest[digits] == '.' || rest[digits] == '$') ? digits : 0;
}

/// Whether `front` ends with `$$EnhancerByGuice`, or `$$FastClassByGuice`.
bool ends_with_enhancer(std::string_view front) {
  const std::size_t word = front.rfind('$') + 1;
  return front.substr(0, word).ends_with("$$") &&
         (front.substr(word).starts_with("EnhancerBy") || front.substr(word).starts_with("FastClassBy"));
}

/// Whether what differs from run to run may begin with it: a mark of varying_length(), or a line number's
/// colon.
constexpr bool may_vary(char c) { return c == '$' || c == '/' || c == '_' || c == ':' || is_digit(c); }

/// The length of what differs from run to run at the start of `rest`, behind `front`. It looks no further
/// than to the marks next to it, so that a frame of nothing but marks takes no longer than others.
std::size_t varying_length(std::string_view front, std::string_view rest) {
  // Digits, and hexadecimal ones, that no name has in a row.
  constexpr std::size_t kSerial = 6, kHash = 20;
  switch (rest[0]) {
    case '$':
      // `Foo$$Lambda$34/0x00007f8a5c0d1c40`
      if (front.ends_with("$$Lambda")) return run_length(rest, 0, is_address);
      // `Foo$$EnhancerByGuice$$7c4d3a4d`
      if (rest.starts_with("$$") && ends_with_enhancer(front)) return 2 + run_length(rest, 2, is_hex);
      return lambda_number_length(front, rest);
    case '/':
      // `Foo$$Lambda/0x000071d3a8123c00`, `LambdaForms$DMH/0x0000000800c8c000`
      return rest.starts_with("/0x") ? 3 + run_length(rest, 3, is_hex) : 0;
    case '_': {
      // `rubyjit.Api$$charge_ba8a52f1.__file__`, `PaymentPluginApi_333871130.gen`
      const std::size_t hex = run_length(rest, 1, is_hex);
      const bool is_serial = hex >= kSerial && rest.substr(1 + hex).starts_with('.') &&
                             std::ranges::any_of(rest.substr(1, hex), is_digit);
      return is_serial || hex >= kHash ? 1 + hex : 0;
    }
    default: return is_digit(rest[0]) ? generated_number_length(front, rest) : 0;
  }
}

/// Where the line number stands, its colon in front; empty if there is none.
std::string_view find_line_number(std::string_view frame) {
  std::size_t end = frame.find(":in ");
  if (end == std::string_view::npos) end = frame.size() - (frame.ends_with(')') ? 1 : 0);
  std::size_t begin = end;
  while (begin > 0 && is_digit(frame[begin - 1])) --begin;
  if (begin == end) return {};
  if (begin > 0 && frame[begin - 1] == '-') --begin;
  if (begin == 0 || frame[begin - 1] != ':') return {};
  return frame.substr(begin - 1, end - begin + 1);
}

}  // namespace

std::string_view top_frame(std::span<const Throwable> throwables) {
  std::string_view innermost;
  for (std::size_t i = 0, last = 0; i < throwables.size(); ++i) {
    // The chain: every throwable comes after its parent.
    if (i != 0 && (throwables[i].relation != Relation::cause || throwables[i].parent != last)) continue;
    if (!throwables[i].top_frame.empty()) innermost = throwables[i].top_frame;
    last = i;
  }
  return innermost;
}

std::string location(std::string_view frame) {
  const std::string_view number = find_line_number(frame);
  const std::size_t number_at =
      number.empty() ? frame.size() : static_cast<std::size_t>(number.data() - frame.data());
  std::string text;
  text.reserve(frame.size());
  for (std::size_t at = 0; at < frame.size();) {
    if (at == number_at) {
      at += number.size();
    } else if (const std::size_t length = varying_length(frame.substr(0, at), frame.substr(at));
               length != 0) {
      at += length;
    } else {
      const std::size_t same = 1 + run_length(frame, at + 1, [](char c) { return !may_vary(c); });
      text += frame.substr(at, same);
      at += same;
    }
  }
  return text;
}

}  // namespace culprit
