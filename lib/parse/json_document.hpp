#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// A value of a JSON text: views into it, escapes and all.
struct JsonNode {
  enum class Kind : std::uint8_t { object, array, string, number, boolean, null };

  std::string_view name;  ///< of an object's member; without quotes
  std::string_view text;  ///< a string without its quotes; any other value as it stands
  std::uint32_t end = 0;  ///< index of the node behind the value and all within it
  Kind kind = Kind::null;
  bool name_has_escapes = false;
  bool text_has_escapes = false;
};

/// Memory for decoded texts, which stay where they are until clear(). It is
/// reused, but what one huge line needed is given back.
class JsonArena {
public:
  /// Room for `size` bytes.
  char* allocate(std::size_t size);
  void clear();

private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  std::vector<Block> blocks_;
  std::size_t used_ = 0;  // of the last block
};

/// The values of one JSON object, in the order of the text: a node is followed by
/// those within it, and `end` leads past them.
///
///   JsonDocument document;
///   if (document.parse(line))
///     for (auto member : document.children(0)) … document.text(member) …
///
/// It reads more than JSON: bytes that are no UTF-8 and control characters may
/// stand in strings, and a text that ends within its object, as a line that was
/// cut does, counts as far as it goes. All views are valid until the next parse(), and
/// no longer than the text; what was decoded no longer than the next parse().
class JsonDocument {
public:
  /// An object may be an element of an array that is written line by line: `[`
  /// and `,` may stand in front of it, `,` and `]` behind. Anything else
  /// there, and a text that is nested too deeply or has too many values, makes it false.
  bool parse(std::string_view text);

  const JsonNode& operator[](std::uint32_t node) const { return nodes_[node]; }

  /// The members of an object, or elements of an array; none for other values.
  class Children {
  public:
    class Iterator {
    public:
      Iterator(const JsonNode* nodes, std::uint32_t node) : nodes_(nodes), node_(node) {}
      std::uint32_t operator*() const { return node_; }
      Iterator& operator++() {
        node_ = nodes_[node_].end;
        return *this;
      }
      bool operator==(const Iterator& other) const { return node_ == other.node_; }

    private:
      const JsonNode* nodes_;
      std::uint32_t node_;
    };

    Children() = default;
    Children(const JsonNode* nodes, std::uint32_t parent)
        : nodes_(nodes), begin_(parent + 1), end_(nodes[parent].end) {}
    Iterator begin() const { return {nodes_, begin_}; }
    Iterator end() const { return {nodes_, end_}; }

  private:
    const JsonNode* nodes_ = nullptr;
    std::uint32_t begin_ = 0;
    std::uint32_t end_ = 0;
  };
  Children children(std::uint32_t node) const { return {nodes_.data(), node}; }
  /// The elements of an array; none for other values.
  Children elements(std::uint32_t node) const {
    return is(node, JsonNode::Kind::array) ? children(node) : Children{};
  }

  /// The member of that name, the first of several; 0, the document itself, if there is none.
  std::uint32_t find(std::uint32_t object, std::string_view name);

  /// A member's name, and a value as text: a string decoded, numbers and the like
  /// as they stand, null as nothing.
  std::string_view name(std::uint32_t node) {
    const JsonNode& it = nodes_[node];
    return it.name_has_escapes ? decode(it.name) : it.name;
  }
  std::string_view text(std::uint32_t node) {
    const JsonNode& it = nodes_[node];
    if (it.kind == JsonNode::Kind::null) return {};
    return it.text_has_escapes ? decode(it.text) : it.text;
  }

  bool is(std::uint32_t node, JsonNode::Kind kind) const { return nodes_[node].kind == kind; }
  bool is_container(std::uint32_t node) const {
    return nodes_[node].kind == JsonNode::Kind::object || nodes_[node].kind == JsonNode::Kind::array;
  }

  /// For texts that are put together; they live as long as the decoded ones.
  JsonArena& arena() { return arena_; }

private:
  class Scanner;

  std::string_view decode(std::string_view escaped);

  std::vector<JsonNode> nodes_;
  std::vector<std::uint32_t> open_;  // the containers that the scanner is in
  JsonArena arena_;
};

}  // namespace culprit::parse
