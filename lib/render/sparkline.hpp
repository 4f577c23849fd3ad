#pragma once

#include <culprit/timeline.hpp>
#include <culprit/timestamp.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace culprit::render {

/// How many occurrences fell in each of `columns` equal parts of the span `observed`. The
/// columns of one span and number stand for the same times, whatever the width of
/// the timeline's buckets: the occurrences of a bucket that reaches across columns
/// are distributed evenly. What lies outside of `observed` is left out.
std::vector<double> counts_by_column(const Timeline& timeline, TimeSpan observed, std::size_t columns);

/// A timeline as a line of blocks, `··▂█▃▁··▁·`, in UTF-8: the span `observed` in
/// `columns` equal parts. The fullest is █, the others in proportion, but never
/// less than ▁; those without an occurrence are ·, as ▁ would look like a few, and
/// a space would get lost at the end of a line.
std::string sparkline(const Timeline& timeline, TimeSpan observed, std::size_t columns);

}  // namespace culprit::render
