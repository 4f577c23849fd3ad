#include "input/source.hpp"

#include "input/ahead_source.hpp"
#include "input/decoding_source.hpp"
#include "input/file.hpp"
#include "input/format.hpp"
#include "input/plain_source.hpp"
#include "input/utf16_source.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace culprit::input {
namespace {

std::optional<struct stat> regular_file(const std::string& path) {
  struct stat status {};
  if (path == "-" || ::stat(path.c_str(), &status) == -1 || !S_ISREG(status.st_mode)) return std::nullopt;
  return status;
}

/// Decompresses, and no more.
std::unique_ptr<Source> open_bytes(File file, std::optional<Format> format, unsigned threads) {
  if (threads > 1 && (format || !file.is_regular()))
    return std::make_unique<AheadSource>(std::move(file), format, threads);
  if (format) return std::make_unique<DecodingSource>(std::move(file), *format);
  return std::make_unique<PlainSource>(std::move(file));
}

}  // namespace

std::unique_ptr<Source> open(const std::string& path, unsigned threads, const Stop* stop) {
  File file(path, stop);
  const std::string front = file.peek(kMagicBytes);
  const auto format = recognize(front);
  auto bytes = open_bytes(std::move(file), format, threads);
  // What is compressed tells only when it is decoded.
  if (!format && !has_utf16_mark(front)) return bytes;
  return std::make_unique<Utf16Source>(std::move(bytes));
}

std::optional<std::uint64_t> plain_size(const std::string& path) {
  const auto size = stored_size(path);
  // Files of /proc say 0 and yet have content: an empty file is read like a pipe.
  if (!size || *size == 0) return std::nullopt;
  try {
    const std::string front = File(path).peek(kMagicBytes);
    if (recognize(front) || has_utf16_mark(front)) return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;  // open() will say why
  }
  return size;
}

std::unique_ptr<Source> open_at(const std::string& path, std::uint64_t offset, const Stop* stop) {
  return std::make_unique<PlainSource>(File(path, offset, stop));
}

std::string read_whole(Source& source, std::size_t most) {
  constexpr std::size_t kBlockBytes = 256 << 10;
  std::string bytes;
  for (std::size_t size = 0;;) {
    bytes.resize(std::min(size + kBlockBytes, most + 1));
    const auto count = source.read(bytes.data() + size, static_cast<std::streamsize>(bytes.size() - size));
    if (count > 0) size += static_cast<std::size_t>(count);
    if (size > most)
      throw Fault(Diagnostic::Kind::unreadable, source.consumed(),
                  fmt::format("too large: more than {} MiB are decoded", most >> 20));
    bytes.resize(size);
    if (count < 0) return bytes;
  }
}

std::string front(const std::string& path, std::size_t size) {
  std::string bytes;
  if (!regular_file(path)) return bytes;
  bytes.resize(size);
  std::size_t filled = 0;
  try {
    const auto source = open(path);
    while (filled < size) {
      const auto count = source->read(bytes.data() + filled, static_cast<std::streamsize>(size - filled));
      if (count < 0) break;
      filled += static_cast<std::size_t>(count);
    }
  } catch (const Error&) {  // whoever reads the whole will say why
  }
  bytes.resize(filled);
  return bytes;
}

std::optional<std::int64_t> last_write(const std::string& path) {
  const auto status = regular_file(path);
  if (!status) return std::nullopt;
  return std::int64_t{status->st_mtim.tv_sec} * 1000 + status->st_mtim.tv_nsec / 1'000'000;
}

std::optional<std::uint64_t> stored_size(const std::string& path) {
  const auto status = regular_file(path);
  return status ? std::optional(static_cast<std::uint64_t>(status->st_size)) : std::nullopt;
}

}  // namespace culprit::input
