/// Says how many accounts each failure hit:
///
///   accounts_hit killbill.log other.log.gz
///
/// A Summary counts occurrences. What else a record holds, here the account in
/// Kill Bill's diagnostic context, is seen by a callback as the log streams by.

#include <culprit/culprit.hpp>

#include <cstdint>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  std::map<std::uint64_t, std::set<std::string>> accounts;  // by fingerprint

  culprit::Options options;
  options.on_event = [&](const culprit::Event& occurrence) {
    for (const culprit::ContextField& field : occurrence.context)
      if (field.name == "kb.accountRecordId") accounts[occurrence.fingerprint].emplace(field.value);
  };
  culprit::Analyzer analyzer(options);
  analyzer.read(std::vector<std::string>(argv + 1, argv + argc));

  const culprit::Summary summary = analyzer.finish();
  std::cout << "accounts\ttimes\tfailure\n";
  for (const culprit::ExceptionRow& row : summary.exceptions(culprit::Order::count))
    for (const culprit::Group& group : row.groups) {
      std::set<std::string> hit;  // where templates were merged, by events of several fingerprints
      for (const std::uint64_t fingerprint : group.event_fingerprints()) hit.merge(accounts[fingerprint]);
      std::cout << hit.size() << '\t' << group.count << '\t' << row.class_name << ": "
                << group.chain.front().message_template << '\n';
    }
  for (const culprit::Diagnostic& diagnostic : summary.diagnostics)
    std::cerr << culprit::render_diagnostic(diagnostic) << '\n';
}
