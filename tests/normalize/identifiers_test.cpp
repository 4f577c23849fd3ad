#include "catch.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a UUID is masked, also where its first digit stands 14 characters in") {
  CHECK(normalized("payment ab2eaba5-acec-4d8a-be3d-66ad54a0df38: failed") == "payment <uuid>: failed");
  CHECK(normalized("payment deadbeef-cafe-4bad-beef-deadbeefcafe failed") == "payment <uuid> failed");
  CHECK(normalized("id=AB2EABA5-ACEC-4D8A-BE3D-66AD54A0DF38") == "id=<uuid>");
  CHECK(normalized("lock_ab2eaba5-acec-4d8a-be3d-66ad54a0df38") == "lock_<uuid>");
}

TEST_CASE("more or fewer digits make no UUID") {
  CHECK(normalized("ab2eaba5-acec-4d8a-be3d-66ad54a0df38f").find("<uuid>") == std::string::npos);
  CHECK(normalized("xab2eaba5-acec-4d8a-be3d-66ad54a0df38").find("<uuid>") == std::string::npos);
}

TEST_CASE("the identity hash of a Java object is masked") {
  CHECK(normalized("com.foo.Bar@1a2b3c is closed") == "com.foo.Bar@<hex> is closed");
  CHECK(normalized("[Ljava.lang.Object;@deadbeef") == "[Ljava.lang.Object;@<hex>");
  CHECK(normalized("FutureTask@7b3300e5[Running]") == "FutureTask@<hex>[Running]");
}

TEST_CASE("a name behind @ is no identity hash") {
  CHECK(normalized("jane@cafe @beef Foo@Bad1") == "jane@cafe @beef Foo@BadN");
  CHECK(normalized("java.base@11.0.2/java.lang.Thread") == "java.base@<*>/java.lang.Thread");
}

TEST_CASE("hexadecimal digits are masked with a prefix, or from six on") {
  CHECK(normalized("at 0x7f00AB and 0x0") == "at <hex> and <hex>");
  CHECK(normalized("commit a1b2c3d4 and 9F86D0") == "commit <hex> and <hex>");
  CHECK(normalized("#<Object:0x1234abcd>") == "#<Object:<hex>>");
}

TEST_CASE("words and numbers are no hexadecimal digits") {
  CHECK(normalized("facade deadbeef") == "facade deadbeef");
  CHECK(normalized("1234567") == "N");
  CHECK(normalized("a1b2") != "<hex>");
  CHECK(normalized("0xyz") == "Nxyz");
}

TEST_CASE("a generated id is masked whole") {
  CHECK(normalized("No such charge: ch_17Hfds2eZvKYlo2C4jB1nTqX") == "No such charge: ch_<*>");
  CHECK(normalized("No such customer: cus_8f3kDk2ld9") == "No such customer: cus_<*>");
  CHECK(normalized("gold2monthly") == "goldNmonthly");
}
