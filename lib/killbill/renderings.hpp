#pragma once

#include "normalize/scan.hpp"

#include <span>

namespace culprit::killbill {

/// What Kill Bill's messages add to normalization:
///  - `{cause=null, code=7199, formattedMsg='…'}` keeps its code, which is a
///    name; the message inside is normalized like any other, and may hold
///    further ones. So does `[SQL DefaultState: 40001, Vendor Error Code: 1213]`;
///  - external keys, which clients make up: `with external key <*> already exists`.
/// `PaymentPluginApiException{errorMessage='…', errorType='…'}` needs no rule.
std::span<const normalization::LiteralRule> renderings();

}  // namespace culprit::killbill
