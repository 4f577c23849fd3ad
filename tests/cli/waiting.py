"""What tests share in which culprit waits for somebody."""

import os
import pathlib
import time


def await_sleep(process):
    """Until it waits for somebody, or has ended. If this is mistaken, the test shows less, and doesn't fail."""
    asleep = 0
    while asleep < 20 and process.poll() is None:
        state = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        asleep = asleep + 1 if state == "S" else 0
        time.sleep(0.005)


def full_pipe():
    """A pipe without room: its ends, of which the one to write to doesn't wait, and how many bytes are in it."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    filled = 0
    try:
        while True:
            filled += os.write(writer, bytes(4096))
    except BlockingIOError:
        return reader, writer, filled
