#pragma once

#include "normalize/masked_message.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// `null`, `NULL`, `nil` or `None` right behind the `=` or `:` before `at`: its
/// length, or 0. `user=null` is masked, `: null` and `nullable` are not.
std::size_t match_null(std::string_view text, std::size_t at);

/// An empty `()`, `[]` or `""` that stands alone: `ids=[] found`, not `close()`.
bool is_empty_value(std::string_view text, std::size_t at);

/// Two or more placeholders with nothing but a blank or a comma between them
/// become one: `ids N, N, N` and `ids <uuid> N` are `ids <*>`. A quantity,
/// `N seconds`, is no member of a list. `offsets` says where the placeholders
/// stand in the key; `captured` loses what the message's captures lose.
void collapse_lists(MaskedMessage& message, std::vector<std::size_t>& captured,
                    std::span<const std::size_t> offsets);

}  // namespace culprit::normalization
