#include "parse/throwable_builder.hpp"

#include "parse/trace_line.hpp"

#include <algorithm>
#include <utility>

namespace culprit::parse {

void ThrowableBuilder::start(std::string_view text, std::uint32_t indent, std::uint32_t class_length) {
  count_ = 0;
  add_node(text, Relation::head, 0, class_length);
  blocks_.assign(1, {indent, 0});
}

void ThrowableBuilder::add_frame(std::string_view line, std::string_view frame) {
  Node& node = current();
  look_at_unseen(node);  // lines that only look like frames may stand between those and this one
  if (is_plain_frame(line)) look_from(node, line.data());
  else if (node.awaits_top_frame) set_top_frame(node, library_.application_frame(frame));
  ++node.frames;
  look_from(node, line.data() + line.size());
}

void ThrowableBuilder::add_remembered_frames(std::string_view lines, const FrameMemo::Run& run) {
  Node& node = current();
  if (message_is_open()) resume(lines.substr(0, 0));  // in front of the first of them
  const bool were_all_seen = node.unseen == nullptr || node.seen_frames == node.frames;
  node.frames += run.frames;
  if (node.awaits_top_frame && were_all_seen) {
    set_top_frame(node, run.application_frame);
    node.unseen = nullptr;
    look_from(node, lines.data() + run.bytes);
  }
}

void ThrowableBuilder::add_ruby_frame(std::string_view frame) {
  Node& node = current();
  look_at_unseen(node);
  if (node.awaits_top_frame) set_top_frame(node, library_.application_ruby_frame(frame));
  ++node.frames;
  look_from(node, frame.data() + frame.size());
}

void ThrowableBuilder::add_elided(std::string_view line, std::uint64_t frames) {
  look_from(current(), line.data() + line.size());
  current().elided += frames;
  current().has_elided = true;
}

void ThrowableBuilder::resume(std::string_view line) {
  look_at_unseen(current());
  look_from(current(), line.data() + line.size());
}

void ThrowableBuilder::add_cause(std::string_view text, std::uint32_t indent, std::uint32_t class_length) {
  close_blocks(indent);
  Block& block = blocks_.back();
  if (text.starts_with("[CIRCULAR REFERENCE:")) {
    current_ = block.last;
    mark_circular();
    resume(text);
    return;
  }
  block.last = add_node(text, Relation::cause, block.last, class_length);
}

void ThrowableBuilder::add_suppressed(std::string_view text, std::uint32_t indent,
                                      std::uint32_t class_length) {
  // A throwable suppressed beside another one ends that one's block.
  while (blocks_.size() > 1 && blocks_.back().indent >= indent) blocks_.pop_back();
  const std::uint32_t owner = blocks_.back().last;
  if (text.starts_with("[CIRCULAR REFERENCE:")) {
    nodes_[owner].circular = true;
    resume(text);
    return;
  }
  blocks_.push_back({indent, add_node(text, Relation::suppressed, owner, class_length)});
}

void ThrowableBuilder::add_wrapper(std::string_view text, std::uint32_t indent, std::uint32_t class_length) {
  close_blocks(indent);
  Block& block = blocks_.back();
  const Relation relation = nodes_[block.last].relation;
  const std::uint32_t wrapper = add_node(text, relation, nodes_[block.last].parent, class_length);
  if (is_beyond_limit(wrapper)) return;
  Node& wrapped = nodes_[block.last];
  wrapped.relation = Relation::cause;
  wrapped.parent = wrapper;
  block.last = wrapper;
}

void ThrowableBuilder::keep() {
  for (std::uint32_t i = 0; i < count_; ++i) keep(nodes_[i]);
  if (is_beyond_limit(current_)) keep(current());
}

void ThrowableBuilder::keep(Node& node) {
  node.text.keep();
  look_at_unseen(node);
  node.top_frame.keep();
}

std::span<const Throwable> ThrowableBuilder::finish() {
  drop_rings();
  result_.clear();
  result_nodes_.clear();
  if (is_plain_chain()) {
    for (std::uint32_t i = 0; i < count_; ++i) append_alone(i, std::max(i, 1U) - 1);
  } else {
    for (std::uint32_t i = 0; i < count_; ++i)
      if (nodes_[i].relation == Relation::head) append(i, 0);
  }
  if (!head_class_.empty()) result_.front().class_name = head_class_;
  if (!head_message_.empty()) result_.front().message = trim_end(head_message_);
  name_head({}, {});
  count_ = 0;
  return result_;
}

/// Past the limit a throwable, and all that belongs to it, goes into a spare
/// node that nobody reads.
std::uint32_t ThrowableBuilder::add_node(std::string_view text, Relation relation, std::uint32_t parent,
                                         std::uint32_t class_length) {
  current_ = count_;
  if (!is_beyond_limit(current_)) ++count_;
  if (current_ >= nodes_.size()) nodes_.emplace_back();
  Node& node = nodes_[current_];
  node.text.start(text, message_bytes_);
  node.class_length = node.text.view().size() >= class_length + 2 ? class_length : 0;
  node.top_frame.start({}, 0);
  node.awaits_top_frame = true;
  node.unseen = nullptr;
  node.relation = relation;
  node.parent = parent;
  node.frames = node.frames_in_front = node.elided = 0;
  node.has_elided = node.circular = node.dropped = false;
  return current_;
}

void ThrowableBuilder::close_blocks(std::uint32_t indent) {
  while (blocks_.size() > 1 && blocks_.back().indent > indent) blocks_.pop_back();
}

/// logback and log4j2 print a throwable again where a ring closes, without
/// frames, and end there. The last of a chain that says the same as one further
/// up in it, and has no frame, is that.
void ThrowableBuilder::drop_rings() {
  for (std::uint32_t i = 0; i < count_; ++i) {
    Node& node = nodes_[i];
    if (node.relation != Relation::cause || node.frames + node.frames_in_front != 0 || has_cause(i)) continue;
    for (std::uint32_t above = node.parent; nodes_[above].relation == Relation::cause;) {
      above = nodes_[above].parent;
      if (trim_end(nodes_[above].text.view()) != trim_end(node.text.view())) continue;
      node.dropped = true;
      nodes_[node.parent].circular = true;
      break;
    }
  }
}

bool ThrowableBuilder::has_cause(std::uint32_t node) const {
  for (std::uint32_t i = 0; i < count_; ++i)
    if (nodes_[i].relation == Relation::cause && nodes_[i].parent == node) return true;
  return false;
}

void ThrowableBuilder::find_top_frames() {
  for (std::size_t i = 0; i < result_.size(); ++i) result_[i].top_frame = top_frame(nodes_[result_nodes_[i]]);
}

void ThrowableBuilder::find_innermost_top_frame() {
  std::uint32_t link = 0;
  for (std::uint32_t i = 1; i < result_.size(); ++i)
    if (result_[i].relation == Relation::cause && result_[i].parent == link) link = i;
  for (;; link = result_[link].parent) {
    result_[link].top_frame = top_frame(nodes_[result_nodes_[link]]);
    if (link == 0 || !result_[link].top_frame.empty()) return;
  }
}

/// Where the head line holds a frame, that is the innermost.
std::string_view ThrowableBuilder::top_frame(Node& node) {
  if (!node.head_frame.empty())
    if (const std::string_view frame = library_.application_ruby_frame(node.head_frame); !frame.empty())
      return frame;
  look_at_unseen(node);
  return node.top_frame.view();
}

void ThrowableBuilder::set_top_frame(Node& node, std::string_view frame) const {
  if (frame.empty() || !node.awaits_top_frame) return;
  node.top_frame.start(frame, message_bytes_);
  node.awaits_top_frame = false;
}

/// What is added from now on stands from `line` on.
void ThrowableBuilder::look_from(Node& node, const char* line) {
  if (!node.awaits_top_frame || node.unseen != nullptr) return;
  node.unseen = line;
  node.seen_frames = node.frames;
}

void ThrowableBuilder::look_at_unseen(Node& node) {
  const char* const begin = std::exchange(node.unseen, nullptr);
  std::uint64_t left = node.frames - node.seen_frames;
  if (begin == nullptr || left == 0) return;
  std::string_view rest(begin, static_cast<std::size_t>(lines_end_ - begin));
  while (left > 0 && !rest.empty()) {
    if (!is_plain_frame(rest)) {
      rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
      continue;
    }
    const FrameMemo::Run seen = memo_.look_at(rest, left);
    left -= seen.frames;
    rest.remove_prefix(seen.bytes);
    set_top_frame(node, seen.application_frame);
    if (!node.awaits_top_frame) return;
  }
}

/// Whether each throwable but the first is the cause of the one in front of it.
bool ThrowableBuilder::is_plain_chain() const {
  for (std::uint32_t i = 1; i < count_; ++i)
    if (nodes_[i].relation != Relation::cause || nodes_[i].parent != i - 1) return false;
  return true;
}

/// Appends a node and then what hangs on it, in the order of printing. Print
/// order alone won't do: `Wrapped by:` puts the root cause first.
void ThrowableBuilder::append(std::uint32_t index, std::uint32_t parent) {
  pending_.assign(1, {index, parent});
  while (!pending_.empty()) {
    const Pending pending = pending_.back();
    pending_.pop_back();
    if (nodes_[pending.node].dropped) continue;
    const auto position = static_cast<std::uint32_t>(result_.size());
    append_alone(pending.node, pending.parent);
    for (std::uint32_t child = count_; child-- > 0;)
      if (nodes_[child].relation != Relation::head && nodes_[child].parent == pending.node)
        pending_.push_back({child, position});
  }
}

void ThrowableBuilder::append_alone(std::uint32_t index, std::uint32_t parent) {
  Node& node = nodes_[index];
  if (node.dropped) return;
  const HeadText head = node.class_length != 0 ? split_plain_head(node.text.view(), node.class_length)
                                               : split_head(node.text.view(), shapes_, node.scratch);
  result_.push_back({head.class_name,
                     trim_end(head.message),
                     node.relation,
                     parent,
                     node.frames + node.frames_in_front + head.frames,
                     node.elided,
                     node.circular,
                     {}});
  result_nodes_.push_back(index);
  node.head_frame = head.frame;
}

}  // namespace culprit::parse
