#include "layout.hpp"

#include "pattern.hpp"

#include <cstddef>

namespace culprit::bench {
namespace {

using namespace std::chrono;

constexpr std::size_t kRequests = 4096;
constexpr sys_time<milliseconds> kStart = sys_days{2021y / December / 22} + 10h + 18min + 46s;

void put(std::size_t number, std::size_t width, char* to) {
  for (char* digit = to + width; digit != to; number /= 10) *--digit = static_cast<char>('0' + number % 10);
}

template <typename Count>
void put(Count number, std::size_t width, char* to) {
  put(static_cast<std::size_t>(number), width, to);
}

std::string_view simple_name(std::string_view logger) { return logger.substr(logger.rfind('.') + 1); }

}  // namespace

HeaderWriter::HeaderWriter(Layout layout, Random& random) : layout_(layout), now_(kStart) {
  requests_.reserve(kRequests);
  for (std::size_t i = 0; i < kRequests; ++i) {
    Request request;
    request.thread = "http-nio-8080-exec-" + std::to_string(random.between(1, 100));
    request.context = "', xff='', rId='";
    append_uuid(random, request.context);
    request.context += "', tok='";
    append_uuid(random, request.context);
    request.context += "', aRId='" + std::to_string(random.between(1, 30000)) + "', tRId='1', ";
    requests_.push_back(std::move(request));
  }
  const bool is_json = layout == Layout::logstash || layout == Layout::ecs || layout == Layout::log4j2;
  const std::string_view form = is_json                      ? "yyyy-MM-ddTHH:mm:ss.SSS"
                                : layout == Layout::killbill ? "yyyy-MM-ddTHH:mm:ss,SSS"
                                                             : "yyyy-MM-dd HH:mm:ss,SSS";
  form.copy(date_.data(), date_.size());
  advance(0);
}

void HeaderWriter::advance(std::size_t step) {
  now_ += milliseconds{step};
  const auto today = floor<days>(now_);
  const year_month_day date{today};
  const hh_mm_ss time{now_ - today};
  char* to = date_.data();
  put(static_cast<int>(date.year()), 4, to);
  put(static_cast<unsigned>(date.month()), 2, to + 5);
  put(static_cast<unsigned>(date.day()), 2, to + 8);
  put(time.hours().count(), 2, to + 11);
  put(time.minutes().count(), 2, to + 14);
  put(time.seconds().count(), 2, to + 17);
  put(time.subseconds().count(), 3, to + 20);
}

HeaderValues HeaderWriter::next(Random& random) {
  advance(random.below(12));
  HeaderValues values = now();
  values.thread = random.choice(requests_).thread;
  return values;
}

HeaderValues HeaderWriter::now() const {
  return {{date_.data(), date_.size()}, now_.time_since_epoch().count(), {}};
}

void HeaderWriter::append(const Event& event, Random& random, std::string& out) {
  advance(random.below(12));
  const Request& request = random.choice(requests_);
  out.append(date_.data(), date_.size());
  if (layout_ != Layout::killbill) {
    out.append(" [").append(request.thread).append("] ").append(event.level);
    out.append(6 - event.level.size(), ' ').append(event.logger).append(" - ");
  } else {
    out.append("+0000 lvl='").append(event.level).append("', log='").append(simple_name(event.logger));
    out.append("', th='").append(request.thread).append(request.context);
  }
}

}  // namespace culprit::bench
