#include "catch.hpp"
#include "parse/json_record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

using namespace culprit;
using namespace culprit::parse;

namespace {

constexpr std::string_view kLogstash =
    R"({"@timestamp":"2021-12-22T10:18:46.867Z","message":"a \"b\" c","logger_name":"a.B","level":"INFO",)"
    R"("level_value":20000,"tags":["x",null,true],"kb.userToken":"c3d1"})";
constexpr std::string_view kLog4j2 =
    R"({"instant":{"epochSecond":1640168326,"nanoOfSecond":3000000},"thread":"main","level":"WARN",)"
    R"("loggerName":"a.B","message":"m","endOfBatch":false,"contextMap":{"a":"1"},"threadPriority":5})";
constexpr std::string_view kBunyan =
    R"({"name":"a","hostname":"h","pid":1,"level":30,"msg":"m","time":"2021-12-22T10:18:46Z","v":0})";
constexpr std::string_view kPlain = R"({"time":"2021-12-22T10:18:46Z","level":"info","msg":"m","n":1})";
constexpr std::string_view kPlainList =
    R"({"time":"2021-12-22T10:18:46Z","level":"info","message":[1],"v":1})";
constexpr std::string_view kDocker =
    R"({"log":"INFO \"x\" y\r\n","stream":"stdout","time":"2021-12-22T10:18:46.003271828Z"})";
constexpr std::string_view kForwarded =
    R"({"log":"INFO x","logtag":"F","stream":"stdout","kubernetes":{"pod_name":"p-0","container_name":"c"}})";

/// Says whether what a reader skims is what another one reads. What isn't skimmed is learned.
bool skims_what_it_reads(JsonReader& reader, std::string_view line) {
  const auto quiet = reader.skim(line);
  JsonReader fresh;
  const JsonLine json = fresh.read(line);
  if (!quiet) {
    reader.read(line);
    return true;
  }
  if (json.records.size() != 1) return false;
  const JsonRecord& record = json.records[0];
  return record.layout == quiet->layout && record.level == quiet->level && !is_error(record.level) &&
         record.stack_trace.empty() && record.throwables.empty() &&
         record.message.find('\n') == std::string_view::npos;
}

bool unwraps_what_it_reads(JsonReader& reader, std::string_view line) {
  const auto unwrapped = reader.unwrap(line);
  JsonReader fresh;
  const auto read = fresh.read(line).envelope;
  if (!unwrapped || !read) return !unwrapped && !read;
  return unwrapped->text == read->text && unwrapped->stream == read->stream && unwrapped->end == read->end;
}

/// Puts each of these bytes in each place of the line, and takes each byte out.
void for_each_change(std::string_view line, auto visit) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (const char c : std::string_view("\"\\,:{}[]n0e- \n\t\xff\0P", 18)) {
      std::string changed(line);
      changed[at] = c;
      visit(changed);
    }
    std::string shorter(line);
    visit(shorter.erase(at, 1));
    visit(line.substr(0, at));
  }
}

}  // namespace

TEST_CASE("a quiet line of JSON that is written like the one before is skimmed") {
  for (const std::string_view line : {kLogstash, kLog4j2, kBunyan, kPlain}) {
    JsonReader reader;
    CHECK_FALSE(reader.skim(line));
    reader.read(line);
    CHECK(reader.skim(line));
  }
}

TEST_CASE("whatever a line's level and message are, skimming it says what reading it does") {
  JsonReader reader;
  for (const std::string_view level : {"INFO", "ERROR", "warn", "Fatal", "mine", "", "20000", "IN\\u0046O"})
    for (const std::string_view message : {"m", "", "a\\tb", "two\\nlines", "\\u000a", "at\\\\n", "\xff"})
      for (const std::string_view extra : {"", R"(,"stack_trace":"E: x\n\tat a.B.c")", R"(,"x":null)"}) {
        std::string line = R"({"@timestamp":"2021-12-22T10:18:46Z","@version":"1","level":")";
        line.append(level).append(R"(","message":")").append(message).append("\"").append(extra).append("}");
        CAPTURE(line);
        CHECK(skims_what_it_reads(reader, line));
      }
}

TEST_CASE("a changed byte never makes skimming say anything else than reading") {
  for (const std::string_view line : {kLogstash, kLog4j2, kBunyan, kPlain, kPlainList, kDocker, kForwarded}) {
    JsonReader reader;
    reader.read(line);
    for_each_change(line, [&](std::string_view changed) {
      if (skims_what_it_reads(reader, changed)) return;
      CAPTURE(changed);
      FAIL_CHECK("skimmed otherwise");
    });
  }
}

TEST_CASE("a changed byte never makes a known envelope hold anything else than reading says") {
  for (const std::string_view line : {kDocker, kForwarded, kPlainList, kLogstash}) {
    JsonReader reader;
    for_each_change(line, [&](std::string_view changed) {
      if (unwraps_what_it_reads(reader, changed) && unwraps_what_it_reads(reader, line)) return;
      CAPTURE(changed);
      FAIL_CHECK("unwrapped otherwise");
    });
  }
}

TEST_CASE("lines of more forms than are kept are still read alike") {
  JsonReader reader;
  for (int i = 0; i < 2000; ++i) {
    std::string line(kLogstash);
    line.insert(1, "\"field" + std::to_string(i % 40) + "\":1,");
    REQUIRE(skims_what_it_reads(reader, line));
    REQUIRE(unwraps_what_it_reads(reader, line));
  }
}
