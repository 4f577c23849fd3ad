#include "catch.hpp"
#include "complaint.hpp"
#include "temporary_directory.hpp"

#include <culprit/config.hpp>
#include <culprit/error.hpp>
#include <culprit/gate.hpp>

#include <chrono>
#include <string>

using namespace culprit;
using namespace std::chrono_literals;

namespace {

std::string complaint(const std::string& content) {
  return test::complaint(content, [](const std::string& path) { (void)read_gate(path); });
}

}  // namespace

TEST_CASE("rules and allowances stand in the table check, beside what else a configuration holds") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(
      "timezone = \"UTC\"\n[check]\nfail_on = [\"new\", \"increase > 50%\"]\n"
      "[[check.allow]]\nfingerprint = \"00000000000000ff\"\nreason = \"TICKET-7\"\nexpires = 2026-12-31\n"
      "[[check.allow]]\nclass = \"a.A\"\ntemplate = \"id N\"\nreason = \"known\"\nexpires = 2027-01-02\n",
      "culprit.toml");
  const auto gate = read_gate(path);
  REQUIRE(gate);
  REQUIRE(gate->rules.size() == 2);
  CHECK(gate->rules[1].text == "increase > 50%");
  REQUIRE(gate->allowances.size() == 2);
  CHECK(gate->allowances[0].fingerprint == 0xff);
  CHECK(gate->allowances[0].reason == "TICKET-7");
  CHECK(gate->allowances[0].expires == 2026y / 12 / 31);
  CHECK(gate->allowances[1].class_glob == "a.A");
  CHECK(gate->allowances[1].template_glob == "id N");
  Options options;
  apply_config(path, options);
  CHECK(options.timezone == "UTC");
}

TEST_CASE("a configuration may have no gate, and a gate no rules") {
  const test::TemporaryDirectory directory;
  CHECK(!read_gate(directory.write("timezone = \"UTC\"\n", "culprit.toml")));
  CHECK(read_gate(directory.write("[check]\n", "culprit.toml"))->rules.empty());
}

TEST_CASE("a gate that can't be read is named with its place, and what was expected") {
  CHECK(complaint("[check]\nfail_on = [\n  \"new\",\n  \"errors > many\",\n]\n") ==
        "4:3: the rule 'errors > many' can't be read at 'many': expected a number");
  CHECK(complaint("[check]\nfail_on = \"new\"\n").find("2:11: 'fail_on' must be an array of strings") == 0);
  CHECK(complaint("[check]\nfail_on = [1]\n").find("2:12: 'fail_on' holds strings") == 0);
  CHECK(complaint("[check]\nfailon = []\n") == "2:1: 'failon' is none of fail_on, allow");
  CHECK(complaint("check = 1\n").find("'check' must be a table") != std::string::npos);
  const std::string allow = "[[check.allow]]\n";
  CHECK(complaint(allow + "class = \"a\"\nreason = \"x\"\n").find("1:1: 'expires' is missing") == 0);
  CHECK(complaint(allow + "class = \"a\"\nexpires = 2026-12-31\n").find("1:1: 'reason' is missing") == 0);
  CHECK(complaint(allow + "class = \"a\"\nreason = \"\"\nexpires = 2026-12-31\n")
            .find("3:10: 'reason' must say") == 0);
  CHECK(complaint(allow + "reason = \"x\"\nexpires = 2026-12-31\n")
            .find("an allowance needs a 'fingerprint'") != std::string::npos);
  CHECK(complaint(allow + "class = \"a\"\nreason = \"x\"\nexpires = \"soon\"\n")
            .find("4:11: 'expires' must be a date") == 0);
  CHECK(complaint(allow + "fingerprint = \"7\"\nreason = \"x\"\nexpires = 2026-12-31\n")
            .find("2:15: 'fingerprint' must be sixteen") == 0);
  CHECK(complaint(allow + "fingerprint = \"0000000000000000\"\nreason = \"x\"\nexpires = 2026-12-31\n") ==
        "2:15: 'fingerprint' is 0, which no group has");
  CHECK(complaint("[[check.allow]]\nclass = \n").find("2:") == 0);
}
