#include "parse/trace_line.hpp"

#include "catch.hpp"

using namespace culprit::parse;
using Kind = TraceLine::Kind;

TEST_CASE("frames are known in all their forms") {
  for (const char* line :
       {"\tat a.b.C.d(C.java:12)", "    at a.b.C.d(C.java:12) ", "\tat a.b.C.d(Native Method)",
        "\tat java.base/java.lang.Thread.run(Thread.java:829)", "\tat app//a.B.c(B.java)",
        "\tat mod@1.2/a.B.<init>(B.java:3)", "\tat a.B$$Lambda$34/0x00007f0a.run(Unknown Source)",
        "\tat a.B$$EnhancerByGuice$$1.c(<generated>)", "\tat RUBY.authorize_payment(/path/api.rb:123)",
        "\tat a.B.c(B.java:1) ~[lib-0.1.jar:na]", "\tat a.B.c(B.java:1) [lib-0.1.jar:0.1]",
        "\tat a.B.with a blank(B.kt:1)", "\tat a.b.C.d(C.ja", "\tat a.b.C.d"}) {
    CAPTURE(line);
    CHECK(read_trace_line(line).kind == Kind::frame);
  }
}

TEST_CASE("prose that begins with at is no frame") {
  for (const char* line : {"\tat the end of the day", "    at 10:15 (local time) it failed",
                           "at a.b.C.d(C.java:12)", "\tat (nowhere)", "\tat least: a.b(c)"}) {
    CAPTURE(line);
    CHECK(read_trace_line(line).kind == Kind::text);
  }
}

TEST_CASE("elided frames are counted") {
  CHECK(read_trace_line("\t... 117 common frames omitted").elided == 117);
  CHECK(read_trace_line("        ... 12 more").elided == 12);
  CHECK(read_trace_line("\t... suppressed 3 lines").elided == 3);
  CHECK(read_trace_line("\t ... 10068 levels...").elided == 10068);
  CHECK(read_trace_line("\t... 42 frames truncated").elided == 42);
  CHECK(read_trace_line("\t... 42 frames truncated (including 31 common frames)").elided == 42);
  CHECK(read_trace_line("\t... ").elided == 1);
  CHECK(read_trace_line("\t... 12 mo").kind == Kind::elided);
  CHECK(read_trace_line("... and 12 more").kind == Kind::text);
  CHECK(read_trace_line("... 12").kind == Kind::text);
}

TEST_CASE("a keyword's line tells its indent and what follows") {
  const TraceLine line = read_trace_line("\t\tCaused by: a.B: x");
  CHECK(line.kind == Kind::caused_by);
  CHECK(line.indent == 2);
  CHECK(line.rest == "a.B: x");
  CHECK(read_trace_line("Caused by:").kind == Kind::caused_by);
  CHECK(read_trace_line("Caused by:").rest.empty());
  CHECK(read_trace_line("Caused by:x").kind == Kind::text);
  CHECK(read_trace_line("\tSuppressed: a.B").kind == Kind::suppressed);
  CHECK(read_trace_line("Wrapped by: a.B").kind == Kind::wrapped_by);
  CHECK(read_trace_line("Causing: a.B").kind == Kind::wrapped_by);
  CHECK(read_trace_line("Causing: a.B").rest == "a.B");
  CHECK(read_trace_line("\t[CIRCULAR REFERENCE:a.B: x]").kind == Kind::circular);
  CHECK(read_trace_line(" \t ").kind == Kind::blank);
}

TEST_CASE("Ruby's frames are known") {
  CHECK(read_trace_line("\t/var/lib/gems/plugins_directory.rb:10:in `all'").kind == Kind::ruby_frame);
  CHECK(read_trace_line("org/jruby/RubyProc.java:281:in 'call'").kind == Kind::ruby_frame);
  CHECK(read_trace_line("\tfrom /path/y.rb:3:in 'n'").kind == Kind::ruby_caller);
  CHECK(read_trace_line("  each at org/jruby/RubyArray.java:1865").kind == Kind::jruby_frame);
  CHECK(read_trace_line("\t 6: from (eval):1:in `<main>'").kind == Kind::ruby_caller);
  CHECK(read_trace_line("see config.rb:10:in 'all' cases").kind == Kind::text);
  CHECK(read_trace_line("config.rb:10:in 'all': can't find 'x'").kind == Kind::text);
}

TEST_CASE("JRuby's own frames name any file") {
  for (const char* line :
       {"  charge at /opt/plugins/gateway.rb:12", "  with blanks at /opt/my plugins/api.rb:3",
        "  <main> at (eval):1", "     run at -e:-1", "  invoke0 at jdk/internal/Accessor.java:-2",
        "  newInstance at jdk/internal/reflect/GeneratedConstructorAccessor21:-1",
        "  map at uri:classloader:/gems/api.rb:3", "     at generate.rb:13", "     at :1"}) {
    CAPTURE(line);
    CHECK(read_trace_line(line).kind == Kind::jruby_frame);
  }
  for (const char* line :
       {"  listening at localhost:8080", "  up at http://localhost/kb:8080", "  done at 10:15",
        "charge at /opt/plugins/gateway.rb:12", "  charge at gateway.rb"}) {
    CAPTURE(line);
    CHECK(read_trace_line(line).kind == Kind::text);
  }
}
