#include "catch.hpp"
#include "temporary_directory.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/error.hpp>

#include <chrono>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

using namespace culprit;

// What a program may do with an analyzer, and what is refused.

TEST_CASE("options that make no sense are refused before anything is read") {
  const auto refuses = [](auto&& change) {
    Options options;
    change(options);
    CHECK_THROWS_AS(Analyzer(options), Error);
  };
  refuses([](Options& o) { o.first_day = std::chrono::year(2021) / 2 / 31; });
  refuses([](Options& o) { o.layouts = {{"", UserLayout::Kind::pattern, "%d %p %m%n"}}; });
  refuses([](Options& o) { o.merging.keep = {"("}; });
  refuses([](Options& o) { o.masks = {{"id", "("}}; });
  refuses([](Options& o) { o.limits.line_bytes = std::numeric_limits<std::size_t>::max(); });
  refuses([](Options& o) { o.failure_window = std::chrono::years(2); });
  refuses([](Options& o) { o.failure_window = std::chrono::milliseconds::max(); });
}

TEST_CASE("an analyzer can be used on after a callback threw") {
  const test::TemporaryDirectory directory;
  const std::string record = "18:04:22.808 [main] ERROR a.B - x\n";
  const std::string path = directory.write(record + record);
  struct Stop {};
  bool stops = true;
  Options options;
  options.on_event = [&](const Event&) {
    if (stops) throw Stop();
  };
  Analyzer analyzer(std::move(options));
  CHECK_THROWS_AS(analyzer.read(path), Stop);
  CHECK_THROWS_AS(analyzer.feed("fed", std::string(2 << 20, '\n').insert(0, record + record)), Stop);
  analyzer.feed("fed", record);
  CHECK_THROWS_AS(analyzer.finish(), Stop);
  stops = false;
  analyzer.read(path);
  analyzer.feed("fed", record);
  CHECK(analyzer.finish().totals.errors == 3);
}

TEST_CASE("an analyzer refuses to be called by its own callback, and goes on") {
  const test::TemporaryDirectory directory;
  const std::string record = "18:04:22.808 [main] ERROR a.B - x\n";
  const std::string path = directory.write(record + record);
  Analyzer* self = nullptr;
  Options options;
  options.on_event = [&](const Event&) {
    CHECK_THROWS_AS(self->finish(), Error);
    CHECK_THROWS_AS(self->feed("fed", record), Error);
    CHECK_THROWS_AS(self->read(path), Error);
  };
  Analyzer analyzer(std::move(options));
  self = &analyzer;
  analyzer.read(path);
  analyzer.feed("fed", record);
  CHECK(analyzer.finish().totals.errors == 3);
}

TEST_CASE("an analyzer that was moved from is refused, and can be assigned to") {
  Analyzer analyzer;
  Analyzer other = std::move(analyzer);
  CHECK_THROWS_AS(analyzer.feed("fed", "x\n"), Error);
  CHECK_THROWS_AS(analyzer.finish(), Error);
  analyzer = std::move(other);
  analyzer.feed("fed", "x\n");
  CHECK(analyzer.finish().totals.lines == 1);
}

TEST_CASE("names in braces are files, and no two ends of a text") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write("18:04:22.808 [main] ERROR a.B - x\n");
  Analyzer analyzer;
  analyzer.read({path.c_str(), path.c_str()});
  analyzer.read({path});
  CHECK(analyzer.finish().totals.errors == 3);
}
