#include "parse/json_record.hpp"

#include "catch.hpp"

#include <culprit/timestamp.hpp>

#include <string>

using namespace culprit;
using namespace culprit::parse;

namespace {

/// What is read of a line that holds one record, or none.
struct Reading {
  explicit Reading(std::string_view line) {
    const auto records = reader.read(line).records;
    REQUIRE(records.size() <= 1);
    if (!records.empty()) record = records[0];
  }

  std::string time() const { return record.time ? to_iso8601(*record.time) : "none"; }

  std::string context() const {
    std::string text;
    for (const auto& [name, value] : record.context) {
      if (!text.empty()) text += ' ';
      text.append(name).append("=").append(value);
    }
    return text;
  }

  JsonReader reader;
  JsonRecord record;
};

std::string layout(std::string_view line) { return std::string(Reading(line).record.layout); }

}  // namespace

TEST_CASE("a record of logstash-logback-encoder is read") {
  const Reading it(
      R"({"@timestamp":"2021-12-22T11:18:46.867+01:00","@version":"1","message":"Failed to \"lock\"",
         "logger_name":"org.killbill.Locker","thread_name":"http-8080-exec-2","level":"ERROR",
         "level_value":40000,"stack_trace":"java.io.IOException: disk\n\tat a.B.c(B.java:1)\n",
         "kb.userToken":"c3d1","kb.tenantRecordId":"1","req.xForwardedFor":"","tags":["AUDIT"]})");
  CHECK(it.record.layout == "json-logstash");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.logger == "org.killbill.Locker");
  CHECK(it.record.thread == "http-8080-exec-2");
  CHECK(it.record.message == "Failed to \"lock\"");
  CHECK(it.record.stack_trace == "java.io.IOException: disk\n\tat a.B.c(B.java:1)\n");
  CHECK(it.context() == "kb.userToken=c3d1 kb.tenantRecordId=1");
  CHECK(it.record.throwables.empty());
}

TEST_CASE("an MDC field that has the name of a logger's own doesn't replace it") {
  const Reading it(
      R"({"@timestamp":"2021-12-22T10:18:46Z","@version":"1","message":"first","level":"INFO",
         "logger_name":"a.B","message":"second","name":"x"})");
  CHECK(it.record.message == "first");
  CHECK(it.record.logger == "a.B");
  CHECK(it.context() == "name=x");
}

TEST_CASE("a record of log4j2's JsonLayout is read with its tree of throwables") {
  const Reading it(
      R"({"instant":{"epochSecond":1640168326,"nanoOfSecond":867123000},"thread":"main","level":"WARN",
         "loggerName":"a.B","message":"Gave up","thrown":{"commonElementCount":0,
         "localizedMessage":"outer","message":"outer","name":"java.lang.IllegalStateException",
         "cause":{"commonElementCount":2,"name":"java.io.IOException","message":null,
         "extendedStackTrace":[{"class":"a.B","method":"c","file":"B.java","line":7}]},
         "extendedStackTrace":[{"class":"a.B","method":"d","file":"B.java","line":9},{"class":"a.B",
         "method":"main","file":"B.java","line":3}],"suppressed":[{"commonElementCount":1,
         "name":"a.CloseException","message":"close","extendedStackTrace":[]}]},"endOfBatch":false,
         "loggerFqcn":"x.Y","contextMap":{"kb.userToken":"c3d1","nested":{"a":1}},"threadId":1,
         "threadPriority":5})");
  CHECK(it.record.layout == "json-log4j2");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::warn);
  CHECK(it.record.logger == "a.B");
  CHECK(it.record.thread == "main");
  CHECK(it.record.message == "Gave up");
  CHECK(it.context() == "kb.userToken=c3d1 nested.a=1");
  CHECK(it.record.stack_trace.empty());
  REQUIRE(it.record.throwables.size() == 3);
  const Throwable& head = it.record.throwables[0];
  CHECK(head.class_name == "java.lang.IllegalStateException");
  CHECK(head.message == "outer");
  CHECK(head.frames == 2);
  const Throwable& suppressed = it.record.throwables[1];
  CHECK(suppressed.class_name == "a.CloseException");
  CHECK(suppressed.relation == Relation::suppressed);
  CHECK(suppressed.elided == 1);
  const Throwable& cause = it.record.throwables[2];
  CHECK(cause.class_name == "java.io.IOException");
  CHECK(cause.message.empty());
  CHECK(cause.relation == Relation::cause);
  CHECK(cause.parent == 0);
  CHECK(cause.frames == 1);
  CHECK(cause.elided == 2);
}

TEST_CASE("a JSON body is no record") {
  CHECK(
      layout(
          R"({"className":"java.lang.NullPointerException","code":null,"message":"Oops","stackTrace":[]})") ==
      "");
  CHECK(layout(
            R"({"timestamp":"2021-12-22T10:18:46Z","status":500,"error":"Internal Server Error","message":"x",
         "path":"/"})") == "");
  CHECK(layout(R"({"level":"ERROR","message":"x"})") == "");
}

TEST_CASE("log4j2's time in milliseconds and its context as a list are read") {
  const Reading it(
      R"({"timeMillis":1640168326867,"thread":"main","level":"ERROR","loggerName":"a.B",
         "message":{"k":"v"},"endOfBatch":false,"contextMap":[{"key":"empty"},{"key":"kb.userToken",
         "value":"c3d1"}]})");
  CHECK(it.record.layout == "json-log4j2");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.message == R"({"k":"v"})");
  CHECK(it.context() == "kb.userToken=c3d1");
  CHECK(layout(R"({"loggerName":"a.B","message":"x","level":"INFO"})") == "");
}

TEST_CASE("a record of log4j2's logstash template is read") {
  const Reading it(
      R"({"mdc":{"kb.userToken":"c3d1"},"exception":{"exception_class":"a.A","exception_message":"a",
         "stacktrace":"a.A: a\n\tat x.Y.m(Y.java:1)\n"},"line_number":12,"class":"a.Caller",
         "@version":1,"source_host":"db1","message":"x","thread_name":"main",
         "@timestamp":"2021-12-22T10:18:46.867Z","level":"ERROR","file":"B.java","method":"m",
         "logger_name":"a.B"})");
  CHECK(it.record.layout == "json-logstash");
  CHECK(it.record.logger == "a.B");
  CHECK(it.record.stack_trace == "a.A: a\n\tat x.Y.m(Y.java:1)\n");
  CHECK(it.context() == "kb.userToken=c3d1");
}

TEST_CASE("a record of ECS is read, its names dotted or nested") {
  const std::string_view line = GENERATE(
      R"json({"@timestamp":"2021-12-22T10:18:46.867Z","log.level":"ERROR","message":"x",
         "ecs.version":"1.2.0","service.name":"kb","process.thread.name":"main","log.logger":"a.B",
         "error.type":"a.A","error.message":"a","error.stack_trace":"a.A: a\n\tat x.Y.m(Y.java:1)",
         "labels":{"kb.userToken":"c3d1"}})json",
      R"json({"@timestamp":"2021-12-22T10:18:46.867Z","log":{"level":"ERROR","logger":"a.B",
         "origin":{"file":{"line":1}}},"process":{"pid":7,"thread":{"name":"main"}},
         "service":{"name":"kb"},"message":"x","error":{"type":"a.A","message":"a",
         "stack_trace":["a.A: a","\tat x.Y.m(Y.java:1)"]},"ecs":{"version":"8.11"},
         "kb.userToken":"c3d1"})json");
  const Reading it(line);
  CHECK(it.record.layout == "json-ecs");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.logger == "a.B");
  CHECK(it.record.thread == "main");
  CHECK(it.record.message == "x");
  CHECK(it.record.stack_trace == "a.A: a\n\tat x.Y.m(Y.java:1)");
  CHECK(it.context() == "kb.userToken=c3d1");
}

TEST_CASE("an error of ECS without a trace is a throwable without frames") {
  const Reading it(
      R"({"@timestamp":"2021-12-22T10:18:46.867Z","log.level":"WARN","message":"x","error.type":"a.A",
         "error.message":"a: b"})");
  REQUIRE(it.record.throwables.size() == 1);
  CHECK(it.record.throwables[0].class_name == "a.A");
  CHECK(it.record.throwables[0].message == "a: b");
  CHECK(layout(R"({"@timestamp":"2021-12-22T10:18:46.867Z","message":"x","ecs":{"version":"1.8.0"}})") == "");
}

TEST_CASE("a record of logback's JsonEncoder is read, its arguments put into the message") {
  const Reading it(
      R"({"sequenceNumber":0,"timestamp":1640168326867,"nanoseconds":867000000,"level":"WARN",
         "threadName":"main","loggerName":"a.B","context":{"name":"default","birthdate":1640168320000,
         "properties":{}},"mdc":{"kb.userToken":"c3d1"},"kvpList":[{"account":"17"}],
         "message":"Took {} of {} ms, \\{} {}","arguments":["1","2"],"throwable":{"className":"a.A",
         "message":"a","stepArray":[]}})");
  CHECK(it.record.layout == "json-logback");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.thread == "main");
  CHECK(it.record.message == "Took 1 of 2 ms, \\{} {}");
  CHECK(it.context() == "kb.userToken=c3d1 account=17");
  REQUIRE(it.record.throwables.size() == 1);
  const Reading formatted(
      R"({"timestamp":1640168326867,"level":"INFO","threadName":"main","loggerName":"a.B","mdc":{},
         "message":"Took {}","formattedMessage":"Took {} ms","arguments":["{}"],"throwable":null})");
  CHECK(formatted.record.message == "Took {} ms");
  CHECK(formatted.record.throwables.empty());
  CHECK(layout(R"({"timestamp":1640168326867,"loggerName":"a.B","message":"no level"})") == "");
}

TEST_CASE("a record of logback-contrib's JsonLayout is read") {
  const Reading it(
      R"({"timestamp":"1640168326867","level":"ERROR","thread":"main","mdc":{"kb.userToken":"c3d1"},
         "logger":"a.B","message":"x","context":"default","exception":"a.A: a\n\tat x.Y.m(Y.java:1)\n"})");
  CHECK(it.record.layout == "json-logback-contrib");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.logger == "a.B");
  CHECK(it.record.stack_trace == "a.A: a\n\tat x.Y.m(Y.java:1)\n");
  CHECK(it.context() == "kb.userToken=c3d1");
  CHECK(layout(R"({"timestamp":"yesterday","logger":"a.B","thread":"main","message":"x"})") == "");
}

TEST_CASE("a record of JBoss' formatter is read") {
  const Reading it(
      R"({"timestamp":"2021-12-22T11:18:46.867+01:00","sequence":7,
         "loggerClassName":"org.jboss.logging.Logger","loggerName":"a.B","level":"ERROR","message":"x",
         "threadName":"main","threadId":1,"mdc":{"kb.userToken":"c3d1"},"ndc":"","hostName":"db1",
         "processName":"quarkus","processId":1,"exception":{"refId":1,"exceptionType":"a.A",
         "message":"a","frames":[{"class":"x.Y","method":"m","line":1}]}})");
  CHECK(it.record.layout == "json-jboss");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.context() == "kb.userToken=c3d1");
  REQUIRE(it.record.throwables.size() == 1);
  CHECK(it.record.throwables[0].frames == 1);
  const Reading eap(
      R"({"@version":1,"@timestamp":"2020-11-20T14:20:41-03:00","sequence":7229,"loggerClassName":"x",
         "loggerName":"org.jboss.as","level":"INFO","message":"x","threadName":"Controller Boot Thread",
         "mdc":{},"ndc":"","stackTrace":"a.A: a\n"})");
  CHECK(eap.record.layout == "json-jboss");
  CHECK(eap.record.stack_trace == "a.A: a\n");
  CHECK(layout(R"({"loggerName":"a.B","sequence":7,"level":"INFO"})") == "");
}

TEST_CASE("a record of Tomcat's JsonFormatter is read") {
  const Reading it(
      R"json({"time": "2023-06-28T12:31:53.123Z", "level": "SEVERE", "thread": "main",
         "class": "org.apache.A", "method": "m", "message": "x", "throwable": ["a.A: a",
         "\tat x.Y.m(Y.java:1)"]})json");
  CHECK(it.record.layout == "json-tomcat");
  CHECK(it.time() == "2023-06-28T12:31:53.123Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.logger == "org.apache.A");
  CHECK(it.record.stack_trace == "a.A: a\n\tat x.Y.m(Y.java:1)");
  CHECK(
      layout(
          R"({"time":"2023-06-28T12:31:53.123Z","thread":"main","class":"a.A","method":"m","message":"x"})") ==
      "");
}

TEST_CASE("a record of Google's structured logging is read") {
  const Reading it(
      R"({"severity":"WARNING","message":"x","timestampSeconds":1640168326,"timestampNanos":867000000,
         "thread":"main","logger":"a.B","context":"default",
         "logging.googleapis.com/labels":{"kb.userToken":"c3d1"},"logging.googleapis.com/trace":"t",
         "stack_trace":"a.A: a\n"})");
  CHECK(it.record.layout == "json-gcp");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::warn);
  CHECK(it.record.logger == "a.B");
  CHECK(it.record.stack_trace == "a.A: a\n");
  CHECK(it.context() == "kb.userToken=c3d1");
  const Reading log4j(
      R"({"timestamp":"2021-12-22T10:18:46.867Z","severity":"EMERGENCY","message":"x",
         "logging.googleapis.com/insertId":"1","_exception":{"class":"a.A","message":"a",
         "stackTrace":"a.A: a\n"},"_thread":"main","_logger":"a.B"})");
  CHECK(log4j.record.level == Level::fatal);
  CHECK(log4j.record.thread == "main");
  CHECK(log4j.record.stack_trace == "a.A: a\n");
  CHECK(layout(R"({"severity":"error","message":"Card declined","field":"card"})") == "");
}

TEST_CASE("a record in an entry of Google's logs is read, with the entry's time and level") {
  const Reading it(
      R"({"insertId":"1","jsonPayload":{"message":"x","logger":"a.B","thread":"main"},
         "resource":{"labels":{"pod_name":"kb-0"}},"severity":"ERROR",
         "timestamp":"2021-12-22T10:18:46.867Z"})");
  CHECK(it.record.layout == "json-gcp");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.logger == "a.B");
  CHECK(it.context() == "");
  const Reading logstash(
      R"({"jsonPayload":{"@timestamp":"2021-12-22T10:18:46.867Z","@version":"1","message":"x",
         "level":"WARN","logger_name":"a.B"},"severity":"INFO","timestamp":"2021-12-22T10:18:47Z"})");
  CHECK(logstash.record.layout == "json-logstash");
  CHECK(logstash.time() == "2021-12-22T10:18:46.867Z");
  CHECK(logstash.record.level == Level::warn);
  CHECK(layout(R"({"jsonPayload":{"status":200},"severity":"INFO","timestamp":"2021-12-22T10:18:47Z"})") ==
        "");
}

TEST_CASE("bunyan's and pino's records are read") {
  const Reading it(
      R"json({"name":"kaui","hostname":"db1","pid":7,"level":50,"time":1640168326867,"msg":"x","user":"u1",
         "err":{"type":"Error","message":"a","stack":"Error: a\n    at f (x.js:1:2)"},"v":0})json");
  CHECK(it.record.layout == "json-bunyan");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.logger == "kaui");
  CHECK(it.record.message == "x");
  CHECK(it.record.stack_trace == "Error: a\n    at f (x.js:1:2)");
  CHECK(it.context() == "user=u1");
  CHECK(layout(R"({"level":50,"msg":"x","pid":7})") == "");
}

TEST_CASE("a logger's GELF is read") {
  const Reading it(
      R"json({"version":"1.1","host":"db1","short_message":"x",
         "full_message":"x\na.A: a\n\tat x.Y.m(Y.java:1)","timestamp":1640168326.867,"level":3,
         "_logger":"a.B","_thread":"main","_kb.userToken":"c3d1"})json");
  CHECK(it.record.layout == "json-gelf");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.logger == "a.B");
  CHECK(it.record.message == "x");
  CHECK(it.record.stack_trace == "a.A: a\n\tat x.Y.m(Y.java:1)");
  CHECK(it.context() == "kb.userToken=c3d1");
}

TEST_CASE("all records in an object of OpenTelemetry's exporter are read") {
  JsonReader reader;
  const auto records = reader
                           .read(R"({"resourceLogs":[{
            "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"kb"}}]},
            "scopeLogs":[
              {"scope":{"name":"a.B"},"logRecords":[
                {"timeUnixNano":"1640168326867123456","severityNumber":17,"severityText":"ERROR",
                 "body":{"stringValue":"first"},"attributes":[
                   {"key":"exception.type","value":{"stringValue":"a.A"}},
                   {"key":"exception.message","value":{"stringValue":"a"}},
                   {"key":"exception.stacktrace","value":{"stringValue":"a.A: a\n"}},
                   {"key":"thread.name","value":{"stringValue":"main"}},
                   {"key":"kb.userToken","value":{"stringValue":"c3d1"}}],"traceId":""},
                {"timeUnixNano":"0","observedTimeUnixNano":"1640168326868000000",
                 "severityNumber":"SEVERITY_NUMBER_WARN","body":{"stringValue":"second"},"attributes":[
                   {"key":"exception.type","value":{"stringValue":"a.C"}},
                   {"key":"n","value":{"intValue":"7"}}]}]},
              {"scope":{"name":"a.D"},"logRecords":[
                {"timeUnixNano":"1640168326869000000","severityNumber":9,"body":{"stringValue":"third"}}]}]}]})")
                           .records;
  REQUIRE(records.size() == 3);
  CHECK(records[0].layout == "json-otel");
  CHECK(to_iso8601(*records[0].time) == "2021-12-22T10:18:46.867Z");
  CHECK(records[0].level == Level::error);
  CHECK(records[0].logger == "a.B");
  CHECK(records[0].thread == "main");
  CHECK(records[0].message == "first");
  CHECK(records[0].stack_trace == "a.A: a\n");
  CHECK(records[0].throwables.empty());
  REQUIRE(records[0].context.size() == 1);
  CHECK(records[0].context[0].name == "kb.userToken");
  CHECK(to_iso8601(*records[1].time) == "2021-12-22T10:18:46.868Z");
  CHECK(records[1].level == Level::warn);
  REQUIRE(records[1].throwables.size() == 1);
  CHECK(records[1].throwables[0].class_name == "a.C");
  REQUIRE(records[1].context.size() == 1);
  CHECK(records[1].context[0].value == "7");
  CHECK(records[2].logger == "a.D");
  CHECK(records[2].message == "third");
  CHECK(records[2].context.empty());
  CHECK(records[2].throwables.empty());
}

TEST_CASE("an object of OpenTelemetry's exporter without records is none") {
  CHECK(layout(R"({"resourceLogs":[]})") == "");
  CHECK(layout(R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"x"}}]}]}]})") == "");
  CHECK(layout(R"({"scopeLogs":[{"scope":{"name":"a.B"},"logRecords":[{"timeUnixNano":"1640168326867123456",
         "severityNumber":9}]}]})") == "json-otel");
}

TEST_CASE("a flat record of OpenTelemetry is read") {
  const Reading it(
      R"({"Timestamp":"1640168326867123456","SeverityText":"ERROR","SeverityNumber":"17","Body":"x",
         "Attributes":{"exception.type":"a.A","exception.message":"a","kb.userToken":"c3d1"},
         "Resource":{"service.name":"kb"}})");
  CHECK(it.record.layout == "json-otel");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.message == "x");
  REQUIRE(it.record.throwables.size() == 1);
  CHECK(it.record.throwables[0].message == "a");
  CHECK(it.context() == "kb.userToken=c3d1");
  CHECK(layout(R"({"Timestamp":"1640168326867123456","Body":"x"})") == "");
}

TEST_CASE("any other record with a time, a level and a message is read") {
  const Reading it(
      R"({"level":"error","ts":1640168326.867,"msg":"x","error":"connection refused","user":{"id":7}})");
  CHECK(it.record.layout == "json");
  CHECK(it.time() == "2021-12-22T10:18:46.867Z");
  CHECK(it.record.level == Level::error);
  CHECK(it.record.stack_trace.empty());
  CHECK(it.context() == "user.id=7");
}

TEST_CASE("a record with invalid values is read as far as it goes") {
  const Reading it(
      R"({"@timestamp":"yesterday","@version":"1","message":7,"logger_name":["a"],"level":"ERROR",
         "stack_trace":null,"a":{"b":{"c":null,"d":""}},"e":[1,[2]],"f":true})");
  CHECK(it.record.layout == "json-logstash");
  CHECK(it.time() == "none");
  CHECK(it.record.message == "7");
  CHECK(it.record.logger.empty());
  CHECK(it.context() == "f=true");
}

TEST_CASE("a record whose line was cut off is read as far as it goes") {
  const Reading it(
      R"({"@timestamp":"2021-12-22T10:18:46.867Z","@version":"1","level":"ERROR","logger_name":"a.B",
         "message":"a long mess)");
  CHECK(it.record.message == "a long mess");
  CHECK(it.record.level == Level::error);
}

TEST_CASE("context fields are bounded in number, depth and length of their names") {
  const std::string head =
      R"({"@timestamp":"2021-12-22T10:18:46.867Z","@version":"1","level":"ERROR","message":"x")";
  std::string many = head;
  for (int i = 0; i < 2'000; ++i) many += ",\"k" + std::to_string(i) + "\":1";
  CHECK(Reading(many + "}").record.context.size() == 1024);
  std::string deep = head + ",\"k\":";
  for (int i = 0; i < 20; ++i) deep += "{\"k\":1,\"n\":";
  CHECK(Reading(deep + "1" + std::string(21, '}')).record.context.size() == 8);
  const std::string name(300, 'n');
  CHECK(Reading(head + ",\"k\":{\"" + name + "\":1,\"short\":2}}").context() == "k.short=2");
}

TEST_CASE("context fields are bounded for each record of a batch, not for all of them") {
  std::string fields;
  for (int i = 0; i < 40; ++i)
    fields += R"({"key":"k)" + std::to_string(i) + R"(","value":{"stringValue":"v"}},)";
  const std::string record =
      R"({"timeUnixNano":"1640168326867123456","severityNumber":17,"body":{"stringValue":"x"},
    "attributes":[)" +
      fields + R"({"key":"exception.type","value":{"stringValue":"a.A"}}]})";
  std::string line = R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[)" + record;
  for (int i = 1; i < 40; ++i) line += "," + record;
  line += "]}]}]}";
  JsonReader reader;
  const auto records = reader.read(line).records;
  REQUIRE(records.size() == 40);
  CHECK(records[39].context.size() == 40);
  REQUIRE(records[39].throwables.size() == 1);
  CHECK(records[39].throwables[0].class_name == "a.A");
}

TEST_CASE("a reader's memory is used again for the next line") {
  JsonReader reader;
  const std::string_view line =
      R"({"@timestamp":"2021-12-22T10:18:46.867Z","@version":"1","level":"ERROR","message":"x","k":"v"})";
  REQUIRE(reader.read(line).records.size() == 1);
  CHECK_FALSE(reader.read("{\"message\":\"x\"}"));
  const auto records = reader.read(line).records;
  REQUIRE(records.size() == 1);
  CHECK(records[0].context.size() == 1);
}
