#pragma once

#include <cstddef>
#include <string_view>

namespace culprit::normalization {

// Each returns the length of what it found at `at`, or 0.

/// A path of two or more components, with its query: `/var/log/killbill.log`,
/// `/1.0/kb/accounts?audit=NONE`. `/tmp`, `text/html` and `app//org.foo` are none.
/// `detached` says that the byte before `at` was masked, and is no part of a name.
std::size_t match_path(std::string_view text, std::size_t at, bool detached);

/// `C:\a\b`, `C:/a/b`.
std::size_t match_windows_path(std::string_view text, std::size_t at);

/// A file by its extension, one of data, settings and archives: `stripe.yml`,
/// `dump-2015.sql.gz`. Sources stay, they say where: `Foo.java`, `api.rb`.
std::size_t match_file(std::string_view text, std::size_t at);

bool is_source_extension(std::string_view extension);

}  // namespace culprit::normalization
