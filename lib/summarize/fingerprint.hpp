#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace culprit::summarize {

/// XXH3 with 64 bits: its values are fixed by its specification, so they are
/// equal on every machine and in every version.
std::uint64_t hash(std::string_view bytes);

/// A hash of both, and of their order. For use within one run.
inline std::uint64_t combine(std::uint64_t hash, std::uint64_t other) {
  return (hash ^ other) * 0x9e3779b97f4a7c15U + (other >> 32);
}

/// Collects the texts whose hash identifies a group: (class, template key)
/// along a chain, or (logger, template key) of an error.
class Fingerprint {
public:
  void clear() { bytes_.clear(); }

  /// Each text is preceded by its length, as it may hold any byte.
  void add(std::string_view text) {
    std::array<char, 24> length;
    const auto end = std::to_chars(length.data(), length.data() + length.size(), text.size()).ptr;
    bytes_.append(length.data(), end).append(1, ':').append(text);
  }

  std::uint64_t value() const { return hash(bytes_); }

  /// Bytes added so far.
  std::size_t size() const { return bytes_.size(); }
  /// The value of what was added since there were `size` bytes.
  std::uint64_t value_since(std::size_t size) const { return hash(std::string_view(bytes_).substr(size)); }

private:
  std::string bytes_;
};

}  // namespace culprit::summarize
