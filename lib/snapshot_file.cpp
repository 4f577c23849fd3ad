#include "snapshot_file.hpp"

#include "input/file.hpp"
#include "input/source.hpp"

#include <culprit/error.hpp>
#include <culprit/snapshot.hpp>

#include <fmt/format.h>

#include <cstdint>

namespace culprit {
namespace {

/// Whether it is one as it is stored. Its mark is a frame that decoding would skip.
bool is_stored_plain(const std::string& path) {
  return is_snapshot(input::File(path).peek(kSnapshotMarkBytes));
}

}  // namespace

bool is_snapshot_file(const std::string& path) {
  try {
    return input::stored_size(path) &&
           (is_stored_plain(path) || is_snapshot(input::front(path, kSnapshotMarkBytes)));
  } catch (const input::Fault&) {
    return false;
  }
}

Summary read_snapshot_file(const std::string& path, const Stop* stop) {
  Summary summary;
  try {
    const std::uint64_t stored = input::stored_size(path).value_or(0);
    if (stored > kMostSnapshotBytes)
      throw Error(fmt::format("it has {} bytes, more than any snapshot", stored));
    const auto source = is_stored_plain(path) ? input::open_at(path, 0, stop) : input::open(path, 1, stop);
    return read_snapshot(input::read_whole(*source, kMostSnapshotBytes));
  } catch (const input::Fault& fault) {
    summary.diagnostics.push_back({path, fault.offset, fault.kind, fault.what()});
  } catch (const Error& error) {
    summary.diagnostics.push_back(
        {path, 0, Diagnostic::Kind::corrupt, fmt::format("no valid snapshot: {}", error.what())});
  }
  return summary;
}

}  // namespace culprit
