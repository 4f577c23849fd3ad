#pragma once

#include <string>
#include <vector>

namespace culprit {

/// A failure that somebody has met before: how to recognise it, what it means,
/// and where to look. A plain value; Knowledge has those of Kill Bill.
struct Problem {
  /// Signs in a chain of throwables. All that are given must be there, each in any link.
  struct Match {
    /// Classes, as in Filter::classes. A class that a message names for what it wraps counts, too.
    std::vector<std::string> classes{};
    std::vector<std::string> messages{};  ///< parts of templates, literally
    std::vector<std::string> patterns{};  ///< RE2, found anywhere in a template
    std::string frame{};                  ///< a part of the top frame
    int code = 0;                         ///< an error code that a message states, or its wording stands for
  };

  std::string id;  ///< made of small letters, digits and `-`
  std::string title;
  std::vector<Match> matches;  ///< one of them suffices
  std::string explanation;
  std::vector<std::string> settings{};  ///< settings and places to look at, one each
  std::vector<std::string> links{};
  /// Ids of problems that say the same more exactly; this one is left out beside them.
  std::vector<std::string> yields_to{};
};

}  // namespace culprit
