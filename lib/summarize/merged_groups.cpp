#include "summarize/merged_groups.hpp"

#include "summarize/fingerprint.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace culprit::summarize {
namespace {

/// The templates of one class or logger, and what they become.
class Templates {
public:
  /// Returns the place of a template among them.
  std::size_t add(const std::string& text, const std::vector<Template::Placeholder>& placeholders) {
    const auto [known, is_new] = places_.emplace(template_key(text, placeholders), given_.size());
    if (is_new) given_.push_back({text, placeholders, {}});
    return known->second;
  }

  void merge(const TemplateMerger& merger) {
    places_.clear();
    merged_ = merger(std::exchange(given_, {}));
  }

  const MergedTemplate& merged(std::size_t place) const { return merged_[place]; }

private:
  std::map<std::string, std::size_t> places_;
  std::vector<Template> given_;
  std::vector<MergedTemplate> merged_;
};

/// The numbers of those placeholders that are still there.
std::vector<CapturedNumbers> kept_numbers(const std::vector<CapturedNumbers>& captures,
                                          const MergedTemplate& merged) {
  std::vector<CapturedNumbers> kept;
  for (std::size_t i = 0; i < merged.kept.size(); ++i) {
    const bool is_number = merged.merged.placeholders[i].kind == PlaceholderKind::number;
    kept.push_back(is_number && merged.kept[i] != MergedTemplate::kFresh ? captures[merged.kept[i]]
                                                                         : CapturedNumbers{});
  }
  return kept;
}

/// What takes in another one that became equal to it: the first of them to be
/// seen says how their message reads.
template <class Counted, class TakeSample>
void join_equal(Counted& into, const Counted& other, TakeSample&& take_sample) {
  into.members.insert(into.members.end(), other.members.begin(), other.members.end());
  into.count += other.count;
  extend(into.seen, other.seen);
  if (other.first < into.first) {
    into.first = other.first;
    take_sample();
  }
}

/// Sorts the members. A group that was merged with no other lists none.
template <class Counted>
void settle_members(Counted& counted) {
  std::sort(counted.members.begin(), counted.members.end());
  if (counted.members == std::vector{counted.fingerprint}) counted.members.clear();
}

void join_equal(MergedGroup& into, const MergedGroup& other) {
  into.bare += other.bare;
  into.failures += other.failures;
  into.causes.insert(into.causes.end(), other.causes.begin(), other.causes.end());
  // Their chains are of one length, unless somebody made one whose hash is that of another.
  const std::size_t links = std::min(into.chain.size(), other.chain.size());
  for (std::size_t i = 0; i < links; ++i) extend(into.chain[i].captures, other.chain[i].captures);
  join_equal(into, other, [&] {
    into.top_frame = other.top_frame;
    for (std::size_t i = 0; i < links; ++i) into.chain[i].sample = other.chain[i].sample;
  });
}

void join_equal(ErrorGroup& into, const ErrorGroup& other) {
  extend(into.captures, other.captures);
  join_equal(into, other, [&] { into.sample = other.sample; });
}

/// Takes over the merged template, and what the fingerprint is made of.
template <class Link>
void become(Link& link, const MergedTemplate& merged, std::string_view name, Fingerprint& fingerprint) {
  link.message_template = merged.merged.text;
  link.placeholders = merged.merged.placeholders;
  link.captures = kept_numbers(link.captures, merged);
  fingerprint.add(name);
  fingerprint.add(template_key(link.message_template, link.placeholders));
}

}  // namespace

std::string template_key(std::string_view text, std::span<const Template::Placeholder> placeholders) {
  std::string key;
  std::size_t end = 0;
  for (const Template::Placeholder& placeholder : placeholders) {
    key.append(text.substr(end, placeholder.offset - end)).push_back('\0');
    end = placeholder.offset + placeholder.length;
  }
  return key.append(text.substr(end));
}

std::vector<MergedGroup> merge_groups(std::span<const StoredGroup* const> groups,
                                      const TemplateMerger& merger) {
  std::map<std::string_view, Templates> by_class;
  std::vector<std::size_t> places;
  for (const StoredGroup* group : groups)
    for (const ChainLink& link : group->chain)
      places.push_back(by_class[link.class_name].add(link.message_template, link.placeholders));
  for (auto& [name, templates] : by_class) templates.merge(merger);

  std::map<std::uint64_t, MergedGroup> merged;  // by fingerprint
  Fingerprint fingerprint;
  auto place = places.cbegin();
  for (const StoredGroup* group : groups) {
    MergedGroup one{static_cast<const Group&>(*group), {group->cause}};
    fingerprint.clear();
    for (ChainLink& link : one.chain)
      become(link, by_class[link.class_name].merged(*place++), link.class_name, fingerprint);
    one.members = {group->fingerprint};
    one.fingerprint = fingerprint.value();
    const auto [known, is_new] = merged.try_emplace(one.fingerprint, std::move(one));
    if (!is_new) join_equal(known->second, one);
  }
  std::vector<MergedGroup> result;
  for (auto& [hash, group] : merged) {
    settle_members(group);
    std::sort(group.causes.begin(), group.causes.end());
    group.causes.erase(std::unique(group.causes.begin(), group.causes.end()), group.causes.end());
    result.push_back(std::move(group));
  }
  return result;
}

std::vector<ErrorGroup> merge_errors(const BoundedMap<StoredError>& errors, const TemplateMerger& merger) {
  std::map<std::string_view, Templates> by_logger;
  std::vector<std::size_t> places;
  for (const auto& [hash, error] : errors.values())
    places.push_back(by_logger[error.logger].add(error.message_template, error.placeholders));
  for (auto& [name, templates] : by_logger) templates.merge(merger);

  std::map<std::uint64_t, ErrorGroup> merged;
  Fingerprint fingerprint;
  auto place = places.cbegin();
  for (const auto& [hash, error] : errors.values()) {
    ErrorGroup one = error;
    fingerprint.clear();
    become(one, by_logger[one.logger].merged(*place++), one.logger, fingerprint);
    one.members = {one.fingerprint};
    one.fingerprint = fingerprint.value();
    const auto [known, is_new] = merged.try_emplace(one.fingerprint, std::move(one));
    if (!is_new) join_equal(known->second, one);
  }
  std::vector<ErrorGroup> result;
  for (auto& [hash, error] : merged) {
    settle_members(error);
    result.push_back(std::move(error));
  }
  return result;
}

}  // namespace culprit::summarize
