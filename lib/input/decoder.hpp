#pragma once

#include "input/format.hpp"

#include <culprit/diagnostic.hpp>
#include <culprit/error.hpp>

#include <memory>
#include <span>
#include <string>

namespace culprit::input {

/// Data that a decoder can't decode.
class Undecodable : public Error {
public:
  Undecodable(Diagnostic::Kind fault, const std::string& message) : Error(message), kind(fault) {}

  Diagnostic::Kind kind;
};

/// Decodes one member (gzip's word; zstd's is frame, that of bzip2 and xz is
/// stream) of a compressed file, and after restart() the next one.
///
/// Boost.Iostreams has filters for all four formats, but none that will do: when
/// they throw, up to a buffer of decoded data is gone, they don't tell where in
/// the file they are, and the one for zstd takes a truncated file for whole.
class Decoder {
public:
  enum class Status {
    running,     ///< goes on with more input, or more room for output
    member_end,  ///< the member is complete, and its checksum right
  };

  virtual ~Decoder() = default;

  /// Takes bytes off the front of `input`, and fills `output` from its front;
  /// both are shortened by what was used. If neither is empty afterwards, the
  /// decoder can go on at once.
  ///
  /// Throws Undecodable, with `input` beginning about where the damage was met,
  /// and only after all that was decoded before was put out.
  virtual Status decode(std::span<const char>& input, std::span<char>& output) = 0;

  /// Makes ready for another member.
  virtual void restart() = 0;
};

/// Data that need more than this to be decoded, be it what zstd calls the window
/// or what xz calls the dictionary, are refused: a file of a few bytes can ask
/// for gigabytes. It is zstd's own limit, and twice what `xz -9` needs.
inline constexpr unsigned kWindowLog = 27;

std::unique_ptr<Decoder> make_decoder(Format format);

std::unique_ptr<Decoder> make_gzip_decoder();
std::unique_ptr<Decoder> make_zstd_decoder();
std::unique_ptr<Decoder> make_bzip2_decoder();
std::unique_ptr<Decoder> make_xz_decoder();

}  // namespace culprit::input
