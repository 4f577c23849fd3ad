#pragma once

#include <culprit/export.hpp>
#include <culprit/summary.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace culprit {

/// A summary as a file: what one machine counted, to be merged on another, or kept to be
/// compared with later. Nothing is lost; merging snapshots in any order gives what one run
/// over all their inputs would have given, if Limits::summary_bytes was the same.
///
///   write_file("node-1.culprit", write_snapshot(summary));
///   total.merge(read_snapshot(read_file("node-1.culprit")));
///
/// Analyzer::read takes snapshots like logs. docs/snapshots.md describes the format, whose
/// version is a part of it. Throws Error for a summary that is too large: kMostSnapshotBytes.
CULPRIT_EXPORT std::string write_snapshot(const Summary& summary);

/// Throws Error, which says what is wrong, if `bytes` are no whole snapshot of a known version.
CULPRIT_EXPORT Summary read_snapshot(std::string_view bytes);

/// So many bytes are enough for is_snapshot().
inline constexpr std::size_t kSnapshotMarkBytes = 26;

/// No snapshot is larger, neither as it is stored nor when it is decompressed; and as a tree of values
/// it takes at most twice as much memory. What would is refused before it is allocated.
inline constexpr std::size_t kMostSnapshotBytes = std::size_t{512} << 20;

/// Whether a file that begins with these bytes is a snapshot, of whatever version.
CULPRIT_EXPORT bool is_snapshot(std::string_view front);

}  // namespace culprit
