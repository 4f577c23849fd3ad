#include "input/mapped_file.hpp"

#include "catch.hpp"
#include "input/source.hpp"
#include "temporary_directory.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>

using namespace culprit;
using input::MappedFile;

namespace {

constexpr std::size_t kWindow = MappedFile::kStepBytes + MappedFile::kReachBytes;

/// Where check() says that the file ends now.
std::optional<std::uint64_t> fault_offset(const MappedFile& file) {
  try {
    file.check();
  } catch (const input::Fault& fault) {
    return fault.offset;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("windows show a file from any offset to its end") {
  const test::TemporaryDirectory directory;
  std::string content(kWindow * 2 + 12'345, 'x');
  for (std::size_t i = 0; i < content.size(); i += 7) content[i] = static_cast<char>('a' + i % 26);
  const std::string path = directory.write(content, "file");
  for (const std::size_t step : {MappedFile::kStepBytes, 2 * MappedFile::kStepBytes}) {
    MappedFile file(path, step);
    std::string seen;
    for (;;) {
      const std::string_view window = file.window(seen.size());
      if (window.empty()) break;
      seen += window.substr(0, std::min<std::size_t>(window.size(), 3'000'001));
    }
    CHECK(seen == content);
    CHECK(file.window(content.size() + 1).empty());
  }
}

TEST_CASE("a window ends with the line that reaches into the next step") {
  constexpr std::size_t kStep = MappedFile::kStepBytes;
  const test::TemporaryDirectory directory;
  std::string content(2 * kStep + 100, 'x');
  const auto first_window = [&](std::uint64_t offset) {
    return MappedFile(directory.write(content, "file")).window(offset).size();
  };
  CHECK(first_window(0) == kWindow);
  content[kStep - 2] = '\n';
  CHECK(first_window(0) == kWindow);
  content[kStep + 70] = '\n';
  CHECK(first_window(0) == kStep + 71);
  CHECK(first_window(kStep - 1) == 72);
  content[kStep - 1] = '\n';
  CHECK(first_window(0) == kStep);
  CHECK(first_window(kStep) == kStep + 100);
  content[2 * kStep] = '\n';
  CHECK(first_window(kStep + 5) == kStep - 4);
  CHECK(first_window(2 * kStep + 1) == 99);

  MappedFile file(directory.write(content, "file"), 2 * kStep);
  CHECK(file.window(kStep).size() == kStep + 1);
  CHECK(file.window(2 * kStep + 1).size() == 99);
}

TEST_CASE("a file that is cut short while it is mapped is a fault, not a crash") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(std::string(100'000, 'x'), "file");
  MappedFile file(path);
  const std::string_view window = file.window(0);
  CHECK(window[50'000] == 'x');
  std::filesystem::resize_file(path, 10);
  CHECK(std::count(window.begin(), window.end(), '\0') > 90'000);
  CHECK(fault_offset(file) == 10);

  MappedFile next(directory.write("whole", "next"));
  CHECK(next.window(0) == "whole");
  CHECK_NOTHROW(next.check());
}

TEST_CASE("a file that is cut short below the end of a window is a fault, too") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(std::string(2 * kWindow, 'x'), "file");
  MappedFile file(path);
  CHECK(file.window(0).back() == 'x');
  std::filesystem::resize_file(path, 10);
  CHECK(file.window(10) == std::string(kWindow - 10, '\0'));
  CHECK(fault_offset(file) == 10);
}

TEST_CASE("a file that is not there can't be mapped") {
  const test::TemporaryDirectory directory;
  CHECK_THROWS_AS(MappedFile(directory.path("missing")), input::Fault);
}
