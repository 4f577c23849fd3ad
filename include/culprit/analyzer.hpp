#pragma once

#include <culprit/error.hpp>
#include <culprit/event.hpp>
#include <culprit/export.hpp>
#include <culprit/layout.hpp>
#include <culprit/level.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/problem.hpp>
#include <culprit/stop.hpp>
#include <culprit/summary.hpp>
#include <culprit/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
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
  /// set. A time without zone is one of Options::timezone; without date it is
  /// compared with the time of day there.
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
  /// Longer lines are kept by their head and diagnosed. Less than 256 KiB means that much; at most 1 GiB, all
  /// of which is taken from the start.
  std::size_t line_bytes = 1 << 20;
  std::size_t message_bytes = 16 << 10;  ///< what is kept of one throwable's or record's message
  std::size_t throwables = 256;          ///< kept of one occurrence; 0 means 1
  std::size_t summary_bytes = 5 << 20;   ///< distinct groups are kept up to about this size
};

/// How far Analyzer::read has come.
struct Progress {
  std::uint64_t bytes = 0;             ///< taken from the inputs, as stored
  std::optional<std::uint64_t> total;  ///< size of all inputs, if each is a regular file
};

struct Options {
  Filter filter;
  Limits limits;
  std::vector<UserMask> masks;
  /// What stays apart where templates are merged; goes into Summary::merge_rules.
  MergeRules merging;
  /// How far apart what one thread logs, or two threads of a future, may be to
  /// be one failure; request ids and user tokens join thirty times as far. At most a year. See
  /// docs/causes.md.
  std::chrono::milliseconds failure_window{10'000};
  /// Threads for read(); 0: as many as the machine has cores. The summary is
  /// the same for every number.
  unsigned threads = 0;
  /// Read plain files through memory mappings, which costs less than copying
  /// their bytes. It installs a handler for SIGBUS, so that a file which is cut
  /// short meanwhile becomes a fault, and not the end of the process; any other
  /// SIGBUS goes to the handler that was installed before.
  bool map_files = false;
  /// Layouts of your own; tried before those that culprit knows.
  std::vector<UserLayout> layouts;
  /// How frames begin that Throwable::top_frame passes over, beside those of the libraries that
  /// culprit knows: "com.example.shim."
  std::vector<std::string> library_frames;
  /// Known problems of your own, for Knowledge. Reading has no use for them.
  std::vector<Problem> problems;
  /// The time zone of records whose layout says none: `Europe/Berlin`, `UTC`;
  /// empty: the machine's.
  std::string timezone;
  /// The day of an input's first record, if its layout writes times alone. By
  /// default it follows from when a file was last written, which is when its
  /// last record was; for other inputs the first record is less than a day old.
  std::optional<std::chrono::year_month_day> first_day;
  /// Sees each occurrence and each error that passes the filter, from the
  /// thread that calls the Analyzer, when the line behind its last one was read (see Analyzer::feed() for
  /// the first of an input): for a source of one stream in the order of the input. One thread alone parses
  /// then.
  std::function<void(const Event&)> on_event;
  /// on_event sees quiet records, too.
  bool quiet_events = false;
  /// Sees each line that fits no layout where a header might be, under the same terms.
  std::function<void(const StrayLine&)> on_stray_line;
  /// Called now and then during read(), from any one thread at a time.
  std::function<void(const Progress&)> on_progress;
  /// Once that is requested, which may be at any time, all that read() reads ends where it is, within a block
  /// or two, and at once where a read waits, as on a pipe. What was taken from an input counts, its last
  /// record as at any end; a diagnostic (`stopped`) of each input that there is more of, or was not read at
  /// all, says where that is. Of a file that several threads read some of what stands behind may have been
  /// read, too. Times without a date stay so in a file that was stopped. Outlives the analyzer; feed()
  /// doesn't heed it.
  const Stop* stop = nullptr;
};

/// Reads logs and summarises what broke in them.
///
///   culprit::Analyzer analyzer;
///   analyzer.read("killbill.log.gz");
///   culprit::Summary summary = analyzer.finish();
///   fmt::print("{}", culprit::render_markdown(summary));
///
/// Layouts and, of files, compression (gzip, zstd, bzip2, xz) are recognised by content. What a callback
/// throws goes on to the caller: of the input at hand nothing counts then, and the analyzer can be used on.
///
/// Analyzers have nothing in common: each may be used in a thread of its own. Calls on one must not overlap,
/// and its callbacks must not call it; that, and the use of one that was moved from, throws Error.
class CULPRIT_EXPORT Analyzer {
public:
  /// Throws Error if an option makes no sense (a mask that is no RE2, …).
  explicit Analyzer(Options options = {});
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Analyses files; "-" is standard input. A snapshot (write_snapshot) is merged as it
  /// is: the filter was that of its making. An input that can't
  /// be read to its end becomes a fault in Summary::diagnostics; what was
  /// decoded before counts, and the other inputs are analysed.
  void read(std::span<const std::string> paths);
  void read(std::initializer_list<std::string> paths) { read({paths.begin(), paths.size()}); }
  void read(const std::string& path) { read({&path, 1}); }

  /// Analyses bytes of your own source as they are, decoded, in pieces of any size; `source` names
  /// it. Another name, read() or finish() ends the source fed before, and its last record.
  ///
  /// Its first 64 KiB are held back, or all of a shorter one: they tell whether something wraps its lines.
  void feed(std::string_view source, std::string_view bytes);

  /// What was read since construction or the last finish(). What is fed afterwards is another input, also
  /// under the same name: who follows a log counts in Options::on_event what is to be known meanwhile.
  Summary finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace culprit
