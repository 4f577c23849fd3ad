#pragma once

#include <cstdint>
#include <string_view>

namespace culprit::parse {

/// What a throwable's toString() says: its class and its message.
struct HeadText {
  std::string_view class_name;
  std::string_view message;
  std::uint32_t frames = 0;  ///< that the head line itself holds: Ruby prints the place of the error in front
  std::string_view frame{};  ///< that one
};

}  // namespace culprit::parse
