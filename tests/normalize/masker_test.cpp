#include "normalize/masker.hpp"

#include "catch.hpp"
#include "killbill/renderings.hpp"

#include <algorithm>
#include <random>
#include <string>

using culprit::Normalizer;
using culprit::PlaceholderKind;
using culprit::normalization::MaskedMessage;
using culprit::normalization::Masker;

namespace {

/// What every masked message must keep to.
void check_whole(const MaskedMessage& masked) {
  const auto count = [&](PlaceholderKind kind) {
    return static_cast<std::size_t>(std::count(masked.kinds.begin(), masked.kinds.end(), kind));
  };
  CHECK(static_cast<std::size_t>(std::count(masked.key.begin(), masked.key.end(), '\0')) ==
        masked.kinds.size());
  CHECK(count(PlaceholderKind::number) == masked.captures.size());
  CHECK(count(PlaceholderKind::user) == masked.user_names.size());

  const culprit::Template result = to_template(masked);
  REQUIRE(result.placeholders.size() == masked.kinds.size());
  std::size_t end = 0;
  for (std::size_t i = 0; i < result.placeholders.size(); ++i) {
    CHECK(result.placeholders[i].kind == masked.kinds[i]);
    CHECK(result.placeholders[i].offset >= end);
    end = result.placeholders[i].offset + result.placeholders[i].length;
    CHECK(end <= result.text.size());
  }
}

/// Pieces that rules begin, end or stumble at.
std::string random_message(std::mt19937& random) {
  static const std::string kPieces[] = {"a",
                                        "f",
                                        "Z",
                                        "_",
                                        "-",
                                        ".",
                                        ":",
                                        "/",
                                        "@",
                                        "\\",
                                        "'",
                                        "\"",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        "{",
                                        "}",
                                        "<",
                                        ">",
                                        "=",
                                        ",",
                                        " ",
                                        "  ",
                                        "\n",
                                        "1",
                                        "23",
                                        "2015-10-09",
                                        "10:11:12",
                                        "10.0.0.1",
                                        "::",
                                        "0x",
                                        "null",
                                        "select ",
                                        " from ",
                                        "[statement:\"",
                                        "finder:[",
                                        "]}]",
                                        "{cause=null",
                                        ", code=",
                                        ", formattedMsg='",
                                        "HTTP ",
                                        "503",
                                        "ms",
                                        "KB",
                                        "deadbeef-",
                                        "http://",
                                        "org.foo.",
                                        ".log",
                                        "\xC3\xA9",
                                        "\xFF",
                                        std::string(1, '\0'),
                                        "Oct ",
                                        "Query is:",
                                        "~",
                                        "externalKey=",
                                        "sha256",
                                        "E-",
                                        "%",
                                        "+",
                                        "?",
                                        "#"};
  std::string message;
  for (auto count = random() % 20; count > 0; --count) message += kPieces[random() % std::size(kPieces)];
  return message;
}

}  // namespace

TEST_CASE("a template's text is the same alone") {
  Normalizer normalizer;
  for (const std::string_view message : {"waited 5.5 seconds for 10.0.0.1", "no plan gold", "",
                                         "id 7 of 0b2eaba5-acec-4d8a-be3d-66ad54a0df38"}) {
    CAPTURE(message);
    std::string text = "> ";
    normalizer.append_text(message, text);
    CHECK(text == "> " + normalizer(message).text);
  }
}

TEST_CASE("in a key all placeholders are alike") {
  Masker masker;
  CHECK(masker.mask("at 10:11:12 by 5").key == std::string("at \0 by \0", 9));
  CHECK(masker.mask("at 7 by null=null").key == std::string("at \0 by null=\0", 14));
}

TEST_CASE("what only looks like a placeholder isn't listed") {
  const culprit::Template result = culprit::normalize("N <uuid> <*> and 5");
  CHECK(result.text == "N <uuid> <*> and N");
  REQUIRE(result.placeholders.size() == 1);
  CHECK(result.placeholders[0] == culprit::Template::Placeholder{17, 1, PlaceholderKind::number});
}

TEST_CASE("a NUL of the message is no placeholder") {
  Masker masker;
  const MaskedMessage& masked = masker.mask(std::string_view("a\0b 5\0", 6));
  const std::string symbol(culprit::normalization::kNulSymbol);
  CHECK(masked.key == "a" + symbol + "b " + std::string(1, '\0') + symbol);
  check_whole(masked);
}

TEST_CASE("text of other scripts and bytes that are no text pass unchanged") {
  const std::string message =
      "Gr\xC3\xB6\xC3\x9F"
      "e \xE6\x97\xA5 \xFF\xFE\x80";
  CHECK(culprit::normalize(message).text == message);
}

TEST_CASE("a template depends on nothing but its message") {
  Masker used({}, culprit::killbill::renderings());
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    const std::string message = random_message(random);
    CAPTURE(message);
    const MaskedMessage first = used.mask(message);
    check_whole(first);
    Masker fresh({}, culprit::killbill::renderings());
    const MaskedMessage& second = fresh.mask(message);
    CHECK(first.key == second.key);
    CHECK(first.kinds == second.kinds);
    CHECK(first.captures == second.captures);
  }
}

TEST_CASE("user masks don't upset the built-in ones") {
  Masker masker({{"x", "f+|1"}, {"y", "[(:]"}}, culprit::killbill::renderings());
  std::mt19937 random(2);
  for (int i = 0; i < 1000; ++i) {
    const std::string message = random_message(random);
    CAPTURE(message);
    check_whole(masker.mask(message));
  }
}

// A quadratic rule would take minutes here.
TEST_CASE("hostile messages take linear time") {
  constexpr std::size_t kBytes = 1 << 20;
  const std::string pattern =
      GENERATE(as<std::string>{}, "1", "-", ".", "/", ":", "@", "\\", "(", "\"", "'", "a.", "a@", "a-", "1.",
               "1,", "1-", "1:", "a:", "/a", "/a:", "a/", "ab12", "0x", "f", "<1", "-1", "1 ", "1 (", "1e",
               "a+", "a.a:", "http:/", "http://", "::", "=null", "'select ", "\"select '", "'select ='",
               "Query is: select ", "[statement:\"", ", code=1", "{cause=null", "Oct ", "1:00:00,",
               "2015-10-", "[SQL DefaultState: ", "externalKey=", "SQL state", "HTTP", "\n", "\xFF", "()",
               "?", "a%", "[statement:\"x finder:[");
  CAPTURE(pattern);
  std::string message;
  while (message.size() < kBytes) message += pattern;
  Masker masker({}, culprit::killbill::renderings());
  CHECK(masker.mask(message).key.size() <= 3 * message.size());
}

TEST_CASE("colours are no part of a message") {
  CHECK(culprit::normalize("\x1b[1;31mwaited\x1b[0m 8 \x1b[36ms\x1b[m").text == "waited N s");
  CHECK(culprit::normalize("\x1b[31").text == "\x1b[N");
  CHECK(culprit::normalize("\x1b").text == "\x1b");
}
