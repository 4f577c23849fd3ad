#include "killbill/library_frames.hpp"

namespace culprit::killbill {
namespace {

constexpr std::string_view kPrefixes[] = {
    // Its libraries: proxies of JDBI, profiling, threads, locks, queues, the state machine.
    "org.killbill.automaton.",
    "org.killbill.bus.",
    "org.killbill.clock.",
    "org.killbill.commons.",
    "org.killbill.notificationq.",
    "org.killbill.queue.",
    "org.killbill.xmlloader.",
    // The wrappers of each access to the database …
    "org.killbill.billing.util.entity.dao.EntitySqlDaoTransaction",
    "org.killbill.billing.util.entity.dao.EntitySqlDaoWrapper",
    // … of each call of an API, and of a plugin …
    "org.killbill.billing.osgi.ContextClassLoaderHelper",
    "org.killbill.billing.osgi.bundles.jruby.",
    "org.killbill.billing.payment.dispatcher.",
    "org.killbill.billing.util.glue.KillbillApiAopModule",
    "org.killbill.billing.util.security.AopAllianceMethodI",
    // … and of each request.
    "org.killbill.billing.server.filters.",
    "org.killbill.billing.server.security.",
};

}  // namespace

std::span<const std::string_view> library_prefixes() { return kPrefixes; }

}  // namespace culprit::killbill
