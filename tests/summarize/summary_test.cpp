#include "analyze.hpp"
#include "catch.hpp"
#include "colliding_keys.hpp"

#include <culprit/analyzer.hpp>

#include <fmt/format.h>

using namespace culprit;
using test::analyze;

namespace {

/// How many numbers there were, the least and the greatest.
std::string numbers_of(const std::vector<CapturedNumbers>& captures) {
  std::string text;
  for (const auto& [numbers, unit] : captures)
    text += fmt::format("{}: {} to {}{}", numbers.count(), numbers.min(), numbers.max(),
                        unit == Unit::seconds ? " s" : "");
  return text;
}

constexpr std::string_view kLog =
    "2015-10-09 18:04:22,808 [main] ERROR a.Pool - waited 5.000 seconds\n"
    "java.io.IOException: no connection within 3 seconds\n"
    "\tat a.B.c(B.java:1)\n"
    "Caused by: java.net.SocketException: reset by 10.0.0.1\n"
    "\t... 1 more\n"
    "2015-10-09 18:04:23,808 [main] ERROR a.Pool - waited 7.500 seconds\n"
    "2015-10-09 18:04:24,808 [main] ERROR a.Pool - waited 2.000 seconds\n"
    "2015-10-09 18:04:25,808 [main] WARN  a.Pool - again\n"
    "java.io.IOException: no connection within 9 seconds\n"
    "\tat a.B.c(B.java:1)\n"
    "Caused by: java.net.SocketException: reset by 10.0.0.2\n"
    "\t... 1 more\n"
    "java.lang.IllegalStateException\n"
    "\tat a.B.c(B.java:1)\n";

}  // namespace

TEST_CASE("equal failures make one group, with the range of their numbers") {
  const Summary summary = analyze(kLog);
  const auto rows = summary.exceptions();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].class_name == "java.io.IOException");
  CHECK(rows[0].count == 2);
  REQUIRE(rows[0].groups.size() == 1);
  const Group& group = rows[0].groups[0];
  CHECK(group.count == 2);
  REQUIRE(group.chain.size() == 2);
  CHECK(group.chain[0].message_template == "no connection within N seconds");
  CHECK(group.chain[0].sample == "no connection within 3 seconds");
  CHECK(numbers_of(group.chain[0].captures) == "2: 3 to 9 s");
  CHECK(group.chain[1].class_name == "java.net.SocketException");
  CHECK(to_iso8601(group.seen->first) == "2015-10-09T18:04:22.808Z");
  CHECK(to_iso8601(group.seen->last) == "2015-10-09T18:04:25.808Z");
  CHECK(rows[1].class_name == "java.lang.IllegalStateException");
  CHECK(rows[1].groups.at(0).bare == 1);
}

TEST_CASE("the links of a chain have their own numbers, also where they were long the same") {
  const auto chain = [](int head, int cause, int root) {
    return fmt::format(
        "2021-12-22 10:18:46,003 [main] WARN  a.B - no\na.AException: took {} s\n\tat a.B.c(B.java:1)\n"
        "Caused by: a.BException: took {} s\n\tat a.B.c(B.java:2)\n"
        "Caused by: a.CException: took {} s\n\tat a.B.c(B.java:3)\n",
        head, cause, root);
  };
  const auto numbers = [&](std::string_view log) {
    const auto rows = analyze(log).exceptions();
    std::string all;
    for (const ChainLink& link : rows.at(0).groups.at(0).chain) all += numbers_of(link.captures) + "; ";
    return all;
  };
  const std::string same = chain(5, 5, 5) + chain(6, 6, 6);
  CHECK(numbers(same) == "2: 5 to 6 s; 2: 5 to 6 s; 2: 5 to 6 s; ");
  CHECK(numbers(same + chain(7, 8, 8) + chain(1, 1, 2)) == "4: 1 to 7 s; 4: 1 to 8 s; 4: 2 to 8 s; ");
  CHECK(numbers(same + chain(8, 8, 7) + chain(9, 4, 4)) == "4: 5 to 9 s; 4: 4 to 8 s; 4: 4 to 7 s; ");
  CHECK(numbers(chain(1, 2, 2) + same) == "3: 1 to 6 s; 3: 2 to 6 s; 3: 2 to 6 s; ");
}

TEST_CASE("error records without a throwable are the errors") {
  const Summary summary = analyze(kLog);
  CHECK(summary.totals.errors == 2);
  CHECK(summary.totals.total() == 5);
  const auto errors = summary.errors();
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].logger == "a.Pool");
  CHECK(errors[0].message_template == "waited N seconds");
  CHECK(errors[0].count == 2);
  CHECK(numbers_of(errors[0].captures) == "2: 2 to 7.5 s");
}

TEST_CASE("a root cause knows the heads that led to it") {
  const auto causes = analyze(kLog).root_causes();
  REQUIRE(causes.size() == 2);
  CHECK(causes[0].class_name == "java.net.SocketException");
  CHECK(causes[0].count == 2);
  CHECK(causes[0].heads == std::vector<RootCause::Head>{{"java.io.IOException", 2}});
}

TEST_CASE("rows are listed in the order that is asked for") {
  const Summary summary = analyze(
      "b.BException\n\tat a.B.c(B.java:1)\na.AException\n\tat a.B.c(B.java:1)\n"
      "c.CException\n\tat a.B.c(B.java:1)\na.AException\n\tat a.B.c(B.java:1)\n");
  const auto names = [&](Order order) {
    std::string all;
    for (const ExceptionRow& row : summary.exceptions(order)) all += row.class_name[0];
    return all;
  };
  CHECK(names(Order::first_seen) == "bac");
  CHECK(names(Order::count) == "abc");
  CHECK(names(Order::name) == "abc");
}

TEST_CASE("too many distinct messages are folded, counted and told") {
  Options options;
  options.limits.summary_bytes = 20'000;
  std::string log;
  for (int i = 0; i < 1000; ++i)
    log += std::string("18:04:22.808 [main] ERROR a.B - x\njava.io.IOException: disk ")
               .append({static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26 % 26),
                        static_cast<char>('a' + i / 676)})
               .append("\n\tat a.B.c(B.java:1)\n");
  const Summary summary = analyze(log, options);
  const auto rows = summary.exceptions();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].count == 1000);
  std::uint64_t kept = 0;
  for (const Group& group : rows[0].groups) kept += group.count;
  CHECK(kept >= 10);
  CHECK(rows[0].folded == 1000 - kept);
  REQUIRE(summary.diagnostics.size() == 1);
  CHECK(summary.diagnostics[0].kind == Diagnostic::Kind::folded);
  CHECK_FALSE(summary.diagnostics[0].is_fault());

  options.limits.summary_bytes = 1;
  const Summary one = analyze("18:04:22.808 [main] ERROR a.B - x\n", options);
  REQUIRE(one.diagnostics.size() == 1);
  CHECK(one.diagnostics[0].message ==
        "1 error or exception is counted without its message: there are too many different ones");
}

TEST_CASE("messages whose hashes somebody made equal are counted together, and no worse") {
  test::CollidingKeys keys = test::colliding_keys("6:a.Pool300:");
  keys.with[keys.placeholder] = '7';
  const std::string header = "2015-10-09 18:04:22,808 [main] ERROR a.Pool - ";
  for (const bool is_first : {true, false}) {
    const std::string with = header + keys.with + "\n", without = header + keys.without + "\n";
    const auto errors = analyze(is_first ? with + without : without + with).errors();
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].count == 2);
    REQUIRE(errors[0].captures.size() == is_first);
    if (is_first) CHECK(errors[0].captures[0].numbers.count() == 1);
  }
}

TEST_CASE("summaries merge like sums") {
  const Summary a = analyze(kLog, {}, "a"), b = analyze(kLog.substr(kLog.find("18:04:23") - 11), {}, "b");
  const Summary c =
      analyze("java.io.IOException: no connection within 1 seconds\n\tat a.B.c(B.java:1)\n", {}, "c");
  const auto sum = [](const Summary& x, const Summary& y) {
    Summary s = x;
    s.merge(y);
    return s;
  };
  CHECK(sum(sum(a, b), c) == sum(a, sum(b, c)));
  CHECK(sum(a, Summary{}) == a);
  CHECK(sum(Summary{}, a) == a);
  CHECK(sum(a, sum(b, c)) == sum(c, sum(b, a)));
  CHECK(sum(a, b).totals.total() == a.totals.total() + b.totals.total());
  CHECK(sum(b, a).exceptions(Order::name).front().count == sum(a, b).exceptions(Order::name).front().count);
  CHECK_FALSE(sum(a, b) == a);
}

TEST_CASE("a summary can be merged with itself") {
  Summary twice = analyze(kLog), other = twice;
  other.merge(analyze(kLog));
  twice.merge(twice);
  CHECK(twice == other);
}

TEST_CASE("one run over two sources is the merge of two runs") {
  Options options;
  options.timezone = "UTC";
  Analyzer analyzer(options);
  analyzer.feed("a", kLog);
  analyzer.feed("b", kLog.substr(100));
  Summary merged = analyze(kLog, {}, "a");
  merged.merge(analyze(kLog.substr(100), {}, "b"));
  CHECK(analyzer.finish() == merged);
}

TEST_CASE("a filter takes the records of a time and a level") {
  Options options;
  options.filter.since = parse_iso8601("2015-10-09T18:04:23");
  CHECK(analyze(kLog, options).totals.total() == 4);
  CHECK(analyze(kLog, options).totals.records == 3);
  options.filter.until = parse_iso8601("18:04:24.808");
  CHECK(analyze(kLog, options).totals.total() == 1);
  options.filter = {};
  options.filter.level = Level::error;
  CHECK(analyze(kLog, options).totals.occurrences == 2);
}

TEST_CASE("a filter takes the heads of a class") {
  Options options;
  options.filter.classes = {"IO*"};
  CHECK(analyze(kLog, options).totals.occurrences == 2);
  options.filter.classes = {"java.lang.*", "*.IOExceptio?"};
  CHECK(analyze(kLog, options).totals.occurrences == 3);
  options.filter.classes = {"SocketException"};
  CHECK(analyze(kLog, options).totals.occurrences == 0);
  CHECK(analyze(kLog, options).totals.errors == 2);
}

TEST_CASE("a callback sees each occurrence with its place") {
  std::string seen;
  Options options;
  options.on_event = [&](const Event& o) {
    if (o.throwables.empty()) return;
    seen += std::string(o.source) + ':' + std::to_string(o.line) + ' ' +
            std::string(o.throwables.front().class_name) + (o.bare ? " bare" : " ") + std::string(o.logger) +
            '\n';
  };
  const Summary summary = analyze(kLog, options, "log");
  CHECK(seen ==
        "log:1 java.io.IOException a.Pool\nlog:8 java.io.IOException a.Pool\nlog:13 "
        "java.lang.IllegalStateException bare\n");
}

TEST_CASE("a cut line is counted and named, with its offset") {
  const std::string log = "18:04:22.808 [main] INFO  a.B - x\n" + std::string(3 << 20, 'x') +
                          "\n18:04:22.808 [main] ERROR a.B - y\n";
  const Summary summary = analyze(log);
  CHECK(summary.totals.long_lines == 1);
  CHECK(summary.totals.lines == 3);
  CHECK(summary.totals.errors == 1);
  REQUIRE(summary.diagnostics.size() == 1);
  CHECK(summary.diagnostics[0].kind == Diagnostic::Kind::long_line);
  CHECK(summary.diagnostics[0].offset == 34);
}
