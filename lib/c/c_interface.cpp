#include <culprit/culprit.h>
#include <culprit/culprit.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace culprit;

/// Values of the library and, as C sees them, the rows that point into them.
template <class Value, class Row>
struct List {
  std::vector<Value> values;
  std::vector<Row> rows;
};

}  // namespace

struct culprit_stop {
  Stop stop;
};

struct culprit_analyzer {
  Analyzer analyzer;
};

struct culprit_summary {
  Summary summary;
  List<ExceptionRow, culprit_exception> exceptions;
  List<ErrorGroup, culprit_error> errors;
  List<RootCause, culprit_root_cause> root_causes;
  List<Diagnostic, culprit_diagnostic> diagnostics;
};

namespace {

thread_local std::string last_error;

void keep_error(const char* what) noexcept {
  try {
    last_error = what;
  } catch (const std::bad_alloc&) {
    last_error.clear();
  }
}

/// What the call returns; or `failed`, if it throws.
template <class Result, class Call>
Result guarded(Result failed, Call&& call) noexcept {
  try {
    return call();
  } catch (const std::exception& error) {
    keep_error(error.what());
  } catch (...) {
    keep_error("something that is no std::exception was thrown");
  }
  return failed;
}

/// The library's enumerators have the numbers of C's.
static_assert(static_cast<int>(Level::fatal) == CULPRIT_LEVEL_FATAL);
static_assert(static_cast<int>(Order::name) == CULPRIT_ORDER_NAME);
static_assert(static_cast<int>(Grouping::code) == CULPRIT_GROUPING_CODE);
static_assert(static_cast<int>(Relation::suppressed) == CULPRIT_RELATION_SUPPRESSED);

template <class Enum, class CEnum>
Enum checked(CEnum value, Enum last, const char* what) {
  const auto number = static_cast<long>(value);
  if (number < 0 || number > static_cast<long>(last))
    throw Error(std::string("there is no ") + what + ' ' + std::to_string(number));
  return static_cast<Enum>(number);
}

Order order_of(culprit_order order) { return checked(order, Order::name, "order"); }

culprit_text to_c(std::string_view text) { return {text.data(), text.size()}; }

culprit_time to_c(const Timestamp& time) { return {time.milliseconds, time.has_date, time.has_zone}; }

culprit_span to_c(const std::optional<TimeSpan>& seen) {
  return seen ? culprit_span{to_c(seen->first), to_c(seen->last), true} : culprit_span{};
}

culprit_exception to_c(const ExceptionRow& row) { return {to_c(row.class_name), row.count, to_c(row.seen)}; }

culprit_error to_c(const ErrorGroup& error) {
  return {error.fingerprint, to_c(error.logger), to_c(error.message_template), error.count, to_c(error.seen)};
}

culprit_root_cause to_c(const RootCause& cause) {
  return {cause.fingerprint,
          to_c(cause.class_name),
          to_c(cause.message_template),
          to_c(cause.top_frame),
          cause.code,
          cause.count,
          cause.failures,
          to_c(cause.seen)};
}

culprit_diagnostic to_c(const Diagnostic& diagnostic) {
  return {to_c(diagnostic.source), diagnostic.offset, to_c(diagnostic.message), diagnostic.is_fault()};
}

culprit_throwable to_c(const Throwable& throwable) {
  return {to_c(throwable.class_name), to_c(throwable.message),
          to_c(throwable.top_frame),  static_cast<culprit_relation>(throwable.relation),
          throwable.parent,           throwable.frames,
          throwable.elided,           throwable.circular};
}

culprit_field to_c(const ContextField& field) { return {to_c(field.name), to_c(field.value)}; }

template <class Values, class Row>
void fill(std::vector<Row>& rows, const Values& values) {
  rows.clear();
  for (const auto& value : values) rows.push_back(to_c(value));
}

template <class Value, class Row>
bool show(List<Value, Row>& list, std::vector<Value> values, const Row** rows, size_t* count) {
  list.values = std::move(values);
  fill(list.rows, list.values);
  *rows = list.rows.data();
  *count = list.rows.size();
  return true;
}

/// Hands events on to a function of C.
class Callback {
public:
  explicit Callback(const culprit_options& options)
      : on_event_(options.on_event), context_(options.context) {}

  void operator()(const Event& event) {
    fill(fields_, event.context);
    fill(throwables_, event.throwables);
    const culprit_event seen{to_c(event.source),
                             to_c(event.stream),
                             to_c(event.layout),
                             event.offset,
                             event.length,
                             event.line,
                             to_c(event.time.value_or(Timestamp{})),
                             event.time.has_value(),
                             event.bare,
                             static_cast<culprit_level>(event.level),
                             to_c(event.logger),
                             to_c(event.thread),
                             to_c(event.message),
                             fields_.data(),
                             fields_.size(),
                             throwables_.data(),
                             throwables_.size(),
                             event.fingerprint};
    if (!on_event_(&seen, context_)) throw Error("on_event stopped the analysis");
  }

private:
  bool (*on_event_)(const culprit_event*, void*);
  void* context_;
  std::vector<culprit_field> fields_;
  std::vector<culprit_throwable> throwables_;
};

std::optional<Timestamp> time_limit(const char* text, const char* name) {
  if (text == nullptr) return std::nullopt;
  const std::optional<Timestamp> limit = parse_iso8601(text);
  if (!limit) throw Error(std::string(name) + " is no time: " + text);
  return limit;
}

Options options_of(const culprit_options& given) {
  Options options;
  options.filter.since = time_limit(given.since, "since");
  options.filter.until = time_limit(given.until, "until");
  options.filter.level = checked(given.level, Level::fatal, "level");
  if (given.class_count != 0) options.filter.classes.assign(given.classes, given.classes + given.class_count);
  if (given.timezone != nullptr) options.timezone = given.timezone;
  options.threads = given.threads;
  options.map_files = given.map_files;
  options.quiet_events = given.quiet_events;
  if (given.on_event != nullptr) options.on_event = Callback(given);
  if (given.stop != nullptr) options.stop = &given.stop->stop;
  if (given.config != nullptr) apply_config(given.config, options);
  return options;
}

}  // namespace

const char* culprit_version() { return kVersion.data(); }

const char* culprit_last_error() { return last_error.c_str(); }

culprit_analyzer* culprit_analyzer_new(const culprit_options* options) {
  return guarded<culprit_analyzer*>(nullptr, [&] {
    return new culprit_analyzer{Analyzer(options == nullptr ? Options{} : options_of(*options))};
  });
}

void culprit_analyzer_free(culprit_analyzer* analyzer) { delete analyzer; }

culprit_stop* culprit_stop_new() {
  return guarded<culprit_stop*>(nullptr, [] { return new culprit_stop; });
}

void culprit_stop_request(culprit_stop* stop) { stop->stop.request(); }

void culprit_stop_free(culprit_stop* stop) { delete stop; }

bool culprit_analyzer_read(culprit_analyzer* analyzer, const char* const* paths, size_t count) {
  return guarded(false, [&] {
    analyzer->analyzer.read(std::vector<std::string>(paths, paths + count));
    return true;
  });
}

bool culprit_analyzer_feed(culprit_analyzer* analyzer, const char* source, const char* bytes, size_t size) {
  return guarded(false, [&] {
    analyzer->analyzer.feed(source, {bytes, size});
    return true;
  });
}

culprit_summary* culprit_analyzer_finish(culprit_analyzer* analyzer) {
  return guarded<culprit_summary*>(nullptr, [&] {
    return new culprit_summary{analyzer->analyzer.finish(), {}, {}, {}, {}};
  });
}

culprit_summary* culprit_summary_from_snapshot(const char* bytes, size_t size) {
  return guarded<culprit_summary*>(nullptr, [&] {
    return new culprit_summary{read_snapshot({bytes, size}), {}, {}, {}, {}};
  });
}

void culprit_summary_free(culprit_summary* summary) { delete summary; }

bool culprit_summary_merge(culprit_summary* summary, const culprit_summary* other) {
  return guarded(false, [&] {
    summary->summary.merge(other->summary);
    return true;
  });
}

culprit_totals culprit_summary_totals(const culprit_summary* summary) {
  const Totals& totals = summary->summary.totals;
  return {totals.bytes, totals.lines, totals.records, totals.errors, totals.occurrences, totals.failures};
}

bool culprit_summary_exceptions(culprit_summary* summary, culprit_order order, const culprit_exception** list,
                                size_t* count) {
  return guarded(false, [&] {
    return show(summary->exceptions, summary->summary.exceptions(order_of(order)), list, count);
  });
}

bool culprit_summary_errors(culprit_summary* summary, culprit_order order, const culprit_error** list,
                            size_t* count) {
  return guarded(
      false, [&] { return show(summary->errors, summary->summary.errors(order_of(order)), list, count); });
}

bool culprit_summary_root_causes(culprit_summary* summary, culprit_order order,
                                 const culprit_root_cause** list, size_t* count) {
  return guarded(false, [&] {
    return show(summary->root_causes, summary->summary.root_causes(order_of(order)), list, count);
  });
}

bool culprit_summary_diagnostics(culprit_summary* summary, const culprit_diagnostic** list, size_t* count) {
  return guarded(false,
                 [&] { return show(summary->diagnostics, summary->summary.diagnostics, list, count); });
}

char* culprit_summary_render(const culprit_summary* summary, const char* format, const culprit_view* view,
                             size_t* size) {
  return guarded<char*>(nullptr, [&] {
    const ReportFormat* const known = find_report_format(format);
    if (known == nullptr) throw Error(std::string("there is no format ") + format);
    View shown;
    if (view != nullptr) {
      shown.order = order_of(view->order);
      shown.by = checked(view->by, Grouping::code, "grouping");
      if (view->top != 0) shown.top = view->top;
    }
    const std::string report = known->render({summary->summary}, shown, {});
    auto bytes = std::make_unique<char[]>(report.size() + 1);
    std::copy(report.begin(), report.end(), bytes.get());
    if (size != nullptr) *size = report.size();
    return bytes.release();
  });
}

void culprit_free(char* report) { delete[] report; }
