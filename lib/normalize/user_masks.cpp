#include "normalize/user_masks.hpp"

#include "normalize/characters.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace culprit::normalization {
namespace {

void check_name(const std::string& name) {
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_label))
    throw Error(fmt::format("mask \"{}\": a name is made of letters, digits, '_' and '-'", name));
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

UserMasks::UserMasks(const std::vector<UserMask>& masks) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  for (const UserMask& mask : masks) {
    check_name(mask.name);
    int id = 0;
    if (patterns_.Add(mask.pattern, options, &id) != re2::RE2::NoError)
      throw Error(fmt::format("mask \"{}\": {}: {}", mask.name, mask.pattern,
                              re2::RE2(mask.pattern, options).error()));
    names_.push_back(mask.name);
  }
  if (!masks.empty()) patterns_.Compile(&atoms_);
}

std::span<const UserMasks::Match> UserMasks::find(std::string_view message) {
  matches_.clear();
  if (names_.empty()) return {};
  find_candidates(message);
  for (const int mask : candidates_) add_matches(message, static_cast<std::size_t>(mask));
  return matches_;
}

void UserMasks::find_candidates(std::string_view message) {
  lower_.resize(message.size());
  std::transform(message.begin(), message.end(), lower_.begin(), to_lower);
  found_atoms_.clear();
  for (std::size_t i = 0; i < atoms_.size(); ++i)
    // Only ASCII was put in lower case here; other letters are left to the pattern.
    if (!is_ascii(atoms_[i]) || lower_.find(atoms_[i]) != std::string::npos)
      found_atoms_.push_back(static_cast<int>(i));
  patterns_.AllPotentials(found_atoms_, &candidates_);
  std::sort(candidates_.begin(), candidates_.end());
}

void UserMasks::add_matches(std::string_view message, std::size_t mask) {
  const re2::RE2& pattern = patterns_.GetRE2(static_cast<int>(mask));
  const std::size_t earlier = matches_.size();
  re2::StringPiece found;
  std::size_t at = 0;
  while (at <= message.size() && pattern.Match(re2::StringPiece(message.data(), message.size()), at,
                                               message.size(), re2::RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::size_t>(found.data() - message.data());
    const std::size_t end = begin + found.size();
    at = std::max(end, begin + (found.empty() ? 1 : 0));
    if (found.empty()) continue;
    // The first of the earlier matches that doesn't end before this one begins.
    const auto first = matches_.begin();
    const auto behind = std::partition_point(first, first + static_cast<std::ptrdiff_t>(earlier),
                                             [&](const Match& match) { return match.end <= begin; });
    const bool overlaps = behind != first + static_cast<std::ptrdiff_t>(earlier) && behind->begin < end;
    if (!overlaps) matches_.push_back({begin, end, names_[mask]});
  }
  std::sort(matches_.begin(), matches_.end(),
            [](const Match& a, const Match& b) { return a.begin < b.begin; });
}

}  // namespace culprit::normalization
