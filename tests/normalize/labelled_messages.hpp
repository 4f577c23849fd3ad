#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace culprit::test {

/// A message, and which template it was made of.
struct LabelledMessage {
  std::size_t scope = 0;  ///< of one exception class or logger
  std::size_t truth = 0;  ///< line of the template
  std::string text;
};

/// Messages made of the templates in labelled_messages.txt: of each between 1
/// and 40, the slots filled at random.
std::vector<LabelledMessage> labelled_messages(std::mt19937& random);

}  // namespace culprit::test
