#include "killbill/wrappers.hpp"

#include "normalize/characters.hpp"

#include <charconv>
#include <cstddef>
#include <optional>

namespace culprit::killbill {
namespace {

using normalization::byte_at;
using normalization::is_alnum;
using normalization::is_letter;
using normalization::is_space;
using normalization::is_upper;
using normalization::run_end;
using normalization::Wrapped;
using normalization::Wrapper;

/// Whether a text says anything: Java writes `null` for a message that isn't
/// there, which in a template may be `<null>`.
bool says_something(std::string_view text) noexcept {
  return !text.empty() && text != "null" && text != "<null>";
}

std::string_view before_last(std::string_view text, std::string_view mark) noexcept {
  return text.substr(0, text.rfind(mark));
}

/// All that is behind the prefix.
bool rest(std::string_view behind, Wrapped& wrapped) noexcept {
  wrapped.message = behind;
  return says_something(behind);
}

/// What follows an id, or the placeholder that stands for it, and a colon: `<uuid>: X`, `<uuid> : X`.
bool behind_id(std::string_view behind, Wrapped& wrapped) noexcept {
  const std::size_t id = run_end(behind, 0, [](char c) { return !is_space(c) && c != ':'; });
  if (id == 0) return false;
  behind.remove_prefix(id);
  if (behind.starts_with(" : ")) behind.remove_prefix(3);
  else if (behind.starts_with(": ")) behind.remove_prefix(2);
  else return false;
  return rest(behind, wrapped);
}

/// `, code=7199, formattedMsg='` in the text of a BillingExceptionBase.
struct CodeMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  int code = 0;
};

std::optional<CodeMark> code_mark_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kCode = ", code=", kMessage = ", formattedMsg='";
  if (!text.substr(at).starts_with(kCode)) return std::nullopt;
  CodeMark mark{at};
  const std::string_view number = text.substr(at + kCode.size());
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), mark.code);
  const std::string_view behind = number.substr(static_cast<std::size_t>(end - number.data()));
  if (error != std::errc() || !behind.starts_with(kMessage)) return std::nullopt;
  mark.end = text.size() - behind.size() + kMessage.size();
  return mark;
}

/// Where the cause ends. It may hold exceptions of the same form, in braces; if
/// braces in its message mislead, the last mark is taken.
std::optional<CodeMark> find_code_mark(std::string_view text) noexcept {
  std::optional<CodeMark> last;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && depth > 0) --depth;
    if (text[i] != ',') continue;
    if (const auto mark = code_mark_at(text, i)) {
      last = mark;
      if (depth == 0) break;
      i = mark->end - 1;
    }
  }
  return last;
}

/// `null, code=7199, formattedMsg='X'}`. The message may hold quotes and braces, and may be cut off.
bool billing_exception(std::string_view behind, Wrapped& wrapped) noexcept {
  const auto mark = find_code_mark(behind);
  if (!mark) return false;
  wrapped.code = mark->code;
  wrapped.message = before_last(behind.substr(mark->end), "'}");
  if (!says_something(wrapped.message)) wrapped.message = behind.substr(0, mark->begin);  // the cause
  return says_something(wrapped.message);
}

/// `errorMessage='X', errorType='Y'}`: either may be missing or null; Y says
/// something of its own if there is no X.
bool payment_plugin_api_exception(std::string_view behind, Wrapped& wrapped) noexcept {
  constexpr std::string_view kMessage = "errorMessage='", kType = "errorType='", kNextType = "', errorType='";
  if (behind.starts_with(kMessage)) {
    const std::string_view both = behind.substr(kMessage.size());
    const std::size_t type = both.rfind(kNextType);
    wrapped.message = type == std::string_view::npos ? before_last(both, "'}") : both.substr(0, type);
    if (says_something(wrapped.message)) return true;
  }
  const std::size_t type = behind.rfind(kType);
  if (type == std::string_view::npos) return false;
  wrapped.message = before_last(behind.substr(type + kType.size()), "'}");
  return says_something(wrapped.message);
}

/// The length of what joins two parts of a name at `at`: Java's dot, Ruby's colons; 0 if nothing does.
std::size_t joint_length(std::string_view text, std::size_t at) noexcept {
  if (byte_at(text, at) == '.' && is_letter(byte_at(text, at + 1))) return 1;
  return text.substr(at).starts_with("::") && is_upper(byte_at(text, at + 2)) ? 2 : 0;
}

/// The length of the class name at the start of `text`: of Java with or without
/// its package, or of Ruby.
std::size_t class_length(std::string_view text) noexcept {
  if (!is_letter(byte_at(text, 0))) return 0;
  const auto is_name = [](char c) { return is_alnum(c) || c == '_' || c == '$'; };
  std::size_t end = run_end(text, 0, is_name);
  while (const std::size_t joint = joint_length(text, end)) end = run_end(text, end + joint, is_name);
  return end;
}

bool is_throwable_name(std::string_view name) noexcept {
  for (const std::string_view suffix : {"Exception", "Error", "Throwable"})
    if (name.size() > suffix.size() && name.ends_with(suffix)) return true;
  return false;
}

/// `org.killbill.automaton.OperationException: X`, or the name alone.
bool throwable(std::string_view text, Wrapped& wrapped) noexcept {
  const std::size_t length = class_length(text);
  const std::string_view behind = text.substr(length);
  wrapped.class_name = text.substr(0, length);
  if (!is_throwable_name(wrapped.class_name)) return false;
  if (!behind.empty() && behind != ":" && !behind.starts_with(": ")) return false;
  wrapped.message = behind.substr(behind.size() < 2 ? behind.size() : 2);
  if (!says_something(wrapped.message)) wrapped.message = behind.substr(behind.size());
  return true;
}

/// `ConcurrencyError) X` of JRuby's RaiseException.
bool ruby_exception(std::string_view behind, Wrapped& wrapped) noexcept {
  const std::size_t length = class_length(behind);
  wrapped.class_name = behind.substr(0, length);
  const bool is_class =
      is_upper(byte_at(behind, 0)) && wrapped.class_name.find('.') == std::string_view::npos &&
      (is_throwable_name(wrapped.class_name) || wrapped.class_name.find("::") != std::string_view::npos);
  behind.remove_prefix(length);
  if (!is_class || (behind != ")" && !behind.starts_with(") "))) return false;
  wrapped.message = behind.substr(behind.size() < 2 ? behind.size() : 2);
  return true;
}

// Prefixes as ErrorCode has them; those that end in an account or a payment are
// followed by its id.
constexpr Wrapper kPrefixed[] = {
    {"Internal payment error : ", rest, 7019},
    {"Plugin exception ", rest, 7199},
    {"PaymentPluginApiException{", payment_plugin_api_exception},
    {"Failed to retrieve payment plugin info for payment ", behind_id, 7102},
    {"Failed to retrieve payment method for account ", behind_id, 7004},
    {"Failed to add payment method for account ", behind_id, 7005},
    {"Failed to refresh payment methods for account ", behind_id, 7006},
    {"Failed to delete payment method for account ", behind_id, 7007},
    {"Failed to update payment method for account ", behind_id, 7008},
    {"Failed to create payment for account ", behind_id, 7009},
    {"{cause=", billing_exception},
    {"(", ruby_exception},
};

constexpr normalization::Wrappers kWrappers(kPrefixed, {"", throwable});

}  // namespace

const normalization::Wrappers& wrappers() { return kWrappers; }

}  // namespace culprit::killbill
