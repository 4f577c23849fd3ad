#include "reading.hpp"

#include "analyze.hpp"
#include "catch.hpp"
#include "parse/read_log.hpp"
#include "part_merger.hpp"
#include "property/random_log.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/render.hpp>
#include <culprit/snapshot.hpp>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>
#include <vector>

using namespace culprit;

namespace {

template <class Rows, class Count>
std::uint64_t sum(const Rows& rows, Count&& count) {
  return std::accumulate(rows.begin(), rows.end(), std::uint64_t{0},
                         [&](std::uint64_t total, const auto& row) { return total + count(row); });
}

/// Adds what a reading of a part of `log` counts. Where `takes()`, that is taken so far.
template <class Takes>
void read_part(PartMerger& merger, const Setup& setup, Worker& worker, std::string_view log, const Part& part,
               Takes&& takes) {
  Reading reading(setup, worker, part);
  log.remove_prefix(part.first_byte());
  while (!reading.is_through() && !log.empty()) {
    const std::span<char> space = reading.free_space();
    const std::size_t size = std::min({space.size(), log.size(), std::size_t{3000}});
    std::memcpy(space.data(), log.data(), size);
    log.remove_prefix(size);
    reading.commit(size);
    if (takes()) merger.add(reading.take());
  }
  merger.add(reading.finish());
}

/// What the parts of a log between `cuts`, its offsets from 0 on, make together.
template <class Takes>
Summary read_parts(const Setup& setup, std::string_view log, const std::vector<std::uint64_t>& cuts,
                   Takes&& takes) {
  Worker worker(setup);
  PartMerger merger(setup.grammar.zone, setup.failure_window());
  for (std::size_t i = 0; i < cuts.size(); ++i)
    read_part(merger, setup, worker, log, {"log", cuts[i], i + 1 == cuts.size() ? Part::kNoEnd : cuts[i + 1]},
              takes);
  return merger.finish(std::nullopt);
}

Summary read_whole(const Setup& setup, std::string_view log) {
  return read_parts(setup, log, {0}, [] { return false; });
}

}  // namespace

TEST_CASE("any split of the input into chunks gives the identical records") {
  std::mt19937 random(2015);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::string log = test::random_log(random, random() % 120);
    const test::ReadLog whole = test::read_log(log);
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{2}, std::size_t{7}, 1 + random() % 500})
      REQUIRE(test::read_log(log, chunk) == whole);
  }
}

TEST_CASE("records do not overlap, and stand in the order of the input") {
  std::mt19937 random(2016);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::string log = test::random_log(random, random() % 120);
    std::uint64_t end = 0;
    for (const test::ReadRecord& record : test::read_log(log).records) {
      REQUIRE(record.offset >= end);
      REQUIRE(record.length > 0);
      end = record.offset + record.length;
      const auto lines = static_cast<std::uint64_t>(
          std::count(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(record.offset), '\n'));
      REQUIRE(record.line == lines + 1);
      for (std::size_t i = 1; i < record.throwables.size(); ++i) REQUIRE(record.throwables[i].parent < i);
    }
    REQUIRE(end <= log.size());
  }
}

TEST_CASE("all sums agree") {
  std::mt19937 random(2017);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    const std::string log = test::random_log(random, random() % 300);
    const Summary summary = test::analyze(log, round % 3 == 0 ? 4000 : 5 << 20);

    const auto rows = summary.exceptions();
    const auto causes = summary.root_causes();
    const auto folded = sum(rows, [](const ExceptionRow& row) { return row.folded; });
    REQUIRE(summary.totals.bytes == log.size());
    REQUIRE(summary.totals.lines == static_cast<std::uint64_t>(std::count(log.begin(), log.end(), '\n')) +
                                        !(log.empty() || log.back() == '\n'));
    REQUIRE(sum(summary.levels, [](std::uint64_t n) { return n; }) == summary.totals.records);
    REQUIRE(sum(rows, [](const ExceptionRow& row) { return row.count; }) == summary.totals.occurrences);
    REQUIRE(sum(summary.errors(), [](const ErrorGroup& e) { return e.count; }) + summary.folded_errors() ==
            summary.totals.errors);
    REQUIRE(sum(causes, [](const RootCause& c) { return c.count; }) + folded == summary.totals.occurrences);
    REQUIRE(sum(causes, [](const RootCause& c) { return c.failures; }) <= summary.totals.failures);
    REQUIRE(summary.totals.failures <= summary.totals.occurrences);
    if (folded == 0) {
      REQUIRE(sum(causes, [](const RootCause& c) { return c.failures; }) == summary.totals.failures);
      for (const Aspect aspect : {Aspect::logger, Aspect::tenant, Aspect::code})
        REQUIRE(sum(summary.by(aspect), [](const AspectRow& row) { return row.count; }) ==
                summary.totals.total());
      REQUIRE(sum(summary.by(Aspect::frame), [](const AspectRow& row) { return row.count; }) ==
              summary.totals.occurrences);
    }
    for (const ExceptionRow& row : rows)
      REQUIRE(sum(row.groups, [](const Group& g) { return g.count; }) + row.folded == row.count);
    for (const RootCause& cause : causes)
      REQUIRE(sum(cause.heads, [](const RootCause::Head& h) { return h.count; }) == cause.count);
  }
}

TEST_CASE("parts of a log, cut anywhere, and handed over in pieces, merge to the whole") {
  std::mt19937 random(2018);
  int pieces = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::string log = test::random_log(random, random() % 200);
    Options options;
    if (round % 3 == 0) options.limits.summary_bytes = 4000;
    if (round % 5 == 0) options.filter.level = Level::warn;
    const Setup setup(options);
    const Summary whole = read_whole(setup, log);

    std::vector<std::uint64_t> cuts(random() % 6);
    for (std::uint64_t& cut : cuts) cut = random() % (log.size() + 1);
    cuts.push_back(0);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    CAPTURE(cuts);
    const Summary merged = read_parts(setup, log, cuts, [&] {
      const bool takes = round % 2 == 0 && random() % 3 == 0;
      pieces += takes;
      return takes;
    });
    REQUIRE(merged.totals.bytes == whole.totals.bytes);
    REQUIRE(merged.totals.lines == whole.totals.lines);
    REQUIRE(merged.totals.records == whole.totals.records);
    REQUIRE(merged.totals.total() == whole.totals.total());
    REQUIRE(merged.exceptions() == whole.exceptions());
    REQUIRE(merged.errors() == whole.errors());
    REQUIRE(merged == whole);
  }
  CHECK(pieces > 100);
}

TEST_CASE("snapshots of some logs, merged in any order, are one run over all of them") {
  std::mt19937 random(2019);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    Options options;
    options.timezone = "UTC";
    if (round % 3 == 0) options.limits.summary_bytes = 20'000;
    std::vector<std::string> logs(1 + random() % 4);
    Analyzer whole(options);
    std::vector<std::string> snapshots;
    for (std::size_t i = 0; i < logs.size(); ++i) {
      logs[i] = test::random_log(random, random() % 100);
      const std::string name = "log-" + std::to_string(i);
      whole.feed(name, logs[i]);
      Analyzer part(options);
      part.feed(name, logs[i]);
      snapshots.push_back(write_snapshot(part.finish()));
    }
    std::shuffle(snapshots.begin(), snapshots.end(), random);
    const Summary expected = whole.finish();
    Summary merged = read_snapshot(snapshots.front());
    for (std::size_t i = 1; i < snapshots.size(); ++i) merged.merge(read_snapshot(snapshots[i]));
    REQUIRE(render_json(merged) == render_json(expected));
    REQUIRE(read_snapshot(write_snapshot(merged)) == merged);
    if (round % 3 != 0) REQUIRE(merged == expected);
  }
}

TEST_CASE("a part without any header leaves it all to the part before") {
  const std::string log =
      "18:04:22.808 [main] ERROR a.B - x\n" + std::string(2 << 20, 'y') + "\n\tat a.B.c(B.java:1)\nend\n";
  const Setup setup({});
  const Summary merged = read_parts(setup, log, {0, 100, 1'000'000}, [] { return false; });
  CHECK(merged == read_whole(setup, log));
  CHECK(merged.totals.lines == 4);
  CHECK(merged.totals.long_lines == 1);
}
