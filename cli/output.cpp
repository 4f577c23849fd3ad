#include "output.hpp"

#include "compression.hpp"
#include "exit_code.hpp"
#include "terminal.hpp"

#include <culprit/error.hpp>
#include <culprit/render.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace culprit::cli {
namespace {

/// Writes all of `text`; returns 0 or errno.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t size = ::write(descriptor, text.data(), text.size());
    if (size >= 0) {
      text.remove_prefix(static_cast<std::size_t>(size));
    } else if (errno == EAGAIN) {
      // Another process that has the same pipe or terminal made it non-blocking.
      pollfd room{descriptor, POLLOUT, 0};
      ::poll(&room, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

/// Returns the error of writing or, as file systems may put writes off, that of closing; 0 if there is none.
int close_written(int descriptor, int error) {
  if (::close(descriptor) != 0 && error == 0) return errno;
  return error;
}

[[noreturn]] void fail(const std::string& path, int error) {
  throw Error(fmt::format("{}: can't be written: {}", path, std::strerror(error)));
}

/// What a link leads to in the end, also if there is nothing yet: that is replaced, and not the link.
std::string target_of(const std::string& path) {
  constexpr int kMostLinks = 40;  // as Linux follows
  std::filesystem::path target = path;
  std::error_code error;
  for (int links = 0; std::filesystem::is_symlink(target, error); ++links) {
    if (links == kMostLinks) fail(path, ELOOP);
    // One that states a path from the root takes the place of the folder.
    target = target.parent_path() / std::filesystem::read_symlink(target, error);
  }
  return target.string();
}

void write_in_place(const std::string& path, std::string_view text, int flags) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags, 0666);
  if (descriptor < 0) fail(path, errno);
  const int error = close_written(descriptor, write_all(descriptor, text));
  if (error != 0) fail(path, error);
}

}  // namespace

void complain(std::string_view message) { say(fmt::format("culprit: {}\n", message)); }

void say(std::string_view text) { write_all(STDERR_FILENO, text); }

int try_to(const std::function<void()>& write) {
  try {
    write();
    return kFine;
  } catch (const Error& error) {
    complain(error.what());
    return kUnreadable;
  }
}

bool print(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error != 0 && error != EPIPE)
    throw Error(fmt::format("standard output can't be written: {}", std::strerror(error)));
  return error == 0;
}

bool print_log_text(std::string_view text) {
  return is_terminal(STDOUT_FILENO) ? print(render_for_terminal(text)) : print(text);
}

void write_file(const std::string& path, std::string_view text) {
  const auto compressed = compressed_for(path, text);
  if (compressed) text = *compressed;
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    return write_in_place(path, text, 0);

  const std::string target = target_of(path);
  std::string temporary = target + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) fail(path, errno);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  int error = write_all(descriptor, text);
  if (error == 0 && ::fchmod(descriptor, 0666 & ~mask) != 0) error = errno;
  error = close_written(descriptor, error);
  if (error == 0 && std::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return;
  ::unlink(temporary.c_str());
  fail(path, error);
}

void append_file(const std::string& path, std::string_view text) {
  write_in_place(path, text, O_APPEND | O_CREAT);
}

}  // namespace culprit::cli
