#pragma once

#include "input/file.hpp"
#include "input/format.hpp"
#include "input/segmenter.hpp"
#include "input/source.hpp"

#include <culprit/stop.hpp>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace culprit::input {

/// Reads and decodes an input on threads of its own, ahead of who parses it: on
/// one, or on several if it is a file made of members whose lengths are known.
///
/// It gives the same bytes and the same fault as the source that it stands for.
/// Each segment of the file is decoded into blocks of memory, which are handed
/// out in the file's order. If one doesn't decode as Segmenter supposed, those
/// behind it are dropped, and the file is decoded on from its begin.
///
/// It needs 8 MiB for each thread at most, whatever the members decode to,
/// beside what their decoders need.
class AheadSource : public Source {
public:
  /// The format is nothing for plain bytes.
  AheadSource(File file, std::optional<Format> format, unsigned threads,
              std::uint64_t least_segment_bytes = Segmenter::kLeastBytes);
  ~AheadSource() override;
  AheadSource(const AheadSource&) = delete;
  AheadSource& operator=(const AheadSource&) = delete;

  std::streamsize read(char* destination, std::streamsize size) override;
  std::uint64_t consumed() const override { return consumed_; }

private:
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };

  struct Block {
    std::unique_ptr<char, Free> memory;
    std::size_t begin = 0;  ///< what stands before was handed out
    std::size_t end = 0;
    std::uint64_t consumed = 0;  ///< of the file, when it was filled
  };

  /// A segment on its way, shared by the thread that decodes it and who reads.
  struct Job {
    Segment segment;
    bool is_last = false;  ///< what follows is dropped
    bool is_dropped = false;
    bool is_done = false;
    std::deque<Block> blocks;      ///< decoded, not yet handed out
    std::uint64_t handed_out = 0;  ///< bytes
    std::uint64_t consumed = 0;    ///< of the file, when it was done
    std::optional<Fault> fault;    ///< met behind all blocks
    std::exception_ptr error;      ///< anything else that ended it
  };

  void begin_thread(File file);
  void work(Source& source);
  Job* begin_job();
  bool decode_segment(Source& source, Job& job);
  void decode_rest(Source& source, Job& job);
  bool await_turn(Job& job);

  std::optional<Block> fill_block(Source& source, const Job& job, std::size_t size);
  std::optional<Block> take_block(const Job& job);
  void put_back(Block block);
  void hand_on(Job& job, Block block);

  bool next_block();
  void stop();

  const std::optional<Format> format_;
  const std::size_t most_blocks_;
  const std::size_t most_jobs_;

  std::mutex segments_mutex_;           // for these two; taken before the other
  std::optional<Segmenter> segmenter_;  // of a compressed file; others aren't divided
  std::optional<Segment> next_segment_;

  std::mutex mutex_;  // for these
  std::condition_variable changed_;
  std::deque<Job> jobs_;  // it is the first one's turn
  std::vector<Block> free_blocks_;
  std::size_t used_blocks_ = 0;
  std::uint64_t handed_out_ = 0;
  bool is_cut_ = false;  // no job may follow the last one
  bool is_stopped_ = false;

  std::optional<Block> current_;  // of who reads, as is the next
  std::uint64_t consumed_ = 0;

  std::optional<Stop> interrupt_;  // of reads that may wait
  std::vector<std::jthread> threads_;
};

}  // namespace culprit::input
