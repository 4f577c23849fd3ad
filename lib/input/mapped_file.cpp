#include "input/mapped_file.hpp"

#include "input/source.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <mutex>
#include <utility>

namespace culprit::input {
namespace {

/// The last of this thread's mappings: the signal handler runs on the thread that met the fault.
thread_local MappedFile::Mapping* innermost = nullptr;

/// The mapping that an address is in; nullptr if it is in none.
MappedFile::Mapping* mapping_of(const char* address) {
  MappedFile::Mapping* mapping = innermost;
  while (mapping != nullptr && (address < mapping->begin || address >= mapping->begin + mapping->size))
    mapping = mapping->outer;
  return mapping;
}

struct sigaction previous_action;

void on_bus_error(int signal, siginfo_t* info, void* context) {
  auto* const address = static_cast<char*>(info->si_addr);
  if (MappedFile::Mapping* const mapping = mapping_of(address)) {
    // From here to the end of the window there is no file any more.
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    char* const from = mapping->begin + static_cast<std::size_t>(address - mapping->begin) / page * page;
    const auto rest = static_cast<std::size_t>(mapping->begin + mapping->size - from);
    if (::mmap(from, rest, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED) {
      mapping->was_cut_short = 1;
      return;
    }
  }
  if ((previous_action.sa_flags & SA_SIGINFO) != 0) {
    previous_action.sa_sigaction(signal, info, context);
  } else if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
    previous_action.sa_handler(signal);
  } else {
    // The access is tried again, and ends the process as it would have without us.
    ::sigaction(SIGBUS, &previous_action, nullptr);
  }
}

void install_handler() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action = {};
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGBUS, &action, &previous_action);
  });
}

}  // namespace

MappedFile::MappedFile(const std::string& path, std::size_t step_bytes)
    : step_bytes_(step_bytes), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat status = {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) {
    const std::string reason = std::strerror(errno);
    if (descriptor_ >= 0) ::close(descriptor_);
    throw Fault(Diagnostic::Kind::unreadable, 0, reason);
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
  install_handler();
  mapping_.outer = std::exchange(innermost, &mapping_);
}

MappedFile::~MappedFile() {
  unmap();
  innermost = mapping_.outer;
  ::close(descriptor_);
}

std::string_view MappedFile::window(std::uint64_t offset) {
  unmap();
  if (offset >= size_) return {};
  const std::uint64_t begin = offset / step_bytes_ * step_bytes_;
  const auto size =
      static_cast<std::size_t>(std::min<std::uint64_t>(step_bytes_ + kReachBytes, size_ - begin));
  void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor_, static_cast<off_t>(begin));
  if (memory == MAP_FAILED) return {};
  mapping_.begin = static_cast<char*>(memory);
  mapping_.size = size;
  const auto before = static_cast<std::size_t>(offset - begin);
  const std::string_view bytes(mapping_.begin, size);
  const std::size_t line_end = bytes.find('\n', step_bytes_ - 1);  // npos also in a last step
  return bytes.substr(0, line_end == std::string_view::npos ? line_end : line_end + 1).substr(before);
}

void MappedFile::check() const {
  if (mapping_.was_cut_short == 0) return;
  struct stat status = {};
  const std::uint64_t left =
      ::fstat(descriptor_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
  throw Fault(Diagnostic::Kind::unreadable, std::min(left, size_),
              "the file was cut short while it was read");
}

void MappedFile::unmap() {
  if (mapping_.size == 0) return;
  ::munmap(mapping_.begin, std::exchange(mapping_.size, 0));
}

}  // namespace culprit::input
