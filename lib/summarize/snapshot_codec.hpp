#pragma once

#include <culprit/summary.hpp>

#include <nlohmann/json.hpp>

namespace culprit {

/// All of a summary as a tree of values, and back. What comes back was checked: it
/// could have been counted.
class SnapshotCodec {
public:
  static nlohmann::json encode(const Summary& summary);

  /// Throws Error, or one of nlohmann's exceptions, for what encode() didn't make.
  static Summary decode(const nlohmann::json& tree);

private:
  static void decode_tables(const nlohmann::json& tree, const Summary& summary);
  static void check(const Summary& summary);
};

}  // namespace culprit
