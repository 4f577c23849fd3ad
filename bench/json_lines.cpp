#include "json_lines.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace culprit::bench {
namespace {

/// Hands each line of `text` to `visit`, with its end.
void for_each_line(std::string_view text, auto visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    visit(text.substr(0, end));
    text.remove_prefix(end);
  }
}

void append_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) switch (c) {
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      default: out += c;
    }
  out += '"';
}

void append_member(std::string_view name, std::string_view value, std::string& out) {
  out.append(",\"").append(name).append("\":");
  append_string(value, out);
}

void append_logstash(const Event& event, const HeaderValues& header, std::string_view message,
                     std::string_view trace, std::string& out) {
  out.append("{\"@timestamp\":\"").append(header.date).append("+00:00\",\"@version\":\"1\"");
  append_member("message", message, out);
  append_member("logger_name", event.logger, out);
  append_member("thread_name", header.thread, out);
  append_member("level", event.level, out);
  const std::string_view value = event.level == "ERROR" ? "40000" : event.level == "WARN" ? "30000" : "20000";
  out.append(",\"level_value\":").append(value);
  if (!trace.empty()) append_member("stack_trace", trace, out);
  append_member("kb_accountRecordId", "21763", out);
  append_member("kb_tenantRecordId", "1", out);
  out += "}\n";
}

void append_ecs(const Event& event, const HeaderValues& header, std::string_view message,
                std::string_view trace, std::string& out) {
  out.append("{\"@timestamp\":\"").append(header.date).append("Z\",\"log.level\":");
  // The encoder pads the level.
  append_string(std::string(event.level).append(5 - std::min<std::size_t>(5, event.level.size()), ' '), out);
  append_member("message", message, out);
  append_member("ecs.version", "1.2.0", out);
  append_member("service.name", "killbill", out);
  append_member("event.dataset", "killbill.log", out);
  append_member("process.thread.name", header.thread, out);
  append_member("log.logger", event.logger, out);
  if (!trace.empty()) {
    const std::string_view head = trace.substr(0, trace.find('\n'));
    const std::size_t colon = head.find(": ");
    append_member("error.type", head.substr(0, colon), out);
    append_member("error.message",
                  colon == std::string_view::npos ? std::string_view{} : head.substr(colon + 2), out);
    append_member("error.stack_trace", trace, out);
  }
  append_member("kb.accountRecordId", "21763", out);
  out += "}\n";
}

/// `\tat com.a.B.c(B.java:12)` as log4j2 writes it.
void append_frame(std::string_view frame, std::string& out) {
  frame.remove_prefix(std::string_view("\tat ").size());
  const std::size_t open = frame.find('('), method = frame.rfind('.', open);
  out.append("{\"class\":");
  append_string(frame.substr(0, method), out);
  append_member("method", frame.substr(method + 1, open - method - 1), out);
  append_member("file", frame.substr(open + 1, frame.find_first_of(":)", open) - open - 1), out);
  out.append(",\"line\":1}");
}

void append_thrown(std::string_view trace, std::string& out) {
  constexpr std::string_view kCause = "Caused by: ";
  out += ",\"thrown\":{";
  std::size_t open = 0;
  bool has_frames = false;
  std::string elided = "0";
  const auto end_frames = [&] { out.append("],\"commonElementCount\":").append(elided); };
  for_each_line(trace, [&](std::string_view line) {
    line.remove_suffix(1);
    if (line.starts_with("\tat ")) {
      if (std::exchange(has_frames, true)) out += ',';
      append_frame(line, out);
    } else if (line.starts_with("\t... ")) {
      elided = line.substr(5, line.find(' ', 5) - 5);
    } else {
      if (open++ > 0) {
        end_frames();
        out += ",\"cause\":{";
        line.remove_prefix(kCause.size());
      }
      has_frames = false;
      elided = "0";
      const std::size_t colon = std::min(line.find(": "), line.size());
      out += "\"name\":";
      append_string(line.substr(0, colon), out);
      append_member("message", line.substr(std::min(colon + 2, line.size())), out);
      out += ",\"extendedStackTrace\":[";
    }
  });
  end_frames();
  out.append(open, '}');
}

void append_log4j2(const Event& event, const HeaderValues& header, std::string_view message,
                   std::string_view trace, std::string& out) {
  constexpr std::int64_t kSecond = 1000, kNanos = 1'000'000;
  out.append("{\"instant\":{\"epochSecond\":").append(std::to_string(header.milliseconds / kSecond));
  out.append(",\"nanoOfSecond\":").append(std::to_string(header.milliseconds % kSecond * kNanos)).append("}");
  append_member("thread", header.thread, out);
  append_member("level", event.level, out);
  append_member("loggerName", event.logger, out);
  append_member("message", message, out);
  if (!trace.empty()) append_thrown(trace, out);
  out.append(",\"endOfBatch\":false");
  append_member("loggerFqcn", "org.apache.logging.slf4j.Log4jLogger", out);
  out.append(",\"contextMap\":{\"kb.accountRecordId\":\"21763\",\"kb.tenantRecordId\":\"1\"}");
  out.append(",\"threadId\":54,\"threadPriority\":5}\n");
}

}  // namespace

bool writes_json(Layout layout) {
  return layout == Layout::logstash || layout == Layout::ecs || layout == Layout::log4j2;
}

bool wraps_lines(Layout layout) { return layout == Layout::docker || layout == Layout::cri; }

void append_json_record(Layout layout, const Event& event, const HeaderValues& header,
                        std::string_view message, std::string_view trace, std::string& out) {
  if (layout == Layout::logstash) append_logstash(event, header, message, trace, out);
  else if (layout == Layout::ecs) append_ecs(event, header, message, trace, out);
  else append_log4j2(event, header, message, trace, out);
}

void append_wrapped(Layout layout, const HeaderValues& header, std::string_view text, std::string& out) {
  // The runtime's clock: that of the record, to the nanosecond.
  std::string time(header.date);
  time[10] = 'T';
  time[19] = '.';
  time += "271828Z";
  for_each_line(text, [&](std::string_view line) {
    if (layout == Layout::cri) {
      out.append(time).append(" stdout F ").append(line);
      return;
    }
    out += "{\"log\":";
    append_string(line, out);
    append_member("stream", "stdout", out);
    append_member("time", time, out);
    out += "}\n";
  });
}

}  // namespace culprit::bench
