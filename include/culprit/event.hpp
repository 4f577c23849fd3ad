#pragma once

#include <culprit/export.hpp>
#include <culprit/level.hpp>
#include <culprit/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
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
  std::uint32_t parent = 0;  ///< index of the throwable it is the cause of, or suppressed in; 0 for the head
  std::uint64_t frames = 0;  ///< stack frames printed
  std::uint64_t elided = 0;  ///< frames left out: the n of `... n more`
  bool circular = false;     ///< its cause is a throwable printed before (`[CIRCULAR REFERENCE: …]`)
  /// The first of its frames that is the application's own, as `com.example.Foo.bar(Foo.java:12)`:
  /// not one of the JDK, of a container, a pool, a proxy (Options::library_frames). Of Ruby as it
  /// prints them: `/path/api.rb:12:in 'charge'`. Empty if there is none.
  std::string_view top_frame;
};

/// The frame to begin with in an occurrence: the root cause's top frame; if it has none, as when its own
/// frames are all of a driver, that of the next outer throwable, and so on. Empty if none has.
CULPRIT_EXPORT std::string_view top_frame(std::span<const Throwable> throwables);

/// Where in the code a frame is, whatever the run, and whichever line of its file: without line number,
/// and without what the JVM, Guice, Groovy or JRuby make up: `a.B.lambda$get$3(B.java:7)` and
/// `a.B.lambda$get$12(B.java:9)` both are `a.B.lambda$get(B.java)`. Any text may be given.
CULPRIT_EXPORT std::string location(std::string_view frame);

/// A field of the mapped diagnostic context: {"kb.userToken", "c3d1…"}.
struct ContextField {
  std::string_view name;
  std::string_view value;
};

/// A record, or a bare trace (`printStackTrace`), as it stands in a log.
///
/// It is an occurrence if it has throwables: one printing of a chain. It is an
/// error if it has none and its level is error or fatal. Other records are quiet.
/// Every view in it is valid during the callback that hands it over, no longer.
struct Event {
  std::string_view source;   ///< the input's name
  std::string_view stream;   ///< what tells its lines from those of other writers in the source: `killbill_1`
  std::string_view layout;   ///< the name of its header's layout; empty if bare
  std::uint64_t offset = 0;  ///< of the first line, in decoded bytes
  std::uint64_t length = 0;  ///< up to the stream's next record or bare trace, in decoded bytes
  std::uint64_t line = 0;    ///< number of the first line, from 1
  bool bare = false;         ///< no header: level, logger, thread, message and context are empty …
  std::optional<Timestamp> time;  ///< … and the time is that of the record before
  Level level = Level::unknown;
  std::string_view logger;
  std::string_view thread;
  std::string_view message;  ///< the record's own message, without the trace
  std::span<const ContextField> context;
  std::span<const Throwable> throwables;
  std::uint64_t fingerprint =
      0;  ///< of the chain or of the error's template; 0 if quiet. See Group::fingerprint
};

}  // namespace culprit
