#include "trace.hpp"

#include "frames.hpp"
#include "pattern.hpp"

namespace culprit::bench {
namespace {

constexpr std::size_t kMinHeadFrames = 56;
constexpr std::size_t kMinCauseFrames = 2;
constexpr std::size_t kMaxCauseFrames = 4;

constexpr std::string_view kPluginReasons[] = {
    "could not obtain a database connection within %s seconds (waited %s seconds)",
    "payment %u: the gateway answered %n after %n attempts",
    "wrong number of arguments (%n for %n)",
};
constexpr Throwable kPluginChain[] = {
    {"java.util.concurrent.ExecutionException",
     "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception "
     "%r'}"},
    {"org.killbill.automaton.OperationException",
     "{cause=null, code=7199, formattedMsg='Plugin exception %r'}"},
    {"org.killbill.billing.payment.api.PaymentApiException", "Plugin exception %r"},
};

constexpr std::string_view kDatabaseReasons[] = {
    "Read timed out",
    "Connection reset",
};
constexpr Throwable kDatabaseChain[] = {
    {"org.skife.jdbi.v2.exceptions.UnableToExecuteStatementException",
     "java.sql.SQLNonTransientConnectionException: (conn=%n) %r"},
    {"java.sql.SQLNonTransientConnectionException", "(conn=%n) %r"},
    {"java.net.SocketException", "%r"},
};

constexpr std::string_view kInvoiceReasons[] = {
    "account %u has %n invoices without a payment",
};
constexpr Throwable kInvoiceChain[] = {
    {"java.lang.RuntimeException", "Failed to dispatch entry %n"},
    {"java.util.concurrent.CompletionException", "Listener %n gave up"},
    {"org.killbill.billing.invoice.api.InvoiceApiException", "Invoice error: %r"},
    {"java.lang.IllegalStateException", "%r"},
};

constexpr Failure kVariousFailures[] = {
    {{"WARN", "o.k.b.p.c.sm.OperationCallbackBase"},
     "Plugin call of account %u failed",
     kPluginReasons,
     kPluginChain},
    {{"ERROR", "o.k.b.u.entity.dao.EntitySqlDao"},
     "Error during transaction",
     kDatabaseReasons,
     kDatabaseChain},
    {{"ERROR", "o.k.queue.DefaultQueueLifecycle"}, "bus_events: entry %n", kInvoiceReasons, kInvoiceChain},
};

}  // namespace

const Failure kPluginFailure = kVariousFailures[0];

std::span<const Failure> various_failures() { return kVariousFailures; }

TraceWriter::TraceWriter() {
  for (const std::string_view frame : kRequestFrames) {
    frame_starts_.push_back(request_frames_.size());
    request_frames_.append("\tat ").append(frame).append("\n");
  }
}

std::size_t TraceWriter::append(const Failure& failure, std::size_t reason, Random& random,
                                std::string& out) {
  reason_.clear();
  append_message(failure.reasons[reason], {}, random, reason_);

  std::size_t lines = 0;
  for (const Throwable& throwable : failure.chain) {
    const bool head = lines == 0;
    if (!head) out.append("Caused by: ");
    out.append(throwable.class_name).append(": ");
    append_message(throwable.message, reason_, random, out);
    out.append("\n");

    if (head) {
      // Deeper stacks have more frames at the inner end; all begin in Thread.run.
      const std::size_t frames = random.between(kMinHeadFrames, kRequestFrames.size());
      out.append(request_frames_, frame_starts_[kRequestFrames.size() - frames]);
      lines += 1 + frames;
    } else {
      const std::size_t frames = random.between(kMinCauseFrames, kMaxCauseFrames);
      const std::size_t first = random.below(kRequestFrames.size() - frames);
      const std::size_t begin = frame_starts_[first];
      out.append(request_frames_, begin, frame_starts_[first + frames] - begin);
      append_message("\t... %n common frames omitted\n", {}, random, out);
      lines += 1 + frames + 1;
    }
  }
  return lines;
}

}  // namespace culprit::bench
