#include "killbill/to_string_shapes.hpp"

namespace culprit::killbill {
namespace {

using parse::HeadText;

/// `{cause=null, code=7199, formattedMsg='…'}`: BillingExceptionBase.toString().
/// The text proves the parent class and no more.
bool billing_exception(std::string_view text, HeadText& head) {
  constexpr std::string_view kMessage = "formattedMsg='";
  if (!text.starts_with("{cause=")) return false;
  // Another exception may be named as the cause before the message, or inside the message.
  const std::size_t at = text.starts_with("{cause=null,") ? text.find(kMessage) : text.rfind(kMessage);
  if (at != std::string_view::npos && text.find(", code=") > at) return false;
  if (at == std::string_view::npos && text.ends_with('}')) return false;
  head.class_name = "org.killbill.billing.BillingExceptionBase";
  // The cause's message may have several lines, of which this is the first.
  head.message = at == std::string_view::npos ? text : text.substr(at + kMessage.size());
  // Behind the message stand the closing marks of this toString(), and of those around it.
  if (const std::size_t end = head.message.rfind("'}"); end != std::string_view::npos)
    head.message = head.message.substr(0, end);
  return true;
}

/// `PaymentPluginApiException{errorMessage='…', errorType='…'}`, the simple name.
bool payment_plugin_api_exception(std::string_view text, HeadText& head) {
  if (!text.starts_with("PaymentPluginApiException{")) return false;
  head.class_name = "org.killbill.billing.payment.plugin.api.PaymentPluginApiException";
  head.message = text;
  return true;
}

constexpr parse::ToStringShape kShapes[] = {billing_exception, payment_plugin_api_exception};

}  // namespace

std::span<const parse::ToStringShape> to_string_shapes() { return kShapes; }

}  // namespace culprit::killbill
