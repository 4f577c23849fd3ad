#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"
#include "parse.hpp"
#include "reading.hpp"
#include "terminal.hpp"

#include <culprit/culprit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace culprit::cli {
namespace {

constexpr const char* kExamples = R"(Examples:
  culprit explain 7199                         an error code of Kill Bill
  culprit explain PAYMENT_PLUGIN_EXCEPTION     likewise, by its name
  culprit explain "Connection refused"         the text of a message
  culprit explain --list                       all known problems
  culprit explain database-pool                one of them
  culprit explain 52a0c3e1f0b7d946 killbill.log
                                               a group, by its fingerprint)";

struct Arguments {
  Reading reading;
  std::string subject;
  bool list = false;
  bool as_json = false;
};

TextOptions text_options() { return {wants_color("auto"), terminal_width()}; }

int list(const Arguments& arguments, const Knowledge& knowledge) {
  print(arguments.as_json ? render_problems_json(knowledge.problems())
                          : render_problems_text(knowledge.problems(), text_options()));
  return kFine;
}

int show(const Explanation& explanation, const Arguments& arguments) {
  print(arguments.as_json ? render_explanation_json(explanation)
                          : render_explanation_text(explanation, text_options()));
  return kFine;
}

int explain_fingerprint(std::uint64_t fingerprint, Arguments& arguments) {
  if (!prepare(arguments.reading, {})) return kUsage;
  const Summary summary = read(arguments.reading);
  auto explanation = culprit::explain(fingerprint, summary, Knowledge(arguments.reading.options.problems));
  const int code = complain_of_faults(arguments.reading, summary);
  if (!explanation) {
    complain(fmt::format("no group and no error has the fingerprint {}; culprit --format json lists them",
                         arguments.subject));
    return std::max<int>(code, kUsage);
  }
  explanation->subject = arguments.subject;
  return std::max(code, show(*explanation, arguments));
}

}  // namespace

int explain(const std::vector<std::string>& values) {
  Arguments arguments;
  Reading& reading = arguments.reading;
  Command app("Tells what is known of an error code, a message, or a group of a report.", "culprit explain");
  app.footer(kExamples);
  app.add_option("SUBJECT", arguments.subject, "A code, its name, a known problem, a message, a fingerprint")
      ->type_name("");
  add_reading_options(app, reading);
  app.add_flag("--list", arguments.list, "List all known problems");
  add_choice<bool>(app, "-f,--format", arguments.as_json, {{"text", false}, {"json", true}}, "What to print")
      ->type_name("FORMAT");
  if (const auto done = parse(app, values)) return *done;
  if (arguments.list != arguments.subject.empty()) {
    complain("name one thing to explain, or --list all problems; see culprit explain --help");
    return kUsage;
  }
  if (const auto fingerprint = parse_fingerprint(arguments.subject))
    return explain_fingerprint(*fingerprint, arguments);
  if (!reading.files.empty()) {
    complain(fmt::format("'{}' is no fingerprint, and only that is looked for in files", arguments.subject));
    return kUsage;
  }
  std::optional<Knowledge> knowledge;
  std::optional<Explanation> explanation;
  try {
    read_config(reading);
    knowledge.emplace(reading.options.problems);
    if (!arguments.list) explanation = culprit::explain(arguments.subject, *knowledge, reading.options.masks);
  } catch (const Error& error) {
    complain(error.what());
    return kUsage;
  }
  if (arguments.list) return list(arguments, *knowledge);
  if (explanation) return show(*explanation, arguments);
  complain(fmt::format("nothing is known of '{}'; culprit explain --list shows what is", arguments.subject));
  return kUsage;
}

}  // namespace culprit::cli
