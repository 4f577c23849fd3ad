#include "require.hpp"

#include <culprit/normalizer.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

// Merges the templates of any lines. The result must not depend on their order,
// must stay when it is merged again, and say truly where its placeholders stand
// and come from.

using namespace culprit;
using namespace culprit::fuzz;

namespace {

bool same(const Template& a, const Template& b) {
  return a.text == b.text && a.placeholders == b.placeholders && a.captures == b.captures;
}

void check_placeholders(const Template& source, const MergedTemplate& result) {
  const Template& merged = result.merged;
  require(result.kept.size() == merged.placeholders.size(), "each placeholder has its origin");
  std::size_t end = 0, numbers = 0, next = 0;
  for (std::size_t i = 0; i < merged.placeholders.size(); ++i) {
    const Template::Placeholder& placeholder = merged.placeholders[i];
    require(placeholder.length != 0, "a placeholder isn't empty");
    require(placeholder.offset >= end, "placeholders stand in order");
    end = std::size_t{placeholder.offset} + placeholder.length;
    require(end <= merged.text.size(), "a placeholder stands within the template");
    numbers += placeholder.kind == PlaceholderKind::number;
    if (result.kept[i] == MergedTemplate::kFresh) {
      require(placeholder.kind == PlaceholderKind::any, "a fresh placeholder has no kind");
      continue;
    }
    require(result.kept[i] >= next && result.kept[i] < source.placeholders.size(), "origins stand in order");
    next = result.kept[i] + 1;
  }
  require(merged.captures.size() == numbers, "every number has a capture");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static Normalizer normalizer;
  static const TemplateMerger merger;
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  std::vector<Template> templates;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    templates.push_back(normalizer(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }

  const std::vector<MergedTemplate> results = merger(templates);
  require(results.size() == templates.size(), "each template has a result");
  std::vector<Template> merged;
  for (std::size_t i = 0; i < results.size(); ++i) {
    check_placeholders(templates[i], results[i]);
    merged.push_back(results[i].merged);
  }

  std::vector<Template> again = merge_templates(merged);
  require(std::equal(again.begin(), again.end(), merged.begin(), merged.end(), same),
          "what was merged once stays as it is");
  std::reverse(templates.begin(), templates.end());
  std::vector<Template> reversed = merge_templates(templates);
  std::reverse(reversed.begin(), reversed.end());
  require(std::equal(reversed.begin(), reversed.end(), merged.begin(), merged.end(), same),
          "the order of templates doesn't matter");
  return 0;
}
