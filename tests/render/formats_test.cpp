#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/formats.hpp>
#include <culprit/knowledge.hpp>
#include <culprit/snapshot.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

using namespace culprit;
using test::analyze;

namespace {

std::string trace(const std::string& head) {
  return "2015-10-09 18:04:22,808 [main] ERROR a.B - x\n" + head + "\n\tat a.B.c(B.java:1)\n";
}

std::string rendered(const std::string& format, const Findings& findings, const View& view = {}) {
  return find_report_format(format)->render(findings, view, {});
}

/// What is known where a message says that there is no route.
Problem known_problem(const std::string& title) {
  Problem problem;
  problem.id = "x";
  problem.title = title;
  problem.settings = {"status page"};
  problem.matches.emplace_back().messages = {"no route"};
  return problem;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A run with one group that its base has, too, and one that is new; and a gate that fails.
struct Judged {
  Summary summary = analyze(trace("a.Old: x") + trace("a.New: | ::error::y %"));
  Comparison comparison = compare(profile_of(analyze(trace("a.Old: x"))), profile_of(summary));
  Verdict verdict = check({{parse_rule("new"), parse_rule("total > 5")},
                           {{{}, "a.Old", "", "known | ::x", std::chrono::year(2020) / 1 / 1}}},
                          summary, &comparison, std::chrono::year(2026) / 1 / 1);
  Findings findings{summary, &comparison, &verdict};
};

}  // namespace

TEST_CASE("each format has a name of its own and says what it is for") {
  std::set<std::string_view> names;
  for (const ReportFormat& format : report_formats()) {
    CHECK(names.insert(format.name).second);
    CHECK(!format.purpose.empty());
    CHECK(find_report_format(format.name) == &format);
  }
  CHECK(report_formats().front().name == "text");
  CHECK(find_report_format("xml") == nullptr);
}

TEST_CASE("a run of a minute isn't one of minutes") {
  Profile base = profile_of(analyze(trace("a.A: x"))), current = base;
  base.seconds = 60;
  current.seconds = 90;
  const std::string text = render_comparison_text(compare(base, current));
  CHECK(holds(text, " in 1 minute\n"));
  CHECK(holds(text, " in 1.5 minutes\n"));
}

TEST_CASE("what begins a command of GitHub's runner is escaped in its annotations") {
  CHECK(rendered("annotations", {analyze(trace("a.A: 50% of\na,b::c"))}) ==
        "::error title=a.A::1 × a.A: N%25 of a,b::c%0A"
        "For example: 50%25 of\\na,b::c%0ASeen: 2015-10-09T18:04:22.808Z%0A"
        "First in killbill.log at byte 0\n");
  CHECK(holds(rendered("annotations", {analyze("2015-10-09 18:04:22,808 [main] ERROR a:b,c - x\n")}),
              "::error title=a%3Ab%2Cc::"));
}

TEST_CASE("standard input is called so where people read") {
  CHECK(holds(rendered("html", {analyze(trace("a.A: x"), {}, "-")}), "First in standard input at byte 0"));
  CHECK(holds(rendered("csv", {analyze(trace("a.A: x"), {}, "-")}), ",\"'-\",0,"));
}

TEST_CASE("CSV keeps cells whole, and spreadsheets from calculating") {
  const std::string csv = rendered("csv", {analyze(trace("a.A: =1+1, \"x\"\nnext"))});
  CHECK(holds(csv, "\"exception\",\"a.A\",\"'=N+N, \"\"x\"\" next\",1,"));
}

TEST_CASE("a summary that names no inputs is shown all the same") {
  Summary summary = analyze(trace("a.A: x"));
  summary.sources.clear();
  for (const ReportFormat& format : report_formats())
    if (format.name != "snapshot") CHECK_NOTHROW(format.render({summary}, {}, {}));
  CHECK(nlohmann::json::parse(rendered("gitlab", {summary}))[0]["location"]["path"] == "(unknown input)");
  CHECK(holds(rendered("csv", {summary}), ",\"(unknown input)\",0,"));
}

TEST_CASE("a snapshot is the summary, whatever the view hides") {
  const Summary summary = analyze(trace("a.A: x"));
  View view;
  view.top = 0;
  CHECK(read_snapshot(rendered("snapshot", {summary}, view)) == summary);
}

TEST_CASE("a job summary has the causes, and what is known of them, in front of the table") {
  const Knowledge knowledge({known_problem("The *gateway* is down")});
  View view;
  view.knowledge = &knowledge;
  const std::string text = rendered("github", {analyze(trace("a.A: no route 7"))}, view);
  CHECK(text.rfind("## culprit: 1 failure of 1 cause, logged as 1 exception.\n", 0) == 0);
  const std::size_t cause = text.find("- 1 × <code>no route N</code> (<code>a.A</code>)\n");
  const std::size_t hint = text.find(
      "  - <code>The &#42;gateway&#42; is down</code>\n  - <code>Look at&#58; status page</code>\n");
  CHECK(cause != std::string::npos);
  CHECK(hint > cause);
  CHECK(hint < text.find("| | Count |"));
}

TEST_CASE("a job summary is cut to its limit, says so, and its table adds up") {
  std::string log;
  for (int i = 0; i < 300; ++i)
    log += trace("a.b.C" + std::string(1 + static_cast<unsigned>(i) % 20, static_cast<char>('a' + i / 20)) +
                 ": x");
  const Summary summary = analyze(log);
  for (const std::size_t limit : {1u << 20, 40'000u, 20'000u, 5000u, 1000u}) {
    CAPTURE(limit);
    const std::string text = render_github_summary({summary}, {}, limit);
    CHECK(text.size() <= limit);
    CHECK(holds(text, "| **TOTAL** | 300 |"));
    CHECK(holds(text, "cut") == (limit < 1 << 20));
    std::uint64_t sum = 0, total = 0;
    for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
      const std::string line = text.substr(at, end - at);
      if (line.empty() || line[0] != '|' || !holds("0123456789", line.substr(line.size() - 3, 1))) continue;
      const auto count = std::stoull(line.substr(line.rfind('|', line.size() - 2) + 1));
      if (holds(line, "TOTAL")) total = count;
      else sum += count;
    }
    CHECK(sum == 300);
    CHECK(total == 300);
  }
  CHECK(render_github_summary({summary}, {}, 10).size() <= 10);
}

TEST_CASE("a page has the causes with what is known of them, and links to their messages") {
  const Knowledge knowledge({known_problem("The <gateway> is down")});
  View view;
  view.knowledge = &knowledge;
  const Summary summary = analyze(trace("a.A: no route 7") + trace("a.A: no route 8"));
  const std::string page = rendered("html", {summary}, view);
  CHECK(holds(page, "<h1>2 failures of 1 cause, logged as 2 exceptions.</h1>"));
  CHECK(holds(page, "<h3><data value=\"2\">2</data> <code>no route N</code></h3>"));
  CHECK(holds(page, "<b>The &lt;gateway&gt; is down</b>"));
  CHECK(holds(page, "Look at: status page"));
  const std::string group = fmt::format("{:016x}", summary.exceptions()[0].groups[0].fingerprint);
  CHECK(holds(page, "<a href=\"#" + group + "\">"));
  CHECK(holds(page, "<details id=\"" + group + "\">"));
}

TEST_CASE("a page shows when things were met as bars, if more than one was") {
  std::string log;
  for (const char* const time : {"18:00:00,000", "18:00:00,500", "18:30:00,000", "19:59:59,999"})
    log += "2015-10-09 " + std::string(time) + " [main] ERROR a.B - x\na.A: x\n\tat a.B.c(B.java:1)\n";
  // In the first of 120 minutes two, in the 31st one, in the last one.
  const std::string bars =
      "<path d=\"M0 100v-100.0h.9v100.0zM30 100v-50.0h.9v50.0zM119 100v-50.0h.9v50.0z\"/>";
  const std::string page = rendered("html", {analyze(log)});
  CHECK(page.find(bars) < page.find("Failures and their causes"));
  CHECK(page.rfind(bars) > page.find("Failures and their causes"));
  CHECK_FALSE(holds(rendered("html", {analyze(trace("a.A: x"))}), "<svg"));
}

TEST_CASE("a page begins with what the gate said and what differs from the baseline") {
  const Judged judged;
  const std::string page = rendered("html", judged.findings);
  CHECK(holds(page, "<b class=\"fault\">FAILED</b> <code>new</code>"));
  CHECK(holds(page, "<b class=\"good\">ok</b> <code>total &gt; 5</code>"));
  CHECK(holds(page, "<b class=\"fault\">EXPIRED</b>"));
  const auto compared = page.find("Against the baseline: "),
             roots = page.find("Root causes, whatever wraps them");
  CHECK(compared < roots);
  CHECK(roots < page.find("Failures and their causes"));
  CHECK(holds(page, "<b class=\"new\">new</b> <code>| ::error::y %</code>"));
}

TEST_CASE("what is new is told from what was there before, in each format that can") {
  const Judged judged;
  CHECK(holds(rendered("github", judged.findings), "<summary>🆕 1 × <code>a.New"));
  CHECK(holds(rendered("github", judged.findings), "<summary>1 × <code>a.Old"));
  CHECK(holds(rendered("csv", judged.findings), "\"new\",0\r\n"));
  const auto sarif = nlohmann::json::parse(rendered("sarif", judged.findings));
  CHECK(sarif["runs"][0]["results"][0]["baselineState"] == "unchanged");
  CHECK(sarif["runs"][0]["results"][1]["baselineState"] == "new");
  const auto gitlab = nlohmann::json::parse(rendered("gitlab", judged.findings));
  CHECK(gitlab[0]["severity"] == "major");
  CHECK(gitlab[1]["severity"] == "critical");
  CHECK(holds(rendered("prometheus", judged.findings), "culprit_changes{change=\"new\"} 1\n"));
  CHECK(holds(rendered("ndjson", judged.findings), "\"change\":\"new\",\"before\":0}"));
}

TEST_CASE("what is more frequent than before is an updated result in SARIF") {
  std::string log;
  for (int i = 0; i < 100; ++i) log += trace("a.A: x");
  const Summary summary = analyze(log);
  const Comparison comparison = compare(profile_of(analyze(trace("a.A: x"))), profile_of(summary));
  const auto sarif = nlohmann::json::parse(rendered("sarif", {summary, &comparison}));
  CHECK(sarif["runs"][0]["results"][0]["baselineState"] == "updated");
}

TEST_CASE("what a gate said is in each format") {
  const Judged judged;
  for (const ReportFormat& format : report_formats()) {
    CAPTURE(format.name);
    if (format.is_binary) continue;
    const std::string text = format.render(judged.findings, {}, {});
    CHECK(holds(text, "new"));
    if (format.name != "prometheus") CHECK((holds(text, "1 new: a.New") || holds(text, "1 new&#58; a.New")));
  }
  CHECK(
      rendered("text", judged.findings)
          .rfind(
              "The gate says no: 1 of 2 rules fails.\nFAILED   new: 1 new: a.New: | ::error::y % (1 time)\n"
              "ok       total > 5: 2 errors or exceptions\n"
              "EXPIRED  class a.Old: expired after 2020-01-01, and counts no longer (1 time): known | ::x\n",
              0) == 0);
  CHECK(rendered("annotations", judged.findings) ==
        "::error title=culprit check%3A new::new: 1 new: a.New: | ::error::y %25 (1 time)\n"
        "::warning title=culprit check%3A class a.Old::class a.Old: expired after 2020-01-01, and counts no "
        "longer (1 time): known | ::x\n");
  CHECK(holds(rendered("prometheus", judged.findings), "culprit_gate_passed 0\n"));
  CHECK(holds(rendered("prometheus", judged.findings), "culprit_rule_passed{index=\"0\",rule=\"new\"} 0\n"));
  const auto json = nlohmann::json::parse(rendered("json", judged.findings));
  CHECK(json["schema"] == "culprit.check/1");
  CHECK(json["passed"] == false);
  CHECK(json["rules"][0]["fingerprints"].size() == 1);
  CHECK(json["allowances"][0]["state"] == "EXPIRED");
  CHECK(json["comparison"]["causes"][0]["change"] == "new");
  CHECK(json["summary"]["totals"]["total"] == 2);
}

TEST_CASE("in JUnit a gate's rules are the cases, and causes break nothing by themselves") {
  const Judged judged;
  const std::string xml = rendered("junit", judged.findings);
  CHECK(holds(xml, "<testsuites name=\"culprit\" tests=\"3\" failures=\"1\" errors=\"0\""));
  CHECK(holds(xml, "<testcase classname=\"culprit.rules\" name=\"total &gt; 5\" time=\"0\"/>"));
  CHECK(holds(xml, "<failure message=\"1 new: a.New: | ::error::y % (1 time)\" type=\"rule\">"));
}

TEST_CASE("a comparison shows what is new with its chain and a sample") {
  const Comparison comparison =
      compare(profile_of(analyze("")),
              profile_of(analyze(trace("a.A: x") + "Caused by: b.B: waited 7 </pre>\n\t... 1 more\n")));
  const std::string text = render_comparison_text(comparison);
  CHECK(text.rfind("1 new; 0 as before.\n", 0) == 0);
  CHECK(holds(text,
              "\nNew\n  a.A: x\n      new: 1 time\n      Caused by: b.B: waited N </pre>\n      For example: "
              "waited 7 </pre>\n      at a.B.c(B.java:1)\n      culprit show "));
  CHECK(holds(text, "\nRoot causes, whatever wraps them\n  b.B: waited N </pre>\n"));
  const std::string markdown = render_comparison_markdown(comparison);
  CHECK(holds(markdown, "| new | <code>a.A&#58; x</code> | 0 | 1 |  |\n"));
  CHECK(holds(markdown, "waited N &lt;/pre&gt;\nFor example"));
  const auto json = nlohmann::json::parse(render_comparison_json(comparison));
  CHECK(json["schema"] == "culprit.diff/1");
  CHECK(json["causes"][0]["chain"][1]["sample"] == "waited 7 </pre>");
  CHECK(json["causes"][0]["top_frame"] == "a.B.c(B.java:1)");
}

TEST_CASE("a comparison says what it couldn't compare, as a run folded it") {
  Profile base = profile_of(analyze(trace("a.A: x")));
  const Profile current = base;
  base.folded_exceptions = {1, 1};
  base.folded_errors = {2, 1};
  const std::string note = "base: 1 exception and 2 errors are in no group, and can't be compared";
  CHECK(holds(render_comparison_text(compare(base, current)), note));
  CHECK_FALSE(holds(render_comparison_text(compare(current, current)), "no group"));
}
