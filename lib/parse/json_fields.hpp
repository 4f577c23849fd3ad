#pragma once

#include "parse/json_document.hpp"
#include "parse/json_level.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace culprit::parse {

/// What a member of a record's object is.
enum class JsonRole : std::uint8_t {
  none,
  time,
  observed_time,  ///< when a collector saw it
  time_nanos,     ///< what belongs to a time in seconds
  level,
  level_number,  ///< tells the level where no name does
  logger,
  thread,
  message,
  full_message,  ///< the message and the trace behind it
  context,       ///< an object of MDC fields; there may be several
  stack_trace,
  throwable,
  error_type,
  error_message,
  arguments,  ///< what belongs into the message
  otlp,       ///< a list of records, by writer
  payload,    ///< the record is in there
  group,      ///< an object for the dotted names below it: `"log": {"level": …}` is `log.level`
};
inline constexpr std::size_t kJsonRoles = static_cast<std::size_t>(JsonRole::group) + 1;

/// A set of the names that loggers use, each of which has a number.
class JsonNames {
public:
  constexpr void add(std::size_t name) { words_[name / 64] |= std::uint64_t{1} << name % 64; }
  constexpr bool has(std::size_t name) const { return (words_[name / 64] >> name % 64 & 1) != 0; }
  constexpr bool empty() const { return (words_[0] | words_[1]) == 0; }
  constexpr bool contains(const JsonNames& other) const {
    return (other.words_[0] & ~words_[0]) == 0 && (other.words_[1] & ~words_[1]) == 0;
  }
  constexpr bool intersects(const JsonNames& other) const {
    return ((other.words_[0] & words_[0]) | (other.words_[1] & words_[1])) != 0;
  }

private:
  std::array<std::uint64_t, 2> words_{};
};
inline constexpr std::size_t kJsonNames = 128;  // that a set has room for

/// A way to write records as JSON objects.
struct JsonSchema {
  std::string_view layout;
  JsonNames all = {};  ///< names that it always writes,
  JsonNames any = {};  ///< and of which it writes one at least: together they tell it from others
  JsonNames own = {};  ///< further names of its own: they, and dotted names below them, are no context
  bool rest_is_context = false;          ///< names that are neither known nor its own are MDC fields
  std::string_view context_prefix = {};  ///< of the names of such fields
  LevelScale scale = LevelScale::by_size;
};

/// The members of an object by their roles. Where two members have the same role, the
/// one that is more to the point counts, and of two of the same name the first: loggers
/// write MDC fields behind their own.
class JsonFields {
public:
  static constexpr std::uint8_t kUnknown = 0xff;

  struct Member {
    std::uint32_t node;
    std::uint8_t name;  ///< its number; kUnknown if no logger uses it
  };

  void read(JsonDocument& document, std::uint32_t object);

  /// The node that plays the role; 0 if none does.
  std::uint32_t operator[](JsonRole role) const { return holders_[static_cast<std::size_t>(role)].node; }
  bool has(JsonRole role) const { return (*this)[role] != 0; }

  /// The members without a role, and all that are context.
  const std::vector<Member>& rest() const { return rest_; }

  /// The layout whose records have these names; null if it is none.
  const JsonSchema* schema() const;
  /// For records that are known by where they stand.
  static const JsonSchema& otel_schema();
  static const JsonSchema& google_schema();
  /// Whether there are a time, a level and a message, as in any other logger's records.
  bool is_plain_record() const;
  static const JsonSchema& plain_schema();
  static JsonRole role(std::uint8_t name);
  /// Whether that member, of that name, is one of the schema's own.
  static bool is_own(const JsonSchema& schema, Member member, std::string_view name);

private:
  void add(JsonDocument& document, std::uint32_t node, std::string_view name);
  void add_group(JsonDocument& document, std::uint32_t group, std::string_view prefix);

  std::array<Member, kJsonRoles> holders_{};
  JsonNames names_;
  std::vector<Member> rest_;
};

}  // namespace culprit::parse
