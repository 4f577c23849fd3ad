#pragma once

#include <culprit/error.hpp>
#include <culprit/export.hpp>
#include <culprit/level.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/occurrence.hpp>
#include <culprit/summary.hpp>
#include <culprit/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// What may take part in a summary. Bytes and lines are counted all the same.
struct Filter {
  /// Records from `since` on and before `until`. A bare trace has the time of
  /// the record before it; what has no time at all is left out if either is
  /// set. A bound without zone is compared with the log's own clock reading; one
  /// without date with the time of day.
  std::optional<Timestamp> since;
  std::optional<Timestamp> until;
  /// Records of this level or a more severe one; bare traces always pass.
  Level level = Level::unknown;
  /// Occurrences whose head's class matches one of these; all if empty. `*`
  /// matches any characters, `?` one. A pattern without a dot is held against
  /// the simple name as well. Errors without throwable are not affected.
  std::vector<std::string> classes;
};

/// Bounds that keep memory small whatever the input holds.
struct Limits {
  std::size_t line_bytes = 1 << 20;      ///< longer lines are kept by their head and diagnosed
  std::size_t message_bytes = 16 << 10;  ///< what is kept of one throwable's or record's message
  std::size_t throwables = 1000;         ///< of one occurrence; further causes are counted, not kept
  std::size_t summary_bytes = 4 << 20;   ///< distinct groups are kept up to about this size
};

/// How far Analyzer::read has come.
struct Progress {
  std::uint64_t bytes = 0;                 ///< taken from the inputs, as stored
  std::optional<std::uint64_t> total;      ///< size of all inputs, if each is a regular file
};

struct Options {
  Filter filter;
  Limits limits;
  std::vector<UserMask> masks;
  /// Threads for read(); 0: as many as the machine has cores. The summary is
  /// the same for every number.
  unsigned threads = 0;
  /// Sees each occurrence that passes the filter, in the order of the input,
  /// from the thread that calls the Analyzer (reading is then single-threaded).
  std::function<void(const Occurrence&)> on_occurrence;
  /// Called now and then during read(), from any one thread at a time.
  std::function<void(const Progress&)> on_progress;
};

/// Reads logs and summarises what broke in them.
///
///   culprit::Analyzer analyzer;
///   analyzer.read("killbill.log.gz");
///   culprit::Summary summary = analyzer.finish();
///   fmt::print("{}", culprit::render_markdown(summary));
///
/// Layouts and compression (gzip, zstd, bzip2, xz) are recognised by content.
class CULPRIT_EXPORT Analyzer {
public:
  /// Throws Error if an option makes no sense (a mask that is no RE2, …).
  explicit Analyzer(Options options = {});
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Analyses files, in this order; "-" is standard input. An input that can't
  /// be read to its end becomes a fault in Summary::diagnostics; what was
  /// decoded before counts, and the other inputs are analysed.
  void read(std::span<const std::string> paths);
  void read(const std::string& path) { read({&path, 1}); }

  /// Analyses bytes of your own source, in pieces of any size; `source` names
  /// it. Another name, read() or finish() ends the source fed before.
  void feed(std::string_view source, std::string_view bytes);

  /// What was read since construction or the last finish().
  Summary finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace culprit
