#include "catch.hpp"

#include <culprit/knowledge.hpp>
#include <culprit/normalizer.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace culprit;

TEST_CASE("all error codes are there, in their order, each with name, format and area") {
  const auto codes = error_codes();
  CHECK(codes.size() == 176);
  CHECK(std::is_sorted(codes.begin(), codes.end(),
                       [](const ErrorCode& a, const ErrorCode& b) { return a.code < b.code; }));
  for (const ErrorCode& code : codes) {
    INFO(code.code);
    CHECK(code.code > 0);
    CHECK(code.name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string_view::npos);
    CHECK_FALSE(code.format.empty());
    CHECK(code.format.find('\t') == std::string_view::npos);
    CHECK_FALSE(code.area.empty());
    CHECK(std::count_if(codes.begin(), codes.end(),
                        [&](const ErrorCode& c) { return c.name == code.name; }) == 1);
  }
}

TEST_CASE("an error code is found by its number and by its name") {
  const auto found = find_error_codes(7199);
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "PAYMENT_PLUGIN_EXCEPTION");
  CHECK(found[0].format == "Plugin exception %s");
  CHECK(found[0].area == "payment");
  REQUIRE(find_error_code("PAYMENT_PLUGIN_EXCEPTION") != nullptr);
  CHECK(*find_error_code("PAYMENT_PLUGIN_EXCEPTION") == found[0]);
  CHECK(find_error_codes(7198).empty());
  CHECK(find_error_codes(-1).empty());
  CHECK(find_error_code("PAYMENT") == nullptr);
  CHECK(find_error_code("") == nullptr);
}

TEST_CASE("a number that was given away twice has both names") {
  const auto found = find_error_codes(1001);
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "SUB_INVALID_REQUESTED_FUTURE_DATE");
  CHECK(found[1].name == "SUB_INVALID_REQUESTED_DATE");
}

TEST_CASE("the range of a code tells what it is about, and sometimes whose doing it is") {
  const auto meaning = [](int code) {
    const ErrorCode& found = find_error_codes(code).front();
    return std::string(found.area).append(", ").append(to_string(found.origin));
  };
  CHECK(meaning(1) == "generic, unknown");
  CHECK(meaning(1014) == "subscription, client");
  CHECK(meaning(2020) == "catalog, client");
  CHECK(meaning(3000) == "account, unknown");
  CHECK(meaning(3950) == "tag, unknown");
  CHECK(meaning(4006) == "invoice, unknown");
  CHECK(meaning(5001) == "overdue, unknown");
  CHECK(meaning(7019) == "payment, system");
  CHECK(meaning(7106) == "payment, unknown");
  CHECK(meaning(7199) == "payment, system");
  CHECK(meaning(8001) == "entitlement, unknown");
  CHECK(meaning(20001) == "tenant, unknown");
  CHECK(meaning(40000) == "security, unknown");
  CHECK(meaning(50000) == "usage, unknown");
}

TEST_CASE("a message states codes, or its wording stands for them, outermost first") {
  using Codes = std::vector<int>;
  const std::string text =
      "Internal payment error : org.killbill.automaton.OperationException: {cause=null, code=7199, "
      "formattedMsg='Plugin exception Payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38 does not exist'}";
  CHECK(codes_in(text) == Codes{7019, 7199, 7020});
  CHECK(codes_in(normalize(text).text) == Codes{7019, 7199, 7020});
  CHECK(codes_in("Active bundle with external key x already exists") == Codes{1014});
  CHECK(codes_in("Price list name was null") == Codes{2012});
  CHECK(codes_in("Could not find chargeback for id 7.") == Codes{4003, 4004});
  CHECK(codes_in("{cause=null, code=12345, formattedMsg='x'}") == Codes{12345});
}

TEST_CASE("a text that fits no format has no code") {
  for (const char* const text :
       {"", "disk", "Price list name was null, again", "The price list name was null",
        "Payment of N does exist", "x, code=7199, y", "Sending email"})
    CHECK(codes_in(text).empty());
}
