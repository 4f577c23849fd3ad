#include "killbill/names.hpp"
#include "killbill/renderings.hpp"
#include "normalize/masker.hpp"
#include "normalize/merger.hpp"

#include <culprit/error.hpp>
#include <culprit/normalizer.hpp>

#include <cstddef>
#include <utility>

namespace culprit {
namespace {

/// Throws Error if nothing makes such a template.
void check(const Template& source) {
  std::size_t end = 0;
  std::size_t numbers = 0;
  for (const auto& [offset, length, kind] : source.placeholders) {
    if (offset < end || offset > source.text.size() || length > source.text.size() - offset)
      throw Error("the placeholders of a template have to stand in order, within its text");
    end = offset + std::size_t{length};
    numbers += kind == PlaceholderKind::number;
  }
  if (!source.captures.empty() && source.captures.size() != numbers)
    throw Error("a template has a capture for each of its numbers, or none");
}

}  // namespace

struct Normalizer::State {
  normalization::Masker masker;
};

Normalizer::Normalizer(const std::vector<UserMask>& masks)
    : state_(new State{normalization::Masker(masks, killbill::renderings())}) {}
Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;
Normalizer& Normalizer::operator=(Normalizer&&) noexcept = default;

Template Normalizer::operator()(std::string_view message) {
  return normalization::to_template(state_->masker.mask(message));
}

void Normalizer::append_text(std::string_view message, std::string& text) {
  normalization::append_text(state_->masker.mask(message), text);
}

Template normalize(std::string_view message) { return Normalizer{}(message); }

struct TemplateMerger::State {
  normalization::Merger merger;
};

TemplateMerger::TemplateMerger(const MergeRules& rules)
    : state_(new State{normalization::Merger(rules, killbill::names())}) {}
TemplateMerger::~TemplateMerger() = default;
TemplateMerger::TemplateMerger(TemplateMerger&&) noexcept = default;
TemplateMerger& TemplateMerger::operator=(TemplateMerger&&) noexcept = default;

std::vector<MergedTemplate> TemplateMerger::operator()(std::span<const Template> templates) const {
  for (const Template& source : templates) check(source);
  return state_->merger.merge(templates);
}

std::vector<Template> merge_templates(std::span<const Template> distinct, const MergeRules& rules) {
  std::vector<Template> result;
  result.reserve(distinct.size());
  for (MergedTemplate& merged : TemplateMerger(rules)(distinct)) result.push_back(std::move(merged.merged));
  return result;
}

}  // namespace culprit
