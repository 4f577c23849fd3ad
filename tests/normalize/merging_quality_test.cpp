#include "catch.hpp"
#include "normalize/labelled_messages.hpp"

#include <culprit/normalizer.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace culprit;

namespace {

/// Messages by what they were grouped as, in each scope.
using Grouping = std::map<std::pair<std::size_t, std::string>, std::vector<std::size_t>>;

struct Quality {
  double accuracy = 0;           ///< GA: the share of messages whose group is exactly a true one
  double f1 = 0;                 ///< FGA: F1 over groups
  std::set<std::size_t> missed;  ///< true groups that were not found
};

Quality measure(const std::vector<test::LabelledMessage>& messages, const Grouping& grouping) {
  std::map<std::size_t, std::size_t> sizes;
  for (const auto& message : messages) ++sizes[message.truth];
  Quality quality;
  for (const auto& [truth, size] : sizes) quality.missed.insert(truth);
  std::size_t right_messages = 0, right_groups = 0;
  for (const auto& [name, members] : grouping) {
    const std::size_t truth = messages[members.front()].truth;
    const bool right = members.size() == sizes[truth] &&
                       std::all_of(members.begin(), members.end(),
                                   [&](std::size_t member) { return messages[member].truth == truth; });
    if (!right) continue;
    ++right_groups;
    right_messages += members.size();
    quality.missed.erase(truth);
  }
  quality.accuracy = static_cast<double>(right_messages) / static_cast<double>(messages.size());
  quality.f1 = 2.0 * static_cast<double>(right_groups) / static_cast<double>(grouping.size() + sizes.size());
  return quality;
}

/// The messages by templates, merged within `scope(message)` or not at all.
template <class Scope>
Grouping group(const std::vector<test::LabelledMessage>& messages, Scope scope, bool merge = true) {
  std::map<std::size_t, std::vector<std::size_t>> scopes;
  for (std::size_t i = 0; i < messages.size(); ++i) scopes[scope(messages[i])].push_back(i);
  Normalizer normalizer;
  Grouping grouping;
  for (const auto& [name, members] : scopes) {
    std::vector<Template> templates;
    for (const std::size_t member : members) templates.push_back(normalizer(messages[member].text));
    if (merge) templates = merge_templates(templates);
    for (std::size_t i = 0; i < members.size(); ++i)
      grouping[{name, templates[i].text}].push_back(members[i]);
  }
  return grouping;
}

std::size_t own_scope(const test::LabelledMessage& message) { return message.scope; }

}  // namespace

TEST_CASE("messages of known truth are grouped as they should be") {
  std::mt19937 random(1);
  const auto messages = test::labelled_messages(random);
  const Quality masked = measure(messages, group(messages, own_scope, false));
  const Quality merged = measure(messages, group(messages, own_scope));
  CAPTURE(masked.accuracy, masked.f1, merged.accuracy, merged.f1);
  CHECK(merged.accuracy >= 0.84);
  CHECK(merged.f1 >= 0.65);
}

TEST_CASE("the quality of merging in figures", "[.figures]") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    std::mt19937 random(seed);
    const auto messages = test::labelled_messages(random);
    const auto print = [&](const char* what, const Grouping& grouping) {
      const Quality quality = measure(messages, grouping);
      fmt::print("seed {} {:<22} {:5} groups  GA {:.3f}  FGA {:.3f}\n", seed, what, grouping.size(),
                 quality.accuracy, quality.f1);
      return quality.missed;
    };
    print("masks alone", group(messages, own_scope, false));
    print("merged, one scope", group(messages, [](const auto&) { return std::size_t{0}; }));
    const auto missed = print("merged", group(messages, own_scope));
    if (seed != 1) continue;
    for (const auto& [name, members] : group(messages, own_scope))
      if (missed.contains(messages[members.front()].truth))
        fmt::print("  line {:3}: {}\n", messages[members.front()].truth, name.second);
  }
}
