#include "summarize/fingerprint.hpp"

#include "catch.hpp"

using namespace culprit::summarize;

TEST_CASE("hashes are those of XXH3's specification, on every machine") {
  CHECK(hash("") == 0x2d06800538d394c2);
  CHECK(hash("a") == 0xe6c632b61e964e1f);
}

TEST_CASE("texts of a fingerprint do not run into each other") {
  const auto of = [](std::initializer_list<std::string_view> texts) {
    Fingerprint fingerprint;
    for (const std::string_view text : texts) fingerprint.add(text);
    return fingerprint.value();
  };
  CHECK(of({"ab", "c"}) != of({"a", "bc"}));
  CHECK(of({"a", "b"}) != of({"a1:b"}));
  CHECK(of({"a", ""}) != of({"a"}));
  CHECK(of({"a", "b"}) == of({"a", "b"}));
}
