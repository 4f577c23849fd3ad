#include "config/toml_table.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <utility>

namespace culprit::config {
namespace {

[[noreturn]] void fail_to_parse(const std::string& name, const toml::parse_error& error) {
  const toml::source_position& at = error.source().begin;
  const std::string place = at.line == 0 ? std::string() : fmt::format(":{}:{}", at.line, at.column);
  throw Error(fmt::format("{}{}: {}", name, place, error.description()));
}

}  // namespace

void TomlTable::allow(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, value] : table_) {
    if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
      fail(key.source(), fmt::format("'{}' is none of {}", key.str(), fmt::join(keys, ", ")));
  }
}

std::string TomlTable::text(std::string_view key) const {
  const toml::node* const node = table_.get(key);
  if (node == nullptr) fail(fmt::format("'{}' is missing", key));
  const auto text = node->value_exact<std::string>();
  if (!text) fail(node->source(), fmt::format("'{}' must be a string", key));
  return *text;
}

std::optional<std::chrono::year_month_day> TomlTable::date(std::string_view key) const {
  const toml::node* const node = table_.get(key);
  if (node == nullptr) return std::nullopt;
  const auto date = node->value_exact<toml::date>();
  if (!date) fail(node->source(), fmt::format("'{}' must be a date without quotes, as 2026-12-31", key));
  return std::chrono::year(date->year) / date->month / date->day;
}

std::vector<std::string> TomlTable::texts(std::string_view key,
                                          const std::function<void(const std::string&)>& check) const {
  std::vector<std::string> texts;
  const toml::node* const node = table_.get(key);
  if (node == nullptr) return texts;
  const toml::array* const array = node->as_array();
  if (array == nullptr) fail(node->source(), fmt::format("'{}' must be an array of strings", key));
  for (const toml::node& element : *array) {
    const auto text = element.value_exact<std::string>();
    if (!text || text->empty())
      fail(element.source(), fmt::format("'{}' holds strings that aren't empty", key));
    try {
      if (check) check(*text);
    } catch (const Error& error) {
      fail(element.source(), error.what());
    }
    texts.push_back(*text);
  }
  return texts;
}

void TomlTable::check(std::string_view key, const std::function<void()>& check) const {
  try {
    check();
  } catch (const Error& error) {
    fail(key, error.what());
  }
}

std::vector<std::string> TomlTable::one_or_more(std::string_view key) const {
  const toml::node* const node = table_.get(key);
  const auto text = node == nullptr ? std::nullopt : node->value_exact<std::string>();
  if (!text) return texts(key);
  if (text->empty()) fail(node->source(), fmt::format("'{}' must not be empty", key));
  return {*text};
}

void TomlTable::read_number(std::string_view key, std::size_t& value) const {
  const toml::node* const node = table_.get(key);
  if (node == nullptr) return;
  const auto number = node->value_exact<std::int64_t>();
  if (!number || *number < 1) fail(node->source(), fmt::format("'{}' must be a number above 0", key));
  value = static_cast<std::size_t>(*number);
}

std::optional<TomlTable> TomlTable::table(std::string_view key) const {
  const toml::node* const node = table_.get(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_table()) fail(node->source(), fmt::format("'{0}' must be a table: [{0}]", key));
  return TomlTable(file_, *node->as_table());
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const {
  std::vector<TomlTable> tables;
  const toml::node* const node = table_.get(key);
  if (node == nullptr) return tables;
  const toml::array* const array = node->as_array();
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i)
    if (const toml::table* const element = array->get(i)->as_table()) tables.emplace_back(file_, *element);
  if (array == nullptr || tables.size() != array->size())
    fail(node->source(), fmt::format("'{0}' must be tables: [[{0}]]", key));
  return tables;
}

void TomlTable::fail(std::string_view key, std::string_view what) const {
  const toml::node* const node = table_.get(key);
  fail(node == nullptr ? table_.source() : node->source(), what);
}

void TomlTable::fail(const toml::source_region& where, std::string_view what) const {
  throw Error(fmt::format("{}:{}:{}: {}", file_, where.begin.line, where.begin.column, what));
}

TomlFile TomlFile::read(const std::filesystem::path& path) {
  // It can be opened, and reads as if it were empty.
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw Error(fmt::format("{}: Is a directory; name the file in it", path.string()));
  try {
    return {path.string(), toml::parse_file(path.string())};
  } catch (const toml::parse_error& error) {
    fail_to_parse(path.string(), error);
  }
}

}  // namespace culprit::config
