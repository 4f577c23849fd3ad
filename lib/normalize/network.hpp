#pragma once

#include <cstddef>
#include <string_view>

namespace culprit::normalization {

// Each returns the length of what it found at `at`, or 0.

/// `https://host/path?query`, up to white space, a quote, a bracket, a comma or
/// a semicolon, without a `.` or `:` that ends a sentence.
std::size_t match_url(std::string_view text, std::size_t at);

/// `jane.doe@example.com`.
std::size_t match_email(std::string_view text, std::size_t at);

/// `00:1A:2b:3c:4d:5e`, also with `-`.
std::size_t match_mac(std::string_view text, std::size_t at);

/// `fe80::1%eth0`, `::1`, `0:0:0:0:0:0:0:1`, `::ffff:10.0.0.1`; but not Ruby's `Ab::Cd`.
std::size_t match_ipv6(std::string_view text, std::size_t at);

/// `10.0.0.1`, `10.0.0.1:8080`.
std::size_t match_ipv4(std::string_view text, std::size_t at);

/// `db.example.com`, by its top-level domain, and `db-1.prod:3306`, by its port.
/// Neither `org.killbill.billing` nor `Foo.java:12` nor `check.in` is a host.
std::size_t match_host(std::string_view text, std::size_t at);

}  // namespace culprit::normalization
