#include "require.hpp"

#include <culprit/baseline.hpp>
#include <culprit/compare.hpp>
#include <culprit/error.hpp>
#include <culprit/formats.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Reads bytes as a baseline file, and as a report in JSON. What is taken can be compared and shown, and a
// baseline that is made of it says the same when it is read.

using namespace culprit;
using namespace culprit::fuzz;

namespace {

std::optional<Profile> read(Profile (*read_profile)(std::string_view, const std::string&),
                            std::string_view text) {
  try {
    return read_profile(text, "fuzz");
  } catch (const Error&) {
    return std::nullopt;
  }
}

void check(const Profile& profile) {
  const Comparison same = compare(profile, profile);
  require(same.count(Difference::Change::added) == 0 && same.count(Difference::Change::gone) == 0,
          "nothing is new or gone in the same run");
  for (const Comparison& comparison : {same, compare(profile, {}), compare({}, profile)}) {
    render_comparison_text(comparison);
    render_comparison_markdown(comparison);
    render_comparison_json(comparison);
  }
  const std::string baseline = write_baseline(profile);
  const auto again = read(read_baseline, baseline);
  require(again.has_value(), "a baseline that was written can be read");
  require(write_baseline(*again) == baseline, "a baseline is written as it was read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (auto* const reader : {read_baseline, read_json_report})
    if (const auto profile = read(reader, text)) check(*profile);
  return 0;
}
