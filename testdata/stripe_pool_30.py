#!/usr/bin/env python3
"""Writes the log of a four-hour load test of Kill Bill, and the truth about it.

100 threads authorize, capture and purchase through the Stripe plugin, whose own
database pool holds 30 connections: callers queue for one, and some give up. The
run and its numbers are described in README.md.

    testdata/stripe_pool_30.py                     writes stripe-pool-30.{log.zst,truth.json} beside itself
    testdata/stripe_pool_30.py --log X --truth Y   writes the plain log and the truth elsewhere
    … --seed N                                     another run of the same test

Every run with one seed writes the same bytes.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

from stripe_pool import failures, traffic
from stripe_pool.log import Context, Truth
from stripe_pool.randomness import Random

SEED = 7199
START = 1490086800000  # 2017-03-21T09:00:00Z, in milliseconds
DURATION = 4 * 60 * 60 * 1000
THREADS = 100

# Transactions that the load test made, and how many of them failed.
TRANSACTIONS = {"AUTHORIZE": 14486, "CAPTURE": 14453, "PURCHASE": 14422}
FAILED = {"AUTHORIZE": 452, "CAPTURE": 490, "PURCHASE": 520}

# How they failed: the table that the log has to give.
PLUGIN_FAILURES = 736
PLUGIN_INFO_FAILURES = 717
ARRAY_FAILURES = 8
LOOKUP_FAILURES = 48
TABLE = {
    "Errors": 6,
    failures.EXECUTION: PLUGIN_FAILURES,
    failures.PAYMENT_API: PLUGIN_FAILURES + PLUGIN_INFO_FAILURES,
    failures.ILLEGAL_ARGUMENT: LOOKUP_FAILURES,
    failures.RAISE: ARRAY_FAILURES,
    "TOTAL": 2251,
}

# A successful payment in so many tells its whole story, the others nothing, and
# they share the ids of a few sessions: the log has to stay small in the repository.
STORY_ONE_IN = 8
ACCOUNTS = 300
SESSIONS = 900
BACKGROUND_RECORDS = 6000


class Account:
    def __init__(self, random, record_id):
        self.record_id = record_id
        self.id = random.uuid()
        self.payments = [random.uuid(), random.uuid()]


def transactions(random, sessions):
    """All transactions of the run, by time of their end. Each thread does one after the other."""
    result = []
    for thread in range(THREADS):
        left = {operation: n // THREADS + (thread < n % THREADS) for operation, n in TRANSACTIONS.items()}
        slot = DURATION // (sum(left.values()) + 1)
        start = START + random.below(slot)
        while any(left.values()):
            for operation in (o for o in left if left[o]):
                left[operation] -= 1
                context = random.choice(sessions)
                begin = start + random.below(slot // 20)
                end = start + random.between(slot * 3 // 5, slot * 19 // 20)
                result.append(
                    traffic.Payment(
                        operation, thread + 1, context, random.choice(context.account.payments),
                        random.choice(("10", "19.95", "42.5", "100")), begin, end,
                    )
                )
                start += slot
    return sorted(result, key=lambda payment: payment.end)


def choose_failed(random, payments):
    """The transactions that fail, by time of their end; each has a request id of its own."""
    failed = []
    for operation, count in FAILED.items():
        failed += random.sample([p for p in payments if p.operation == operation], count)
    for payment in failed:
        payment.context = Context(random.uuid(), random.uuid(), payment.context.account)
    return sorted(failed, key=lambda payment: payment.end)


def waits(random, first):
    """How long callers waited for a connection, in milliseconds: some given times, then random ones."""
    yield from first
    while True:
        yield random.between(5000, 9899)


def failure_records(random, failed):
    """Yields (payment, cause, records) for every failed transaction: what the cause said, as a
    template, is None where no throwable tells of it."""
    arrays = set(random.sample(range(len(failed) // 2, len(failed)), ARRAY_FAILURES + 1))
    # A state is a kind of its own (docs/normalization.md), and no seed changes what fails: it is a purchase's.
    unknown = min(arrays, key=lambda i: (failed[i].operation != "PURCHASE", i))
    others = [i for i in range(len(failed)) if i not in arrays]
    # The first failure is the plugin's: the report's rows stand in order of first appearance.
    plugin = {others[0], *random.sample(others[1:], PLUGIN_FAILURES - 1)}
    wrong_arguments = set(sorted(plugin)[:2]) | set(random.sample(sorted(plugin)[5:], 58))
    plugin_waits = waits(random, (8904, 8968, 9369))
    info_waits = waits(random, (6933,))
    failed[next(i for i in others if i not in plugin)].payment_id = "ab2eaba5-acec-4d8a-be3d-66ad54a0df38"

    for i, payment in enumerate(failed):
        if i == unknown:
            cause, records = None, failures.unknown_state(random, payment)
        elif i in arrays:
            cause, records = failures.TORN_ARRAY, failures.array_failure(random, payment)
        elif i in wrong_arguments:
            cause = failures.WRONG_ARGUMENTS.template
            records = failures.plugin_failure(random, payment, failures.WRONG_ARGUMENTS)
        elif i in plugin:
            reason = failures.pool_timeout(next(plugin_waits))
            cause, records = reason.template, failures.plugin_failure(random, payment, reason)
        else:
            reason = failures.pool_timeout(next(info_waits))
            cause, records = reason.template, failures.plugin_info_failure(random, payment, reason)
        yield payment, cause, records


def all_records(random, causes):
    """Every record of the run, by time. Counts in `causes` how many operations failed of what."""
    accounts = [Account(random, 18200 + i) for i in range(ACCOUNTS)]
    sessions = [Context(random.uuid(), random.uuid(), random.choice(accounts)) for _ in range(SESSIONS)]
    payments = transactions(random, sessions)
    failed = choose_failed(random, payments)
    records = []

    for thread in range(THREADS):
        account = accounts[thread]
        context = Context(random.uuid(), random.uuid(), account)
        time = START + random.below(9000)
        records += traffic.account_records(random, account, thread + 1, context, time)

    for payment, cause, failure in failure_records(random, failed):
        records += failure
        if cause:
            causes[cause] += 1
        records += traffic.api_records(payment, "error='PAYMENT_INTERNAL_ERROR'")
        if random.one_in(6):
            records += traffic.request_records(payment, random.between(1, 60000), failed=True)

    without_success = set(failed)
    for number, payment in enumerate(payments):
        if payment in without_success or not random.one_in(STORY_ONE_IN):
            continue
        records += traffic.api_records(payment)
        records += traffic.plugin_records(random, payment)
        records += traffic.bus_records(random, payment, number)
        if random.one_in(3):
            records += traffic.request_records(payment, number, failed=False)

    minute = 60 * 1000
    causes[failures.NO_URL] += LOOKUP_FAILURES
    for _ in range(LOOKUP_FAILURES):
        time = START + random.between(20 * minute, DURATION)
        operation = random.choice(list(FAILED))
        records.append(failures.lookup_failure(random, random.choice(sessions), operation, time))
    records += failures.plain_errors(START + m * minute for m in (31, 77, 102, 160, 211))
    for _ in range(BACKGROUND_RECORDS):
        records.append(traffic.background_record(random, sessions, START + random.below(DURATION)))
    return sorted(records, key=lambda record: record.time)


def write_log(file, seed):
    """Writes the log and returns the truth about it, and how many operations failed of what."""
    truth = Truth()
    causes = collections.Counter()
    for record in all_records(Random(seed), causes):
        encoded = str(record).encode()
        file.write(encoded)
        truth.add(record, encoded)
    return truth, causes


def main():
    beside = pathlib.Path(__file__).resolve().parent / "stripe-pool-30"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--log", metavar="FILE", help="write the plain log here instead of compressing it")
    parser.add_argument("--truth", metavar="FILE", help="write the truth here", default=f"{beside}.truth.json")
    parser.add_argument("--seed", metavar="N", type=int, default=SEED, help=f"another run; {SEED} is the committed one")
    options = parser.parse_args()

    if options.log:
        with open(options.log, "wb") as file:
            truth, causes = write_log(file, options.seed)
    else:
        # The compressed bytes depend on zstd's version, the log in them does not.
        command = ["zstd", "-19", "--quiet", "--force", "-o", f"{beside}.log.zst"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as zstd:
            truth, causes = write_log(zstd.stdin, options.seed)
        if zstd.returncode != 0:
            sys.exit("stripe_pool_30.py: zstd could not compress the log")

    table = truth.table()
    rows = [name for name in table if name != "Errors"]
    if table != TABLE or rows != [name for name in TABLE if name != "Errors"]:
        sys.exit(f"stripe_pool_30.py: the log came out with another table: {table}")
    with open(options.truth, "w", encoding="utf-8") as file:
        failed = {
            "failed_transactions": sum(FAILED.values()),
            "failed_in_plugin": PLUGIN_FAILURES,
            "failures": sum(causes.values()),
            "causes": [{"template": cause, "failures": count} for cause, count in causes.most_common()],
        }
        json.dump({**truth.as_json(), **failed}, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
