#include "parse/prefix_kinds.hpp"

#include "parse/date_time.hpp"
#include "parse/prefix_cursor.hpp"

#include <algorithm>

namespace culprit::parse {
namespace {

constexpr CharSet kUpper{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
constexpr CharSet kLower{"abcdefghijklmnopqrstuvwxyz"};
constexpr CharSet kLetters = kUpper | kLower;
constexpr CharSet kHex = kDigits | CharSet("abcdef");
constexpr CharSet kZone = kUpper | kDigits | CharSet("+-:");
constexpr CharSet kKubernetesName = kLower | kDigits | CharSet(".-");
constexpr CharSet kHost = kLetters | kDigits | CharSet("._-@");
constexpr CharSet kTag = kHost | CharSet("/()");
constexpr CharSet kPath = kHost | CharSet("/+");

/// The first of `words` that stands there.
bool take_one_of(PrefixCursor& at, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return at.take(word); });
}

/// The prefix that ends at `at`.
Prefix ends_at(const PrefixCursor& at, std::string_view stream, bool unmistakable) {
  return {.length = at.position(), .stream = stream, .unmistakable = unmistakable};
}

/// A line of the collector's own.
Prefix notice(std::string_view line, std::string_view stream = {}) {
  return {.length = line.size(), .stream = stream, .unmistakable = !stream.empty(), .notice = true};
}

/// A date and a time, joined by `T`.
bool take_instant(PrefixCursor& at) {
  const std::string_view rest = at.rest();
  return rest.size() > kDateLength && rest[kDateLength] == 'T' && at.take_match(match_date_time);
}

/// True if clocks of collectors write a time so, and loggers don't: with a zone,
/// and to 100 ns or finer.
bool is_collectors_time(std::string_view time) {
  const std::size_t point = time.find('.');
  if (point == std::string_view::npos) return false;
  const std::size_t digits = time.find_first_not_of("0123456789", point + 1);
  return digits != std::string_view::npos && digits - point > 7;
}

/// `Mar  1 09:12:49`
bool take_month_time(PrefixCursor& at) {
  PrefixCursor ahead = at;
  if (!take_one_of(ahead,
                   {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}) ||
      !ahead.take_blanks() || !ahead.take_digits() || !ahead.take(' ') ||
      !ahead.take_match(match_time_of_day))
    return false;
  at = ahead;
  return true;
}

/// `Mon 2026-11-23 14:44:33 CET`
bool take_full_time(PrefixCursor& at) {
  PrefixCursor ahead = at;
  if (!take_one_of(ahead, {"Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "}) ||
      !ahead.take_match(match_date_time) || !ahead.take(' ') || ahead.take_word(kZone).empty())
    return false;
  at = ahead;
  return true;
}

/// `1416753873.510123`, or since the machine's start `[ 1234.510123]`
bool take_seconds(PrefixCursor& at) {
  PrefixCursor ahead = at;
  const bool monotonic = ahead.take('[');
  if (monotonic) ahead.take_blanks();
  if (!ahead.take_digits() || !ahead.take('.') || ahead.take_word(kDigits).size() != 6 ||
      (monotonic && !ahead.take(']')))
    return false;
  at = ahead;
  return true;
}

/// `> `
Prefix match_quote(std::string_view line) {
  PrefixCursor at(line);
  if (!at.take('>')) return {};
  at.take(' ');
  return ends_at(at, {}, false);
}

/// `2016-10-06T00:17:09.669794202Z stdout F `
Prefix match_cri(std::string_view line) {
  PrefixCursor at(line);
  if (!take_instant(at) || !at.take(' ')) return {};
  const std::size_t begin = at.position();
  if (!take_one_of(at, {"stdout", "stderr"})) return {};
  const std::string_view stream = at.since(begin);
  if (!at.take(' ')) return {};
  const bool partial = at.take('P');
  if ((!partial && !at.take('F')) || !at.take_last_blank()) return {};
  Prefix prefix = ends_at(at, stream, true);
  prefix.complete = !partial;
  return prefix;
}

/// `[pod/killbill-0/killbill] `
Prefix match_kubectl(std::string_view line) {
  PrefixCursor at(line);
  if (!at.take("[pod/")) return {};
  if (at.take_word(kKubernetesName).empty() || !at.take('/') || at.take_word(kKubernetesName).empty())
    return {};
  const std::string_view stream = at.since(1);
  if (!at.take(']') || !at.take_last_blank()) return {};
  return ends_at(at, stream, true);
}

/// The job, the step and the time, with tabs in between, as GitHub hands logs out.
Prefix match_github_job(std::string_view line) {
  constexpr std::size_t kLongestNames = 512;
  const std::string_view start = line.substr(0, kLongestNames);
  const std::size_t job = start.find('\t');
  const std::size_t step = job == std::string_view::npos ? job : start.find('\t', job + 1);
  if (step == std::string_view::npos) return {};
  PrefixCursor at(line.substr(step + 1));
  at.take("\xef\xbb\xbf");
  const std::size_t begin = at.position();
  if (!take_instant(at) || !is_collectors_time(at.since(begin)) || !at.take_last_blank()) return {};
  return {.length = step + 1 + at.position(), .stream = line.substr(0, step), .unmistakable = true};
}

/// `2026-05-30T14:30:00.000000Z 00O `: a number, and the output or the error stream
Prefix match_gitlab(std::string_view line) {
  PrefixCursor at(line);
  if (!take_instant(at) || !at.take(' ')) return {};
  const std::size_t begin = at.position();
  if (at.take_word(kHex).size() != 2 || !take_one_of(at, {"O", "E"})) return {};
  const std::string_view stream = at.since(begin);
  if (!at.take('+') && !at.take_last_blank()) return {};
  at.take_resets();
  return ends_at(at, stream, true);
}

/// `-`, or `[id name="value"]` once or more; brackets in values stand for themselves.
bool take_structured_data(PrefixCursor& at) {
  if (at.take('-')) return true;
  PrefixCursor ahead = at;
  while (ahead.take('[')) {
    bool quoted = false;
    for (;;) {
      if (ahead.at_end()) return false;
      const char c = ahead.rest()[0];
      ahead.take(c);
      if (quoted && c == '\\' && !ahead.at_end()) ahead.take(ahead.rest()[0]);
      else if (c == '"') quoted = !quoted;
      else if (c == ']' && !quoted) break;
    }
  }
  const bool found = ahead.position() != at.position();
  at = ahead;
  return found;
}

/// `<165>`
bool take_priority(PrefixCursor& at) {
  PrefixCursor ahead = at;
  if (!ahead.take('<')) return false;
  const std::size_t digits = ahead.take_word(kDigits).size();
  if (digits == 0 || digits > 3 || !ahead.take('>')) return false;
  at = ahead;
  return true;
}

/// Everything up to the next blank, and that.
bool take_field(PrefixCursor& at) {
  const std::size_t blank = at.rest().substr(0, 256).find(' ');
  return blank != 0 && blank != std::string_view::npos && at.take(at.rest().substr(0, blank + 1));
}

/// `<165>1 2003-10-11T22:14:15.003Z host killbill 123 ID47 [a@1 b="c"] `
Prefix match_rfc5424(std::string_view line) {
  PrefixCursor at(line);
  // Where syslog runs over TCP the message's length stands in front.
  if (at.take_digits() && !at.take(' ')) return {};
  if (!take_priority(at) || !at.take("1 ")) return {};
  if (!(at.take('-') || take_instant(at)) || !at.take(' ')) return {};
  const std::size_t begin = at.position();
  for (int field = 0; field < 3; ++field)  // host, application, process
    if (!take_field(at)) return {};
  const std::string_view stream = line.substr(begin, at.position() - 1 - begin);
  if (!take_field(at) || !take_structured_data(at) || !at.take_last_blank()) return {};
  at.take("\xef\xbb\xbf");
  return ends_at(at, stream, true);
}

/// `host killbill[123]: ` behind one of the times that syslog and journald write.
Prefix match_syslog(std::string_view line) {
  if (line.starts_with("-- ") && line.ends_with(" --")) return notice(line);
  PrefixCursor at(line);
  const bool priority = take_priority(at);
  if (!take_instant(at) && !take_month_time(at) && !take_full_time(at) && !take_seconds(at)) return {};
  if (!at.take(' ')) return {};
  const auto take_process = [&at] {
    PrefixCursor ahead = at;
    if (!ahead.take('[') || ahead.take_word(kTag).empty() || !ahead.take(']')) return false;
    at = ahead;
    return true;
  };
  const std::size_t begin = at.position();
  if (at.take_word(kTag).empty()) return {};
  bool process = take_process();
  if (!process && at.take(' ')) {
    if (at.take_word(kTag).empty()) return {};
    process = take_process();
  }
  const std::string_view stream = at.since(begin);
  if (!at.take(':') || !at.take_last_blank()) return {};
  return ends_at(at, stream, priority || process);
}

/// `namespace/pod[container]: `
Prefix match_kail(std::string_view line) {
  PrefixCursor at(line);
  if (at.take_word(kKubernetesName).empty() || !at.take('/') || at.take_word(kKubernetesName).empty() ||
      !at.take('[') || at.take_word(kKubernetesName).empty() || !at.take(']'))
    return {};
  const std::string_view stream = at.since(0);
  if (!at.take(':') || !at.take_last_blank()) return {};
  return ends_at(at, stream, true);
}

/// True for the names that Docker makes up: `killbill_1`, `killbill-1`, and
/// `killbill.1.k8s4j0bbq2xu@node` in a swarm.
bool is_numbered(std::string_view name) {
  const std::size_t number = name.find_last_not_of("0123456789");
  return name.find('@') != std::string_view::npos ||
         (number != std::string_view::npos && number + 1 < name.size() && number != 0 &&
          (name[number] == '_' || name[number] == '-'));
}

/// `killbill_1  | `, the name and the bar coloured or not
Prefix match_compose(std::string_view line) {
  PrefixCursor at(line);
  at.take_escapes();
  const std::string_view name = at.take_word(kHost);
  if (name.empty()) return {};
  at.take_escapes();
  if (!at.take_blanks()) return {};
  at.take_escapes();
  if (!at.take('|')) return {};
  at.take_resets();
  if (!at.take_last_blank()) return {};
  at.take_resets();
  return ends_at(at, name, is_numbered(name));
}

/// `2022-11-16T10:18:18.3553088Z `, with brackets or without
Prefix match_timestamp(std::string_view line) {
  PrefixCursor at(line);
  at.take("\xef\xbb\xbf");
  const bool bracketed = at.take('[');
  const std::size_t begin = at.position();
  if (!at.take_match(match_date_time) && !take_month_time(at)) return {};
  const std::string_view time = at.since(begin);
  if (bracketed && !at.take(']')) return {};
  if (!at.take_last_blank()) return {};
  return ends_at(at, {}, is_collectors_time(time) || (bracketed && time.ends_with('Z')));
}

/// `14:44:33  `
Prefix match_time_of_day_prefix(std::string_view line) {
  PrefixCursor at(line);
  if (!at.take_match(match_time_of_day) || !at.take_last_blank()) return {};
  at.take(' ');
  return ends_at(at, {}, false);
}

/// `killbill-7d4b9c6f5-x2x8p killbill `; behind a plus or minus when stern
/// begins or ceases to follow a container.
Prefix match_stern(std::string_view line) {
  PrefixCursor at(line);
  const bool is_notice = take_one_of(at, {"+ ", "- "});
  at.take_escapes();
  const std::size_t begin = at.position();
  if (at.take_word(kKubernetesName).empty()) return {};
  at.take_escapes();
  if (!at.take(' ')) return {};
  const bool arrow = at.take("\xe2\x80\xba ");
  at.take_escapes();
  if (at.take_word(kKubernetesName).empty() || is_notice != arrow) return {};
  const std::string_view stream = at.since(begin);
  at.take_escapes();
  if (is_notice) return at.at_end() ? notice(line) : Prefix{};
  if (!at.take_last_blank()) return {};
  return ends_at(at, stream, false);
}

/// `17:`, unless it is the start of a date or a time.
void take_line_number(PrefixCursor& at, char separator) {
  PrefixCursor time = at;
  if (match_date(at.rest()) != 0 || (time.take_match(match_time_of_day) && !time.take(':'))) return;
  PrefixCursor number = at;
  if (number.take_digits() && number.take(separator)) at = number;
}

/// `killbill.log:text`, `killbill.log-text` and `--` of grep, perhaps with line numbers
Prefix match_grep(std::string_view line) {
  if (line == "--") return notice(line);
  PrefixCursor at(line);
  const std::string_view path = at.take_word(kPath);
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
    at = PrefixCursor(line);
    at.take(path.substr(0, dot + 1));
    if (at.take_word(kLetters).empty()) continue;
    if (PrefixCursor rotated = at;  // killbill.log.2, catalina.out.2026-11-23
        rotated.take('.') && (rotated.take_match(match_date) || rotated.take_digits()))
      at = rotated;
    const std::string_view stream = at.since(0);
    const char separator = at.take(':') ? ':' : at.take('-') ? '-' : '\0';
    if (separator == '\0') continue;
    take_line_number(at, separator);
    return ends_at(at, stream, false);
  }
  return {};
}

/// `[host] `, and `[host] out: `
Prefix match_bracketed_host(std::string_view line) {
  PrefixCursor at(line);
  if (!at.take('[')) return {};
  const std::string_view host = at.take_word(kHost);
  const bool is_level = std::all_of(host.begin(), host.end(), [](char c) { return kUpper.has(c); });
  if (is_level || !at.take(']') || !at.take_last_blank()) return {};
  take_one_of(at, {"out: ", "err: "});
  return ends_at(at, host, false);
}

/// `host: `
Prefix match_host(std::string_view line) {
  PrefixCursor at(line);
  const std::string_view host = at.take_word(kHost);
  if (host.empty() || !at.take(':') || !at.take_last_blank()) return {};
  return ends_at(at, host, false);
}

/// `==> killbill.log <==`, above the lines of that file
Prefix match_tail(std::string_view line) {
  constexpr std::string_view kOpen = "==> ", kClose = " <==";
  if (!line.starts_with(kOpen) || !line.ends_with(kClose) || line.size() <= kOpen.size() + kClose.size())
    return {};
  return notice(line, line.substr(kOpen.size(), line.size() - kOpen.size() - kClose.size()));
}

/// `[1] 14:44:33 [SUCCESS] host`, above what the host wrote
Prefix match_pssh(std::string_view line) {
  PrefixCursor at(line);
  if (!at.take('[') || !at.take_digits() || !at.take("] ") || !at.take_match(match_time_of_day) ||
      !take_one_of(at, {" [SUCCESS] ", " [FAILURE] "}))
    return {};
  const std::string_view host = at.take_word(kHost);
  return host.empty() ? Prefix{} : notice(line, host);
}

/// `host | CHANGED | rc=0 >>`, above what the host wrote
Prefix match_ansible(std::string_view line) {
  PrefixCursor at(line);
  const std::string_view host = at.take_word(kHost);
  if (host.empty() || !at.take(" | ") || at.take_word(kUpper).empty()) return {};
  at.take('!');
  return at.take(" | rc=") && line.ends_with(" >>") ? notice(line, host) : Prefix{};
}

using Others = PrefixKind::Others;

constexpr PrefixKind kKinds[] = {
    {.name = "tail", .match = match_tail, .others = Others::following},
    {.name = "pssh", .match = match_pssh, .others = Others::following},
    {.name = "ansible", .match = match_ansible, .others = Others::following},
    {.name = "quote", .match = match_quote, .names_stream = false, .nests = true},
    {.name = "cri", .match = match_cri},
    {.name = "gitlab", .match = match_gitlab},
    {.name = "github-job", .match = match_github_job},
    {.name = "kubectl", .match = match_kubectl},
    {.name = "kail", .match = match_kail},
    {.name = "syslog-5424", .match = match_rfc5424, .escapes_controls = true},
    {.name = "syslog", .match = match_syslog, .others = Others::aligned, .escapes_controls = true},
    {.name = "compose", .match = match_compose},
    {.name = "timestamp", .match = match_timestamp, .names_stream = false, .nests = true},
    {.name = "time-of-day", .match = match_time_of_day_prefix, .names_stream = false},
    {.name = "stern", .match = match_stern},
    {.name = "bracketed-host", .match = match_bracketed_host},
    {.name = "host", .match = match_host},
    {.name = "grep", .match = match_grep},
};

}  // namespace

std::span<const PrefixKind> prefix_kinds() { return kKinds; }

}  // namespace culprit::parse
