#include "property/random_log.hpp"

#include <string_view>

namespace culprit::test {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kHeaders[] = {
    "2015-10-09 18:04:22,808 [qtp-35] INFO  o.k.b.Payment - done in 12 ms",
    "2015-10-09 18:04:23,808 [pool 3 [x]] ERROR o.k.b.Payment - failed for 7 accounts",
    "18:04:24.001 [main] \x1b[31mERROR\x1b[0;39m \x1b[36mo.k.b.Server\x1b[0;39m - down",
    "2021-12-22T10:18:46,867+0000 lvl='WARN', log='Locker', th='exec-2', xff='', rId='1', tok='2', aRId='3', "
    "tRId='4', no",
    "2021-12-22T10:18:47,867+0000 lvl='ERROR', log='Locker', th='exec-2', xff='', rId='', aRId='', tRId='', "
    "gone",
    "2022-11-16T10:18:18.355+0000 [bus_events-th-1] WARN org.killbill.queue.DefaultQueueLifecycle - ",
    "> 09:12:49.063 [main] WARN  a.B - quoted",
    "Dec 22, 2021 10:18:46 AM a.B run\nSEVERE: on a line of its own",
};

constexpr std::string_view kOthers[] = {
    "java.io.IOException: disk 12 is full",
    "java.util.concurrent.ExecutionException: org.killbill.automaton.OperationException: {cause=null, "
    "code=7199, "
    "formattedMsg='waited 8.904 seconds'}",
    "{cause=null, code=7199, formattedMsg='Plugin exception x'}",
    "PaymentPluginApiException{errorMessage='m', errorType='t'}",
    "NullPointerException",
    "a.b.Oops",
    "Refused: try later",
    "Exception in thread \"main\" java.lang.Error: end",
    "/path/x.rb:12:in `m': message (ArgumentError)",
    "\tat java.lang.A.b(A.java:1)",
    "\tat a.b.C.d(C.java:12)",
    "\tat a.b.C.e(C.java:12) ~[c-1.0.jar:na]",
    "\tat a.b.C.f(C.java:1)2015-10-09 18:04:23,808 [main] ERROR a.B - behind a frame",
    "\tat a.b.C.f(C.java:1)2015-10-09 is no header",
    "\t2: from /opt/boot.rb:2:in `<main>'",
    "Listening for transport dt_socket at address: 12345",
    "undefined method 'call' (NoMethodError)",
    "    at a.b.C.d(C.java:12) ",
    "\t/var/lib/x.rb:10:in `all'",
    "\t... 12 more",
    "\t... 117 common frames omitted",
    "Caused by: java.net.SocketException: reset",
    "\tCaused by: a.b.InnerException",
    "\tSuppressed: java.io.IOException: close",
    "\t\tat a.b.C.close(C.java:1)",
    "Wrapped by: a.b.OuterException: x",
    "Caused by: [CIRCULAR REFERENCE: java.io.IOException: disk]",
    "\t[CIRCULAR REFERENCE:a.b.C]",
    "Caused by: nothing that counts",
    "\"main\" #1 prio=5 os_prio=0 tid=0x1",
    "   java.lang.Thread.State: RUNNABLE",
    "37 > accept: */*",
    "",
    " \t",
    "\x00\xff\xfe noise"sv,
    "> a quoted line",
};

template <std::size_t n>
std::string_view pick(std::mt19937& random, const std::string_view (&from)[n]) {
  return from[random() % n];
}

void append_trace(std::mt19937& random, std::string& log) {
  log += "java.io.IOException: disk " + std::to_string(random() % 5) + "\n";
  for (std::size_t frames = random() % 30; frames > 0; --frames)
    log += random() % 4 == 0 ? "\tat a.b.C.d(C.java:12)\n" : "\tat java.lang.A.b(A.java:1)\n";
  for (std::size_t causes = random() % 3; causes > 0; --causes)
    log += "Caused by: java.lang.Error: no " + std::to_string(causes) +
           "\n\tat a.b.C.e(C.java:1)\n\t... 3 more\n";
}

}  // namespace

std::string random_log(std::mt19937& random, std::size_t lines) {
  std::string log;
  const std::string_view end = random() % 4 == 0 ? "\r\n" : "\n";
  const unsigned header_share = 1 + random() % 8;
  for (std::size_t line = 0; line < lines; ++line) {
    if (random() % 16 == 0) append_trace(random, log);
    log += random() % 8 < header_share ? pick(random, kHeaders) : pick(random, kOthers);
    log += end;
  }
  if (random() % 2 == 0 && !log.empty())
    log.resize(log.size() - random() % std::min<std::size_t>(log.size(), 40));
  return log;
}

}  // namespace culprit::test
