#include "config/toml_table.hpp"

#include <culprit/fingerprint.hpp>
#include <culprit/gate.hpp>

#include <cstdint>
#include <string>

namespace culprit {
namespace {

using config::TomlFile;
using config::TomlTable;

std::uint64_t read_fingerprint(const TomlTable& table) {
  const auto fingerprint = parse_fingerprint(table.text("fingerprint"));
  if (!fingerprint) table.fail("fingerprint", "'fingerprint' must be sixteen hexadecimal digits");
  if (*fingerprint == 0) table.fail("fingerprint", "'fingerprint' is 0, which no group has");
  return *fingerprint;
}

Allowance read_allowance(const TomlTable& table) {
  table.allow({"fingerprint", "class", "template", "reason", "expires"});
  Allowance allowance;
  if (table.has("fingerprint")) allowance.fingerprint = read_fingerprint(table);
  if (table.has("class")) allowance.class_glob = table.text("class");
  if (table.has("template")) allowance.template_glob = table.text("template");
  if (!allowance.fingerprint && allowance.class_glob.empty() && allowance.template_glob.empty())
    table.fail("an allowance needs a 'fingerprint', a 'class' or a 'template'");
  allowance.reason = table.text("reason");
  if (allowance.reason.empty()) table.fail("reason", "'reason' must say something");
  const auto expires = table.date("expires");
  if (!expires) table.fail("'expires' is missing; expected a date, as expires = 2026-12-31");
  allowance.expires = *expires;
  return allowance;
}

}  // namespace

std::optional<Gate> read_gate(const std::filesystem::path& path) {
  const TomlFile file = TomlFile::read(path);
  const auto table = file.root().table("check");
  if (!table) return std::nullopt;
  table->allow({"fail_on", "allow"});
  Gate gate;
  (void)table->texts("fail_on", [&](const std::string& rule) { gate.rules.push_back(parse_rule(rule)); });
  for (const TomlTable& allowance : table->tables("allow"))
    gate.allowances.push_back(read_allowance(allowance));
  return gate;
}

}  // namespace culprit
