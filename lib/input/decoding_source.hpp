#pragma once

#include "input/decoder.hpp"
#include "input/file.hpp"
#include "input/format.hpp"
#include "input/source.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace culprit::input {

/// Decodes a compressed file, member after member.
///
/// What it gives of damaged data, and where it says that the damage is, depends
/// on nothing but the file and the sizes of the reads: neither on how the file
/// came in, nor on where it was begun.
class DecodingSource : public Source {
public:
  DecodingSource(File file, Format format);

  std::streamsize read(char* destination, std::streamsize size) override;
  std::uint64_t consumed() const override { return file_.consumed(); }

  /// Takes [begin, end) of the file for all there is, and begins with it. A
  /// member must begin at `begin`. For what File::again() returned.
  void restrict_to(std::uint64_t begin, std::uint64_t end);

private:
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };

  void decode(std::span<char>& output);
  bool find_member();
  std::size_t skip_zeros();
  bool fill();
  std::size_t read_input(char* destination, std::size_t size);
  [[noreturn]] void fail(Diagnostic::Kind kind, const std::string& message) const;
  [[noreturn]] void fail_truncated() const;

  File file_;
  Format format_;
  std::unique_ptr<Decoder> decoder_;
  std::unique_ptr<char, Free> memory_;
  std::span<const char> input_;      // read from the file, not yet decoded
  std::optional<Fault> unreadable_;  // met behind input_
  bool ended_ = false;
  std::optional<Fault> fault_;  // met, but held back until what was decoded before is handed out
};

}  // namespace culprit::input
