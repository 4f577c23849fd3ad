#include "normalize/labelled_messages.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <stdexcept>
#include <string_view>

namespace culprit::test {
namespace {

using Values = std::vector<std::string>;

const std::map<std::string, Values, std::less<>>& pools() {
  static const std::map<std::string, Values, std::less<>> pools{
      {"addon", {"bullets", "scope", "laser", "holster", "cleaning", "telescopic"}},
      {"app", {"/killbill", "/kaui", "/metrics", "/ROOT"}},
      {"bundle",
       {"org.killbill.billing.plugin.stripe", "org.kill-bill.billing.osgi-logger", "com.acme.tax",
        "org.apache.felix.scr", "com.example.analytics", "org.killbill.billing.plugin.email"}},
      {"cache",
       {"account-record-id", "tenant-catalog", "overdue-config", "object-id", "tenant-kv", "accountBcd"}},
      {"cachekey", {"tenant::17", "account(12,eu)", "4711", "bcd[3]", "record::99"}},
      {"class",
       {"org.killbill.billing.payment.api.PaymentApiException", "java.lang.IllegalStateException",
        "com.acme.Gateway", "java.util.concurrent.TimeoutException", "org.jooq.exception.DataAccessException",
        "org.killbill.bus.BusEvent", "javax.ws.rs.NotFoundException", "com.mysql.cj.jdbc.Driver"}},
      {"collector", {"G1 Young", "G1 Old"}},
      {"column", {"account_id", "external_key", "created_date", "record_id", "plan_name", "effective_date"}},
      {"constant", {"MONTHLY_X", "BIWEEK", "QUARTERLYX", "TRIALS", "FOO"}},
      {"currency", {"USD", "EUR", "GBP", "BRL", "JPY"}},
      {"customer", {"cus_9xAbC12kQmZ7", "tok_1Gq8Zz2eZvKYlo2C", "ch_17Hfds2eZvKYlo2C", "req_8dJ2kLmQ91xYz0"}},
      {"email", {"jane@example.com", "joe.doe@acme.org", "x-1@mail.example.net"}},
      {"event",
       {"invoice.created", "payment.failed", "account.changed", "subscription.cancelled", "tenant.config",
        "charge.refunded"}},
      {"file", {"catalog.xml", "plugin-7.jar", "invoice_de.properties", "overdue.xml", "stripe.yml"}},
      {"filter",
       {"(osgi.wiring.package=org.joda.time)", "(osgi.wiring.package=javax.servlet)",
        "(osgi.wiring.package=com.acme)"}},
      {"host",
       {"db-1.prod:3306", "gateway.example.com", "node7.example.net", "mail.acme.org:25",
        "redis-2.cache:6379"}},
      {"index",
       {"payments_key", "accounts_external_key", "bus_idx_where", "invoices_account",
        "bundles_external_key"}},
      {"itemtype", {"RECURRING", "FIXED", "TAX", "CREDIT_ADJ", "USAGE"}},
      {"json", {"{\"id\":7}", "{\"type\":\"x\",\"n\":[1,2]}", "{}", "{\"key\":\"a b\"}"}},
      {"key",
       {"jane", "order-17", "k2f9", "acme:7", "summer", "promo_x", "4711", "b7", "tenant-eu", "zz9plural"}},
      {"locale", {"de_DE", "en_US", "fr_FR", "pt_BR", "ja_JP"}},
      {"method", {"capture", "void_payment", "id", "body", "amount", "parse"}},
      {"metric", {"kb.payment.time", "jvm.heap.used", "pool.main.wait", "http.requests", "bus.lag"}},
      {"migration", {"add index", "drop old columns", "widen key", "init"}},
      {"mime", {"text/html", "application/xml", "image/png", "text/plain"}},
      {"overdue", {"OD1", "OD2", "OD3"}},
      {"path",
       {"/1.0/kb/accounts", "/var/lib/killbill/bundles", "/1.0/kb/payments/7?audit=NONE", "/opt/x/lib/a.jar",
        "/etc/kb"}},
      {"period", {"MONTHLY", "ANNUAL", "WEEKLY", "NO_BILLING_PERIOD"}},
      {"phase", {"trial", "discount", "evergreen", "fixedterm", "intro"}},
      {"plan",
       {"gold", "silver", "basic", "platinum", "starter", "pistol-monthly", "team", "shotgun-annual"}},
      {"plugin",
       {"killbill-stripe", "killbill-paypal", "killbill-adyen", "acme-tax", "killbill-braintree",
        "killbill-email"}},
      {"pool", {"main", "osgi"}},
      {"pricelist", {"DEFAULT", "rescue", "gunclub", "summer", "partners"}},
      {"product", {"Shotgun", "Pistol", "Blowdart", "Knife", "Telescope"}},
      {"protocol", {"\"http-nio-8080\"", "\"ajp-nio-8009\"", "\"https-jsse-nio-8443\""}},
      {"queue", {"bus_events", "bus_ext_events", "notifications", "subscription-events", "invoice-queue"}},
      {"runtime", {"java", "ruby"}},
      {"schema", {"killbill", "kaui", "analytics", "kb_test"}},
      {"signature",
       {"String.length()", "java.util.Map.get(Object)", "org.killbill.Account.getId()",
        "java.util.List.size()", "com.acme.Gateway.charge(long, String)"}},
      {"table", {"accounts", "bus_events", "payment_methods", "invoices", "tag_history", "bundles"}},
      {"template", {"invoice", "receipt", "welcome", "reminder", "expiry"}},
      {"thread",
       {"main", "killbill-payment-th-7", "qtp-12-99", "catalina-exec-3", "bus_worker-2", "janitor-1"}},
      {"txtype", {"AUTHORIZE", "CAPTURE", "PURCHASE", "REFUND", "CREDIT"}},
      {"url", {"https://api.example.com/v1/charges", "http://10.0.0.7:8080/x?y=1", "https://acme.org/pay"}},
      {"user", {"admin", "jane", "kaui", "tester", "ops", "root"}},
      {"variable",
       {"account", "tenantContext", "payment", "callContext", "this.dao", "<local4>", "invoiceId"}},
      {"version", {"1.2.3", "0.24.0", "7.1.0-SNAPSHOT", "2.0.1"}},
      {"zone", {"Mars/Base", "Europe/Berlinn", "UTC+25", "Middle/Earth"}},
  };
  return pools;
}

std::string value_of(std::string_view slot, std::mt19937& random) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  if (slot == "n") return fmt::format("{}", below(20000));
  if (slot == "ms") return fmt::format("{}", 100 + below(40000));
  if (slot == "s") return fmt::format("{}.{:03}", below(20), below(1000));
  if (slot == "amount") return fmt::format("{}.{:02}", below(2000), below(100));
  if (slot == "ip") return fmt::format("10.{}.{}.{}", below(256), below(256), below(256));
  if (slot == "hex") return fmt::format("{:x}a{:05x}", 1 + below(15), below(1 << 20));
  if (slot == "time")
    return fmt::format("20{}-{:02}-{:02}T{:02}:{:02}:00.000Z", 15 + below(9), 1 + below(12), 1 + below(28),
                       below(24), below(60));
  if (slot == "uuid")
    return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:06x}{:06x}", random(), below(65536), below(4096),
                       below(4096), below(1 << 24), below(1 << 24));
  const auto pool = pools().find(slot);
  if (pool == pools().end()) throw std::runtime_error(fmt::format("no values for {{{}}}", slot));
  return pool->second[below(static_cast<unsigned>(pool->second.size()))];
}

/// The template with its slots filled. A brace that opens no slot is text.
std::string fill(std::string_view source, std::mt19937& random) {
  std::string text;
  while (!source.empty()) {
    const std::size_t open = source.find('{');
    text += source.substr(0, open);
    if (open == std::string_view::npos) break;
    source.remove_prefix(open + 1);
    const std::size_t close = source.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    if (close == std::string_view::npos || source[close] != '}') {
      text += '{';
      continue;
    }
    text += value_of(source.substr(0, close), random);
    source.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace

std::vector<LabelledMessage> labelled_messages(std::mt19937& random) {
  std::ifstream file(CULPRIT_SOURCE_DIR "/tests/normalize/labelled_messages.txt");
  if (!file) throw std::runtime_error("labelled_messages.txt can't be read");
  std::vector<LabelledMessage> messages;
  std::string line;
  std::size_t scope = 0;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      ++scope;
      continue;
    }
    for (std::size_t count = 1 + random() % 40; count > 0; --count)
      messages.push_back({scope, number, fill(line, random)});
  }
  return messages;
}

}  // namespace culprit::test
