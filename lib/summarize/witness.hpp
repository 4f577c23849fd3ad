#pragma once

#include "parse/identity.hpp"
#include "parse/record_reader.hpp"
#include "summarize/failure_joiner.hpp"

#include <culprit/impact.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace culprit::summarize {

/// Whom a record names: hashes, 0 where it doesn't say.
struct Named {
  std::uint64_t request = 0;
  std::uint64_t account = 0;
  std::uint64_t tenant = 0;
  std::uint64_t token = 0;
  std::uint64_t thread = 0;  ///< of the stream
  std::uint64_t stream = 0;
  std::string_view tenant_name;  ///< a view into the record
};

/// Reads the record's fields; `identities` says which they are.
Named named_in(const parse::Record& record, std::span<const parse::IdentityField> identities);

/// Returns by how many bytes it grew.
std::size_t add(Impact& impact, const Named& named);

/// Who says what: a throwable of a chain, or an error's logger. Views into the record.
struct Link {
  std::string_view name;
  std::uint64_t name_hash = 0;
  std::string_view message;
  std::uint64_t form = 0;  ///< MaskedMessage::id
};

/// What an occurrence tells of the operation that failed. `chain` is that of the
/// record's throwables, head first, and `group` the fingerprint of its group.
Evidence evidence_of(const parse::Record& record, const Named& named, std::span<const Link> chain,
                     std::uint64_t group);

}  // namespace culprit::summarize
