#include "catch.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a path of two components is masked with its query") {
  CHECK(normalized("Could not read /var/log/killbill.log.") == "Could not read <path>.");
  CHECK(normalized("GET /1.0/kb/accounts?audit=NONE&x=1 HTTP/1.1") == "GET <path> HTTP/1.1");
  CHECK(normalized("(/a/b): no such file") == "(<path>): no such file");
}

TEST_CASE("a path keeps its kind with the line behind it") {
  CHECK(normalized("/var/lib/api.rb:12:in 'authorize'") == "<path>:in 'authorize'");
  CHECK(captured("/var/lib/api.rb:12:in 'authorize'").empty());
}

TEST_CASE("one component is no path, nor are words with slashes") {
  for (const std::string text :
       {"/tmp", "/", "//", "and/or", "text/html", "application/json", "killbill/stripe/api",
        "java.base/java.util.concurrent.ThreadPoolExecutor", "app//org.foo.Bar"}) {
    CAPTURE(text);
    CHECK(normalized("no " + text + " here") == "no " + text + " here");
  }
}

TEST_CASE("a Windows path is masked") {
  CHECK(normalized(R"(open C:\killbill\stripe.yml failed)") == "open <path> failed");
  CHECK(normalized("open D:/a/b failed") == "open <path> failed");
  CHECK(normalized(R"(C:\a and a\b)") == R"(C:\a and a\b)");
}

TEST_CASE("a file is known by its extension") {
  CHECK(normalized("cannot parse stripe.yml and dump-2015.tar.gz") == "cannot parse <file> and <file>");
  CHECK(normalized("killbill-0.16.3.jar: no manifest") == "<file>: no manifest");
  CHECK(normalized("see README.TXT.") == "see <file>.");
}

TEST_CASE("sources and packages are no files") {
  for (const std::string text : {"Foo.java", "api.rb", "java.util.zip", "javax.xml", "org.json",
                                 "conf.log(x)", ".log", "log", "foo.logger"}) {
    CAPTURE(text);
    CHECK(normalized("no " + text + " here") == "no " + text + " here");
  }
}
