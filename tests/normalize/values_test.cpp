#include "catch.hpp"
#include "normalize/normalized.hpp"

TEST_CASE("null is a value right behind = or :") {
  CHECK(normalized("id=null a=NULL b:nil c=None") == "id=<null> a=<null> b:<null> c=<null>");
  CHECK(normalized("{\"date\":null}") == "{\"date\":<null>}");
}

TEST_CASE("null elsewhere is a word") {
  CHECK(normalized("null") == "null");
  CHECK(normalized("NullPointerException: null") == "NullPointerException: null");
  CHECK(normalized("a=nullable b=null_x nil:NilClass") == "a=nullable b=null_x nil:NilClass");
}

TEST_CASE("placeholders close together grow together") {
  CHECK(normalized("attempt_1445_0020_m_000000") == "attempt_<*>");
  CHECK(normalized("retry 1/3") == "retry <*>");
  CHECK(normalized("5-10 items") == "<*> items");
  CHECK(normalized("version 0.16.3") == "version <*>");
  CHECK(captured("retry 1/3 after 5 s") == "5 s");
}

TEST_CASE("placeholders apart stay apart") {
  CHECK(normalized("1..5") == "N..N");
  CHECK(normalized("1abc2") == "NabcN");
  CHECK(normalized("a1 - 2b") == "aN - Nb");
}

TEST_CASE("white space is squeezed, line ends too") {
  CHECK(normalized("  a \t b\r\n\n  c  ") == "a b c");
  CHECK(normalized("link failure\n\nThe last packet") == "link failure The last packet");
  CHECK(normalized(" \n ").empty());
  CHECK(normalized("").empty());
}

TEST_CASE("empty brackets that stand alone hold a value") {
  CHECK(normalized("ids=[] and () or \"\"") == "ids=[<*>] and (<*>) or \"<*>\"");
  CHECK(normalized("close() of Object[] x[]") == "close() of Object[] x[]");
}

TEST_CASE("an empty list and a full one are alike") {
  const auto kinds = [](std::string_view message) { return culprit::normalize(message).placeholders.size(); };
  CHECK(normalized("ids=[]") == normalized("ids=[1, 2, 3]"));
  CHECK(kinds("ids=[7]") == 1);
}

TEST_CASE("a list of values is one value") {
  CHECK(normalized("ids 1, 2, 3") == "ids <*>");
  CHECK(normalized("ids 1,2,3.") == "ids <*>.");
  CHECK(normalized("[ab2eaba5-acec-4d8a-be3d-66ad54a0df38, ab2eaba5-acec-4d8a-be3d-66ad54a0df39]") ==
        "[<*>]");
  CHECK(normalized("10.0.0.1 17: x 5") == "<*>: x N");
  CHECK(captured("10.0.0.1 17: x 5") == "5");
}

TEST_CASE("parts of words and quantities are in no list") {
  CHECK(normalized("pool-1 2") == "pool-N N");
  CHECK(normalized("at 10:11:12 5 seconds late") == "at <time> N seconds late");
  CHECK(normalized("1; 2") == "N; N");
}
