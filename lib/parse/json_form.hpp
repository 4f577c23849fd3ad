#pragma once

#include "parse/json_document.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace culprit::parse {

/// How a line of JSON is written: all of it but its strings and numbers, byte by byte.
///
/// A logger writes the same names in the same order, record for record. What depends on these
/// alone (which layout it is, which value is the level) needs to be found out once for each form; in
/// further lines the values are found by comparing what stands between them, at a tenth of what reading
/// them costs.
class JsonForm {
public:
  static constexpr std::size_t kMostValues = 64;
  static constexpr std::uint8_t kNone = 0xff;

  /// A string without its quotes, or a number.
  struct Value {
    std::string_view text;
    bool has_escapes = false;
  };
  using Values = std::array<Value, kMostValues>;

  /// The form of `line`, which `document` has read. It has none, and nothing matches,
  /// if the line is cut, or larger than what loggers write.
  JsonForm(const JsonDocument& document, std::string_view line);

  explicit operator bool() const { return !gaps_.empty(); }

  /// Says whether reading `line` would give the same nodes, but for the texts of strings
  /// and numbers. These are left in `values`: views into the line.
  bool match(std::string_view line, Values& values) const;

  /// Which of the values a node is; kNone if it is neither string nor number, or behind the first
  /// kMostValues.
  static std::uint8_t index_of(const JsonDocument& document, std::uint32_t node);

private:
  /// What stands in front of a value, or behind the last one.
  struct Gap {
    std::uint16_t begin = 0;  // in text_
    std::uint16_t size = 0;
    bool before_string = false;
  };

  std::string text_;  // of all gaps; whole rows of sixteen bytes can be read at each
  std::vector<Gap> gaps_;
};

/// The forms of lines that came lately, and what their values mean.
template <class Meaning>
class JsonForms {
public:
  /// The meaning of the values of `line`, which are left in `values`; null if no form matches.
  Meaning* find(std::string_view line, JsonForm::Values& values) {
    if (paused_lines_ != 0) {
      --paused_lines_;
      return nullptr;
    }
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const std::size_t index = (last_ + i) % known_.size();
      if (!known_[index].first.match(line, values)) continue;
      last_ = index;
      misses_ = 0;
      return &known_[index].second;
    }
    // Where no line is like another one the search for it must not cost.
    if (++misses_ < kMisses) return nullptr;
    misses_ = 0;
    paused_lines_ = kPause;
    return nullptr;
  }

  /// True if the line that find() didn't find is worth to be learned.
  bool learns() const { return paused_lines_ == 0; }

  void learn(JsonForm form, const Meaning& meaning) {
    if (!form) return;
    if (known_.size() < kMost) {
      last_ = known_.size();
      known_.emplace_back(std::move(form), meaning);
    } else {
      oldest_ = (oldest_ + 1) % kMost;
      known_[oldest_] = {std::move(form), meaning};
      last_ = oldest_;
    }
  }

private:
  static constexpr std::size_t kMost = 16;
  static constexpr std::uint32_t kMisses = 64;
  static constexpr std::uint32_t kPause = 1024;

  std::vector<std::pair<JsonForm, Meaning>> known_;
  std::size_t last_ = 0;
  std::size_t oldest_ = 0;
  std::uint32_t misses_ = 0;  // since the last match
  std::uint32_t paused_lines_ = 0;
};

}  // namespace culprit::parse
