#include "parse/prefix.hpp"

#include "parse/text.hpp"
#include "parse/trace_line.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace culprit::parse {
namespace {

using Others = PrefixKind::Others;
using IsHeader = std::function<bool(std::string_view)>;
using Lines = std::vector<std::string_view>;
using Kinds = std::vector<const PrefixKind*>;

constexpr std::size_t kMostLines = 1000;
constexpr std::size_t kDeepest = 6;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

bool is_json_object(std::string_view line) {
  line = trim_end(line);
  return line.starts_with("{\"") && line.ends_with('}');
}

/// A line that makes sense as it stands.
bool is_legible(std::string_view line, const IsHeader& is_header) {
  const TraceLine::Kind kind = read_trace_line(line).kind;
  return (kind != TraceLine::Kind::text && kind != TraceLine::Kind::blank) || is_json_object(line) ||
         is_header(line);
}

/// The whole lines of an input's head, but for blank ones.
Lines lines_of(std::string_view head) {
  if (const std::size_t last = head.rfind('\n'); last != std::string_view::npos) head = head.substr(0, last);
  Lines lines;
  while (!head.empty() && lines.size() < kMostLines) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    std::string_view line = head.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_blank(line)) lines.push_back(line);
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return lines;
}

bool is_indented(std::string_view line, std::size_t width) {
  return width != 0 && line.size() >= width &&
         line.substr(0, width).find_first_not_of(' ') == std::string_view::npos;
}

/// What one kind makes of an input's lines.
struct Stripped {
  Lines lines;                   ///< without the prefix, and without notices
  std::size_t matched = 0;       ///< lines that have it
  std::size_t unmistakable = 0;  ///< of those, the ones that nothing else looks like
  std::size_t legible = 0;       ///< of those, the ones that make sense as they stand, too
  std::size_t continued = 0;     ///< lines without it that the kind accounts for
  std::size_t strays = 0;        ///< other lines, if legible
};

Stripped strip_all(const Lines& lines, const std::vector<bool>& legible, const PrefixKind& kind) {
  Stripped result;
  std::size_t width = 0, missing = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (const Prefix prefix = kind.match(line); prefix.length != 0) {
      ++result.matched;
      result.unmistakable += prefix.unmistakable;
      result.legible += prefix.unmistakable && legible[i];
      if (prefix.notice) continue;
      width = prefix.length;
      line.remove_prefix(prefix.length);
    } else if (kind.others == Others::following) {
      if (result.matched == 0) return {};  // whose line is it?
      ++result.continued;
    } else if (kind.others == Others::aligned && is_indented(line, width)) {
      ++result.continued;
      line.remove_prefix(width);
    } else {
      result.strays += legible[i];
      if (++missing * 4 > lines.size()) return {};
    }
    if (!is_blank(line)) result.lines.push_back(line);
  }
  return result;
}

/// The kinds in front of `lines`, outermost first, and how many lines are legible behind them.
struct Found {
  Kinds kinds;
  std::size_t legible = 0;
};

/// docs/parsing.md states the rule. Of several kinds that are in question the one
/// behind which most is legible is taken, with those that stand behind it.
Found find_prefixes(const Lines& lines, const IsHeader& is_header, Kinds outer = {}) {
  std::vector<bool> legible;
  for (const std::string_view line : lines) legible.push_back(is_legible(line, is_header));
  Found best{outer, static_cast<std::size_t>(std::count(legible.begin(), legible.end(), true))};
  if (outer.size() == kDeepest) return best;
  for (const PrefixKind& kind : prefix_kinds()) {
    if (!kind.nests && std::find(outer.begin(), outer.end(), &kind) != outer.end()) continue;
    const Stripped stripped = strip_all(lines, legible, kind);
    if (stripped.matched == 0) continue;
    Kinds kinds = outer;
    kinds.push_back(&kind);
    Found found = find_prefixes(stripped.lines, is_header, std::move(kinds));
    if (stripped.strays * 2 > found.legible) continue;
    const bool is_proven_by_form = stripped.unmistakable * 2 > stripped.matched && best.kinds == outer &&
                                   (found.legible >= best.legible || stripped.legible * 2 < stripped.matched);
    if (is_proven_by_form || found.legible > best.legible) best = std::move(found);
  }
  return best;
}

/// Appends a stream's name, without the escapes that colour it.
void append_name(std::string& stream, std::string_view name) {
  if (!stream.empty()) stream += ' ';
  while (!name.empty()) {
    const std::size_t escape = std::min(name.find('\x1b'), name.size());
    stream += name.substr(0, escape);
    const std::size_t end = name.find('m', escape);
    name.remove_prefix(end == std::string_view::npos ? name.size() : end + 1);
  }
}

/// Puts line ends and tabs where rsyslog wrote `#012` and `#011`.
std::string_view unescape(std::string_view text, std::string& scratch) {
  std::size_t escape = text.find("#01");
  if (escape == std::string_view::npos) return text;
  scratch.clear();
  for (; escape != std::string_view::npos; escape = text.find("#01")) {
    scratch += text.substr(0, escape);
    text.remove_prefix(escape);
    const char c = text.starts_with("#012") ? '\n' : text.starts_with("#011") ? '\t' : '#';
    scratch += c;
    text.remove_prefix(c == '#' ? 1 : 4);
  }
  return scratch.append(text);
}

}  // namespace

Prefixes Prefixes::detect(std::string_view head, const IsHeader& is_header) {
  Prefixes prefixes;
  prefixes.kinds_ = find_prefixes(lines_of(head.substr(0, kHeadBytes)), is_header).kinds;
  return prefixes;
}

std::vector<std::string_view> Prefixes::names() const {
  std::vector<std::string_view> names;
  for (const PrefixKind* kind : kinds_) names.push_back(kind->name);
  return names;
}

Unprefixed Prefixes::strip(std::string_view line) {
  Unprefixed result{.text = line};
  std::array<std::string_view, kDeepest> names;
  std::size_t named = 0;
  bool escapes_controls = false;
  for (const PrefixKind* kind : kinds_) {
    const Prefix prefix = kind->match(result.text);
    const bool announces = kind->others == Others::following;
    if (prefix.notice) {
      if (announces) stream_ = announced_ = prefix.stream;
      return {.stream = stream_, .text = {}, .notice = true};
    }
    if (prefix.length != 0) {
      result.text.remove_prefix(prefix.length);
      result.complete &= prefix.complete;
      escapes_controls |= kind->escapes_controls;
      if (kind->others == Others::aligned) width_ = prefix.length;
    } else if (kind->others == Others::aligned && is_indented(result.text, width_)) {
      result.text.remove_prefix(width_);
    }
    if (!kind->names_stream) continue;
    if (prefix.length == 0 && !announces) result.prefixed = false;
    names[named++] = announces ? std::string_view(announced_) : prefix.stream;
  }
  if (escapes_controls) result.text = unescape(result.text, text_);
  if (result.prefixed) {
    stream_.clear();
    for (std::size_t i = 0; i < named; ++i) append_name(stream_, names[i]);
  }
  result.stream = stream_;
  return result;
}

}  // namespace culprit::parse
