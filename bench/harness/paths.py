"""What takes other paths than plain text: JSON, wrapped lines, events, templates, giant lines."""

from . import facts, inputs
from .measuring import Series
from .tools import Tool

WRAPPED = ("docker", "cri", "logstash", "ecs", "log4j2")
GIANT_LINE = 100 << 20

INTRODUCTION = """\
# Benchmarks of other paths

Written by `bench/paths`; [bench/README.md](../bench/README.md) says how. Each is one thread of culprit alone;
MB are 10^6 bytes of input, and of output where the output is what takes the time. CPU is the least of {rounds}
rounds: what is added to it is other programs' doing.

"""


class Text:
    """A file of the harness's own making, in place of a generated log."""

    def __init__(self, folder, name, write):
        self._path = folder / name
        self._write = write

    def path(self, _form=""):
        if not self._path.exists():
            with open(self._path, "wb") as file:
                self._write(file)
        return self._path


def _write_giant(file):
    header = b"2015-10-09 18:04:22,808 [main] INFO  a.B - "
    piece = b"payment 17 of 0b2eaba5-acec-4d8a-be3d-66ad54a0df38 took 5.000 s; "
    file.write(header + b"begin\n" + header)
    for _ in range(GIANT_LINE // len(piece)):
        file.write(piece)
    file.write(b"\n" + header + b"end\n")


def _no_facts(_output):
    return {}


def all_paths(culprit, folder, generator, size):
    """(label, tool, input, whether its output is measured) of each path."""

    def tool(label, *arguments, read_facts=_no_facts):
        return Tool("culprit", label, "", [str(culprit), *arguments], read_facts=read_facts)

    def log(layout):
        return inputs.Input(folder, generator, "quiet", layout, size)

    report = ("--format", "json", "--threads", "1")
    paths = [(f"report, {layout}", tool(layout, *report, read_facts=facts.from_json), log(layout), False)
             for layout in ("logback", *WRAPPED)]
    paths += [
        ("events --all, logback", tool("events", "events", "--all"), log("logback"), True),
        ("events --all, logstash", tool("events", "events", "--all"), log("logstash"), True),
        ("normalize", tool("normalize", "normalize"), log("messages"), False),
        ("normalize --masks-only", tool("normalize", "normalize", "--masks-only"), log("messages"), False),
        ("report, a line of 100 MiB", tool("giant", *report), Text(folder, "giant.log", _write_giant), False),
    ]
    return paths


def check(stopwatch, tool, source):
    """Runs it once; returns what it gets wrong."""
    stopwatch.run(tool, source.path(""))
    if tool.read_facts is _no_facts:
        return []
    return facts.differences(tool.read_facts(stopwatch.output.read_text()), source.truth())


def measure(stopwatch, tool, source, by_output, rounds):
    """Of what check() was done with; the output goes to /dev/null."""
    size = (stopwatch.output if by_output else source.path("")).stat().st_size
    tool.keeps_output = False
    return Series(tool, [[stopwatch.run(tool, source.path(""))] for _ in range(rounds)], size)


def row(label, series, by_output):
    cpu = min(run["cpu"] for run in series.runs)
    rate = series.size / 1e6 / cpu
    return f"| {label} | {series.size / 1e6:.0f} {'out' if by_output else 'in'} | {rate:,.0f} | {series.rss_mib():.1f} |\n"


def document(rows, rounds):
    table = "| path | MB | MB/s of CPU | peak MiB |\n|---|--:|--:|--:|\n" + "".join(rows)
    return INTRODUCTION.format(rounds=rounds) + table
