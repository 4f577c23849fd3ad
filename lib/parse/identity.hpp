#pragma once

#include <cstdint>
#include <string_view>

namespace culprit::parse {

/// Whom a record is about.
enum class Identity : std::uint8_t { request, account, tenant, token };

/// The context field that names somebody: `req.requestId`.
struct IdentityField {
  std::string_view name;
  Identity identity;
};

}  // namespace culprit::parse
