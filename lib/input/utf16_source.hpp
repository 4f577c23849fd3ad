#pragma once

#include "input/source.hpp"

#include <cstddef>
#include <cstdint>
#include <ios>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace culprit::input {

/// True if `front` begins with a byte order mark of UTF-16.
bool has_utf16_mark(std::string_view front);

/// Text in UTF-16 that begins with a byte order mark, as PowerShell's `>` writes it, in UTF-8, and
/// without the mark. Anything else is handed on as it is.
///
/// It reads as much at once as it is asked for, so that what it reads from takes the same steps as
/// without it. Surrogates without their other half become U+FFFD; half a unit at the end is a fault.
class Utf16Source : public Source {
public:
  explicit Utf16Source(std::unique_ptr<Source> stored) : stored_(std::move(stored)) {}

  std::streamsize read(char* destination, std::streamsize size) override;
  std::uint64_t consumed() const override { return stored_->consumed(); }

private:
  enum class Form : std::uint8_t { unknown, other, little_endian, big_endian };

  bool fill(std::size_t size);
  void begin();
  void decode(std::size_t at);

  std::unique_ptr<Source> stored_;
  Form form_ = Form::unknown;
  bool ended_ = false;
  std::vector<char> bytes_;  // as stored
  std::size_t pending_ = 0;  // so many in front of `bytes_` aren't text yet
  std::vector<char> decoded_;
  std::string_view text_;  // not yet handed out
};

}  // namespace culprit::input
