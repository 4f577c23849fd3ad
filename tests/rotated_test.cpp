#include "catch.hpp"
#include "temporary_directory.hpp"

#include <culprit/error.hpp>
#include <culprit/rotated.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace culprit;

namespace {

std::string record(int hour) {
  return "2015-10-09 " + std::to_string(hour) + ":04:22,808 [main] INFO  a.B - x\n";
}

}  // namespace

TEST_CASE("rotated files are put in order of their first times, whatever they are called") {
  const test::TemporaryDirectory directory;
  const std::string c = directory.write("Booting\n" + record(12), "killbill.log");
  const std::string b = directory.write(record(11) + record(9), "killbill.log.1");
  const std::string a = directory.write(record(10), "killbill.log.2");
  CHECK(rotated_set({c, b, a}) == std::vector<std::string>{a, b, c});
  CHECK(rotated_set({directory.path()}) == std::vector<std::string>{a, b, c});
}

TEST_CASE("files without a time come last, by their names") {
  const test::TemporaryDirectory directory;
  const std::string later = directory.write("no log\n", "a"), missing = directory.path("b");
  const std::string first = directory.write(record(12), "c");
  CHECK(rotated_set({missing, later, first}) == std::vector<std::string>{first, later, missing});
}

TEST_CASE("a pipe is left to whoever reads it, and comes last") {
  const test::TemporaryDirectory directory;
  const std::string pipe = directory.path("a.pipe"), log = directory.write(record(12), "b.log");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(rotated_set({"-", pipe, log}) == std::vector<std::string>{log, "-", pipe});
}

TEST_CASE("what is named twice is there once, by whatever name") {
  const test::TemporaryDirectory directory;
  const std::string log = directory.write(record(12), "a.log");
  std::filesystem::create_symlink("a.log", directory.path("current"));
  CHECK(rotated_set({directory.path(), log, directory.path()}).size() == 1);
  CHECK(rotated_set({log, log, directory.path()}) == std::vector<std::string>{log});
  const std::string missing = directory.path("missing");
  CHECK(rotated_set({missing, log}) == std::vector<std::string>{log, missing});
}

TEST_CASE("a folder stands for its files, and neither for hidden ones nor for further folders") {
  const test::TemporaryDirectory directory;
  CHECK_THROWS_AS(rotated_set({directory.path()}), Error);
  directory.write(record(12), ".hidden");
  std::filesystem::create_directory(directory.path("folder"));
  const std::string log = directory.write(record(12), "a.log");
  CHECK(rotated_set({directory.path()}) == std::vector<std::string>{log});
}
