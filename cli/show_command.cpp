#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "terminal.hpp"

#include <culprit/culprit.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

namespace culprit::cli {
namespace {

std::optional<SampleQuery> read_query(const std::string& fingerprint) {
  try {
    return SampleQuery(fingerprint);
  } catch (const Error& error) {
    complain(error.what());
    return std::nullopt;
  }
}

/// Says why there is no sample.
void complain_of_matches(const std::string& fingerprint, const Samples& samples) {
  if (samples.matches.empty()) {
    complain(fmt::format("nothing here has the fingerprint {}; `culprit events FILE…` prints those there are",
                         fingerprint));
    return;
  }
  complain(fmt::format("{} is the beginning of several fingerprints:", fingerprint));
  say(render_matches(samples));
}

}  // namespace

int show(const std::vector<std::string>& values) {
  Reading reading;
  std::string fingerprint;
  std::size_t count = 1;
  bool as_json = false;
  Command app(
      "Prints a record with its whole trace as it stands in the log, by what it has in common with others.",
      "culprit show");
  app.add_option("FINGERPRINT", fingerprint,
                 "As JSON prints it, sixteen hexadecimal digits; the first six or more may do")
      ->required()
      ->type_name("");
  add_reading_options(app, reading);
  app.add_option("-n,--samples", count, "How many to show, spread evenly from the first to the last")
      ->check(CLI::Range(1, 100).description(""))
      ->type_name("N");
  add_choice<bool>(app, "-f,--format", as_json, {{"text", false}, {"json", true}}, "What to print")
      ->type_name("FORMAT");
  if (const auto done = parse(app, values)) return *done;
  auto query = read_query(fingerprint);
  if (!query || !prepare(reading, {})) return kUsage;

  query->count = count;
  std::optional<Samples> samples;
  read_with(reading,
            [&](Options options) { samples = find_samples(reading.files, *query, std::move(options)); });
  print(as_json ? render_samples_json(*samples, reading.options.masks)
                : render_samples_text(*samples, is_terminal(STDOUT_FILENO)));
  const int code = complain_of_faults(reading, samples->summary);
  if (samples->matches.size() == 1) return code;
  complain_of_matches(fingerprint, *samples);
  return code == kFine ? kUsage : code;
}

}  // namespace culprit::cli
