#pragma once

#include <cstddef>
#include <string_view>

namespace culprit::normalization {

// Each returns the length of what it found at `at`, or 0. `at` must be where a
// run of letters and digits begins, but for the Java identity.

/// `ab2eaba5-acec-4d8a-be3d-66ad54a0df38`.
std::size_t match_uuid(std::string_view text, std::size_t at);

/// The hash of `com.foo.Bar@1a2b3c`, as Object.toString() prints it, at its `@`; with the `@`.
std::size_t match_java_identity(std::string_view text, std::size_t at);

/// `0x7f00ab`, and six or more hexadecimal digits with both a letter and a digit among them: `9f86d081`.
std::size_t match_hex(std::string_view text, std::size_t at);

/// Whether a dotted name begins like a Java package: `org.killbill`, `java.net`.
bool is_java_name(std::string_view name);

/// The packages before a Java class, `org.skife.jdbi.v2.` of `org.skife.jdbi.v2.DBI`:
/// their digits are part of a name.
std::size_t match_java_package(std::string_view text, std::size_t at);

/// A generated id, ten or more letters and digits that change from one to the
/// other at least three times: what follows `ch_` in `ch_17Hfds2eZvKYlo2C`.
std::size_t match_opaque_id(std::string_view text, std::size_t at);

}  // namespace culprit::normalization
