#include "input/interrupt.hpp"

#include "input/source.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace culprit::input {

Interrupt::Interrupt() {
  if (::pipe(ends_) == -1)
    throw Fault(Diagnostic::Kind::unreadable, 0, std::generic_category().message(errno));
  for (const int end : ends_) ::fcntl(end, F_SETFD, FD_CLOEXEC);
}

Interrupt::~Interrupt() {
  for (const int end : ends_) ::close(end);
}

void Interrupt::raise() {
  [[maybe_unused]] const auto written = ::write(ends_[1], "", 1);  // an empty pipe has room for it
}

}  // namespace culprit::input
