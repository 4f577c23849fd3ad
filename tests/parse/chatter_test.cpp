#include "parse/chatter.hpp"

#include "catch.hpp"

using namespace culprit::parse;

TEST_CASE("what the JVM says of itself is chatter") {
  for (const char* line :
       {"[2.345s][warning][os,thread] Failed to start thread \"x\" with pthread_create failed (EAGAIN)",
        "[12,345s][info   ][gc,start     ] GC(7) Pause Young (Normal)", "[345ms][error][jni] x",
        "[2026-11-23T14:44:33.510+0100][12.345s][info][gc] Using G1",
        "Dumping heap to java_pid5540.hprof ...", "Heap dump file created [9572078 bytes in 0.034 secs]",
        "Unable to create java_pid5540.hprof: File exists",
        "Terminating due to java.lang.OutOfMemoryError: Java heap space"}) {
    CAPTURE(line);
    CHECK(is_chatter(line));
  }
}

TEST_CASE("what only begins like the JVM's lines is no chatter") {
  for (const char* line :
       {"[2.345s][main][os,thread] x", "[2.345][info][gc] x", "[s][info][gc] x", "[2.345s][info] x",
        "[2.345s][info][two words] x", "[2.345s", "[2026-11-23T14:44:33.510+0100][info][gc] x",
        "Dumping heap to disk failed", "Unable to create account: File exists", "Heap dump", ""}) {
    CAPTURE(line);
    CHECK(!is_chatter(line));
  }
}
