#include "normalize/merge_tokens.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace culprit::normalization;
using namespace std::string_view_literals;

namespace {

/// The spans of a text, with `|` in between.
std::string spans(std::string_view key, void (*split)(std::string_view, std::vector<KeySpan>&)) {
  std::vector<KeySpan> found;
  split(key, found);
  std::string result;
  for (const KeySpan& span : found) {
    if (!result.empty()) result += '|';
    result += key.substr(span.begin, span.end - span.begin);
  }
  return result;
}

}  // namespace

TEST_CASE("words end at white space, brackets, quotes and separators") {
  CHECK(spans("{cause=null, code=7199, formattedMsg='a b'}", split_words) ==
        "cause|null|code|7199|formattedMsg|a|b");
  CHECK(spans("a-b/c.d_e@f: \"g\" <h|i>", split_words) == "a-b/c.d_e@f|g|h|i");
  CHECK(spans("", split_words).empty());
}

TEST_CASE("a dot is a part of a word, two are not") {
  CHECK(spans("a.b.C failed.", split_words) == "a.b.C|failed.");
  CHECK(spans("waiting... 1..2", split_words) == "waiting|1|2");
}

TEST_CASE("a placeholder is a byte of a word") {
  CHECK(spans("pool-\0 \0"sv, split_words) == "pool-\0|\0"sv);
}

TEST_CASE("units end at white space, and behind the first equals sign") {
  CHECK(spans("a(b, c) key=x=y = z=", split_units) == "a(b,|c)|key=|x=y|=|z=");
}

TEST_CASE("two keys of one skeleton differ in their words alone") {
  const auto skeleton = [](std::string_view key) {
    std::vector<KeySpan> words;
    std::string result;
    split_words(key, words);
    append_skeleton(key, words, result);
    return result;
  };
  CHECK(skeleton("a=[b], c") == "w=[w], w");
  CHECK(skeleton("xx=[yy], zz") == skeleton("a=[b], c"));
  CHECK(skeleton("a =[b], c") != skeleton("a=[b], c"));
}

TEST_CASE("a fixed place is a name between two texts") {
  constexpr FixedPlace kPlaces[] = {{"code=", ", msg="}};
  std::vector<KeySpan> found;
  find_fixed_places("code=x y, msg= code=7, msg=code=8, msg=", kPlaces, found);
  REQUIRE(found.size() == 2);
  CHECK(found[0].begin == 15);
  CHECK(found[0].end == 27);
  CHECK(found[1].begin == 27);
}

TEST_CASE("traits tell names, states and words from values") {
  CHECK(traits_of("\0"sv) == (kBare | kHasPlaceholder));
  CHECK(traits_of("pool-\0"sv) == kHasPlaceholder);
  CHECK(traits_of("x") == kPlain);
  CHECK(traits_of("plan") == (kConstant | kPlain));
  CHECK(traits_of("plan.") == (kConstant | kPlain));
  CHECK(traits_of("Payment") == (kConstant | kPlain));
  CHECK(traits_of("PaymentApi") == kConstant);
  CHECK(traits_of("PAYMENT_FAILURE") == (kConstant | kCapitals));
  CHECK(traits_of("Started") == (kConstant | kPlain | kInflected));
  CHECK(traits_of("account.changed") == (kConstant | kMarked));
  CHECK(traits_of("feed") == (kConstant | kPlain));
  CHECK(traits_of("a.b.C") == (kConstant | kMarked));
  CHECK(traits_of("08S01") == kCode);
  CHECK(traits_of("\xC3\xBC\xC3\xB6") == (kConstant | kPlain));
  CHECK(traits_of("-") == 0);
}
