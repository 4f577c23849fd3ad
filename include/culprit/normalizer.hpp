#pragma once

#include <culprit/export.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// What a placeholder stands for. When messages are grouped all kinds are
/// alike; the kind is what people see.
enum class PlaceholderKind : std::uint8_t {
  number,  ///< N
  uuid, ip, host, time, path, url, email, hex, mac, file, null,
  any,     ///< <*>: a list of values, or several placeholders grown together
  sql,     ///< a SQL statement with its arguments
  user,    ///< a mask of the user's own; see UserMask
};

/// What the value of a numeric capture is measured in.
enum class Unit : std::uint8_t { none, seconds, bytes };

/// A number that a placeholder replaced.
struct Capture {
  double value = 0;          ///< in the base unit of its kind: seconds, bytes; as written if the text names no unit
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

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `Normalizer{}(message)`, for a single message.
CULPRIT_EXPORT Template normalize(std::string_view message);

}  // namespace culprit
