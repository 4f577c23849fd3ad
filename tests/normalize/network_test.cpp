#include "catch.hpp"
#include "normalize/normalized.hpp"

#include <string>

TEST_CASE("a URL reaches to white space or a bracket, without the end of the sentence") {
  CHECK(normalized("for URL: https://api.stripe.com/v1/charges?limit=10.") == "for URL: <url>.");
  CHECK(normalized("(see http://a.b/c), or \"ftp://x\"") == "(see <url>), or \"<url>\"");
  CHECK(normalized("jdbc:mysql://127.0.0.1:3306/killbill refused") == "jdbc:<url> refused");
  CHECK(normalized("http:// is no URL") == "http:// is no URL");
}

TEST_CASE("an e-mail address is masked") {
  CHECK(normalized("mail to jane.doe+x@mail.example.com failed") == "mail to <email> failed");
  CHECK(normalized("<jane@example.com>") == "<<email>>");
  CHECK(normalized("user@host and @Inject and a@b.c") == "user@host and @Inject and a@b.c");
}

TEST_CASE("an IPv4 address is masked with its port and its leading slash") {
  CHECK(normalized("from 10.0.3.17 to /10.0.3.18:3306") == "from <ip> to <ip>");
  CHECK(normalized("localhost/127.0.0.1:8080") == "localhost/<ip>");
  CHECK(normalized("db.example.com/10.0.0.5:3306") == "<host>");
}

TEST_CASE("a version is no IPv4 address") {
  CHECK(normalized("1.2.3.4.5") == "<*>");
  CHECK(normalized("10.0.256.1") == "<*>");
  CHECK(normalized("1.2.3.4-SNAPSHOT") == "<ip>-SNAPSHOT");
}

TEST_CASE("an IPv6 address is masked") {
  for (const std::string address : {"::1", "fe80::1", "fe80::1%eth0", "2001:db8:0:0:0:0:2:1",
                                    "::ffff:10.0.0.1", "2001:db8::2:1", "0:0:0:0:0:0:0:1"}) {
    CAPTURE(address);
    CHECK(normalized("from " + address + " it came") == "from <ip> it came");
  }
  CHECK(normalized("[0:0:0:0:0:0:0:1]:8080") == "[<ip>]:N");
}

TEST_CASE("the names of C++ and Ruby are no IPv6 addresses") {
  CHECK(normalized("Foo::Bar Ab::Cd std::string ::x bad::cafe") ==
        "Foo::Bar Ab::Cd std::string ::x bad::cafe");
}

TEST_CASE("a MAC address is masked") {
  CHECK(normalized("card 00:1A:2b:3c:4d:5e up") == "card <mac> up");
  CHECK(normalized("card 00-1a-2b-3c-4d-5e up") == "card <mac> up");
  CHECK(normalized("12:34:56:78:9a:bc") == "<mac>");
}

TEST_CASE("a dotted name with a port or a well-known domain is a host") {
  CHECK(normalized("connect to db-1.prod:3306 failed") == "connect to <host> failed");
  CHECK(normalized("unknown host db.example.com.") == "unknown host <host>.");
  CHECK(normalized("ip-10-0-0-12.ec2.internal") == "<host>");
}

TEST_CASE("a Java package is no host") {
  for (const std::string name :
       {"org.killbill.billing.payment.api.PaymentApiException", "java.net.SocketException", "java.net",
        "java.io", "com.foo.local", "javax.net.ssl", "net.sf.json"}) {
    CAPTURE(name);
    CHECK(normalized("class " + name + " is missing") == "class " + name + " is missing");
  }
  CHECK(normalized("org.foo.Bar:80") == "org.foo.Bar:N");
}

TEST_CASE("English words are no top-level domains") {
  const std::string sentence = "go.to stay.at is.my not.so me.no tell.me the.id was.in gave.it";
  CHECK(normalized(sentence) == sentence);
}

TEST_CASE("a call and a source line are no hosts") {
  CHECK(normalized("socket.net(x)") == "socket.net(x)");
  CHECK(normalized("api.rb:80 and Foo.java:80") == "api.rb:N and Foo.java:N");
}
