#include "catch.hpp"

#include <culprit/normalizer.hpp>
#include <culprit/underlying.hpp>

#include <string>
#include <vector>

using namespace culprit;

namespace {

/// "class | message | code" of what a text wraps.
std::string inside(std::string_view text) {
  const Underlying underlying = culprit::underlying(text);
  return std::string(underlying.class_name)
      .append(" | ")
      .append(underlying.message)
      .append(" | ")
      .append(std::to_string(underlying.code));
}

const std::string kNoConnection =
    "could not obtain a database connection within 5.000 seconds (waited 8.904 seconds)";

/// All messages in which Kill Bill tells of one exhausted pool.
const std::vector<std::string> kTellings{
    kNoConnection,
    "Plugin exception " + kNoConnection,
    "{cause=null, code=7199, formattedMsg='Plugin exception " + kNoConnection + "'}",
    "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception " +
        kNoConnection + "'}",
    "Internal payment error : org.killbill.automaton.OperationException: {cause=null, code=7199, "
    "formattedMsg='Plugin exception " +
        kNoConnection + "'}",
    "PaymentApiException: Internal payment error : org.killbill.automaton.OperationException: {cause=null, "
    "code=7199, formattedMsg='Plugin exception " +
        kNoConnection + "'}",
    "Failed to retrieve payment plugin info for payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38: "
    "PaymentPluginApiException{errorMessage='" +
        kNoConnection + "', errorType='get_payment_info failure'}",
    "(ConnectionTimeoutError) " + kNoConnection,
    "org.jruby.exceptions.RaiseException: (ConnectionTimeoutError) " + kNoConnection,
    "ActiveRecord::ConnectionTimeoutError: " + kNoConnection,
};

}  // namespace

TEST_CASE("all tellings of one failure have the same message underneath") {
  for (const std::string& telling : kTellings) {
    INFO(telling);
    CHECK(underlying(telling).message == kNoConnection);
  }
}

TEST_CASE("a template has the template of the message underneath") {
  const std::string inner = normalize(kNoConnection).text;
  CHECK(inner == "could not obtain a database connection within N seconds (waited N seconds)");
  for (const std::string& telling : kTellings) {
    INFO(telling);
    const std::string whole = normalize(telling).text;
    const Underlying of_template = underlying(whole), of_message = underlying(telling);
    CHECK(of_template.message == inner);
    CHECK(of_template.class_name == of_message.class_name);
    CHECK(of_template.code == of_message.code);
    CHECK(of_template.wrappers == of_message.wrappers);
  }
}

TEST_CASE("a message without a wrapper is what it is about") {
  for (const char* const text :
       {"", "name", "wrong number of arguments (1 for 2)", "null", ":", "(", "{cause="}) {
    CHECK(underlying(text).message == text);
    CHECK(underlying(text).wrappers == 0);
    CHECK(inside(text) == " | " + std::string(text) + " | 0");
  }
}

TEST_CASE("what is underneath is a part of the text given") {
  const std::string text = "Plugin exception disk";
  CHECK(underlying(text).message.data() == text.data() + text.size() - 4);
}

TEST_CASE("a code format that ends in a cause's message wraps it") {
  CHECK(inside("Internal payment error : disk") == " | disk | 7019");
  CHECK(inside("Plugin exception disk") == " | disk | 7199");
  CHECK(inside("Failed to add payment method for account <uuid> : card declined") ==
        " | card declined | 7005");
  CHECK(inside("Failed to retrieve payment plugin info for payment <*>: java.io.IOException: disk") ==
        "java.io.IOException | disk | 7102");
}

TEST_CASE("a format that holds nothing wraps nothing") {
  for (const char* const text :
       {"Plugin exception ", "Plugin exception null", "Internal payment error : null",
        "Failed to retrieve payment plugin info for payment <uuid>: null",
        "Failed to retrieve payment plugin info for payment : disk",
        "Failed to retrieve payment plugin info for payment of yesterday: disk",
        "Failed to retrieve payment plugin info for payment <uuid>", "A Plugin exception disk"})
    CHECK(inside(text) == " | " + std::string(text) + " | 0");
}

TEST_CASE("the class underneath is the one that the innermost text names") {
  CHECK(inside("java.util.concurrent.ExecutionException: java.sql.SQLException: gone") ==
        "java.sql.SQLException | gone | 0");
  CHECK(inside("Internal payment error : java.lang.NullPointerException") ==
        "java.lang.NullPointerException |  | 7019");
  CHECK(inside("Internal payment error : java.lang.NullPointerException: null") ==
        "java.lang.NullPointerException |  | 7019");
  CHECK(inside("a.b.Outer$InnerError: x") == "a.b.Outer$InnerError | x | 0");
  CHECK(inside("java.sql.SQLException: Plugin exception x") == " | x | 7199");
  CHECK(inside("ArgumentError: x") == "ArgumentError | x | 0");
}

TEST_CASE("what only resembles a throwable's toString() is a message") {
  for (const char* const text :
       {"Error: disk", "com.example.Config: value missing", "java.sql.SQLException while reading: x",
        "java.sql.SQLException:x", "org.killbill.billing: x", "1.IOException: x",
        "See java.io.IOException: x", "a..IOException: x"})
    CHECK(inside(text) == " | " + std::string(text) + " | 0");
}

TEST_CASE("JRuby's class in parentheses is the class") {
  CHECK(inside("(ConcurrencyError) Detected invalid array contents") ==
        "ConcurrencyError | Detected invalid array contents | 0");
  CHECK(inside("(Errno::ECONNREFUSED) Connection refused") == "Errno::ECONNREFUSED | Connection refused | 0");
  CHECK(inside("(NativeException) java.lang.IllegalStateException: closed") ==
        "java.lang.IllegalStateException | closed | 0");
  CHECK(inside("(TimeoutError)") == "TimeoutError |  | 0");
  for (const char* const text :
       {"(Already included) x", "(Optional) x", "(SocketError)x", "(error) x", "(7Error) x"})
    CHECK(inside(text) == " | " + std::string(text) + " | 0");
}

TEST_CASE("the message of a Kill Bill exception may hold quotes, and ends at the last one with a brace") {
  CHECK(inside("{cause=null, code=4006, formattedMsg='No invoice for 'x' {y='z'} found'}") ==
        " | No invoice for 'x' {y='z'} found | 4006");
  CHECK(inside("{cause=null, code=7199, formattedMsg='Plugin exception {cause=null, code=7100, "
               "formattedMsg='timeout'}'}") == " | timeout | 7100");
}

TEST_CASE("the cause of a Kill Bill exception may hold further ones") {
  CHECK(inside("{cause={cause=null, code=7100, formattedMsg='a'}, code=7199, formattedMsg='Plugin exception "
               "b'}") == " | b | 7199");
  CHECK(
      inside("{cause=x.AException: {cause={cause=null, code=1, formattedMsg='a'}, code=2, formattedMsg='b'}, "
             "code=3, formattedMsg='c'}") == " | c | 3");
  CHECK(inside("{cause=java.io.IOException: disk } full, code=7199, formattedMsg='c'}") == " | c | 7199");
  CHECK(inside("{cause=java.io.IOException: disk { full, code=7199, formattedMsg='c'}") == " | c | 7199");
}

TEST_CASE("a Kill Bill exception without a message is about its cause") {
  CHECK(inside("{cause=java.io.IOException: disk, code=7199, formattedMsg='null'}") ==
        "java.io.IOException | disk | 7199");
  CHECK(inside("{cause=null, code=7199, formattedMsg=''}") ==
        " | {cause=null, code=7199, formattedMsg=''} | 0");
}

TEST_CASE("a Kill Bill exception that is cut off is read as far as it goes") {
  CHECK(inside("{cause=null, code=7199, formattedMsg='Plugin exception could not obt") ==
        " | could not obt | 7199");
  CHECK(inside("{cause=null, code=7199, formattedM") == " | {cause=null, code=7199, formattedM | 0");
  CHECK(inside("{cause=null, code=99999999999, formattedMsg='x'}") ==
        " | {cause=null, code=99999999999, formattedMsg='x'} | 0");
}

TEST_CASE("of a PaymentPluginApiException the message counts, or else the type") {
  CHECK(inside("PaymentPluginApiException{errorMessage='a 'b', errorType='c'}', errorType='d'}") ==
        " | a 'b', errorType='c'} | 0");
  CHECK(inside("PaymentPluginApiException{errorMessage='a'}") == " | a | 0");
  CHECK(inside("PaymentPluginApiException{errorType='d'}") == " | d | 0");
  CHECK(inside("PaymentPluginApiException{errorMessage=null, errorType='d'}") == " | d | 0");
  CHECK(inside("PaymentPluginApiException{errorMessage='null', errorType='d'}") == " | d | 0");
  CHECK(inside("PaymentPluginApiException{errorMessage=<null>, errorType='d'}") == " | d | 0");
  CHECK(inside("PaymentPluginApiException{errorMessage='java.io.IOException: disk', errorType='d'}") ==
        "java.io.IOException | disk | 0");
  for (const char* const text :
       {"PaymentPluginApiException{}", "PaymentPluginApiException{errorMessage=null}",
        "PaymentPluginApiException{errorMessage='', errorType=''}"})
    CHECK(inside(text) == " | " + std::string(text) + " | 0");
}

TEST_CASE("wrappers nested deeper than anybody nests them are left alone") {
  const std::string wrapper = "Plugin exception ";
  std::string text;
  for (int i = 0; i < 1000; ++i) text += wrapper;
  const Underlying deep = underlying(text);
  CHECK(deep.wrappers == 32);
  CHECK(deep.message.size() == text.size() - 32 * wrapper.size());
}
