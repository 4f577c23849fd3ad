#include "input/decoder.hpp"

namespace culprit::input {

std::unique_ptr<Decoder> make_decoder(Format format) {
  switch (format) {
    case Format::gzip: return make_gzip_decoder();
    case Format::zstd: return make_zstd_decoder();
    case Format::bzip2: return make_bzip2_decoder();
    case Format::xz: return make_xz_decoder();
  }
  return nullptr;
}

}  // namespace culprit::input
