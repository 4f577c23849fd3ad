#include "summarize/snapshot_codec.hpp"

#include <culprit/error.hpp>
#include <culprit/snapshot.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {
namespace {

// A frame that zstd itself skips: a magic number, the length of what follows, both
// with their least byte first, and what follows. So `zstd -dc` shows what is inside.
constexpr std::string_view kMark{
    "\x5A\x2A\x4D\x18\x12\x00\x00\x00"
    "culprit.snapshot/",
    25};
constexpr char kVersion = '1';
/// A tree takes more memory than what it is read from; for this much, `summary_bytes` is
/// about a hundred MiB, and 5 by default.
constexpr std::size_t kMostTreeBytes = std::size_t{1} << 30;
static_assert(kMark.size() + 1 == kSnapshotMarkBytes);

constexpr int kLevel = 6;

[[noreturn]] void refuse_size() { throw Error("it is larger than any snapshot"); }

std::vector<std::uint8_t> decompress(std::string_view bytes) {
  const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  std::vector<std::uint8_t> result;
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (std::size_t left = 1; left != 0;) {
    const std::size_t before = result.size();
    result.resize(before + ZSTD_DStreamOutSize());
    ZSTD_outBuffer out{result.data() + before, result.size() - before, 0};
    left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left)) throw Error(fmt::format("its data are damaged: {}", ZSTD_getErrorName(left)));
    result.resize(before + out.pos);
    if (result.size() > kMostSnapshotBytes) refuse_size();
    if (left != 0 && in.pos == in.size && out.pos < out.size) throw Error("it is cut off");
  }
  if (in.pos != in.size) throw Error("something stands behind it");
  return result;
}

/// Measures a tree before it is made: nlohmann's reader calls itself for each level, and a byte may
/// become a value of more than sixteen. Stops at one that is nested deeper than ours, or too large.
class TreeCheck final : public nlohmann::json_sax<nlohmann::json> {
public:
  bool null() override { return add(0); }
  bool boolean(bool) override { return add(0); }
  bool number_integer(number_integer_t) override { return add(0); }
  bool number_unsigned(number_unsigned_t) override { return add(0); }
  bool number_float(number_float_t, const string_t&) override { return add(0); }
  bool string(string_t& text) override { return add(kTextBytes + text.size()); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return enter(); }
  bool key(string_t& text) override { return add(kMemberBytes + text.size()); }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  bool is_too_large() const { return bytes_ > kMostTreeBytes; }

private:
  static constexpr int kDeepest = 16;
  /// What is allocated for a value while the array that it is in grows to twice its size; and for a
  /// text, an array or a member of an object, beside it. Measured: 48 and 112 bytes for a null and an array.
  static constexpr std::size_t kValueBytes = 3 * sizeof(nlohmann::json), kTextBytes = 64, kArrayBytes = 64,
                               kMemberBytes = 96;

  bool add(std::size_t bytes) {
    bytes_ += kValueBytes + bytes;
    return !is_too_large();
  }
  bool enter() { return add(kArrayBytes) && ++depth_ <= kDeepest; }
  bool leave() {
    --depth_;
    return true;
  }

  int depth_ = 0;
  std::size_t bytes_ = 0;
};

/// Throws Error for a tree that read_snapshot() doesn't take.
void check(const std::vector<std::uint8_t>& tree) {
  TreeCheck check;
  const bool is_whole = nlohmann::json::sax_parse(tree, &check, nlohmann::json::input_format_t::cbor);
  if (check.is_too_large()) refuse_size();
  if (!is_whole) throw Error("it is damaged");
}

}  // namespace

std::string write_snapshot(const Summary& summary) {
  const std::vector<std::uint8_t> tree = nlohmann::json::to_cbor(SnapshotCodec::encode(summary));
  if (tree.size() > kMostSnapshotBytes) refuse_size();
  check(tree);
  std::string bytes(kMark);
  bytes += kVersion;
  const std::size_t begin = bytes.size();
  bytes.resize(begin + ZSTD_compressBound(tree.size()));
  const std::size_t size =
      ZSTD_compress(bytes.data() + begin, bytes.size() - begin, tree.data(), tree.size(), kLevel);
  if (ZSTD_isError(size))
    throw Error(fmt::format("the snapshot can't be compressed: {}", ZSTD_getErrorName(size)));
  bytes.resize(begin + size);
  return bytes;
}

Summary read_snapshot(std::string_view bytes) {
  if (!is_snapshot(bytes)) throw Error("it is no snapshot");
  if (bytes[kMark.size()] != kVersion) throw Error("it is a snapshot of another version of culprit");
  const std::vector<std::uint8_t> tree = decompress(bytes.substr(kSnapshotMarkBytes));
  check(tree);
  try {
    return SnapshotCodec::decode(nlohmann::json::from_cbor(tree));
  } catch (const nlohmann::json::exception&) {
    throw Error("it is damaged");
  }
}

bool is_snapshot(std::string_view front) {
  return front.size() >= kSnapshotMarkBytes && front.starts_with(kMark);
}

}  // namespace culprit
