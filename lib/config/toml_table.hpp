#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#define TOML_HEADER_ONLY 1  // NOLINT(cppcoreguidelines-macro-usage): it is what toml++ asks for
#include <toml++/toml.h>

namespace culprit::config {

/// A table of a TOML file. What is wrong in it throws Error, with the file's name,
/// line and column. The TomlFile must outlive it.
class TomlTable {
public:
  TomlTable(const std::string& file, const toml::table& table) : file_(file), table_(table) {}

  /// Refuses keys that mean nothing, as they are mostly misspelt.
  void allow(std::initializer_list<std::string_view> keys) const;

  bool is_empty() const { return table_.empty(); }
  bool has(std::string_view key) const { return table_.contains(key); }

  std::string text(std::string_view key) const;

  /// A date without a time of day; nothing if there is no such key.
  std::optional<std::chrono::year_month_day> date(std::string_view key) const;

  /// The strings of an array; nothing if there is no such key. What `check` throws
  /// of one as Error becomes a complaint about it.
  std::vector<std::string> texts(std::string_view key,
                                 const std::function<void(const std::string&)>& check = {}) const;

  /// Calls `check`; the Error that it throws becomes a complaint about the value of `key`.
  void check(std::string_view key, const std::function<void()>& check) const;

  /// The strings of `key`, where a single string may stand for an array of one.
  std::vector<std::string> one_or_more(std::string_view key) const;

  /// Leaves `value` alone if there is no such key.
  void read_number(std::string_view key, std::size_t& value) const;

  /// The table called `key`; nothing if there is none.
  std::optional<TomlTable> table(std::string_view key) const;

  /// The tables called `key`, each written `[[key]]`.
  std::vector<TomlTable> tables(std::string_view key) const;

  [[noreturn]] void fail(std::string_view what) const { fail(table_.source(), what); }
  /// Complains about the value of a key that is there.
  [[noreturn]] void fail(std::string_view key, std::string_view what) const;

private:
  [[noreturn]] void fail(const toml::source_region& where, std::string_view what) const;

  const std::string& file_;
  const toml::table& table_;
};

/// A TOML file as a whole. Throws Error if it can't be read or is no TOML.
class TomlFile {
public:
  static TomlFile read(const std::filesystem::path& path);

  TomlTable root() const { return {*name_, *table_}; }

private:
  TomlFile(std::string name, toml::table table)
      : name_(std::make_unique<std::string>(std::move(name))),
        table_(std::make_unique<toml::table>(std::move(table))) {}

  // On the heap, so that tables stay valid when the file is moved.
  std::unique_ptr<std::string> name_;
  std::unique_ptr<toml::table> table_;
};

}  // namespace culprit::config
