#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::fuzz {

/// Makes hostile inputs out of known ones, without luck: a mutant is a function of its number, of
/// the known inputs and of the words, so every machine and every build meets the same.
///
///   const Mutator mutator(known, read_dictionary("trace.dict"));
///   for (std::uint64_t number = 0; number < 1000; ++number) feed(mutator.mutant(number));
///
/// What a known input is called and where it stands doesn't matter.
class Mutator {
public:
  /// How long a mutant may be.
  static constexpr std::size_t kBytes = 16 << 10;

  Mutator(std::vector<std::string> known, std::vector<std::string> words);

  /// A known input, changed in one to five places: bytes, words, numbers, runs of bytes and of
  /// lines, its own or another input's. Half of all end with some bytes more, as targets read their settings
  /// there.
  std::string mutant(std::uint64_t number) const;

private:
  std::vector<std::string> known_;
  std::vector<std::string> words_;
};

/// The words of a dictionary of libFuzzer's: one a line, in quotes, with \\, \" and \xNN.
std::vector<std::string> read_dictionary(const std::filesystem::path& path);

}  // namespace culprit::fuzz
