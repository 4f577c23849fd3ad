#include "catch.hpp"
#include "killbill/renderings.hpp"
#include "normalize/masker.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a Kill Bill exception keeps its code, and the message inside is normalized") {
  CHECK(normalized(
            "{cause=null, code=7199, formattedMsg='Plugin exception could not obtain a database connection "
            "within 5.000 seconds (waited 8.904 seconds)'}") ==
        "{cause=null, code=7199, formattedMsg='Plugin exception could not obtain a database connection "
        "within N seconds (waited N seconds)'}");
  CHECK(
      normalized(
          "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception "
          "wrong number of arguments (1 for 2)'}") ==
      "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception "
      "wrong number of arguments (N for N)'}");
}

TEST_CASE("a Kill Bill exception inside another keeps its code too") {
  CHECK(normalized("Internal payment error : org.killbill.automaton.OperationException: "
                   "{cause={cause=null, code=7100, formattedMsg='a 1'}, code=7199, formattedMsg='b 2'}") ==
        "Internal payment error : org.killbill.automaton.OperationException: "
        "{cause={cause=null, code=7100, formattedMsg='a N'}, code=7199, formattedMsg='b N'}");
  CHECK(normalized("{cause=java.io.IOException: disk 3, code=7199, formattedMsg='x'}") ==
        "{cause=java.io.IOException: disk N, code=7199, formattedMsg='x'}");
}

TEST_CASE("a code or a cause outside of Kill Bill's exceptions is a value") {
  CHECK(normalized("x, code=7199, y") == "x, code=N, y");
  CHECK(normalized("cause=null") == "cause=<null>");
}

TEST_CASE("both parts of a PaymentPluginApiException are normalized in place") {
  CHECK(normalized(
            "Failed to retrieve payment plugin info for payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38: "
            "PaymentPluginApiException{errorMessage='could not obtain a database connection within 5.000 "
            "seconds (waited 6.933 seconds)', errorType='get_payment_info failure'}") ==
        "Failed to retrieve payment plugin info for payment <uuid>: "
        "PaymentPluginApiException{errorMessage='could not obtain a database connection within N "
        "seconds (waited N seconds)', errorType='get_payment_info failure'}");
  CHECK(normalized("PaymentPluginApiException{errorType='timeout after 5 s'}") ==
        "PaymentPluginApiException{errorType='timeout after N s'}");
}

TEST_CASE("the Ruby class in parentheses stays") {
  const std::string message =
      "(ConcurrencyError) Detected invalid array contents due to unsynchronized modifications with "
      "concurrent users";
  CHECK(normalized(message) == message);
  CHECK(normalized("(ArgumentError) wrong number of arguments (given 1, expected 2)") ==
        "(ArgumentError) wrong number of arguments (given N, expected N)");
}

TEST_CASE("the SQL codes of a failed transaction stay") {
  CHECK(
      normalized("sql entity interface X and method m [SQL DefaultState: 40001, Vendor Error Code: 1213]") ==
      "sql entity interface X and method m [SQL DefaultState: 40001, Vendor Error Code: 1213]");
}

TEST_CASE("external keys are masked") {
  CHECK(normalized("Active bundle with external key my-bundle already exists") ==
        "Active bundle with external key <*> already exists");
  CHECK(normalized("Account already exists for key jane") == "Account already exists for key <*>");
  CHECK(normalized("Unknown subscription matching key abc.") == "Unknown subscription matching key <*>.");
  CHECK(normalized("paymentExternalKey='a b', transactionExternalKey=c, x=d") ==
        "paymentExternalKey='<*>', transactionExternalKey=<*>, x=d");
  CHECK(normalized("Duplicate entry 'jane-1' for key 'payments_key'") ==
        "Duplicate entry '<*>' for key 'payments_key'");
  CHECK(normalized("External key exceeded 255 characters") == "External key exceeded N characters");
}

TEST_CASE("pools and locks read as one would write them") {
  CHECK(normalized("HikariPool-1 - Connection is not available, request timed out after 30001ms "
                   "(total=10, active=10, idle=0, waiting=37)") ==
        "HikariPool-N - Connection is not available, request timed out after Nms "
        "(total=N, active=N, idle=N, waiting=N)");
  CHECK(normalized(
            "Failed to acquire lock 7b6c7c1e-8d0c-4f6c-9d4f-8c1b6a0e4f5d for service ACCNT_INV_PAY after 5 "
            "retries") == "Failed to acquire lock <uuid> for service ACCNT_INV_PAY after N retries");
}

TEST_CASE("without Kill Bill's rules a masker knows nothing of it") {
  culprit::normalization::Masker masker;
  CHECK(to_template(masker.mask("{cause=null, code=7199, formattedMsg='x'}")).text ==
        "{cause=<null>, code=N, formattedMsg='x'}");
}
