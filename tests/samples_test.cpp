#include "analyze.hpp"
#include "catch.hpp"
#include "input/compress.hpp"
#include "temporary_directory.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/error.hpp>
#include <culprit/render.hpp>
#include <culprit/samples.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace culprit;

namespace {

std::string record(int minute, int number) {
  return fmt::format(
      "2021-12-22T10:{:02}:48,867+0000 lvl='WARN', log='B', th='main', xff='', rId='', tok='', aRId='', "
      "tRId='', bad\n"
      "java.io.IOException: disk {}\n\tat a.B.c(B.java:1)\nCaused by: a.DeepException: no\n\t... 1 more\n",
      minute, number);
}

const std::string kQuiet =
    "2021-12-22T10:18:46,867+0000 lvl='INFO', log='B', th='main', xff='', rId='', tok='', aRId='', tRId='', "
    "fine\n";

std::string fingerprint_of(std::string_view log, std::size_t which = 0) {
  std::vector<std::uint64_t> seen;
  Options options;
  options.on_event = [&](const Event& event) { seen.push_back(event.fingerprint); };
  test::analyze(log, options);
  return fmt::format("{:016x}", seen.at(which));
}

Samples find(const std::vector<std::string>& paths, SampleQuery query, std::size_t count = 1) {
  query.count = count;
  return find_samples(paths, query);
}

}  // namespace

TEST_CASE("a sample is its record byte for byte") {
  const test::TemporaryDirectory directory;
  const std::string wanted = record(1, 7) + "and what stands behind\r\n\n";
  const std::string path = directory.write(kQuiet + wanted + kQuiet, "a.log");
  const Samples found = find({path}, SampleQuery(fingerprint_of(record(1, 7))));
  REQUIRE(found.samples.size() == 1);
  CHECK(found.samples[0].text == wanted);
  CHECK(found.samples[0].number == 1);
  CHECK_FALSE(found.samples[0].cut);
  CHECK(found.samples[0].event->source == path);
  CHECK(found.samples[0].event->line == 2);
  REQUIRE(found.matches.size() == 1);
  CHECK(found.matches[0].name == "java.io.IOException");
  CHECK(found.summary.totals.occurrences == 1);
}

TEST_CASE("samples are from the beginning, the middle and the end of all inputs") {
  const test::TemporaryDirectory directory;
  std::string first, second;
  for (int i = 0; i < 6; ++i) first += record(i, i) + kQuiet;
  for (int i = 6; i < 11; ++i) second += kQuiet + record(i, i);
  const std::string a = directory.write(first, "a.log");
  const std::string b = directory.write(input::compress(input::Format::gzip, second), "b.log.gz");
  const Samples found = find({a, b}, SampleQuery(fingerprint_of(record(1, 7))), 3);
  REQUIRE(found.samples.size() == 3);
  CHECK(found.samples[0].text == record(0, 0));
  CHECK(found.samples[1].text == record(5, 5));
  CHECK(found.samples[2].text == record(10, 10));
  CHECK(found.samples[2].event->source == b);
  CHECK(found.samples[1].number == 6);
  CHECK(found.matches[0].count == 11);
}

TEST_CASE("an error without a throwable has a sample, too") {
  const test::TemporaryDirectory directory;
  const std::string error =
      "2021-12-22T10:18:46,867+0000 lvl='ERROR', log='B', th='main', xff='', rId='', tok='', aRId='', "
      "tRId='', no\nmore\n";
  const Samples found = find({directory.write(error + kQuiet)}, SampleQuery(fingerprint_of(error)));
  REQUIRE(found.samples.size() == 1);
  CHECK(found.samples[0].text == error);
}

TEST_CASE("the first digits of a fingerprint do if they are one's alone") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(record(1, 7) + kQuiet);
  const std::string fingerprint = fingerprint_of(record(1, 7));
  CHECK(find({path}, SampleQuery(fingerprint.substr(0, 6))).samples.size() == 1);
  const Samples none = find({path}, SampleQuery(fingerprint[0] == 'f' ? "000000" : "ffffff"));
  CHECK(none.samples.empty());
  CHECK(none.matches.empty());
}

TEST_CASE("of what was merged, and of a root cause, all events are samples") {
  const test::TemporaryDirectory directory;
  std::string log;
  for (const std::string_view plan : {"gold", "silver", "basic", "trial"})
    log += kQuiet + "a.SomeException: no plan " + std::string(plan) + "\n\tat a.B.c(B.java:1)\n";
  for (const std::string_view wrapper : {"a.OneException: x", "a.OtherException: y"})
    log += kQuiet + std::string(wrapper) +
           "\n\tat a.B.c(B.java:1)\nCaused by: a.DeepException: no\n\t... 1 more\n";
  const std::string path = directory.write(log, "a.log");
  Analyzer analyzer;
  analyzer.read(std::vector{path});
  const Summary summary = analyzer.finish();

  const Group merged = summary.exceptions().at(0).groups.at(0);
  REQUIRE(merged.members.size() == 4);
  const Samples of_merged = find({path}, SampleQuery(fmt::format("{:016x}", merged.fingerprint)), 9);
  REQUIRE(of_merged.matches.size() == 1);
  CHECK(of_merged.matches[0].fingerprint == merged.fingerprint);
  CHECK(of_merged.matches[0].count == merged.count);
  REQUIRE(of_merged.samples.size() == 4);
  CHECK(of_merged.samples[1].number == 2);
  CHECK(of_merged.samples[3].text.find("no plan trial") != std::string::npos);
  CHECK(find({path}, SampleQuery(fmt::format("{:016x}", merged.members[0]))).matches.at(0).count == 1);

  const auto causes = summary.root_causes();
  const auto deep = std::find_if(causes.begin(), causes.end(), [](const RootCause& cause) {
    return cause.class_name == "a.DeepException";
  });
  REQUIRE(deep != causes.end());
  const Samples of_cause = find({path}, SampleQuery(fmt::format("{:016x}", deep->fingerprint)), 9);
  REQUIRE(of_cause.samples.size() == 2);
  CHECK(of_cause.matches[0].count == deep->count);
  CHECK(of_cause.samples[0].text.find("OneException") != std::string::npos);
  CHECK(of_cause.samples[1].text.find("OtherException") != std::string::npos);
}

TEST_CASE("of errors that were merged, too, all are samples") {
  const test::TemporaryDirectory directory;
  std::string log;
  for (const std::string_view plan : {"gold", "silver", "basic", "trial"})
    log += fmt::format("18:04:22.808 [main] ERROR a.B - no plan {}\n", plan);
  const std::string path = directory.write(log, "a.log");
  Analyzer analyzer;
  analyzer.read(path);
  const ErrorGroup merged = analyzer.finish().errors().at(0);
  REQUIRE(merged.members.size() == 4);
  const Samples found = find({path}, SampleQuery(fmt::format("{:016x}", merged.fingerprint)), 9);
  REQUIRE(found.samples.size() == 4);
  CHECK(found.matches.at(0).fingerprint == merged.fingerprint);
  CHECK(found.samples[3].text.find("no plan trial") != std::string::npos);
}

TEST_CASE("a root cause is told from the group of those that nothing wraps") {
  const test::TemporaryDirectory directory;
  const std::string alone = "java.io.IOException: disk\n\tat a.B.c(B.java:1)\n";
  const std::string path = directory.write(kQuiet + alone + kQuiet +
                                           "a.OuterException: y\n\tat a.B.d(B.java:1)\nCaused by: " + alone);
  Analyzer analyzer;
  analyzer.read(std::vector{path});
  const Summary summary = analyzer.finish();
  const auto count = [&](std::uint64_t fingerprint) {
    return find({path}, SampleQuery(fmt::format("{:016x}", fingerprint)), 9).samples.size();
  };
  REQUIRE(summary.root_causes().size() == 1);
  CHECK(count(summary.root_causes()[0].fingerprint) == 2);
  for (const ExceptionRow& row : summary.exceptions()) CHECK(count(row.groups.at(0).fingerprint) == 1);
}

TEST_CASE("what is no fingerprint is refused") {
  for (const char* text : {"", "12345", "12345g", "killbill.log", "0x12345", "-123456", "00112233445566778"})
    CHECK_THROWS_AS(SampleQuery(text), Error);
  CHECK(SampleQuery("4F6f0c").fingerprint == 0x4f6f'0c00'0000'0000);
  CHECK(SampleQuery("4f6f0c6d3a1c5b1e").fingerprint == 0x4f6f'0c6d'3a1c'5b1e);
}

TEST_CASE("of lines that several writers prefixed only the record's own are shown, without prefix") {
  const test::TemporaryDirectory directory;
  std::string log;
  for (const char* stream : {"a_1  | ", "b_1  | "})
    for (int i = 0; i < 3; ++i) log.append(stream).append(kQuiet);
  const std::string text = record(1, 7);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    log.append("a_1  | ").append(text, at, end - at).append("b_1  | ").append(kQuiet);
    at = end;
  }
  const Samples found = find({directory.write(log)}, SampleQuery(fingerprint_of(text)));
  REQUIRE(found.samples.size() == 1);
  CHECK(found.samples[0].event->stream == "a_1");
  CHECK(found.samples[0].text == text);
}

TEST_CASE("a long text is cut, and said to be") {
  const test::TemporaryDirectory directory;
  std::string log = record(1, 7);
  for (int i = 0; i < 1000; ++i) log += "\tat a.B.c(B.java:1)\n";
  SampleQuery query(fingerprint_of(record(1, 7)));
  query.text_bytes = 300;
  const Samples found = find({directory.write(log)}, query);
  REQUIRE(found.samples.size() == 1);
  CHECK(found.samples[0].cut);
  CHECK(found.samples[0].text == log.substr(0, 300));
  CHECK(render_samples_text(found).find(", 1 of 1, cut to 300 bytes <==\n") != std::string::npos);
}

TEST_CASE("what can't be read is told, and the rest searched") {
  const test::TemporaryDirectory directory;
  const Samples found =
      find({"/nowhere.log", directory.write(record(1, 7))}, SampleQuery(fingerprint_of(record(1, 7))));
  CHECK(found.samples.size() == 1);
  REQUIRE(found.summary.diagnostics.size() == 1);
  CHECK(found.summary.diagnostics[0].source == "/nowhere.log");
}

TEST_CASE("a terminal is shown no control characters, and tabs as they are") {
  const test::TemporaryDirectory directory;
  const std::string log = record(1, 7) + "\x1b[31mred\r\n";
  const Samples found = find({directory.write(log)}, SampleQuery(fingerprint_of(record(1, 7))));
  const std::string shown = render_samples_text(found, true);
  CHECK(shown.find("\n\tat a.B.c(B.java:1)\n") != std::string::npos);
  CHECK(shown.ends_with("\n\\e[31mred\n"));
  CHECK(render_samples_text(found).ends_with(log));
}

TEST_CASE("a copy of an event outlives it") {
  std::vector<EventCopy> kept;
  Options options;
  options.on_event = [&](const Event& event) { kept.emplace_back(event); };
  test::analyze(record(1, 7) + record(2, 8), options, "log");
  REQUIRE(kept.size() == 2);
  const EventCopy copy = kept[1];
  kept[1] = kept[0];
  kept.clear();
  CHECK(copy->source == "log");
  CHECK(copy->logger == "B");
  REQUIRE(copy->throwables.size() == 2);
  CHECK(copy->throwables[0].message == "disk 8");
  CHECK(copy->throwables[0].top_frame == "a.B.c(B.java:1)");
  CHECK(copy->throwables[1].class_name == "a.DeepException");
  CHECK(copy->context.empty());
}
