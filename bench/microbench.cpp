// What each step of the hot path takes by itself, with Google Benchmark:
//
//   culprit_microbench --benchmark_filter=newlines
//
// Their sum is not what a run takes: here each finds its data in the first-level cache, and
// its branches go the way they went before. Use it to compare two ways to do one step.

#include "grammar.hpp"
#include "killbill/renderings.hpp"
#include "normalize/masker.hpp"
#include "parse/head_line.hpp"
#include "parse/kernels.hpp"
#include "parse/layout_set.hpp"
#include "parse/quiet_header.hpp"
#include "parse/record_reader.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace culprit;

constexpr std::string_view kQuiet =
    "2021-12-22 10:18:46,003 [http-nio-8080-exec-13] INFO  o.k.b.p.plugin.GatewayClient - The gateway "
    "answered "
    "within 6.027 s to authorization abff68c3-50ad-48f3-a8c8-9d0a928c56ef, attempt 347 of 3\n";
constexpr std::string_view kFrame =
    "\tat "
    "com.sun.jersey.server.impl.application.WebApplicationImpl.handleRequest(WebApplicationImpl.java:1419)\n";
constexpr std::string_view kMessage =
    "Plugin exception could not obtain a database connection within 8.557 seconds (waited 9.336 seconds)";

/// Lines of one kind, a window full.
std::string window_of(std::string_view line) {
  std::string window;
  while (window.size() + line.size() <= parse::kWindowBytes) window += line;
  return window;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void newlines(benchmark::State& state, const parse::Kernels& kernels, std::string_view line) {
  const std::string window = window_of(line);
  std::vector<std::uint32_t> found(parse::kNewlinePositions);
  for (auto _ : state)
    benchmark::DoNotOptimize(kernels.find_newlines({window.data(), window.size()}, found.data()));
  count_bytes(state, window.size());
}

void frames(benchmark::State& state, const parse::Kernels& kernels) {
  const std::string window = window_of(kFrame);
  std::vector<std::uint32_t> ends(parse::kNewlinePositions);
  const std::size_t count = kernels.find_newlines({window.data(), window.size()}, ends.data());
  for (auto _ : state)
    benchmark::DoNotOptimize(kernels.count_frames(window.data(), window.data(), ends.data(), count));
  count_bytes(state, window.size());
}

/// A header as the hot loop sees it: its shape, its mark, its level.
void quiet_header(benchmark::State& state) {
  const parse::Grammar grammar = make_grammar();
  parse::LayoutSet layouts(grammar.layouts);
  layouts.match(kQuiet.substr(0, kQuiet.size() - 1));
  const char* const line = kQuiet.data();
  for (auto _ : state) benchmark::DoNotOptimize(layouts.quiet_header().match(line, line + kQuiet.size() - 1));
}
BENCHMARK(quiet_header);

/// The check of any other line whose start is known.
void header(benchmark::State& state) {
  const parse::Grammar grammar = make_grammar();
  parse::LayoutSet layouts(grammar.layouts);
  const std::string_view line = kQuiet.substr(0, kQuiet.size() - 1);
  for (auto _ : state) benchmark::DoNotOptimize(layouts.match(line));
}
BENCHMARK(header);

void level(benchmark::State& state, std::string_view text) {
  for (auto _ : state) {
    std::string_view rest = text;
    benchmark::DoNotOptimize(parse::take_level(rest));
  }
}
BENCHMARK_CAPTURE(level, usual, "INFO  o.k.b.Service");
BENCHMARK_CAPTURE(level, dialect, "SEVERE o.k.b.Service");

void head(benchmark::State& state) {
  const parse::Grammar grammar = make_grammar();
  const std::string text = "org.killbill.billing.payment.api.PaymentApiException: " + std::string(kMessage);
  std::string scratch;
  for (auto _ : state) {
    benchmark::DoNotOptimize(parse::rank_head(text, grammar.shapes));
    benchmark::DoNotOptimize(parse::split_head(text, grammar.shapes, scratch));
  }
}
BENCHMARK(head);

/// A record with a trace of two throwables, from its lines to what is handed over.
void throwable(benchmark::State& state) {
  struct Sink final : parse::RecordSink {
    void on_record(const parse::Record& record) override {
      benchmark::DoNotOptimize(record.throwables.size());
    }
  };
  std::string log = "2021-12-22 10:18:46,003 [main] ERROR o.k.b.Service - failed\n";
  log.append("java.util.concurrent.ExecutionException: ").append(kMessage).append("\n");
  for (int i = 0; i < 40; ++i) log += kFrame;
  log.append("Caused by: org.killbill.billing.payment.api.PaymentApiException: ")
      .append(kMessage)
      .append("\n");
  for (int i = 0; i < 40; ++i) log += kFrame;
  log += "\t... 12 more\n";
  const parse::Grammar grammar = make_grammar();
  Sink sink;
  parse::Memos memos(grammar.shapes, grammar.library);
  parse::RecordReader reader(grammar, {16 << 10, 256}, memos, sink);
  std::uint64_t offset = 0;
  for (auto _ : state) {
    reader.feed(log, offset);
    offset += log.size();
  }
  count_bytes(state, log.size());
}
BENCHMARK(throwable);

void fields(benchmark::State& state) {
  const parse::Grammar grammar = make_grammar();
  parse::LayoutSet layouts(grammar.layouts);
  const std::string_view line = kQuiet.substr(0, kQuiet.size() - 1);
  const parse::LayoutSet::Match match = layouts.match(line);
  parse::HeaderFields located;
  for (auto _ : state) {
    parse::locate_fields(*match.layout, line, match.start_bytes, located);
    benchmark::DoNotOptimize(located);
  }
}
BENCHMARK(fields);

void time_of_header(benchmark::State& state) {
  const parse::Grammar grammar = make_grammar();
  parse::LayoutSet layouts(grammar.layouts);
  const parse::Layout& layout = *layouts.match(kQuiet).layout;
  for (auto _ : state) benchmark::DoNotOptimize(parse::header_time(layout, kQuiet));
}
BENCHMARK(time_of_header);

/// Messages that were seen before, but for their digits.
void normalize_known(benchmark::State& state) {
  normalization::Masker masker({}, killbill::renderings());
  std::string message(kMessage);
  char& digit = message[message.find("8.557")];
  for (auto _ : state) {
    digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
    benchmark::DoNotOptimize(masker.mask(message));
  }
  count_bytes(state, message.size());
}
BENCHMARK(normalize_known);

/// And messages that were not.
void normalize_new(benchmark::State& state) {
  const std::vector<UserMask> none{{"never", "\\x00never"}};  // with a mask of the user's no message is known
  normalization::Masker masker(none, killbill::renderings());
  for (auto _ : state) benchmark::DoNotOptimize(masker.mask(kMessage));
  count_bytes(state, kMessage.size());
}
BENCHMARK(normalize_new);

[[maybe_unused]] const bool kernels_are_registered = [] {
  for (const parse::Kernels& kernels : parse::runnable_kernels()) {
    const std::string name = kernels.name;
    benchmark::RegisterBenchmark(("newlines/quiet/" + name).c_str(), newlines, kernels, kQuiet);
    benchmark::RegisterBenchmark(("newlines/frames/" + name).c_str(), newlines, kernels, kFrame);
    benchmark::RegisterBenchmark(("frames/" + name).c_str(), frames, kernels);
  }
  return true;
}();

}  // namespace
