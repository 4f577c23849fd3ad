#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/render.hpp>

#include <nlohmann/json.hpp>

using namespace culprit;
using test::analyze;

namespace {

constexpr std::string_view kHeader = "2015-10-09 18:04:22,808 [main] ERROR a.B - ";

std::string trace(const std::string& head) {
  return std::string(kHeader) + "x\n" + head + "\n\tat a.B.c(B.java:1)\n";
}

}  // namespace

TEST_CASE("the table is aligned to its longest name, and one wider") {
  std::string log = std::string(kHeader) + "no\n";
  for (int i = 0; i < 12; ++i) log += trace("java.io.IOException: disk");
  CHECK(render_markdown(analyze(log)) ==
        "|                      | Count |\n"
        "| -------------------- | ----- |\n"
        "|               Errors |     1 |\n"
        "|  java.io.IOException |    12 |\n"
        "|                TOTAL |    13 |\n"
        "\n2. java.io.IOException messages:\n```\n  12 × disk\n```\n"
        "\n3. Error messages:\n```\n  1 × a.B - no\n```\n"
        "\n4. Failures and their causes:\n```\n"
        "   1 × disk\n"
        "         java.io.IOException\n"
        "         logged 12 times\n"
        "         2015-10-09T18:04:22.808Z\n"
        "         1 thread\n"
        "```\n");
}

TEST_CASE("chains, loggers, frames, tenants and codes may stand in place of messages") {
  const Summary summary =
      analyze(trace("a.AException: one") + "Caused by: b.BException: Plugin exception two\n\t... 1 more\n");
  const auto report = [&](Grouping by) {
    View view;
    view.by = by;
    const std::string text = render_markdown(summary, view);
    return text.substr(0, text.find("\n3. "));
  };
  CHECK(report(Grouping::chain)
            .ends_with("\n2. Chains:\n```\n  1 × a.AException: one\n        Caused by: b.BException: Plugin "
                       "exception two\n```\n"));
  CHECK(report(Grouping::logger).ends_with("\n2. Loggers:\n```\n  1 × a.B\n```\n"));
  CHECK(report(Grouping::frame).ends_with("\n2. Frames:\n```\n  1 × a.B.c(B.java)\n```\n"));
  CHECK(report(Grouping::tenant).ends_with("\n2. Tenants:\n```\n  1 × (none)\n```\n"));
  CHECK(
      report(Grouping::code).ends_with("\n2. Error codes:\n```\n  1 × 7199 PAYMENT_PLUGIN_EXCEPTION\n```\n"));
}

TEST_CASE("the facts of a load test give the table that an engineer once made by hand") {
  std::string log;
  const auto append = [&](int count, const std::string& text) {
    for (int i = 0; i < count; ++i) log += text;
  };
  append(6, std::string(kHeader) + "no\n");
  append(736, trace("java.util.concurrent.ExecutionException: x"));
  append(1453, trace("org.killbill.billing.payment.api.PaymentApiException: x"));
  append(48, trace("java.lang.IllegalArgumentException: name"));
  append(8, trace("org.jruby.exceptions.RaiseException: (ConcurrencyError) x"));
  CHECK(render_markdown(analyze(log))
            .starts_with(
                R"(|                                                       | Count |
| ----------------------------------------------------- | ----- |
|                                                Errors |     6 |
|               java.util.concurrent.ExecutionException |   736 |
|  org.killbill.billing.payment.api.PaymentApiException |  1453 |
|                    java.lang.IllegalArgumentException |    48 |
|                   org.jruby.exceptions.RaiseException |     8 |
|                                                 TOTAL |  2251 |

2. java.util.concurrent.ExecutionException messages:
)"));
}

TEST_CASE("an empty log has an empty table") {
  CHECK(render_markdown(Summary{}) ==
        "|         | Count |\n"
        "| ------- | ----- |\n"
        "|  Errors |     0 |\n"
        "|   TOTAL |     0 |\n");
}

TEST_CASE("causes stand below the message they caused") {
  const std::string report =
      render_markdown(analyze(trace("a.AException: one") + "Caused by: b.BException: two\n\t... 1 more\n"));
  CHECK(report.find("  1 × one\n        Caused by: b.BException: two\n") != std::string::npos);
}

TEST_CASE("a message can't end the block that it stands in") {
  const std::string report = render_markdown(analyze(trace("a.AException: ```` end")));
  CHECK(report.find("`````\n  1 × ```` end\n`````\n") != std::string::npos);
}

TEST_CASE("a class, a logger or a file can't place a link, an image or a mention") {
  Summary summary = analyze(R"({"@timestamp":"2015-10-09T18:04:22.808Z","log.level":"ERROR","message":"m",)"
                            R"("error.type":"![x](http://y.z)|@killbill","error.message":"disk",)"
                            R"("error.stack_trace":"\tat a.B.c(B.java:1)\n"})"
                            "\n",
                            {}, "@killbill/<b>.log");
  summary.diagnostics.push_back({"@killbill/<b>.log", 0, Diagnostic::Kind::unreadable, "no such file"});
  const std::string name = "&#33;&#91;x&#93;&#40;http&#58;&#47;&#47;y.z&#41;&#124;&#64;<!---->killbill";
  const std::string report = render_markdown(summary);
  CHECK(report.find("|  <code>" + name + "</code> |     1 |") != std::string::npos);
  CHECK(report.find("\n2. <code>" + name + "</code> messages:\n") != std::string::npos);
  CHECK(report.ends_with("\n> <code>&#64;<!---->killbill&#47;&#60;b&#62;.log&#58; no such file</code>\n"));
}

TEST_CASE("a head that is not in the log has a row all the same") {
  const std::string report = render_markdown(analyze("\tat a.B.c(B.java:1)\nCaused by: b.BException: two\n"));
  CHECK(report.find("(head not in the log) |     1 |") != std::string::npos);
}

TEST_CASE("rows that are not shown are added up in one") {
  View view;
  view.top = 1;
  const std::string report =
      render_markdown(analyze(trace("a.A: 1") + trace("b.B: 1") + trace("b.B: x") + trace("c.C: 1")), view);
  CHECK(report.find("(2 other classes) |     3 |") != std::string::npos);
  CHECK(report.find("TOTAL |     4 |") != std::string::npos);
}

TEST_CASE("JSON is valid whatever the log holds") {
  const std::string hostile("\xff\x00\"\\\x1b[31m\xed\xa0\x80", 12);
  const auto json = nlohmann::json::parse(render_json(analyze(trace("a.AException: " + hostile))));
  CHECK(json.at("schema") == "culprit.summary/1");
  const auto& head = json.at("exceptions").at(0).at("groups").at(0).at("chain").at(0);
  CHECK(head.at("class") == "a.AException");
  CHECK(head.at("sample").get<std::string>().find("\x1b[31m") != std::string::npos);
}
