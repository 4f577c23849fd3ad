#include <culprit/summary.hpp>

namespace culprit {
struct Summary::Tables {};
Summary::Summary() = default;
Summary::~Summary() = default;
Summary::Summary(const Summary& o) : totals(o.totals), levels(o.levels) {}
Summary& Summary::operator=(const Summary&) { return *this; }
Summary::Summary(Summary&&) noexcept = default;
Summary& Summary::operator=(Summary&&) noexcept = default;
std::vector<ExceptionRow> Summary::exceptions(Order) const { return {}; }
std::vector<ErrorGroup> Summary::errors(Order) const { return {}; }
std::uint64_t Summary::folded_errors() const { return 0; }
std::vector<RootCause> Summary::root_causes(Order) const { return {}; }
void Summary::merge(const Summary&) {}
bool operator==(const Summary&, const Summary&) { return true; }
}  // namespace culprit
