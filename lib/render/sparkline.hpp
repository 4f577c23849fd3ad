#pragma once

#include <culprit/timeline.hpp>
#include <culprit/timestamp.hpp>

#include <cstddef>
#include <string>

namespace culprit::render {

/// A timeline as a line of blocks, `··▂█▃▁··▁·`, in UTF-8: the span `observed` in
/// `columns` equal parts. The fullest is █, the others in proportion, but never
/// less than ▁; those without an occurrence are ·, as ▁ would look like a few, and
/// a space would get lost at the end of a line.
///
/// The columns of one span and number stand for the same times, whatever the width of
/// the timeline's buckets: the occurrences of a bucket that reaches across columns
/// are distributed evenly. What lies outside of `observed` is not shown.
std::string sparkline(const Timeline& timeline, TimeSpan observed, std::size_t columns);

}  // namespace culprit::render
