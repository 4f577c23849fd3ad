#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/explain.hpp>

#include <string>

using namespace culprit;
using test::analyze;

namespace {

const Knowledge kKnowledge;

std::string explained(std::string_view subject) {
  const auto explanation = explain(subject, kKnowledge);
  return explanation ? render_explanation_text(*explanation) : "nothing";
}

}  // namespace

TEST_CASE("an error code is explained by number and by name") {
  const char* const text =
      "7199 PAYMENT_PLUGIN_EXCEPTION (payment)\n"
      "  Plugin exception %s\n"
      "  A failure of the system, and no client's mistake.\n";
  CHECK(explained("7199") == text);
  CHECK(explained("PAYMENT_PLUGIN_EXCEPTION") == text);
  CHECK(explained("3000") == "3000 ACCOUNT_ALREADY_EXISTS (account)\n  Account already exists for key %s\n");
}

TEST_CASE("an error code that is the sign of a problem explains it") {
  const auto explanation = explain("7100", kKnowledge);
  REQUIRE(explanation);
  REQUIRE(explanation->problems.size() == 1);
  CHECK(explanation->problems[0].id == "plugin-timeout");
}

TEST_CASE("a known problem is explained by its id") {
  CHECK(explained("stack-overflow") ==
        "Calls were nested too deeply (stack-overflow)\n"
        "  A recursion has no end, or the data it follows is nested deeper than the\n"
        "  thread's stack allows.\n"
        "  Look at:\n"
        "  - the frames that repeat\n"
        "  - -Xss\n");
}

TEST_CASE("a message is explained by its template, what is underneath, codes and problems") {
  const auto explanation =
      explain("Internal payment error : java.lang.StackOverflowError: frame 7 of 9", kKnowledge);
  REQUIRE(explanation);
  CHECK(explanation->message_template ==
        "Internal payment error : java.lang.StackOverflowError: frame N of N");
  CHECK(explanation->cause_class == "java.lang.StackOverflowError");
  CHECK(explanation->cause_template == "frame N of N");
  REQUIRE(explanation->codes.size() == 1);
  CHECK(explanation->codes[0].code == 7019);
  REQUIRE(explanation->problems.size() == 1);
  CHECK(explanation->problems[0].id == "stack-overflow");
  CHECK(render_explanation_text(*explanation)
            .rfind("Template\n"
                   "  Internal payment error : java.lang.StackOverflowError: "
                   "frame N of N\n"
                   "\n"
                   "Underneath\n"
                   "  java.lang.StackOverflowError: frame N of N\n"
                   "\n"
                   "7019 PAYMENT_INTERNAL_ERROR (payment)\n",
                   0) == 0);
}

TEST_CASE("a message that nobody knows has a template, and that is said") {
  CHECK(explained("disk 7 failed") ==
        "Template\n  disk N failed\n\nNo known problem and no error code fits.\n");
}

TEST_CASE("a class alone is explained, and a word that says nothing isn't") {
  CHECK(explained("java.lang.OutOfMemoryError").find("(out-of-memory)") != std::string::npos);
  CHECK(explained("disk") == "nothing");
  CHECK(explained("7198") == "nothing");
  CHECK(explained("") == "nothing");
}

TEST_CASE("masks of one's own take part") {
  const auto explanation = explain("plan gold failed", kKnowledge, {{"plan", "gold|silver"}});
  REQUIRE(explanation);
  CHECK(explanation->message_template == "plan <plan> failed");
}

TEST_CASE("a group is explained by its fingerprint") {
  const Summary summary = analyze(
      "2015-10-09 18:04:22,808 [main] ERROR a.B - x\n"
      "org.killbill.automaton.OperationException: java.net.SocketTimeoutException: Read timed out\n"
      "\tat a.B.c(B.java:7)\n"
      "Caused by: java.net.SocketTimeoutException: Read timed out\n"
      "\tat a.B.d(B.java:9)\n");
  const Group group = summary.exceptions().at(0).groups.at(0);
  const auto explanation = explain(group.fingerprint, summary, kKnowledge);
  REQUIRE(explanation);
  CHECK(explanation->group == group);
  CHECK(explanation->cause_template.empty());
  REQUIRE(explanation->problems.size() == 1);
  CHECK(explanation->problems[0].id == "network");
  CHECK_FALSE(explain(group.fingerprint + 1, summary, kKnowledge));
}

TEST_CASE("an error without a throwable is explained by its fingerprint") {
  const Summary summary =
      analyze("2015-10-09 18:04:22,808 [main] ERROR a.B - Plugin exception Connection refused\n");
  const ErrorGroup error = summary.errors().at(0);
  const auto explanation = explain(error.fingerprint, summary, kKnowledge);
  REQUIRE(explanation);
  CHECK(explanation->error == error);
  CHECK(explanation->cause_template == "Connection refused");
  REQUIRE(explanation->codes.size() == 1);
  CHECK(explanation->codes[0].code == 7199);
  CHECK(explanation->problems.at(0).id == "network");
}
