#include "summarize/code_rows.hpp"

#include <culprit/underlying.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

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

/// Rows by their codes; 0 if there is none.
class Rows {
public:
  template <class Counted>
  AspectRow& add(int code, const Counted& counted) {
    AspectRow& row = add(code, counted.count);
    row.first = row.count == counted.count ? counted.first : std::min(row.first, counted.first);
    extend(row.seen, counted.seen);
    return row;
  }

  AspectRow& add(int code, std::uint64_t count) {
    AspectRow& row = rows_[code];
    if (code != 0) row.name = std::to_string(code);
    row.count += count;
    return row;
  }

  std::vector<AspectRow> list() const {
    std::vector<AspectRow> all;
    for (const auto& [code, row] : rows_) all.push_back(row);
    return all;
  }

private:
  std::map<int, AspectRow> rows_;
};

}  // namespace

std::vector<AspectRow> rows_by_code(std::span<const StoredGroup* const> groups,
                                    const BoundedMap<StoredError>& errors, std::uint64_t folded_occurrences,
                                    std::uint64_t folded_errors) {
  Rows rows;
  for (const StoredGroup* const group : groups) rows.add(code_of(group->chain), *group);
  for (const auto& [fingerprint, error] : errors.values())
    rows.add(code_of(error.message_template), error).errors += error.count;
  if (folded_occurrences != 0) rows.add(0, folded_occurrences);
  if (folded_errors != 0) rows.add(0, folded_errors).errors += folded_errors;
  return rows.list();
}

}  // namespace culprit::summarize
