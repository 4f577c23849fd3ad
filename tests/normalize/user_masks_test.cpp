#include "catch.hpp"

#include <culprit/error.hpp>
#include <culprit/normalizer.hpp>

#include <string>
#include <utility>
#include <vector>

using culprit::Normalizer;
using Masks = std::vector<culprit::UserMask>;

TEST_CASE("what a user's mask matches becomes its name") {
  Normalizer normalizer(Masks{{"order", "ORD-[A-Z]+"}});
  CHECK(normalizer("order ORD-ABC of 5 failed").text == "order <order> of N failed");
  CHECK(normalizer("ORD-A ORD-B").text == "<order> <order>");
  CHECK(normalizer("no order").text == "no order");
}

TEST_CASE("a user's mask is tried before the built-in ones") {
  Normalizer normalizer(Masks{{"version", R"(\d+\.\d+\.\d+)"}});
  CHECK(normalizer("version 0.16.3 of 5").text == "version <version> of N");
}

TEST_CASE("of two masks that overlap the first in the list wins") {
  Normalizer normalizer(Masks{{"short", "b+"}, {"long", "a*b+c*"}});
  CHECK(normalizer("aabbcc").text == "aa<short>cc");
  CHECK(normalizer("aac b").text == "aac <short>");
}

TEST_CASE("a user's mask keeps its name beside other placeholders") {
  Normalizer normalizer(Masks{{"tenant", "t-[a-z]+"}});
  CHECK(normalizer("t-a/5, 6 t-b").text == "<tenant>/N, N <tenant>");
}

TEST_CASE("masks see letters of other scripts and cases") {
  Normalizer normalizer(Masks{{"city", "(?i)z\xC3\xBCrich"}, {"name", "(?i)jane"}});
  CHECK(normalizer("in Z\xC3\xBCRICH, JANE").text == "in <city>, <name>");
  CHECK(normalizer("in Z\xC3\x9CRICH").text == "in <city>");
}

TEST_CASE("a mask that matches nothing leaves the message alone") {
  Normalizer normalizer(Masks{{"none", "x*"}});
  CHECK(normalizer("a 5 b").text == "a N b");
  CHECK(normalizer("axxb").text == "a<none>b");
  CHECK(normalizer("").text.empty());
}

TEST_CASE("the placeholders of users are listed with their kind") {
  Normalizer normalizer(Masks{{"order", "ORD-[A-Z]+"}});
  const culprit::Template result = normalizer("5 ORD-A");
  REQUIRE(result.placeholders.size() == 2);
  CHECK(result.placeholders[1] == culprit::Template::Placeholder{2, 7, culprit::PlaceholderKind::user});
}

TEST_CASE("a normalizer can be moved") {
  Normalizer first(Masks{{"order", "ORD-[A-Z]+"}});
  Normalizer second = std::move(first);
  CHECK(second("ORD-A").text == "<order>");
}

TEST_CASE("a pattern or name that isn't valid is refused") {
  CHECK_THROWS_AS(Normalizer(Masks{{"order", "("}}), culprit::Error);
  CHECK_THROWS_AS(Normalizer(Masks{{"", "x"}}), culprit::Error);
  CHECK_THROWS_AS(Normalizer(Masks{{"my order", "x"}}), culprit::Error);
  CHECK_THROWS_AS(Normalizer(Masks{{"<x>", "x"}}), culprit::Error);
}

TEST_CASE("the error about a pattern names the mask and the fault") {
  try {
    Normalizer(Masks{{"order", "a(b"}});
    FAIL("accepted");
  } catch (const culprit::Error& error) {
    CHECK(std::string(error.what()) == "mask \"order\": a(b: missing ): a(b");
  }
}
