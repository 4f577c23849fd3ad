#pragma once

#include "parse/frame_memo.hpp"
#include "parse/head_line.hpp"
#include "parse/head_memo.hpp"
#include "parse/json_record.hpp"
#include "parse/library_frames.hpp"

#include <span>

namespace culprit::parse {

/// What was seen lately in traces, and how JSON was written. A thread keeps it from one input to the
/// next, and for all their streams, as the same code fails in them; what is read does not depend on it.
struct Memos {
  /// `shapes` and `library` must outlive it.
  Memos(std::span<const ToStringShape> shapes, const LibraryFrames& library)
      : heads(shapes), frames(library), json(library) {}

  HeadMemo heads;
  FrameMemo frames;
  JsonReader json;  ///< no record needs it beyond its own line, and a large one takes megabytes
};

}  // namespace culprit::parse
