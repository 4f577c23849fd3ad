#include "normalize/form_memo.hpp"

#include "catch.hpp"
#include "killbill/renderings.hpp"
#include "normalize/forgetful_masker.hpp"
#include "normalize/identifiers.hpp"
#include "normalize/masker.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace culprit;
using namespace culprit::normalization;

namespace {

/// Numbers, UUIDs and paths, and what stands around them, of which some makes something else of them.
constexpr std::string_view kPieces[] = {
    "waited 8.904 seconds ",
    "(1 for 2) ",
    "total=10, active=7, ",
    "amount='5' ",
    "payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df38 ",
    "11111111-2222-3333-aaaa-123456789012 ",
    "aa-bb-cc-dd-ee-12 ",
    "HikariPool-1 - ",
    "sha-256 utf-8 abcde-5 x-5 ",
    "{cause=null, code=7199, formattedMsg='no 1'} ",
    "on Oct 9 10:11:12 ",
    "on 9 Oct 2015 10:11:12 ",
    "at 9-Oct-2015 10:11:12 ",
    "HTTP 503 ",
    "HTTP status code=503 ",
    "SQLState: 42000 ",
    "SQL state 42000 ",
    "127.0.0.1 GET /1.0/kb/7 200 5 bytes ",
    "via /10.0.0.1 and /a/b/c ",
    "1095 bytes (1.06 KB) ",
    "5 6 7 ",
    "5, 6, 7 ",
    "-5 <6 +7 >=8 ",
    "1,234.56 ",
    "with external key 5 ",
    "Duplicate entry '5' for key 'x' ",
    "'select 5 from x' ",
    "after 10000ms ",
    "5 ms ",
    "3ds 2fa 5s, 12ms) ",
    "null ",
    "e5 ",
    "ab2eaba5-acec-4d8a-be3d-66ad54a0df38: ",
    "'ab2eaba5-acec-4d8a-be3d-66ad54a0df38' ",
    "x-ab2eaba5-acec-4d8a-be3d-66ad54a0df38 ",
    "Oct 39 18:04:22 ",
    "HTTP/1.1 response status error code: 999 x ",
    "SQLState: 08S01 ",
    "10.0.3.777 ",
    "13:99 ",
    "2015-19-39 ",
    "md9 and sha1 ",
    "deadbeef1 12345e ",
    "Foo@1a2b3c ",
    "version 2.10. ",
    "took 5 ms, 290 of them ",
    "retries, 7, 8, 9 ",
    "ms, 12:30 ",
    "friday, 9 Oct 2015 10:11:12 ",
    "Fri, 09 Oct 2015 10:11:12 ",
    "october, 9 ",
    "GET /1.0/kb/7/x 201 41 bytes in 5 ms ",
    "GET /a/b?audit=NONE 200 33 bytes ",
    "at /x/Oct 9 10:11:12 ",
    "at /x/Oct 9 2015 10:11:12 ",
    "from /x/HTTP 503 on ",
    "moved 5 2015 10:11:12 ",
    "took 5 6 7ms, 8 ",
    "0b2eaba5-acec-4d8a-be3d-66ad54a0df38 5 6 ",
    "port 5-6 and 7/8 ",
    "Oct 9 3015 10:11:12 ",
    "at October 9 3015 10:11:12 ",
    "Oct 9 10:11:12 3015 ",
    "rate 10ms/20ms ",
    "ids 0b2eaba5-acec-4d8a-be3d-66ad54a0df38, 5 of ",
};

std::string random_message(std::mt19937& random) {
  std::string message = random() % 2 == 0 ? "begins " : "";
  for (std::size_t n = 1 + random() % 4; n > 0; --n) {
    message += kPieces[random() % std::size(kPieces)];
    if (random() % 3 == 0) message.pop_back();
    if (random() % 8 == 0) message += "=(:-'/"[random() % 6];
  }
  return message;
}

/// Puts other numbers, longer or shorter, in the place of some.
std::string with_other_numbers(std::string_view message, std::mt19937& random) {
  constexpr std::string_view kNumbers[] = {
      "0",     "7",   "12",   "31",           "256", "503", "2015", "3015", "7199",
      "42000", "1.5", "0.25", "123456789012", "08",  "1e5", "10",   "60",   "12345678901234567890"};
  std::string varied;
  for (std::size_t at = 0; at < message.size();) {
    std::size_t end = at;
    while (end < message.size() && message[end] >= '0' && message[end] <= '9') ++end;
    if (end == at) ++end;
    else if (random() % 2 == 0) varied += kNumbers[random() % std::size(kNumbers)];
    else varied += message.substr(at, end - at);
    if (message[at] < '0' || message[at] > '9') varied += message[at];
    at = end;
  }
  return varied;
}

/// Replaces some digits by other digits, and now and then by what makes something else of a number or a UUID.
std::string with_other_digits(std::string message, std::mt19937& random) {
  for (char& c : message) {
    if (random() % 3 != 0 || c < '0' || c > '9') continue;
    c = random() % 8 == 0 ? "abcdefg.-: /"[random() % 12] : static_cast<char>('0' + random() % 10);
  }
  return message;
}

/// Puts other paths in the place of some.
std::string with_other_paths(std::string_view message, std::mt19937& random) {
  constexpr std::string_view kPaths[] = {"/a/b",  "/1.0/kb/accounts", "/x/Oct",  "/x/HTTP",
                                         "/1/2.", "/10.0.0.1",        "/a/b?c=d"};
  std::string varied;
  for (std::size_t at = 0; at < message.size();) {
    std::size_t end = std::min(message.find(' ', at), message.size() - 1) + 1;
    if (message[at] == '/' && random() % 2 == 0)
      varied.append(kPaths[random() % std::size(kPaths)]).append(" ");
    else varied += message.substr(at, end - at);
    at = end;
  }
  return varied;
}

bool equal(const MaskedMessage& a, const MaskedMessage& b) {
  return a.key == b.key && a.kinds == b.kinds && a.captures == b.captures;
}

/// Whether a message is known behind one that was learned, as a fresh masker masks it. All
/// numbers, UUIDs and paths of the first are offered as such.
bool knows(std::string_view first, std::string_view second) {
  FormMemo memo;
  Masker masker({}, killbill::renderings());
  const MaskedMessage masked = masker.mask(first);
  std::vector<MaskedSpan> spans;
  std::vector<std::size_t> captured;
  std::size_t at = 0;
  for (const PlaceholderKind kind : masked.kinds) {
    at = first.find_first_of(kind == PlaceholderKind::path ? "/" : "0123456789abcdef", at);
    while (kind == PlaceholderKind::number && (first[at] < '0' || first[at] > '9')) ++at;
    while (kind == PlaceholderKind::uuid && match_uuid(first, at) == 0) ++at;
    const std::size_t end = kind == PlaceholderKind::number ? first.find_first_not_of("0123456789.", at)
                            : kind == PlaceholderKind::uuid ? at + match_uuid(first, at)
                                                            : first.find_first_of(" '", at);
    if (kind == PlaceholderKind::number) captured.push_back(spans.size());
    spans.push_back({at, std::min(end, first.size()) - at, kind});
    at += spans.back().length;
  }
  memo.learn(first, masked, spans, captured);
  const MaskedMessage* const known = memo.find(second);
  return known != nullptr && equal(*known, Masker({}, killbill::renderings()).mask(second));
}

}  // namespace

TEST_CASE("a message that says the same with other numbers is masked as if it were new") {
  std::mt19937 random(7);
  Masker forgetful = test::forgetful_masker();
  Masker remembering({}, killbill::renderings());
  for (int round = 0; round < 8'000; ++round) {
    const std::string message = random_message(random);
    remembering.mask(message);
    for (int variant = 0; variant < 6; ++variant) {
      std::string varied =
          random() % 2 == 0 ? with_other_numbers(message, random) : with_other_digits(message, random);
      if (random() % 4 == 0) varied = with_other_paths(varied, random);
      CAPTURE(message, varied);
      REQUIRE(equal(remembering.mask(varied), forgetful.mask(varied)));
    }
  }
}

TEST_CASE("a message that the one before repeats is masked as if it were new") {
  std::mt19937 random(13);
  Masker forgetful = test::forgetful_masker();
  Masker remembering({}, killbill::renderings());
  const auto check = [&](std::string_view message, std::string_view outer) {
    CAPTURE(message, outer);
    REQUIRE(equal(remembering.mask(message, outer), forgetful.mask(message)));
  };
  for (int round = 0; round < 8'000; ++round) {
    const std::string first = random_message(random);
    const std::string before =
        random() % 4 == 0 ? std::string(kPieces[random() % std::size(kPieces)]) : "a.B: ";
    const std::string behind = random() % 4 == 0 ? std::string(kPieces[random() % std::size(kPieces)]) : "'}";
    for (int variant = 0; variant < 4; ++variant) {
      const std::string message = with_other_numbers(first, random);
      std::string outer = before;
      outer += random() % 8 == 0 ? first : message;
      outer += behind;
      check(outer, {});
      check(message, outer);
    }
  }
}

TEST_CASE("what is no longer like the message before is not taken from it") {
  Masker masker;
  const auto value = [&](std::string_view message, std::string_view outer) {
    return masker.mask(message, outer).captures.at(0).value;
  };
  const std::string outer = "a.B: waited 5 seconds", other = "a.B: waited 7 seconds";
  for (int round = 0; round < 3; ++round) {
    CHECK(value(outer, {}) == 5);
    CHECK(value("waited 5 seconds", outer) == 5);
    CHECK(value("waited 6 seconds", outer) == 6);
    CHECK(value(outer, {}) == 5);
    CHECK(value("waited 7 seconds", other) == 7);
  }
}

TEST_CASE("a message is known again with numbers of any length") {
  CHECK(knows("waited 8.904 seconds", "waited 18.9 seconds"));
  CHECK(knows("wait (total=10, active=7)", "wait (total=9, active=12345)"));
  CHECK(knows("timed out after 30001ms (x)", "timed out after 5ms (x)"));
  CHECK(knows("paid amount='10'", "paid amount='1'"));
  CHECK(knows("HikariPool-1 is full", "HikariPool-12 is full"));
  CHECK(knows("from /a/b/c took 5 ms", "from /a/x took 17 ms"));
  CHECK(knows("took 5 ms, 290 of them in retry", "took 17 ms, 3 of them in retry"));
  CHECK(knows("moved 5 7 bytes to 9", "moved 13 17 bytes to 9"));
}

TEST_CASE("a message is known again with another UUID") {
  CHECK(knows("payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df38 failed",
              "payment ffffffff-0000-4d8a-be3d-66ad54a0df38 failed"));
  CHECK(knows("payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df38: no",
              "payment ffffffff-0000-4d8a-be3d-66ad54a0df38: no"));
  CHECK_FALSE(knows("payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df38 failed",
                    "payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df-8 failed"));
}

TEST_CASE("a message is known again with other values in a list") {
  Masker masker({}, killbill::renderings());
  const auto id = [&](std::string_view message) { return masker.mask(message).id; };
  const auto values = [&](std::string_view message) {
    std::vector<double> all;
    for (const Capture& capture : masker.mask(message).captures) all.push_back(capture.value);
    return all;
  };
  id("127.0.0.1 GET /1.0/kb/accounts 200 33 bytes in 5 ms");
  const std::uint64_t known = id("127.0.0.1 GET /1.0/kb/accounts 200 33 bytes in 5 ms");
  CHECK(known != 0);
  CHECK(id("127.0.0.1 GET /1.0/kb/tags?audit=NONE 503 1 bytes in 17 ms") == known);
  CHECK(values("127.0.0.1 GET /1.0/kb/tags?audit=NONE 503 1 bytes in 17 ms") ==
        std::vector<double>{1, 0.017});
}

TEST_CASE("a message in which nothing varies is known again") {
  CHECK(knows("Plugin call failed", "Plugin call failed"));
  CHECK_FALSE(knows("Plugin call failed", "Plugin call passed"));
  CHECK_FALSE(knows("Plugin call failed", "Plugin call failed!"));
}

TEST_CASE("messages are known again in any order, however long what they begin with") {
  FormMemo memo;
  Masker masker;
  std::vector<std::string> messages;
  for (const std::string end : {"", " at a", " of it", " 5", " and a path, /a/b"})
    messages.push_back("at the end of a sentence that goes on for more than sixty-four bytes" + end);
  for (const std::string& message : messages) memo.learn(message, masker.mask(message), {}, {});
  for (int round = 0; round < 3; ++round) {
    std::swap(messages[0], messages[static_cast<std::size_t>(round) + 1]);
    for (const std::string& message : messages) {
      const MaskedMessage* const known = memo.find(message);
      CAPTURE(message);
      // A set keeps four, and the first one has made room.
      if (message.ends_with("bytes")) CHECK(known == nullptr);
      else CHECK((known != nullptr && equal(*known, masker.mask(message))));
    }
  }
}

TEST_CASE("a message is not known where another number could be read otherwise") {
  CHECK_FALSE(knows("waited 8.904 seconds", "waited 8 seconds"));
  CHECK_FALSE(knows("waited 8 seconds", "waited 1e5 seconds"));
  CHECK_FALSE(knows("waited 8 seconds", "waited 8 secondz"));
  CHECK_FALSE(knows("waited 8.904 seconds", "waited ..904 seconds"));
  CHECK_FALSE(knows("waited 8.904 seconds", "waited .904 seconds"));
  CHECK_FALSE(knows("on Oct 9 it broke", "on Oct 10 it broke"));
  CHECK_FALSE(knows("from 45 Oct on", "from 15 Oct on"));
  CHECK_FALSE(knows("aa-bb-cc-dd-ee-123", "aa-bb-cc-dd-ee-12"));
  CHECK_FALSE(knows("uses sha-255 now", "uses sha-256 now"));
  CHECK_FALSE(knows("from /a/b/c on", "from /10.0.0.1 on"));
  CHECK_FALSE(knows("the HTTP status 999", "the HTTP status 503"));
}
