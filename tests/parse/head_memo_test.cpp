#include "parse/head_memo.hpp"

#include "catch.hpp"
#include "parse/read_log.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace culprit::parse;

namespace {

bool are_equal(const RankedHead& a, const RankedHead& b) {
  return a.rank == b.rank && a.class_length == b.class_length;
}

}  // namespace

TEST_CASE("what is remembered of heads is what there is to say of them") {
  const auto shapes = culprit::test::grammar().shapes;
  const std::vector<std::string_view> names = {"org.killbill.billing.payment.api.PaymentApiException",
                                               "org.killbill.billing.payment.api.PaymentApiProblem",
                                               "java.util.concurrent.ExecutionException",
                                               "java.util.concurrent.Execution.9Exception",
                                               "java.lang.Thread.State",
                                               "Exception in thread \"main\" a.b.SomeException",
                                               "ActiveRecord::ConnectionTimeoutError",
                                               "thisIsOneLongLowerCaseWord",
                                               "a.B",
                                               "org.killbill.billing..PaymentApiException",
                                               "Error",
                                               std::string_view("org.killbill.b\xC3\xBCling.Exception")};
  const std::vector<std::string_view> ends = {": ", ":",      "",       ": null", " : x",
                                              ":x", ": a: b", "; x: y", "{x: y}"};
  HeadMemo memo(shapes);
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string line = std::string(names[random() % names.size()]).append(ends[random() % ends.size()]);
    if (random() % 4 == 0) line[random() % line.size()] = static_cast<char>(random());
    if (random() % 8 == 0) line.insert(random() % line.size(), "x");
    CAPTURE(line);
    REQUIRE(are_equal(memo.rank(line), rank_head(line, shapes)));
  }
}

TEST_CASE("a class whose name has any length is judged") {
  const auto shapes = culprit::test::grammar().shapes;
  HeadMemo memo(shapes);
  for (std::size_t length = 0; length < 300; ++length) {
    const std::string line = "a." + std::string(length, 'X') + "Exception: x";
    for (int i = 0; i < 2; ++i) CHECK(are_equal(memo.rank(line), rank_head(line, shapes)));
  }
}
