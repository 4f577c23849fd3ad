#include "snapshot_file.hpp"

#include "input/file.hpp"
#include "input/source.hpp"

#include <culprit/error.hpp>
#include <culprit/snapshot.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace culprit {

bool is_snapshot_file(const std::string& path) {
  try {
    return input::stored_size(path) && is_snapshot(input::File(path).peek(kSnapshotMarkBytes));
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
    input::File file(path, stop);
    std::string bytes(stored, '\0');
    std::size_t size = 0;
    while (const std::size_t more = file.read(bytes.data() + size, bytes.size() - size)) size += more;
    bytes.resize(size);
    return read_snapshot(bytes);
  } catch (const input::Fault& fault) {
    summary.diagnostics.push_back({path, fault.offset, fault.kind, fault.what()});
  } catch (const Error& error) {
    summary.diagnostics.push_back(
        {path, 0, Diagnostic::Kind::corrupt, fmt::format("no valid snapshot: {}", error.what())});
  }
  return summary;
}

}  // namespace culprit
