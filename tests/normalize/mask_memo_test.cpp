#include "normalize/mask_memo.hpp"

#include "catch.hpp"
#include "killbill/renderings.hpp"
#include "normalize/forgetful_masker.hpp"
#include "normalize/masker.hpp"

#include <random>
#include <string>

using namespace culprit;
using namespace culprit::normalization;

namespace {

/// Pieces of messages in which digits matter: dates, clocks, addresses, codes,
/// words with digits, and plain numbers and UUIDs.
constexpr std::string_view kPieces[] = {
    "waited 8.904 seconds",
    "within 5.000 seconds (waited 9.369 seconds)",
    "arguments (1 for 2)",
    "payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38",
    "'ab2eaba5-acec-4d8a-be3d-66ad54a0df38'",
    "x-ab2eaba5-acec-4d8a-be3d-66ad54a0df38",
    "{cause=null, code=7199, formattedMsg='no 1'}",
    "Oct 39 18:04:22",
    "on 09 Oct 2015",
    "HTTP 999",
    "HTTP status 999 code",
    "HTTP/1.1 response status error code: 999 x",
    "SQLState: 08S01",
    "10.0.3.777",
    "13:99",
    "2015-19-39",
    "md9 and sha1",
    "1,234.56",
    "1095 bytes (1.06 KB)",
    "took 17 ms and 3 s",
    "5 6 7",
    "-5 <6 +7",
    "pool-1 thread 12",
    "null",
    "deadbeef1 12345e",
    "Foo@1a2b3c",
    "/a/b/12",
    "version 2.10.",
    "after 10000ms",
    "12",
};

std::string random_message(std::mt19937& random) {
  std::string message;
  for (std::size_t n = 1 + random() % 4; n > 0; --n) {
    if (!message.empty()) message += " :,;(=-"[random() % 7] + std::string(random() % 2, ' ');
    message += kPieces[random() % std::size(kPieces)];
  }
  return message;
}

/// Replaces some digits by other digits, and now and then by what makes
/// something else of a number or a UUID.
void vary(std::string& message, std::mt19937& random) {
  for (char& c : message) {
    if (random() % 3 != 0 || c < '0' || c > '9') continue;
    c = random() % 8 == 0 ? "abcdefg.-: /"[random() % 12] : static_cast<char>('0' + random() % 10);
  }
}

bool equal(const MaskedMessage& a, const MaskedMessage& b) {
  return a.key == b.key && a.kinds == b.kinds && a.captures == b.captures;
}

}  // namespace

TEST_CASE("a message that is known again is masked as if it were new") {
  std::mt19937 random(11);
  Masker remembering({}, killbill::renderings());
  Masker forgetful = test::forgetful_masker();
  for (int round = 0; round < 20'000; ++round) {
    std::string message = random_message(random);
    for (int variant = 0; variant < 4; ++variant) {
      CAPTURE(message);
      REQUIRE(equal(remembering.mask(message), forgetful.mask(message)));
      vary(message, random);
    }
  }
}

TEST_CASE("messages that differ in plain numbers and UUIDs are known again") {
  const auto learned = [](std::string_view first, std::string_view second) {
    Scan scan;
    Masker masker({}, killbill::renderings());
    MaskMemo memo;
    const MaskedMessage masked = masker.mask(first);
    const std::size_t number = first.find_first_of("0123456789");
    const bool is_uuid = masked.kinds.at(0) == PlaceholderKind::uuid;
    const MaskedSpan span{number, is_uuid ? 36 : first.find_first_not_of("0123456789.", number) - number,
                          masked.kinds[0]};
    memo.learn(first, masked, {&span, 1});
    const MaskedMessage* const again = memo.find(second);
    return again != nullptr && equal(*again, Masker({}, killbill::renderings()).mask(second));
  };
  CHECK(learned("waited 8.904 seconds", "waited 9.369 seconds"));
  CHECK(learned("payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df38 failed",
                "payment ffffffff-0000-4d8a-be3d-66ad54a0df38 failed"));
  CHECK_FALSE(learned("waited 8.904 seconds", "waited 18.904 seconds"));
  CHECK_FALSE(learned("waited 8.904 seconds", "waited 8.904 secondz"));
  CHECK_FALSE(learned("waited 8.904 seconds", "waited ..904 seconds"));
  CHECK_FALSE(learned("payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df38 failed",
                      "payment 0b2eaba5-acec-4d8a-be3d-66ad54a0df-8 failed"));
  CHECK_FALSE(learned("on Oct 9 it broke", "on Oct 8 it broke"));
}
