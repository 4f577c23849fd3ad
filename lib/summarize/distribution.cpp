#include "summarize/buckets.hpp"

#include <culprit/distribution.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace culprit {
namespace {

using Bucket = Distribution::Bucket;
using Wide = Distribution::Wide;
using Int128 [[gnu::mode(TI)]] = int;
using Unsigned128 [[gnu::mode(TI)]] = unsigned;

constexpr int kStepsPerOctave = 128;

/// The exponents of doubles, -1074 to 1023, are counted from here.
constexpr int kBias = 2048 * kStepsPerOctave;

/// At this level there are at most five buckets: numbers below and above 1, their
/// negatives, and zero.
constexpr int kCoarsest = 18;
static_assert(kBias == 1 << kCoarsest);

/// 2^(i/128), up to 2. Made of square roots and products, which IEEE 754 rounds the same
/// everywhere, unlike log(): so a number's bucket is the same on every machine.
const std::array<double, kStepsPerOctave + 1>& roots_of_two() {
  static const auto roots = [] {
    std::array<double, kStepsPerOctave + 1> made;
    made.fill(1);
    double root = made.back() = 2;
    for (std::size_t bit = kStepsPerOctave / 2; bit > 0; bit /= 2) {
      root = std::sqrt(root);
      for (std::size_t i = 0; i < kStepsPerOctave; ++i)
        if (i & bit) made[i] *= root;
    }
    return made;
  }();
  return roots;
}

/// 2^(steps/128)
double power_of_two(int steps) {
  const auto step = static_cast<std::size_t>(steps & (kStepsPerOctave - 1));
  return std::ldexp(roots_of_two()[step], (steps - static_cast<int>(step)) / kStepsPerOctave);
}

/// The bucket of a level 0 bucket after `levels` collapses; monotone.
std::int32_t coarser(std::int32_t number, int levels) {
  if (number > 0) return ((number - 1) >> levels) + 1;
  if (number < 0) return -(((-number - 1) >> levels) + 1);
  return 0;
}

/// [1, 2) in equal parts, each shorter than a step, so that at most one step begins
/// within it; of each, the step that its start is in.
constexpr int kPartBits = 9;
using FirstSteps = std::array<std::uint8_t, 1 << kPartBits>;

[[gnu::noinline]] FirstSteps find_first_steps() {
  FirstSteps steps;
  const auto& roots = roots_of_two();
  for (std::size_t part = 0; part < steps.size(); ++part) {
    const double start = 1 + std::ldexp(static_cast<double>(part), -kPartBits);
    steps[part] =
        static_cast<std::uint8_t>(std::upper_bound(roots.begin(), roots.end(), start) - roots.begin() - 1);
  }
  return steps;
}

std::int32_t bucket_number(double value, int level) {
  if (value == 0) return 0;
  static const FirstSteps steps = find_first_steps();
  constexpr int kMantissaBits = 52, kExponentBias = 1023;
  int exponent = 0;
  double magnitude = std::abs(value);
  if (magnitude < std::numeric_limits<double>::min()) {  // has no exponent of its own
    exponent = -64;
    magnitude *= 0x1p64;
  }
  const auto bits = std::bit_cast<std::uint64_t>(magnitude);
  exponent += static_cast<int>(bits >> kMantissaBits) - kExponentBias;
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << kMantissaBits) - 1);
  const double mantissa =
      std::bit_cast<double>(fraction | (static_cast<std::uint64_t>(kExponentBias) << kMantissaBits));
  int step = steps[fraction >> (kMantissaBits - kPartBits)];
  if (roots_of_two()[static_cast<std::size_t>(step) + 1] <= mantissa) ++step;
  const std::int32_t number = kBias + exponent * kStepsPerOctave + step + 1;
  return coarser(value < 0 ? -number : number, level);
}

/// The number whose relative distance to both borders of its bucket is the same.
double middle(std::int32_t number, int level) {
  if (number == 0) return 0;
  const double low = power_of_two(((std::abs(number) - 1) << level) - kBias);
  const double from_zero = low * (2 / (1 + power_of_two(-(1 << level))));
  return number < 0 ? -from_zero : from_zero;
}

void add_to(Wide& sum, Unsigned128 summand) {
  const Unsigned128 result = ((static_cast<Unsigned128>(sum.high) << 64) | sum.low) + summand;
  sum = {static_cast<std::uint64_t>(result), static_cast<std::uint64_t>(result >> 64)};
}

void add_to(Wide& sum, std::int64_t value, std::uint64_t count) {
  add_to(sum, static_cast<Unsigned128>(static_cast<Int128>(value) * static_cast<Int128>(count)));
}

void add_to(Wide& sum, const Wide& other) {
  add_to(sum, (static_cast<Unsigned128>(other.high) << 64) | other.low);
}

double to_double(const Wide& sum) {
  return static_cast<double>(static_cast<Int128>((static_cast<Unsigned128>(sum.high) << 64) | sum.low));
}

constexpr double kFractionUnits = 0x1p62;

/// Without its fraction.
std::int64_t clamp_to_integer(double value) {
  if (value >= 0x1p63) return std::numeric_limits<std::int64_t>::max();
  if (value <= -0x1p63) return std::numeric_limits<std::int64_t>::min();
  return static_cast<std::int64_t>(value);
}

void coarsen(std::vector<Bucket>& buckets, int levels) {
  for (Bucket& bucket : buckets) bucket.number = coarser(bucket.number, levels);
  summarize::unite_equal(buckets, &Bucket::number);
}

}  // namespace

/// What is known of numbers that differ.
///
/// Why the level depends on the set S of numbers alone, not on the way it was built: let n(L) be
/// how many buckets S uses at level L. It never grows with L, as a bucket of one level is
/// part of just one of the next. Let F be the first level with n(F) <= kBuckets. A subset of S
/// uses no more buckets than S, so none ever leaves F; and as long as the level is below F,
/// all of S does not fit. So when all of S is in, the level is F, and
/// each bucket counts what belongs into it at F.
struct Distribution::Spread {
  double max = 0;
  Wide whole;
  Wide fraction;
  int level = 0;
  std::vector<Bucket> buckets;

  bool operator==(const Spread&) const = default;

  /// Returns by how many bytes it grew.
  std::size_t add(double value, std::uint64_t count) {
    const std::int64_t integer = clamp_to_integer(value);
    add_to(whole, integer, count);
    if (std::abs(value) < 0x1p53) {  // beyond there are no fractions
      const double rest = value - static_cast<double>(integer);
      add_to(fraction, static_cast<std::int64_t>(rest * kFractionUnits), count);
    }

    for (std::int32_t number = bucket_number(value, level);; number = coarser(number, 1)) {
      const auto place = find_bucket(number);
      if (place != buckets.end() && place->number == number) {
        place->count = summarize::add_saturating(place->count, count);
        return 0;
      }
      if (buckets.size() < kBuckets) {
        const std::size_t growth = summarize::insert_within(buckets, place, {number, count}, kBuckets);
        return level > 0 ? 0 : growth;
      }
      coarsen(buckets, 1);
      ++level;
    }
  }

  /// Where the bucket is, or would be. Mostly those from there to the greatest number are all in use.
  std::vector<Bucket>::iterator find_bucket(std::int32_t number) {
    const auto from_last =
        static_cast<std::size_t>(std::int64_t{buckets.empty() ? 0 : buckets.back().number} - number);
    if (from_last < buckets.size()) {
      const auto place = buckets.end() - 1 - static_cast<std::ptrdiff_t>(from_last);
      if (place->number == number) return place;
    }
    return summarize::find_place(buckets, number, &Bucket::number);
  }

  void merge(const Spread& other) {
    max = std::max(max, other.max);
    add_to(whole, other.whole);
    add_to(fraction, other.fraction);

    std::vector<Bucket> others = other.buckets;
    if (level < other.level) coarsen(buckets, other.level - level);
    else coarsen(others, level - other.level);
    level = std::max(level, other.level);
    others = summarize::merged(buckets, others, &Bucket::number);
    for (; others.size() > kBuckets; ++level) coarsen(others, 1);
    buckets.assign(others.begin(), others.end());
  }

  bool is_valid(std::uint64_t total, double min) const {
    if (!std::isfinite(min) || !std::isfinite(max) || !(min < max)) return false;
    if (level < 0 || level > kCoarsest || buckets.empty() || buckets.size() > kBuckets) return false;
    if (buckets.front().number != bucket_number(min, level)) return false;
    if (buckets.back().number != bucket_number(max, level)) return false;
    std::uint64_t sum = 0;
    std::size_t finer = 0;  // buckets that there can have been a level before
    const Bucket* last = nullptr;
    for (const Bucket& bucket : buckets) {
      if (bucket.count == 0 || (last && bucket.number <= last->number)) return false;
      sum = summarize::add_saturating(sum, bucket.count);
      finer += bucket.number == 0 ? 1 : 2;
      last = &bucket;
    }
    return sum == total && (level == 0 || finer > kBuckets);
  }
};

Distribution::Distribution() = default;
Distribution::~Distribution() = default;
Distribution::Distribution(Distribution&&) noexcept = default;
Distribution& Distribution::operator=(Distribution&&) noexcept = default;

Distribution::Distribution(const Distribution& other)
    : count_(other.count_),
      min_(other.min_),
      spread_(other.spread_ ? std::make_unique<Spread>(*other.spread_) : nullptr) {}

Distribution& Distribution::operator=(const Distribution& other) {
  if (this != &other) *this = Distribution(other);
  return *this;
}

std::size_t Distribution::add(double value, std::uint64_t count) {
  if (!std::isfinite(value) || count == 0) return 0;
  if (value == 0) value = 0;  // not -0
  if (count_ == 0) min_ = value;
  std::size_t growth = 0;
  if (!spread_ && value != min_) {
    spread_ = std::make_unique<Spread>();
    spread_->max = min_;
    growth = sizeof(Spread) + spread_->add(min_, count_);
  }
  count_ = summarize::add_saturating(count_, count);
  if (!spread_) return 0;
  min_ = std::min(min_, value);
  spread_->max = std::max(spread_->max, value);
  return growth + spread_->add(value, count);
}

void Distribution::merge(const Distribution& other) {
  if (other.is_constant()) {
    add(other.min_, other.count_);
    return;
  }
  if (is_constant()) {
    Distribution joined = other;
    joined.add(min_, count_);
    *this = std::move(joined);
    return;
  }
  count_ = summarize::add_saturating(count_, other.count_);
  min_ = std::min(min_, other.min_);
  spread_->merge(*other.spread_);
}

double Distribution::max() const { return spread_ ? spread_->max : min_; }

double Distribution::mean() const {
  if (!spread_) return min_;
  const auto count = static_cast<double>(count_);
  const double fraction = to_double(spread_->fraction) / count / kFractionUnits;
  return std::clamp(to_double(spread_->whole) / count + fraction, min_, spread_->max);
}

double Distribution::quantile(double q) const {
  if (!spread_ || !(q > 0)) return min_;
  if (q >= 1) return spread_->max;
  const auto before = static_cast<std::uint64_t>(q * static_cast<double>(count_ - 1));
  if (before == 0) return min_;
  if (before >= count_ - 1) return spread_->max;
  std::uint64_t seen = 0;
  for (const Bucket& bucket : spread_->buckets) {
    seen = summarize::add_saturating(seen, bucket.count);
    if (seen > before) return std::clamp(middle(bucket.number, spread_->level), min_, spread_->max);
  }
  return spread_->max;
}

double Distribution::relative_error() const {
  if (!spread_) return 0;
  const double inverse = power_of_two(-(1 << spread_->level));
  return (1 - inverse) / (1 + inverse);  // (γ - 1) / (γ + 1)
}

std::size_t Distribution::size_bytes() const {
  if (!spread_) return sizeof *this;
  const std::size_t room =
      spread_->level > 0 ? kBuckets : summarize::room_for(spread_->buckets.size(), kBuckets);
  return sizeof *this + sizeof(Spread) + room * sizeof(Bucket);
}

Distribution::State Distribution::state() const {
  if (spread_)
    return {count_, min_, spread_->max, spread_->whole, spread_->fraction, spread_->level, spread_->buckets};
  State constant;
  constant.count = count_;
  constant.min = constant.max = min_;
  return constant;
}

std::optional<Distribution> Distribution::from_state(const State& state) {
  Distribution made;
  made.add(state.min, state.count);
  if (made.state() == state) return made;  // the numbers don't differ

  Spread spread{state.max, state.whole, state.fraction, state.level, state.buckets};
  if (!spread.is_valid(state.count, state.min)) return std::nullopt;
  made.spread_ = std::make_unique<Spread>(std::move(spread));
  return made;
}

bool operator==(const Distribution& a, const Distribution& b) {
  if (a.count_ != b.count_ || a.min_ != b.min_ || a.is_constant() != b.is_constant()) return false;
  return a.is_constant() || *a.spread_ == *b.spread_;
}

}  // namespace culprit
