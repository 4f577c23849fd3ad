#pragma once

#include <culprit/diagnostic.hpp>
#include <culprit/error.hpp>

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
  Fault(Diagnostic::Kind kind, std::uint64_t offset, const std::string& message)
      : Error(message), kind(kind), offset(offset) {}

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
/// xz, recognised by their first bytes. Throws Fault if it can't be opened, is a
/// directory, ….
std::unique_ptr<Source> open(const std::string& path);

/// The size in bytes of a regular file that isn't compressed and may be read at
/// any offset; nothing for everything else, "-" included. Does not throw.
std::optional<std::uint64_t> plain_size(const std::string& path);

/// Opens a file for which plain_size() gave a size, from `offset` on.
std::unique_ptr<Source> open_at(const std::string& path, std::uint64_t offset);

/// The size in bytes of a regular file as stored; nothing for everything else. Does not throw.
std::optional<std::uint64_t> stored_size(const std::string& path);

}  // namespace culprit::input
