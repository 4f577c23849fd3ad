#include "catch.hpp"
#include "normalize/labelled_messages.hpp"

#include <culprit/error.hpp>
#include <culprit/template_table.hpp>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using culprit::Normalizer;
using culprit::PlaceholderKind;
using culprit::Template;
using culprit::TemplateTable;
using culprit::UserMask;

namespace {

/// What tells two templates apart.
auto identity(const Template& source) {
  std::vector<std::tuple<std::uint32_t, std::uint32_t, PlaceholderKind>> placeholders;
  for (const Template::Placeholder& placeholder : source.placeholders)
    placeholders.emplace_back(placeholder.offset, placeholder.length, placeholder.kind);
  return std::pair(source.text, placeholders);
}

/// Holds the numbers of messages against their templates, each made for itself.
void check_numbers(const std::vector<std::string>& messages, const std::vector<UserMask>& masks = {}) {
  Normalizer normalizer(masks);
  TemplateTable table(masks);
  std::map<decltype(identity({})), std::size_t> numbers;
  for (const std::string& message : messages) {
    const Template alone = normalizer(message);
    const std::size_t expected = numbers.try_emplace(identity(alone), numbers.size()).first->second;
    CAPTURE(message);
    REQUIRE(table.add(message) == expected);
    REQUIRE(identity(table.templates()[expected]) == identity(alone));
    REQUIRE(table.templates()[expected].captures.empty());
  }
  CHECK(table.templates().size() == numbers.size());
}

}  // namespace

TEST_CASE("messages have the same number if they have the same template") {
  std::mt19937 random(5);
  std::vector<std::string> messages;
  for (int round = 0; round < 4; ++round)
    for (const auto& message : culprit::test::labelled_messages(random)) messages.push_back(message.text);
  check_numbers(messages);
  check_numbers(messages, {{"name", "gold|silver"}, {"word", "[a-f]{4}"}});
}

TEST_CASE("templates with the same text are told apart by their placeholders") {
  check_numbers({"a N b", "a 5 b", "a 6 b", "a N b", "from /a/b on", "from <path> on", "from /c/d on"});
  check_numbers({"a 5 b <c>", "a N b c"}, {{"c", "c"}});
  check_numbers({"x1 x2", "x2 x1", "<a> <b>"}, {{"a", "x1"}, {"b", "x2"}});
}

TEST_CASE("a template for which there is no room has no number, and others keep theirs") {
  const std::string longer(1000, 'x');
  TemplateTable table({}, 600);
  CHECK(table.add("waited 5 seconds") == 0);
  for (int round = 0; round < 3; ++round) {
    CHECK(table.add(longer) == std::nullopt);
    CHECK(table.add("waited " + std::to_string(round) + " seconds") == 0);
    CHECK(table.add("no route") == 1);
  }
  CHECK(table.templates().size() == 2);
  CHECK(TemplateTable({}, 0).add("") == std::nullopt);
}

TEST_CASE("a mask that isn't valid is no mask of a table") {
  CHECK_THROWS_AS(TemplateTable(std::vector<UserMask>{{"a", "("}}), culprit::Error);
}
