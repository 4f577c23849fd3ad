#!/usr/bin/env python3
"""Gives culprit pipes that another process made non-blocking, as some shells and runtimes do: it waits.

    pipes.py CULPRIT LOG
"""

import os
import pathlib
import subprocess
import sys
import time


def await_sleep(process):
    """Until it waits for somebody, or has ended. If this is mistaken, the test shows less, and doesn't fail."""
    asleep = 0
    while asleep < 20 and process.poll() is None:
        state = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        asleep = asleep + 1 if state == "S" else 0
        time.sleep(0.005)


def main():
    culprit, log = sys.argv[1:]

    command = [culprit, "--no-config", "--threads", "1", "--format", "json", log]
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    filled = 0
    try:
        while True:
            filled += os.write(writer, bytes(4096))
    except BlockingIOError:
        pass
    process = subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    await_sleep(process)
    with open(reader, "rb") as pipe:
        output = pipe.read()
    assert (process.wait(), process.stderr.read()) == (0, b""), process
    assert output[filled:] == subprocess.run(command, capture_output=True, check=True).stdout

    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    process = subprocess.Popen([culprit, "normalize"], stdin=reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(reader)
    await_sleep(process)
    with open(writer, "wb") as pipe:
        pipe.write(b"waited 3 seconds\n")
    output, errors = process.communicate()
    assert (process.returncode, output, errors) == (0, b"waited N seconds\n", b""), (output, errors)


main()
