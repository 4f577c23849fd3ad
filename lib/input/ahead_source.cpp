#include "input/ahead_source.hpp"

#include "input/decoding_source.hpp"
#include "input/plain_source.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace culprit::input {
namespace {

constexpr std::size_t kPage = 4096;

/// As much as a parser asks for at once. So what is decoded here takes the same
/// steps as what is read directly.
constexpr std::size_t kBlockBytes = 256 << 10;

/// For each thread. Two keep each other busy if members decode to no more than
/// twice what both have: 32 MiB, which is what `pzstd -19` makes.
constexpr std::size_t kBlocks = 32;

/// Of all blocks so many are for the segment whose turn it is, that it may always go on.
constexpr std::size_t kReservedBlocks = 4;

/// So far ahead may the last segment be: behind it nothing waits for its thread,
/// and what lies in few blocks may still be in the cache.
constexpr std::size_t kMostLastBlocks = 8;

/// A segment of gzip data is handed out when all of it is good: what isa-l gives
/// of damaged data depends on the steps in which it is asked for them, and these
/// are not those of the whole file. No honest segment has as many blocks.
constexpr std::size_t kTooManyGzipBlocks = 4;
static_assert(kTooManyGzipBlocks <= kReservedBlocks);

/// Only for what is divided: then all sources decode.
void restrict(Source& source, std::uint64_t begin, std::uint64_t end) {
  dynamic_cast<DecodingSource&>(source).restrict_to(begin, end);
}

const Stop& make(std::optional<Stop>& interrupt) {
  try {
    return interrupt.emplace();
  } catch (const Error& error) {
    throw Fault(Diagnostic::Kind::unreadable, 0, error.what());
  }
}

}  // namespace

AheadSource::AheadSource(File file, std::optional<Format> format, unsigned threads,
                         std::uint64_t least_segment_bytes)
    : format_(format), most_blocks_(kBlocks * threads), most_jobs_(std::size_t{2} * threads) {
  try {
    if (!format || !file.is_regular()) {
      next_segment_ = Segment{file.offset()};
      file.interrupt_by(make(interrupt_));
      begin_thread(std::move(file));
      return;
    }
    segmenter_.emplace(file.again(), *format, least_segment_bytes);
    next_segment_ = segmenter_->next();
    const unsigned useful = next_segment_->is_rest() ? 1 : threads;
    while (threads_.size() < useful) begin_thread(file.again());
  } catch (...) {
    stop();
    throw;
  }
}

AheadSource::~AheadSource() { stop(); }

void AheadSource::begin_thread(File file) {
  std::unique_ptr<Source> source;
  if (format_) source = std::make_unique<DecodingSource>(std::move(file), *format_);
  else source = std::make_unique<PlainSource>(std::move(file));
  threads_.emplace_back([this, source = std::move(source)] { work(*source); });
}

void AheadSource::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.notify_all();
  if (interrupt_) interrupt_->request();
  threads_.clear();
}

std::streamsize AheadSource::read(char* destination, std::streamsize size) {
  if (!current_ && !next_block()) return -1;
  const std::size_t count = std::min(static_cast<std::size_t>(size), current_->end - current_->begin);
  std::memcpy(destination, current_->memory.get() + current_->begin, count);
  current_->begin += count;
  if (current_->begin == current_->end) put_back(*std::exchange(current_, std::nullopt));
  return static_cast<std::streamsize>(count);
}

/// Gets the next block. Returns false at the end, however often it is asked, and
/// likewise throws a fault again.
bool AheadSource::next_block() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock,
                  [&] { return !jobs_.empty() && (jobs_.front().is_done || !jobs_.front().blocks.empty()); });
    Job& job = jobs_.front();
    if (!job.blocks.empty()) {
      current_ = std::move(job.blocks.front());
      job.blocks.pop_front();
      job.handed_out += current_->end - current_->begin;
      handed_out_ += current_->end - current_->begin;
      consumed_ = std::max(consumed_, current_->consumed);
      changed_.notify_all();
      return true;
    }
    consumed_ = std::max(consumed_, job.consumed);
    if (job.error) std::rethrow_exception(job.error);
    if (job.fault) throw *job.fault;
    if (job.is_last) return false;
    jobs_.pop_front();
    changed_.notify_all();
  }
}

/// What each thread does.
void AheadSource::work(Source& source) {
  while (Job* const job = begin_job()) {
    std::optional<Fault> fault;
    std::exception_ptr error;
    try {
      if (job->segment.is_rest() || !decode_segment(source, *job)) decode_rest(source, *job);
    } catch (const Fault& met) {
      fault = met;
    } catch (...) {
      error = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    job->consumed = source.consumed();
    job->fault = std::move(fault);
    job->error = std::move(error);
    job->is_done = true;
    changed_.notify_all();
  }
}

/// The next segment, if there is one.
AheadSource::Job* AheadSource::begin_job() {
  const std::lock_guard segments_lock(segments_mutex_);
  if (!next_segment_) return nullptr;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_stopped_ || is_cut_ || jobs_.size() < most_jobs_; });
  }
  const auto following = segmenter_ ? segmenter_->next() : std::nullopt;
  const std::lock_guard lock(mutex_);
  if (is_stopped_ || is_cut_) return nullptr;
  Job& job = jobs_.emplace_back();
  job.segment = *next_segment_;
  job.is_last = !following;
  next_segment_ = following;
  return &job;
}

/// Decodes a segment that is not the rest. Returns false if it isn't what
/// Segmenter took it for: then decode_rest() must go on.
bool AheadSource::decode_segment(Source& source, Job& job) {
  std::vector<Block> held;
  std::optional<Fault> stopped;
  bool is_good = true;
  try {
    restrict(source, job.segment.begin, job.segment.end);
    while (auto block = fill_block(source, job, kBlockBytes)) {
      if (format_ != Format::gzip) hand_on(job, std::move(*block));
      else held.push_back(std::move(*block));
      if (held.size() == kTooManyGzipBlocks) {
        is_good = false;
        break;
      }
    }
  } catch (const Fault& fault) {
    if (fault.kind == Diagnostic::Kind::stopped) stopped = fault;
    else is_good = false;
  }
  for (Block& block : held) {
    if (is_good) hand_on(job, std::move(block));
    else put_back(std::move(block));
  }
  if (stopped) throw *stopped;
  return is_good;
}

/// Decodes the file from the job's begin to its end, and hands out what wasn't yet.
void AheadSource::decode_rest(Source& source, Job& job) {
  if (!await_turn(job)) return;
  // Nobody else changes these now.
  std::uint64_t offset = handed_out_ - job.handed_out;
  std::uint64_t known = job.handed_out;
  if (segmenter_) restrict(source, job.segment.begin, File::kNoEnd);
  while (auto block = fill_block(source, job, kBlockBytes - offset % kBlockBytes)) {
    offset += block->end;
    block->begin = static_cast<std::size_t>(std::min<std::uint64_t>(known, block->end));
    known -= block->begin;
    hand_on(job, std::move(*block));
  }
}

/// Waits until all before is handed out, and makes the job the last one. Returns
/// false if nobody wants it any more.
bool AheadSource::await_turn(Job& job) {
  std::unique_lock lock(mutex_);
  changed_.wait(
      lock, [&] { return is_stopped_ || job.is_dropped || (&job == &jobs_.front() && job.blocks.empty()); });
  if (is_stopped_ || job.is_dropped) return false;
  is_cut_ = true;
  for (Job& other : jobs_) other.is_dropped = &other != &job;
  job.is_last = true;
  changed_.notify_all();
  return true;
}

/// Decodes up to `size` bytes. Nothing at the end, or if nobody wants them.
std::optional<AheadSource::Block> AheadSource::fill_block(Source& source, const Job& job, std::size_t size) {
  auto block = take_block(job);
  if (!block) return std::nullopt;
  std::streamsize count = -1;
  try {
    count = source.read(block->memory.get(), static_cast<std::streamsize>(size));
  } catch (...) {
    put_back(std::move(*block));
    throw;
  }
  if (count < 0) {
    put_back(std::move(*block));
    return std::nullopt;
  }
  block->begin = 0;
  block->end = static_cast<std::size_t>(count);
  block->consumed = source.consumed();
  return block;
}

/// A block to be filled, as soon as there is one; nothing if nobody wants it.
std::optional<AheadSource::Block> AheadSource::take_block(const Job& job) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    if (is_stopped_ || job.is_dropped) return true;
    if (&job != &jobs_.front()) return used_blocks_ + kReservedBlocks < most_blocks_;
    return used_blocks_ < most_blocks_ && !(job.is_last && job.blocks.size() >= kMostLastBlocks);
  });
  if (is_stopped_ || job.is_dropped) return std::nullopt;
  Block block;
  if (free_blocks_.empty()) {
    block.memory.reset(static_cast<char*>(std::aligned_alloc(kPage, kBlockBytes)));
    if (!block.memory) throw std::bad_alloc();
  } else {
    block = std::move(free_blocks_.back());  // the last one used, which may still be in the cache
    free_blocks_.pop_back();
  }
  ++used_blocks_;
  return block;
}

void AheadSource::put_back(Block block) {
  const std::lock_guard lock(mutex_);
  free_blocks_.push_back(std::move(block));
  --used_blocks_;
  changed_.notify_all();
}

void AheadSource::hand_on(Job& job, Block block) {
  if (block.begin == block.end) {
    put_back(std::move(block));
    return;
  }
  const std::lock_guard lock(mutex_);
  job.blocks.push_back(std::move(block));
  changed_.notify_all();
}

}  // namespace culprit::input
