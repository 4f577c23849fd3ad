#include "parse/json_throwable.hpp"

#include "parse/trace_line.hpp"

#include <algorithm>
#include <charconv>

namespace culprit::parse {
namespace {

using Kind = JsonNode::Kind;

/// The members of a throwable's object; nodes are 0 if there is none.
struct Members {
  std::string_view class_name;
  std::string_view message;
  std::uint32_t trace = 0;   ///< as text
  std::uint32_t frames = 0;  ///< as array
  std::uint64_t elided = 0;
  std::uint32_t cause = 0;
  std::uint32_t suppressed = 0;
  bool repeats = false;         ///< it stands for one that was written before: a ring closes
  bool is_log4j_proxy = false;  ///< its causes are members, even if the trace is text
};

template <typename... Names>
bool is_any(std::string_view name, Names... names) {
  return ((name == names) || ...);
}

std::uint64_t read_count(std::string_view text) {
  std::uint64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

bool holds_texts(JsonDocument& document, std::uint32_t array) {
  const auto elements = document.children(array);
  return elements.begin() != elements.end() && document.is(*elements.begin(), Kind::string);
}

/// JBoss puts a cause in an object of its own: `"causedBy": {"exception": {…}}`.
std::uint32_t unwrap_exception(JsonDocument& document, std::uint32_t node) {
  const std::uint32_t inner = document.find(node, "exception");
  return inner != 0 && document.is(inner, Kind::object) ? inner : node;
}

Members read_members(JsonDocument& document, std::uint32_t object) {
  Members found;
  bool is_logback = false;
  for (const std::uint32_t node : document.children(object)) {
    const std::string_view name = document.name(node);
    const Kind kind = document[node].kind;
    if (kind == Kind::string) {
      if (is_any(name, "name", "className", "exceptionType", "type", "class", "exception_class"))
        found.class_name = document.text(node);
      else if (is_any(name, "message", "exception_message")) found.message = document.text(node);
      else if (is_any(name, "extendedStackTrace", "stack_trace", "stackTrace", "stacktrace", "stack"))
        found.trace = node;
      else if (name == "cyclic") found.repeats = document.text(node) == "true";
    } else if (kind == Kind::array) {
      if (is_any(name, "extendedStackTrace", "stepArray", "frames", "stackTrace", "stack_trace"))
        (holds_texts(document, node) ? found.trace : found.frames) = node;
      else if (name == "suppressed") found.suppressed = node;
      is_logback = is_logback || name == "stepArray";
    } else if (kind == Kind::object) {
      if (is_any(name, "cause", "causedBy")) found.cause = unwrap_exception(document, node);
      else if (name == "circularReference") found.repeats = true;
    } else if (kind == Kind::number) {
      if (is_any(name, "commonElementCount", "commonFramesCount"))
        found.elided = read_count(document.text(node));
      found.is_log4j_proxy = found.is_log4j_proxy || name == "commonElementCount";
    }
  }
  if (is_logback && found.message == "null") found.message = {};  // logback's word for none
  return found;
}

struct Frames {
  std::uint64_t count = 0;
  std::string_view top;  ///< the application's first
};

/// The frames of a throwable in its own text, without those of its causes.
Frames read_printed_frames(std::string_view text, const Members& members, const LibraryFrames& library) {
  // The message may have lines like frames.
  if (text.starts_with(members.class_name)) text.remove_prefix(members.class_name.size());
  if (text.starts_with(": ") && text.substr(2).starts_with(members.message))
    text.remove_prefix(2 + members.message.size());
  Frames frames;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("Caused by: ") || line.starts_with("\tSuppressed: ")) break;
    if (!is_plain_frame(line)) continue;
    ++frames.count;
    if (frames.top.empty()) frames.top = library.application_frame(behind_at(line));
  }
  return frames;
}

/// A frame's object as Java prints it: `a.B.c(B.java:12)`.
std::string_view print_frame(JsonDocument& document, std::uint32_t frame) {
  std::string_view class_name, method, file, line;
  for (const std::uint32_t node : document.children(frame)) {
    const std::string_view name = document.name(node);
    if (document.is_container(node)) continue;
    if (is_any(name, "class", "className", "declaringClass")) class_name = document.text(node);
    else if (is_any(name, "method", "methodName")) method = document.text(node);
    else if (is_any(name, "file", "fileName")) file = document.text(node);
    else if (is_any(name, "line", "lineNumber")) line = document.text(node);
  }
  const bool is_native = line == "-2", has_file = !file.empty() && !is_native;
  const bool has_line = has_file && !line.empty() && !line.starts_with('-');
  const std::string_view place = is_native ? "Native Method" : has_file ? file : "Unknown Source";
  const std::string_view parts[] = {class_name,           ".", method, "(", place, has_line ? ":" : "",
                                    has_line ? line : "", ")"};
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  char* const begin = document.arena().allocate(size);
  char* out = begin;
  for (const std::string_view part : parts) out = std::ranges::copy(part, out).out;
  return {begin, size};
}

Frames read_frames(JsonDocument& document, const Members& members, const LibraryFrames& library) {
  if (members.frames == 0)
    return members.trace == 0 ? Frames{}
                              : read_printed_frames(document.text(members.trace), members, library);
  Frames frames;
  for (const std::uint32_t frame : document.children(members.frames)) {
    ++frames.count;
    if (frames.top.empty() && document.is(frame, Kind::object))
      frames.top = library.application_frame(print_frame(document, frame));
  }
  return frames;
}

/// Reads a tree without recursion: how deep it is, the log decides.
class TreeReader {
public:
  TreeReader(JsonDocument& document, std::size_t limit, const LibraryFrames& library,
             std::vector<Throwable>& throwables)
      : document_(document),
        limit_(limit),
        library_(library),
        throwables_(throwables),
        begin_(throwables.size()) {}

  void read(const Members& head) {
    append(head, read_frames(document_, head, library_), {0, 0, Relation::head});
    while (!pending_.empty() && throwables_.size() - begin_ < limit_) {
      const Pending next = pending_.back();
      pending_.pop_back();
      const Members members = read_members(document_, next.node);
      const Frames frames = read_frames(document_, members, library_);
      if (members.repeats || closes_ring(members, frames.count, next)) at(next.parent).circular = true;
      else if (!members.class_name.empty()) append(members, frames, next);
    }
  }

private:
  struct Pending {
    std::uint32_t node;
    std::uint32_t parent;
    Relation relation;
  };

  Throwable& at(std::uint32_t index) { return throwables_[begin_ + index]; }

  void append(const Members& members, const Frames& frames, const Pending& where) {
    const auto index = static_cast<std::uint32_t>(throwables_.size() - begin_);
    throwables_.push_back({members.class_name, members.message, where.relation, where.parent, frames.count,
                           members.elided, false, frames.top});
    // Suppressed ones stand in front of the cause, as they do in print; what is pushed last comes first.
    if (members.cause != 0) pending_.push_back({members.cause, index, Relation::cause});
    if (members.suppressed == 0) return;
    const auto first = static_cast<std::ptrdiff_t>(pending_.size());
    for (const std::uint32_t element : document_.children(members.suppressed))
      if (document_.is(element, Kind::object))
        pending_.push_back({unwrap_exception(document_, element), index, Relation::suppressed});
    std::reverse(pending_.begin() + first, pending_.end());
  }

  /// Where a ring closes, log4j2 writes a throwable again, and ends there: it says the same as
  /// one further up in the chain, and has all of its frames in common.
  bool closes_ring(const Members& members, std::uint64_t frames, const Pending& where) {
    if (where.relation != Relation::cause || members.cause != 0 || frames != 0) return false;
    for (std::uint32_t above = where.parent; at(above).relation == Relation::cause;) {
      above = at(above).parent;
      const Throwable& ancestor = at(above);
      if (ancestor.class_name == members.class_name && ancestor.message == members.message &&
          ancestor.frames + ancestor.elided == members.elided)
        return true;
    }
    return false;
  }

  JsonDocument& document_;
  std::size_t limit_;
  const LibraryFrames& library_;
  std::vector<Throwable>& throwables_;
  std::size_t begin_;
  std::vector<Pending> pending_;
};

}  // namespace

std::string_view read_json_trace(JsonDocument& document, std::uint32_t node) {
  if (!document.is(node, Kind::array)) return document.text(node);
  std::size_t size = 0;
  for (const std::uint32_t line : document.children(node)) size += document[line].text.size() + 1;
  if (size == 0) return {};
  char* const begin = document.arena().allocate(size);
  char* out = begin;
  for (const std::uint32_t line : document.children(node)) {
    out = std::ranges::copy(document.text(line), out).out;
    *out++ = '\n';
  }
  return {begin, static_cast<std::size_t>(out - begin) - 1};
}

std::string_view read_json_throwable(JsonDocument& document, std::uint32_t node, std::size_t limit,
                                     const LibraryFrames& library, std::vector<Throwable>& throwables) {
  if (document.is(node, Kind::string)) return document.text(node);
  if (document.is(node, Kind::array))
    return holds_texts(document, node) ? read_json_trace(document, node) : std::string_view{};
  if (!document.is(node, Kind::object)) return {};
  const Members head = read_members(document, node);
  if (head.trace != 0 && !head.is_log4j_proxy)
    if (const std::string_view trace = read_json_trace(document, head.trace); !trace.empty()) return trace;
  if (!head.class_name.empty()) TreeReader(document, limit, library, throwables).read(head);
  return {};
}

}  // namespace culprit::parse
