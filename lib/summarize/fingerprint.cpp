#include "summarize/fingerprint.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace culprit::summarize {

std::uint64_t hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace culprit::summarize
