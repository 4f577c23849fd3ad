#include "normalize/sequence_set.hpp"

#include "normalize/merge_tokens.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace culprit::normalization {
namespace {

/// Spreads every bit over all others, so that sums of it don't cancel out.
std::uint64_t spread(std::uint64_t x) {  // the end of MurmurHash3
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCD;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53;
  return x ^ (x >> 33);
}

}  // namespace

void SequenceSet::Groups::reset(std::size_t rows) {
  slots_.assign(std::bit_ceil(2 * rows + 1), kNoToken);
  firsts_.resize(rows);
  nexts_.resize(rows);
  hashes_.resize(rows);
}

std::uint32_t SequenceSet::Groups::add(std::uint32_t row, std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = spread(hash) & mask;
  while (slots_[slot] != kNoToken && hashes_[slots_[slot]] != hash) slot = (slot + 1) & mask;
  hashes_[row] = hash;
  nexts_[row] = kNoToken;
  if (slots_[slot] == kNoToken) return firsts_[row] = slots_[slot] = row;
  const std::uint32_t first = slots_[slot];
  nexts_[row] = std::exchange(nexts_[first], row);
  return firsts_[row] = first;
}

void SequenceSet::add(std::span<const std::uint32_t> sequence) {
  rows_.push_back(static_cast<std::uint32_t>(rows_.size()));
  cells_.insert(cells_.end(), sequence.begin(), sequence.end());
}

void SequenceSet::seal() {
  totals_.assign(rows_.size(), 0);
  constants_.assign(rows_.size(), 0);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t position = 0; position < width_; ++position) {
      const std::uint32_t token = cells_[row * width_ + position];
      totals_[row] += cell_hash(position, token);
      constants_[row] += (tokens_.traits[token] & kConstant) != 0;
    }
  }
  drop_duplicates();
}

bool SequenceSet::round(const Rule& rule) {
  changes_.clear();
  for (std::size_t position = 0; position < width_; ++position)
    if (varies(position)) consider(position, rule);
  if (changes_.empty()) return false;
  change();
  drop_duplicates();
  return true;
}

std::uint64_t SequenceSet::cell_hash(std::size_t position, std::uint32_t token) const {
  return spread(tokens_.hashes[token] + position * 0x9E3779B97F4A7C15);
}

bool SequenceSet::varies(std::size_t position) const {
  for (std::size_t row = 1; row < totals_.size(); ++row)
    if (cells_[row * width_ + position] != cells_[position]) return true;
  return false;
}

void SequenceSet::consider(std::size_t position, const Rule& rule) {
  const auto rows = static_cast<std::uint32_t>(totals_.size());
  const auto token = [&](std::uint32_t row) { return cells_[row * width_ + position]; };
  groups_.reset(rows);
  for (std::uint32_t row = 0; row < rows; ++row)
    groups_.add(row, totals_[row] - cell_hash(position, token(row)));
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (!groups_.is_first(row) || groups_.next(row) == kNoToken) continue;
    members_.clear();
    for (std::uint32_t member = row; member != kNoToken; member = groups_.next(member))
      members_.push_back({member, token(member), false});
    const std::uint32_t own_constant = (tokens_.traits[token(row)] & kConstant) != 0;
    const std::uint32_t before = position == 0 ? kNoToken : cells_[row * width_ + position - 1];
    rule({position, before, constants_[row] > own_constant, members_});
    for (const Member& member : members_)
      if (member.becomes_placeholder && member.token != TokenTable::kPlaceholder)
        changes_.push_back({member.row, position});
  }
}

void SequenceSet::change() {
  for (const Change& change : changes_) {
    std::uint32_t& token = cells_[change.row * width_ + change.position];
    totals_[change.row] +=
        cell_hash(change.position, TokenTable::kPlaceholder) - cell_hash(change.position, token);
    constants_[change.row] -= (tokens_.traits[token] & kConstant) != 0;
    token = TokenTable::kPlaceholder;
  }
}

void SequenceSet::drop_duplicates() {
  const auto rows = static_cast<std::uint32_t>(totals_.size());
  groups_.reset(rows);
  std::vector<std::uint32_t> moved(rows);
  std::uint32_t kept = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (const std::uint32_t first = groups_.add(row, totals_[row]); first != row) {
      moved[row] = moved[first];
      continue;
    }
    moved[row] = kept;
    totals_[kept] = totals_[row];
    constants_[kept] = constants_[row];
    std::copy_n(cells_.begin() + static_cast<std::ptrdiff_t>(row * width_), width_,
                cells_.begin() + static_cast<std::ptrdiff_t>(kept * width_));
    ++kept;
  }
  totals_.resize(kept);
  constants_.resize(kept);
  cells_.resize(kept * width_);
  for (std::uint32_t& row : rows_) row = moved[row];
}

}  // namespace culprit::normalization
