#include "catch.hpp"

#include <culprit/error.hpp>
#include <culprit/gate.hpp>

#include <clocale>
#include <string>

using namespace culprit;
using Relation = Rule::Relation;
using Subject = Rule::Subject;

namespace {

/// What is said of a rule that can't be read.
std::string complaint(const std::string& text) {
  try {
    (void)parse_rule(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a rule has a subject, a relation and a limit") {
  const Rule rule = parse_rule("errors > 6");
  CHECK(rule.text == "errors > 6");
  CHECK(rule.subject == Subject::errors);
  CHECK(rule.relation == Relation::above);
  CHECK(rule.limit == 6);
  CHECK(!rule.percent);
  CHECK(parse_rule("total>=100").relation == Relation::at_least);
  CHECK(parse_rule("records<1000").relation == Relation::below);
  CHECK(parse_rule(" fatal  <=  0 ").relation == Relation::at_most);
  CHECK(parse_rule("exceptions > 2").subject == Subject::exceptions);
}

TEST_CASE("what is new needs no limit, and may have one") {
  CHECK(parse_rule("new").limit == 0);
  CHECK(parse_rule("new > 3").limit == 3);
}

TEST_CASE("rates are in per cent") {
  CHECK(parse_rule("increase > 50%").percent);
  CHECK(parse_rule("failures > 0.5 %").limit == 0.5);
  CHECK(parse_rule("failures > 0.5 %").percent);
  CHECK(!parse_rule("failures > 10").percent);
}

TEST_CASE("a class is a glob up to the relation") {
  CHECK(parse_rule("class org.killbill.* > 0").glob == "org.killbill.*");
  CHECK(parse_rule("class *ApiException>=5").glob == "*ApiException");
}

TEST_CASE("a limit has a point, whatever the program's locale") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (const char* const name : {"de_DE.UTF-8", "fr_FR.UTF-8", "pl_PL.UTF-8", "C"}) {
    if (std::setlocale(LC_NUMERIC, name) == nullptr) continue;  // it isn't installed
    CAPTURE(name);
    CHECK(complaint("failures > 0.5 %") == "none");
    CHECK(complaint("failures > 0,5 %").ends_with("at ',5 %': expected the end of the rule"));
  }
  std::setlocale(LC_NUMERIC, before.c_str());
  CHECK(parse_rule("failures > 1.5 %").limit == 1.5);
}

TEST_CASE("a rule that can't be read says where, and what was expected") {
  CHECK(complaint("") ==
        "the rule '' can't be read at its end: expected one of new, increase, class, failures, errors, "
        "exceptions, "
        "total, fatal, records");
  CHECK(complaint("eror > 6").find("at 'eror > 6': expected one of new, ") != std::string::npos);
  CHECK(complaint("errors") ==
        "the rule 'errors' can't be read at its end: expected > or >=, < or <=, and a number");
  CHECK(complaint("errors >") == "the rule 'errors >' can't be read at its end: expected a number");
  CHECK(complaint("errors > many") == "the rule 'errors > many' can't be read at 'many': expected a number");
  CHECK(complaint("errors > 1" + std::string(400, '0')).ends_with(": expected a number"));
  CHECK(complaint("errors > 1.2.3").find("expected a number") != std::string::npos);
  CHECK(complaint("errors > 1.").find("at '.': expected the end of the rule") != std::string::npos);
  CHECK(complaint("errors > -1").find("at '-1': expected a number") != std::string::npos);
  CHECK(complaint("errors > 6%").find("expected a count without %") != std::string::npos);
  CHECK(complaint("increase > 50").find("at its end: expected % behind the number") != std::string::npos);
  CHECK(complaint("increase < 50%").find("expected > or >= before the number") != std::string::npos);
  CHECK(complaint("class > 0").find("at '> 0': expected a class, as org.killbill.*") != std::string::npos);
  CHECK(complaint("errors > 6 or so").find("at 'or so': expected the end of the rule") != std::string::npos);
}
