#include "normalize/merge_rounds.hpp"

#include <algorithm>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace culprit::normalization {
namespace {

std::uint64_t hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

constexpr std::string_view kBareToken("\0", 1);

/// How many tokens of a context have what.
struct Census {
  std::size_t tokens = 0, bare = 0, with_placeholder = 0, capitals = 0, inflected = 0, plain = 0, marked = 0;

  void count(std::uint16_t traits) {
    ++tokens;
    bare += (traits & kBare) != 0;
    with_placeholder += (traits & kHasPlaceholder) != 0;
    capitals += (traits & kCapitals) != 0;
    inflected += (traits & kInflected) != 0;
    plain += (traits & kPlain) != 0;
    marked += (traits & kMarked) != 0;
  }

  bool most(std::size_t count) const { return 2 * count > tokens; }

  /// Whether so many tokens in one place can only be values.
  bool tell_by_number(bool in_front) const {
    constexpr std::size_t kEnough = 4, kEnoughMarked = 3;
    if (tokens < (most(marked) ? kEnoughMarked : kEnough)) return false;
    return !most(capitals) && !most(inflected) && !(in_front && most(plain));
  }
};

}  // namespace

void MergeRounds::run() {
  for (int pass = 0; pass < kMostPasses; ++pass) {
    const bool words = merge_words();
    if (pass > 0 && !words) return;
    if (!merge_units()) return;
  }
}

bool MergeRounds::merge_words() {
  bool changed = false;
  for (int run = 0; run <= kMostReruns; ++run) {
    learned_.clear();
    changed |= settle(split_words, [this](const SequenceSet::Context& context) { judge_words(context); });
    const std::size_t known = cues_.size();
    cues_.insert(learned_.begin(), learned_.end());
    if (cues_.size() == known) break;
  }
  return changed;
}

bool MergeRounds::merge_units() {
  return settle(split_units, [this](const SequenceSet::Context& context) { judge_units(context); });
}

void MergeRounds::judge_words(const SequenceSet::Context& context) {
  if (!context.has_constant) return;
  Census census;
  std::size_t learned = 0;
  for (const SequenceSet::Member& member : context.members) {
    if (tokens_.fixed[member.token]) continue;
    census.count(tokens_.traits[member.token]);
    learned += cues_.contains(cue(context, member.token));
  }
  if (census.tokens < 2) return;
  const bool all = census.bare > 0 || census.with_placeholder == census.tokens ||
                   census.tell_by_number(context.position == 0);
  if (!all && learned < 2) return;
  const bool teaches =
      context.before != SequenceSet::kNoToken && (tokens_.traits[context.before] & kConstant) != 0;
  for (SequenceSet::Member& member : context.members) {
    if (tokens_.fixed[member.token]) continue;
    const Cue pair = cue(context, member.token);
    member.becomes_placeholder = all || cues_.contains(pair);
    if (member.becomes_placeholder && teaches && (tokens_.traits[member.token] & kHasPlaceholder) == 0)
      learned_.insert(pair);
  }
}

void MergeRounds::judge_units(const SequenceSet::Context& context) const {
  const auto traits = [&](const SequenceSet::Member& member) { return tokens_.traits[member.token]; };
  if (!context.has_constant ||
      std::none_of(context.members.begin(), context.members.end(),
                   [&](const SequenceSet::Member& member) { return (traits(member) & kBare) != 0; }))
    return;
  for (SequenceSet::Member& member : context.members)
    member.becomes_placeholder = (traits(member) & kHasPlaceholder) != 0 && !tokens_.fixed[member.token];
}

MergeRounds::Cue MergeRounds::cue(const SequenceSet::Context& context, std::uint32_t value) const {
  // Numbers of tokens differ from run to run, hashes don't.
  const std::uint64_t before = context.before == SequenceSet::kNoToken ? 0 : tokens_.hashes[context.before];
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  return before * kOdd ^ tokens_.hashes[value];
}

bool MergeRounds::settle(Split split, const SequenceSet::Rule& rule) {
  tokens_ = {};
  for (auto& numbers : numbers_) numbers.clear();
  number(kBareToken, false);

  std::unordered_map<std::string, std::vector<std::uint32_t>> shapes;
  std::string skeleton;
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    split(keys_[i].text, spans_);
    skeleton.clear();
    append_skeleton(keys_[i].text, spans_, skeleton);
    shapes[skeleton].push_back(i);
  }
  for (const auto& [shape, keys] : shapes)
    if (keys.size() > 1) settle(keys, split, rule);
  // Until now tokens_ had views into the keys.
  for (auto& [i, key] : rewritten_) keys_[i] = std::move(key);
  return !std::exchange(rewritten_, {}).empty();
}

void MergeRounds::settle(std::span<const std::uint32_t> keys, Split split, const SequenceSet::Rule& rule) {
  split(keys_[keys.front()].text, spans_);
  if (spans_.empty()) return;
  SequenceSet set(spans_.size(), tokens_);
  std::vector<std::uint32_t> sequence;
  for (const std::uint32_t key : keys) {
    read_tokens(keys_[key].text, split, sequence);
    set.add(sequence);
  }
  set.seal();
  bool changed = false;
  for (int round = 0; round < kMostRounds && set.distinct() > 1 && set.round(rule); ++round) changed = true;
  for (std::size_t i = 0; changed && i < keys.size(); ++i) {
    split(keys_[keys[i]].text, spans_);
    if (auto key = rewrite(keys_[keys[i]], spans_, set[i])) rewritten_.emplace_back(keys[i], *std::move(key));
  }
}

void MergeRounds::read_tokens(std::string_view key, Split split, std::vector<std::uint32_t>& sequence) {
  find_fixed_places(key, merger_.places(), places_);
  split(key, spans_);
  sequence.clear();
  auto place = places_.begin();
  std::size_t fixed_end = 0;
  for (const KeySpan& span : spans_) {
    bool fixed = span.begin < fixed_end;
    for (; place != places_.end() && place->begin < span.end; ++place) {
      fixed = fixed || place->end > span.begin;
      fixed_end = std::max(fixed_end, place->end);
    }
    sequence.push_back(number(key.substr(span.begin, span.end - span.begin), fixed));
  }
}

std::uint32_t MergeRounds::number(std::string_view token, bool fixed) {
  const auto next = static_cast<std::uint32_t>(tokens_.hashes.size());
  const auto [known, is_new] = numbers_[fixed ? 1 : 0].try_emplace(token, next);
  if (!is_new) return known->second;
  const std::uint16_t traits = traits_of(token);
  tokens_.hashes.push_back(hash(token));
  tokens_.traits.push_back(traits);
  tokens_.fixed.push_back(fixed || is_fixed(token, traits));
  return next;
}

/// Whether the token, or a word of the unit, is a name on its own account.
bool MergeRounds::is_fixed(std::string_view token, std::uint16_t traits) {
  if ((traits & kBare) != 0) return false;
  split_words(token, words_);
  return std::any_of(words_.begin(), words_.end(), [&](const KeySpan& span) {
    const std::string_view word = token.substr(span.begin, span.end - span.begin);
    return (traits_of(word) & kCode) != 0 || merger_.keeps(word);
  });
}

/// The key with a placeholder for each span that became one; nothing if none did.
std::optional<MergingKey> MergeRounds::rewrite(const MergingKey& key, std::span<const KeySpan> spans,
                                               std::span<const std::uint32_t> sequence) {
  std::optional<MergingKey> result;
  std::size_t copied = 0, origin = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; copied < end; ++copied) {
      if (key.text[copied] == '\0') result->origins.push_back(key.origins[origin++]);
      result->text += key.text[copied];
    }
  };
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::string_view token =
        std::string_view(key.text).substr(spans[i].begin, spans[i].end - spans[i].begin);
    if (sequence[i] != TokenTable::kPlaceholder || token == kBareToken) continue;
    if (!result) result.emplace();
    copy_until(spans[i].begin);
    result->text += '\0';
    result->origins.push_back(MergedTemplate::kFresh);
    origin += static_cast<std::size_t>(std::count(token.begin(), token.end(), '\0'));
    copied = spans[i].end;
  }
  if (result) copy_until(key.text.size());
  return result;
}

}  // namespace culprit::normalization
