#include "config/problem_file.hpp"

#include "text/ascii.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace culprit::config {
namespace {

void check_patterns(const TomlTable& table, const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    const re2::RE2 compiled(pattern, re2::RE2::Quiet);
    if (!compiled.ok()) table.fail("regex", fmt::format("'regex': {}: {}", pattern, compiled.error()));
  }
}

Problem::Match read_match(const TomlTable& table) {
  table.allow({"class", "message", "regex", "frame", "code"});
  if (table.is_empty()) table.fail("a match needs at least one of class, message, regex, frame, code");
  Problem::Match match;
  match.classes = table.one_or_more("class");
  match.messages = table.one_or_more("message");
  match.patterns = table.one_or_more("regex");
  check_patterns(table, match.patterns);
  if (table.has("frame")) match.frame = table.text("frame");
  std::size_t code = 0;
  table.read_number("code", code);
  match.code = static_cast<int>(code);
  return match;
}

std::string read_id(const TomlTable& table) {
  std::string id = table.text("id");
  const auto is_allowed = [](char c) { return text::is_lower(c) || text::is_digit(c) || c == '-'; };
  if (id.empty() || !std::all_of(id.begin(), id.end(), is_allowed))
    table.fail("id", fmt::format("'id': '{}' is not made of small letters, digits and '-'", id));
  return id;
}

}  // namespace

Problem read_problem(const TomlTable& table) {
  table.allow({"id", "title", "match", "explanation", "settings", "links", "yields_to"});
  Problem problem;
  problem.id = read_id(table);
  problem.title = table.text("title");
  if (!table.has("match")) table.fail("'match' is missing");
  for (const TomlTable& match : table.tables("match")) problem.matches.push_back(read_match(match));
  problem.explanation = table.text("explanation");
  problem.settings = table.texts("settings");
  problem.links = table.texts("links");
  problem.yields_to = table.texts("yields_to");
  return problem;
}

}  // namespace culprit::config
