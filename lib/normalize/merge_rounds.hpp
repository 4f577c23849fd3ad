#pragma once

#include "normalize/merge_tokens.hpp"
#include "normalize/merger.hpp"
#include "normalize/sequence_set.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace culprit::normalization {

/// A template on its way: one NUL for each placeholder, and where each comes from.
struct MergingKey {
  std::string text;
  std::vector<std::uint32_t> origins;  ///< as MergedTemplate::kept
};

/// Makes words and units of keys variable until nothing changes any more.
///
/// Each round decides everything from the state at its start and applies it at
/// once, so that the order of keys can't matter. How many rounds there may be is
/// limited, since log content could be made so that each brings on one more.
class MergeRounds {
public:
  MergeRounds(const Merger& merger, std::vector<MergingKey>& keys) : merger_(merger), keys_(keys) {}

  void run();

private:
  static constexpr int kMostPasses = 8;   // of run()
  static constexpr int kMostReruns = 3;   // with what was learned, of each pass
  static constexpr int kMostRounds = 16;  // of each run

  using Split = void (*)(std::string_view key, std::vector<KeySpan>& spans);
  using Cue = std::uint64_t;

  bool merge_words();
  bool merge_units();
  bool settle(Split split, const SequenceSet::Rule& rule);
  void settle(std::span<const std::uint32_t> keys, Split split, const SequenceSet::Rule& rule);
  std::uint32_t number(std::string_view token, bool fixed);
  bool is_fixed(std::string_view token, std::uint16_t traits);
  void read_tokens(std::string_view key, Split split, std::vector<std::uint32_t>& sequence);
  static std::optional<MergingKey> rewrite(const MergingKey& key, std::span<const KeySpan> spans,
                                           std::span<const std::uint32_t> sequence);

  void judge_words(const SequenceSet::Context& context);
  void judge_units(const SequenceSet::Context& context) const;
  Cue cue(const SequenceSet::Context& context, std::uint32_t value) const;

  const Merger& merger_;
  std::vector<MergingKey>& keys_;
  TokenTable tokens_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_[2];  // of tokens; those at fixed places apart
  std::unordered_set<Cue> cues_;     // a constant, and a value that stood behind it where words varied
  std::unordered_set<Cue> learned_;  // likewise, in this run
  std::deque<std::pair<std::uint32_t, MergingKey>> rewritten_;  // what keys become when all are settled
  std::vector<KeySpan> spans_, words_, places_;
};

}  // namespace culprit::normalization
