#include "summarize/tables.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace culprit {
namespace {

constexpr std::size_t kSampleSlack = 256;
constexpr std::string_view kCut = "…";  // behind a sample
/// Placeholders' names are of about this length.
constexpr std::size_t kPlaceholderName = 8;

/// How much a time tells. Times that don't tell the same can't be compared.
int knowledge(Timestamp time) { return 2 * time.has_date + time.has_zone; }

/// Joins what two parts know of one thing: its count, when it was seen, and
/// from the part in which it stood first, where and (`take_sample`) how.
template <class Counted, class TakeSample>
void join(Counted& into, const Counted& other, TakeSample&& take_sample) {
  into.count += other.count;
  summarize::extend(into.seen, other.seen);
  summarize::extend(into.undated, other.undated);
  if (other.first < into.first) {
    into.first = other.first;
    take_sample();
  }
}

void join(ClassCount& into, const ClassCount& other) {
  join(into, other, [] {});
}

/// Whether they have their placeholders in the same places. What has one fingerprint does, unless somebody
/// made a message whose hash is that of another: then both are counted, and one of them is shown.
bool are_alike(const StoredError& a, const StoredError& b) { return a.captures.size() == b.captures.size(); }
bool are_alike(const StoredGroup& a, const StoredGroup& b) {
  return std::ranges::equal(a.chain, b.chain, [](const ChainLink& x, const ChainLink& y) {
    return x.captures.size() == y.captures.size();
  });
}

void join(StoredGroup& into, const StoredGroup& other) {
  into.bare += other.bare;
  into.failures += other.failures;
  if (!are_alike(into, other)) return join(into, other, [] {});
  for (std::size_t i = 0; i < into.chain.size(); ++i)
    into.size += summarize::extend(into.chain[i].captures, other.chain[i].captures);
  join(into, other, [&] {
    into.top_frame = other.top_frame;
    for (std::size_t i = 0; i < into.chain.size(); ++i) {
      into.chain[i].message_template = other.chain[i].message_template;
      into.chain[i].placeholders = other.chain[i].placeholders;
      into.chain[i].sample = other.chain[i].sample;
    }
  });
}

void join(StoredError& into, const StoredError& other) {
  if (!are_alike(into, other)) return join(into, other, [] {});
  into.size += summarize::extend(into.captures, other.captures);
  join(into, other, [&] {
    into.message_template = other.message_template;
    into.placeholders = other.placeholders;
    into.sample = other.sample;
  });
}

void join(StoredCause& into, const StoredCause& other) {
  into.times.merge(other.times);
  summarize::extend(into.impact, other.impact);
  into.measure();
}

void join(StoredAspect& into, const StoredAspect& other) {
  into.count += other.count;
  into.errors += other.errors;
  summarize::extend(into.seen, other.seen);
  summarize::extend(into.undated, other.undated);
  into.first = std::min(into.first, other.first);
}

/// What a masked message takes: as a template, as a sample of about that length, and the numbers in it.
/// Whatever its placeholders are called, since that may change when parts are merged.
template <class Masked>
std::size_t masked_bytes(const Masked& masked) {
  std::size_t key = masked.message_template.size();
  for (const Template::Placeholder& placeholder : masked.placeholders) key = key + 1 - placeholder.length;
  std::size_t size =
      2 * key + masked.placeholders.size() *
                    (sizeof(CapturedNumbers) + sizeof(Template::Placeholder) + kPlaceholderName);
  for (const CapturedNumbers& capture : masked.captures) size += capture.numbers.size_bytes();
  return size;
}

constexpr auto kJoin = [](auto& into, const auto& other) { join(into, other); };

}  // namespace

namespace summarize {

void extend(std::optional<TimeSpan>& seen, const std::optional<TimeSpan>& time) {
  if (!time) return;
  if (!seen || knowledge(seen->first) < knowledge(time->first)) {
    seen = time;
  } else if (knowledge(seen->first) == knowledge(time->first)) {
    if (time->first.milliseconds < seen->first.milliseconds) seen->first = time->first;
    if (time->last.milliseconds > seen->last.milliseconds) seen->last = time->last;
  }
}

std::size_t extend(std::vector<CapturedNumbers>& captures, const std::vector<CapturedNumbers>& others) {
  std::size_t before = 0, after = 0;
  for (std::size_t i = 0; i < captures.size() && i < others.size(); ++i) {
    CapturedNumbers& capture = captures[i];
    if (others[i].numbers.count() == 0) continue;
    if (capture.numbers.count() == 0) capture.unit = others[i].unit;
    before += capture.numbers.size_bytes();
    capture.numbers.merge(others[i].numbers);
    after += capture.numbers.size_bytes();
  }
  return after - before;
}

void extend(Impact& impact, const Impact& other) {
  impact.requests.merge(other.requests);
  impact.accounts.merge(other.accounts);
  impact.tenants.merge(other.tenants);
  impact.tokens.merge(other.tokens);
  impact.threads.merge(other.threads);
  impact.streams.merge(other.streams);
}

std::string keep_sample(std::string_view message, std::string_view message_template) {
  const std::size_t longest = longest_sample(message_template) - kCut.size();
  if (message.size() <= longest) return std::string(message);
  return std::string(message.substr(0, longest)).append(kCut);
}

std::size_t longest_sample(std::string_view message_template) {
  return 2 * message_template.size() + kSampleSlack + kCut.size();
}

}  // namespace summarize

void StoredGroup::settle_numbers(std::size_t index) {
  const std::uint64_t bit = std::uint64_t{1} << index;
  if ((repeating & bit) == 0) return;
  // The bits from this one on that are set end where the numbers are.
  const auto links = static_cast<std::size_t>(std::countr_one(repeating >> index));
  chain[index].captures = chain[index + links].captures;
  repeating &= ~bit;
}

void StoredGroup::settle_numbers() {
  while (repeating != 0) settle_numbers(static_cast<std::size_t>(std::countr_zero(repeating)));
}

void StoredGroup::measure() {
  // Sizes are the same in all snapshots: what is there only while occurrences are counted isn't part of them.
  size = sizeof(Group) + sizeof cause + sizeof size + kFrameBytes;
  for (const ChainLink& link : chain) size += sizeof link + link.class_name.size() + masked_bytes(link);
}

void StoredError::measure() { size = sizeof(ErrorGroup) + sizeof size + logger.size() + masked_bytes(*this); }

void StoredCause::measure() {
  size = sizeof *this + times.size_bytes();
  for (const DistinctCount* count : {&impact.requests, &impact.accounts, &impact.tenants, &impact.tokens,
                                     &impact.threads, &impact.streams})
    size += count->size_bytes();
}

Summary::Tables::Tables(std::size_t budget)
    : budget_bytes(budget),
      classes(budget / 16),
      groups(budget / 2),
      errors(budget / 8),
      causes(budget / 4),
      aspects{summarize::BoundedMap<StoredAspect>(budget / 48),
              summarize::BoundedMap<StoredAspect>(budget / 48),
              summarize::BoundedMap<StoredAspect>(budget / 48)} {}

void Summary::Tables::insert(std::uint64_t hash, ClassCount count) {
  classes.insert(hash, std::move(count), [this](const ClassCount& evicted) { fold(evicted); });
}

void Summary::Tables::insert(std::uint64_t fingerprint, StoredGroup group) {
  // Its occurrences stay counted in the row of its class.
  groups.insert(fingerprint, std::move(group), [](const StoredGroup&) {});
}

void Summary::Tables::insert(std::uint64_t fingerprint, StoredError error) {
  errors.insert(fingerprint, std::move(error), [this](const StoredError& evicted) { fold(evicted); });
}

void Summary::Tables::insert(std::uint64_t cause, StoredCause facts) {
  // What it tells of is still in the groups.
  facts.measure();
  causes.insert(cause, std::move(facts), [](const StoredCause&) {});
}

void Summary::Tables::insert(std::size_t aspect, std::uint64_t hash, StoredAspect row) {
  aspects[aspect].insert(hash, std::move(row), [&](const StoredAspect& evicted) { fold(aspect, evicted); });
}

void Summary::Tables::rename_sources(const std::vector<std::uint32_t>& names) {
  const auto rename = [&](auto& counted) { counted.first.source = names[counted.first.source]; };
  classes.for_each(rename);
  groups.for_each(rename);
  errors.for_each(rename);
  if (other_classes) rename(*other_classes);
  for (std::size_t i = 0; i < kAspectCount; ++i) {
    aspects[i].for_each(rename);
    if (other_aspects[i]) rename(*other_aspects[i]);
  }
}

void Summary::Tables::merge(const Tables& other) {
  classes.merge(other.classes, kJoin, [this](const ClassCount& evicted) { fold(evicted); });
  if (other.other_classes) fold(*other.other_classes);
  groups.merge(other.groups, kJoin, [](const StoredGroup&) {});
  errors.merge(other.errors, kJoin, [this](const StoredError& evicted) { fold(evicted); });
  causes.merge(other.causes, kJoin, [](const StoredCause&) {});
  for (std::size_t i = 0; i < kAspectCount; ++i) {
    aspects[i].merge(other.aspects[i], kJoin, [&](const StoredAspect& evicted) { fold(i, evicted); });
    if (other.other_aspects[i]) fold(i, *other.other_aspects[i]);
  }
  folded_errors += other.folded_errors;
  times.merge(other.times);
}

Bounds Summary::Tables::bounds() const {
  Bounds bounds{classes.bound(), groups.bound(), errors.bound(), causes.bound(), {}};
  for (std::size_t i = 0; i < kAspectCount; ++i) bounds.aspects[i] = aspects[i].bound();
  return bounds;
}

void Summary::Tables::restrict_to(const Bounds& bounds) {
  classes.restrict_to(bounds.classes);
  groups.restrict_to(bounds.groups);
  errors.restrict_to(bounds.errors);
  causes.restrict_to(bounds.causes);
  for (std::size_t i = 0; i < kAspectCount; ++i) aspects[i].restrict_to(bounds.aspects[i]);
}

void Summary::Tables::fold(const ClassCount& evicted) {
  if (other_classes) {
    join(*other_classes, evicted);
  } else {
    other_classes = evicted;
    other_classes->class_name = kOtherClasses;
  }
}

void Summary::Tables::fold(std::size_t aspect, const StoredAspect& evicted) {
  auto& others = other_aspects[aspect];
  if (others) {
    join(*others, evicted);
  } else {
    others = evicted;
    others->name = kOthers;
  }
}

}  // namespace culprit
