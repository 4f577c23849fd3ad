#include "input/file.hpp"

#include "input/source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

namespace culprit::input {
namespace {

/// A pipe of this size wakes writer and reader less often than the usual 64 KiB;
/// reading costs 12 % less. It is also the most an unprivileged user may ask for.
constexpr int kPipeBytes = 1 << 20;

/// Opening a named pipe would wait for somebody to write to it. A poll(), which can be stopped, waits as
/// well; elsewhere than on Linux it takes the pipe to be at its end.
#ifdef __linux__
constexpr int kWaitLater = O_NONBLOCK;
#else
constexpr int kWaitLater = 0;
#endif

[[noreturn]] void fail(const std::string& message, std::uint64_t offset) {
  throw Fault(Diagnostic::Kind::unreadable, offset, message);
}

[[noreturn]] void fail(int error, std::uint64_t offset) {
  fail(std::generic_category().message(error), offset);
}

/// Repeats a system call that a signal interrupted.
template <typename Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

bool is_requested(const Stop* stop) { return stop != nullptr && stop->is_requested(); }

/// For poll(), which ignores a descriptor of -1.
pollfd readable(const Stop* stop) { return {stop == nullptr ? -1 : stop->descriptor(), POLLIN, 0}; }

}  // namespace

File::File(const std::string& path, const Stop* stop) : stop_(stop) {
  if (path == "-") {
    descriptor_ = STDIN_FILENO;
    owned_ = false;
    // Whoever started us may have read a part of it.
    const off_t position = ::lseek(descriptor_, 0, SEEK_CUR);
    if (position > 0) begin_ = offset_ = static_cast<std::uint64_t>(position);
  } else {
    const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (stop == nullptr ? 0 : kWaitLater);
    descriptor_ = uninterrupted([&] { return ::open(path.c_str(), flags); });
    if (descriptor_ == -1) fail(errno, 0);
  }
  try {
    inspect();
  } catch (...) {
    if (owned_) ::close(descriptor_);
    throw;
  }
}

File::File(const std::string& path, std::uint64_t offset, const Stop* stop) : File(path, stop) {
  if (::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) == -1) fail(errno, offset);
  begin_ = offset_ = offset;
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      owned_(std::exchange(other.owned_, false)),
      regular_(other.regular_),
      stop_(other.stop_),
      interrupt_(other.interrupt_),
      positioned_(other.positioned_),
      end_(other.end_),
      begin_(other.begin_),
      offset_(other.offset_),
      peeked_(std::move(other.peeked_)) {}

File::~File() {
  if (owned_) ::close(descriptor_);
}

File File::again() const {
  File file;
  file.descriptor_ = uninterrupted([&] { return ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0); });
  if (file.descriptor_ == -1) fail(errno, offset_);
  file.regular_ = regular_;
  file.stop_ = stop_;
  file.positioned_ = true;
  file.begin_ = begin_;
  file.offset_ = offset_;
  return file;
}

void File::restrict_to(std::uint64_t begin, std::uint64_t end) {
  offset_ = begin;
  end_ = end;
}

/// Refuses directories, and tells the kernel how the rest will be read.
void File::inspect() {
  struct stat status {};
  if (::fstat(descriptor_, &status) == -1)
    fail(owned_ ? std::generic_category().message(errno) : "Standard input is closed", 0);
  if (S_ISDIR(status.st_mode)) fail("Is a directory; name the files in it", 0);
  regular_ = S_ISREG(status.st_mode);
#ifdef POSIX_FADV_SEQUENTIAL
  if (regular_) ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
#ifdef F_SETPIPE_SZ
  if (S_ISFIFO(status.st_mode)) ::fcntl(descriptor_, F_SETPIPE_SZ, kPipeBytes);
#endif
}

std::string File::peek(std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t count = 0;
  while (count < size) {
    char* const destination = bytes.data() + count;
    std::size_t more = 0;
    if (regular_) {
      // The file's position stays, so that reads remain aligned to pages.
      const ssize_t result = uninterrupted([&] {
        return ::pread(descriptor_, destination, size - count, static_cast<off_t>(offset_ + count));
      });
      if (result == -1) fail(errno, offset_);
      more = static_cast<std::size_t>(result);
    } else {
      more = read_descriptor(destination, size - count);
    }
    if (more == 0) break;
    count += more;
  }
  bytes.resize(count);
  if (!regular_) peeked_ = bytes;
  return bytes;
}

std::size_t File::read(char* destination, std::size_t size) {
  std::size_t count = 0;
  size = static_cast<std::size_t>(std::min<std::uint64_t>(size, end_ - offset_));
  if (peeked_.empty()) {
    count = read_descriptor(destination, size);
    // A file that was read to its end is whole. What was taken from a pipe is in nobody else's hands.
    const bool has_more = regular_ == (count != 0);
    if (has_more && is_requested(stop_))
      throw Fault(Diagnostic::Kind::stopped, offset_, "reading was stopped");
  } else {
    count = peeked_.copy(destination, size);
    peeked_.erase(0, count);
  }
  offset_ += count;
  return count;
}

std::size_t File::read_descriptor(char* destination, std::size_t size) {
  if ((interrupt_ != nullptr || stop_ != nullptr) && !regular_ && !await_input()) return 0;
  for (;;) {
    const ssize_t result = uninterrupted([&] {
      return positioned_ ? ::pread(descriptor_, destination, size, static_cast<off_t>(offset_))
                         : ::read(descriptor_, destination, size);
    });
    if (result >= 0) return static_cast<std::size_t>(result);
    if (errno != EAGAIN) fail(errno, offset_);
    // Another process that has the same pipe made it non-blocking.
    if (!await_input()) return 0;
  }
}

/// Waits until there is something to read, or the end. Returns false if interrupted or stopped.
bool File::await_input() const {
  pollfd ready[] = {{descriptor_, POLLIN, 0}, readable(stop_), readable(interrupt_)};
  uninterrupted([&] { return ::poll(ready, std::size(ready), -1); });
  return !is_requested(stop_) && !is_requested(interrupt_);
}

}  // namespace culprit::input
