/// Ends a build: compares a run with an earlier one, and fails if anything is new or
/// became more frequent by half.
///
///   build_gate before.log after.log
///
/// culprit check does the same; this is how a test harness of your own would.

#include <culprit/culprit.hpp>

#include <chrono>
#include <exception>
#include <iostream>

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: build_gate BEFORE AFTER\n";
    return 2;
  }
  culprit::Analyzer analyzer;
  analyzer.read(argv[2]);
  const culprit::Summary summary = analyzer.finish();
  const culprit::Comparison comparison =
      culprit::compare(culprit::load_profile({argv[1]}), culprit::profile_of(summary, argv[2]));

  culprit::Gate gate;
  gate.rules = {culprit::parse_rule("new"), culprit::parse_rule("increase > 50%")};
  const std::chrono::year_month_day today{
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  const culprit::Verdict verdict = culprit::check(gate, summary, &comparison, today);

  for (const culprit::Verdict::Outcome& outcome : verdict.outcomes)
    std::cout << (outcome.passed ? "ok      " : "FAILED  ") << outcome.rule.text << ": " << outcome.reason
              << '\n';
  for (const culprit::Difference& cause : comparison.causes)
    if (cause.change != culprit::Difference::Change::same)
      std::cout << cause.chain.front().class_name << ": " << culprit::describe(cause) << '\n';
  return verdict.passed() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
