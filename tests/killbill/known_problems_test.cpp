#include "catch.hpp"

#include <culprit/knowledge.hpp>
#include <culprit/normalizer.hpp>

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace culprit;

namespace {

const Knowledge kKnowledge;

/// The ids of the problems that a chain, class and raw message of each link, is a sign of.
std::string ids(const std::vector<std::pair<std::string, std::string>>& chain) {
  std::vector<std::string> templates;
  for (const auto& [class_name, message] : chain) templates.push_back(normalize(message).text);
  std::vector<Symptom> symptoms;
  for (std::size_t i = 0; i < chain.size(); ++i) symptoms.push_back({chain[i].first, templates[i]});
  std::string ids;
  for (const Problem& problem : kKnowledge.problems_for(symptoms))
    ids += (ids.empty() ? "" : " ") + problem.id;
  return ids;
}

std::string ids_of_message(const std::string& message) { return ids({{"", message}}); }

}  // namespace

TEST_CASE("every known problem is complete, and has an id of its own") {
  std::set<std::string> seen;
  for (const Problem& problem : kKnowledge.problems()) {
    INFO(problem.id);
    CHECK(seen.insert(problem.id).second);
    CHECK_FALSE(problem.title.empty());
    CHECK(problem.title.size() <= 60);
    CHECK_FALSE(problem.matches.empty());
    CHECK(problem.explanation.size() > 40);
    CHECK(problem.explanation.find('\n') == std::string::npos);
    CHECK(problem.explanation.find("  ") == std::string::npos);
    CHECK_FALSE(problem.settings.empty());
    for (const std::string& other : problem.yields_to) CHECK(kKnowledge.find(other) != nullptr);
    for (const std::string& link : problem.links) CHECK(link.rfind("https://", 0) == 0);
    for (const Problem::Match& match : problem.matches)
      for (const std::string& pattern : match.patterns) CHECK(re2::RE2(pattern, re2::RE2::Quiet).ok());
  }
  CHECK(kKnowledge.problems().size() == 18);
}

TEST_CASE("a Ruby plugin's exhausted pool is known in each telling") {
  const std::string m = "could not obtain a database connection within 5.000 seconds (waited 8.904 seconds)";
  const std::string k = "{cause=null, code=7199, formattedMsg='Plugin exception " + m + "'}";
  CHECK(ids({{"java.util.concurrent.ExecutionException", "org.killbill.automaton.OperationException: " + k},
             {"org.killbill.automaton.OperationException", k},
             {"org.killbill.billing.payment.api.PaymentApiException", "Plugin exception " + m}}) ==
        "ruby-plugin-pool");
  CHECK(ids({{"org.jruby.exceptions.RaiseException", "(ConnectionTimeoutError) " + m}}) ==
        "ruby-plugin-pool");
  CHECK(ids_of_message(
            "could not obtain a connection from the pool within 5.000 seconds (waited 5.001 seconds); "
            "all pooled connections were in use") == "ruby-plugin-pool");
}

TEST_CASE("the size of a pool is suspected where the pool itself says so") {
  CHECK(ids({{"java.sql.SQLTransientConnectionException",
              "main - Connection is not available, request timed out after 30000ms."}}) == "database-pool");
  CHECK(ids({{"java.sql.SQLTimeoutException", "Timeout after 10000ms of waiting for a connection."}}) ==
        "database-pool");
  CHECK(ids({{"org.skife.jdbi.v2.exceptions.UnableToObtainConnectionException",
              "java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request "
              "timed out after 30001ms (total=10, active=10, idle=0, waiting=37)."}}) == "database-pool");
  CHECK(ids_of_message("Cannot get a connection, pool error Timeout waiting for idle object") ==
        "database-pool");
}

TEST_CASE("without the pool's message no pool is suspected") {
  CHECK(ids({{"org.skife.jdbi.v2.exceptions.UnableToObtainConnectionException", ""}}) ==
        "no-database-connection");
  CHECK(ids({{"org.skife.jdbi.v2.exceptions.UnableToObtainConnectionException", "x"},
             {"java.sql.SQLNonTransientConnectionException", "Connection refused"}}) == "network");
  CHECK(ids({{"java.sql.SQLTransientConnectionException", "gone"}}).empty());
  CHECK(ids_of_message("Plugin exception card declined").empty());
}

TEST_CASE("a plugin's timeout is known by its code, its words, and its chain") {
  CHECK(ids_of_message("{cause=null, code=7100, formattedMsg='x'}") == "plugin-timeout");
  CHECK(ids_of_message("Plugin timeout for account 7b6c7c1e-8d0c-4f6c-9d4f-8c1b6a0e4f5d: null") ==
        "plugin-timeout");
  CHECK(ids({{"org.killbill.automaton.OperationException", "java.util.concurrent.TimeoutException"},
             {"java.util.concurrent.TimeoutException", ""}}) == "plugin-timeout");
  CHECK(ids({{"java.util.concurrent.TimeoutException", ""}}).empty());
}

TEST_CASE("locks that can't be had are known with and without a throwable") {
  CHECK(
      ids_of_message("Failed to acquire lock 7b6c7c1e-8d0c-4f6c-9d4f-8c1b6a0e4f5d for service ACCNT_INV_PAY "
                     "after 5 retries") == "account-lock");
  CHECK(ids({{"org.killbill.commons.locker.LockFailedException", ""}}) == "account-lock");
}

TEST_CASE("Ruby's complaints are known in the words of each version") {
  CHECK(ids({{"org.jruby.exceptions.RaiseException",
              "(ConcurrencyError) Detected invalid array contents due to unsynchronized modifications with "
              "concurrent users"}}) == "ruby-concurrency");
  CHECK(ids_of_message("Plugin exception wrong number of arguments (1 for 2)") == "plugin-api-version");
  CHECK(ids_of_message("(ArgumentError) wrong number of arguments (given 1, expected 2)") ==
        "plugin-api-version");
  CHECK(ids_of_message("(ArgumentError) wrong number of arguments (given 1, expected 2..3)") ==
        "plugin-api-version");
}

TEST_CASE("what the database complains of is told apart") {
  CHECK(ids({{"java.sql.SQLException", "execute() is called on closed statement"}}) == "closed-statement");
  CHECK(ids({{"java.sql.SQLIntegrityConstraintViolationException", "Duplicate entry 'a' for key 'b'"}}) ==
        "duplicate-key");
  CHECK(ids({{"java.sql.SQLIntegrityConstraintViolationException", "Column 'x' cannot be null"}}) ==
        "integrity-violation");
  CHECK(ids_of_message("Deadlock found when trying to get lock; try restarting transaction") ==
        "database-contention");
  CHECK(ids_of_message("Lock wait timeout exceeded; try restarting transaction") == "database-contention");
  CHECK(ids({{"java.lang.Exception", "Apparent connection leak detected"}}) == "connection-leak");
}

TEST_CASE("the network, the JVM and packaging are known by class or words") {
  CHECK(ids({{"com.mysql.jdbc.exceptions.jdbc4.CommunicationsException", "Communications link failure"}}) ==
        "network");
  CHECK(ids({{"java.net.SocketTimeoutException", "Read timed out"}}) == "network");
  CHECK(ids_of_message("Internal payment error : java.net.SocketTimeoutException: Read timed out") ==
        "network");
  CHECK(ids({{"java.lang.OutOfMemoryError", "unable to create native thread"}}) == "out-of-memory");
  CHECK(ids({{"java.lang.StackOverflowError", ""}}) == "stack-overflow");
  CHECK(ids({{"java.lang.NoClassDefFoundError", "com/example/Foo"}}) == "class-linkage");
  CHECK(ids({{"java.lang.NoSuchMethodError", "x"}}) == "class-linkage");
}

TEST_CASE("a refused request is the client's mistake") {
  CHECK(ids({{"org.killbill.billing.catalog.api.CatalogApiException",
              "Could not find any plans named 'x'"}}) == "client-error");
  CHECK(ids({{"org.killbill.billing.subscription.api.user.SubscriptionBaseApiException", "x"}}) ==
        "client-error");
}

TEST_CASE("a queue that lost the database is known by its thread's words") {
  CHECK(ids_of_message("bus_events-main got DBIException") == "queue-database");
  CHECK(ids_of_message("bus event 7 is left IN_PROCESSING") == "queue-database");
  CHECK(ids_of_message("payment is IN_PROCESSING").empty());
}
