#include "parse/conversion_pattern.hpp"

#include "parse/conversion_word.hpp"
#include "parse/date_option.hpp"
#include "parse/header_plan.hpp"
#include "text/ascii.hpp"

#include <culprit/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace culprit::parse {
namespace {

using Kind = Element::Kind;
using Role = ConversionWord::Role;

bool is_field(Kind kind) {
  return kind == Kind::thread || kind == Kind::logger || kind == Kind::context || kind == Kind::other;
}

/// Where the brace ends that stands at the start of `text`.
std::size_t find_closing_brace(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  throw Error(fmt::format("the brace in \"{}\" isn't closed", text));
}

/// Puts values in the place of `${…}`: the default if there is one, otherwise any text.
std::string expand_variables(std::string_view pattern) {
  std::string expanded;
  while (!pattern.empty()) {
    const std::size_t brace = pattern.starts_with("$${") ? 2 : pattern.starts_with("${") ? 1 : 0;
    if (brace == 0) {
      expanded += pattern[0];
      pattern.remove_prefix(1);
      continue;
    }
    const std::size_t end = brace + find_closing_brace(pattern.substr(brace));
    const std::string_view variable = pattern.substr(brace + 1, end - brace - 1);
    const std::size_t assigned = variable.find(":-");
    const std::string_view name = variable.substr(0, assigned);
    if (name == "PID" || name.ends_with(":PID")) expanded += "%pid";
    else if (assigned != std::string_view::npos) expanded += expand_variables(variable.substr(assigned + 2));
    else if (name.starts_with("ctx:")) expanded.append("%X{").append(name.substr(4)).append("}");
    else expanded.append("%property{").append(name).append("}");
    pattern.remove_prefix(end + 1);
  }
  return expanded;
}

/// What stands between `%` and the word: `-5`, `20.30`, `.-1`.
struct Modifier {
  bool pads_front = false;
  bool pads_back = false;
  std::size_t most = std::string_view::npos;  ///< characters of a value that are written
  bool keeps_front = false;                   ///< of a longer one its beginning, not its end
};

/// The names of levels as `%p{WARN=Warning, length=2, lowerCase=true}` and
/// modifiers change them; none if they don't.
std::vector<LevelName> level_names(std::string_view option, const Modifier& modifier) {
  std::vector<LevelName> names = {{"FATAL", Level::fatal}, {"ERROR", Level::error}, {"WARN", Level::warn},
                                  {"INFO", Level::info},   {"DEBUG", Level::debug}, {"TRACE", Level::trace}};
  bool changed = false;
  std::size_t length = std::string_view::npos;
  while (!option.empty()) {
    const std::size_t comma = std::min(option.find(','), option.size());
    std::string_view entry = option.substr(0, comma);
    option.remove_prefix(std::min(comma + 1, option.size()));
    entry = entry.substr(std::min(entry.find_first_not_of(' '), entry.size()));
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = entry.substr(0, equals), value = entry.substr(equals + 1);
    changed = true;
    if (key == "length") {
      std::from_chars(value.data(), value.data() + value.size(), length);
    } else if (key == "lowerCase") {
      if (value == "true")
        for (LevelName& name : names) std::ranges::transform(name.name, name.name.begin(), text::to_lower);
    } else if (const auto level = parse_level(key)) {
      const auto known = std::ranges::find(names, *level, &LevelName::level);
      if (known != names.end()) known->name = value;
      else names.push_back({std::string(value), *level});
    } else {
      throw Error(fmt::format("\"{}\" is no level", key));
    }
  }
  for (LevelName& name : names) {
    name.name.resize(std::min(name.name.size(), length));
    if (name.name.size() <= modifier.most) continue;
    changed = true;
    if (modifier.keeps_front) name.name.resize(modifier.most);
    else name.name.erase(0, name.name.size() - modifier.most);
  }
  if (std::ranges::any_of(names, [](const LevelName& name) { return name.name.empty(); }))
    throw Error("a level's name can't be empty");
  if (!changed) names.clear();
  return names;
}

class PatternReader {
public:
  PatternReader(Layout& layout, std::string_view pattern)
      : layout_(layout), elements_(layout.elements), rest_(pattern) {}

  void read() { read_sequence(false); }

private:
  void read_sequence(bool parenthesised);
  void read_escaped();
  void read_conversion();
  void read_word(const ConversionWord& word, const Modifier& modifier);
  void read_group();
  void read_optional_group();
  Modifier read_modifier();
  std::string_view read_option();
  void skip_options() {
    while (rest_.starts_with('{')) read_option();
  }

  void add(Element element, const Modifier& modifier = {});
  void add_text(char c);

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  Layout& layout_;
  std::vector<Element>& elements_;
  std::string_view rest_;
  bool in_literal_ = false;  // the last element is a literal that may go on
  bool pads_back_ = false;   // the last element is padded behind its value
};

void PatternReader::add(Element element, const Modifier& modifier) {
  if (elements_.empty()) {
    layout_.may_be_indented = modifier.pads_front;
  } else if (is_field(element.kind) && is_field(elements_.back().kind)) {
    if (!pads_back_ && !modifier.pads_front)
      throw Error("two fields stand side by side, and nothing tells where the first one ends");
    elements_.push_back({.kind = Kind::literal, .text = " "});
  }
  in_literal_ = element.kind == Kind::literal;
  pads_back_ = modifier.pads_back;
  elements_.push_back(std::move(element));
}

void PatternReader::add_text(char c) {
  if (c == '\n') {
    add({Kind::end});
    return;
  }
  if (!in_literal_) add({Kind::literal});
  elements_.back().text += c;
}

void PatternReader::read_sequence(bool parenthesised) {
  while (!rest_.empty()) {
    if (take('\\')) {
      read_escaped();
    } else if (take('%')) {
      read_conversion();
    } else if (parenthesised && take(')')) {
      return;
    } else {
      add_text(rest_[0]);
      rest_.remove_prefix(1);
    }
  }
  if (parenthesised)
    throw Error("a parenthesis isn't closed; those that stand in the log are written \\( and \\)");
}

void PatternReader::read_escaped() {
  if (rest_.empty()) return;
  const char c = rest_[0];
  rest_.remove_prefix(1);
  if (c == 't') add_text('\t');
  else if (c == 'n') add_text('\n');
  else if (c != '_' && c != 'r') add_text(c);
}

void PatternReader::read_conversion() {
  if (take('%')) {
    add_text('%');
    return;
  }
  const Modifier modifier = read_modifier();
  if (rest_.starts_with('(')) {
    read_group();
    return;
  }
  const FoundWord found = find_conversion_word(rest_);
  if (found.word == nullptr) {
    const std::string_view word = rest_.substr(0, rest_.find_first_of(" %{([\\"));
    throw Error(fmt::format("%{} is no conversion word; write %X{{{}}} for text of your own", word, word));
  }
  rest_.remove_prefix(found.length);
  read_word(*found.word, modifier);
}

Modifier PatternReader::read_modifier() {
  const auto number = [&] {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  };
  Modifier modifier;
  const bool to_the_left = take('-');
  const bool is_padded = number() != 0;
  modifier.pads_front = is_padded && !to_the_left;
  modifier.pads_back = is_padded && to_the_left;
  if (take('.')) {
    modifier.keeps_front = take('-');
    modifier.most = number();
  }
  return modifier;
}

/// `{…}`, without the braces; empty if there is none.
std::string_view PatternReader::read_option() {
  if (!rest_.starts_with('{')) return {};
  const std::size_t end = find_closing_brace(rest_);
  const std::string_view option = rest_.substr(1, end - 1);
  rest_.remove_prefix(end + 1);
  return option;
}

/// `(pattern)` as logback writes it, or `{pattern}` as log4j2 does, and options.
void PatternReader::read_group() {
  if (take('(')) {
    read_sequence(true);
  } else {
    const std::string_view pattern = read_option();
    const std::string_view behind = std::exchange(rest_, pattern);
    read_sequence(false);
    rest_ = behind;
  }
  skip_options();
}

void PatternReader::read_optional_group() {
  add({Kind::optional});
  const std::size_t begin = elements_.size();
  read_group();
  elements_[begin - 1].count =
      static_cast<std::uint8_t>(std::min(elements_.size() - begin, Layout::kMostElements));
  in_literal_ = false;
}

void PatternReader::read_word(const ConversionWord& word, const Modifier& modifier) {
  if (word.role == Role::group) {
    read_group();
    return;
  }
  if (word.role == Role::optional) {
    read_optional_group();
    return;
  }
  const std::string_view option = read_option();
  const std::string_view second_option = read_option();
  skip_options();
  switch (word.role) {
    case Role::line_end: add({Kind::end}); break;
    case Role::throwable:
      // Dropwizard's own.
      if (word.name.starts_with("dw")) layout_.trace_margin = "! ";
      break;
    case Role::date: {
      DateOption date = read_date_option(option, second_option);
      layout_.in_utc = date.zone == "UTC" || date.zone == "GMT" || date.zone == "Z";
      if (!layout_.in_utc && !date.zone.empty()) layout_.timezone = TimeZone(date.zone);
      add(std::move(date.element), modifier);
      break;
    }
    case Role::context: {
      const std::string_view key = option.substr(0, option.find(":-"));
      const bool is_one = !key.empty() && key.find(',') == std::string_view::npos;
      add({.kind = is_one ? Kind::context : Kind::other, .text = std::string(key)}, modifier);
      break;
    }
    default: {
      Element element{.kind = word.kind, .without = word.without, .text = std::string(word.name)};
      if (word.kind == Kind::level) element.levels = level_names(option, modifier);
      add(std::move(element), modifier);
    }
  }
}

}  // namespace

Layout compile_pattern(std::string name, std::string_view pattern) try {
  Layout layout;
  layout.name = std::move(name);
  const std::string expanded = expand_variables(pattern);
  PatternReader(layout, expanded).read();
  plan_header(layout);
  return layout;
} catch (const Error& error) {
  throw Error(fmt::format("the layout \"{}\": {}", pattern, error.what()));
}

}  // namespace culprit::parse
