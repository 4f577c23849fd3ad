#include "analyze.hpp"
#include "catch.hpp"
#include "input/compress.hpp"
#include "property/random_log.hpp"
#include "temporary_directory.hpp"

#include <culprit/baseline.hpp>
#include <culprit/error.hpp>
#include <culprit/render.hpp>
#include <culprit/snapshot.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <string>

using namespace culprit;
using test::analyze;

namespace {

std::string record(const std::string& rest) { return "2015-10-09 18:04:22,808 [main] " + rest + "\n"; }
const std::string kFrame = "\tat a.B.c(B.java:1)\n";

/// ASCII as PowerShell's `>` writes it.
std::string utf16(const std::string& text) {
  std::string bytes = "\xff\xfe";
  for (const char c : text) (bytes += c) += '\0';
  return bytes;
}

/// `text` in each form that inputs are decoded from.
std::vector<std::string> encoded(const std::string& text) {
  std::vector<std::string> all;
  for (const auto format :
       {input::Format::gzip, input::Format::zstd, input::Format::bzip2, input::Format::xz})
    all.push_back(input::compress(format, text));
  return all;
}

/// What a baseline file doesn't hold taken away.
Profile as_kept(Profile profile) {
  profile.name.clear();
  profile.diagnostics.clear();
  for (Profile::Cause& cause : profile.causes) {
    cause.top_frame.clear();
    for (ChainLink& link : cause.chain) {
      const bool is_end = &link == &cause.chain.front() || &link == &cause.chain.back();
      link = {link.class_name, is_end ? link.message_template : "", {}, "", {}};
    }
  }
  return profile;
}

std::string complaint(const std::string& lines) {
  try {
    (void)read_baseline("# culprit baseline 1\n" + lines, "b.txt");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a baseline is a line for each group, sorted by what it says") {
  const std::string text =
      write_baseline(profile_of(analyze(record("INFO  a.B - x") + record("WARN  a.B - x") + "b.B: two 7\n" +
                                        kFrame + "Caused by: c.C: three\n" + record("WARN  a.B - x") +
                                        "a.A: one\tbeside\\\n" + kFrame + record("ERROR a.B - no 8"))));
  std::string lines = text.substr(text.find("records"));
  for (std::size_t tab = 0; (tab = lines.find("exception\t", tab)) != std::string::npos; ++tab)
    lines.replace(tab + 10, 16, "f");
  lines.replace(lines.find("error\t") + 6, 16, "f");
  CHECK(text.rfind("# culprit baseline 1\n# ", 0) == 0);
  CHECK(lines ==
        "records\t4\nquiet_records\t1\nseconds\t0\nfailures\t2\nfailed_requests\t0\n"
        "exception\tf\t1\ta.A\tone beside\\x5c\n"
        "exception\tf\t1\tb.B <- c.C\ttwo N\tthree\n"
        "error\tf\t1\ta.B\tno N\n");
}

TEST_CASE("a baseline is read as it was written, whatever the log holds") {
  std::mt19937 random(2024);
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    const Profile profile =
        profile_of(analyze(test::random_log(random, random() % 300), round % 3 == 0 ? 4000 : 4 << 20));
    const std::string text = write_baseline(profile);
    REQUIRE(read_baseline(text, "") == as_kept(profile));
    REQUIRE(write_baseline(read_baseline(text, "")) == text);
  }
}

TEST_CASE("a baseline tells what was merged into a group") {
  std::string log;
  for (const char* plan : {"gold", "silver", "bronze", "iron", "tin"})
    log += record("WARN  a.B - x") + "a.A: no plan " + plan + "\n" + kFrame;
  const Profile profile = profile_of(analyze(log));
  REQUIRE(profile.causes.size() == 1);
  REQUIRE(profile.causes[0].members.size() == 5);
  CHECK(read_baseline(write_baseline(profile), "").causes[0].members == profile.causes[0].members);
}

TEST_CASE("a baseline says the same in another order of the log, but for the times") {
  const std::string a = record("WARN  a.B - x") + "a.A: 1\n" + kFrame,
                    b = record("WARN  a.B - x") + "b.B: 2\n" + kFrame;
  CHECK(write_baseline(profile_of(analyze(a + b))) == write_baseline(profile_of(analyze(b + a))));
}

TEST_CASE("a run and its baseline do not differ") {
  std::mt19937 random(2025);
  for (int round = 0; round < 50; ++round) {
    const Profile profile = profile_of(analyze(test::random_log(random, 300)));
    const Comparison comparison = compare(read_baseline(write_baseline(profile), ""), profile);
    REQUIRE(comparison.count(Difference::Change::same) == comparison.causes.size());
    REQUIRE(std::all_of(comparison.root_causes.begin(), comparison.root_causes.end(),
                        [](const Difference& d) { return d.change == Difference::Change::same; }));
  }
}

TEST_CASE("a baseline of ten thousand groups tells the few that changed") {
  const auto run = [](std::size_t from, std::size_t to) {
    Profile profile;
    for (std::size_t i = from; i < to; ++i) {
      const std::string name = std::to_string(i);
      Profile::Cause cause{Profile::Kind::exception, i, {}, 1 + i % 300, "", {}, ""};
      cause.chain.push_back({"a.C" + name, "no plan " + name, {}, "", {}});
      profile.exceptions += cause.count;
      profile.causes.push_back(std::move(cause));
    }
    profile.quiet_records = 1'000'000;
    profile.records = profile.quiet_records + profile.exceptions;
    return profile;
  };
  Profile current = run(3, 10'005);
  current.causes[299 - 3].count *= 2;
  current.causes[599 - 3].count *= 2;
  const Comparison comparison = compare(read_baseline(write_baseline(run(0, 10'000)), ""), current);
  CHECK(describe(comparison) == "5 new, 2 increased, 3 gone; 9995 as before.");
  REQUIRE(comparison.causes.size() == 10'005);
  CHECK(comparison.root_causes.size() == 10'005);
  CHECK(comparison.causes[0].chain[0].class_name == "a.C10004");  // the most frequent of the new ones
  CHECK(comparison.causes[5].before == 300);
  CHECK(comparison.causes[5].after == 600);
}

TEST_CASE("a report in JSON gives the profile that it was made from") {
  std::mt19937 random(2026);
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    const Summary summary = analyze(test::random_log(random, 200), round % 3 == 0 ? 4000 : 4 << 20);
    const Profile profile = profile_of(summary), read = read_json_report(render_json(summary), "");
    REQUIRE(read.records == profile.records);
    REQUIRE(read.quiet_records == profile.quiet_records);
    REQUIRE(read.errors == profile.errors);
    REQUIRE(read.exceptions == profile.exceptions);
    REQUIRE(read.failures == profile.failures);
    REQUIRE(read.failed_requests == profile.failed_requests);
    REQUIRE(read.seconds == profile.seconds);
    REQUIRE(read.folded_exceptions.count == profile.folded_exceptions.count);
    REQUIRE(read.causes.size() == profile.causes.size());
    REQUIRE(compare(read, profile).count(Difference::Change::added) == 0);
  }
}

TEST_CASE("a report in which rows are hidden can't be compared") {
  View view;
  view.top = 0;
  CHECK_THROWS_AS(read_json_report(render_json(analyze(record("ERROR a.B - no")), view), "a.json"), Error);
}

TEST_CASE("a number in a report that doesn't fit is said with its key") {
  const std::string report = render_json(analyze(record("ERROR a.B - no")));
  const auto complaint_of = [&](const std::string& key, const std::string& value) {
    auto json = nlohmann::json::parse(report);
    json["errors"][0][key] = nlohmann::json::parse(value);
    try {
      (void)read_json_report(json.dump(), "a.json");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  const std::string front = "a.json: the report can't be compared: ";
  CHECK(complaint_of("count", "1") == "none");
  CHECK(complaint_of("count", "0") == front + "a group that was never met is none");
  CHECK(complaint_of("count", "-1") == front + "\"count\" is no count: -1");
  CHECK(complaint_of("count", "1.5") == front + "\"count\" is no count: 1.5");
  CHECK(complaint_of("count", "18446744073709551616").rfind(front + "\"count\" is no count", 0) == 0);
  CHECK(complaint_of("fingerprint", "\"10000000000000000\"") ==
        front + "'10000000000000000' is no fingerprint");
  CHECK(complaint_of("fingerprint", "\"xx\"") == front + "'xx' is no fingerprint");
}

TEST_CASE("a report that would take more memory than any is refused") {
  std::string report = R"({"schema":"culprit.summary/1","exceptions":)";
  report.resize(report.size() + (17 << 20), '[');
  CHECK_THROWS_WITH(read_json_report(report, "a.json"),
                    "a.json: the report can't be compared: it has more values than any report");
}

TEST_CASE("what is wrong with a baseline is said with its line") {
  CHECK(complaint("") == "none");
  CHECK(complaint("\n# remark\nrecords\t7\r\n") == "none");
  CHECK(complaint("records\tmany\n") == "b.txt:2: 'many' is no number, or too large");
  CHECK(complaint("records\t18446744073709551616\n") ==
        "b.txt:2: '18446744073709551616' is no number, or too large");
  CHECK(complaint("records\t\n") == "b.txt:2: '' is no number, or too large");
  CHECK(complaint("seconds\t1e999\n") == "b.txt:2: '1e999' is no number, or too large");
  CHECK(
      complaint("recods\t7\n").rfind("b.txt:2: 'recods' is none of exception, error, members, records", 0) ==
      0);
  CHECK(complaint("exception\tff\t1\ta.A\n") ==
        "b.txt:2: expected 5 fields, separated by tabs, and there are 4");
  CHECK(complaint("exception\txx\t1\ta.A\tb\n") == "b.txt:2: 'xx' is no number, or too large");
  CHECK(complaint("exception\t10000000000000000\t1\ta.A\tb\n") ==
        "b.txt:2: '10000000000000000' is no number, or too large");
  CHECK(complaint("error\tff\t0\ta.A\tb\n") == "b.txt:2: a group that was never met is none");
  CHECK(complaint("exception\tff\t1\ta.A\tb\\n\n").rfind("b.txt:2: expected \\x and two", 0) == 0);
  CHECK(complaint("exception\tff\t1\ta.A\tb\nexception\tff\t1\ta.A\tb\n")
            .rfind("b.txt: the group 00000000000000ff occurs twice", 0) == 0);
  CHECK_THROWS_AS(read_baseline("# culprit baseline 2\n", "b.txt"), Error);
  CHECK_THROWS_AS(read_baseline("", "b.txt"), Error);
}

TEST_CASE("what a file is shows in its content") {
  const test::TemporaryDirectory directory;
  const Summary summary = analyze(record("ERROR a.B - no") + record("INFO  a.B - x"));
  const std::string log = directory.write(record("ERROR a.B - no") + record("INFO  a.B - x"), "a.json");
  const std::string json = directory.write(render_json(summary), "b.txt");
  const std::string baseline = directory.write(write_baseline(profile_of(summary)), "c.log");
  const std::string snapshot = directory.write(write_snapshot(summary), "d.txt");
  for (const std::string& path : {log, json, baseline, snapshot}) {
    const Profile profile = load_profile({path});
    CHECK(profile.name == path);
    CHECK(profile.records == 2);
    CHECK(profile.causes.size() == 1);
  }
  CHECK_THROWS_AS(load_profile({}), Error);
  CHECK(load_profile({log, log}).errors == 2);
  CHECK(load_profile({log, snapshot}).errors == 2);
  CHECK_THROWS_AS(load_profile({log, baseline}), Error);
  CHECK(load_profile({directory.path("missing")}).diagnostics.size() == 1);
}

TEST_CASE("what a file is shows in its content when it is decoded, whatever its name") {
  const test::TemporaryDirectory directory;
  const Summary summary = analyze(record("ERROR a.B - no") + record("INFO  a.B - x"));
  const std::string json = render_json(summary), baseline = write_baseline(profile_of(summary));
  const auto check = [&](const std::string& stored) {
    const Profile profile = load_profile({directory.write(stored, "a.log")});
    CHECK(profile.diagnostics.empty());
    CHECK(profile.records == 2);
    CHECK(profile.causes.size() == 1);
  };
  for (const std::string& text : {json, baseline, utf16(json), utf16(baseline), write_snapshot(summary)})
    for (const std::string& stored : encoded(text)) check(stored);
  check(utf16(json));
  check(utf16(baseline));
  check("\xef\xbb\xbf" + json);
  check("\xef\xbb\xbf" + baseline);
}

TEST_CASE("a snapshot that is compressed is counted among logs, too") {
  const test::TemporaryDirectory directory;
  const std::string log = record("ERROR a.B - no"), snapshot = write_snapshot(analyze(log));
  std::vector<std::string> paths{directory.write(log, "a.log")};
  for (const std::string& stored : encoded(snapshot))
    paths.push_back(directory.write(stored, std::to_string(paths.size())));
  CHECK(load_profile(paths).errors == paths.size());
}

TEST_CASE("a baseline, report or snapshot that can't be decoded is a fault with its byte, and no run") {
  const test::TemporaryDirectory directory;
  const Summary summary = analyze(record("ERROR a.B - no") + record("INFO  a.B - x"));
  for (const std::string& text :
       {write_baseline(profile_of(summary)), render_json(summary), write_snapshot(summary)}) {
    std::string stored = input::compress(input::Format::gzip, text);
    stored.resize(stored.size() - 4);
    const std::string path = directory.write(stored, "a.gz");
    const Profile profile = load_profile({path});
    CHECK(profile.records == 0);
    CHECK(profile.causes.empty());
    REQUIRE(profile.diagnostics.size() == 1);
    CHECK(profile.diagnostics[0] ==
          Diagnostic{path, stored.size(), Diagnostic::Kind::truncated, "truncated gzip data"});
  }
}

TEST_CASE("a baseline or report that expands to more than any has is a fault") {
  const test::TemporaryDirectory directory;
  const Summary summary = analyze(record("ERROR a.B - no"));
  for (std::string text : {write_baseline(profile_of(summary)) + "# ", render_json(summary)}) {
    text.resize((128 << 20) + 1, ' ');
    const std::string stored = input::compress(input::Format::zstd, text);
    const Profile profile = load_profile({directory.write(stored)});
    CHECK(profile.records == 0);
    REQUIRE(profile.diagnostics.size() == 1);
    CHECK(profile.diagnostics[0].kind == Diagnostic::Kind::unreadable);
    CHECK(profile.diagnostics[0].message == "too large: more than 128 MiB are decoded");
    CHECK(profile.diagnostics[0].offset <= stored.size());
    text.pop_back();
    CHECK(load_profile({directory.write(input::compress(input::Format::zstd, text))}).records == 1);
  }
}

TEST_CASE("a baseline of more classes than any has is refused before they take memory") {
  const std::string group = "exception\t1\t1\ta.A";
  std::string lines = group;
  while (lines.size() < (17 << 20)) lines += " <- ";
  CHECK(complaint(lines + "\tx\n") == "b.txt: no baseline has more than 4194304 lines, fields and classes");
}

TEST_CASE("reading a baseline or report can be stopped") {
  const test::TemporaryDirectory directory;
  const Summary summary = analyze(record("ERROR a.B - no"));
  Stop stop;
  stop.request();
  Options options;
  options.stop = &stop;
  for (const std::string& text : {write_baseline(profile_of(summary)), render_json(summary)}) {
    const Profile profile = load_profile({directory.write(text)}, options);
    CHECK(profile.records == 0);
    REQUIRE(profile.diagnostics.size() == 1);
    CHECK(profile.diagnostics[0].kind == Diagnostic::Kind::stopped);
  }
}
