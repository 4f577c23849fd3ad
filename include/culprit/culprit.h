#ifndef CULPRIT_CULPRIT_H
#define CULPRIT_CULPRIT_H

/// culprit for C, and for every language that calls C: an analyzer reads logs, and a summary says what
/// broke in them. It wraps <culprit/culprit.hpp>, whose comments say more.
///
///   const char* const logs[] = {"killbill.log.gz"};
///   culprit_analyzer* analyzer = culprit_analyzer_new(NULL);
///   culprit_analyzer_read(analyzer, logs, 1);
///   culprit_summary* summary = culprit_analyzer_finish(analyzer);
///   char* report = culprit_summary_render(summary, "markdown", NULL, NULL);
///   fputs(report, stdout);
///   culprit_free(report);
///   culprit_summary_free(summary);
///   culprit_analyzer_free(analyzer);
///
/// A function that fails returns NULL or false, and culprit_last_error() says why. Nothing is thrown, and
/// callbacks must not throw. A handle may be used by one thread at a time, and is NULL only to be
/// freed. Until 1.0 the structures may grow with the minor version, and the library's soname with them.

#include <culprit/export.hpp>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Options and names are texts that end with a zero byte. What comes out of a log may hold any byte, and
/// doesn't end with one.
typedef struct culprit_text {
  const char* data;
  size_t size;  ///< in bytes
} culprit_text;

/// A record's severity, from least to most severe.
typedef enum culprit_level {
  CULPRIT_LEVEL_UNKNOWN,
  CULPRIT_LEVEL_TRACE,
  CULPRIT_LEVEL_DEBUG,
  CULPRIT_LEVEL_INFO,
  CULPRIT_LEVEL_WARN,
  CULPRIT_LEVEL_ERROR,
  CULPRIT_LEVEL_FATAL
} culprit_level;

/// In what order rows are listed. Ties fall back on the first.
typedef enum culprit_order {
  CULPRIT_ORDER_FIRST_SEEN,
  CULPRIT_ORDER_COUNT,
  CULPRIT_ORDER_NAME
} culprit_order;

/// What the rows of a report's details are.
typedef enum culprit_grouping {
  CULPRIT_GROUPING_HEAD,
  CULPRIT_GROUPING_CHAIN,
  CULPRIT_GROUPING_CAUSE,
  CULPRIT_GROUPING_FAILURE,
  CULPRIT_GROUPING_LOGGER,
  CULPRIT_GROUPING_FRAME,
  CULPRIT_GROUPING_TENANT,
  CULPRIT_GROUPING_CODE
} culprit_grouping;

/// How a throwable hangs on another one.
typedef enum culprit_relation {
  CULPRIT_RELATION_HEAD,       ///< it doesn't: the outermost throwable
  CULPRIT_RELATION_CAUSE,      ///< it is the cause of its parent
  CULPRIT_RELATION_SUPPRESSED  ///< its parent suppressed it
} culprit_relation;

/// A point in time: milliseconds since the epoch (UTC); local time without `has_zone`; since
/// midnight without `has_date`.
typedef struct culprit_time {
  int64_t milliseconds;
  bool has_date;
  bool has_zone;
} culprit_time;

/// When something was seen first and last, if its records have times.
typedef struct culprit_span {
  culprit_time first;
  culprit_time last;
  bool is_known;
} culprit_span;

/// One exception as printed.
typedef struct culprit_throwable {
  culprit_text class_name;  ///< empty if the log doesn't hold the throwable's head line
  culprit_text message;
  culprit_text top_frame;  ///< the first frame that is the application's own; empty if there is none
  culprit_relation relation;
  uint32_t parent;   ///< index of the throwable that it hangs on; 0 for the head
  uint64_t frames;   ///< stack frames printed
  uint64_t elided;   ///< frames left out: the n of `... n more`
  bool is_circular;  ///< its cause is a throwable printed before
} culprit_throwable;

/// A field of the mapped diagnostic context.
typedef struct culprit_field {
  culprit_text name;
  culprit_text value;
} culprit_field;

/// An occurrence (it has throwables), an error (it has none, and a level of error or fatal) or a
/// quiet record, as it stands in a log. Valid during the callback that is given it.
typedef struct culprit_event {
  culprit_text source;  ///< the input's name
  culprit_text stream;  ///< what tells its lines from those of other writers in the source
  culprit_text layout;
  uint64_t offset;  ///< of the first line, in decoded bytes
  uint64_t length;  ///< in decoded bytes
  uint64_t line;    ///< number of the first line, from 1
  culprit_time time;
  bool has_time;
  bool is_bare;  ///< it stands outside of any record: level, logger, thread, message, fields are empty
  culprit_level level;
  culprit_text logger;
  culprit_text thread;
  culprit_text message;  ///< the record's own, without the trace
  const culprit_field* fields;
  size_t field_count;
  const culprit_throwable* throwables;  ///< the head first, each one behind its parent
  size_t throwable_count;
  uint64_t fingerprint;  ///< of the chain, or of the error; 0 if quiet
} culprit_event;

/// What ends from outside all that culprit_analyzer_read() reads, as where a log is followed that has no end.
typedef struct culprit_stop culprit_stop;

/// How logs are read. All zeros mean: as by default. Layouts, masks and limits are what a configuration
/// file says; docs/cli.md describes it.
typedef struct culprit_options {
  const char* config;  ///< path of a configuration file, or NULL
  const char* since;   ///< ISO 8601: records from here on take part; NULL: all
  const char* until;   ///< records before it take part
  culprit_level level;
  const char* const* classes;  ///< patterns, as `*ApiException`, of the head's class; none: all pass
  size_t class_count;
  const char* timezone;  ///< of times that state none: `Europe/Berlin`; NULL: the machine's
  unsigned threads;      ///< 0: as many as the machine has cores
  bool map_files;        ///< read plain files through mappings; installs a handler for SIGBUS
  bool quiet_events;     ///< on_event is given quiet records, too
  /// Is given each occurrence and each error, by the thread that calls the analyzer. To stop it returns
  /// false: the call at hand fails, and nothing of the input at hand counts.
  bool (*on_event)(const culprit_event* event, void* context);
  void* context;  ///< for on_event
  /// Once it is requested, inputs end where they are: what was read counts, and a diagnostic of each input
  /// that there is more of says so. NULL: nothing ends them. Freed after the analyzer.
  const culprit_stop* stop;
} culprit_options;

/// What a report shows. All zeros mean: everything, in the order in which it was seen.
typedef struct culprit_view {
  culprit_order order;
  culprit_grouping by;
  size_t top;  ///< the first so many rows, and the others added up in one; 0: all
} culprit_view;

/// How much was read. errors + occurrences is the table's TOTAL.
typedef struct culprit_totals {
  uint64_t bytes;  ///< decoded
  uint64_t lines;
  uint64_t records;
  uint64_t errors;       ///< records of level error or fatal that carry no throwable
  uint64_t occurrences;  ///< printed chains of throwables
  uint64_t failures;     ///< failed operations that the occurrences tell of
} culprit_totals;

/// A row of the table: all occurrences whose head has one class.
typedef struct culprit_exception {
  culprit_text class_name;
  uint64_t count;
  culprit_span seen;
} culprit_exception;

/// Errors of one logger and template.
typedef struct culprit_error {
  uint64_t fingerprint;
  culprit_text logger;
  culprit_text message_template;
  uint64_t count;
  culprit_span seen;
} culprit_error;

/// One root cause, whatever wraps it.
typedef struct culprit_root_cause {
  uint64_t fingerprint;
  culprit_text class_name;
  culprit_text message_template;
  culprit_text top_frame;
  int code;           ///< Kill Bill's error code nearest to the message; 0 if none is stated
  uint64_t count;     ///< occurrences
  uint64_t failures;  ///< operations that failed of it
  culprit_span seen;
} culprit_root_cause;

/// Something about the input that a reader of the report must know.
typedef struct culprit_diagnostic {
  culprit_text source;  ///< the input's name; empty if it concerns all
  uint64_t offset;      ///< in bytes from the start of the input
  culprit_text message;
  bool is_fault;  ///< part of the input could not be analysed
} culprit_diagnostic;

typedef struct culprit_analyzer culprit_analyzer;
typedef struct culprit_summary culprit_summary;

/// The version of the library, "major.minor.patch".
CULPRIT_EXPORT const char* culprit_version(void);

/// Why the last call of this thread that failed did so, in one line; empty if none has. Valid until the
/// thread's next call that fails.
CULPRIT_EXPORT const char* culprit_last_error(void);

/// Returns NULL if an option makes no sense. `options` may be NULL; nothing in it has to outlive the call,
/// apart from `stop`, and what `context` points to.
CULPRIT_EXPORT culprit_analyzer* culprit_analyzer_new(const culprit_options* options);
CULPRIT_EXPORT void culprit_analyzer_free(culprit_analyzer* analyzer);

CULPRIT_EXPORT culprit_stop* culprit_stop_new(void);
/// Any thread may call it, at any time, and so may a signal handler. It can't be taken back.
CULPRIT_EXPORT void culprit_stop_request(culprit_stop* stop);
CULPRIT_EXPORT void culprit_stop_free(culprit_stop* stop);

/// Analyses files; "-" is standard input. What can't be read becomes a diagnostic, and doesn't make the call
/// fail.
CULPRIT_EXPORT bool culprit_analyzer_read(culprit_analyzer* analyzer, const char* const* paths, size_t count);

/// Analyses bytes of one's own source, decoded, in pieces of any size. Another source,
/// culprit_analyzer_read() or culprit_analyzer_finish() ends the one before.
CULPRIT_EXPORT bool culprit_analyzer_feed(culprit_analyzer* analyzer, const char* source, const char* bytes,
                                          size_t size);

/// What was read since the analyzer was made or last finished.
CULPRIT_EXPORT culprit_summary* culprit_analyzer_finish(culprit_analyzer* analyzer);

/// The summary of a snapshot, as culprit_summary_render() writes one. NULL if the bytes are none.
CULPRIT_EXPORT culprit_summary* culprit_summary_from_snapshot(const char* bytes, size_t size);
CULPRIT_EXPORT void culprit_summary_free(culprit_summary* summary);

/// Adds what another summary counted.
CULPRIT_EXPORT bool culprit_summary_merge(culprit_summary* summary, const culprit_summary* other);

CULPRIT_EXPORT culprit_totals culprit_summary_totals(const culprit_summary* summary);

/// Lists rows of the summary. They are the summary's, and valid until rows of the same kind are listed
/// again, or the summary is freed.
CULPRIT_EXPORT bool culprit_summary_exceptions(culprit_summary* summary, culprit_order order,
                                               const culprit_exception** list, size_t* count);
CULPRIT_EXPORT bool culprit_summary_errors(culprit_summary* summary, culprit_order order,
                                           const culprit_error** list, size_t* count);
CULPRIT_EXPORT bool culprit_summary_root_causes(culprit_summary* summary, culprit_order order,
                                                const culprit_root_cause** list, size_t* count);
/// In the order of the inputs, then of offsets.
CULPRIT_EXPORT bool culprit_summary_diagnostics(culprit_summary* summary, const culprit_diagnostic** list,
                                                size_t* count);

/// A report in a format that `culprit --format` has: "text", "markdown", "json", "snapshot" … It ends with a
/// zero byte that `size`, unless NULL, doesn't count. `view` may be NULL. The caller frees it with
/// culprit_free().
CULPRIT_EXPORT char* culprit_summary_render(const culprit_summary* summary, const char* format,
                                            const culprit_view* view, size_t* size);
CULPRIT_EXPORT void culprit_free(char* report);

#ifdef __cplusplus
}
#endif

#endif
