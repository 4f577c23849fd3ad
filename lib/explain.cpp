#include "text/whole_number.hpp"

#include <culprit/explain.hpp>
#include <culprit/underlying.hpp>

#include <algorithm>

namespace culprit {
namespace {

void add_codes(Explanation& explanation, int number) {
  for (const ErrorCode& code : find_error_codes(number))
    if (std::find(explanation.codes.begin(), explanation.codes.end(), code) == explanation.codes.end())
      explanation.codes.push_back(code);
}

void add_codes_in(Explanation& explanation, std::string_view message) {
  for (const int code : codes_in(message)) add_codes(explanation, code);
}

void add_cause(Explanation& explanation, std::string_view message_template) {
  const Underlying underlying = culprit::underlying(message_template);
  if (underlying.wrappers == 0) return;
  explanation.cause_class = underlying.class_name;
  explanation.cause_template = underlying.message;
}

/// The problems that one of some codes is a sign of.
std::vector<Problem> problems_with(const std::vector<ErrorCode>& codes, const Knowledge& knowledge) {
  const auto is_sign = [&](const Problem::Match& match) {
    return std::any_of(codes.begin(), codes.end(), [&](const ErrorCode& c) { return c.code == match.code; });
  };
  std::vector<Problem> problems;
  for (const Problem& problem : knowledge.problems())
    if (std::any_of(problem.matches.begin(), problem.matches.end(), is_sign)) problems.push_back(problem);
  return problems;
}

void explain_message(Explanation& explanation, const Knowledge& knowledge,
                     const std::vector<UserMask>& masks) {
  explanation.message_template = Normalizer(masks)(explanation.subject).text;
  add_cause(explanation, explanation.message_template);
  // Numbers that are part of a format are masked in a template.
  add_codes_in(explanation, explanation.subject);
  const Symptom symptom{{}, explanation.message_template};
  explanation.problems = knowledge.problems_for({&symptom, 1});
}

}  // namespace

std::optional<Explanation> explain(std::string_view subject, const Knowledge& knowledge,
                                   const std::vector<UserMask>& masks) {
  Explanation explanation;
  explanation.subject = subject;
  if (const auto number = text::whole_number<int>(subject)) add_codes(explanation, *number);
  else if (const ErrorCode* const code = find_error_code(subject)) explanation.codes = {*code};
  if (!explanation.codes.empty()) {
    explanation.problems = problems_with(explanation.codes, knowledge);
    return explanation;
  }
  if (const Problem* const problem = knowledge.find(subject)) {
    explanation.problems = {*problem};
    return explanation;
  }
  explain_message(explanation, knowledge, masks);
  const bool is_word = subject.find_first_of(" \t\n") == std::string_view::npos;
  const bool is_known = !explanation.problems.empty() || !explanation.codes.empty();
  return is_word && !is_known ? std::nullopt : std::optional(explanation);
}

std::optional<Explanation> explain(std::uint64_t fingerprint, const Summary& summary,
                                   const Knowledge& knowledge) {
  // A root cause is explained by the group that it was met most often in.
  for (const RootCause& cause : summary.root_causes())
    if (cause.fingerprint == fingerprint) fingerprint = cause.groups.front();
  Explanation explanation;
  const auto is_wanted = [fingerprint](const auto& group) {
    return group.fingerprint == fingerprint ||
           std::binary_search(group.members.begin(), group.members.end(), fingerprint);
  };
  for (ExceptionRow& row : summary.exceptions()) {
    const auto group = std::find_if(row.groups.begin(), row.groups.end(), is_wanted);
    if (group == row.groups.end()) continue;
    for (const ChainLink& link : group->chain) add_codes_in(explanation, link.message_template);
    add_cause(explanation, group->chain.back().message_template);
    explanation.problems = knowledge.problems_for(symptoms(group->chain), group->top_frame);
    explanation.group = std::move(*group);
    return explanation;
  }
  std::vector<ErrorGroup> errors = summary.errors();
  const auto error = std::find_if(errors.begin(), errors.end(), is_wanted);
  if (error == errors.end()) return std::nullopt;
  add_codes_in(explanation, error->message_template);
  add_cause(explanation, error->message_template);
  const Symptom symptom{{}, error->message_template};
  explanation.problems = knowledge.problems_for({&symptom, 1});
  explanation.error = std::move(*error);
  return explanation;
}

}  // namespace culprit
