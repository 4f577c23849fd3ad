#pragma once

#include <culprit/diagnostic.hpp>
#include <culprit/error.hpp>
#include <culprit/stop.hpp>

#include <boost/iostreams/categories.hpp>

#include <cstdint>
#include <ios>
#include <memory>
#include <optional>
#include <string>

namespace culprit::input {

/// An input that can't be opened, or can't be read on.
class Fault : public Error {
public:
  Fault(Diagnostic::Kind fault, std::uint64_t position, const std::string& message)
      : Error(message), kind(fault), offset(position) {}

  Diagnostic::Kind kind;
  std::uint64_t offset;  ///< bytes from the start of the file as stored
};

/// A stream of decoded bytes: a Boost.Iostreams Source behind a virtual call,
/// so that the parser never knows where bytes come from.
class Source {
public:
  using char_type = char;
  using category = boost::iostreams::source_tag;

  virtual ~Source() = default;

  /// Reads up to `size` bytes and returns how many; -1 at the end. May return
  /// less than asked for. Throws Fault, and only after every byte decoded
  /// before the fault was handed out.
  virtual std::streamsize read(char* destination, std::streamsize size) = 0;

  /// Bytes taken from the input so far, as stored.
  virtual std::uint64_t consumed() const = 0;
};

/// Opens a file, or standard input for "-", and decodes gzip, zstd, bzip2 and
/// xz, recognised by their first bytes, and UTF-16, also within those. Throws Fault
/// if it can't be opened or is a directory. docs/input.md tells what counts as a fault.
///
/// With more than one thread, pipes and compressed files are read ahead, on
/// threads of their own; what is read is the same.
///
/// Once `stop`, which must outlive the source, is requested, reading it ends in a Fault.
std::unique_ptr<Source> open(const std::string& path, unsigned threads = 1, const Stop* stop = nullptr);

/// The size in bytes of a regular file that needs no decoding and may be read at
/// any offset; nothing for everything else, "-" and empty files included. Does
/// not throw.
std::optional<std::uint64_t> plain_size(const std::string& path);

/// Opens a file for which plain_size() gave a size, from `offset` on.
std::unique_ptr<Source> open_at(const std::string& path, std::uint64_t offset, const Stop* stop = nullptr);

/// All that a source has. Throws Fault, also for more than `most` bytes, which are whole MiB: what is
/// small as it is stored may be decoded to any size.
std::string read_whole(Source& source, std::size_t most);

/// The first `size` bytes of the decoded input, or all of it; what can be had,
/// if it can't be read. Only for regular files: nothing of others is taken away,
/// and nothing returned. Does not throw.
std::string front(const std::string& path, std::size_t size);

/// When a regular file was last written, in milliseconds since the epoch UTC;
/// nothing for everything else. Does not throw.
std::optional<std::int64_t> last_write(const std::string& path);

/// The size in bytes of a regular file as stored; nothing for everything else. Does not throw.
std::optional<std::uint64_t> stored_size(const std::string& path);

}  // namespace culprit::input
