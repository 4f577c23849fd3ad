#pragma once

#include <culprit/export.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// What a placeholder stands for. When messages are grouped all kinds are
/// alike; the kind is what people see.
enum class PlaceholderKind : std::uint8_t {
  number,  ///< N
  uuid,
  ip,
  host,
  time,
  path,
  url,
  email,
  hex,
  mac,
  file,
  null,
  any,   ///< <*>: a list of values, or several placeholders grown together
  sql,   ///< a SQL statement with its arguments
  user,  ///< a mask of the user's own; see UserMask
};

/// What the value of a numeric capture is measured in.
enum class Unit : std::uint8_t { none, seconds, bytes };

/// A number that a placeholder replaced.
struct Capture {
  double value = 0;  ///< in the base unit of its kind: seconds, bytes; as written if the text names no unit
  Unit unit = Unit::none;

  bool operator==(const Capture&) const = default;
};

/// A message with its variable parts replaced by placeholders.
struct Template {
  struct Placeholder {
    std::uint32_t offset = 0;  ///< where it stands in `text`, in bytes
    std::uint32_t length = 0;
    PlaceholderKind kind = PlaceholderKind::any;

    bool operator==(const Placeholder&) const = default;
  };

  std::string text;                       ///< `waited N seconds for <uuid>`
  std::vector<Placeholder> placeholders;  ///< in order; what only looks like one in `text` isn't listed
  std::vector<Capture> captures;          ///< one for each placeholder of kind number, in order
};

/// A mask of the user's own: what `pattern` (RE2 syntax) matches becomes `<name>`.
struct UserMask {
  std::string name;
  std::string pattern;
};

/// Turns messages into templates, so that equal failures group.
///
///   Normalizer normalizer;
///   normalizer("could not obtain a connection within 5.000 seconds (waited 8.904 seconds)").text
///     == "could not obtain a connection within N seconds (waited N seconds)"
///
/// A template is a pure function of the message and the masks. The rules are
/// listed in docs/normalization.md. Calls on one object must not overlap; make
/// one for each thread.
class CULPRIT_EXPORT Normalizer {
public:
  /// User masks are tried first, in the given order. Throws Error if a pattern
  /// is no valid RE2 or a name isn't made of letters, digits, `_` and `-`.
  explicit Normalizer(const std::vector<UserMask>& masks = {});
  ~Normalizer();
  Normalizer(Normalizer&&) noexcept;
  Normalizer& operator=(Normalizer&&) noexcept;

  Template operator()(std::string_view message);

  /// Appends the template's text to `text`: for whoever wants no more of it.
  void append_text(std::string_view message, std::string& text);

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `Normalizer{}(message)`, for a single message.
CULPRIT_EXPORT Template normalize(std::string_view message);

/// What stays apart when templates are merged.
struct MergeRules {
  /// RE2 patterns. A token that one of them matches entirely, placeholders
  /// written `<*>`, never becomes `<*>`: `gold|silver`, `.*Exception`.
  std::vector<std::string> keep;
};

/// What a template became when it was merged with others.
struct MergedTemplate {
  /// Instead of an index: a placeholder that stands for a word of the template.
  static constexpr std::uint32_t kFresh = std::numeric_limits<std::uint32_t>::max();

  /// Templates that became one have the same text and placeholders. A
  /// placeholder keeps its kind where all of them agree on it, else it is `<*>`;
  /// a number's capture goes with its kind. A template without any captures may
  /// be merged, too, and gets none.
  Template merged;
  /// For each placeholder of `merged`: which of the template's own it was, or
  /// kFresh. Those that a `<*>` swallowed are in no place.
  std::vector<std::uint32_t> kept;
};

/// Finds out which templates differ in nothing but values, and makes them one.
///
///   no plan gold, no plan silver, no plan basic, no plan trial   become   no plan <*>
///
/// The result is a pure function of the set of templates: their order and how
/// often each is given don't matter. What was merged once stays as it is when
/// it is merged again. The rules are listed in docs/normalization.md; like all
/// that learns from examples they may err, so give it only what may become one:
/// templates of one exception class at one place in the chain, or of one logger.
/// Templates with different error codes of Kill Bill never become one.
///
/// Time and memory are linear in the size of all templates, whatever they hold.
/// Calls on one object may overlap.
class CULPRIT_EXPORT TemplateMerger {
public:
  /// Throws Error if a pattern is no valid RE2.
  explicit TemplateMerger(const MergeRules& rules = {});
  ~TemplateMerger();
  TemplateMerger(TemplateMerger&&) noexcept;
  TemplateMerger& operator=(TemplateMerger&&) noexcept;

  /// What each of `templates` became, in their order. They must be such as a
  /// Normalizer or a TemplateMerger gives: placeholders in order, within the text; a
  /// capture for each number, or none. Throws Error otherwise.
  std::vector<MergedTemplate> operator()(std::span<const Template> templates) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `TemplateMerger(rules)(distinct)`, without saying which placeholder is which.
CULPRIT_EXPORT std::vector<Template> merge_templates(std::span<const Template> distinct,
                                                     const MergeRules& rules = {});

}  // namespace culprit
