#include <culprit/bursts.hpp>

#include <algorithm>
#include <cmath>

namespace culprit {
namespace {

constexpr double kChance = 0.001;

constexpr std::uint64_t kFewestBuckets = 8;
constexpr std::uint64_t kSmallestBurst = 5;
constexpr double kBurstFactor = 3;

constexpr std::uint64_t kFewestBucketsSince = 4;
constexpr std::uint64_t kFewestSince = 8;
constexpr double kOnsetFactor = 3;
constexpr std::uint64_t kQuarters = 4;
constexpr double kSteadiness = 0.5;

/// The buckets from the first to the last that were observed; those of the timeline
/// are among them.
struct Axis {
  std::int64_t begin;
  std::uint64_t buckets = 1;

  Axis(const Timeline& timeline, const TimeSpan& observed)
      : begin(std::min(timeline.start_of(observed.first.milliseconds), timeline.buckets().front().start)) {
    const std::int64_t last =
        std::max(timeline.start_of(observed.last.milliseconds), timeline.buckets().back().start);
    buckets += static_cast<std::uint64_t>((last - begin) / timeline.width().count());
  }

  std::uint64_t index(const Timeline& timeline, std::int64_t start) const {
    return static_cast<std::uint64_t>((start - begin) / timeline.width().count());
  }
};

/// -ln of Chernoff's bound for `count` or more, of which `expected` are expected; count > expected > 0.
double surprise(double count, double expected) {
  return count * std::log(count / expected) - count + expected;
}

/// count · ln(rate): what a part of the time with a rate of its own adds to the likelihood.
double log_likelihood(double count, double buckets) {
  return count == 0 ? 0 : count * std::log(count / buckets);
}

/// Whether each quarter of the buckets from `first` on holds half of its share or more.
bool is_steady(const std::vector<std::uint64_t>& index, const std::vector<Timeline::Bucket>& buckets,
               std::size_t from, std::uint64_t since, double count) {
  const std::uint64_t first = index[from];
  std::size_t i = from;
  for (std::uint64_t quarter = 1; quarter <= kQuarters; ++quarter) {
    const auto end_of = [&](std::uint64_t n) {
      return since / kQuarters * n + since % kQuarters * n / kQuarters;
    };
    double held = 0;
    for (; i < buckets.size() && index[i] < first + end_of(quarter); ++i)
      held += static_cast<double>(buckets[i].count);
    const double share =
        static_cast<double>(end_of(quarter) - end_of(quarter - 1)) / static_cast<double>(since) * count;
    if (held < kSteadiness * share) return false;
  }
  return true;
}

}  // namespace

std::vector<Burst> find_bursts(const Timeline& timeline, TimeSpan observed) {
  const auto& buckets = timeline.buckets();
  if (buckets.empty()) return {};
  const Axis axis(timeline, observed);
  if (axis.buckets < kFewestBuckets) return {};
  const double enough = std::log(static_cast<double>(axis.buckets) / kChance);

  double usual_count = static_cast<double>(timeline.total());
  double usual_buckets = static_cast<double>(axis.buckets);
  std::vector<bool> in_burst(buckets.size());
  for (bool changed = true; changed;) {
    changed = false;
    const double count_before = usual_count;
    const double buckets_before = usual_buckets;
    for (std::size_t i = 0; i < buckets.size() && buckets_before > 1; ++i) {
      if (in_burst[i] || buckets[i].count < kSmallestBurst) continue;
      const auto count = static_cast<double>(buckets[i].count);
      const double expected = (count_before - count + 1) / (buckets_before - 1);
      if (count < kBurstFactor * expected || surprise(count, expected) < enough) continue;
      in_burst[i] = changed = true;
      usual_count -= count;
      --usual_buckets;
    }
  }

  const std::int64_t width = timeline.width().count();
  const double usual = usual_buckets > 0 ? (usual_count + 1) / usual_buckets : 0;
  std::vector<Burst> bursts;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    if (!in_burst[i]) continue;
    if (bursts.empty() || bursts.back().end != buckets[i].start)
      bursts.push_back({buckets[i].start, buckets[i].start, 0, 0});
    bursts.back().end += width;
    bursts.back().count += buckets[i].count;
    bursts.back().usual += usual;
  }
  return bursts;
}

std::optional<Onset> find_onset(const Timeline& timeline, TimeSpan observed) {
  const auto& buckets = timeline.buckets();
  if (buckets.empty()) return std::nullopt;
  const Axis axis(timeline, observed);
  std::vector<std::uint64_t> index;
  index.reserve(buckets.size());
  for (const auto& bucket : buckets) index.push_back(axis.index(timeline, bucket.start));

  const std::uint64_t total = timeline.total();
  const double single = log_likelihood(static_cast<double>(total), static_cast<double>(axis.buckets));
  double best_gain = std::log(static_cast<double>(buckets.size()) / kChance);
  std::optional<Onset> best;
  std::uint64_t counted = 0;
  for (std::size_t i = 0; i < buckets.size(); counted += buckets[i].count, ++i) {
    const std::uint64_t since = axis.buckets - index[i];
    if (index[i] == 0 || since < kFewestBucketsSince || total - counted < kFewestSince) continue;
    const auto before = static_cast<double>(counted);
    const auto after = static_cast<double>(total - counted);
    const auto buckets_before = static_cast<double>(index[i]);
    const auto buckets_after = static_cast<double>(since);
    if (after / buckets_after < kOnsetFactor * before / buckets_before) continue;
    const double gain =
        log_likelihood(before, buckets_before) + log_likelihood(after, buckets_after) - single;
    if (gain <= best_gain || !is_steady(index, buckets, i, since, after)) continue;
    best_gain = gain;
    best = Onset{buckets[i].start, counted, total - counted};
  }
  return best;
}

}  // namespace culprit
