#include "summarize/glob.hpp"

#include <cstddef>

namespace culprit::summarize {

/// Linear but for the last `*`, which it goes back to.
bool matches_glob(std::string_view glob, std::string_view text) {
  std::size_t g = 0, t = 0, star = std::string_view::npos, star_text = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_text = t;
    } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

bool matches_class_glob(std::string_view glob, std::string_view class_name) {
  const std::string_view simple_name = class_name.substr(class_name.rfind('.') + 1);
  return matches_glob(glob, class_name) ||
         (glob.find('.') == std::string_view::npos && matches_glob(glob, simple_name));
}

}  // namespace culprit::summarize
