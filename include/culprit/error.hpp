#pragma once

#include <culprit/export.hpp>

#include <stdexcept>

namespace culprit {

/// Misuse of the library, or a file that can't be read or written. The message
/// is one line a user can act on. Log content never causes one: what is odd in
/// a log becomes a Diagnostic.
class CULPRIT_EXPORT Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

}  // namespace culprit
