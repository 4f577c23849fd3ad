"""The failures of the run: what each of them leaves in the log."""

from . import frames
from .log import NO_CONTEXT, Record
from .throwables import Throwable

EXECUTION = "java.util.concurrent.ExecutionException"
OPERATION = "org.killbill.automaton.OperationException"
PAYMENT_API = "org.killbill.billing.payment.api.PaymentApiException"
ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException"
RAISE = "org.jruby.exceptions.RaiseException"

# Reflection's accessors are numbered as they are generated: each server has its own few.
_ACCESSORS = (212, 318, 355)


class Reason:
    """What the plugin said: a message and its template."""

    def __init__(self, message, template):
        self.message = message
        self.template = template


TORN_ARRAY = "Detected invalid array contents due to unsynchronized modifications with concurrent users"
NO_URL = "name"
WRONG_ARGUMENTS = Reason("wrong number of arguments (1 for 2)", "wrong number of arguments (N for N)")


def pool_timeout(waited):
    """`waited` is in milliseconds."""
    seconds = f"{waited // 1000}.{waited % 1000:03d}"
    return Reason(
        f"could not obtain a database connection within 5.000 seconds (waited {seconds} seconds)",
        "could not obtain a database connection within N seconds (waited N seconds)",
    )


def _operation_text(reason):
    """OperationException's message: the toString() of the PaymentApiException behind it."""
    return f"{{cause=null, code=7199, formattedMsg='Plugin exception {reason}'}}"


def _plugin_exception(operation, reason):
    """OperationException <- PaymentApiException, as they were thrown in the plugin's thread."""
    root_cause = Throwable(
        PAYMENT_API, f"Plugin exception {reason.message}", frames.plugin_called(operation),
        template=f"Plugin exception {reason.template}",
    )
    return Throwable(
        OPERATION, _operation_text(reason.message), frames.plugin_failed(), root_cause,
        _operation_text(reason.template),
    )


def plugin_failure(random, payment, reason):
    """A payment that its plugin failed: one failure, logged twice."""
    accessor = random.choice(_ACCESSORS)
    cause = _plugin_exception(payment.operation, reason)
    yield payment.record(
        payment.end, "WARN", "OperationCallbackBase",
        f"ExecutionException while the plugin handled the payment of account {payment.context.account.id}",
        Throwable(
            EXECUTION, f"{OPERATION}: {cause.message}",
            frames.waiting_for_plugin(payment.operation, accessor), cause,
            f"{OPERATION}: {cause.template}",
        ),
    )
    yield payment.record(
        payment.end + random.between(1, 6), "ERROR", "ExceptionMapperBase", "Internal error",
        Throwable(
            PAYMENT_API, f"Internal payment error : {OPERATION}: {cause.message}",
            frames.state_machine(payment.operation, accessor), cause,
            f"Internal payment error : {OPERATION}: {cause.template}",
        ),
    )


def plugin_info_failure(random, payment, reason):
    """The answer to a payment's request could not be written for want of the plugin's view of it."""

    def text(payment_id, said):
        return (
            f"Failed to retrieve payment plugin info for payment {payment_id}: "
            f"PaymentPluginApiException{{errorMessage='{said}', errorType='get_payment_info failure'}}"
        )

    yield payment.record(
        payment.end, "WARN", "ExceptionMapperBase", "Internal error",
        Throwable(
            PAYMENT_API, text(payment.payment_id, reason.message),
            frames.plugin_info(random.choice(_ACCESSORS)),
            template=text("<uuid>", reason.template),
        ),
    )


def array_failure(random, payment):
    """Two of the plugin's threads were in one Array."""
    yield Record(
        payment.end, "ERROR", "JRubyPaymentPlugin", f"payment-plugin-th-{random.between(0, 99)}",
        payment.context,
        "Unexpected exception in the plugin",
        Throwable(
            RAISE,
            f"(ConcurrencyError) {TORN_ARRAY}",
            frames.torn_array(payment.operation),
        ),
    )


def unknown_state(random, payment):
    """A payment whose outcome nobody knows: an error in words, with a toString() but without a throwable."""
    yield payment.record(
        payment.end, "ERROR", "PaymentOperation",
        f"Payment {payment.payment_id} is left in state {payment.operation}_UNKNOWN: the plugin said "
        "PaymentPluginApiException{errorMessage='Connection reset by peer', errorType='gateway failure'}",
    )


def lookup_failure(random, context, operation, time):
    """JRuby looked for a file under a name that is no URL; the payment goes on."""
    return Record(
        time, "WARN", "JRubyPaymentPlugin", f"payment-plugin-th-{random.between(0, 99)}", context,
        "Could not look up a Ruby resource",
        Throwable(ILLEGAL_ARGUMENT, NO_URL, frames.missing_resource(operation)),
    )


def plain_errors(times):
    """Errors without a throwable, at five points of time."""
    bus = "Entry {} was not handled in 3 attempts, moved to the history as FAILED"
    gateway = "[stripe] Unexpected answer, expected a Hash:\n{}"
    gateway_error = '{"error":{"type":"api_error","message":"Caused by: java.lang.NullPointerException"}}'
    gauge = "Gauge main.pool.Wait could not be read (java.lang.IllegalStateException?)"
    errors = (
        ("DefaultPersistentBus", "bus_events-th-1", bus.format(48112)),
        ("KillbillLogWriter", "payment-plugin-th-61", gateway.format(gateway_error)),
        ("DefaultPersistentBus", "bus_events-th-2", bus.format(90417)),
        ("KillbillLogWriter", "payment-plugin-th-18", gateway.format("nil")),
        ("MetricsServlet", "http-bio-8080-exec-7", gauge),
    )
    for time, (logger, thread, message) in zip(times, errors, strict=True):
        yield Record(time, "ERROR", logger, thread, NO_CONTEXT, message)
