#pragma once

#include <culprit/normalizer.hpp>

#include <string>
#include <vector>

/// What the templates of messages become when they are merged, as people see it.
inline std::vector<std::string> merged(const std::vector<std::string>& messages,
                                       const culprit::MergeRules& rules = {}) {
  culprit::Normalizer normalizer;
  std::vector<culprit::Template> templates;
  for (const std::string& message : messages) templates.push_back(normalizer(message));
  std::vector<std::string> texts;
  for (const culprit::Template& result : culprit::merge_templates(templates, rules))
    texts.push_back(result.text);
  return texts;
}

/// Whether all of the messages become the one `text`.
inline bool all_become(const std::string& text, const std::vector<std::string>& messages,
                       const culprit::MergeRules& rules = {}) {
  return merged(messages, rules) == std::vector<std::string>(messages.size(), text);
}

/// Whether merging leaves the messages' templates as masking made them.
inline bool stay_apart(const std::vector<std::string>& messages, const culprit::MergeRules& rules = {}) {
  culprit::Normalizer normalizer;
  std::vector<std::string> texts;
  for (const std::string& message : messages) texts.push_back(normalizer(message).text);
  return merged(messages, rules) == texts;
}
