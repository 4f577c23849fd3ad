#include "compress.hpp"

#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <bzlib.h>
#include <lzma.h>
#include <zstd.h>

#include <cstdint>
#include <memory>
#include <stdexcept>

namespace culprit::input {
namespace {

/// By zlib, so that it isn't isa-l that tests isa-l.
std::string compress_gzip(std::string_view payload) {
  std::string result;
  boost::iostreams::filtering_ostream out;
  out.push(boost::iostreams::gzip_compressor());
  out.push(boost::iostreams::back_inserter(result));
  out.write(payload.data(), static_cast<std::streamsize>(payload.size()));
  out.reset();
  return result;
}

std::string compress_zstd(std::string_view payload) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string result(ZSTD_compressBound(payload.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), result.data(), result.size(), payload.data(), payload.size());
  if (ZSTD_isError(size)) throw std::runtime_error(ZSTD_getErrorName(size));
  result.resize(size);
  return result;
}

/// With the smallest blocks, so that there are several of them.
std::string compress_bzip2(std::string_view payload) {
  std::string result(payload.size() + payload.size() / 100 + 600, '\0');
  auto size = static_cast<unsigned>(result.size());
  if (BZ2_bzBuffToBuffCompress(result.data(), &size, const_cast<char*>(payload.data()),
                               static_cast<unsigned>(payload.size()), 1, 0, 0) != BZ_OK)
    throw std::runtime_error("bzip2");
  result.resize(size);
  return result;
}

std::string compress_xz(std::string_view payload) {
  std::string result(lzma_stream_buffer_bound(payload.size()), '\0');
  std::size_t size = 0;
  if (lzma_easy_buffer_encode(
          1, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size(),
          reinterpret_cast<std::uint8_t*>(result.data()), &size, result.size()) != LZMA_OK)
    throw std::runtime_error("xz");
  result.resize(size);
  return result;
}

}  // namespace

std::string compress_bgzip(std::string_view payload) {
  constexpr std::size_t kHeaderBytes = 10;
  std::string member = compress_gzip(payload);
  member[3] = 4;  // there are extra fields
  member.insert(kHeaderBytes, std::string_view("\x06\0BC\x02\0\0\0", 8));
  const std::size_t length = member.size() - 1;
  member[kHeaderBytes + 6] = static_cast<char>(length);
  member[kHeaderBytes + 7] = static_cast<char>(length >> 8);
  return member;
}

std::string compress(Format format, std::string_view payload) {
  switch (format) {
    case Format::gzip: return compress_gzip(payload);
    case Format::zstd: return compress_zstd(payload);
    case Format::bzip2: return compress_bzip2(payload);
    case Format::xz: return compress_xz(payload);
  }
  return {};
}

}  // namespace culprit::input
