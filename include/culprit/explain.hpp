#pragma once

#include <culprit/export.hpp>
#include <culprit/knowledge.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/render.hpp>
#include <culprit/summary.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// What is known of something that a log or an API shows.
struct Explanation {
  std::string subject;              ///< what was asked for
  std::optional<Group> group;       ///< what a fingerprint belongs to …
  std::optional<ErrorGroup> error;  ///< … either of them
  std::string message_template;     ///< of a message that was asked for
  std::string cause_class;          ///< what is underneath; see Underlying. Empty if nothing is
  std::string cause_template;       ///< likewise
  std::vector<ErrorCode> codes;     ///< the code that was asked for; those in the messages
  std::vector<Problem> problems;    ///< the most exact first
};

/// Explains an error code (`7199`), its name (`PAYMENT_PLUGIN_EXCEPTION`), a known
/// problem (`ruby-plugin-pool`), or else the text of a message. Nothing if
/// `subject` is one word that says nothing to anybody. `masks` are those of the
/// Analyzer; throws Error if one isn't valid.
CULPRIT_EXPORT std::optional<Explanation> explain(std::string_view subject, const Knowledge& knowledge,
                                                  const std::vector<UserMask>& masks = {});

/// Explains the group or error of a summary that has this fingerprint; nothing if none has.
CULPRIT_EXPORT std::optional<Explanation> explain(std::uint64_t fingerprint, const Summary& summary,
                                                  const Knowledge& knowledge);

/// For people.
CULPRIT_EXPORT std::string render_explanation_text(const Explanation& explanation,
                                                   const TextOptions& options = {});

/// For programs; docs/cli.md tells what the keys mean.
CULPRIT_EXPORT std::string render_explanation_json(const Explanation& explanation);

/// The ids and titles of problems.
CULPRIT_EXPORT std::string render_problems_text(const std::vector<Problem>& problems,
                                                const TextOptions& options = {});

/// All that problems hold but their matches.
CULPRIT_EXPORT std::string render_problems_json(const std::vector<Problem>& problems);

}  // namespace culprit
