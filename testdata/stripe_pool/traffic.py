"""What goes on besides the failures: requests, plugin calls, buses, queues, and warnings.

Much of it is written to mislead a reader that looks for class names or for
`Caused by:` anywhere: none of these records carries a throwable.
"""

from .log import NO_CONTEXT, Record

_URIS = {
    "AUTHORIZE": "POST http://127.0.0.1:8080/1.0/kb/accounts/{account}/payments",
    "CAPTURE": "POST http://127.0.0.1:8080/1.0/kb/payments/{payment}",
    "PURCHASE": "POST http://127.0.0.1:8080/1.0/kb/accounts/{account}/payments",
}

_STATES = {"AUTHORIZE": "AUTH", "CAPTURE": "CAPTURE", "PURCHASE": "PURCHASE"}

_NO_ERROR = (
    '{"className":null,"code":null,"message":null,"causeClassName":null,"causeMessage":null,"stackTrace":[]}'
)

_API_ERROR = (
    '{"className":"org.killbill.billing.payment.api.PaymentApiException","code":7199,'
    '"message":"Plugin exception could not obtain a database connection within 5.000 seconds",'
    '"causeClassName":"org.killbill.automaton.OperationException","causeMessage":null,"stackTrace":'
    '[{"className":"java.util.concurrent.FutureTask","fileName":"FutureTask.java","lineNumber":122}]}'
)


class Payment:
    """One payment transaction of the load test, from its request to its answer."""

    def __init__(self, operation, thread, context, payment_id, amount, start, end):
        self.operation = operation
        self.thread = thread
        self.context = context
        self.payment_id = payment_id
        self.amount = amount
        self.start = start
        self.end = end

    def record(self, time, level, logger, message, throwable=None):
        thread = f"http-bio-8080-exec-{self.thread}"
        return Record(time, level, logger, thread, self.context, message, throwable)


def request_records(payment, request_number, failed):
    """The request and its answer as Jersey's logging filter prints them."""
    uri = _URIS[payment.operation].format(account=payment.context.account.id, payment=payment.payment_id)
    yield payment.record(payment.start, "INFO", "LoggingFilter", "\n".join([
        f"{request_number} * Server in-bound request",
        f"{request_number} > {uri}",
        f"{request_number} > x-killbill-apikey: bob",
        f"{request_number} > accept: application/json",
        f"{request_number} > content-type: application/json",
        f"{request_number} >",
        f'{{"transactionType":"{payment.operation}","amount":{payment.amount},"currency":"USD"}}',
    ]))
    status, body = (500, _API_ERROR) if failed else (201, _NO_ERROR)
    yield payment.record(payment.end + 9, "INFO", "LoggingFilter", "\n".join([
        f"{request_number} * Server out-bound response",
        f"{request_number} < {status}",
        f"{request_number} < Content-Type: application/json",
        f"{request_number} <",
        body,
    ]))


def api_records(payment, error=None):
    """Kill Bill's own account of the payment: entering and exiting its API."""
    what = (
        f"transactionType='{payment.operation}', accountId='{payment.context.account.id}', "
        f"paymentId='{payment.payment_id}', amount='{payment.amount}', currency='USD'"
    )
    yield payment.record(payment.start + 3, "INFO", "DefaultPaymentApi", f"ENTERING PaymentApi: {what}")
    outcome = error or f"transactionStatus='SUCCESS', state='{_STATES[payment.operation]}_SUCCESS'"
    exit_time = payment.end + 7
    yield payment.record(exit_time, "INFO", "DefaultPaymentApi", f"EXITING PaymentApi: {what}, {outcome}")


def plugin_records(random, payment):
    """The plugin's call of its gateway, logged by the plugin."""
    took = random.between(412, 2950)
    yield Record(
        payment.end - random.between(20, 60), "INFO", "KillbillLogWriter",
        f"payment-plugin-th-{random.between(0, 99)}", payment.context,
        f"[stripe] POST /v1/charges -> 200, {took} ms",
    )


def bus_records(random, payment, entry):
    """What the buses do once a payment is through."""
    time = payment.end + random.between(30, 900)
    account = payment.context.account
    yield Record(
        time, "INFO", "DefaultPersistentBus", f"bus_events-th-{random.between(1, 3)}", NO_CONTEXT,
        f"Dispatching entry {entry}: PaymentInfoEvent for account {account.id}, "
        f"{random.between(1, 30)} entries behind",
    )
    if random.one_in(2):
        yield Record(
            time + random.between(4, 60), "INFO", "BeatrixListener",
            f"bus_ext_events-th-{random.between(1, 3)}", payment.context,
            f"Posted external event PAYMENT_SUCCESS for account {account.id}",
        )
    if random.one_in(5):
        yield Record(
            time + random.between(70, 200), "INFO", "PushNotificationListener", "bus_ext_events-th-2",
            payment.context,
            f"Callback http://127.0.0.1:9090/events answered {random.choice((200, 200, 200, 204))} "
            f"in {random.between(3, 48)} ms",
        )


def account_records(random, account, thread, context, time):
    """A new customer of the load test."""
    http = f"http-bio-8080-exec-{thread}"
    yield Record(
        time, "INFO", "AccountResource", http, context, f"Created account {account.id}, currency USD",
    )
    yield Record(
        time + random.between(300, 5500), "INFO", "PaymentMethodProcessor", http, context,
        f"Added the default payment method of account {account.id}, plugin killbill-stripe",
    )


def _notification_queue(random, sessions, time):
    ready = random.between(0, 4)
    return Record(
        time, "INFO", "NotificationQueueDispatcher", f"notifications-th-{random.between(1, 10)}", NO_CONTEXT,
        f"payment-service:payment-retry: claimed {ready} of {ready + random.between(0, 3)} ready entries",
    )


def _janitor(random, sessions, time):
    account = random.choice(sessions).account
    return Record(
        time, "INFO", "IncompletePaymentTransactionTask", "janitor-th-0", NO_CONTEXT,
        f"Payment {random.choice(account.payments)}: plugin state UNDEFINED, "
        f"next check in {random.choice((5, 15, 60))}m",
    )


def _pool_statistics(random, sessions, time):
    active = random.between(18, 74)
    return Record(
        time, "DEBUG", "HikariPool", "HikariCP housekeeper (pool main)", NO_CONTEXT,
        f"main - pool stats (total=100, active={active}, idle={100 - active}, waiting=0)",
    )


def _account_lock(random, sessions, time):
    context = random.choice(sessions)
    retries = random.choice((50, 50, 100))
    return Record(
        time, "WARN", "GlobalLockerBase", f"http-bio-8080-exec-{random.between(1, 100)}", context,
        f"Failed to acquire lock {context.account.id} for service ACCNT_INV_PAY after {retries} retries",
    )


def _slow_plugin(random, sessions, time):
    context = random.choice(sessions)
    return Record(
        time, "WARN", "PluginDispatcher", f"http-bio-8080-exec-{random.between(1, 100)}", context,
        f"killbill-stripe is slow: {random.between(12, 29)} s and counting, "
        "java.util.concurrent.ExecutionException expected after 30 s",
    )


def _gateway_gave_up(random, sessions, time):
    return Record(
        time, "WARN", "KillbillLogWriter", f"payment-plugin-th-{random.between(0, 99)}",
        random.choice(sessions),
        f"[stripe] Gave up on attempt {random.between(1, 3)} of 3. "
        "Caused by: java.net.SocketTimeoutException: Read timed out",
    )


def _invalid_capture(random, sessions, time):
    """An API error named inside of an INFO record whose message begins on the next line."""
    context = random.choice(sessions)
    return Record(
        time, "INFO", "DefaultPaymentApi", f"http-bio-8080-exec-{random.between(1, 100)}", context,
        f"\nEXITING PaymentApi: transactionType='CAPTURE', accountId='{context.account.id}', "
        f"paymentId='{random.choice(context.account.payments)}', error='PAYMENT_INVALID_OPERATION', "
        "exception='Invalid payment transition CAPTURE from state AUTH_FAILED'",
    )


def _unhealthy(random, sessions, time):
    """A health check that quotes an exception's toString()."""
    return Record(
        time, "WARN", "HealthCheckResource", "http-bio-8080-exec-7", NO_CONTEXT,
        "killbill-stripe: unhealthy, last answer was PaymentPluginApiException{errorMessage='could not "
        "obtain a database connection within 5.000 seconds', errorType='get_payment_info failure'}",
    )


def _catalog(random, sessions, time):
    return Record(
        time, "INFO", "DefaultCatalogCache", f"http-bio-8080-exec-{random.between(1, 100)}",
        random.choice(sessions),
        f"Catalog of tenant 1 reloaded, {random.between(3, 9)} plans",
    )


_BACKGROUND = (
    (_notification_queue, 14), (_janitor, 9), (_pool_statistics, 8), (_account_lock, 6), (_slow_plugin, 5),
    (_gateway_gave_up, 4), (_invalid_capture, 3), (_catalog, 2), (_unhealthy, 1),
)
_BACKGROUND_MIX = [kind for kind, weight in _BACKGROUND for _ in range(weight)]


def background_record(random, sessions, time):
    """Something that no payment of the load test asked for."""
    return random.choice(_BACKGROUND_MIX)(random, sessions, time)
