#include "parse/tally.hpp"

#include <algorithm>
#include <cstddef>

namespace culprit::parse {

void Tally::add(const Tally& other) {
  lines += other.lines;
  records += other.records;
  for (std::size_t i = 0; i < levels.size(); ++i) levels[i] += other.levels[i];
  if (!seen) {
    seen = other.seen;
  } else if (other.seen) {
    if (other.seen->first.milliseconds < seen->first.milliseconds) seen->first = other.seen->first;
    if (other.seen->last.milliseconds > seen->last.milliseconds) seen->last = other.seen->last;
  }
  for (const LayoutCount& count : other.layouts) parse::add(layouts, count);
}

void add(std::vector<LayoutCount>& counts, const LayoutCount& more) {
  const auto known = std::find_if(counts.begin(), counts.end(),
                                  [&](const LayoutCount& count) { return count.name == more.name; });
  if (known != counts.end()) known->records += more.records;
  else counts.push_back(more);
}

}  // namespace culprit::parse
