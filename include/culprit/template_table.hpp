#pragma once

#include <culprit/export.hpp>
#include <culprit/normalizer.hpp>

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace culprit {

/// Says which of many messages have the same template: distinct templates get
/// numbers, from 0 on, in the order in which they come.
///
///   TemplateTable table;
///   table.add("waited 8 seconds") == 0
///   table.add("no route to 10.0.0.1") == 1
///   table.add("waited 9 seconds") == 0
///
/// Templates differ if their texts or placeholders do. They are what a
/// Normalizer makes of the messages, and may be given to a TemplateMerger. Calls
/// on one object must not overlap.
class CULPRIT_EXPORT TemplateTable {
public:
  /// templates() will take up `most_bytes` at most, and the table about twice as much. Throws Error if
  /// a mask isn't valid, as Normalizer does.
  explicit TemplateTable(const std::vector<UserMask>& masks = {},
                         std::size_t most_bytes = std::numeric_limits<std::size_t>::max());
  ~TemplateTable();
  TemplateTable(TemplateTable&&) noexcept;
  TemplateTable& operator=(TemplateTable&&) noexcept;

  /// The number of the message's template, which is its index in templates();
  /// nothing if it is new and there is no room for it.
  std::optional<std::size_t> add(std::string_view message);

  /// Without captures, which belong to messages. Valid until the next add().
  std::span<const Template> templates() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace culprit
