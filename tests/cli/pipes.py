#!/usr/bin/env python3
"""Gives culprit pipes that another process made non-blocking, as some shells and runtimes do: it waits.

    pipes.py CULPRIT LOG
"""

import os
import subprocess
import sys

from waiting import await_sleep, full_pipe


def main():
    culprit, log = sys.argv[1:]

    command = [culprit, "--no-config", "--threads", "1", "--format", "json", log]
    reader, writer, filled = full_pipe()
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
