#include "summarize/root_causes.hpp"

#include "summarize/fingerprint.hpp"

#include <culprit/underlying.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace culprit::summarize {
namespace {

/// What is underneath the wrappers of a group's last throwable.
struct Root {
  const MergedGroup* group;
  std::string class_name;  ///< empty if wrappers hide it
  std::string text;
  std::vector<Template::Placeholder> placeholders;
  std::vector<CapturedNumbers> captures;
  int code;

  std::string key() const { return template_key(text, placeholders); }
};

Root root_of(const MergedGroup& group) {
  const ChainLink& last = group.chain.back();
  const RootText inside = root_text(last);
  Root root{&group, std::string(inside.class_name), std::string(inside.text), {}, {}, inside.code};
  const auto begin = static_cast<std::size_t>(inside.text.data() - last.message_template.data());
  for (std::size_t i = 0; i < last.placeholders.size(); ++i) {
    Template::Placeholder placeholder = last.placeholders[i];
    if (placeholder.offset < begin || placeholder.offset + placeholder.length > begin + root.text.size())
      continue;
    placeholder.offset -= static_cast<std::uint32_t>(begin);
    root.placeholders.push_back(placeholder);
    root.captures.push_back(last.captures[i]);
  }
  return root;
}

/// Which classes said what a wrapper repeats.
using Speakers = std::map<std::string, std::set<std::string>>;

/// Where wrappers hide the class of a root, it is that of the one class which said the same text; of
/// several it stays unknown.
void name_root(Root& root, const Speakers& speakers) {
  if (!root.class_name.empty()) return;
  const auto known = speakers.find(root.key());
  if (known != speakers.end() && known->second.size() == 1) root.class_name = *known->second.begin();
}

/// Names by their counts, the greatest first.
std::vector<RootCause::Head> sorted(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<RootCause::Head> heads;
  heads.reserve(counts.size());
  for (const auto& [name, count] : counts) heads.push_back({name, count});
  std::stable_sort(heads.begin(), heads.end(),
                   [](const RootCause::Head& a, const RootCause::Head& b) { return a.count > b.count; });
  return heads;
}

/// A root cause in the making.
struct Draft {
  RootCause cause;
  std::map<std::string, std::uint64_t> heads;
  std::map<std::string, std::uint64_t> carriers;  ///< classes of the last links
  std::map<int, std::uint64_t> codes;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> groups;  ///< count and fingerprint
  std::set<std::uint64_t> stored;                               ///< keys of StoredCause

  void add(const Root& root);
  RootCause finish(const BoundedMap<StoredCause>& causes);
};

void Draft::add(const Root& root) {
  const MergedGroup& group = *root.group;
  if (cause.count == 0) {
    cause.class_name = root.class_name;
    cause.message_template = root.text;
    cause.placeholders = root.placeholders;
    cause.captures.resize(root.captures.size());
  }
  if (cause.count == 0 || group.first < cause.first) {
    cause.first = group.first;
    cause.top_frame = group.top_frame;
  }
  cause.count += group.count;
  cause.failures += group.failures;
  extend(cause.captures, root.captures);
  extend(cause.seen, group.seen);
  heads[group.chain.front().class_name] += group.count;
  carriers[group.chain.back().class_name] += group.count;
  if (root.code != 0) codes[root.code] += group.count;
  groups.emplace_back(group.count, group.fingerprint);
  stored.insert(group.causes.begin(), group.causes.end());
}

RootCause Draft::finish(const BoundedMap<StoredCause>& causes) {
  Fingerprint fingerprint;
  fingerprint.add({});  // no chain begins so: the group of those that nothing wraps has another one
  fingerprint.add(cause.class_name);
  fingerprint.add(template_key(cause.message_template, cause.placeholders));
  cause.fingerprint = fingerprint.value();
  if (cause.class_name.empty()) cause.class_name = sorted(carriers).front().class_name;
  cause.heads = sorted(heads);
  const auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
  if (!codes.empty()) cause.code = std::max_element(codes.begin(), codes.end(), more)->first;
  std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (const auto& [count, group] : groups) cause.groups.push_back(group);
  for (const std::uint64_t key : stored) {
    const StoredCause* const facts = causes.find(key);
    if (facts == nullptr) continue;
    cause.timeline.merge(facts->times.dated);
    extend(cause.impact, facts->impact);
  }
  return std::move(cause);
}

}  // namespace

RootText root_text(const ChainLink& last) {
  const Underlying inside = underlying(last.message_template);
  // A text that is all wrapper says nothing that could tell one cause from another.
  if (inside.wrappers == 0 || (inside.message.empty() && inside.class_name.empty()))
    return {last.class_name, last.message_template, inside.code};
  // An empty view may be no part of the template.
  const std::string_view text =
      inside.message.empty() ? std::string_view(last.message_template).substr(last.message_template.size())
                             : inside.message;
  return {inside.class_name, text, inside.code};
}

std::vector<RootCause> find_root_causes(std::span<const MergedGroup> groups,
                                        const BoundedMap<StoredCause>& causes) {
  std::vector<Root> roots;
  Speakers speakers;
  for (const MergedGroup& group : groups) {
    roots.push_back(root_of(group));
    if (!roots.back().class_name.empty()) speakers[roots.back().key()].insert(roots.back().class_name);
  }
  std::map<std::pair<std::string, std::string>, Draft> drafts;
  for (Root& root : roots) {
    name_root(root, speakers);
    drafts[{root.class_name, root.key()}].add(root);
  }
  std::vector<RootCause> result;
  result.reserve(drafts.size());
  for (auto& [key, draft] : drafts) result.push_back(draft.finish(causes));
  return result;
}

}  // namespace culprit::summarize
