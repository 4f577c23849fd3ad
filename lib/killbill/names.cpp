#include "killbill/names.hpp"

namespace culprit::killbill {
namespace {

constexpr normalization::FixedPlace kNames[] = {
    // BillingExceptionBase.toString(): `{cause=null, code=7199, formattedMsg='…'}`.
    {", code=", ", formattedMsg="},
    // EntitySqlDaoWrapperInvocationHandler: `[SQL DefaultState: 40001, Vendor Error Code: 1213]`.
    {"[SQL DefaultState: ", ", Vendor Error Code: "},
    {", Vendor Error Code: ", "]"},
};

}  // namespace

std::span<const normalization::FixedPlace> names() { return kNames; }

}  // namespace culprit::killbill
