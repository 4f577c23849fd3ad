#include "catch.hpp"
#include "log_reading.hpp"
#include "sidecar.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace {

using culprit::corpus::analyze;
using culprit::corpus::differences;
using nlohmann::json;
namespace fs = std::filesystem;

const fs::path kCorpus = fs::path(CULPRIT_SOURCE_DIR) / "testdata" / "corpus";

/// The corpus's files with this extension, by name without it.
std::set<std::string> names(const std::string& extension) {
  std::set<std::string> result;
  for (const auto& entry : fs::directory_iterator(kCorpus))
    if (entry.path().extension() == extension) result.insert(entry.path().stem().string());
  return result;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string log_of(const std::string& name) { return read_file(kCorpus / (name + ".log")); }
json sidecar_of(const std::string& name) { return json::parse(read_file(kCorpus / (name + ".json"))); }

}  // namespace

TEST_CASE("every log of the corpus has a sidecar, and every sidecar a log", "[corpus]") {
  CHECK(names(".log") == names(".json"));
  CHECK(names(".log").size() >= 160);
}

TEST_CASE("a log of the corpus is read as its sidecar states", "[corpus]") {
  for (const std::string& name : names(".log")) {
    DYNAMIC_SECTION(name) {
      const json sidecar = sidecar_of(name);
      const std::string log = log_of(name);
      const std::string different = differences(sidecar, analyze(log, log.size()));
      INFO(name << ": " << sidecar.at("about").get<std::string>() << "\n" << different);
      CHECK(different.empty());
    }
  }
}

TEST_CASE("a log of the corpus reads the same in pieces of any size", "[corpus]") {
  for (const std::string& name : names(".log")) {
    DYNAMIC_SECTION(name) {
      const std::string log = log_of(name);
      const json whole = analyze(log, log.size());
      CHECK(differences(whole, analyze(log, 1)) == "");
      CHECK(differences(whole, analyze(log, 7)) == "");
    }
  }
}

TEST_CASE("a sidecar that states something else than was read is told apart", "[corpus]") {
  const std::string log =
      "2020-06-01 00:00:00,001 [main] ERROR o.k.b.X - failed\n"
      "java.io.IOException: disk\n"
      "\tat a.b.C.d(C.java:1)\n"
      "\tSuppressed: java.lang.Error: close\n"
      "Caused by: java.net.SocketException: reset\n"
      "\t... 1 more\n";
  const json reading = analyze(log, log.size());
  REQUIRE(differences(reading, reading) == "");

  const auto after = [&](const std::string& pointer, const json& value) {
    json sidecar = reading;
    sidecar[json::json_pointer(pointer)] = value;
    return differences(sidecar, reading);
  };
  CHECK(after("/totals/lines", 7) != "");
  CHECK(after("/levels/INFO", 1) != "");
  CHECK(after("/occurrences/0/line", 2) != "");
  CHECK(after("/occurrences/0/message", "") != "");
  CHECK(after("/occurrences/0/throwables/0/frames", 2) != "");
  CHECK(after("/occurrences/0/throwables/1/relation", "cause") != "");
  CHECK(after("/occurrences/0/throwables/2/parent", 1) != "");
  CHECK(after("/occurrences/0/throwables/2/elided", 0) != "");
  CHECK(after("/errors/0", {{"logger", "o.k.b.X"}, {"message", "failed"}}) != "");

  json unstated = reading;
  unstated["occurrences"][0].erase("logger");
  unstated["occurrences"][0]["throwables"][0].erase("frames");
  CHECK(differences(unstated, reading) == "");
}
