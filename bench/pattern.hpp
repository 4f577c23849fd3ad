#pragma once

#include "random.hpp"

#include <string>
#include <string_view>

namespace culprit::bench {

/// Appends a message made of a pattern with variable parts: `%n` is a number,
/// `%s` are seconds with three decimals, `%u` is a UUID, `%r` is `reason`.
///
///   append_message("%n of %n", {}, random, out);   // "1842 of 77"
void append_message(std::string_view pattern, std::string_view reason, Random& random, std::string& out);

/// The template that messages of the pattern have, if it holds no numbers but
/// variable ones: `N` and `<uuid>` stand for the variable parts.
std::string template_of(std::string_view pattern, std::string_view reason_template);

void append_uuid(Random& random, std::string& out);

}  // namespace culprit::bench
