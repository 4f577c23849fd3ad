#pragma once

#include "input/format.hpp"

#include <string>
#include <string_view>

namespace culprit::input {

/// `payload` as one member, frame or stream, with the format's checksum.
std::string compress(Format format, std::string_view payload);

/// `payload` as a member that says its length, as bgzip writes them.
std::string compress_bgzip(std::string_view payload);

}  // namespace culprit::input
