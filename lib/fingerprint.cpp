#include <culprit/fingerprint.hpp>

#include <charconv>
#include <cstddef>

namespace culprit {

std::optional<std::uint64_t> parse_fingerprint(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  std::uint64_t fingerprint = 0;
  const char* const end = text.data() + text.size();
  const bool is_one = text.size() == kDigits && std::from_chars(text.data(), end, fingerprint, 16).ptr == end;
  return is_one ? std::optional(fingerprint) : std::nullopt;
}

}  // namespace culprit
