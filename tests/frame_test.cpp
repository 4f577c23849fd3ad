#include "analyze.hpp"
#include "catch.hpp"

#include <culprit/analyzer.hpp>
#include <culprit/error.hpp>
#include <culprit/event.hpp>

#include <string>
#include <vector>

using namespace culprit;

namespace {

Throwable throwable(std::string_view frame, Relation relation, std::uint32_t parent) {
  Throwable made;
  made.top_frame = frame;
  made.relation = relation;
  made.parent = parent;
  return made;
}

std::string top_frame_of(const Options& given, std::string_view log) {
  std::string frame;
  Options options = given;
  options.on_event = [&](const Event& event) { frame = top_frame(event.throwables); };
  test::analyze(log, options);
  return frame;
}

}  // namespace

TEST_CASE("an occurrence's top frame is that of its root cause") {
  const Throwable chain[] = {
      throwable("head", Relation::head, 0), throwable("suppressed", Relation::suppressed, 0),
      throwable("of suppressed", Relation::cause, 1), throwable("root", Relation::cause, 0)};
  CHECK(top_frame(chain) == "root");
  CHECK(top_frame({chain, 1}) == "head");
  CHECK(top_frame({}).empty());
}

TEST_CASE("if the root cause has none, it is that of the next outer throwable") {
  const Throwable chain[] = {throwable("head", Relation::head, 0), throwable("middle", Relation::cause, 0),
                             throwable("", Relation::cause, 1)};
  CHECK(top_frame(chain) == "middle");
  const Throwable suppressed[] = {throwable("", Relation::head, 0), throwable("x", Relation::suppressed, 0)};
  CHECK(top_frame(suppressed).empty());
}

TEST_CASE("further libraries are passed over") {
  constexpr std::string_view kLog =
      "2015-10-09 18:04:22,808 [main] ERROR a.B - bad\na.AException: x\n\tat java.lang.A.b(A.java:1)\n"
      "\tat com.example.shim.S.call(S.java:1)\n\tat com.example.app.C.d(C.java:1)\n";
  Options options;
  CHECK(top_frame_of(options, kLog) == "com.example.shim.S.call(S.java:1)");
  options.library_frames = {"com.example.shim."};
  CHECK(top_frame_of(options, kLog) == "com.example.app.C.d(C.java:1)");
  options.library_frames = {""};
  CHECK_THROWS_AS(Analyzer(options), Error);
}

TEST_CASE("a location has no line number") {
  CHECK(location("a.B.c(B.java:12)") == "a.B.c(B.java)");
  CHECK(location("a.B.c(Unknown Source)") == "a.B.c(Unknown Source)");
  CHECK(location("a.B.rate (of 1:2) is zero(B.kt:18)") == "a.B.rate (of 1:2) is zero(B.kt)");
  CHECK(location("RUBY.block in get(/opt/plugins/1.0.0/api.rb:12)") ==
        "RUBY.block in get(/opt/plugins/1.0.0/api.rb)");
  CHECK(location("/opt/api.rb:12:in 'get'") == "/opt/api.rb:in 'get'");
  CHECK(location("get at /opt/api.rb:12") == "get at /opt/api.rb");
  CHECK(location("invoke at a/B.java:-2") == "invoke at a/B.java");
  CHECK(location("a.B.c(Where.groovy:-1)") == "a.B.c(Where.groovy)");
}

TEST_CASE("a location has nothing that a run makes up") {
  CHECK(location("a.B$$Lambda$34/0x00007f8a5c0d1c40.run(Unknown Source)") ==
        "a.B$$Lambda.run(Unknown Source)");
  CHECK(location("a.B$$Lambda$35/1684106402.run(Unknown Source)") == "a.B$$Lambda.run(Unknown Source)");
  CHECK(location("a.B$$Lambda/0x000071d3a8123c00.get(Unknown Source)") == "a.B$$Lambda.get(Unknown Source)");
  CHECK(location("a.B.lambda$get$12(B.java:7)") == "a.B.lambda$get(B.java)");
  CHECK(location("a.B.lambda$get$null$2(B.java:7)") == "a.B.lambda$get$null(B.java)");
  CHECK(location("a.B.lambda$3(B.java:7)") == "a.B.lambda(B.java)");
  CHECK(location("a.B$$EnhancerByGuice$$7c4d3a4d.get(<generated>)") ==
        "a.B$$EnhancerByGuice.get(<generated>)");
  CHECK(location("a.B$$FastClassByGuice$$2fa7c1ce.invoke(<generated>)") ==
        "a.B$$FastClassByGuice.invoke(<generated>)");
  CHECK(location("sun.reflect.GeneratedMethodAccessor212.invoke(Unknown Source)") ==
        "sun.reflect.GeneratedMethodAccessor.invoke(Unknown Source)");
  CHECK(location("com.sun.proxy.$Proxy33.get(Unknown Source)") == "com.sun.proxy.$Proxy.get(Unknown Source)");
  CHECK(location("java.lang.invoke.LambdaForms$DMH/0x0000000800c8c000.invoke(LambdaForms$DMH)") ==
        "java.lang.invoke.LambdaForms$DMH.invoke(LambdaForms$DMH)");
  CHECK(location("Script1.run(Script1.groovy:2)") == "Script.run(Script.groovy)");
  CHECK(location("rubyjit.A::B$$save_3f1c0a6e1e4e9b5c333871130.__file__(/opt/api.rb:55)") ==
        "rubyjit.A::B$$save.__file__(/opt/api.rb)");
  CHECK(location("rubyjit.A$$missing_ba8a52f1.block_0$RUBY$__file__(/opt/api.rb:40)") ==
        "rubyjit.A$$missing.block_0$RUBY$__file__(/opt/api.rb)");
  CHECK(location("Api_333871130.charge(Api_333871130.gen:13)") == "Api.charge(Api.gen)");
}

TEST_CASE("a location keeps what names the code") {
  for (const char* frame :
       {"a.B$1.run(B.java)", "a.B2.get3(B2.java)", "a.Lambda$1.x(Lambda.java)", "a.UserScript2.x(B.java)",
        "a.the_decade.x(B.java)", "", "a.lambda$x.y(B.java)", "a.ByteBuffer$$b.c(B.java)",
        "a.B$$Enhancer$$7c.c(B.java)", "a.EnhancerByGuice$$7c.c(B.java)", "a.B$1$2$$$3$$$$(B.java)"})
    CHECK(location(frame) == frame);
}
