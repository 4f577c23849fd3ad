#include "parse/json_assembler.hpp"

#include "parse/text.hpp"

namespace culprit::parse {
namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

constexpr bool is_any(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

/// Of numbers, `true`, `false` and `null`.
constexpr bool is_scalar(char c) { return is_any(c, "+-.0123456789Eaeflnrstu"); }

std::string_view skip_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

/// Behind the string that begins at `at`; npos if the line doesn't end it.
std::size_t skip_string(std::string_view line, std::size_t at) {
  for (++at; at < line.size(); ++at) {
    if (line[at] == '"') return at + 1;
    if (line[at] == '\\') ++at;
  }
  return std::string_view::npos;
}

}  // namespace

bool JsonAssembler::begins(std::string_view line) {
  line = skip_spaces(line);
  const auto skip = [&](char c) {
    if (!line.starts_with(c)) return false;
    line = skip_spaces(line.substr(1));
    return true;
  };
  if (!skip('[')) {
    skip('}');
    skip(',');
  }
  return skip('{') && line.empty();
}

void JsonAssembler::start(std::string_view line) {
  text_.assign(line);
  text_ += '\n';
  begin_ = end_ = line.find('{');
  open_.assign(1, '{');
  last_ = '{';
  state_ = State::open;
}

void JsonAssembler::clear() {
  state_ = State::idle;
  give_back(text_);
}

JsonAssembler::State JsonAssembler::add(std::string_view line) {
  const std::size_t at = text_.size();
  if (at + line.size() > kBytes || !scan(line)) return state_ = State::rejected;
  text_.append(line) += '\n';
  if (!open_.empty()) return state_;
  end_ += at;
  return state_ = State::complete;
}

/// Says whether JSON may go on like that. Leaves the object's end in end_, if it is in this line.
bool JsonAssembler::scan(std::string_view line) {
  for (std::size_t at = 0; at < line.size() && !open_.empty();) {
    const char c = line[at];
    if (is_space(c)) {
      ++at;
    } else if (c == '"') {
      if (!is_any(last_, "{[,:")) return false;
      at = skip_string(line, at);
      if (at == std::string_view::npos) return false;
      last_ = '"';
    } else {
      if (!scan_mark(c)) return false;
      end_ = ++at;
    }
  }
  return true;
}

/// A character outside of strings.
bool JsonAssembler::scan_mark(char c) {
  const bool in_object = open_.back() == '{';
  bool fits = false;
  switch (c) {
    case '{':
    case '[':
      fits = last_ == ':' || (!in_object && is_any(last_, "[,"));
      open_ += c;
      break;
    case '}':
    case ']':
      fits = (c == '}') == in_object && !is_any(last_, ",:");
      open_.pop_back();
      break;
    case ',': fits = is_any(last_, "\"0}]"); break;
    case ':': fits = in_object && last_ == '"'; break;
    default: fits = is_scalar(c) && (is_any(last_, ":0") || (!in_object && is_any(last_, "[,"))); c = '0';
  }
  last_ = c;
  return fits;
}

}  // namespace culprit::parse
