#pragma once

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

/// A form in which one message repeats another. An extension point: a product
/// adds those of its own exceptions.
struct Wrapper {
  std::string_view prefix;  ///< how the text starts; may be empty
  /// Reads what is behind the prefix, as views into it. Returns false if the
  /// text is not of this form, or holds nothing; must be linear.
  bool (*read)(std::string_view behind, Wrapped& wrapped) noexcept;
  int code = 0;  ///< the error code that the prefix stands for
};

/// Takes off the outermost wrapper: the first that fits. Returns false if there
/// is none, or a great many were taken off before.
bool unwrap_once(Underlying& underlying, std::span<const Wrapper> wrappers) noexcept;

/// Takes off wrappers as long as there are any.
Underlying unwrap(std::string_view text, std::span<const Wrapper> wrappers) noexcept;

}  // namespace culprit::normalization
