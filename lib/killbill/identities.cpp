#include "killbill/identities.hpp"

#include <array>

namespace culprit::killbill {
namespace {

using parse::Identity;

// Kill Bill's own names first; `traceId` and the like are those of tracing agents.
constexpr std::array kIdentities{
    parse::IdentityField{"req.requestId", Identity::request},
    parse::IdentityField{"kb.accountRecordId", Identity::account},
    parse::IdentityField{"kb.tenantRecordId", Identity::tenant},
    parse::IdentityField{"kb.userToken", Identity::token},
    parse::IdentityField{"requestId", Identity::request},
    parse::IdentityField{"request_id", Identity::request},
    parse::IdentityField{"traceId", Identity::request},
    parse::IdentityField{"trace_id", Identity::request},
    parse::IdentityField{"trace.id", Identity::request},
};

}  // namespace

std::span<const parse::IdentityField> identities() { return kIdentities; }

}  // namespace culprit::killbill
