#pragma once

#include <culprit/export.hpp>
#include <culprit/problem.hpp>
#include <culprit/summary.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// One of Kill Bill's error codes: the `code=7199` of its exceptions.
struct ErrorCode {
  /// Whose doing it is, as far as a code alone can tell.
  enum class Origin : std::uint8_t {
    unknown,
    client,  ///< as a rule a client asked for what can't be
    system,  ///< Kill Bill, a plugin, or what they depend on
  };

  int code = 0;
  std::string_view name;    ///< "PAYMENT_PLUGIN_EXCEPTION"
  std::string_view format;  ///< of its messages, as java.util.Formatter takes it: "Plugin exception %s"
  std::string_view area;    ///< what its range is about: "payment"
  Origin origin = Origin::unknown;

  bool operator==(const ErrorCode&) const = default;
};

/// "unknown", "client", "system"
CULPRIT_EXPORT std::string_view to_string(ErrorCode::Origin origin);

/// All codes, in their order. Views are valid as long as the program runs.
CULPRIT_EXPORT std::span<const ErrorCode> error_codes();

/// Those with this number: none, one, or more, as a few numbers were given away twice.
CULPRIT_EXPORT std::span<const ErrorCode> find_error_codes(int code);

/// The one with this name; nullptr if there is none.
CULPRIT_EXPORT const ErrorCode* find_error_code(std::string_view name);

/// Numbers that a message or template states (`code=7199`) or that its wording
/// stands for (`Plugin exception …`): outermost first, each once.
CULPRIT_EXPORT std::vector<int> codes_in(std::string_view message);

/// One throwable, or the message of an error without any, as evidence of a problem.
struct Symptom {
  std::string_view class_name;  ///< empty if none is known
  std::string_view message_template;
};

/// The links of a chain as symptoms: views into it.
CULPRIT_EXPORT std::vector<Symptom> symptoms(std::span<const ChainLink> chain);

/// What is known of failures: the problems of Kill Bill that culprit comes with, and your own.
///
///   const Knowledge knowledge;
///   for (const Problem& problem : knowledge.problems_for(symptoms(group.chain)))
///     fmt::print("{}: {}\n", problem.title, problem.explanation);
///
/// Making one costs nothing: what it knows is read when it is first asked.
/// Questions may be asked by several threads at a time.
class CULPRIT_EXPORT Knowledge {
public:
  /// Your own problems come first, and replace those with the same id. A
  /// pattern that is no valid RE2 matches nothing; apply_config() refuses it.
  explicit Knowledge(std::vector<Problem> own = {});
  ~Knowledge();
  Knowledge(Knowledge&&) noexcept;
  Knowledge& operator=(Knowledge&&) noexcept;

  /// All problems, valid as long as this object.
  const std::vector<Problem>& problems() const;

  /// The problem with this id, likewise; nullptr if there is none.
  const Problem* find(std::string_view id) const;

  /// The problems that these symptoms are signs of, those with the most exact
  /// signs first: more of them, then longer ones. `top_frame` is the frame where
  /// the chain began, as `com.example.Foo.bar(Foo.java:12)`, if it is known.
  std::vector<Problem> problems_for(std::span<const Symptom> chain, std::string_view top_frame = {}) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace culprit
