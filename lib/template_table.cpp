#include "killbill/renderings.hpp"
#include "normalize/masker.hpp"
#include "summarize/memo.hpp"

#include <culprit/template_table.hpp>

#include <string>
#include <unordered_map>

namespace culprit {
namespace {

/// What tells templates apart: the kinds of all placeholders, and the text around them.
void write_identity(const normalization::MaskedMessage& message, std::string& identity) {
  identity.clear();
  auto user_name = message.user_names.begin();
  for (const PlaceholderKind kind : message.kinds) {
    identity += static_cast<char>(static_cast<int>(kind) + 1);  // so that the first NUL ends them
    if (kind == PlaceholderKind::user) identity += *user_name++;
  }
  identity.append(1, '\0').append(message.key);
}

std::size_t size_of(const Template& source) {
  return sizeof source + source.text.size() + source.placeholders.size() * sizeof(Template::Placeholder);
}

}  // namespace

struct TemplateTable::State {
  using Number = std::optional<std::size_t>;
  static constexpr std::size_t kRecentIds = 1024;

  Number number_of(const normalization::MaskedMessage& message) {
    write_identity(message, identity);
    if (const auto known = numbers.find(identity); known != numbers.end()) return known->second;
    Template added = normalization::to_template(message);
    added.captures = {};
    const std::size_t size = size_of(added);
    if (size > free_bytes) return {};
    free_bytes -= size;
    const std::size_t number = templates.size();
    numbers.emplace(identity, number);
    templates.push_back(std::move(added));
    return number;
  }

  normalization::Masker masker;
  std::size_t free_bytes;
  std::vector<Template> templates;
  std::unordered_map<std::string, std::size_t> numbers;  // by identity
  summarize::Memo<Number, kRecentIds> recent;            // by MaskedMessage::id
  std::string identity;
};

TemplateTable::TemplateTable(const std::vector<UserMask>& masks, std::size_t most_bytes)
    : state_(new State{normalization::Masker(masks, killbill::renderings()), most_bytes, {}, {}, {}, {}}) {}
TemplateTable::~TemplateTable() = default;
TemplateTable::TemplateTable(TemplateTable&&) noexcept = default;
TemplateTable& TemplateTable::operator=(TemplateTable&&) noexcept = default;

std::optional<std::size_t> TemplateTable::add(std::string_view message) {
  const normalization::MaskedMessage& masked = state_->masker.mask(message);
  const auto number = [&] { return state_->number_of(masked); };
  return masked.id == 0 ? number() : state_->recent.find(masked.id, number);
}

std::span<const Template> TemplateTable::templates() const { return state_->templates; }

}  // namespace culprit
