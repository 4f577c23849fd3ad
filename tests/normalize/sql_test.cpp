#include "catch.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a quoted statement is masked with its values") {
  CHECK(normalized("near 'select * from t where a = 'jane' and b = 2' at line 1") ==
        "near '<sql>' at line N");
  CHECK(normalized("failed: \"INSERT INTO t VALUES ('x')\", retry") == "failed: \"<sql>\", retry");
  CHECK(normalized("'update t set a = 1'") == "'<sql>'");
  CHECK(normalized("\"delete from t\" \"with x as (select 1) ...\"") == "\"<sql>\" \"<sql>\"");
}

TEST_CASE("a quoted statement that was cut off reaches to the end") {
  CHECK(normalized("failed: 'select a from t where name = 'jan") == "failed: '<sql>");
}

TEST_CASE("a verb alone is no statement") {
  for (const std::string text :
       {"'Update payment failed'", "\"Select a plan\"", "can't delete from 'x'", "'selected from'"}) {
    CAPTURE(text);
    CHECK(normalized(text) == text);
  }
}

TEST_CASE("the context that JDBI adds is masked") {
  const std::string context =
      R"x([statement:"insert into t (a) values (:a)", located:"insert", rewritten:"insert into t (a) values (?)", )x"
      R"x(arguments:{ positional:{0:'x'}, named:{a:'jane@example.com', b:'2'}, finder:[{bean}]}])x";
  CHECK(normalized("Lock wait timeout " + context) == "Lock wait timeout <sql>");
  CHECK(normalized("first " + context + " second " + context + " end") == "first <sql> second <sql> end");
}

TEST_CASE("the context that JDBI adds may have several lines and lack its end") {
  CHECK(normalized("failed [statement:\"select\n a\n from t\n where b = 'x'\n\", located:\"") ==
        "failed <sql>");
}

TEST_CASE("a statement behind the label of H2 or MariaDB is masked") {
  CHECK(normalized("Table \"T\" not found; SQL statement:\nselect * from t where a = 'x' [42102-200]") ==
        "Table \"T\" not found; SQL statement: <sql> [<*>]");
  CHECK(normalized("(conn:12) Deadlock found\nQuery is: update t set a = 'x', parameters ['jane']") ==
        "(conn:N) Deadlock found Query is: <sql>");
  CHECK(normalized("Query is: unknown") == "Query is: unknown");
}
