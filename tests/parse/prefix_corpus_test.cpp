#include "catch.hpp"
#include "parse/layout_set.hpp"
#include "parse/prefix.hpp"
#include "parse/read_log.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using culprit::parse::LayoutSet;
using culprit::parse::Prefixes;
namespace fs = std::filesystem;

namespace {

/// The logs of the corpus that have no prefixes: sections 1, 2, 3 and 5.
std::vector<fs::path> plain_logs() {
  std::vector<fs::path> logs;
  for (const auto& entry : fs::directory_iterator(fs::path(CULPRIT_SOURCE_DIR) / "testdata" / "corpus"))
    if (entry.path().extension() == ".log" &&
        std::string_view("1235").find(entry.path().filename().string()[0]) != std::string_view::npos)
      logs.push_back(entry.path());
  return logs;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

Prefixes detect(const std::vector<std::string>& lines) {
  std::string log;
  for (const std::string& line : lines) log.append(line).append("\n");
  LayoutSet layouts(culprit::test::grammar().layouts);
  return Prefixes::detect(log, [&](std::string_view line) { return layouts.match(line).layout != nullptr; });
}

}  // namespace

TEST_CASE("no log of the corpus has prefixes that nobody put there") {
  for (const fs::path& path : plain_logs()) {
    CAPTURE(path);
    CHECK(detect(lines_of(path)).empty());
  }
}

/// The lines with `prefix` in front of each.
std::vector<std::string> with_prefix(const std::string& prefix, std::vector<std::string> lines) {
  for (std::string& line : lines) line.insert(0, prefix);
  return lines;
}

TEST_CASE("behind an unmistakable prefix every log of the corpus is read as it is") {
  const std::string prefix =
      GENERATE("killbill_1  | ", "\x1b[36mkillbill-1  | \x1b[0m", "[pod/kb-7d4b9c6f5-x2x8p/killbill] ",
               "default/kb-0[killbill]: ", "2016-10-06T00:17:09.669794202Z stdout F ",
               "Mar  1 09:12:49 host killbill[123]: ", "2026-11-23T14:44:33+0100 host killbill[123]: ",
               "<165>1 2003-10-11T22:14:15.003Z host killbill 123 - - ", "2022-11-16T10:18:18.3553088Z ",
               "[2026-11-23T14:44:33.510Z] ", "test\tRun tests\t2022-11-16T10:18:18.3553088Z ",
               "2026-05-30T14:30:00.000000Z 00O ", "killbill_1  | 2022-11-16T10:18:18.355308812Z ",
               "2022-11-16T10:18:18.355308812Z killbill_1  | ");
  for (const fs::path& path : plain_logs()) {
    const std::vector<std::string> lines = lines_of(path), prefixed = with_prefix(prefix, lines);
    Prefixes prefixes = detect(prefixed);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      CAPTURE(path, prefixed[i], prefixes.names());
      CHECK(prefixes.strip(prefixed[i]).text == lines[i]);
    }
  }
}

TEST_CASE("behind any other prefix the logs of the corpus are read as they are, or left alone") {
  const std::string prefix = GENERATE("killbill  | ", "kb-7d4b9c6f5-x2x8p killbill ", "2022-11-16T10:18:18Z ",
                                      "14:44:33  ", "host: ", "[host] ", "logs/killbill.log-");
  std::size_t read = 0, total = 0;
  for (const fs::path& path : plain_logs()) {
    const std::vector<std::string> lines = lines_of(path), prefixed = with_prefix(prefix, lines);
    Prefixes prefixes = detect(prefixed);
    ++total;
    read += !prefixes.empty();
    for (std::size_t i = 0; i < lines.size() && !prefixes.empty(); ++i) {
      CAPTURE(path, prefixed[i], prefixes.names());
      CHECK(prefixes.strip(prefixed[i]).text == lines[i]);
    }
  }
  CHECK(read * 10 >= total * 9);
}
