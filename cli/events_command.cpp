#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"

#include <culprit/culprit.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace culprit::cli {
namespace {

constexpr std::size_t kBlockBytes = 256 << 10;

/// Ends the reading when nobody wants to know the rest.
struct ReaderWentAway {};

}  // namespace

int events(const std::vector<std::string>& values) {
  Reading reading;
  Command app("Prints each error and exception as a JSON object, one a line; docs/events.md.",
              "culprit events");
  add_reading_options(app, reading);
  app.add_flag("--all", reading.options.quiet_events, "Print all other records, too");
  if (const auto done = parse(app, values)) return *done;
  if (!prepare(reading, {})) return kUsage;

  EventWriter writer(reading.options.masks);
  std::string lines;
  const auto flush = [&] {
    if (!print(lines)) throw ReaderWentAway();
    lines.clear();
  };
  reading.options.on_event = [&](const Event& event) {
    writer.write(event, lines);
    if (lines.size() >= kBlockBytes) flush();
  };
  try {
    const Summary summary = read(reading);
    flush();
    return complain_of_faults(reading, summary);
  } catch (const ReaderWentAway&) {
    return kFine;
  }
}

}  // namespace culprit::cli
