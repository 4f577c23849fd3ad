#include "transcript.hpp"

#include <string>

// Reads the input as what stands behind an error's header line. Transcript
// checks the throwables that it makes.

using namespace culprit::fuzz;
using namespace culprit::parse;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const RecordReader::Settings settings{200, 20};
  std::string log = "2024-05-14 10:00:00,123 [main] ERROR org.killbill.billing.Payment - failed\n";
  log.append(reinterpret_cast<const char*>(bytes), size);
  Transcript transcript(log.size(), settings);
  Memos memos(grammar().shapes, grammar().library);
  RecordReader reader(grammar(), settings, memos, transcript);
  reader.feed(log, 0);
  reader.finish();
  require(!transcript.text().empty(), "an error is reported");
  return 0;
}
