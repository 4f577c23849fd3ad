#include "text/whole_number.hpp"

#include <culprit/fingerprint.hpp>

#include <cstddef>

namespace culprit {

std::optional<std::uint64_t> parse_fingerprint(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  return text.size() == kDigits ? text::whole_number<std::uint64_t>(text, 16) : std::nullopt;
}

}  // namespace culprit
