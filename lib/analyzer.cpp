#include <culprit/analyzer.hpp>

namespace culprit {

struct Analyzer::State {};
Analyzer::Analyzer(Options) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
void Analyzer::read(std::span<const std::string>) {}
void Analyzer::feed(std::string_view, std::string_view) {}
Summary Analyzer::finish() { return {}; }

}  // namespace culprit
