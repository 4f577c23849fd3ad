#pragma once

#include <span>
#include <string_view>

namespace culprit::killbill {

/// How Kill Bill's frames begin that hand calls on, and do nothing of their own.
std::span<const std::string_view> library_prefixes();

}  // namespace culprit::killbill
