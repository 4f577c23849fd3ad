#include "catch.hpp"
#include "temporary_directory.hpp"

#include <culprit/culprit.h>
#include <culprit/culprit.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kLog =
    "2021-12-22T10:18:46,003+0000 lvl='WARN', log='Callback', th='exec-7', xff='', rId='r-1', tok='t', "
    "aRId='8', tRId='1', call failed\n"
    "java.util.concurrent.ExecutionException: java.lang.IllegalStateException: out of luck after 7 tries\n"
    "\tat com.example.Plugin.call(Plugin.java:12)\n"
    "Caused by: java.lang.IllegalStateException: out of luck after 7 tries\n"
    "\tat com.example.Luck.draw(Luck.java:3)\n"
    "\t... 1 more\n"
    "2021-12-22T10:18:47,003+0000 lvl='ERROR', log='Server', th='main', xff='', rId='', tok='', aRId='', "
    "tRId='', shutting down\n"
    "2021-12-22T10:18:48,003+0000 lvl='INFO', log='Server', th='main', xff='', rId='', tok='', aRId='', "
    "tRId='', bye\n";

using Analyzer = std::unique_ptr<culprit_analyzer, decltype(&culprit_analyzer_free)>;
using Summary = std::unique_ptr<culprit_summary, decltype(&culprit_summary_free)>;

Analyzer analyzer(const culprit_options& options = {}) {
  return {culprit_analyzer_new(&options), culprit_analyzer_free};
}

Summary finish(const Analyzer& analyzer) {
  return {culprit_analyzer_finish(analyzer.get()), culprit_summary_free};
}

bool feed(const Analyzer& analyzer, std::string_view log) {
  return culprit_analyzer_feed(analyzer.get(), "test.log", log.data(), log.size());
}

Summary analyze(std::string_view log, const culprit_options& options = {}) {
  const Analyzer made = analyzer(options);
  REQUIRE(feed(made, log));
  return finish(made);
}

std::string text(culprit_text text) { return {text.data, text.size}; }

std::string render(const Summary& summary, const char* format, const culprit_view* view = nullptr) {
  std::size_t size = 0;
  const std::unique_ptr<char, decltype(&culprit_free)> report(
      culprit_summary_render(summary.get(), format, view, &size), culprit_free);
  REQUIRE(report != nullptr);
  CHECK(report.get()[size] == '\0');
  return {report.get(), size};
}

}  // namespace

TEST_CASE("C sees the version of the library") { CHECK(culprit_version() == culprit::kVersion); }

TEST_CASE("C sees the totals, the table, the errors and the root causes") {
  const Summary summary = analyze(kLog);
  const culprit_totals totals = culprit_summary_totals(summary.get());
  CHECK(totals.bytes == kLog.size());
  CHECK(totals.lines == 8);
  CHECK(totals.records == 3);
  CHECK(totals.errors == 1);
  CHECK(totals.occurrences == 1);
  CHECK(totals.failures == 1);

  std::size_t count = 0;
  const culprit_exception* exceptions = nullptr;
  REQUIRE(culprit_summary_exceptions(summary.get(), CULPRIT_ORDER_COUNT, &exceptions, &count));
  REQUIRE(count == 1);
  CHECK(text(exceptions[0].class_name) == "java.util.concurrent.ExecutionException");
  CHECK(exceptions[0].count == 1);
  CHECK(exceptions[0].seen.is_known);
  CHECK(exceptions[0].seen.first.milliseconds == 1640168326003);
  CHECK(exceptions[0].seen.first.has_date);
  CHECK(exceptions[0].seen.first.has_zone);

  const culprit_error* errors = nullptr;
  REQUIRE(culprit_summary_errors(summary.get(), CULPRIT_ORDER_COUNT, &errors, &count));
  REQUIRE(count == 1);
  CHECK(text(errors[0].logger) == "Server");
  CHECK(text(errors[0].message_template) == "shutting down");
  CHECK(errors[0].count == 1);

  const culprit_root_cause* causes = nullptr;
  REQUIRE(culprit_summary_root_causes(summary.get(), CULPRIT_ORDER_COUNT, &causes, &count));
  REQUIRE(count == 1);
  CHECK(text(causes[0].class_name) == "java.lang.IllegalStateException");
  CHECK(text(causes[0].message_template) == "out of luck after N tries");
  CHECK(text(causes[0].top_frame) == "com.example.Luck.draw(Luck.java:3)");
  CHECK(causes[0].count == 1);
  CHECK(causes[0].failures == 1);
  CHECK(causes[0].fingerprint != 0);
}

TEST_CASE("C renders what C++ renders, in every format") {
  culprit::Analyzer analyzer;
  analyzer.feed("test.log", kLog);
  const culprit::Summary expected = analyzer.finish();
  const Summary summary = analyze(kLog);
  for (const culprit::ReportFormat& format : culprit::report_formats()) {
    CAPTURE(format.name);
    CHECK(render(summary, std::string(format.name).c_str()) == format.render({expected}, {}, {}));
  }
  const culprit_view view{CULPRIT_ORDER_NAME, CULPRIT_GROUPING_CAUSE, 1};
  CHECK(render(summary, "text", &view) ==
        culprit::render_text(expected, {culprit::Order::name, 1, culprit::Grouping::cause}));
}

TEST_CASE("C merges summaries, also out of snapshots") {
  const Summary summary = analyze(kLog);
  const std::string snapshot = render(summary, "snapshot");
  const Summary copy(culprit_summary_from_snapshot(snapshot.data(), snapshot.size()), culprit_summary_free);
  REQUIRE(copy != nullptr);
  REQUIRE(culprit_summary_merge(summary.get(), copy.get()));
  CHECK(culprit_summary_totals(summary.get()).occurrences == 2);
  CHECK(culprit_summary_totals(copy.get()).occurrences == 1);

  CHECK(culprit_summary_from_snapshot("none", 4) == nullptr);
  CHECK(std::string_view(culprit_last_error()).find("snapshot") != std::string_view::npos);
}

TEST_CASE("C sees each event as it streams") {
  std::vector<std::string> seen;
  culprit_options options{};
  options.quiet_events = true;
  options.context = &seen;
  options.on_event = [](const culprit_event* event, void* context) {
    std::string line = text(event->source) + ' ' + std::to_string(event->line) + ' ' + text(event->logger) +
                       ' ' + text(event->thread) + ' ' + text(event->message) + ' ' +
                       std::to_string(event->level) +
                       (event->has_time ? ' ' + std::to_string(event->time.milliseconds) : "");
    for (std::size_t i = 0; i < event->field_count; ++i)
      line += ' ' + text(event->fields[i].name) + '=' + text(event->fields[i].value);
    for (std::size_t i = 0; i < event->throwable_count; ++i) {
      const culprit_throwable& throwable = event->throwables[i];
      line += " | " + std::to_string(throwable.relation) + ' ' + text(throwable.class_name) + ' ' +
              std::to_string(throwable.frames) + '+' + std::to_string(throwable.elided) + ' ' +
              text(throwable.top_frame);
    }
    static_cast<std::vector<std::string>*>(context)->push_back(line);
    return true;
  };
  analyze(kLog, options);
  CHECK(seen ==
        std::vector<std::string>{
            "test.log 1 Callback exec-7 call failed 4 1640168326003 req.requestId=r-1 kb.userToken=t "
            "kb.accountRecordId=8 kb.tenantRecordId=1 | 0 java.util.concurrent.ExecutionException 1+0 "
            "com.example.Plugin.call(Plugin.java:12) | 1 java.lang.IllegalStateException 1+1 "
            "com.example.Luck.draw(Luck.java:3)",
            "test.log 7 Server main shutting down 5 1640168327003",
            "test.log 8 Server main bye 3 1640168328003"});
}

TEST_CASE("a callback of C that returns false stops the analysis, and the analyzer can be used on") {
  culprit_options options{};
  bool goes_on = false;
  options.context = &goes_on;
  options.on_event = [](const culprit_event*, void* context) { return *static_cast<bool*>(context); };
  const Analyzer made = analyzer(options);
  CHECK(feed(made, kLog));
  CHECK(finish(made) == nullptr);
  CHECK(std::string_view(culprit_last_error()) == "on_event stopped the analysis");
  goes_on = true;
  CHECK(feed(made, kLog));
  CHECK(culprit_summary_totals(finish(made).get()).occurrences == 1);
}

TEST_CASE("C's options say what is read") {
  const auto totals = [](const culprit_options& options) {
    return culprit_summary_totals(analyze(kLog, options).get());
  };
  culprit_options since{};
  since.since = "2021-12-22T10:18:47Z";
  CHECK(totals(since).occurrences == 0);
  CHECK(totals(since).errors == 1);
  culprit_options until{};
  until.until = "2021-12-22T10:18:47Z";
  CHECK(totals(until).errors == 0);
  culprit_options level{};
  level.level = CULPRIT_LEVEL_ERROR;
  CHECK(totals(level).occurrences == 0);
  const char* const classes[] = {"Other*", "*Timeout"};
  culprit_options of_classes{};
  of_classes.classes = classes;
  of_classes.class_count = 2;
  CHECK(totals(of_classes).occurrences == 0);
}

TEST_CASE("C reads files, with a configuration") {
  const culprit::test::TemporaryDirectory directory;
  const std::string log = directory.write(kLog), missing = directory.path("missing.log");
  const std::string config =
      directory.write("[[mask]]\nname = 'tries'\npattern = '[0-9]+ tries'\n", "culprit.toml");
  culprit_options options{};
  options.config = config.c_str();
  options.threads = 1;
  const Analyzer made = analyzer(options);
  const char* const paths[] = {log.c_str(), missing.c_str()};
  REQUIRE(culprit_analyzer_read(made.get(), paths, 2));
  const Summary summary = finish(made);

  std::size_t count = 0;
  const culprit_root_cause* causes = nullptr;
  REQUIRE(culprit_summary_root_causes(summary.get(), CULPRIT_ORDER_FIRST_SEEN, &causes, &count));
  REQUIRE(count == 1);
  CHECK(text(causes[0].message_template) == "out of luck after <tries>");
  const culprit_diagnostic* diagnostics = nullptr;
  REQUIRE(culprit_summary_diagnostics(summary.get(), &diagnostics, &count));
  REQUIRE(count == 1);
  CHECK(text(diagnostics[0].source) == missing);
  CHECK(diagnostics[0].is_fault);
}

TEST_CASE("C ends what is read") {
  const culprit::test::TemporaryDirectory directory;
  const std::string log = directory.write(kLog);
  const std::unique_ptr<culprit_stop, decltype(&culprit_stop_free)> stop(culprit_stop_new(),
                                                                         culprit_stop_free);
  culprit_options options{};
  options.stop = stop.get();
  const Analyzer made = analyzer(options);
  const char* const path = log.c_str();
  REQUIRE(culprit_analyzer_read(made.get(), &path, 1));
  culprit_stop_request(stop.get());
  REQUIRE(culprit_analyzer_read(made.get(), &path, 1));
  const Summary summary = finish(made);

  CHECK(culprit_summary_totals(summary.get()).records == 3);
  std::size_t count = 0;
  const culprit_diagnostic* diagnostics = nullptr;
  REQUIRE(culprit_summary_diagnostics(summary.get(), &diagnostics, &count));
  REQUIRE(count == 1);
  CHECK(text(diagnostics[0].message) == "reading was stopped");
  CHECK(diagnostics[0].is_fault);
}

TEST_CASE("what makes no sense is said to C") {
  const auto complaint = [](const culprit_options& options) {
    CHECK(culprit_analyzer_new(&options) == nullptr);
    return std::string(culprit_last_error());
  };
  culprit_options since{};
  since.since = "yesterday";
  CHECK(complaint(since) == "since is no time: yesterday");
  culprit_options zone{};
  zone.timezone = "Mars/Olympus";
  CHECK(complaint(zone).find("Mars/Olympus") != std::string::npos);
  culprit_options level{};
  level.level = static_cast<culprit_level>(7);
  CHECK(complaint(level) == "there is no level 7");

  const Summary summary = analyze(kLog);
  CHECK(culprit_summary_render(summary.get(), "yaml", nullptr, nullptr) == nullptr);
  CHECK(std::string_view(culprit_last_error()) == "there is no format yaml");
  const culprit_view view{static_cast<culprit_order>(3), CULPRIT_GROUPING_HEAD, 0};
  CHECK(culprit_summary_render(summary.get(), "text", &view, nullptr) == nullptr);
  CHECK(std::string_view(culprit_last_error()) == "there is no order 3");
}
