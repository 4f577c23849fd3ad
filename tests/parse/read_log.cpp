#include "parse/read_log.hpp"

#include "catch.hpp"
#include "grammar.hpp"
#include "parse/line_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

namespace culprit::test {
namespace {

class Collector final : public parse::RecordSink {
public:
  void on_record(const parse::Record& record) override {
    ReadRecord read{record.offset,
                    record.length,
                    record.line,
                    record.bare,
                    record.level,
                    record.time ? to_iso8601(*record.time) : "",
                    std::string(record.fields().thread),
                    std::string(record.fields().logger),
                    std::string(record.message()),
                    {},
                    {}};
    for (const ContextField& field : record.fields().context)
      read.context.emplace_back(field.name, field.value);
    record.find_top_frames();
    for (const Throwable& t : record.throwables)
      read.throwables.push_back({std::string(t.class_name), std::string(t.message), t.relation, t.parent,
                                 t.frames, t.elided, t.circular, std::string(t.top_frame)});
    records.push_back(std::move(read));
  }

  std::vector<ReadRecord> records;
};

}  // namespace

const parse::Grammar& grammar() {
  static const parse::Grammar all = make_grammar({}, "UTC");
  return all;
}

ReadLog read_log(std::string_view text, std::size_t chunk) {
  Collector collector;
  parse::Memos memos(grammar().shapes, grammar().library);
  parse::RecordReader reader(grammar(), {16 << 10, 256}, memos, collector);
  parse::LineBuffer buffer(1 << 20, 0, [](std::uint64_t, std::uint64_t) {});
  // From memory that is freed at once, so that the sanitizers find a view that is kept too long.
  const auto feed = [&](const parse::Lines& lines) {
    const auto copy = std::make_unique_for_overwrite<char[]>(lines.text.size());
    lines.text.copy(copy.get(), lines.text.size());
    reader.feed({copy.get(), lines.text.size()}, lines.offset);
  };
  while (!text.empty()) {
    const std::span<char> space = buffer.free_space();
    const std::size_t size = std::min({space.size(), text.size(), chunk});
    std::memcpy(space.data(), text.data(), size);
    text.remove_prefix(size);
    const parse::Batch batch = buffer.commit(size);
    feed(batch.cut);
    feed(batch.whole);
  }
  feed(buffer.finish());
  reader.finish();
  return {std::move(collector.records), reader.tally().lines, reader.tally().records};
}

std::vector<ReadThrowable> read_trace(std::string_view trace) {
  constexpr std::string_view kHeader = "2015-10-09 18:04:22,808 [main] INFO  a.B - failed\n";
  const ReadLog log = read_log(std::string(kHeader).append(trace));
  REQUIRE(log.headers == 1);
  REQUIRE(log.records.size() == 1);
  CHECK_FALSE(log.records[0].bare);
  return log.records[0].throwables;
}

std::string chain(const std::vector<ReadThrowable>& throwables, std::size_t index) {
  std::string text = throwables.at(index).class_name;
  if (!throwables[index].message.empty()) text += ": " + throwables[index].message;
  for (std::size_t i = index + 1; i < throwables.size(); ++i)
    if (throwables[i].relation == Relation::cause && throwables[i].parent == index)
      return text + " <- " + chain(throwables, i);
  return text;
}

}  // namespace culprit::test
