#include "parse/library_frames.hpp"

#include "catch.hpp"
#include "parse/read_log.hpp"

using namespace culprit;
using parse::LibraryFrames;

namespace {

std::string_view java(std::string_view frame) { return test::grammar().library.application_frame(frame); }
std::string_view ruby(std::string_view frame) {
  return test::grammar().library.application_ruby_frame(frame);
}

}  // namespace

TEST_CASE("a prefix covers what begins with it, and nothing beside") {
  const LibraryFrames library(
      {"org.apache.tomcat.", "org.apache.catalina.", "java.", "java.lang.", "a.", "org.a"});
  for (const char* frame : {"org.apache.tomcat.A.b()", "org.apache.catalina.A.b()", "java.util.A.b()",
                            "java.lang.A.b()", "a.", "org.a", "org.ab.C.d()"})
    CHECK(library.covers(frame));
  for (const char* frame :
       {"", "a", "b.C.d()", "javax.A.b()", "java", "org.", "org.b", "com.example.A.b()", "zz"})
    CHECK_FALSE(library.covers(frame));
}

TEST_CASE("prefixes with the same first eight bytes are told apart") {
  const LibraryFrames library({"org.apache.coyote.", "org.apache.catalina.", "org.apache.tomcat."});
  CHECK(library.covers("org.apache.coyote.A.b()"));
  CHECK(library.covers("org.apache.catalina.A.b()"));
  CHECK(library.covers("org.apache.tomcat.A.b()"));
  CHECK_FALSE(library.covers("org.apache.A.b()"));
  CHECK_FALSE(library.covers("org.apache.common.A.b()"));
  CHECK_FALSE(library.covers("org.apache.zookeeper.A.b()"));
}

TEST_CASE("the JDK's, containers', pools' and Kill Bill's plumbing are no frames of the application") {
  for (const char* frame : {
           "java.lang.Thread.run(Thread.java:833)",
           "java.base/java.lang.Thread.run(Thread.java:833) ~[na:na]",
           "java.base@17.0.9/java.lang.Thread.run(Thread.java:840)",
           "platform/java.sql@17/java.sql.DriverManager.getConnection(DriverManager.java:681)",
           "app//org.apache.catalina.core.A.b(A.java:1)",
           "jdk.proxy2/jdk.proxy2.$Proxy77.get(Unknown Source)",
           "com.sun.proxy.$Proxy33.getById(Unknown Source)",
           "$Proxy12.get(Unknown Source)",
           "sun.reflect.GeneratedMethodAccessor212.invoke(Unknown Source)",
           "com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:213)",
           "org.skife.jdbi.v2.Query.first(Query.java:273)",
           "org.jruby.RubyKernel.raise(org/jruby/RubyKernel.java:1067)",
           "org.killbill.commons.profiling.Profiling.executeWithProfiling(Profiling.java:33)",
           "org.killbill.billing.util.entity.dao.EntitySqlDaoWrapperInvocationHandler.invoke(E.java:1)",
           "org.killbill.billing.util.Where$$EnhancerByGuice$$7c4d3a4d.e(<generated>)",
           "org.killbill.billing.util.Retry$$Lambda$34/0x00007f8a5c0d1c40.run(Unknown Source)",
           "Killbill$$Plugin$$Api$$PaymentPluginApi_333.charge(Killbill$$Plugin$$Api$$PaymentPluginApi_333."
           "gen:13)",
           "RUBY.synchronize(/opt/jruby/lib/ruby/stdlib/monitor.rb:12)",
           "RUBY.require(uri:classloader:/jruby/kernel/kernel.rb:1)",
           "opt.plugins.stripe.api.invokeOther12:id(/opt/plugins/stripe/api.rb:55)",
       })
    CHECK(java(frame) == "");
}

TEST_CASE("a frame of the application is told without what is printed around it") {
  CHECK(java("a.B.c(B.java:12)") == "a.B.c(B.java:12)");
  CHECK(java("a.B.c(B.java:12)\r") == "a.B.c(B.java:12)");
  CHECK(java("app//a.B.c(B.java:12) ~[b-1.0.jar:1.0]") == "a.B.c(B.java:12)");
  CHECK(java("app/b.util@1.2/a.B.c(B.java:12) [b.jar:na]") == "a.B.c(B.java:12)");
  CHECK(java("ParallelWebappClassLoader//a.B.c(Native Method)") == "a.B.c(Native Method)");
  CHECK(java("a.B.rate (of exchange) is zero(B.kt:18) [b.jar:?]") ==
        "a.B.rate (of exchange) is zero(B.kt:18)");
  CHECK(java("a.B.lambda$get$3(B.java:7)") == "a.B.lambda$get$3(B.java:7)");
  CHECK(java("a.B.cut") == "a.B.cut");
  CHECK(java("a.B.c(B.ja") == "a.B.c(B.ja");
}

TEST_CASE("frames in gems and in Ruby's application are of the application") {
  CHECK(java("RUBY.charge(/opt/plugins/gateway.rb:12)") == "RUBY.charge(/opt/plugins/gateway.rb:12)");
  CHECK(java("RUBY.(root)(/opt/plugins/boot.rb:1)") == "RUBY.(root)(/opt/plugins/boot.rb:1)");
  CHECK(java("RUBY.poll(/opt/jruby/lib/ruby/gems/shared/gems/activerecord-4.1/pool.rb:1)") != "");
  CHECK(ruby("/opt/gateway.rb:31:in 'charge_all'") == "/opt/gateway.rb:31:in 'charge_all'");
  CHECK(ruby("from /opt/gateway.rb:31:in `each'") == "/opt/gateway.rb:31:in `each'");
  CHECK(ruby("2: from /opt/boot.rb:2:in `<main>'") == "/opt/boot.rb:2:in `<main>'");
  CHECK(ruby("charge at /opt/gateway.rb:12") == "charge at /opt/gateway.rb:12");
  CHECK(ruby("at x.rb:12") == "at x.rb:12");
}

TEST_CASE("frames of Ruby's own library, and of Java below it, are not") {
  CHECK(ruby("from /usr/lib/ruby/2.7.0/net/http.rb:987:in `connect'") == "");
  CHECK(ruby("<internal:kernel>:187:in 'loop'") == "");
  CHECK(ruby("each at org/jruby/RubyArray.java:1613") == "");
  CHECK(ruby("org/jruby/RubyArray.java:1613:in 'each'") == "");
  CHECK(ruby("invoke0 at sun/reflect/NativeMethodAccessorImpl.java:-2") == "");
  CHECK(ruby("run at com/example/Worker.java:12") == "run at com/example/Worker.java:12");
}
