#pragma once

#include <culprit/event.hpp>
#include <culprit/export.hpp>
#include <culprit/layout.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/samples.hpp>
#include <culprit/summary.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

class Knowledge;

/// What the rows of a report's details are.
enum class Grouping : std::uint8_t {
  head,     ///< the messages of each class of the table
  chain,    ///< chains, whatever their head
  cause,    ///< root causes
  failure,  ///< root causes, by how many operations failed of them
  logger,
  frame,
  tenant,
  code,  ///< Kill Bill's error codes
};

/// What of a summary a report shows.
struct View {
  Order order = Order::first_seen;
  /// Show only the first rows in that order; the others are added up in a row
  /// of their own, so that the rows still add up to TOTAL.
  std::optional<std::size_t> top;
  Grouping by = Grouping::head;
  /// What explains causes; culprit's own if it is null. Must outlive the rendering.
  const Knowledge* knowledge = nullptr;
};

struct TextOptions {
  bool color = false;      ///< ANSI escapes
  std::size_t width = 80;  ///< columns of the terminal; long names and templates are fitted into it
};

/// For people at a terminal: the answer first, then the table, then the details.
CULPRIT_EXPORT std::string render_text(const Summary& summary, const View& view = {},
                                       const TextOptions& options = {});

/// The Errors/Exception table in GitHub's Markdown, then a numbered section of
/// messages for each class.
CULPRIT_EXPORT std::string render_markdown(const Summary& summary, const View& view = {});

/// For programs: schema "culprit.summary/1", described in docs/summary.schema.json.
CULPRIT_EXPORT std::string render_json(const Summary& summary, const View& view = {});

/// For people: a table of each input's layouts, and the lines that fit none.
CULPRIT_EXPORT std::string render_layouts_text(const std::vector<LayoutUse>& inputs,
                                               const TextOptions& options = {});

/// For programs: an object for each input; docs/cli.md tells what the keys mean.
CULPRIT_EXPORT std::string render_layouts_json(const std::vector<LayoutUse>& inputs);

/// Writes events as JSON, one object a line; docs/events.md tells what the keys mean.
class CULPRIT_EXPORT EventWriter {
public:
  /// Templates are made with these masks. Throws Error for one that isn't valid.
  explicit EventWriter(const std::vector<UserMask>& masks = {});
  ~EventWriter();
  EventWriter(EventWriter&&) noexcept;
  EventWriter& operator=(EventWriter&&) noexcept;

  /// Appends the event and a line end to `json`.
  void write(const Event& event, std::string& json);

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Samples as they stand in the log, each under a line like `==> killbill.log:254, … 1 of 736 <==`. Their
/// bytes are left as they are; for a terminal they are written as render_for_terminal() does.
CULPRIT_EXPORT std::string render_samples_text(const Samples& samples, bool for_terminal = false);

/// For programs: what EventWriter writes of each sample's event, with `text`, `cut`, `number` and `count`.
CULPRIT_EXPORT std::string render_samples_json(const Samples& samples,
                                               const std::vector<UserMask>& masks = {});

/// The fingerprints that were met, one a line, with how often each was, and of what it is.
CULPRIT_EXPORT std::string render_matches(const Samples& samples);

/// Text of a log, line by line, fit for a terminal: control characters, escapes that would drive it and bytes
/// that are no UTF-8 are written `\e`, `\x07`, `\xff`. Tabs stay, and each line ends with '\n'.
CULPRIT_EXPORT std::string render_for_terminal(std::string_view text);

/// One line: "killbill.log.gz: truncated gzip data at byte 1,048,576".
CULPRIT_EXPORT std::string render_diagnostic(const Diagnostic& diagnostic);

}  // namespace culprit
