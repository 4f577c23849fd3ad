#include "parse.hpp"

#include "exit_code.hpp"
#include "output.hpp"
#include "terminal.hpp"

#include <culprit/error.hpp>

// All of it, here alone: whoever includes it compiles all that writes help and reads configurations.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace culprit::cli {

namespace {

/// Whether the masks are valid is for the library to say.
void check_masks(const std::vector<UserMask>& masks) {
  try {
    const Normalizer normalizer(masks);
  } catch (const Error& error) {
    throw CLI::ValidationError(std::string("--mask: ").append(error.what()));
  }
}

}  // namespace

Command::Command(std::string description, std::string name)
    : CLI::App(std::move(description), std::move(name)) {}

Command::~Command() = default;

void add_mask_option(CLI::App& app, std::vector<UserMask>& masks) {
  const auto read = [&](const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      const std::size_t equals = value.find('=');
      if (equals == std::string::npos)
        throw CLI::ValidationError(fmt::format("--mask: '{}' is no mask; write NAME=RE2", value));
      masks.push_back({value.substr(0, equals), value.substr(equals + 1)});
    }
    check_masks(masks);
  };
  app.add_option_function<std::vector<std::string>>(
         "--mask", read, "Show what matches the RE2 as <NAME>, and group by it; may be repeated")
      ->type_name("NAME=RE2")
      ->allow_extra_args(false);
}

void add_keep_option(CLI::App& app, MergeRules& rules) {
  const auto read = [&](const std::vector<std::string>& values) {
    rules.keep.insert(rules.keep.end(), values.begin(), values.end());
    try {
      const TemplateMerger merger(rules);
    } catch (const Error& error) {
      throw CLI::ValidationError(std::string("--keep: ").append(error.what()));
    }
  };
  app.add_option_function<std::vector<std::string>>(
         "--keep", read, "Never merge templates by a word that matches the RE2; may be repeated")
      ->type_name("RE2")
      ->allow_extra_args(false);
}

std::optional<int> parse(CLI::App& app, std::vector<std::string> arguments) {
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    app.parse(arguments);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return kFine;
  } catch (const CLI::CallForVersion& version) {
    print(std::string(version.what()) + '\n');
    return kFine;
  } catch (const CLI::ParseError& error) {
    complain(fmt::format("{}; see {} --help", error.what(), app.get_name()));
    return kUsage;
  }
}

bool take_standard_input(std::vector<std::string>& files) {
  if (!files.empty()) return true;
  if (is_terminal(STDIN_FILENO)) {
    complain("there is nothing to read; name a file, or pipe one in; see culprit --help");
    return false;
  }
  files = {"-"};
  return true;
}

}  // namespace culprit::cli
