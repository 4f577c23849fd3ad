#include "compare/joined_causes.hpp"

#include "summarize/fingerprint.hpp"
#include "summarize/root_causes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace culprit::comparison {
namespace {

using summarize::Fingerprint;
using summarize::RootText;

/// Sets of numbers below a bound, which grow together.
class Sets {
public:
  explicit Sets(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0); }

  std::size_t find(std::size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parents_[find(a)] = find(b); }

private:
  std::vector<std::size_t> parents_;
};

/// Adds a cause to what it is one with. The words are those of the most frequent of the current run, if
/// it has any, which comes first.
void add(Difference& into, const Profile::Cause& cause, std::uint64_t Difference::*count) {
  if (into.chain.empty()) {
    into.unit = cause.kind == Profile::Kind::error ? Difference::Unit::error : Difference::Unit::exception;
    into.fingerprint = cause.fingerprint;
    into.logger = cause.logger;
    into.chain = cause.chain;
    into.top_frame = cause.top_frame;
  }
  into.*count += cause.count;
  const std::vector<std::uint64_t> members = cause.event_fingerprints();
  into.members.insert(into.members.end(), members.begin(), members.end());
}

/// Placeholders of any kind are alike when messages are grouped, but a template
/// shows those of its first occurrence. (A text that holds such marks itself
/// loses them in both runs.)
std::string without_kinds(std::string_view message_template) {
  std::string key;
  while (!message_template.empty()) {
    const std::size_t end =
        message_template.front() == '<' ? message_template.find('>') : std::string_view::npos;
    const bool is_mark = end != std::string_view::npos && end > 1 &&
                         message_template.substr(1, end - 1).find_first_of(" <\n") == std::string_view::npos;
    key += is_mark || message_template.front() == 'N' ? '\1' : message_template.front();
    message_template.remove_prefix(is_mark ? end + 1 : 1);
  }
  return key;
}

void keep_each_once(std::vector<std::uint64_t>& fingerprints) {
  std::sort(fingerprints.begin(), fingerprints.end());
  fingerprints.erase(std::unique(fingerprints.begin(), fingerprints.end()), fingerprints.end());
}

}  // namespace

std::vector<Difference> join_causes(const Profile& base, const Profile& current) {
  struct Counted {
    const Profile::Cause* cause;
    std::uint64_t Difference::*count;
  };
  std::vector<Counted> all;
  for (const Profile::Cause& cause : current.causes) all.push_back({&cause, &Difference::after});
  for (const Profile::Cause& cause : base.causes) all.push_back({&cause, &Difference::before});
  const auto more = [](const Counted& a, const Counted& b) {
    return std::tuple(a.count == &Difference::before, b.cause->count, a.cause->fingerprint) <
           std::tuple(b.count == &Difference::before, a.cause->count, b.cause->fingerprint);
  };
  std::sort(all.begin(), all.end(), more);

  Sets sets(all.size());
  std::map<std::pair<Profile::Kind, std::uint64_t>, std::size_t> owners;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Profile::Cause& cause = *all[i].cause;
    const auto own = [&](std::uint64_t fingerprint) {
      sets.join(i, owners.try_emplace({cause.kind, fingerprint}, i).first->second);
    };
    own(cause.fingerprint);
    for (const std::uint64_t member : cause.members) own(member);
  }
  std::map<std::size_t, Difference> joined;
  for (std::size_t i = 0; i < all.size(); ++i) add(joined[sets.find(i)], *all[i].cause, all[i].count);

  std::vector<Difference> differences;
  for (auto& [set, difference] : joined) {
    keep_each_once(difference.members);
    differences.push_back(std::move(difference));
  }
  std::sort(differences.begin(), differences.end(), [](const Difference& a, const Difference& b) {
    return std::tie(a.unit, a.fingerprint) < std::tie(b.unit, b.fingerprint);
  });
  return differences;
}

std::vector<Difference> join_roots(const std::vector<Difference>& causes) {
  // What wrappers hide whose it is tells of the one class that said the same.
  std::map<std::string, std::set<std::string_view>> speakers;
  for (const Difference& cause : causes) {
    if (cause.unit == Difference::Unit::error) continue;
    const RootText root = summarize::root_text(cause.chain.back());
    if (!root.class_name.empty()) speakers[without_kinds(root.text)].insert(root.class_name);
  }
  std::map<std::uint64_t, Difference> roots;
  for (const Difference& cause : causes) {
    if (cause.unit == Difference::Unit::error) continue;
    const ChainLink& last = cause.chain.back();
    RootText root = summarize::root_text(last);
    const std::string key = without_kinds(root.text);
    if (root.class_name.empty() && speakers[key].size() == 1) root.class_name = *speakers[key].begin();
    Fingerprint fingerprint;
    fingerprint.add(root.class_name);
    fingerprint.add(key);
    Difference& difference = roots[fingerprint.value()];
    if (difference.chain.empty()) {
      difference.unit = Difference::Unit::root_cause;
      difference.fingerprint = fingerprint.value();
      ChainLink& link = difference.chain.emplace_back();
      link.class_name = root.class_name.empty() ? last.class_name : root.class_name;
      link.message_template = root.text;
      link.sample = last.sample;
      difference.top_frame = cause.top_frame;
    }
    difference.before += cause.before;
    difference.after += cause.after;
    difference.members.insert(difference.members.end(), cause.members.begin(), cause.members.end());
  }
  std::vector<Difference> differences;
  for (auto& [fingerprint, difference] : roots) {
    keep_each_once(difference.members);
    differences.push_back(std::move(difference));
  }
  return differences;
}

}  // namespace culprit::comparison
