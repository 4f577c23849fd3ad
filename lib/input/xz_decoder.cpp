#include "input/decoder.hpp"

#include <lzma.h>

#include <new>

namespace culprit::input {
namespace {

/// The window, and what liblzma needs beside it.
constexpr std::uint64_t kMemoryLimit = (std::uint64_t{1} << kWindowLog) + (1 << 20);

class XzDecoder : public Decoder {
public:
  XzDecoder() { begin(); }
  ~XzDecoder() override { lzma_end(&stream_); }
  XzDecoder(const XzDecoder&) = delete;
  XzDecoder& operator=(const XzDecoder&) = delete;

  Status decode(std::span<const char>& input, std::span<char>& output) override {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(input.data());
    stream_.avail_in = input.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(output.data());
    stream_.avail_out = output.size();
    const lzma_ret result = lzma_code(&stream_, LZMA_RUN);
    input = input.last(stream_.avail_in);
    output = output.last(stream_.avail_out);
    using Kind = Diagnostic::Kind;
    switch (result) {
      case LZMA_OK:
      case LZMA_BUF_ERROR: return Status::running;  // the latter only says that nothing moved
      case LZMA_STREAM_END: return Status::member_end;
      case LZMA_MEM_ERROR: throw std::bad_alloc();
      case LZMA_MEMLIMIT_ERROR:
        throw Undecodable(Kind::unreadable, "xz dictionary is larger than 128 MiB; compress with -9 or less");
      case LZMA_OPTIONS_ERROR:
        throw Undecodable(Kind::unreadable, "xz data use a feature that liblzma doesn't have");
      default: throw Undecodable(Kind::corrupt, "invalid xz data");
    }
  }

  void restart() override { begin(); }

private:
  void begin() {
    // On a stream in use it keeps the memory.
    if (lzma_stream_decoder(&stream_, kMemoryLimit, 0) != LZMA_OK) throw std::bad_alloc();
  }

  lzma_stream stream_ = LZMA_STREAM_INIT;
};

}  // namespace

std::unique_ptr<Decoder> make_xz_decoder() { return std::make_unique<XzDecoder>(); }

}  // namespace culprit::input
