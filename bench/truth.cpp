#include "truth.hpp"

#include "pattern.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace culprit::bench {
namespace {

nlohmann::json chain_as_json(const Failure& failure, std::size_t reason) {
  const std::string reason_template = template_of(failure.reasons[reason], {});
  nlohmann::json chain = nlohmann::json::array();
  for (const Throwable& throwable : failure.chain)
    chain.push_back(
        {{"class", throwable.class_name}, {"template", template_of(throwable.message, reason_template)}});
  return chain;
}

}  // namespace

void Truth::add(std::string_view level) {
  ++levels_[level];
  if (level == "ERROR") ++errors_;
}

void Truth::add(const Failure& failure, std::size_t reason) {
  ++levels_[failure.event.level];
  ++occurrences_;
  const auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& known) {
    return known.failure == &failure && known.reason == reason;
  });
  if (group == groups_.end()) groups_.push_back({&failure, reason, 1});
  else ++group->count;
}

nlohmann::json Truth::as_json() const {
  std::uint64_t records = 0;
  for (const auto& [level, count] : levels_) records += count;

  nlohmann::json rows = nlohmann::json::array();
  for (const Group& group : groups_) {
    const std::string_view head = group.failure->chain.front().class_name;
    auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& known) { return known["class"] == head; });
    if (row == rows.end()) {
      rows.push_back({{"class", head}, {"count", 0}, {"groups", nlohmann::json::array()}});
      row = rows.end() - 1;
    }
    (*row)["count"] = (*row)["count"].get<std::uint64_t>() + group.count;
    (*row)["groups"].push_back(
        {{"count", group.count}, {"chain", chain_as_json(*group.failure, group.reason)}});
  }
  return {
      {"totals",
       {{"bytes", bytes},
        {"lines", lines},
        {"records", records},
        {"errors", errors_},
        {"occurrences", occurrences_},
        {"total", errors_ + occurrences_}}},
      {"levels", levels_},
      {"exceptions", rows},
  };
}

}  // namespace culprit::bench
