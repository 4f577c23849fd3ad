#include "text/ascii.hpp"
#include "text/whole_number.hpp"

#include <culprit/error.hpp>
#include <culprit/gate.hpp>

#include <fmt/format.h>

#include <string>

namespace culprit {
namespace {

using Relation = Rule::Relation;
using Subject = Rule::Subject;

enum class Percent : std::uint8_t { no, maybe, always };

struct Form {
  std::string_view word;
  Subject subject;
  Percent percent;
  bool needs_relation;
};

constexpr Form kForms[] = {
    {"new", Subject::added, Percent::no, false},       {"increase", Subject::increase, Percent::always, true},
    {"class", Subject::class_name, Percent::no, true}, {"failures", Subject::failures, Percent::maybe, true},
    {"errors", Subject::errors, Percent::no, true},    {"exceptions", Subject::exceptions, Percent::no, true},
    {"total", Subject::total, Percent::no, true},      {"fatal", Subject::fatal, Percent::no, true},
    {"records", Subject::records, Percent::no, true},
};

/// Takes one piece after the other off a rule.
class RuleReader {
public:
  explicit RuleReader(std::string_view text) : text_(text) { skip_space(); }

  Rule read() {
    Rule rule;
    rule.text = text_;
    const Form& form = read_form();
    rule.subject = form.subject;
    if (rule.subject == Subject::class_name) rule.glob = read_glob();
    if (!is_at_end() || form.needs_relation) read_limit(rule, form);
    if (!is_at_end()) fail("the end of the rule");
    return rule;
  }

private:
  const Form& read_form() {
    const std::size_t begin = at_;
    while (!is_at_end() && text::is_lower(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    skip_space();
    for (const Form& form : kForms)
      if (form.word == word) return form;
    at_ = begin;
    std::string words;
    for (const Form& form : kForms) words.append(words.empty() ? "" : ", ").append(form.word);
    fail("one of " + words);
  }

  std::string read_glob() {
    const std::size_t begin = at_;
    while (!is_at_end() && std::string_view(" \t<>").find(text_[at_]) == std::string_view::npos) ++at_;
    if (at_ == begin) fail("a class, as org.killbill.*");
    std::string glob(text_.substr(begin, at_ - begin));
    skip_space();
    return glob;
  }

  void read_limit(Rule& rule, const Form& form) {
    rule.relation = read_relation();
    if (form.subject == Subject::increase &&
        (rule.relation == Relation::below || rule.relation == Relation::at_most))
      fail("> or >= before the number");
    const std::size_t begin = at_;
    while (is_digit_at(at_) || (at_ != begin && !is_at_end() && text_[at_] == '.' && is_digit_at(at_ + 1)))
      ++at_;
    const auto limit = text::whole_number<double>(text_.substr(begin, at_ - begin));
    if (!limit) {
      at_ = begin;
      fail("a number");
    }
    rule.limit = *limit;
    skip_space();
    rule.percent = take('%');
    if (form.percent == Percent::always && !rule.percent) fail("% behind the number");
    if (form.percent == Percent::no && rule.percent) fail("a count without %");
  }

  Relation read_relation() {
    const bool is_above = take('>');
    if (!is_above && !take('<')) fail("> or >=, < or <=, and a number");
    const bool has_equal = take('=');
    skip_space();
    if (is_above) return has_equal ? Relation::at_least : Relation::above;
    return has_equal ? Relation::at_most : Relation::below;
  }

  bool take(char c) {
    if (is_at_end() || text_[at_] != c) return false;
    ++at_;
    if (c != '<' && c != '>') skip_space();
    return true;
  }

  void skip_space() {
    while (!is_at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  bool is_digit_at(std::size_t at) const { return at < text_.size() && text::is_digit(text_[at]); }

  bool is_at_end() const { return at_ == text_.size(); }

  [[noreturn]] void fail(std::string_view expected) const {
    const std::string place = is_at_end() ? "at its end" : fmt::format("at '{}'", text_.substr(at_));
    throw Error(fmt::format("the rule '{}' can't be read {}: expected {}", text_, place, expected));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Rule parse_rule(std::string_view text) { return RuleReader(text).read(); }

}  // namespace culprit
