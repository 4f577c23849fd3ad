#include "input/decoder.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace culprit::input {
namespace {

std::uint32_t clamp(std::size_t size) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(size, std::numeric_limits<std::uint32_t>::max()));
}

const char* describe(int error) {
  switch (error) {
    case ISAL_INVALID_WRAPPER:
    case ISAL_UNSUPPORTED_METHOD: return "invalid gzip header";
    case ISAL_INCORRECT_CHECKSUM: return "gzip checksum or length doesn't match the data";
    default: return "invalid gzip data";
  }
}

/// isa-l decodes two to three times as fast as zlib.
class GzipDecoder : public Decoder {
public:
  GzipDecoder() {
    isal_inflate_init(&state_);
    state_.crc_flag = ISAL_GZIP;  // it reads the header, and checks the CRC and the length behind the data
  }

  Status decode(std::span<const char>& input, std::span<char>& output) override {
    if (error_ == 0) inflate(input, output);
    if (error_ != 0) {
      drain(output);
      if (output.empty()) return Status::running;
      throw Undecodable(Diagnostic::Kind::corrupt, describe(error_));
    }
    return state_.block_state == ISAL_BLOCK_FINISH ? Status::member_end : Status::running;
  }

  void restart() override {
    isal_inflate_reset(&state_);
    error_ = 0;
  }

private:
  void inflate(std::span<const char>& input, std::span<char>& output) {
    const auto in_begin = reinterpret_cast<std::uint8_t*>(const_cast<char*>(input.data()));
    const auto out_begin = reinterpret_cast<std::uint8_t*>(output.data());
    state_.next_in = in_begin;
    state_.avail_in = clamp(input.size());
    state_.next_out = out_begin;
    state_.avail_out = clamp(output.size());
    const int result = isal_inflate(&state_);
    if (result < 0) {
      error_ = result;
      if (result == ISAL_INVALID_LOOKBACK || result == ISAL_INVALID_SYMBOL) withdraw_match(out_begin);
    }
    // At an error the pointers are right, but the counts may be off, even below zero.
    input = input.subspan(static_cast<std::size_t>(state_.next_in - in_begin));
    output = output.subspan(static_cast<std::size_t>(state_.next_out - out_begin));
  }

  /// isa-l's fast loop counts a match as put out before it looks whether the
  /// match is valid, and doesn't tell how long the match was. The bytes are
  /// whatever was in memory; rather than those, some good ones are given up.
  void withdraw_match(const std::uint8_t* out_begin) {
    const int from_buffer = std::min(ISAL_DEF_MAX_MATCH, state_.tmp_out_valid - state_.tmp_out_processed);
    state_.tmp_out_valid -= from_buffer;
    state_.next_out -=
        std::min<std::ptrdiff_t>(ISAL_DEF_MAX_MATCH - from_buffer, state_.next_out - out_begin);
  }

  /// At an error isa-l leaves what it decoded beyond `output` in its own buffer.
  void drain(std::span<char>& output) {
    const std::size_t left = static_cast<std::size_t>(state_.tmp_out_valid - state_.tmp_out_processed);
    const std::size_t count = std::min(left, output.size());
    std::memcpy(output.data(), state_.tmp_out_buffer + state_.tmp_out_processed, count);
    state_.tmp_out_processed += static_cast<std::int32_t>(count);
    output = output.subspan(count);
  }

  inflate_state state_;
  int error_ = 0;
};

}  // namespace

std::unique_ptr<Decoder> make_gzip_decoder() { return std::make_unique<GzipDecoder>(); }

}  // namespace culprit::input
