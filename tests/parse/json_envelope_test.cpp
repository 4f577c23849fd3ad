#include "catch.hpp"
#include "parse/json_record.hpp"

#include <string>

using namespace culprit::parse;

namespace {

/// "stream|text", with `$` behind it if its line end was there, `…` behind the piece of a line, and `…?`
/// behind what may be one; "none" if it is no envelope.
std::string unwrap(std::string_view line) {
  JsonReader reader;
  const JsonLine json = reader.read(line);
  CHECK(json.records.empty());
  if (!json.envelope) return "none";
  std::string shown(json.envelope->stream);
  shown.append("|").append(json.envelope->text);
  switch (json.envelope->end) {
    case JsonTextEnd::cut: return shown + "…";
    case JsonTextEnd::missing: return shown + "…?";
    case JsonTextEnd::written: return shown + "$";
    case JsonTextEnd::whole: break;
  }
  return shown;
}

}  // namespace

TEST_CASE("a line of Docker's json-file is text") {
  CHECK(unwrap(
            R"({"log":"10:18:46.867 [main] INFO  a.B - x\n","stream":"stdout",
         "time":"2021-12-22T10:18:46.867123456Z"})") == "stdout|10:18:46.867 [main] INFO  a.B - x$");
  CHECK(unwrap(
            R"({"log":"\tat a.B.c(B.java:1)\r\n","stream":"stderr","attrs":{"tag":"x"},
         "time":"2021-12-22T10:18:46Z"})") == "stderr|\tat a.B.c(B.java:1)$");
  CHECK(unwrap(R"({"log":"\n","stream":"stdout","time":"2021-12-22T10:18:46Z"})") == "stdout|$");
}

TEST_CASE("Docker's long lines come in pieces") {
  CHECK(unwrap(R"({"log":"begin ","stream":"stdout","time":"2021-12-22T10:18:46Z"})") == "stdout|begin …?");
  CHECK(unwrap(R"({"log":"end\n","stream":"stdout","time":"2021-12-22T10:18:46Z"})") == "stdout|end$");
  CHECK(unwrap(R"({"time":"2021-12-22T10:18:46Z","stream":"stdout","logtag":"P","log":"begin "})") ==
        "stdout|begin …");
  CHECK(unwrap(R"({"time":"2021-12-22T10:18:46Z","stream":"stdout","logtag":"F","log":"whole"})") ==
        "stdout|whole");
}

TEST_CASE("a tag tells the pieces of a CRI runtime's lines, whoever wrote it, and wherever the text stands") {
  CHECK(unwrap(R"({"time":"2021-12-22T10:18:46Z","stream":"stdout","_p":"P","log":"begin "})") ==
        "stdout|begin …");
  CHECK(unwrap(R"({"time":"2021-12-22T10:18:46Z","stream":"stdout","_p":"F","log":"whole"})") ==
        "stdout|whole");
  CHECK(unwrap(R"({"time":"2021-12-22T10:18:46Z","stream":"stdout","logtag":"P","message":"begin "})") ==
        "stdout|begin …");
  CHECK(unwrap(
            R"({"time":"2021-12-22T10:18:46Z","stream":"stdout","logtag":"P","message":"begin ",
         "kubernetes":{"pod_name":"kb-0","container_name":"killbill"}})") == "kb-0/killbill|begin …");
  CHECK(unwrap(R"({"time":"2021-12-22T10:18:46Z","stream":"stderr","logtag":"F","message":"whole"})") ==
        "stderr|whole");
}

TEST_CASE("journald's export is text") {
  CHECK(unwrap(
            R"({"__REALTIME_TIMESTAMP":"1640168326867123","_HOSTNAME":"db1","PRIORITY":"6",
         "SYSLOG_IDENTIFIER":"killbill","_SYSTEMD_UNIT":"killbill.service","MESSAGE":"started"})") ==
        "db1/killbill|started");
  CHECK(unwrap(R"({"_SYSTEMD_UNIT":"killbill.service","MESSAGE":[27,91,51,49,109,120,255]})") ==
        "killbill.service|\x1b[31mx\xff");
  CHECK(unwrap(R"({"_HOSTNAME":"db1","MESSAGE":[27,"x"]})") == "none");
  CHECK(unwrap(R"({"_HOSTNAME":"db1","MESSAGE":null})") == "none");
  CHECK(unwrap(R"({"MESSAGE":"started"})") == "none");
}

TEST_CASE("an event of CloudWatch is text") {
  CHECK(unwrap(
            R"({"logStreamName":"killbill/app/1","timestamp":1640168326867,"message":"line 1\nline 2",
         "ingestionTime":1640168327000,"eventId":"36"})") == "killbill/app/1|line 1\nline 2");
  CHECK(unwrap(R"({"@timestamp":"2021-12-22 10:18:46.867","@message":"x","@logStream":"s","@ptr":"p"})") ==
        "s|x");
  CHECK(unwrap(R"({"timestamp":1640168326867,"message":"x"})") == "none");
}

TEST_CASE("an entry of Google's logs that is text is text") {
  CHECK(unwrap(
            R"({"insertId":"1","resource":{"type":"k8s_container","labels":{"pod_name":"kb-0",
         "container_name":"killbill"}},"severity":"ERROR","textPayload":"x",
         "timestamp":"2021-12-22T10:18:46Z"})") == "kb-0/killbill|x");
  CHECK(unwrap(R"({"insertId":"1","resource":{"labels":{"instance_id":"42"}},"textPayload":"x"})") == "42|x");
}

TEST_CASE("a line with Kubernetes' metadata is text, even if somebody guessed its level") {
  CHECK(unwrap(
            R"({"log":"x\n","kubernetes":{"pod_name":"kb-0","container_name":"killbill",
         "labels":{"app":"kb"}},"docker":{"container_id":"1"}})") == "kb-0/killbill|x$");
  CHECK(unwrap(
            R"({"@timestamp":"2021-12-22T10:18:46Z","message":"x","level":"error",
         "kubernetes":{"pod_name":"kb-0","container_name":"killbill"}})") == "kb-0/killbill|x");
  CHECK(unwrap(R"({"log":"x","container_id":"1","container_name":"/kb","source":"stdout"})") == "/kb|x");
}

TEST_CASE("a line that Filebeat or Logstash forwards is text") {
  CHECK(unwrap(
            R"({"@timestamp":"2021-12-22T10:18:46.867Z","@metadata":{"beat":"filebeat"},"message":"x",
         "log":{"offset":1,"file":{"path":"/var/log/kb.log"}},"host":{"name":"db1"},
         "agent":{"type":"filebeat"},"ecs":{"version":"1.8.0"}})") == "db1//var/log/kb.log|x");
  CHECK(unwrap(
            R"({"@timestamp":"2021-12-22T10:18:46.867Z","@version":"1","message":"x","host":"db1",
         "path":"/kb.log"})") == "db1//kb.log|x");
}

TEST_CASE("Filebeat names pods and containers in its own way") {
  CHECK(unwrap(
            R"({"@timestamp":"2021-12-22T10:18:46.867Z","message":"x","stream":"stdout",
         "log":{"offset":1,"file":{"path":"/var/log/containers/kb-0.log"}},"input":{"type":"container"},
         "kubernetes":{"namespace":"default","pod":{"name":"kb-0","uid":"1"},"container":{"name":"killbill"}},
         "host":{"name":"filebeat-x"},"agent":{"type":"filebeat"}})") == "kb-0/killbill|x");
  CHECK(unwrap(
            R"({"message":"x","log":{"file":{"path":"/var/log/containers/kb-0.log"}},
         "kubernetes":{"node":{"name":"n1"}},"host":{"name":"filebeat-x"},"agent":{"type":"filebeat"}})") ==
        "filebeat-x//var/log/containers/kb-0.log|x");
}

TEST_CASE("a message of Docker's GELF driver is text") {
  CHECK(unwrap(
            R"({"version":"1.1","host":"db1","short_message":"x","timestamp":1640168326.867,"level":6,
         "_container_name":"kb"})") == "kb|x");
}

TEST_CASE("an object with text but nobody who wrapped it is no envelope") {
  CHECK(unwrap(R"({"log":"x"})") == "none");
  CHECK(unwrap(R"({"message":"Card declined","code":7199})") == "none");
  CHECK(unwrap(R"({"log":{"level":"x"},"stream":"stdout"})") == "none");
  CHECK(unwrap(R"({"short_message":"x"})") == "none");
}
