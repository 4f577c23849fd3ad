#pragma once

#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace culprit {

/// How a throwable hangs on another one.
enum class Relation : std::uint8_t {
  head,        ///< it doesn't: the outermost throwable
  cause,       ///< `Caused by:` (or `Wrapped by:`, seen from the other end)
  suppressed,  ///< `Suppressed:`
};

/// One exception as printed. Throwables of one occurrence stand in an array in
/// which the head is first and every throwable comes after its `parent`.
struct Throwable {
  std::string_view class_name;  ///< empty if the log doesn't hold the throwable's head line
  std::string_view message;     ///< all its lines; cut at Limits::message_bytes
  Relation relation = Relation::head;
  std::uint32_t parent = 0;     ///< index of the throwable it is the cause of, or suppressed in; 0 for the head
  std::uint64_t frames = 0;     ///< stack frames printed
  std::uint64_t elided = 0;     ///< frames left out: the n of `... n more`
  bool circular = false;        ///< its cause is a throwable printed before (`[CIRCULAR REFERENCE: …]`)
};

/// A field of the mapped diagnostic context: {"kb.userToken", "c3d1…"}.
struct ContextField {
  std::string_view name;
  std::string_view value;
};

/// One printing of a chain of throwables, in a record or bare (`printStackTrace`).
/// Every view in it is valid during the callback that hands it over, no longer.
struct Occurrence {
  std::string_view source;       ///< the input's name
  std::uint64_t offset = 0;      ///< of the record's or bare trace's first line, in decoded bytes
  std::uint64_t length = 0;      ///< up to the next record or bare trace, in decoded bytes
  std::uint64_t line = 0;        ///< number of the first line, from 1
  bool bare = false;             ///< no record header: all fields but the throwables are empty …
  std::optional<Timestamp> time; ///< … and the time is that of the record before
  Level level = Level::unknown;
  std::string_view logger;
  std::string_view thread;
  std::string_view message;      ///< the record's own message, without the trace
  std::span<const ContextField> context;
  std::span<const Throwable> throwables;  ///< never empty
  std::uint64_t fingerprint = 0; ///< of the chain; see Group::fingerprint
};

}  // namespace culprit
