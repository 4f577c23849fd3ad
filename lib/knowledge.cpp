#include "filter.hpp"
#include "killbill/known_problems.hpp"
#include "killbill/wrappers.hpp"

#include <culprit/knowledge.hpp>

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace culprit {
namespace {

/// How exactly a match tells of its problem; more is greater.
struct Exactness {
  std::size_t signs = 0;
  bool more_than_classes = false;
  std::size_t characters = 0;

  auto operator<=>(const Exactness&) const = default;
};

/// A chain, and what its messages hold.
class Evidence {
public:
  Evidence(std::span<const Symptom> chain, std::string_view top_frame)
      : chain_(chain), top_frame_(top_frame) {
    for (const Symptom& symptom : chain) {
      classes_.push_back(symptom.class_name);
      Underlying underlying{{}, symptom.message_template};
      while (killbill::wrappers().unwrap_once(underlying)) classes_.push_back(underlying.class_name);
      for (const int code : codes_in(symptom.message_template)) codes_.push_back(code);
    }
  }

  bool has_class(const std::string& glob) const {
    return std::any_of(classes_.begin(), classes_.end(), [globs = std::vector{glob}](std::string_view name) {
      return !name.empty() && matches_class(globs, name);
    });
  }

  template <class IsIn>
  bool has_message(IsIn is_in) const {
    return std::any_of(chain_.begin(), chain_.end(),
                       [&](const Symptom& symptom) { return is_in(symptom.message_template); });
  }

  bool has_frame(std::string_view part) const { return top_frame_.find(part) != std::string_view::npos; }

  bool has_code(int code) const { return std::find(codes_.begin(), codes_.end(), code) != codes_.end(); }

private:
  std::span<const Symptom> chain_;
  std::string_view top_frame_;
  std::vector<std::string_view> classes_;  // also those that messages name
  std::vector<int> codes_;
};

/// Compiled when it is needed: most problems are told from others by cheaper signs.
class Pattern {
public:
  explicit Pattern(const std::string& text) : text_(text) {}

  bool is_in(std::string_view text) const {
    std::call_once(is_compiled_, [this] { compiled_.emplace(text_, re2::RE2::Quiet); });
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
  }

private:
  const std::string& text_;
  mutable std::once_flag is_compiled_;
  mutable std::optional<re2::RE2> compiled_;
};

/// A Problem::Match, ready to be held against evidence.
class Matcher {
public:
  explicit Matcher(const Problem::Match& match) : match_(match) {
    for (const std::string& pattern : match.patterns) patterns_.emplace_back(pattern);
    for (const auto* const signs : {&match.classes, &match.messages, &match.patterns}) {
      exactness_.signs += signs->size();
      for (const std::string& sign : *signs) exactness_.characters += sign.size();
    }
    exactness_.signs += (match.frame.empty() ? 0U : 1U) + (match.code == 0 ? 0U : 1U);
    exactness_.characters += match.frame.size();
    exactness_.more_than_classes = exactness_.signs > match.classes.size();
  }

  const Exactness& exactness() const { return exactness_; }

  bool matches(const Evidence& evidence) const {
    const auto has_class = [&](const std::string& glob) { return evidence.has_class(glob); };
    const auto has_message = [&](const std::string& part) {
      return evidence.has_message(
          [&](std::string_view text) { return text.find(part) != std::string_view::npos; });
    };
    const auto has_pattern = [&](const Pattern& pattern) {
      return evidence.has_message([&](std::string_view text) { return pattern.is_in(text); });
    };
    return exactness_.signs != 0 && (match_.code == 0 || evidence.has_code(match_.code)) &&
           (match_.frame.empty() || evidence.has_frame(match_.frame)) &&
           std::all_of(match_.classes.begin(), match_.classes.end(), has_class) &&
           std::all_of(match_.messages.begin(), match_.messages.end(), has_message) &&
           std::all_of(patterns_.begin(), patterns_.end(), has_pattern);
  }

private:
  const Problem::Match& match_;
  std::deque<Pattern> patterns_;
  Exactness exactness_;
};

bool has_id(const std::vector<Problem>& problems, std::string_view id) {
  return std::any_of(problems.begin(), problems.end(), [id](const Problem& p) { return p.id == id; });
}

}  // namespace

struct Knowledge::State {
  explicit State(std::vector<Problem> own) : problems(std::move(own)) {}

  /// Adds Kill Bill's problems, once.
  void read_problems() {
    std::call_once(are_problems_read, [this] {
      std::vector<Problem> more = killbill::known_problems();
      std::erase_if(more, [this](const Problem& problem) { return has_id(problems, problem.id); });
      std::move(more.begin(), more.end(), std::back_inserter(problems));
    });
  }

  /// Makes the matchers, a list for each problem, once.
  void make_matchers() {
    read_problems();
    std::call_once(are_matchers_made, [this] {
      for (const Problem& problem : problems)
        matchers.emplace_back(problem.matches.begin(), problem.matches.end());
    });
  }

  std::once_flag are_problems_read, are_matchers_made;
  std::vector<Problem> problems;
  std::vector<std::vector<Matcher>> matchers;
};

Knowledge::Knowledge(std::vector<Problem> own) : state_(new State(std::move(own))) {}
Knowledge::~Knowledge() = default;
Knowledge::Knowledge(Knowledge&&) noexcept = default;
Knowledge& Knowledge::operator=(Knowledge&&) noexcept = default;

const std::vector<Problem>& Knowledge::problems() const {
  state_->read_problems();
  return state_->problems;
}

const Problem* Knowledge::find(std::string_view id) const {
  const std::vector<Problem>& all = problems();
  const auto found = std::find_if(all.begin(), all.end(), [id](const Problem& p) { return p.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<Problem> Knowledge::problems_for(std::span<const Symptom> chain,
                                             std::string_view top_frame) const {
  state_->make_matchers();
  const Evidence evidence(chain, top_frame);
  std::vector<std::pair<Exactness, const Problem*>> found;
  for (std::size_t i = 0; i < state_->matchers.size(); ++i) {
    Exactness best;
    for (const Matcher& matcher : state_->matchers[i])
      if (matcher.matches(evidence)) best = std::max(best, matcher.exactness());
    if (best.signs != 0) found.emplace_back(best, &state_->problems[i]);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });

  const auto is_found = [&](const std::string& id) {
    return std::any_of(found.begin(), found.end(), [&](const auto& other) { return other.second->id == id; });
  };
  std::vector<Problem> problems;
  for (const auto& [exactness, problem] : found)
    if (std::none_of(problem->yields_to.begin(), problem->yields_to.end(), is_found))
      problems.push_back(*problem);
  return problems;
}

std::vector<Symptom> symptoms(std::span<const ChainLink> chain) {
  std::vector<Symptom> symptoms;
  for (const ChainLink& link : chain) symptoms.push_back({link.class_name, link.message_template});
  return symptoms;
}

}  // namespace culprit
