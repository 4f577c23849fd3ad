#include "signals.hpp"

#include <csignal>

namespace culprit::cli {
namespace {

Stop* requested = nullptr;

/// Changes what the signals do that did `from`. A read that waits is interrupted: there is no SA_RESTART.
void replace(void (*from)(int), void (*to)(int)) {
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction action = {};
    ::sigaction(signal, nullptr, &action);
    if (action.sa_handler != from) continue;
    action = {};
    action.sa_handler = to;
    ::sigaction(signal, &action, nullptr);
  }
}

void on_signal(int) {
  replace(on_signal, SIG_DFL);
  requested->request();
}

}  // namespace

const Stop& stop_on_signal() {
  static Stop stop;
  requested = &stop;
  replace(SIG_DFL, on_signal);
  return stop;
}

}  // namespace culprit::cli
