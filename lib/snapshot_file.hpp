#pragma once

#include <culprit/stop.hpp>
#include <culprit/summary.hpp>

#include <string>

namespace culprit {

/// Whether a regular file is a snapshot, also one that is compressed once more; what can't be read is none.
/// Does not throw.
bool is_snapshot_file(const std::string& path);

/// What the snapshot holds; if it can't be read, or isn't valid, a summary that says so
/// in its diagnostics. So it does if `stop` is requested before all is read.
Summary read_snapshot_file(const std::string& path, const Stop* stop);

}  // namespace culprit
