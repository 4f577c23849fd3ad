#include "fuzz/mutator.hpp"

#include "catch.hpp"
#include "temporary_directory.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

using culprit::fuzz::Mutator;

namespace {

/// FNV-1a of the first mutants.
std::uint64_t hash(const Mutator& mutator) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::uint64_t number = 0; number < 500; ++number)
    for (const char c : mutator.mutant(number))
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

const std::vector<std::string> kKnown{"a 1\nb 22\nc 333\n",
                                      "java.io.IOException: disk 7 is full\n\tat a.B.c(B.java:1)\n"};
const std::vector<std::string> kWords{"Caused by: ", "\tat "};

}  // namespace

TEST_CASE("a mutant is the same with every compiler, whatever the inputs' order") {
  CHECK(hash(Mutator(kKnown, kWords)) == 6420097260311936627U);
  CHECK(hash(Mutator({kKnown[1], kKnown[0]}, kWords)) == 6420097260311936627U);
}

TEST_CASE("mutants differ, and none is longer than allowed") {
  const Mutator mutator({std::string(Mutator::kBytes + 7, 'x'), kKnown[0]}, {});
  std::set<std::string> mutants;
  for (std::uint64_t number = 0; number < 1000; ++number) {
    const std::string mutant = mutator.mutant(number);
    CHECK(mutant.size() <= Mutator::kBytes);
    mutants.insert(mutant);
  }
  CHECK(mutants.size() > 500);
}

TEST_CASE("an empty input has mutants, too") {
  const Mutator mutator({""}, {});
  std::set<std::string> mutants;
  for (std::uint64_t number = 0; number < 100; ++number) mutants.insert(mutator.mutant(number));
  CHECK(mutants.size() > 50);
}

TEST_CASE("a dictionary's words are read with their escapes") {
  const culprit::test::TemporaryDirectory directory;
  const std::string path =
      directory.write("# a comment\n\"\\x0a\\x09at \"\n\n\"\\\"a\\\\b\\\":\"\n\"\"\n", "dict");
  CHECK(culprit::fuzz::read_dictionary(path) == std::vector<std::string>{"\n\tat ", "\"a\\b\":", ""});
}
