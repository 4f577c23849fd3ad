#!/usr/bin/env python3
"""Shows culprit a terminal for its standard output: the report is coloured there, and fitted in; what would drive it is not.

    terminal.py CULPRIT LOG
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(command, columns, **environment):
    """What a terminal of a width is sent."""
    terminal, screen = pty.openpty()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {name: os.environ[name] for name in os.environ if name not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(command, stdout=screen, stderr=subprocess.DEVNULL,
                               env={**inherited, "TERM": "xterm", **environment})
    os.close(screen)
    sent = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        sent += block
    os.close(terminal)
    assert process.wait() == 0, process.returncode
    return sent.decode("utf-8").replace("\r\n", "\n")


def piped(command, columns):
    environment = {**os.environ, "COLUMNS": str(columns)}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode("utf-8")


def main():
    command = sys.argv[1:]
    for columns in (60, 132):
        colored = shown(command, columns)
        assert ESCAPE.search(colored), "a terminal is shown no colour"
        assert ESCAPE.sub("", colored) == piped(command, columns), f"not fitted into {columns} columns"
    assert shown(command, 60, COLUMNS="100", NO_COLOR="1") == piped(command, 100), "COLUMNS comes first"

    plain = piped(command, 80)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert shown(command, 80, **environment) == plain, environment
    assert shown([*command, "--color", "never"], 80) == plain
    assert ESCAPE.search(shown([*command, "--color", "always"], 80, NO_COLOR="1"))
    assert ESCAPE.search(shown(command, 80, NO_COLOR="")), "an empty NO_COLOR is none"
    assert not ESCAPE.search(shown([*command, "--format", "markdown"], 80))

    # Templates are harmless on a terminal, and exact elsewhere.
    messages = b"\x1b]owned\x07 in 5 s or \xff\nplain 7\n"
    with tempfile.NamedTemporaryFile() as log:
        log.write(messages)
        log.flush()
        for options in ([], ["--masks-only"]):
            normalize = [command[0], "normalize", *options, log.name]
            assert shown(normalize, 80) == "\\e]owned\\x07 in N s or \\xff\nplain N\n", shown(normalize, 80)
            exact = subprocess.run(normalize, capture_output=True, check=True).stdout
            assert exact == b"\x1b]owned\x07 in N s or \xff\nplain N\n", exact

    # With a terminal to read from there is nothing to read.
    terminal, screen = pty.openpty()
    done = subprocess.run(command[:1], stdin=screen, capture_output=True, check=False)
    os.close(screen)
    os.close(terminal)
    assert done.returncode == 2 and done.stdout == b"", done
    assert done.stderr.startswith(b"culprit: there is nothing to read;") and done.stderr.count(b"\n") == 1, done

    # The end of a terminal that its program has left can't be read beyond what that wrote.
    terminal, screen = pty.openpty()
    os.write(screen, b"a 1\nb 2")
    os.close(screen)
    with tempfile.NamedTemporaryFile() as other:
        other.write(b"c 3\n")
        other.flush()
        done = subprocess.run([command[0], "normalize", "-", other.name], stdin=terminal, capture_output=True, check=False)
    os.close(terminal)
    assert (done.returncode, done.stdout) == (3, b"a N\nb N\nc N\n"), done
    assert done.stderr == b"culprit: -: Input/output error\n", done


main()
