#include "killbill/known_problems.hpp"

namespace culprit::killbill {

// A match states no more than its problem explains. Where only a class tells, the explanation says what
// else may be behind it. A pattern has a part of its own text beside it: so it need not be compiled where
// that isn't found.
std::vector<Problem> known_problems() {
  return {
      {
          .id = "ruby-plugin-pool",
          .title = "A Ruby plugin has too few database connections",
          .matches =
              {{.messages = {"could not obtain a "},
                .patterns =
                    {R"(could not obtain a (database )?connection( from the pool)? within \S+ seconds)"}}},
          .explanation =
              "More threads call the plugin than its ActiveRecord pool has connections. The others "
              "wait in line for one, and give up after checkout_timeout. How long they waited tells "
              "how far the pool is from what the load needs.",
          .settings =
              {"pool and checkout_timeout in the plugin's yml (stripe.yml …)",
               "org.killbill.billing.osgi.dao.maxActive, if the plugin uses the server's pool",
               "org.killbill.payment.plugin.threads.nb and the HTTP threads: how many threads call it"},
      },
      {
          .id = "database-pool",
          .title = "The pool of database connections is exhausted",
          .matches = {{.messages = {"Connection is not available, request timed out"}},
                      {.messages = {"Timeout after "},
                       .patterns = {R"(Timeout after \S+ of waiting for a connection)"}},
                      {.messages = {"Cannot get a connection, pool error Timeout waiting for idle object"}}},
          .explanation =
              "All connections of the pool were in use for as long as a caller is willing to wait. "
              "Either the load needs more of them, or each is held too long: by a slow query, a slow "
              "database, a long transaction, or a leak. Newer versions of HikariCP say how many were "
              "active and how many callers waited.",
          .settings = {"org.killbill.dao.maxActive, org.killbill.dao.minIdle",
                       "org.killbill.dao.connectionTimeout: how long a caller waits",
                       "org.killbill.billing.osgi.dao.maxActive, if the pool is that of the plugins",
                       "org.killbill.dao.leakDetectionThreshold: finds who holds a connection too long",
                       "how many connections the database allows"},
          .links = {"https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing"},
      },
      {
          .id = "no-database-connection",
          .title = "A connection to the database could not be had",
          .matches = {{.classes = {"UnableToObtainConnectionException"}}, {.messages = {"Login timeout"}}},
          .explanation =
              "Nothing here tells why: all connections may have been in use, or the database was slow "
              "or could not be reached. The cause below, or what the database logged at that time, "
              "tells more.",
          .settings = {"org.killbill.dao.url: which host",
                       "org.killbill.dao.connectionTimeout, org.killbill.dao.maxActive",
                       "how many connections the database allows"},
          .yields_to = {"database-pool", "network"},
      },
      {
          .id = "connection-leak",
          .title = "A database connection was held for too long",
          .matches = {{.messages = {"Apparent connection leak detected"}}},
          .explanation =
              "Somebody took a connection and did not give it back within the threshold. It may still "
              "do so later: a slow call looks like a leak. The stack shows who took it.",
          .settings = {"the frames below the message", "org.killbill.dao.leakDetectionThreshold"},
      },
      {
          .id = "plugin-timeout",
          .title = "A plugin took longer than it may",
          .matches = {{.code = 7100},
                      {.messages = {"Plugin timeout for account"}},
                      {.classes = {"java.util.concurrent.TimeoutException", "OperationException"}}},
          .explanation =
              "A payment plugin, or the gateway behind it, did not answer in time, or the call waited "
              "in line because all plugin threads were busy. What became of the payment is not known; "
              "it stays in an unknown or pending state until it is looked after.",
          .settings = {"org.killbill.payment.plugin.timeout", "org.killbill.payment.plugin.threads.nb",
                       "how fast the gateway answers"},
      },
      {
          .id = "account-lock",
          .title = "A lock could not be had",
          .matches = {{.messages = {"Failed to acquire lock "},
                       .patterns = {R"(Failed to acquire lock \S+ for service \S+ after \S+ retries)"}},
                      {.classes = {"LockFailedException"}}},
          .explanation =
              "Several operations wanted the same account at once, or one that is slow held its lock. "
              "A lock that nobody releases may have been left behind by a server that died.",
          .settings = {"org.killbill.payment.globalLock.retries, org.killbill.invoice.globalLock.retries",
                       "org.killbill.rescheduleIntervalOnLock", "old rows in the table of locks"},
      },
      {
          .id = "ruby-concurrency",
          .title = "Ruby code shares an array between threads",
          .matches = {{.messages = {"Detected invalid array contents due to unsynchronized modifications "
                                    "with concurrent users"}}},
          .explanation = "JRuby noticed that one thread changed an Array while another one used it. The code "
                         "that shares it has no lock; under load it fails now and then.",
          .settings = {"the gem and the file in the frames: a newer version, or a lock around it"},
      },
      {
          .id = "plugin-api-version",
          .title = "Ruby code was called with another number of arguments",
          .matches =
              {{.messages = {"wrong number of arguments ("},
                .patterns = {R"(wrong number of arguments \((\S+ for \S+|given \S+, expected \S+)\))"}}},
          .explanation =
              "A method got more or fewer arguments than it takes. Where Kill Bill calls a plugin, "
              "the plugin was mostly written for another version of the plugin API.",
          .settings = {"the versions of the plugin, of its gems and of Kill Bill"},
      },
      {
          .id = "closed-statement",
          .title = "A statement was used after it was closed",
          .matches = {{.messages = {"execute() is called on closed statement"}}},
          .explanation =
              "The driver, or its cache of statements, gave out one that somebody else had closed. It "
              "happens under load, and with some versions of the driver only.",
          .settings = {"the version of the MariaDB driver",
                       "org.killbill.dao.cachePrepStmts, org.killbill.dao.prepStmtCacheSize"},
      },
      {
          .id = "duplicate-key",
          .title = "A row with this key exists already",
          .matches = {{.messages = {"Duplicate entry"}},
                      {.messages = {"duplicate key value violates unique constraint"}}},
          .explanation =
              "Two requests used the same key, mostly an external key: a client sent one twice, or "
              "makes keys that are not unique.",
          .settings = {"how the client makes its external keys, and when it tries again"},
      },
      {
          .id = "integrity-violation",
          .title = "The database refused a row",
          .matches = {{.classes = {"SQLIntegrityConstraintViolationException"}}},
          .explanation =
              "A row breaks a rule of its table: its key exists already, a column that is required "
              "has no value, or what it refers to is missing. The driver's message tells which; a "
              "column that is not known of speaks of another schema.",
          .settings = {"how the client makes its external keys", "the version of the database schema"},
          .yields_to = {"duplicate-key"},
      },
      {
          .id = "database-contention",
          .title = "Transactions got in each other's way",
          .matches = {{.messages = {"Deadlock found when trying to get lock"}},
                      {.messages = {"Lock wait timeout exceeded"}},
                      {.messages = {"deadlock detected"}}},
          .explanation =
              "Two transactions wanted the same rows. In a deadlock the database ends one of them; "
              "else one waits for a row until it gives up. A few are normal under load; many mean "
              "long transactions.",
          .settings = {"org.killbill.dao.transactionIsolationLevel",
                       "long transactions, also those of other programs on the same database"},
      },
      {
          .id = "network",
          .title = "A host could not be reached, or did not answer",
          .matches = {{.messages = {"Communications link failure"}},
                      {.messages = {"Connection refused"}},
                      {.classes = {"ConnectException"}},
                      {.classes = {"SocketTimeoutException"}},
                      {.classes = {"Errno::ECONNREFUSED"}}},
          .explanation =
              "The network, the database or another service was down or too slow. The samples tell "
              "which host; when it was first and last seen tells for how long.",
          .settings = {"the host in the samples, and the time",
                       "timeouts of the plugin or driver that called it"},
      },
      {
          .id = "out-of-memory",
          .title = "The JVM ran out of memory, or of threads",
          .matches = {{.classes = {"OutOfMemoryError"}}},
          .explanation =
              "The message tells of what: heap space, Metaspace, or that no native thread could be "
              "made, which is a limit of the system and not of the heap. What follows such an error "
              "in the log is mostly its consequence.",
          .settings = {"-Xmx, -XX:MaxMetaspaceSize", "ulimit -u and the container's limits, for threads"},
      },
      {
          .id = "stack-overflow",
          .title = "Calls were nested too deeply",
          .matches = {{.classes = {"StackOverflowError"}}},
          .explanation = "A recursion has no end, or the data it follows is nested deeper than the thread's "
                         "stack allows.",
          .settings = {"the frames that repeat", "-Xss"},
      },
      {
          .id = "class-linkage",
          .title = "A class or a method is not there",
          .matches = {{.classes = {"NoSuchMethodError"}},
                      {.classes = {"NoClassDefFoundError"}},
                      {.classes = {"ClassNotFoundException"}}},
          .explanation =
              "Code was built against another version than the one that runs. In a plugin's bundle it "
              "may also be that the server does not export the package.",
          .settings = {"the versions of the plugin and of Kill Bill",
                       "org.killbill.osgi.system.bundle.export.packages.extra"},
      },
      {
          .id = "client-error",
          .title = "A client asked for what can't be",
          .matches = {{.classes = {"CatalogApiException"}}, {.classes = {"SubscriptionBaseApiException"}}},
          .explanation =
              "Kill Bill refused a request that does not fit its catalog or the state of a "
              "subscription. As a rule that is the client's mistake, and no failure of the system.",
          .settings = {"the request, and who sent it", "the catalog of the tenant"},
      },
      {
          .id = "queue-database",
          .title = "The bus or the notification queue lost the database",
          .matches = {{.messages = {" got DBIException"},
                       .patterns = {R"((bus_ext_events|bus_events|notifications)\S* got DBIException)"}},
                      {.patterns = {R"((?i)\b(bus|notification)\S*\b.*\bIN_PROCESSING\b)"}}},
          .explanation =
              "A thread of the queue could not read or write its table. Events that it had claimed "
              "stay IN_PROCESSING until somebody takes them over. Why the database did not answer is "
              "told by what else broke at the time, such as an exhausted pool.",
          .settings = {"org.killbill.persistent.bus.main.*, org.killbill.persistent.bus.external.*",
                       "org.killbill.dao.maxActive and the database"},
          .links = {"https://docs.killbill.io/latest/userguide_deployment.html"},
      },
  };
}

}  // namespace culprit::killbill
