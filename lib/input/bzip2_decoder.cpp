#include "input/decoder.hpp"

#include <bzlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace culprit::input {
namespace {

unsigned clamp(std::size_t size) {
  return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
}

/// Where libbz2 finds its tables broken, it forgets to say what it put out in the
/// same call. So it never has room for more than this; it costs no time.
constexpr std::size_t kPieceBytes = 256;

class Bzip2Decoder : public Decoder {
public:
  Bzip2Decoder() { begin(); }
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&stream_); }
  Bzip2Decoder(const Bzip2Decoder&) = delete;
  Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;

  Status decode(std::span<const char>& input, std::span<char>& output) override {
    int result = BZ_OK;
    do {
      const unsigned in = clamp(input.size());
      const auto out = static_cast<unsigned>(std::min(output.size(), kPieceBytes));
      stream_.next_in = const_cast<char*>(input.data());
      stream_.avail_in = in;
      stream_.next_out = output.data();
      stream_.avail_out = out;
      result = BZ2_bzDecompress(&stream_);
      input = input.subspan(in - stream_.avail_in);
      output = output.subspan(out - stream_.avail_out);
    } while (result == BZ_OK && stream_.avail_out == 0 && !output.empty());
    switch (result) {
      case BZ_OK: return Status::running;
      case BZ_STREAM_END: return Status::member_end;
      case BZ_MEM_ERROR: throw std::bad_alloc();
      default: throw Undecodable(Diagnostic::Kind::corrupt, "invalid bzip2 data");
    }
  }

  void restart() override {
    BZ2_bzDecompressEnd(&stream_);
    begin();
  }

private:
  void begin() {
    stream_ = {};
    if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) throw std::bad_alloc();
  }

  bz_stream stream_;
};

}  // namespace

std::unique_ptr<Decoder> make_bzip2_decoder() { return std::make_unique<Bzip2Decoder>(); }

}  // namespace culprit::input
