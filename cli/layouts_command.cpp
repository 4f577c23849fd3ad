#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "terminal.hpp"

#include <culprit/culprit.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace culprit::cli {
namespace {

constexpr std::size_t kShownBytes = 1000;  // of a line

}  // namespace

int layouts(const std::vector<std::string>& values) {
  Reading reading;
  bool as_json = false;
  std::size_t lines = 10;
  Command app("Tells which layouts logs use, and shows the lines that fit none.", "culprit layouts");
  add_reading_options(app, reading);
  add_choice<bool>(app, "-f,--format", as_json, {{"text", false}, {"json", true}}, "What to print")
      ->type_name("FORMAT");
  app.add_option("--lines", lines, "How many of the lines that fit no layout to show")->type_name("N");
  if (const auto done = parse(app, values)) return *done;
  if (!prepare(reading, {})) return kUsage;

  std::vector<LayoutUse> inputs;
  int code = kFine;
  for (const std::string& file : std::exchange(reading.files, {})) {
    LayoutUse use;
    reading.files = {file};
    reading.options.on_stray_line = [&](const StrayLine& stray) {
      ++use.stray_lines;
      if (use.first_strays.size() < lines)
        use.first_strays.push_back(
            {stray.offset, stray.line, std::string(stray.text.substr(0, kShownBytes)), stray.states_time});
    };
    const Summary summary = read(reading);
    code = std::max(code, complain_of_faults(reading, summary));
    use.source = file;
    use.layouts = summary.layouts;
    inputs.push_back(std::move(use));
  }
  print(as_json ? render_layouts_json(inputs) : render_layouts_text(inputs, {false, terminal_width()}));
  return code;
}

}  // namespace culprit::cli
