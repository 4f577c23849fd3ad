#include <culprit/error.hpp>
#include <culprit/stop.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace culprit {

Stop::Stop() {
  if (::pipe(ends_) == -1) throw Error(std::generic_category().message(errno));
  for (const int end : ends_) ::fcntl(end, F_SETFD, FD_CLOEXEC);
}

Stop::~Stop() {
  for (const int end : ends_) ::close(end);
}

void Stop::request() noexcept {
  if (is_requested_.exchange(true)) return;
  const int error = errno;
  [[maybe_unused]] const auto written = ::write(ends_[1], "", 1);  // an empty pipe has room for it
  errno = error;
}

}  // namespace culprit
