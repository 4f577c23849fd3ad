#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace culprit::normalization {

/// Tokens that were given numbers, and what is known of each.
struct TokenTable {
  static constexpr std::uint32_t kPlaceholder = 0;  ///< the token that is one placeholder and nothing else

  std::vector<std::uint64_t> hashes;  ///< of the token's text: equal for every order of the input
  std::vector<std::uint16_t> traits;  ///< TokenTrait
  std::vector<bool> fixed;            ///< never becomes a placeholder
};

/// Sequences of tokens that have the same length, and that become fewer as
/// positions in them become variable.
///
/// They are told apart by 64-bit hashes of their tokens and positions, in one
/// million of them by mistake with a chance of 1 to 10 millions.
class SequenceSet {
public:
  /// A sequence at some position.
  struct Member {
    std::uint32_t row;
    std::uint32_t token;       ///< what it has there; no two members have the same
    bool becomes_placeholder;  ///< false at first; for the rule to set
  };

  /// Sequences that are equal but for one position.
  struct Context {
    std::size_t position;
    std::uint32_t before;  ///< the token before the position; kNoToken at the start
    bool has_constant;     ///< whether a token elsewhere is a constant
    std::span<Member> members;
  };
  static constexpr std::uint32_t kNoToken = ~std::uint32_t{0};

  /// Decides which members become a placeholder. It must depend on the members
  /// as a set, since they come in any order.
  using Rule = std::function<void(const Context&)>;

  SequenceSet(std::size_t width, const TokenTable& tokens) : width_(width), tokens_(tokens) {}

  /// Adds a sequence of `width` tokens. Equal ones are one.
  void add(std::span<const std::uint32_t> sequence);

  /// Takes the tokens that were added as numbered and known; before the first round.
  void seal();

  std::size_t distinct() const { return totals_.size(); }

  /// Shows the rule each context of two or more members as they all are now,
  /// then changes what it decided, all at once. Returns whether anything changed.
  /// Time is linear in the tokens of all distinct sequences.
  bool round(const Rule& rule);

  /// What the nth sequence that was added has become.
  std::span<const std::uint32_t> operator[](std::size_t n) const {
    return {&cells_[rows_[n] * width_], width_};
  }

private:
  /// Groups rows by a 64-bit hash.
  class Groups {
  public:
    void reset(std::size_t rows);
    /// The first row with this hash; `row` itself if there is none.
    std::uint32_t add(std::uint32_t row, std::uint64_t hash);
    bool is_first(std::uint32_t row) const { return firsts_[row] == row; }
    std::uint32_t next(std::uint32_t row) const { return nexts_[row]; }

  private:
    std::vector<std::uint32_t> slots_;   // the first rows, by hash
    std::vector<std::uint32_t> firsts_;  // for each row, the first of its group …
    std::vector<std::uint32_t> nexts_;   // … and the next; kNoToken at the end
    std::vector<std::uint64_t> hashes_;
  };

  std::uint64_t cell_hash(std::size_t position, std::uint32_t token) const;
  bool varies(std::size_t position) const;
  void consider(std::size_t position, const Rule& rule);
  void change();
  void drop_duplicates();

  std::size_t width_;
  const TokenTable& tokens_;
  std::vector<std::uint32_t> rows_;       // of each sequence that was added
  std::vector<std::uint32_t> cells_;      // row by row
  std::vector<std::uint64_t> totals_;     // for each row the sum of its cells' hashes …
  std::vector<std::uint32_t> constants_;  // … and how many of its tokens are constants
  Groups groups_;
  std::vector<Member> members_;

  struct Change {
    std::uint32_t row;
    std::size_t position;
  };
  std::vector<Change> changes_;
};

}  // namespace culprit::normalization
