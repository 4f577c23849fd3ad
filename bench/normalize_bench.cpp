// How fast messages are masked, beside RE2 with a comparable set of patterns,
// in one interleaved run. Prints one line for each corpus.

#include "killbill/renderings.hpp"
#include "normalize/masker.hpp"

#include <fmt/core.h>
#include <re2/re2.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Corpus {
  std::string_view name;
  std::vector<std::string> messages;

  std::size_t bytes() const {
    std::size_t sum = 0;
    for (const std::string& message : messages) sum += message.size();
    return sum;
  }
};

/// What the exceptions of a failing Kill Bill say.
Corpus failures() {
  return {
      "exceptions",
      {
          "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception "
          "wrong number of arguments (1 for 2)'}",
          "org.killbill.automaton.OperationException: {cause=null, code=7199, formattedMsg='Plugin exception "
          "could not obtain a database connection within 5.000 seconds (waited 8.904 seconds)'}",
          "Internal payment error : org.killbill.automaton.OperationException: {cause=null, code=7199, "
          "formattedMsg='Plugin exception could not obtain a database connection within 5.000 seconds "
          "(waited 8.968 seconds)'}",
          "Failed to retrieve payment plugin info for payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38: "
          "PaymentPluginApiException{errorMessage='could not obtain a database connection within 5.000 "
          "seconds (waited 6.933 seconds)', errorType='get_payment_info failure'}",
          "(ConcurrencyError) Detected invalid array contents due to unsynchronized modifications with "
          "concurrent users",
          "HikariPool-1 - Connection is not available, request timed out after 30001ms (total=10, active=10, "
          "idle=0, waiting=37)",
          "Failed to acquire lock 7b6c7c1e-8d0c-4f6c-9d4f-8c1b6a0e4f5d for service ACCNT_INV_PAY after 5 "
          "retries",
          "Server returned HTTP response code: 503 for URL: https://api.stripe.com/v1/charges?limit=10",
          "Communications link failure\n\nThe last packet successfully received from the server was 1,234 "
          "milliseconds ago.",
          "Requested date 2015-10-09T10:11:12.000Z is not allowed to be prior to the previous transition "
          "2015-10-08",
      }};
}

/// Nothing to mask.
Corpus prose() {
  return {
      "prose",
      {
          "Subscription is in state ACTIVE: Failed to cancel because another operation is in progress",
          "Could not find field in class org.killbill.billing.util.entity.Entity while loading the catalog",
          "The user does not have enough permissions to perform this operation on the given tenant",
      }};
}

/// Masks with RE2 what the built-in rules for numbers, ids, times, addresses and paths mask.
class RegexMasker {
public:
  const std::string& mask(const std::string& message) {
    masked_ = message;
    for (const auto& [pattern, placeholder] : patterns_)
      re2::RE2::GlobalReplace(&masked_, *pattern, placeholder);
    return masked_;
  }

private:
  struct Replacement {
    std::unique_ptr<re2::RE2> pattern;
    std::string_view placeholder;
  };

  static std::vector<Replacement> patterns() {
    std::vector<Replacement> result;
    const auto add = [&](const char* pattern, std::string_view placeholder) {
      result.push_back({std::make_unique<re2::RE2>(pattern), placeholder});
    };
    add(R"([a-zA-Z][a-zA-Z0-9]*://[^\s"'()\[\]{}<>,;]+)", "<url>");
    add(R"([\w.%+-]+@[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,})", "<email>");
    add(R"(\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b)", "<uuid>");
    add(R"(\b\d{4}-\d\d?-\d\d?([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?\b)", "<time>");
    add(R"(\b\d?\d:\d\d(:\d\d([.,]\d+)?)?\b)", "<time>");
    add(R"(/?\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(:\d+)?\b)", "<ip>");
    add(R"(\B/[\w.~%-]+(/[\w.~%-]+)+(\?\S*)?)", "<path>");
    add(R"(\b0x[0-9a-fA-F]+\b)", "<hex>");
    add(R"([-+]?\d+(,\d{3})*(\.\d+)?)", "N");
    add(R"(\s+)", " ");
    return result;
  }

  std::vector<Replacement> patterns_ = patterns();
  std::string masked_;
};

template <typename Work>
double seconds_for(const Corpus& corpus, int rounds, Work work) {
  const auto start = Clock::now();
  for (int i = 0; i < rounds; ++i)
    for (const std::string& message : corpus.messages) work(message);
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void compare(const Corpus& corpus) {
  constexpr int kRepeats = 7, kRounds = 20'000, kRegexRounds = 1'000;
  culprit::normalization::Masker masker({}, culprit::killbill::renderings());
  RegexMasker regexes;
  std::size_t checksum = 0;  // so that no work is optimised away
  double best = 1e9, best_regex = 1e9;
  for (int i = 0; i < kRepeats; ++i) {
    best = std::min(best, seconds_for(corpus, kRounds,
                                      [&](const std::string& m) { checksum += masker.mask(m).key.size(); }));
    best_regex = std::min(best_regex, seconds_for(corpus, kRegexRounds, [&](const std::string& m) {
                            checksum += regexes.mask(m).size();
                          }));
  }
  const auto megabytes = static_cast<double>(corpus.bytes()) / 1e6;
  const double rate = megabytes * kRounds / best, regex_rate = megabytes * kRegexRounds / best_regex;
  fmt::print("{:12} masker {:7.1f} MB/s   RE2 {:6.1f} MB/s   ratio {:.1f}   ({})\n", corpus.name, rate,
             regex_rate, rate / regex_rate, checksum % 10);
}

}  // namespace

int main() {
  compare(failures());
  compare(prose());
}
