#pragma once

#include "parse/frame_memo.hpp"
#include "parse/head_line.hpp"
#include "parse/library_frames.hpp"
#include "parse/text.hpp"

#include <culprit/event.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// Builds the throwables of one occurrence from the lines of its trace.
///
///   builder.start("java.io.IOException: disk", 0);
///   builder.add_frame(line, "a.B.c(B.java:12)");
///   builder.add_cause("java.net.SocketException: reset", 0);
///   for (const Throwable& throwable : builder.finish()) …
///
/// `indent` is a line's indent; it tells a cause of a suppressed throwable from
/// a cause of the one that suppressed it.
///
/// Which frame is the application's first is known of frames that stood behind one another before. Of
/// others it is found when somebody asks, as that costs more than to count them: until then a throwable
/// remembers where its frames begin.
class ThrowableBuilder {
public:
  /// `shapes`, `library` and `memo` must outlive the builder.
  ThrowableBuilder(std::span<const ToStringShape> shapes, const LibraryFrames& library, FrameMemo& memo,
                   std::size_t message_bytes, std::size_t throwables)
      : shapes_(shapes), library_(library), memo_(memo), message_bytes_(message_bytes), limit_(throwables) {}

  /// Begins an occurrence. `text` is the head as printed, all its lines; empty
  /// if the log doesn't hold it. `class_length`, here and below, is what rank_head() said of it.
  void start(std::string_view text, std::uint32_t indent, std::uint32_t class_length = 0);

  bool started() const { return count_ != 0; }

  /// The lines that what is added stands in, from now on until keep().
  void set_lines(std::string_view lines) {
    lines_end_ = lines.data() + lines.size();
    if (started() && !message_is_open()) look_from(current(), lines.data());
  }

  /// Adds a frame that stands on a line as `\tat …`; not the throwable's first, unless
  /// an elided line stands in front of it.
  void add_frame() { ++current().frames; }
  void add_frames(std::uint64_t frames) { current().frames += frames; }
  /// The frames that the text begins with, as far as they stood behind one another before: FrameMemo::pass().
  FrameMemo::Run find_remembered_frames(std::string_view lines, std::string_view first) {
    return memo_.pass(lines, first);
  }
  /// Adds what find_remembered_frames() found.
  void add_remembered_frames(std::string_view lines, const FrameMemo::Run& run);
  /// Adds whole frames, and remembers them.
  void add_new_frames(std::string_view lines, std::size_t frames) {
    memo_.learn(lines, frames);
    add_frames(frames);
  }
  /// Adds any frame of Java: `frame` is what stands behind `at `.
  void add_frame(std::string_view line, std::string_view frame);
  void add_ruby_frame(std::string_view frame);
  /// Frames of which nothing else is known than which is the application's first, if any.
  void add_frames(std::uint64_t frames, std::string_view top_frame) {
    current().frames += frames;
    set_top_frame(current(), top_frame);
  }
  /// Likewise, of those that were printed before the throwable's message, which they don't end.
  void add_in_front(std::uint64_t frames, std::uint64_t elided, std::string_view top_frame) {
    current().frames_in_front += frames;
    current().elided += elided;
    set_top_frame(current(), top_frame);
  }
  void add_elided(std::string_view line, std::uint64_t frames);
  /// From here on the top frame is looked for behind `line`: lines in front of it that look like frames were
  /// not added.
  void resume(std::string_view line);
  void add_cause(std::string_view text, std::uint32_t indent, std::uint32_t class_length = 0);
  void add_suppressed(std::string_view text, std::uint32_t indent, std::uint32_t class_length = 0);
  void add_wrapper(std::string_view text, std::uint32_t indent, std::uint32_t class_length = 0);
  void mark_circular() { current().circular = true; }

  /// True as long as the last throwable has neither frames nor an elided line:
  /// what comes now may belong to its message.
  bool message_is_open() const { return nodes_[current_].frames == 0 && !nodes_[current_].has_elided; }
  void add_message_line(std::string_view line) { current().text.append_line(line); }

  /// Says what the head's class and message are, whatever its text tells. The
  /// views must last until finish().
  void name_head(std::string_view class_name, std::string_view message) {
    head_class_ = class_name;
    head_message_ = message;
  }

  /// Copies what is still a view into the input.
  void keep();

  /// The throwables, head first; valid until the next start(). Ends the occurrence.
  std::span<const Throwable> finish();

  /// Fills in Throwable::top_frame of what finish() returned, as long as the lines are there.
  void find_top_frames();
  /// Likewise, of the root cause alone; if it has none, of the next outer throwable, and so on.
  void find_innermost_top_frame();

private:
  struct Node {
    Text text;
    std::uint32_t class_length = 0;
    std::string scratch;
    Relation relation = Relation::head;
    std::uint32_t parent = 0;
    std::uint64_t frames = 0;
    std::uint64_t frames_in_front = 0;
    std::uint64_t elided = 0;
    Text top_frame;
    bool awaits_top_frame = true;
    // Where it will be looked for, if somebody asks: among the plain frames from a
    // line on, but for those counted before. Null where there are none.
    const char* unseen = nullptr;
    std::uint64_t seen_frames = 0;
    std::string_view head_frame;  // in its text
    bool has_elided = false;
    bool circular = false;
    bool dropped = false;
  };

  /// A head or a suppressed throwable, and the chain of causes below it.
  struct Block {
    std::uint32_t indent;
    std::uint32_t last;  ///< the end of its chain
  };

  /// A throwable, and that which it hangs on in the result.
  struct Pending {
    std::uint32_t node;
    std::uint32_t parent;
  };

  Node& current() { return nodes_[current_]; }
  bool is_beyond_limit(std::uint32_t node) const { return node >= limit_; }
  std::uint32_t add_node(std::string_view text, Relation relation, std::uint32_t parent,
                         std::uint32_t class_length);
  void close_blocks(std::uint32_t indent);
  void drop_rings();
  bool has_cause(std::uint32_t node) const;
  bool is_plain_chain() const;
  void append(std::uint32_t node, std::uint32_t parent);
  void append_alone(std::uint32_t node, std::uint32_t parent);
  void set_top_frame(Node& node, std::string_view frame) const;
  static void look_from(Node& node, const char* line);
  void look_at_unseen(Node& node);
  void keep(Node& node);
  std::string_view top_frame(Node& node);

  std::span<const ToStringShape> shapes_;
  const LibraryFrames& library_;
  FrameMemo& memo_;
  std::size_t message_bytes_;
  std::size_t limit_;
  std::vector<Node>
      nodes_;  // reused from trace to trace: the first count_ are in use, and perhaps a spare one
  std::uint32_t count_ = 0;
  std::uint32_t current_ = 0;
  std::vector<Block> blocks_;
  std::string_view head_class_;
  std::string_view head_message_;
  std::vector<Pending> pending_;
  std::vector<Throwable> result_;
  std::vector<std::uint32_t> result_nodes_;  // of each throwable in result_
  const char* lines_end_ = nullptr;          // of the lines at hand
};

}  // namespace culprit::parse
