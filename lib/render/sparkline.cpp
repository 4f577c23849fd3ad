#include "render/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace culprit::render {
namespace {

constexpr std::array<std::string_view, 9> kBlocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

/// Adds a number to the columns that [begin, end), in columns, covers, in proportion.
void distribute(std::vector<double>& columns, double begin, double end, double count) {
  if (begin >= end) columns[std::min(static_cast<std::size_t>(begin), columns.size() - 1)] += count;
  for (double at = begin; at < end;) {
    const auto column = std::min(static_cast<std::size_t>(at), columns.size() - 1);
    const double next = std::min(end, column + 1 < columns.size() ? static_cast<double>(column + 1) : end);
    columns[column] += count * (next - at) / (end - begin);
    at = next;
  }
}

}  // namespace

std::vector<double> counts_by_column(const Timeline& timeline, TimeSpan observed, std::size_t columns) {
  const auto first = static_cast<double>(observed.first.milliseconds);
  const double last = std::max(first, static_cast<double>(observed.last.milliseconds));
  const double span = last - first + 1;
  const auto to_columns = [&](double milliseconds) {
    return std::clamp((milliseconds - first) / span, 0.0, 1.0) * static_cast<double>(columns);
  };

  std::vector<double> counts(columns);
  for (const auto& [start, count] : timeline.buckets()) {
    const auto begin = static_cast<double>(start);
    const double end = begin + static_cast<double>(timeline.width().count());
    if (end <= first || begin > last) continue;
    distribute(counts, to_columns(begin), to_columns(end), static_cast<double>(count));
  }
  return counts;
}

std::string sparkline(const Timeline& timeline, TimeSpan observed, std::size_t columns) {
  if (columns == 0) return {};
  const std::vector<double> counts = counts_by_column(timeline, observed, columns);
  const double greatest = *std::max_element(counts.begin(), counts.end());
  std::string line;
  for (const double count : counts) {
    // The summand keeps what is rounded in the shares from reaching the next block.
    const double block = std::ceil(count / greatest * 8 - 1e-6);
    line += kBlocks[count > 0 ? static_cast<std::size_t>(std::clamp(block, 1.0, 8.0)) : 0];
  }
  return line;
}

}  // namespace culprit::render
