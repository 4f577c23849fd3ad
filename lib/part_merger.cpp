#include "part_merger.hpp"

#include "summarize/summary_builder.hpp"

#include <chrono>
#include <utility>

namespace culprit {

std::optional<std::int64_t> first_day(const parse::DayCount& days, std::int64_t last_write,
                                      const parse::TimeZone& zone) {
  if (!days.last) return std::nullopt;
  return parse::last_day_of(*days.last, zone.to_local(last_write)) - days.midnights * parse::kDayMilliseconds;
}

void PartMerger::add(PartSummary part) {
  parse::DayCount days = days_;
  if (const std::int64_t midnights = days.add(part.days); midnights != 0) {
    const std::int64_t shift = midnights * parse::kDayMilliseconds;
    SummaryBuilder::change_undated(part.summary, [&](Timestamp time) {
      time.milliseconds += shift;
      return time;
    });
    SummaryBuilder::shift_undated(part.summary, std::chrono::milliseconds(shift));
    for (summarize::Evidence& evidence : part.evidence)
      if (evidence.has_time && !evidence.is_dated) evidence.time += shift;
  }
  for (const summarize::Evidence& evidence : part.evidence)
    SummaryBuilder::book_failure(part.summary, evidence, failures_);
  if (summary_) summary_->append(part.summary);
  else summary_ = std::move(part.summary);
  if (part.is_last) days_ = days;
}

std::optional<Bounds> PartMerger::bounds() const {
  return summary_ ? std::optional(SummaryBuilder::bounds(*summary_)) : std::nullopt;
}

Summary PartMerger::finish(std::optional<std::int64_t> first_day) {
  if (first_day)
    SummaryBuilder::change_undated(
        *summary_, [&](Timestamp time) { return Timestamp{zone_.to_utc(*first_day + time.milliseconds)}; });
  const std::int64_t midnight = first_day ? zone_.to_utc(*first_day) : 0;
  SummaryBuilder::settle(*summary_, std::chrono::milliseconds(midnight));
  days_ = {};
  failures_ = summarize::FailureJoiner(failures_.window());
  return *std::exchange(summary_, std::nullopt);
}

}  // namespace culprit
