#include "analyze.hpp"
#include "catch.hpp"
#include "property/random_log.hpp"
#include "render/printable.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/render.hpp>

#include <random>

using namespace culprit;
using test::analyze;

namespace {

std::string report_of(std::string_view log, TextOptions options, const View& view = {}) {
  Options known;
  known.first_day = std::chrono::year(2026) / 11 / 23;
  return render_text(analyze(log, known), view, options);
}

}  // namespace

TEST_CASE("no line of a text report is wider than the terminal, or ends in a blank") {
  std::mt19937 random(12);
  for (const std::size_t width : {40U, 80U, 200U}) {
    const std::string report = report_of(test::random_log(random, 2000), {false, width});
    for (std::size_t at = 0; at < report.size();) {
      const std::size_t end = report.find('\n', at);
      const std::string_view line = std::string_view(report).substr(at, end - at);
      CAPTURE(width, line);
      REQUIRE(render::width_of(line) <= width);
      REQUIRE_FALSE(line.ends_with(' '));
      at = end + 1;
    }
  }
}

TEST_CASE("colours are there only if they are wanted, and change nothing else") {
  const std::string_view log = "18:04:22.808 [main] ERROR a.B - no\na.AException: x\n\tat a.B.c(B.java:1)\n";
  const std::string plain = report_of(log, {false, 80});
  std::string colored = report_of(log, {true, 80});
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(colored.find("\x1b[1m") != std::string::npos);
  for (std::size_t at; (at = colored.find('\x1b')) != std::string::npos;)
    colored.erase(at, colored.find('m', at) + 1 - at);
  CHECK(colored == plain);
}

TEST_CASE("one of a thing is no plural") {
  CHECK(report_of("\n", {false, 80}).ends_with("\n0 records, 1 line, 1 byte\n"));
  std::string log;
  for (const char* const head : {"a.A", "b.B", "c.C", "d.D", "e.E"})
    log += std::string(head) + ": x\n\tat a.B.c(B.java:1)\nCaused by: f.F: root\n\t... 1 more\n";
  CHECK(report_of(log, {false, 200}).find("A (1), B (1), C (1), D (1) and 1 other\n") != std::string::npos);
  const std::string trace = "a.A: took 1 byte\n\tat a.B.c(B.java:1)\n";
  CHECK(report_of(trace + trace, {false, 80}).find("took: always 1 byte\n") != std::string::npos);
}

TEST_CASE("a log without errors is said to be one") {
  CHECK(report_of("18:04:22.808 [main] INFO  a.B - fine\n", {false, 80}) ==
        "No errors and no exceptions.\n1 record, 1 line, 37 bytes, 2026-11-23T18:04:22.808Z\nINFO 1\n");
}

TEST_CASE("the numbers behind placeholders are shown with their range") {
  std::string log;
  for (const char* waited : {"5.5", "7.25", "6.0"})
    log += std::string("18:04:22.808 [main] WARN  a.B - no\na.AException: within 5 s (waited ") + waited +
           " s)\n\tat a.B.c(B.java:1)\n";
  CHECK(report_of(log, {false, 80}).find("within: always 5 s; waited: 5.5 to 7.25 s\n") != std::string::npos);
}

TEST_CASE("whole numbers are shown in full, others to six digits") {
  const auto log = [](const std::string& number) {
    return "18:04:22.808 [main] WARN  a.B - no\na.AException: used " + number + "\n\tat a.B.c(B.java:1)\n";
  };
  const auto report = [&](const std::string& first, const std::string& second) {
    return report_of(log(first) + log(second), {false, 80});
  };
  CHECK(report("12345678", "12345678").find("used: always 12345678\n") != std::string::npos);
  CHECK(report("7", "12345678").find("used: 7 to 12345678\n") != std::string::npos);
  CHECK(report("0.5", "1234.56789").find("used: 0.5 to 1234.57\n") != std::string::npos);
}

TEST_CASE("one is not several") {
  std::string log;
  for (const char* head : {"a.A", "a.B", "a.C", "a.D", "a.E"})
    log += std::string(head) + ": y\n\tat a.B.c(B.java:1)\nCaused by: r.Root: x\n\t... 1 more\n";
  CHECK(report_of(log, {false, 80}).find(" and 1 other\n") != std::string::npos);
  CHECK(report_of("\n", {false, 80}).find("0 records, 1 line, 1 byte\n") != std::string::npos);
}

TEST_CASE("errors stand below the frames, of which they have none") {
  View view;
  view.by = Grouping::frame;
  const std::string report =
      render_text(analyze("2015-10-09 18:04:22,808 [main] ERROR a.B - plain\n"), view, {false, 80});
  CHECK(report.find("\nErrors\n         1  a.B - plain\n") != std::string::npos);
}

TEST_CASE("errors count among the codes that they state") {
  View view;
  view.by = Grouping::code;
  const std::string report =
      render_text(analyze("2015-10-09 18:04:22,808 [main] ERROR a.B - Internal payment error : no\n"
                          "2015-10-09 18:04:22,809 [main] ERROR a.B - plain\n"),
                  view, {false, 80});
  CHECK(
      report.ends_with("\nError codes\n"
                       "         1  7019 PAYMENT_INTERNAL_ERROR\n"
                       "            0 exceptions, 1 error\n"
                       "            2015-10-09T18:04:22.808Z\n"
                       "         1  (none)\n"
                       "            0 exceptions, 1 error\n"
                       "            2015-10-09T18:04:22.809Z\n"));
}

TEST_CASE("chains stand in the order that is asked for, whatever their classes") {
  std::string log;
  for (const char* const head : {"a.B: early", "a.A: between", "a.B: late", "a.B: late"})
    log += "18:04:22.808 [main] WARN a.B - no\n" + std::string(head) + "\n\tat a.B.c(B.java:1)\n";
  const auto chains = [&](Order order, std::optional<std::size_t> top = {}) {
    View view{order, top, Grouping::chain};
    const std::string report = report_of(log, {false, 80}, view);
    std::string heads;
    for (std::size_t at = report.find("\nChains\n"); (at = report.find("  a.", at)) != std::string::npos;
         ++at)
      heads += report.substr(at + 2, report.find('\n', at) - at - 2) + "|";
    return heads;
  };
  CHECK(chains(Order::first_seen) == "a.B: early|a.A: between|a.B: late|");
  CHECK(chains(Order::count).rfind("a.B: late|", 0) == 0);
  CHECK(chains(Order::name).rfind("a.A: between|", 0) == 0);
  CHECK(chains(Order::first_seen, 1) == "a.B: early|");
  View first{Order::first_seen, 1, Grouping::chain};
  CHECK(report_of(log, {false, 80}, first).find("3  (2 other chains)\n") != std::string::npos);
}

TEST_CASE("who logged is said with what of it were errors") {
  View view;
  view.by = Grouping::logger;
  const std::string report = report_of(
      "18:04:22.808 [main] ERROR a.B - no\n18:04:23.808 [main] WARN a.B - no\na.A: x\n\tat a.B.c(B.java:1)\n",
      {false, 80}, view);
  CHECK(report.find("\nLoggers\n         2  a.B\n            1 exception, 1 error\n") != std::string::npos);
}

TEST_CASE("where all causes were folded none are listed, or said to be there") {
  const Summary summary = analyze("a.AException: x\n\tat a.B.c(B.java:1)\n", 1);
  REQUIRE(summary.root_causes().empty());
  CHECK(render_text(summary, {}, {false, 80})
            .starts_with("1 failure of causes that were not kept, logged as 1 exception.\n"));
  CHECK(render_markdown(summary).find("causes:") == std::string::npos);
}

TEST_CASE("a word is cut only if no line has room for it") {
  const std::string half = "disconnected-", trace = "\n\tat a.B.c(B.java:1)\n";
  CHECK(report_of("a.A: was " + half + half + trace, {false, 40})
            .ends_with("a.A\n"
                       "         1  was\n"
                       "              disconnected-disconnected-\n"));
  CHECK(report_of("a.A: was " + half + half + half + trace, {false, 40})
            .ends_with("a.A\n"
                       "         1  was disconnected-disconnecte\n"
                       "              d-disconnected-\n"));
}

TEST_CASE("a root cause says what wrapped it, and nothing if nothing did") {
  const std::string_view log =
      "a.AException: alone\n\tat a.B.c(B.java:1)\n"
      "b.BException: outside\n\tat a.B.c(B.java:1)\nCaused by: c.CException: inside\n\t... 1 more\n";
  const std::string report = report_of(log, {false, 80});
  CHECK(report.find("         1  alone\n"
                    "            a.AException\n"
                    "            at a.B.c(B.java:1)\n") != std::string::npos);
  CHECK(report.find("         1  inside\n"
                    "            c.CException\n"
                    "            logged once, as BException\n"
                    "            at a.B.c(B.java:1)\n") != std::string::npos);
}

TEST_CASE("errors show their numbers and times, as exceptions do") {
  const std::string report = report_of(
      "18:04:22.808 [main] ERROR a.B - took 5 s\n"
      "18:05:22.808 [main] ERROR a.B - took 7 s\n",
      {false, 80});
  CHECK(
      report.ends_with("Errors\n"
                       "         2  a.B - took N s\n"
                       "            took: 5 to 7 s\n"
                       "            2026-11-23T18:04:22.808Z to 2026-11-23T18:05:22.808Z\n"));
}

TEST_CASE("what a message holds can't drive the terminal") {
  const std::string report =
      report_of("a.AException: \x1b]0;title\x07 \xff\n\tat a.B.c(B.java:1)\n", {true, 80});
  CHECK(report.find("\\e]N;title\\x07 \\xff") != std::string::npos);
  CHECK(report.find("\x1b]") == std::string::npos);
}
