#include <culprit/timestamp.hpp>

namespace culprit {
std::string to_iso8601(Timestamp) { return ""; }
std::optional<Timestamp> parse_iso8601(std::string_view) { return std::nullopt; }
}  // namespace culprit
