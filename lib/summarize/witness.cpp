#include "summarize/witness.hpp"

#include "summarize/fingerprint.hpp"

#include <culprit/underlying.hpp>

#include <algorithm>
#include <cstddef>

namespace culprit::summarize {
namespace {

std::uint64_t hash_of(std::string_view text) { return text.empty() ? 0 : hash(text); }

std::size_t add_known(DistinctCount& count, std::uint64_t hash) { return hash != 0 ? count.add(hash) : 0; }

}  // namespace

Named named_in(const parse::Record& record, std::span<const parse::IdentityField> identities) {
  Named named;
  named.stream = hash_of(record.stream);
  if (record.bare) return named;
  const parse::HeaderFields& fields = record.fields();
  if (!fields.thread.empty()) named.thread = combine(hash(fields.thread), named.stream);
  for (const ContextField& field : fields.context) {
    const auto known = std::find_if(identities.begin(), identities.end(),
                                    [&](const parse::IdentityField& i) { return i.name == field.name; });
    if (known == identities.end()) continue;
    const std::uint64_t value = hash_of(field.value);
    switch (known->identity) {
      case parse::Identity::request: named.request = value; break;
      case parse::Identity::account: named.account = value; break;
      case parse::Identity::token: named.token = value; break;
      case parse::Identity::tenant:
        named.tenant = value;
        named.tenant_name = field.value;
        break;
    }
  }
  return named;
}

std::size_t add(Impact& impact, const Named& named) {
  return add_known(impact.requests, named.request) + add_known(impact.accounts, named.account) +
         add_known(impact.tenants, named.tenant) + add_known(impact.tokens, named.token) +
         add_known(impact.threads, named.thread) + add_known(impact.streams, named.stream);
}

Evidence evidence_of(const parse::Record& record, const Named& named, std::span<const Link> chain,
                     std::uint64_t group) {
  Evidence evidence;
  if (record.time) {
    evidence.time = record.time->milliseconds;
    evidence.has_time = true;
    evidence.is_dated = record.is_dated;
  }
  evidence.request = named.request;
  evidence.token = named.token;
  evidence.thread = named.thread;
  evidence.root = hash(underlying(chain.back().message).message);
  evidence.group = group;
  evidence.bare = record.bare;
  std::uint64_t links = 0;
  for (std::size_t i = chain.size(); i-- > 0;) {
    links = combine(links, combine(chain[i].name_hash, hash(chain[i].message)));
    if (i == 1 || i == 2) evidence.inner[i - 1] = links;
  }
  evidence.chain = links;
  return evidence;
}

}  // namespace culprit::summarize
