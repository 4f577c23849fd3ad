#pragma once

#include <culprit/export.hpp>
#include <culprit/summary.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace culprit {

/// What of a summary a report shows.
struct View {
  Order order = Order::first_seen;
  /// Show only the first rows in that order; the others are added up in a row
  /// of their own, so that the rows still add up to TOTAL.
  std::optional<std::size_t> top;
};

struct TextOptions {
  bool color = false;      ///< ANSI escapes
  std::size_t width = 80;  ///< columns of the terminal; long names and templates are fitted into it
};

/// For people at a terminal: the answer first, then the table, then the details.
CULPRIT_EXPORT std::string render_text(const Summary& summary, const View& view = {}, const TextOptions& options = {});

/// The Errors/Exception table in GitHub's Markdown, then a numbered section of
/// messages for each class.
CULPRIT_EXPORT std::string render_markdown(const Summary& summary, const View& view = {});

/// For programs: schema "culprit.summary/1", described in docs/summary.schema.json.
CULPRIT_EXPORT std::string render_json(const Summary& summary, const View& view = {});

}  // namespace culprit
