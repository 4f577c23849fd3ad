#include "normalize/merger.hpp"

#include "normalize/masked_message.hpp"
#include "normalize/merge_rounds.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>
#include <re2/re2.h>

#include <cstdint>
#include <unordered_map>
#include <utility>

namespace culprit::normalization {
namespace {

constexpr std::string_view kAny = "<*>";

MergingKey to_key(const Template& source) {
  MergingKey key;
  key.text.reserve(source.text.size());
  const auto copy = [&](std::size_t begin, std::size_t end) {
    std::string_view rest = std::string_view(source.text).substr(begin, end - begin);
    for (std::size_t nul = rest.find('\0'); nul != std::string_view::npos; nul = rest.find('\0')) {
      key.text.append(rest.substr(0, nul)).append(kNulSymbol);
      rest.remove_prefix(nul + 1);
    }
    key.text += rest;
  };
  std::size_t copied = 0;
  for (const Template::Placeholder& placeholder : source.placeholders) {
    copy(copied, placeholder.offset);
    copied = std::size_t{placeholder.offset} + placeholder.length;
    key.text += '\0';
    key.origins.push_back(static_cast<std::uint32_t>(key.origins.size()));
  }
  copy(copied, source.text.size());
  return key;
}

/// A placeholder as people see it.
struct Shown {
  PlaceholderKind kind = PlaceholderKind::any;
  std::string_view text = kAny;

  bool operator==(const Shown&) const = default;
};

Shown shown(const Template& source, std::uint32_t origin) {
  if (origin == MergedTemplate::kFresh) return {};
  const Template::Placeholder& own = source.placeholders[origin];
  return {own.kind, std::string_view(source.text).substr(own.offset, own.length)};
}

/// How the placeholders of templates that became one are shown: as all of them do, or as `<*>`.
class Agreement {
public:
  void add(const Template& source, const MergingKey& key) {
    const bool is_first = agreed_.empty();
    for (std::size_t i = 0; i < key.origins.size(); ++i) {
      const Shown own = shown(source, key.origins[i]);
      if (is_first) agreed_.push_back(own);
      else if (agreed_[i] != own) agreed_[i] = {};
    }
  }

  Template apply(const Template& source, const MergingKey& key) const {
    Template merged;
    std::string_view rest = key.text;
    for (const Shown& own : agreed_) {
      const std::size_t nul = rest.find('\0');
      merged.text += rest.substr(0, nul);
      merged.placeholders.push_back({static_cast<std::uint32_t>(merged.text.size()),
                                     static_cast<std::uint32_t>(own.text.size()), own.kind});
      merged.text += own.text;
      rest.remove_prefix(nul + 1);
    }
    merged.text += rest;
    keep_captures(source, key, merged);
    return merged;
  }

private:
  void keep_captures(const Template& source, const MergingKey& key, Template& merged) const {
    if (source.captures.empty()) return;
    std::uint32_t origin = 0;
    std::size_t capture = 0;
    for (std::size_t i = 0; i < key.origins.size(); ++i) {
      if (agreed_[i].kind != PlaceholderKind::number) continue;
      for (; origin < key.origins[i]; ++origin)
        capture += source.placeholders[origin].kind == PlaceholderKind::number;
      merged.captures.push_back(source.captures.at(capture));
    }
  }

  std::vector<Shown> agreed_;
};

}  // namespace

Merger::Merger(const MergeRules& rules, std::span<const FixedPlace> places) : places_(places) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  for (const std::string& pattern : rules.keep) {
    auto compiled = std::make_unique<re2::RE2>(pattern, options);
    if (!compiled->ok()) throw Error(fmt::format("keep \"{}\": {}", pattern, compiled->error()));
    keep_.push_back(std::move(compiled));
  }
}

Merger::~Merger() = default;
Merger::Merger(Merger&&) noexcept = default;
Merger& Merger::operator=(Merger&&) noexcept = default;

bool Merger::keeps(std::string_view token) const {
  if (keep_.empty()) return false;
  std::string text;
  for (const char c : token) {
    if (c == '\0') text += kAny;
    else text += c;
  }
  for (const auto& pattern : keep_)
    if (re2::RE2::FullMatch(text, *pattern)) return true;
  return false;
}

std::vector<MergedTemplate> Merger::merge(std::span<const Template> templates) const {
  std::vector<MergingKey> keys;
  keys.reserve(templates.size());
  for (const Template& source : templates) keys.push_back(to_key(source));
  MergeRounds(*this, keys).run();

  std::unordered_map<std::string_view, Agreement> agreements;
  for (std::size_t i = 0; i < keys.size(); ++i) agreements[keys[i].text].add(templates[i], keys[i]);
  std::vector<MergedTemplate> result;
  result.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i)
    result.push_back({agreements[keys[i].text].apply(templates[i], keys[i]), keys[i].origins});
  return result;
}

}  // namespace culprit::normalization
