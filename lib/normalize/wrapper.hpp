#pragma once

#include "normalize/first_byte_index.hpp"

#include <culprit/underlying.hpp>

#include <span>
#include <string_view>

namespace culprit::normalization {

/// What a wrapper holds.
struct Wrapped {
  std::string_view class_name;  ///< empty if the wrapper names none
  std::string_view message;
  int code = 0;  ///< 0 if the wrapper states none
};

/// A form in which one message repeats another.
struct Wrapper {
  std::string_view prefix;  ///< how the text starts; may be empty
  /// Reads what is behind the prefix, as views into it. Returns false if the
  /// text is not of this form, or holds nothing; must be linear.
  bool (*read)(std::string_view behind, Wrapped& wrapped) noexcept;
  int code = 0;  ///< the error code that the prefix stands for
};

/// The forms that are known. An extension point: a product has those of its own exceptions.
class Wrappers {
public:
  /// `prefixed` have a prefix, and are tried in this order, those whose prefix has the same first byte
  /// side by side; `any`, which has none, is tried last.
  constexpr Wrappers(std::span<const Wrapper> prefixed, Wrapper any)
      : prefixed_(prefixed),
        by_first_byte_(prefixed, [](const Wrapper& wrapper) { return wrapper.prefix; }),
        any_(any) {}

  /// Takes off the outermost wrapper: the first that fits. Returns false if there
  /// is none, or a great many were taken off before.
  bool unwrap_once(Underlying& underlying) const noexcept;

  /// Takes off wrappers as long as there are any.
  Underlying unwrap(std::string_view text) const noexcept;

private:
  std::span<const Wrapper> prefixed_;
  FirstByteIndex by_first_byte_;
  Wrapper any_;
};

}  // namespace culprit::normalization
