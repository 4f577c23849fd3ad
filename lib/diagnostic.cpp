#include <culprit/diagnostic.hpp>

namespace culprit {

std::string_view to_string(Diagnostic::Kind kind) {
  switch (kind) {
    case Diagnostic::Kind::unreadable: return "unreadable";
    case Diagnostic::Kind::truncated: return "truncated";
    case Diagnostic::Kind::corrupt: return "corrupt";
    case Diagnostic::Kind::long_line: return "long_line";
    case Diagnostic::Kind::folded: return "folded";
    case Diagnostic::Kind::stopped: return "stopped";
  }
  return "";
}

}  // namespace culprit
