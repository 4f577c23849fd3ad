// Writes a log whose content is known, and the truth about it.

#include "json_lines.hpp"
#include "layout.hpp"
#include "pattern.hpp"
#include "trace.hpp"
#include "traffic.hpp"
#include "truth.hpp"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace culprit::bench {
namespace {

constexpr std::string_view kUsage =
    "usage: culprit_bench_generate SHAPE LAYOUT BYTES SEED LOG TRUTH\n"
    "  SHAPE   quiet   nearly all INFO lines, a few traces\n"
    "          mixed   10 % of the bytes are traces of different failures\n"
    "          dense   95 % of the bytes are traces of plugin failures\n"
    "  LAYOUT  logback, killbill; docker, cri: logback's lines, wrapped; logstash, ecs, log4j2: JSON;\n"
    "          messages: without headers\n"
    "  BYTES   the log ends with the record that reaches so many\n"
    "  SEED    a number; equal arguments give equal logs\n"
    "  LOG     the file to write the log to\n"
    "  TRUTH   the file to write its totals, levels and groups to, as JSON\n";

constexpr std::size_t kBlock = 256 << 10;

struct Shape {
  std::string_view name;
  double trace_share;  ///< of the bytes
  std::span<const Failure> failures;
};

const Shape kShapes[] = {
    {"quiet", 0.001, various_failures()},
    {"mixed", 0.10, various_failures()},
    {"dense", 0.95, {&kPluginFailure, 1}},
};

/// Makes records one after the other, and counts them.
class Generator {
public:
  Generator(const Shape& shape, Layout layout, std::uint64_t seed)
      : shape_(shape), layout_(layout), random_(seed), headers_(layout, random_) {}

  /// Appends a record, with or without a trace: whichever the shape is short of.
  void append_record(std::string& out) {
    const std::size_t before = out.size();
    const bool trace =
        static_cast<double>(trace_bytes_) < shape_.trace_share * static_cast<double>(truth_.bytes);
    if (trace) append_failure(out);
    else append_remark(out);
    const std::size_t bytes = out.size() - before;
    truth_.bytes += bytes;
    if (trace) trace_bytes_ += bytes;
  }

  const Truth& truth() const { return truth_; }

private:
  void append_failure(std::string& out) {
    const Failure& failure = random_.choice(shape_.failures);
    const std::size_t reason = random_.below(failure.reasons.size());
    append(failure.event, failure.message, out,
           [&](std::string& trace) { return traces_.append(failure, reason, random_, trace); });
    truth_.add(failure, reason);
  }

  void append_remark(std::string& out) {
    const Remark& remark = next_remark(random_);
    append(remark.event, remark.message, out, [](std::string&) { return std::size_t{0}; });
    truth_.add(remark.event.level);
  }

  /// Appends a record; `append_trace` appends its trace, and returns the number of its lines.
  void append(const Event& event, std::string_view message, std::string& out, auto append_trace) {
    ++truth_.lines;
    if (writes_json(layout_)) {
      const HeaderValues header = headers_.next(random_);
      text_.clear();
      append_message(message, {}, random_, text_);
      trace_.clear();
      append_trace(trace_);
      append_json_record(layout_, event, header, text_, trace_, out);
      return;
    }
    text_.clear();
    std::string& text = wraps_lines(layout_) ? text_ : out;
    if (layout_ != Layout::messages) headers_.append(event, random_, text);
    append_message(message, {}, random_, text);
    text += '\n';
    truth_.lines += append_trace(text);
    if (wraps_lines(layout_)) append_wrapped(layout_, headers_.now(), text, out);
  }

  const Shape& shape_;
  Layout layout_;
  Random random_;
  HeaderWriter headers_;
  TraceWriter traces_;
  Truth truth_;
  std::uint64_t trace_bytes_ = 0;
  std::string text_, trace_;  // of the record at hand
};

const Shape& shape_named(std::string_view name) {
  for (const Shape& shape : kShapes)
    if (shape.name == name) return shape;
  throw std::invalid_argument("no shape is named '" + std::string(name) + "'");
}

Layout layout_named(std::string_view name) {
  constexpr std::pair<std::string_view, Layout> kLayouts[] = {
      {"logback", Layout::logback}, {"killbill", Layout::killbill}, {"docker", Layout::docker},
      {"cri", Layout::cri},         {"logstash", Layout::logstash}, {"ecs", Layout::ecs},
      {"log4j2", Layout::log4j2},   {"messages", Layout::messages},
  };
  for (const auto& [known, layout] : kLayouts)
    if (known == name) return layout;
  throw std::invalid_argument("no layout is named '" + std::string(name) + "'");
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::invalid_argument("'" + std::string(text) + "' is no number");
  return value;
}

void write_file(const std::string& path, const auto& write) {
  std::ofstream file(path, std::ios::binary);
  write(file);
  file.close();
  if (!file) throw std::runtime_error(path + ": " + std::strerror(errno));
}

void generate(char** arguments) {
  const std::uint64_t size = number(arguments[2]);
  Generator generator(shape_named(arguments[0]), layout_named(arguments[1]), number(arguments[3]));
  write_file(arguments[4], [&](std::ofstream& log) {
    std::string block;
    block.reserve(2 * kBlock);
    while (generator.truth().bytes < size) {
      generator.append_record(block);
      if (block.size() < kBlock) continue;
      log.write(block.data(), static_cast<std::streamsize>(block.size()));
      block.clear();
    }
    log.write(block.data(), static_cast<std::streamsize>(block.size()));
  });
  write_file(arguments[5],
             [&](std::ofstream& truth) { truth << generator.truth().as_json().dump(2) << '\n'; });
}

}  // namespace
}  // namespace culprit::bench

int main(int count, char** arguments) {
  if (count != 7) {
    std::cerr << culprit::bench::kUsage;
    return 2;
  }
  try {
    culprit::bench::generate(arguments + 1);
  } catch (const std::exception& error) {
    std::cerr << "culprit_bench_generate: " << error.what() << '\n';
    return 1;
  }
}
