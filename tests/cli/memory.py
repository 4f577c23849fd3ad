#!/usr/bin/env python3
"""A million different messages, and a million and a half of short traces, with headers and without any,
stay within the memory that is stated, and are counted all the same.

    tests/cli/memory.py <culprit> <directory for the log>
"""

import os
import pathlib
import subprocess
import sys

COUNT = 1_000_000
SHORT_TRACES = 1_500_000  # of which parts have more than they may keep
LETTERS = "abcdefghijklmnop"
MOST_MIB = {1: 18, 2: 48}  # by the number of threads, shared libraries included


def word(number):
    """One of a million words that no mask takes for a number."""
    return "".join(LETTERS[number >> shift & 15] for shift in range(0, 20, 4))


def distinct_message(i):
    if i % 2:
        return f"2015-10-09 18:04:22,808 [main] ERROR a.B - No plan {word(i)} for {word(i * 7 % COUNT)}\n"
    return ("2015-10-09 18:04:22,808 [main] WARN  a.B - x\n"
            f"java.io.IOException: Can't open {word(i)}\n\tat a.B.c(B.java:1)\n")


def short_trace(i):
    return f"2015-10-09 18:04:22,808 [t] WARN a.B - x\njava.io.IOException: {i % 977}\n\tat a.B.c(B.java:1)\n"


def bare_trace(i):
    return f"java.io.IOException: {i % 977}\n\tat a.B.c(B.java:1)\n"


def write_log(path, count, record):
    # A few lines at a time: a process begins with the memory of the one that starts it.
    with open(path, "w", encoding="ascii") as log:
        for first in range(0, count, 100):
            log.write("".join(map(record, range(first, first + 100))))


def run(culprit, threads, log):
    """What it reports, and the most memory that it had, in MiB."""
    with subprocess.Popen([culprit, "--format", "text", "--top", "20", "--threads", str(threads), log],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"it ended with {process.returncode}"
    return output, usage.ru_maxrss / 1024


def read(culprit, log):
    """What it reports of the log, with any number of threads."""
    reports = []
    for threads, most in MOST_MIB.items():
        report, mib = run(culprit, threads, log)
        reports.append(" ".join(report.decode().split()))
        print(f"{log.name}, {threads} threads: {mib:.1f} MiB, at most {most}")
        assert mib <= most, f"{threads} threads took {mib:.1f} MiB"
    log.unlink()
    assert len(set(reports)) == 1, "several threads report something else"
    return reports[0]


def main():
    culprit, work = sys.argv[1], pathlib.Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)

    log = work / "distinct.log"
    write_log(log, COUNT, distinct_message)
    report = read(culprit, log)
    assert "logged as 500,000 exceptions; 500,000 errors without an exception" in report, report
    assert "are counted without their messages" in report, report

    # One that has no header is read by the thread that has its front, whatever parts there are.
    for name, record in {"short": short_trace, "bare": bare_trace}.items():
        log = work / f"{name}.log"
        write_log(log, SHORT_TRACES, record)
        report = read(culprit, log)
        assert f"{SHORT_TRACES:,} TOTAL" in report, report


if __name__ == "__main__":
    main()
