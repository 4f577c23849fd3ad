#include "summarize/code_rows.hpp"

#include <culprit/underlying.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace culprit::summarize {
namespace {

int code_of(std::string_view message_template) { return underlying(message_template).code; }

/// The innermost code, which is the last one.
int code_of(const std::vector<ChainLink>& chain) {
  int innermost = 0;
  for (const ChainLink& link : chain)
    if (const int code = code_of(link.message_template); code != 0) innermost = code;
  return innermost;
}

/// By their codes; 0 if there is none.
using Rows = std::map<int, AspectRow>;

template <class Counted>
AspectRow& add(Rows& rows, int code, const Counted& counted) {
  const auto [entry, is_new] = rows.try_emplace(code);
  AspectRow& row = entry->second;
  if (is_new && code != 0) row.name = std::to_string(code);
  row.first = is_new ? counted.first : std::min(row.first, counted.first);
  row.count += counted.count;
  extend(row.seen, counted.seen);
  return row;
}

}  // namespace

std::vector<AspectRow> rows_by_code(std::span<const StoredGroup* const> groups,
                                    const BoundedMap<StoredError>& errors, const Totals& totals) {
  Rows rows;
  std::uint64_t folded_occurrences = totals.occurrences, folded_errors = totals.errors;
  for (const StoredGroup* const group : groups) {
    add(rows, code_of(group->chain), *group);
    folded_occurrences -= group->count;
  }
  for (const auto& [fingerprint, error] : errors.values()) {
    add(rows, code_of(error.message_template), error).errors += error.count;
    folded_errors -= error.count;
  }
  if (folded_occurrences + folded_errors != 0) {
    AspectRow& row = rows[0];
    row.count += folded_occurrences + folded_errors;
    row.errors += folded_errors;
  }
  std::vector<AspectRow> all;
  for (auto& [code, row] : rows) all.push_back(std::move(row));
  return all;
}

}  // namespace culprit::summarize
