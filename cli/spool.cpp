#include "spool.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace culprit::cli {
namespace {

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category(), "a temporary file"); }

}  // namespace

void Spool::write(std::string_view bytes) {
  const std::size_t fits = std::min(bytes.size(), memory_bytes_ - memory_.size());
  memory_ += bytes.substr(0, fits);
  bytes.remove_prefix(fits);
  if (bytes.empty()) return;
  if (file_ == nullptr) file_.reset(std::tmpfile());
  if (file_ == nullptr || std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail();
}

void Spool::rewind() {
  at_ = 0;
  if (file_ != nullptr && std::fseek(file_.get(), 0, SEEK_SET) != 0) fail();
}

bool Spool::read(char* bytes, std::size_t size) {
  const std::size_t copied = memory_.copy(bytes, size, at_);
  at_ += copied;
  if (copied == size) return true;
  if (file_ == nullptr) return false;
  if (std::fread(bytes + copied, 1, size - copied, file_.get()) == size - copied) return true;
  if (std::ferror(file_.get()) != 0) fail();
  return false;
}

}  // namespace culprit::cli
