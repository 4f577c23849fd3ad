#include "grammar.hpp"
#include "input/source.hpp"
#include "parse/text.hpp"
#include "record_text.hpp"
#include "spread.hpp"

#include <culprit/error.hpp>
#include <culprit/samples.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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

/// What may become a sample.
struct Candidate {
  Sample sample;
  bool has_text = false;  ///< there is no second time to read it
};

class Search {
public:
  Search(const SampleQuery& query, Options options)
      : query_(query),
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

  void look_at(const Event& event) {
    const unsigned ignored = 4 * (kDigits - query_.digits);
    if (event.fingerprint == 0 || event.fingerprint >> ignored != query_.fingerprint >> ignored) return;
    auto found = found_.find(event.fingerprint);
    if (found == found_.end()) {
      if (found_.size() == kMostMatches) return;
      const std::string_view name =
          event.throwables.empty() ? event.message : event.throwables.front().class_name;
      found = found_
                  .emplace(event.fingerprint,
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
  std::function<void(const Progress&)> on_progress_;
  parse::Grammar grammar_;
  std::optional<Analyzer> analyzer_;
  std::optional<Once> once_;
  std::vector<Diagnostic> faults_;
  std::map<std::uint64_t, Found> found_;
};

}  // namespace

namespace {

bool can_be_read_again(const std::string& path) { return input::stored_size(path).has_value(); }

/// What events tell of those that a report shows under a fingerprint that is theirs
/// together: of a merged group, or of a root cause.
std::optional<std::uint64_t> member_with(const SampleQuery& query, const Summary& summary) {
  const auto is_wanted = [&](std::uint64_t fingerprint) {
    const unsigned ignored = 4 * (kDigits - query.digits);
    return fingerprint >> ignored == query.fingerprint >> ignored;
  };
  const auto event_of = [](const auto& group) {
    return group.members.empty() ? group.fingerprint : group.members.front();
  };
  const auto wanted = [&](const auto& group) { return is_wanted(group.fingerprint); };
  std::vector<Group> groups;
  for (ExceptionRow& row : summary.exceptions())
    std::move(row.groups.begin(), row.groups.end(), std::back_inserter(groups));
  if (const auto found = std::find_if(groups.begin(), groups.end(), wanted); found != groups.end())
    return event_of(*found);
  const std::vector<ErrorGroup> errors = summary.errors();
  if (const auto found = std::find_if(errors.begin(), errors.end(), wanted); found != errors.end())
    return event_of(*found);
  const std::vector<RootCause> causes = summary.root_causes();
  const auto cause = std::find_if(causes.begin(), causes.end(), wanted);
  if (cause == causes.end()) return std::nullopt;
  const auto most_frequent = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
    return group.fingerprint == cause->groups.front();
  });
  return event_of(*most_frequent);
}

}  // namespace

SampleQuery::SampleQuery(std::string_view text) : digits(static_cast<unsigned>(text.size())) {
  const char* const end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), end, fingerprint, 16);
  if (text.size() < kFewestDigits || text.size() > kDigits || error != std::errc{} || parsed != end)
    throw Error(fmt::format(
        "'{}' is no fingerprint: sixteen hexadecimal digits, or the first of them, at least six", text));
  fingerprint <<= 4 * (kDigits - digits);
}

Samples find_samples(std::span<const std::string> paths, const SampleQuery& query, Options options) {
  Samples samples = Search(query, options).run(paths);
  if (!samples.matches.empty() || !std::all_of(paths.begin(), paths.end(), can_be_read_again)) return samples;
  const auto member = member_with(query, samples.summary);
  if (!member) return samples;
  SampleQuery of_member = query;
  of_member.fingerprint = *member;
  of_member.digits = kDigits;
  return Search(of_member, std::move(options)).run(paths);
}

}  // namespace culprit
