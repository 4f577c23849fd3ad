#include "catch.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a number becomes N") {
  CHECK(normalized("Index 5 out of bounds for length 3") == "Index N out of bounds for length N");
  CHECK(normalized("wrong number of arguments (1 for 2)") == "wrong number of arguments (N for N)");
  CHECK(normalized("wrong number of arguments (given 1, expected 2)") ==
        "wrong number of arguments (given N, expected N)");
}

TEST_CASE("marks for thousands and decimals and an exponent belong to the number") {
  CHECK(normalized("paid 1,234.56 of 10.00") == "paid N of N");
  CHECK(captured("paid 1,234.56 of 10.00") == "1234.56, 10");
  CHECK(captured("1,234,567 rows") == "1234567");
  CHECK(normalized("ratio 2.5E-7 or 0E-9") == "ratio N or N");
  CHECK(captured("ratio 2.5E-7 or 1e3") == "2.5e-07, 1000");
}

TEST_CASE("three decimals are no thousands") { CHECK(captured("within 5.000 seconds") == "5 s"); }

TEST_CASE("digits of any length are a number") {
  CHECK(captured(std::string(400, '9')) == "1.7976931348623157e+308");
  CHECK(captured("-1" + std::string(400, '0') + " days") == "-1.7976931348623157e+308 s");
  CHECK(captured("9007199254740993 rows") == "9007199254740992");
  CHECK(captured("0." + std::string(400, '0') + "1") == "0");
}

TEST_CASE("a sign belongs to a number where a token begins") {
  CHECK(normalized("array index -1") == "array index N");
  CHECK(captured("array index -1") == "-1");
  CHECK(captured("x=-1 (-2) [+3]") == "-1, -2, 3");
}

TEST_CASE("a dash between words and numbers is no sign") {
  CHECK(normalized("HikariPool-1 - full") == "HikariPool-N - full");
  CHECK(captured("HikariPool-1 - full") == "1");
  CHECK(normalized("5 - 3") == "N - N");
}

TEST_CASE("a comparator belongs to the number it stands before") {
  CHECK(normalized("took <1ms") == "took Nms");
  CHECK(captured("took <1ms") == "0.001 s");
  CHECK(normalized("lifetime >=5 sec") == "lifetime N sec");
  CHECK(normalized("has a balance <= 0") == "has a balance <= N");
  CHECK(normalized("List<5> and <7>") == "List<N> and <N>");
}

TEST_CASE("a unit stays in the text and says what the number measures") {
  CHECK(normalized("could not obtain a database connection within 5.000 seconds (waited 8.904 seconds)") ==
        "could not obtain a database connection within N seconds (waited N seconds)");
  CHECK(captured("within 5.000 seconds (waited 8.904 seconds)") == "5 s, 8.904 s");
  CHECK(normalized("Timeout after 10000ms of waiting") == "Timeout after Nms of waiting");
  CHECK(captured("Timeout after 10000ms of waiting") == "10 s");
}

TEST_CASE("times are captured in seconds") {
  CHECK(captured("30 s, 2 min; 1h. 3 days") == "30 s, 120 s, 3600 s, 259200 s");
  CHECK(captured("250us and 250\xC2\xB5s and 40ns") == "0.00025 s, 0.00025 s, 4e-08 s");
  CHECK(captured("after 500 MILLISECONDS") == "0.5 s");
  CHECK(captured("1,234 milliseconds ago") == "1.234 s");
}

TEST_CASE("sizes are captured in bytes") {
  CHECK(captured("12 bytes and 3 KB and 1.5MiB and 2GB") == "12 B, 3072 B, 1572864 B, 2147483648 B");
  CHECK(captured("-Xmx512M") == "536870912 B");
}

TEST_CASE("a word that only begins like a unit is none") {
  CHECK(captured("5 more, 7 months, 3 Bundles, 4 d, 6 m") == "5, 7, 3, 4, 6");
  CHECK(captured("5sx or 5ms_x") == "5, 5");
}

TEST_CASE("an amount keeps its currency") {
  CHECK(normalized("Refund of 10.00 USD exceeds 5.00 USD") == "Refund of N USD exceeds N USD");
  CHECK(normalized("charged $10.50 and \xE2\x82\xAC"
                   "7") == "charged $N and \xE2\x82\xACN");
}

TEST_CASE("a size once more for humans is dropped") {
  CHECK(normalized("1095 bytes (1.06 KB) sent") == "N bytes sent");
  CHECK(normalized("1095 bytes (1.06 KB) sent") == normalized("12 bytes sent"));
  CHECK(captured("1095 bytes (1.06 KB) sent") == "1095 B");
  CHECK(normalized("5000 (5 seconds)") == "N");
  CHECK(normalized("5 (waited 3 seconds)") == "N (waited N seconds)");
  CHECK(normalized("5 (3 retries)") == "N (N retries)");
}

TEST_CASE("digits in a word are masked") {
  CHECK(normalized("could not lock account17") == "could not lock accountN");
  CHECK(normalized("the 2nd of gold-monthly-v3") == "the Nnd of gold-monthly-vN");
  CHECK(normalized("Foo.java:12") == "Foo.java:N");
}

TEST_CASE("some words have digits but no number in them") {
  for (const std::string word :
       {"utf8", "UTF-8", "md5", "sha1", "SHA-256", "http2", "log4j", "x86", "x86_64", "base64", "i18n",
        "ipv4", "IPv6", "HTTP/1.1", "TLSv1.2", "c3p0", "slf4j", "X509Certificate"}) {
    CAPTURE(word);
    CHECK(normalized("no " + word + " here") == "no " + word + " here");
  }
  CHECK(normalized("sha11 and utf85") == "shaN and utfN");
}

TEST_CASE("the digits of a Java package are part of its name") {
  CHECK(normalized("org.skife.jdbi.v2.DBI") == "org.skife.jdbi.v2.DBI");
  CHECK(normalized("sun.reflect.GeneratedMethodAccessor123.invoke") ==
        "sun.reflect.GeneratedMethodAccessorN.invoke");
}

TEST_CASE("a status or state stays, as a code is a name") {
  CHECK(normalized("HTTP/1.1 503 Service Unavailable") == "HTTP/1.1 503 Service Unavailable");
  CHECK(normalized("Server returned HTTP response code: 404") == "Server returned HTTP response code: 404");
  CHECK(normalized("SQLState: 08S01") == "SQLState: 08S01");
  CHECK(normalized("SQL state [42000]; error 5") == "SQL state [42000]; error N");
}

TEST_CASE("not every number behind HTTP is a status") {
  CHECK(normalized("HTTP 5000 requests") == "HTTP N requests");
  CHECK(normalized("HTTP 200 ms") == "HTTP N ms");
  CHECK(normalized("HTTP 999") == "HTTP N");
}
