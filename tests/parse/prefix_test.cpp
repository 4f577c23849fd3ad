#include "parse/prefix.hpp"

#include "catch.hpp"
#include "parse/layout_set.hpp"
#include "parse/read_log.hpp"

#include <random>
#include <string>
#include <vector>

using culprit::parse::LayoutSet;
using culprit::parse::Prefixes;
using culprit::parse::Unprefixed;

namespace {

constexpr std::string_view kHeader = "09:12:49.063 [main] ERROR a.B - failed";
constexpr std::string_view kKillbillHeader =
    "2021-12-22T10:18:46,867+0000 lvl='WARN', log='B', th='main', xff='', rId='', tok='', aRId='', "
    "tRId='', failed";

Prefixes detect(std::string_view head) {
  LayoutSet layouts(culprit::test::grammar().layouts);
  return Prefixes::detect(head, [&](std::string_view line) { return layouts.match(line).layout != nullptr; });
}

std::string names(const Prefixes& prefixes) {
  std::string joined;
  for (const std::string_view name : prefixes.names()) joined.append(joined.empty() ? "" : " ").append(name);
  return joined;
}

/// The kinds found in a log whose lines have `prefix` in front.
std::string kinds_with(std::string_view prefix) {
  std::string log;
  for (const std::string_view line :
       {kHeader, std::string_view("java.io.IOException: disk"), std::string_view("\tat a.B.c(B.java:1)")})
    log.append(prefix).append(line).append("\n");
  return names(detect(log));
}

struct Line {
  std::string stream;
  std::string text;

  bool operator==(const Line&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Line& line) {
  return out << '(' << line.stream << ": " << line.text << ')';
}

/// All lines of a log without their prefixes; notices are left out.
std::vector<Line> strip(std::string_view log) {
  Prefixes prefixes = detect(log);
  std::vector<Line> lines;
  while (!log.empty()) {
    const std::size_t end = std::min(log.find('\n'), log.size());
    const Unprefixed line = prefixes.strip(log.substr(0, end));
    if (!line.notice) lines.push_back({std::string(line.stream), std::string(line.text)});
    log.remove_prefix(std::min(end + 1, log.size()));
  }
  return lines;
}

}  // namespace

TEST_CASE("each collector's prefix is told from the head of the input") {
  CHECK(kinds_with("killbill_1  | ") == "compose");
  CHECK(kinds_with("killbill-1  | ") == "compose");
  CHECK(kinds_with("killbill  | ") == "compose");
  CHECK(kinds_with("\x1b[36mkillbill_1  |\x1b[0m ") == "compose");
  CHECK(kinds_with("\x1b[36mkillbill-1  | \x1b[0m") == "compose");
  CHECK(kinds_with("\x1b[36;1mkillbill-1\x1b[0m  \x1b[36m|\x1b[0m ") == "compose");
  CHECK(kinds_with("kb_killbill.1.k8s4j0bbq2xu@node-2    | ") == "compose");
  CHECK(kinds_with("[pod/killbill-7d4b9c6f5-x2x8p/killbill] ") == "kubectl");
  CHECK(kinds_with("default/killbill-7d4b9c6f5-x2x8p[killbill]: ") == "kail");
  CHECK(kinds_with("killbill-7d4b9c6f5-x2x8p killbill ") == "stern");
  CHECK(kinds_with("\x1b[32mkillbill-0\x1b[0m \x1b[92mkillbill\x1b[0m ") == "stern");
  CHECK(kinds_with("2016-10-06T00:17:09.669794202Z stdout F ") == "cri");
  CHECK(kinds_with("2016-10-06T00:17:09.669794202+02:00 stderr F ") == "cri");
  CHECK(kinds_with("<13>Mar  1 09:12:49 host killbill[123]: ") == "syslog");
  CHECK(kinds_with("Mar 11 09:12:49 host killbill[123]: ") == "syslog");
  CHECK(kinds_with("Mar 11 09:12:49 host killbill: ") == "syslog");
  CHECK(kinds_with("Mar 11 09:12:49 killbill[123]: ") == "syslog");
  CHECK(kinds_with("Mar 11 09:12:49.510123 host killbill[123]: ") == "syslog");
  CHECK(kinds_with("2026-11-23T14:44:33.510123+01:00 host killbill[123]: ") == "syslog");
  CHECK(kinds_with("2026-11-23T14:44:33+0100 host killbill[123]: ") == "syslog");
  CHECK(kinds_with("Mon 2026-11-23 14:44:33 CET host killbill.service[123]: ") == "syslog");
  CHECK(kinds_with("1416753873.510123 host killbill[123]: ") == "syslog");
  CHECK(kinds_with("[ 1234.510123] host killbill[123]: ") == "syslog");
  CHECK(kinds_with("<165>1 2003-10-11T22:14:15.003Z host killbill 123 ID47 - ") == "syslog-5424");
  CHECK(kinds_with("<165>1 - - - - - - ") == "syslog-5424");
  CHECK(kinds_with("<165>1 2003-10-11T22:14:15.003Z h k 1 ID [a@1 b=\"]\\\"\"][c@1] \xef\xbb\xbf") ==
        "syslog-5424");
  CHECK(kinds_with("117 <165>1 2003-10-11T22:14:15.003Z host killbill 123 - - ") == "syslog-5424");
  CHECK(kinds_with("2022-11-16T10:18:18.3553088Z ") == "timestamp");
  CHECK(kinds_with("2022-11-16T10:18:18Z ") == "timestamp");
  CHECK(kinds_with("[2026-11-23T14:44:33.510Z] ") == "timestamp");
  CHECK(kinds_with("Nov 23 14:44:33 ") == "timestamp");
  CHECK(kinds_with("14:44:33  ") == "time-of-day");
  CHECK(kinds_with("2026-05-30T14:30:00.000000Z 00O ") == "gitlab");
  CHECK(kinds_with("test\tRun tests\t2022-11-16T10:18:18.3553088Z ") == "github-job");
  CHECK(kinds_with("host.example.com: ") == "host");
  CHECK(kinds_with("10.0.3.7 | ") == "compose");
  CHECK(kinds_with("[host] ") == "bracketed-host");
  CHECK(kinds_with("[host] out: ") == "bracketed-host");
  CHECK(kinds_with("logs/killbill.log:") == "grep");
  CHECK(kinds_with("catalina.2026-11-23.log:17:") == "grep");
  CHECK(kinds_with("killbill.log.2-") == "grep");
}

TEST_CASE("prefixes nest") {
  CHECK(kinds_with("2022-11-16T10:18:18.355308812Z 2022-11-16T10:18:18.3553088Z ") == "timestamp timestamp");
  CHECK(kinds_with("killbill_1  | 2022-11-16T10:18:18.355308812Z ") == "compose timestamp");
  CHECK(kinds_with("[pod/kb-1/killbill] 2022-11-16T10:18:18.355308812Z ") == "kubectl timestamp");
  CHECK(kinds_with("2022-11-16T10:18:18.355308812Z [pod/kb-1/killbill] ") == "timestamp kubectl");
  CHECK(kinds_with("2022-11-16T10:18:18.3553088Z killbill_1  | <13>Mar  1 09:12:49 host killbill[123]: ") ==
        "timestamp compose syslog");
  CHECK(kinds_with("> killbill_1  | ") == "quote compose");
  CHECK(kinds_with("kb.log:14:44:33  ") == "grep time-of-day");
}

TEST_CASE("a log without prefixes has none") {
  CHECK(kinds_with("") == "");
  CHECK(names(detect("")) == "");
  CHECK(names(detect("\n\n \n")) == "");

  SECTION("a header's own time is not one") {
    CHECK(names(detect("2022-11-16T10:18:18.355+0000 [bus] WARN a.B - x\n"
                       "2022-11-16T10:18:19.355+0000 [bus] WARN a.B - y\n")) == "");
    CHECK(names(detect("2022-11-16T10:18:18.355308812Z [bus] WARN a.B - x\n")) == "");
    CHECK(names(detect("09:12:49.063 [main] ERROR a.B - x\n09:12:50.063 [main] ERROR a.B - y\n")) == "");
    CHECK(names(detect(kKillbillHeader)) == "");
  }
  SECTION("a table is not compose's") {
    std::string log = std::string(kHeader) + "\n";
    for (int row = 0; row < 20; ++row) log += "plan_1 | 12\n";
    CHECK(names(detect(log)) == "");
    CHECK(names(detect("name | value\nplan | 12\nunit | 7\n")) == "");
  }
  SECTION("a throwable's class is not a host") {
    CHECK(names(detect("java.io.IOException: disk\nCaused by: java.io.IOException: disk\n"
                       "java.io.IOException: disk\n")) == "");
  }
  SECTION("a build tool's levels are not hosts") {
    CHECK(names(detect(
              "[INFO] Tests run: 1\n[ERROR] java.io.IOException: x\n[ERROR] \tat a.B.c(B.java:1)\n")) == "");
  }
  SECTION("a file's name above lines in the middle of the log is the log's") {
    std::string log = std::string(kHeader) + "\n==> a.log <==\n";
    for (int record = 0; record < 20; ++record) log.append(kHeader).append("\n");
    CHECK(names(detect(log)) == "");
  }
  SECTION("prefixes within single lines are the log's") {
    std::string log;
    for (int record = 0; record < 4; ++record) log.append(kHeader).append("\nkillbill_1  | x\n");
    CHECK(names(detect(log)) == "");
  }
}

TEST_CASE("an unmistakable prefix needs nothing legible behind it") {
  const auto repeated = [](const std::string& line) { return line + "\n" + line + "\n" + line + "\n"; };
  CHECK(names(detect(repeated("2022-11-16T10:18:18.3553088Z Downloading"))) == "timestamp");
  CHECK(names(detect(repeated("killbill_1  | Starting"))) == "compose");
  CHECK(names(detect(repeated("2022-11-16T10:18:18.355Z Downloading"))) == "");
  CHECK(names(detect(repeated("host: Downloading"))) == "");
}

TEST_CASE("lines are told apart by the stream that their prefixes name") {
  SECTION("compose") {
    CHECK(strip("Attaching to killbill_1, db_1\n"
                "killbill_1  | 09:12:49.063 [main] ERROR a.B - failed\n"
                "\x1b[33mdb_1        |\x1b[0m ready\n"
                "killbill_1  |\n"
                "killbill_1  | \tat a.B.c(B.java:1)\n") ==
          std::vector<Line>{{"", "Attaching to killbill_1, db_1"},
                            {"killbill_1", "09:12:49.063 [main] ERROR a.B - failed"},
                            {"db_1", "ready"},
                            {"killbill_1", ""},
                            {"killbill_1", "\tat a.B.c(B.java:1)"}});
  }
  SECTION("the colours of the text stay") {
    CHECK(strip("\x1b[36mkb-1  | \x1b[0m\x1b[31mERROR\x1b[0m\n") ==
          std::vector<Line>{{"kb-1", "\x1b[31mERROR\x1b[0m"}});
  }
  SECTION("kubectl") {
    CHECK(strip("[pod/kb-1/killbill] one\n[pod/kb-2/killbill] two\n") ==
          std::vector<Line>{{"pod/kb-1/killbill", "one"}, {"pod/kb-2/killbill", "two"}});
  }
  SECTION("stern, without what it says itself") {
    CHECK(strip("+ kb-1 › killbill\n"
                "\x1b[32mkb-1\x1b[0m \x1b[92mkillbill\x1b[0m 09:12:49.063 [main] ERROR a.B - failed\n"
                "kb-1 killbill \tat a.B.c(B.java:1)\n"
                "- kb-1 › killbill\n") ==
          std::vector<Line>{{"kb-1 killbill", "09:12:49.063 [main] ERROR a.B - failed"},
                            {"kb-1 killbill", "\tat a.B.c(B.java:1)"}});
  }
  SECTION("syslog") {
    CHECK(strip("Mar  1 09:12:49 host killbill[123]: one\nMar  1 09:12:49 host nginx[9]: two\n") ==
          std::vector<Line>{{"host killbill[123]", "one"}, {"host nginx[9]", "two"}});
    CHECK(strip("<165>1 2003-10-11T22:14:15.003Z host killbill 123 ID47 [a@1 b=\"c\"] \xef\xbb\xbfone\n") ==
          std::vector<Line>{{"host killbill 123", "one"}});
  }
  SECTION("the output streams of a container") {
    CHECK(strip("2016-10-06T00:17:09.669794202Z stdout F one\n2016-10-06T00:17:09.7Z stderr F two\n") ==
          std::vector<Line>{{"stdout", "one"}, {"stderr", "two"}});
  }
  SECTION("names of nested prefixes are joined") {
    CHECK(strip("kb_1  | 2022-11-16T10:18:18.355308812Z <13>Mar  1 09:12:49 host killbill[123]: one\n") ==
          std::vector<Line>{{"kb_1 host killbill[123]", "one"}});
  }
  SECTION("a file or a host that is named above its lines") {
    CHECK(strip("==> a.log <==\n09:12:49.063 [main] ERROR a.B - failed\n\n==> b.log <==\nkb_1 | two\n") ==
          std::vector<Line>{
              {"a.log", "09:12:49.063 [main] ERROR a.B - failed"}, {"a.log", ""}, {"b.log", "kb_1 | two"}});
    CHECK(strip("==> a.log <==\nkb_1 | one\n==> b.log <==\nkb_1 | two\nkb_1 | three\nfour\n") ==
          std::vector<Line>{
              {"a.log kb_1", "one"}, {"b.log kb_1", "two"}, {"b.log kb_1", "three"}, {"b.log kb_1", "four"}});
    CHECK(
        strip(
            "[1] 14:44:33 [SUCCESS] kb1\none\n[2] 14:44:34 [FAILURE] kb2 Exited with error code 1\ntwo\n") ==
        std::vector<Line>{{"kb1", "one"}, {"kb2", "two"}});
    CHECK(strip("kb1 | CHANGED | rc=0 >>\none\nkb2 | FAILED! | rc=1 >>\ntwo\n") ==
          std::vector<Line>{{"kb1", "one"}, {"kb2", "two"}});
  }
  SECTION("grep, without its separators") {
    CHECK(strip("a.log:12:09:12:49.063 [main] ERROR a.B - failed\na.log-13-\tat a.B.c(B.java:1)\n--\n"
                "b-1.log:09:12:49.063 [main] ERROR a.B - failed\n") ==
          std::vector<Line>{{"a.log", "09:12:49.063 [main] ERROR a.B - failed"},
                            {"a.log", "\tat a.B.c(B.java:1)"},
                            {"b-1.log", "09:12:49.063 [main] ERROR a.B - failed"}});
  }
  SECTION("the job and the step") {
    CHECK(strip("test\tRun tests\t2022-11-16T10:18:18.3553088Z one\n") ==
          std::vector<Line>{{"test\tRun tests", "one"}});
  }
}

TEST_CASE("a line that journald aligned belongs to the one above") {
  Prefixes prefixes = detect(
      "Mar  1 09:12:49 host kb[1]: 09:12:49.063 [main] ERROR a.B - failed\n"
      "                            java.io.IOException: disk\n"
      "                            \tat a.B.c(B.java:1)\n"
      "-- Boot 3f2a --\n");
  CHECK(prefixes.strip("Mar  1 09:12:49 host kb[1]: one").prefixed);
  const Unprefixed second = prefixes.strip("                              two");
  CHECK_FALSE(second.prefixed);
  CHECK(second.stream == "host kb[1]");
  CHECK(second.text == "  two");
  CHECK(prefixes.strip("                            \tat a.B.c(B.java:1)").text == "\tat a.B.c(B.java:1)");
  CHECK(prefixes.strip("    not so far").text == "    not so far");
  CHECK(prefixes.strip("-- Boot 3f2a --").notice);
}

TEST_CASE("a part of a line that a container runtime has split is not complete") {
  Prefixes prefixes = detect("2016-10-06T00:17:09.669794202Z stdout F one\n");
  CHECK(prefixes.strip("2016-10-06T00:17:09.669794202Z stdout F one").complete);
  const Unprefixed part = prefixes.strip("2016-10-06T00:17:09.669794202Z stdout P one ");
  CHECK_FALSE(part.complete);
  CHECK(part.text == "one ");
  CHECK(prefixes.strip("2016-10-06T00:17:09.669794202Z stdout F").text.empty());
}

TEST_CASE("line ends and tabs that syslog has escaped are put back") {
  const std::string prefix = "Mar  1 09:12:49 host killbill[123]: ";
  Prefixes prefixes = detect(prefix + "x\n");
  CHECK(prefixes.strip(prefix + "a#012b#012#011at c").text == "a\nb\n\tat c");
  CHECK(prefixes.strip(prefix + "#011at c").text == "\tat c");
  CHECK(prefixes.strip(prefix + "order #0155 of #01").text == "order #0155 of #01");

  Prefixes compose = detect("kb_1 | x\n");
  CHECK(compose.strip("kb_1 | a#012b").text == "a#012b");
}

TEST_CASE("prefixes are a matter of the input's head alone") {
  std::string head;
  while (head.size() < Prefixes::kHeadBytes) head.append("killbill_1  | ").append(kHeader).append("\n");
  const std::string other = std::string(Prefixes::kHeadBytes, 'x') + "\n" + std::string(kHeader) + "\n";
  CHECK(names(detect(head)) == "compose");
  CHECK(names(detect(head.substr(0, Prefixes::kHeadBytes) + other)) == "compose");
}

TEST_CASE("a few lines without the prefix don't hide it") {
  std::string log = "Creating network\nCreating killbill_1\n";
  for (int line = 0; line < 8; ++line) log.append("killbill_1  | ").append(kHeader).append("\n");
  CHECK(names(detect(log)) == "compose");
}

TEST_CASE("stripping takes a prefix wherever a line is cut, and any byte") {
  const std::vector<std::string> prefixed{
      "killbill_1  | 2022-11-16T10:18:18.355308812Z x",
      "\x1b[36mkillbill-1  | \x1b[0mx",
      "[pod/kb-1/killbill] x",
      "default/kb-1[killbill]: x",
      "\x1b[32mkb-1\x1b[0m \x1b[92mkillbill\x1b[0m x",
      "2016-10-06T00:17:09.669794202Z stdout F x",
      "<13>Mar  1 09:12:49 host killbill[123]: x#012#01",
      "Mon 2026-11-23 14:44:33 CET host killbill[123]: x",
      "[ 1234.510123] host killbill[123]: x",
      "<165>1 2003-10-11T22:14:15.003Z h k 1 ID [a@1 b=\"]\\\"\"] \xef\xbb\xbfx",
      "test\tRun tests\t2022-11-16T10:18:18.3553088Z x",
      "2026-05-30T14:30:00.000000Z 00O+x",
      "==> a.log <==",
      "[1] 14:44:33 [SUCCESS] kb1",
      "logs/killbill.log.2:17:x",
  };
  std::mt19937 random(7);
  for (const std::string& line : prefixed) {
    Prefixes prefixes = detect(line + "\n" + line + "\n");
    const auto lies_within = [&prefixes](const std::string& text) {
      const Unprefixed result = prefixes.strip(text);
      return result.text.size() <= text.size() && result.stream.size() <= 2 * text.size() + 100;
    };
    for (std::size_t size = 0; size <= line.size(); ++size) {
      CAPTURE(line, size);
      REQUIRE(lies_within(line.substr(0, size)));
      std::string damaged = line;
      damaged[std::min(size, line.size() - 1)] = static_cast<char>(random() % 256);
      REQUIRE(lies_within(damaged));
      damaged.resize(size);
      detect(damaged);
    }
    CHECK(lies_within(line + std::string(1 << 20, '\0')));
    CHECK(lies_within(std::string(1 << 20, line[0])));
  }
}
