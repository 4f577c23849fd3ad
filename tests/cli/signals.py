#!/usr/bin/env python3
"""Interrupts culprit while it reads: what was read until then is reported, and it is said that there is more.

    signals.py CULPRIT LOG
"""

import array
import fcntl
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import termios
import time

from waiting import await_sleep, full_pipe

RECORD = b"2021-12-22 10:18:46,867 [main] ERROR a.B - disk full\n"
STOPPED = "reading was stopped"


def await_handler(process):
    """Until it handles SIGINT: from then on it reads."""
    while True:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) >> (signal.SIGINT - 1) & 1:
            return
        time.sleep(0.001)


def feed(writer, process, records):
    """Writes, and waits until all of it was taken from the pipe."""
    os.write(writer, RECORD * records)
    left = array.array("i", [1])
    while left[0] != 0:
        assert process.poll() is None, process.communicate()
        fcntl.ioctl(writer, termios.FIONREAD, left)
        time.sleep(0.001)


class Follower:
    """culprit, at the end of a pipe that has given it some records and stays open."""

    def __init__(self, culprit, *arguments, records=3, **settings):
        reader, self.writer = os.pipe()
        self.process = subprocess.Popen([culprit, *arguments], stdin=reader, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, **settings)
        os.close(reader)
        feed(self.writer, self.process, records)

    def end(self, number=None):
        """Its exit code, output and complaints, after a signal."""
        if number is not None:
            self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=60)
        os.close(self.writer)
        return self.process.returncode, output, errors.decode("utf-8")


def place(records):
    return f"{STOPPED} at byte {records * len(RECORD):,}"


def check_pipes(culprit, log, folder):
    for number in (signal.SIGINT, signal.SIGTERM):
        for threads in ("1", "2"):
            code, output, errors = Follower(culprit, "--threads", threads, "--format", "json").end(number)
            assert (code, errors) == (3, f"culprit: standard input: {place(3)}\n"), (code, errors)
            summary = json.loads(output)
            assert summary["totals"]["errors"] == summary["totals"]["lines"] == 3, summary["totals"]
            assert [d["kind"] for d in summary["diagnostics"]] == ["stopped"], summary["diagnostics"]

    # All that is asked for is written, and further files are not read.
    markdown, snapshot = (os.path.join(folder, name) for name in ("x.md", "x.culprit"))
    code, output, errors = Follower(culprit, "--threads", "1", "-", log, "--output", markdown, "--report",
                                    f"snapshot={snapshot}", "--format", "markdown").end(signal.SIGINT)
    assert (code, output) == (3, b""), (code, output, errors)
    assert errors.splitlines() == [f"culprit: standard input: {place(3)}", f"culprit: {log}: {STOPPED}"], errors
    report = pathlib.Path(markdown).read_text()
    assert place(3) in report and report.count(STOPPED) == 2, report
    merged = subprocess.run([culprit, "merge", snapshot, "--format", "json"], capture_output=True, check=False)
    assert merged.returncode == 3 and json.loads(merged.stdout)["totals"]["errors"] == 3, merged

    code, output, errors = Follower(culprit, "--quiet").end(signal.SIGINT)
    assert (code, errors) == (3, "") and b"disk full" in output, (code, errors, output)

    # Whoever writes may get the same Ctrl-C.
    follower = Follower(culprit, "--format", "json")
    follower.process.send_signal(signal.SIGINT)
    os.close(follower.writer)
    output, errors = follower.process.communicate(timeout=60)
    assert follower.process.returncode in (0, 3) and json.loads(output)["totals"]["errors"] == 3, (output, errors)

    # Events that were printed are whole lines, and the record at hand is one of them.
    code, output, _ = Follower(culprit, "events").end(signal.SIGINT)
    assert code == 3 and len([json.loads(line) for line in output.splitlines()]) == 3, (code, output)


def check_named_pipe(culprit, folder):
    fifo = os.path.join(folder, "fifo")
    os.mkfifo(fifo)
    for threads in ("1", "2"):
        process = subprocess.Popen([culprit, "--threads", threads, fifo], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        await_handler(process)
        await_sleep(process)  # nobody writes to it
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        assert (process.returncode, errors.decode()) == (3, f"culprit: {fifo}: {STOPPED}\n"), (output, errors)


def check_files(culprit, folder):
    """A file that takes longer to read than anybody waits here, though it takes no room."""
    endless = os.path.join(folder, "endless.log")
    with open(endless, "wb") as file:
        file.write(RECORD * 3)
        file.truncate(1 << 40)
    for threads in ("1", "2"):
        process = subprocess.Popen([culprit, "--threads", threads, "--format", "json", endless],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        await_handler(process)
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 3 and STOPPED in errors.decode(), (output, errors)
        diagnostics = [d for d in json.loads(output)["diagnostics"] if d["kind"] == "stopped"]
        assert len(diagnostics) == 1 and diagnostics[0]["source"] == endless, diagnostics
    os.unlink(endless)


def check_comparisons(culprit, folder):
    log, baseline = (os.path.join(folder, name) for name in ("base.log", "baseline.txt"))
    pathlib.Path(log).write_bytes(RECORD)
    subprocess.run([culprit, "check", log, "--baseline", baseline, "--update-baseline"], check=True,
                   stdout=subprocess.DEVNULL)
    before = pathlib.Path(baseline).read_bytes()
    code, output, errors = Follower(culprit, "check", "--baseline", baseline,
                                    "--update-baseline").end(signal.SIGINT)
    assert (code, output) == (3, b"") and f"{baseline} stays as it is" in errors, (code, output, errors)
    assert pathlib.Path(baseline).read_bytes() == before

    code, output, errors = Follower(culprit, "check", "--baseline", baseline).end(signal.SIGINT)
    assert code == 3 and place(3) in errors and output, (code, output, errors)
    code, output, errors = Follower(culprit, "check", "--fail-on", "total > 0").end(signal.SIGINT)
    assert code == 1 and place(3) in errors, (code, output, errors)
    code, output, errors = Follower(culprit, "diff", log, "-", "--format", "json").end(signal.SIGINT)
    assert code == 3 and place(3) in errors and json.loads(output), (code, output, errors)


def check_second_signal(culprit, log):
    """A report that nobody reads: the first signal doesn't cut it short, the second one ends it all."""
    whole = subprocess.run([culprit, "--format", "json", log], capture_output=True, check=True).stdout
    for signals in (1, 2):
        reader, writer, filled = full_pipe()
        os.set_blocking(writer, True)
        process = subprocess.Popen([culprit, "--format", "json", log], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        await_handler(process)
        await_sleep(process)
        for number in (signal.SIGINT, signal.SIGTERM)[:signals]:
            process.send_signal(number)
            await_sleep(process)
        with open(reader, "rb") as pipe:
            output = pipe.read()[filled:]
        errors = process.communicate(timeout=60)[1]
        if signals == 1:
            assert (process.returncode, output, errors) == (0, whole, b""), (process.returncode, errors)
        else:
            assert process.returncode == -signal.SIGTERM, (process.returncode, errors)


def check_ignored(culprit):
    """Whoever starts it, as nohup does, may not want it to be interrupted."""
    follower = Follower(culprit, "--format", "json",
                        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    follower.process.send_signal(signal.SIGINT)
    feed(follower.writer, follower.process, 2)
    code, output, errors = follower.end(signal.SIGTERM)
    assert (code, errors) == (3, f"culprit: standard input: {place(5)}\n"), (code, errors)
    assert json.loads(output)["totals"]["errors"] == 5, output


def main():
    culprit, log = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # away from any configuration
        check_pipes(culprit, log, folder)
        check_named_pipe(culprit, folder)
        check_files(culprit, folder)
        check_comparisons(culprit, folder)
        check_second_signal(culprit, log)
        check_ignored(culprit)
    print("the first signal ends the input, the second one the process")


main()
