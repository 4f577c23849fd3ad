#pragma once

#include <culprit/normalizer.hpp>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace culprit::cli {

/// What a command takes, and its help. It is made and destroyed in one file, as CLI11 has to be compiled
/// there as a whole: CLI/App.hpp alone only declares what an App begins with.
class Command final : public CLI::App {
public:
  Command(std::string description, std::string name);
  ~Command() override;
};

/// Adds `--mask NAME=RE2`, which may be repeated.
void add_mask_option(CLI::App& app, std::vector<UserMask>& masks);

/// Adds `--keep RE2`, which may be repeated.
void add_keep_option(CLI::App& app, MergeRules& rules);

/// Parses a command's arguments. Returns an exit code if it is done with that:
/// help or the version was asked for and is printed, or the usage is wrong.
std::optional<int> parse(CLI::App& app, std::vector<std::string> arguments);

/// Makes standard input the file to read if there is none, and it is a pipe or
/// a file. Complains and returns false if it is a terminal.
bool take_standard_input(std::vector<std::string>& files);

/// An option whose value is one of a few words.
template <class Value>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Value& value,
                        const std::vector<std::pair<std::string, Value>>& choices,
                        const std::string& purpose) {
  std::string words;
  for (const auto& [word, meaning] : choices) words += (words.empty() ? "" : ", ") + word;
  const auto read = [&value, choices, words, name](const std::string& text) {
    const auto chosen =
        std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.first == text; });
    if (chosen == choices.end())
      throw CLI::ValidationError(
          fmt::format("{}: '{}' is none of {}", name.substr(name.find("--")), text, words));
    value = chosen->second;
  };
  return app.add_option_function<std::string>(name, read, fmt::format("{}: {}", purpose, words));
}

}  // namespace culprit::cli
