#include "input/decoder.hpp"

#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <new>

namespace culprit::input {
namespace {

constexpr std::size_t kBlockHeaderBytes = 3;

[[noreturn]] void fail(std::size_t result) {
  using Kind = Diagnostic::Kind;
  switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_memory_allocation: throw std::bad_alloc();
    case ZSTD_error_frameParameter_windowTooLarge:
      throw Undecodable(Kind::unreadable,
                        "zstd window is larger than 128 MiB; compress with --long=27 or less");
    case ZSTD_error_dictionary_wrong:
      throw Undecodable(Kind::unreadable, "zstd data need a dictionary; compress without one");
    case ZSTD_error_checksum_wrong: throw Undecodable(Kind::corrupt, "zstd checksum doesn't match the data");
    default: throw Undecodable(Kind::corrupt, "invalid zstd data");
  }
}

class ZstdDecoder : public Decoder {
public:
  ZstdDecoder() : context_(ZSTD_createDCtx()) {
    if (!context_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, int{kWindowLog});
  }

  Status decode(std::span<const char>& input, std::span<char>& output) override {
    // At a frame's begin it would ask for more than it does once it has a byte.
    if (input.empty() && !flushing_) return Status::running;
    ZSTD_inBuffer in{input.data(), flushing_ ? 0 : std::min(input.size(), piece_), 0};
    ZSTD_outBuffer out{output.data(), output.size(), 0};
    const std::size_t wanted = ZSTD_decompressStream(context_.get(), &out, &in);
    if (ZSTD_isError(wanted)) fail(wanted);
    input = input.subspan(in.pos);
    output = output.subspan(out.pos);
    flushing_ = output.empty();
    piece_ = wanted > kBlockHeaderBytes ? wanted - kBlockHeaderBytes : wanted;
    return wanted == 0 ? Status::member_end : Status::running;
  }

  void restart() override {
    ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
    flushing_ = false;
    piece_ = kBlockHeaderBytes;
  }

private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };

  std::unique_ptr<ZSTD_DCtx, Free> context_;
  // An error makes libzstd forget to say how much it took and put out in the
  // same call. So it gets one block at a time, never together with the header of
  // the next one, and nothing at all while it may have output left.
  std::size_t piece_ = kBlockHeaderBytes;
  bool flushing_ = false;
};

}  // namespace

std::unique_ptr<Decoder> make_zstd_decoder() { return std::make_unique<ZstdDecoder>(); }

}  // namespace culprit::input
