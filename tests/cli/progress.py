#!/usr/bin/env python3
"""Shows culprit a terminal for its standard error: progress is drawn there, and erased. Elsewhere there are lines if asked for.

    progress.py CULPRIT

The input is a named pipe that is fed until progress shows, however long that
takes: so the test does not depend on how fast anything is.
"""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

LINES = b"18:04:22.808 [main] INFO  a.B - fine\n" * 1000


def drain(terminal):
    """What the terminal, or pipe, has been sent since the last call."""
    shown = b""
    while select.select([terminal], [], [], 0.02)[0]:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        shown += block
    return shown


def run(culprit, blocks, *options, ends=pty.openpty, times=1):
    """Feeds culprit until it has shown progress so many times, or taken all blocks; returns stderr and stdout."""
    with tempfile.TemporaryDirectory() as folder:
        fifo = os.path.join(folder, "log")
        os.mkfifo(fifo)
        terminal, screen = ends()
        process = subprocess.Popen([culprit, *options, fifo], stdout=subprocess.PIPE, stderr=screen)
        os.close(screen)
        shown = b""
        with open(fifo, "wb") as log:
            for _ in range(blocks):
                log.write(LINES)
                log.flush()
                shown += drain(terminal)
                if shown.count(b"/s") >= times:
                    break
        report = process.communicate()[0]
        shown += drain(terminal)
        os.close(terminal)
        assert process.returncode == 0, process.returncode
        return shown, report


def main():
    culprit = sys.argv[1]
    shown, report = run(culprit, 1000)
    assert b"B/s" in shown, shown
    assert shown.endswith(b"\r\x1b[K"), shown[-80:]
    assert b"\x1b" not in report and b"No errors" in report, report

    begin = time.monotonic()
    shown, report = run(culprit, 1000, "--progress", "always", ends=os.pipe, times=2)
    assert re.fullmatch(rb"([0-9.]+ [kMG]?B  [0-9.]+ [kMG]?B/s\n)+", shown), shown
    assert shown.count(b"\n") <= time.monotonic() - begin + 1, "there is more than a line each second"
    assert b"/s" not in report and b"No errors" in report, report
    shown, _ = run(culprit, 1000, "--progress", "always")
    assert shown.endswith(b"\r\x1b[K") and b"\n" not in shown, shown[-80:]

    assert run(culprit, 40, ends=os.pipe)[0] == b""
    for options in (["--quiet"], ["--progress", "never"], ["--quiet", "--progress", "always"]):
        shown, _ = run(culprit, 40, *options)
        assert shown == b"", (options, shown)
    print("progress is shown, erased, and left out when nobody wants it")


main()
