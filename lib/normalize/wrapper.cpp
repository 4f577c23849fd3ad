#include "normalize/wrapper.hpp"

#include <algorithm>

namespace culprit::normalization {
namespace {

/// More than anybody writes; each may look at the whole text, which so stays linear.
constexpr unsigned kMaxWrappers = 32;

bool take_off(const Wrapper& wrapper, Underlying& underlying) noexcept {
  // Most prefixes differ in their first byte, for which nothing need be called.
  if (!wrapper.prefix.empty() && !underlying.message.starts_with(wrapper.prefix.front())) return false;
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

bool unwrap_once(Underlying& underlying, std::span<const Wrapper> wrappers) noexcept {
  return underlying.wrappers < kMaxWrappers &&
         std::any_of(wrappers.begin(), wrappers.end(),
                     [&](const Wrapper& wrapper) { return take_off(wrapper, underlying); });
}

Underlying unwrap(std::string_view text, std::span<const Wrapper> wrappers) noexcept {
  Underlying underlying{{}, text};
  while (unwrap_once(underlying, wrappers)) continue;
  return underlying;
}

}  // namespace culprit::normalization
