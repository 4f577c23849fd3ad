#pragma once

#include "random.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace culprit::bench {

enum class Layout {
  logback,   ///< `%date [%thread] %-5level %logger{36} - %msg%n`
  killbill,  ///< the server's since 0.16, with request id, user token and record ids
  docker,    ///< logback's lines in Docker's json-file: an object for each
  cri,       ///< logback's lines as Kubernetes' nodes keep them: the time, the stream and `F` in front
  logstash,  ///< a JSON object for each record, as logstash-logback-encoder writes it,
  ecs,       ///< likewise as ecs-logging-java does,
  log4j2,    ///< and as log4j2's JsonLayout does
  messages,  ///< no header at all: what `culprit normalize` reads
};

/// The part of a record's header that does not depend on who sends it.
struct Event {
  std::string_view level;
  std::string_view logger;  ///< abbreviated, as in `o.k.b.payment.core.PaymentProcessor`
};

/// What a header tells, apart from Event. Valid until the next one.
struct HeaderValues {
  std::string_view date;          ///< `2021-12-22T10:18:46.123`
  std::int64_t milliseconds = 0;  ///< the same, since 1970
  std::string_view thread;
};

/// Writes headers, one some milliseconds after the other, for requests of a fixed set.
class HeaderWriter {
public:
  HeaderWriter(Layout layout, Random& random);

  /// Appends the header up to the message.
  void append(const Event& event, Random& random, std::string& out);

  /// What the next header would say, for those who write it themselves.
  HeaderValues next(Random& random);

  /// The moment of the last header.
  HeaderValues now() const;

private:
  struct Request {
    std::string thread;
    std::string context;  ///< everything between the thread and the message, in Kill Bill's layout
  };

  void advance(std::size_t milliseconds);

  Layout layout_;
  std::vector<Request> requests_;
  std::chrono::sys_time<std::chrono::milliseconds> now_;
  std::array<char, 23> date_{};
};

}  // namespace culprit::bench
