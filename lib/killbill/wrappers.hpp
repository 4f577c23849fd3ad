#pragma once

#include "normalize/wrapper.hpp"

namespace culprit::killbill {

/// The forms in which Kill Bill's exceptions repeat a cause's message:
///  - `Internal payment error : X`, `Plugin exception X`, and those of its
///    formats that name an account or a payment before X;
///  - `{cause=…, code=7199, formattedMsg='X'}`, the toString() of
///    BillingExceptionBase; `PaymentPluginApiException{errorMessage='X', errorType='Y'}`;
///  - `org.killbill.automaton.OperationException: X`, the toString() of any
///    throwable, and JRuby's `(ConcurrencyError) X`: both name X's class.
const normalization::Wrappers& wrappers();

}  // namespace culprit::killbill
