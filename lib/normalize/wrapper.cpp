#include "normalize/wrapper.hpp"

namespace culprit::normalization {
namespace {

/// More than anybody writes; each may look at the whole text, which so stays linear.
constexpr unsigned kMaxWrappers = 32;

bool take_off(const Wrapper& wrapper, Underlying& underlying) noexcept {
  if (!underlying.message.starts_with(wrapper.prefix)) return false;
  Wrapped wrapped;
  if (!wrapper.read(underlying.message.substr(wrapper.prefix.size()), wrapped)) return false;
  underlying.class_name = wrapped.class_name;
  underlying.message = wrapped.message;
  const int code = wrapped.code != 0 ? wrapped.code : wrapper.code;
  if (code != 0) underlying.code = code;
  ++underlying.wrappers;
  return true;
}

}  // namespace

bool Wrappers::unwrap_once(Underlying& underlying) const noexcept {
  if (underlying.wrappers >= kMaxWrappers || underlying.message.empty()) return false;
  const auto [begin, end] = by_first_byte_[underlying.message.front()];
  for (const Wrapper& wrapper : prefixed_.subspan(begin, std::size_t{end} - begin))
    if (take_off(wrapper, underlying)) return true;
  return take_off(any_, underlying);
}

Underlying Wrappers::unwrap(std::string_view text) const noexcept {
  Underlying underlying{{}, text};
  while (unwrap_once(underlying)) continue;
  return underlying;
}

}  // namespace culprit::normalization
