#include "traffic.hpp"

#include <array>

namespace culprit::bench {
namespace {

// About 187 bytes a line in logback's layout.
constexpr std::array kInfo = std::to_array<Remark>({
    {{"INFO", "o.k.b.payment.api.DefaultPaymentApi"},
     "EXITING PaymentApi: transactionType='PURCHASE', accountId='%u', amount='%n'"},
    {{"INFO", "o.k.b.payment.api.DefaultPaymentApi"},
     "ENTERING PaymentApi: transactionType='CAPTURE', paymentId='%u', amount='%n'"},
    {{"INFO", "o.k.b.i.InvoiceDispatcher"},
     "Generated invoice %u with %n items and balance %n.50 for account a-%n in %n ms"},
    {{"INFO", "o.k.queue.DefaultQueueLifecycle"},
     "bus_events: dispatched %n entries in %n ms, %n of them in retry, %n are waiting"},
    {{"INFO", "o.k.b.server.RequestLog"},
     "127.0.0.1 POST /1.0/kb/accounts/%u/payments 201 %n bytes in %n ms"},
    {{"INFO", "o.k.b.server.RequestLog"},
     "127.0.0.1 GET /1.0/kb/accounts/%u/bundles?audit=NONE 200 %n bytes in %n ms"},
    {{"INFO", "o.k.b.b.extbus.BeatrixListener"},
     "Posted the event INVOICE_PAYMENT_SUCCESS for account %u to %n listeners"},
    {{"INFO", "o.k.n.NotificationQueueDispatcher"},
     "payment-service:payment-retry: claimed %n of %n ready entries, next one is due in %n ms"},
    {{"INFO", "o.k.b.e.DefaultEntitlementApi"},
     "Subscription %u changed to plan standard-monthly, in effect in %n days"},
    {{"INFO", "o.k.b.p.plugin.GatewayClient"},
     "The gateway answered within %s s to authorization %u, attempt %n of 3"},
});

constexpr Remark kWarning = {{"WARN", "o.k.commons.locker.GlobalLockerBase"},
                             "Failed to acquire lock %u for service ACCNT_INV_PAY after %n retries"};
constexpr Remark kError = {{"ERROR", "o.k.bus.DefaultPersistentBus"},
                           "Entry %n was not handled in %n attempts, moved to the history as FAILED"};

}  // namespace

const Remark& next_remark(Random& random) {
  const std::size_t turn = random.below(10000);
  if (turn == 0) return kError;
  if (turn <= 5) return kWarning;
  return random.choice(kInfo);
}

}  // namespace culprit::bench
