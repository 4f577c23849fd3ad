#include "catch.hpp"
#include "normalize/labelled_messages.hpp"

#include <culprit/normalizer.hpp>

#include <re2/re2.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace culprit;

namespace {

/// Templates of few different words in few shapes, so that many can merge.
std::vector<Template> random_templates(std::mt19937& random) {
  static const std::vector<std::string> words{"plan",    "find",     "gold",   "silver", "basic", "trial",
                                              "7",       "worker-1", "a.b.C",  "a.b.D",  "OPEN",  "CLOSED",
                                              "started", "N",        "job(3)", "x=5"};
  static const std::vector<std::string> joints{" ", " ", " ", ": ", " = ", "(", ", "};
  Normalizer normalizer;
  std::vector<Template> templates;
  const std::size_t count = 2 + random() % 60;
  while (templates.size() < count) {
    std::string text = "plan";
    for (std::size_t length = 1 + random() % 4; length > 0; --length)
      text += joints[random() % joints.size()] + words[random() % words.size()];
    templates.push_back(normalizer(text));
  }
  return templates;
}

std::vector<Template> labelled_templates(std::mt19937& random) {
  Normalizer normalizer;
  std::vector<Template> templates;
  for (const auto& message : test::labelled_messages(random)) templates.push_back(normalizer(message.text));
  return templates;
}

std::vector<Template> merged_only(const std::vector<MergedTemplate>& results) {
  std::vector<Template> merged;
  for (const MergedTemplate& result : results) merged.push_back(result.merged);
  return merged;
}

bool same(const Template& a, const Template& b) {
  return a.text == b.text && a.placeholders == b.placeholders && a.captures == b.captures;
}

/// Whether the merged template is the source with some of its parts replaced by `<*>`.
bool matches(const Template& source, const MergedTemplate& result) {
  std::string pattern;
  std::size_t at = 0;
  for (std::size_t i = 0; i < result.kept.size(); ++i) {
    const Template::Placeholder& shown = result.merged.placeholders[i];
    pattern += re2::RE2::QuoteMeta(result.merged.text.substr(at, shown.offset - at));
    at = shown.offset + shown.length;
    if (result.kept[i] == MergedTemplate::kFresh) {
      pattern += "[^ ]+";
      continue;
    }
    const Template::Placeholder& own = source.placeholders.at(result.kept[i]);
    pattern += re2::RE2::QuoteMeta(source.text.substr(own.offset, own.length));
  }
  pattern += re2::RE2::QuoteMeta(result.merged.text.substr(at));
  return re2::RE2::FullMatch(source.text, pattern);
}

/// Calls `check(templates)` for many sets of templates.
template <class Check>
void for_each_set(Check check) {
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) check(random_templates(random), random);
  check(labelled_templates(random), random);
}

}  // namespace

TEST_CASE("merging does not depend on the order of templates") {
  for_each_set([](const std::vector<Template>& templates, std::mt19937& random) {
    const std::vector<MergedTemplate> expected = TemplateMerger()(templates);
    std::vector<std::size_t> order(templates.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    std::vector<Template> shuffled;
    for (const std::size_t i : order) shuffled.push_back(templates[i]);
    const std::vector<MergedTemplate> results = TemplateMerger()(shuffled);
    bool equal = true;
    for (std::size_t i = 0; i < order.size(); ++i)
      equal = equal && same(results[i].merged, expected[order[i]].merged) &&
              results[i].kept == expected[order[i]].kept;
    CHECK(equal);
  });
}

TEST_CASE("merging does not depend on how often a template is given") {
  for_each_set([](std::vector<Template> templates, std::mt19937& random) {
    const std::vector<MergedTemplate> expected = TemplateMerger()(templates);
    const std::size_t size = templates.size();
    for (std::size_t i = 0; i < size; i += 1 + random() % 3) templates.push_back(templates[i]);
    const std::vector<MergedTemplate> results = TemplateMerger()(templates);
    bool equal = true;
    for (std::size_t i = 0; i < size; ++i) equal = equal && same(results[i].merged, expected[i].merged);
    CHECK(equal);
  });
}

TEST_CASE("what was merged once stays as it is") {
  for_each_set([](const std::vector<Template>& templates, std::mt19937&) {
    const std::vector<Template> once = merged_only(TemplateMerger()(templates));
    const std::vector<Template> twice = merge_templates(once);
    CHECK(std::equal(once.begin(), once.end(), twice.begin(), twice.end(), same));
  });
}

TEST_CASE("a merged template is its members with words replaced") {
  for_each_set([](const std::vector<Template>& templates, std::mt19937&) {
    const std::vector<MergedTemplate> results = TemplateMerger()(templates);
    bool all_match = true;
    for (std::size_t i = 0; i < templates.size(); ++i)
      all_match = all_match && matches(templates[i], results[i]);
    CHECK(all_match);
  });
}

TEST_CASE("a merged template has a capture for each number") {
  for_each_set([](const std::vector<Template>& templates, std::mt19937&) {
    bool right = true;
    for (const MergedTemplate& result : TemplateMerger()(templates)) {
      const auto& placeholders = result.merged.placeholders;
      const auto numbers = std::count_if(placeholders.begin(), placeholders.end(),
                                         [](const auto& p) { return p.kind == PlaceholderKind::number; });
      right = right && result.merged.captures.size() == static_cast<std::size_t>(numbers) &&
              result.kept.size() == placeholders.size();
      for (const auto& placeholder : placeholders)
        if (placeholder.kind == PlaceholderKind::number)
          right = right && result.merged.text.substr(placeholder.offset, placeholder.length) == "N";
    }
    CHECK(right);
  });
}
