#include "grammar.hpp"
#include "input/source.hpp"
#include "parse/text.hpp"
#include "record_text.hpp"
#include "spread.hpp"

#include <culprit/error.hpp>
#include <culprit/fingerprint.hpp>
#include <culprit/samples.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace culprit {
namespace {

constexpr unsigned kFewestDigits = 6, kDigits = 16;
constexpr std::size_t kMostMatches = 16;
constexpr std::size_t kNameBytes = 200;
constexpr std::size_t kBlockBytes = 256 << 10;

/// The last bytes that went through a pipe: at least kBytes, if there were so many.
class Window {
public:
  void append(std::string_view bytes) {
    if (bytes_.size() >= 2 * kBytes) {
      const std::size_t gone = bytes_.size() - kBytes;
      bytes_.erase(0, gone);
      offset_ += gone;
    }
    bytes_ += bytes;
  }

  std::string_view bytes() const { return bytes_; }
  std::uint64_t offset() const { return offset_; }

private:
  static constexpr std::size_t kBytes = 4 << 20;

  std::string bytes_;
  std::uint64_t offset_ = 0;
};

/// An input that can be read only once, while it is.
struct Once {
  std::string front;  ///< what decides how its lines are wrapped
  std::optional<parse::Wrapping> wrapping;
  Window window;
};

bool begins(const SampleQuery& query, std::uint64_t fingerprint) {
  const unsigned ignored = 4 * (kDigits - query.digits);
  return fingerprint >> ignored == query.fingerprint >> ignored;
}

/// What may become a sample.
struct Candidate {
  Sample sample;
  bool has_text = false;  ///< there is no second time to read it
};

class Search {
public:
  /// `together` are the fingerprints of events that are looked for under the query's; in ascending order, or
  /// none, if they have it themselves.
  Search(const SampleQuery& query, std::vector<std::uint64_t> together, Options options)
      : query_(query),
        together_(std::move(together)),
        on_progress_(options.on_progress),
        grammar_(make_grammar(options.layouts, options.timezone)) {
    if (query_.count == 0) throw Error("no sample is wanted");
    options.on_event = [this](const Event& event) { look_at(event); };
    analyzer_.emplace(std::move(options));
  }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  Samples run(std::span<const std::string> paths) {
    read(paths);
    Samples result;
    result.summary = analyzer_->finish();
    // That groups were folded is nothing to samples.
    std::erase_if(result.summary.diagnostics,
                  [](const Diagnostic& met) { return met.kind == Diagnostic::Kind::folded; });
    result.summary.diagnostics.insert(result.summary.diagnostics.end(), faults_.begin(), faults_.end());
    for (auto& [fingerprint, found] : found_)
      result.matches.push_back({fingerprint, found.spread.count(), std::move(found.name)});
    if (found_.size() != 1) return result;
    std::vector<Candidate> chosen;
    for (auto& [index, candidate] : found_.begin()->second.spread.finish()) {
      candidate.sample.number = index + 1;
      chosen.push_back(std::move(candidate));
    }
    read_texts(chosen);
    for (Candidate& candidate : chosen) result.samples.push_back(std::move(candidate.sample));
    return result;
  }

private:
  struct Found {
    std::string name;
    Spread<Candidate> spread;
  };

  /// Finds the records. Regular files are read by the Analyzer, together; what
  /// can be read only once goes through here.
  void read(std::span<const std::string> paths) {
    const auto is_file = [](const std::string& path) { return input::last_write(path).has_value(); };
    while (!paths.empty()) {
      const auto other = std::ranges::find_if_not(paths, is_file);
      const auto files = paths.first(static_cast<std::size_t>(other - paths.begin()));
      analyzer_->read(files);
      paths = paths.subspan(files.size());
      if (paths.empty()) break;
      read_once(paths.front());
      paths = paths.subspan(1);
    }
  }

  void read_once(const std::string& path) {
    once_.emplace();
    try {
      const auto source = input::open(path);
      const auto block = std::make_unique<char[]>(kBlockBytes);
      for (;;) {
        const std::streamsize size = source->read(block.get(), static_cast<std::streamsize>(kBlockBytes));
        if (size < 0) break;
        const std::string_view bytes(block.get(), static_cast<std::size_t>(size));
        once_->front += bytes.substr(0, parse::Wrapping::kFrontBytes - once_->front.size());
        once_->window.append(bytes);
        analyzer_->feed(path, bytes);
        if (on_progress_) on_progress_({source->consumed(), std::nullopt});
      }
    } catch (const input::Fault& fault) {
      faults_.push_back({path, fault.offset, fault.kind, fault.what()});
    }
    analyzer_->read(std::span<const std::string>{});  // ends what was fed, whose last record is still to come
    once_.reset();
  }

  /// The fingerprint under which an event is looked for; 0 if it isn't.
  std::uint64_t known_as(std::uint64_t fingerprint) const {
    if (together_.empty()) return begins(query_, fingerprint) ? fingerprint : 0;
    return std::ranges::binary_search(together_, fingerprint) ? query_.fingerprint : 0;
  }

  void look_at(const Event& event) {
    const std::uint64_t fingerprint = known_as(event.fingerprint);
    if (fingerprint == 0) return;
    auto found = found_.find(fingerprint);
    if (found == found_.end()) {
      if (found_.size() == kMostMatches) return;
      const std::string_view name =
          event.throwables.empty() ? event.message : event.throwables.front().class_name;
      found = found_
                  .emplace(fingerprint,
                           Found{std::string(parse::cut(name, kNameBytes)), Spread<Candidate>(query_.count)})
                  .first;
    }
    found->second.spread.add([&] { return take(event); });
  }

  Candidate take(const Event& event) {
    Candidate candidate{{EventCopy(event), 0, {}, false}, once_.has_value()};
    if (!once_ || found_.size() > 1) return candidate;
    if (!once_->wrapping) once_->wrapping = wrapping_of(once_->front);
    RecordText text(event, *once_->wrapping, query_.text_bytes);
    text.take(once_->window.bytes(), once_->window.offset());
    put(text, candidate.sample);
    return candidate;
  }

  /// Reads the texts of what was found in files.
  void read_texts(std::span<Candidate> chosen) const {
    while (!chosen.empty()) {
      const std::string source(chosen.front().sample.event->source);
      const auto other = std::ranges::find_if(
          chosen, [&](const Candidate& candidate) { return candidate.sample.event->source != source; });
      const auto of_source = chosen.first(static_cast<std::size_t>(other - chosen.begin()));
      if (!of_source.front().has_text) read_texts(source, of_source);
      chosen = chosen.subspan(of_source.size());
    }
  }

  void read_texts(const std::string& source, std::span<Candidate> chosen) const {
    const parse::Wrapping wrapping = wrapping_of(input::front(source, parse::Wrapping::kFrontBytes));
    std::vector<RecordText> texts;
    for (const Candidate& candidate : chosen)
      texts.emplace_back(*candidate.sample.event, wrapping, query_.text_bytes);
    try {
      if (input::plain_size(source))
        for (RecordText& text : texts)
          take_from(*input::open_at(source, text.next()), text.next(), {&text, 1});
      else take_from(*input::open(source), 0, texts);
    } catch (const input::Fault&) {
      // The first time it was met, and is among the diagnostics.
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) put(texts[i], chosen[i].sample);
  }

  static void take_from(input::Source& source, std::uint64_t offset, std::span<RecordText> texts) {
    const auto block = std::make_unique<char[]>(kBlockBytes);
    while (!std::ranges::all_of(texts, &RecordText::is_complete)) {
      const std::streamsize size = source.read(block.get(), static_cast<std::streamsize>(kBlockBytes));
      if (size < 0) return;
      for (RecordText& text : texts) text.take({block.get(), static_cast<std::size_t>(size)}, offset);
      offset += static_cast<std::uint64_t>(size);
    }
  }

  static void put(RecordText& text, Sample& sample) {
    text.finish();
    sample.text = std::move(text.text());
    sample.cut = text.is_cut();
  }

  parse::Wrapping wrapping_of(std::string_view front) const {
    parse::LayoutSet layouts(grammar_.layouts);
    return parse::Wrapping::detect(front, layouts);
  }

  SampleQuery query_;
  std::vector<std::uint64_t> together_;
  std::function<void(const Progress&)> on_progress_;
  parse::Grammar grammar_;
  std::optional<Analyzer> analyzer_;
  std::optional<Once> once_;
  std::vector<Diagnostic> faults_;
  std::map<std::uint64_t, Found> found_;
};

bool can_be_read_again(const std::string& path) { return input::stored_size(path).has_value(); }

/// Events that a report shows under a fingerprint that none of them has.
struct Together {
  std::uint64_t fingerprint = 0;
  std::vector<std::uint64_t> events;  ///< their own, in ascending order
};

/// Those of a merged group, or of a root cause.
std::optional<Together> find_together(const SampleQuery& query, const Summary& summary) {
  const auto is_wanted = [&](const auto& group) { return begins(query, group.fingerprint); };
  std::vector<Group> groups;
  for (ExceptionRow& row : summary.exceptions())
    std::move(row.groups.begin(), row.groups.end(), std::back_inserter(groups));
  if (const auto found = std::ranges::find_if(groups, is_wanted); found != groups.end())
    return Together{found->fingerprint, found->event_fingerprints()};
  const std::vector<ErrorGroup> errors = summary.errors();
  if (const auto found = std::ranges::find_if(errors, is_wanted); found != errors.end())
    return Together{found->fingerprint, found->event_fingerprints()};
  const std::vector<RootCause> causes = summary.root_causes();
  const auto cause = std::ranges::find_if(causes, is_wanted);
  if (cause == causes.end()) return std::nullopt;
  Together together{cause->fingerprint, {}};
  for (const Group& group : groups) {
    if (std::ranges::find(cause->groups, group.fingerprint) == cause->groups.end()) continue;
    const std::vector<std::uint64_t> events = group.event_fingerprints();
    together.events.insert(together.events.end(), events.begin(), events.end());
  }
  std::ranges::sort(together.events);
  return together;
}

}  // namespace

SampleQuery::SampleQuery(std::string_view text) : digits(static_cast<unsigned>(text.size())) {
  std::string whole(text);
  whole.resize(std::max<std::size_t>(kDigits, text.size()), '0');
  const auto parsed = parse_fingerprint(whole);
  if (text.size() < kFewestDigits || !parsed)
    throw Error(fmt::format(
        "'{}' is no fingerprint: sixteen hexadecimal digits, or the first of them, at least six", text));
  fingerprint = *parsed;
}

Samples find_samples(std::span<const std::string> paths, const SampleQuery& query, Options options) {
  Samples samples = Search(query, {}, options).run(paths);
  if (!samples.matches.empty() || !std::all_of(paths.begin(), paths.end(), can_be_read_again)) return samples;
  auto together = find_together(query, samples.summary);
  if (!together) return samples;
  SampleQuery of_all = query;
  of_all.fingerprint = together->fingerprint;
  of_all.digits = kDigits;
  return Search(of_all, std::move(together->events), std::move(options)).run(paths);
}

}  // namespace culprit
