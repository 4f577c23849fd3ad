"""Runs tools and takes their cost, one after the other in turn."""

import json
import os
import statistics
import subprocess

from . import facts

GIB = 1 << 30


class Stopwatch:
    """Runs commands through culprit_bench_measure. Their output ends up in `output`."""

    def __init__(self, program, folder):
        self.program = program
        self.report = folder / "cost.json"
        self.output = folder / "output"

    def run(self, tool, path):
        """What a run of the tool cost: {"cpu", "wall"} in seconds and "rss_kib"."""
        with open(self.output if tool.keeps_output else os.devnull, "wb") as output:
            run = subprocess.run(
                [str(self.program), str(self.report), *tool.command, str(path)],
                stdout=output, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C"}, check=False,
            )
        if run.returncode != 0:
            message = run.stderr.decode(errors="replace").strip()
            raise RuntimeError(f"{tool.label} failed on {path} with exit code {run.returncode}: {message}")
        return json.loads(self.report.read_text())


class Series:
    """The runs of one tool on one input of `size` bytes."""

    def __init__(self, tool, runs, size):
        self.tool = tool
        self.runs = runs
        self.size = size

    def values(self, what):
        """In seconds per GiB of log."""
        return [run[what] * GIB / self.size for run in self.runs]

    def median(self, what):
        return statistics.median(self.values(what))

    def ratio(self, baseline, what="cpu"):
        """The median of the ratios within each round."""
        rounds = zip(self.values(what), baseline.values(what))
        return statistics.median(ours / theirs for ours, theirs in rounds)

    def rss_mib(self):
        return max(run["rss_kib"] for run in self.runs) / 1024


def check(stopwatch, tools, log):
    """Runs each tool once. Yields (tool, what it gets wrong) for those that have something to say."""
    truth = log.truth()
    for tool in tools:
        stopwatch.run(tool, log.path(tool.form))
        if tool.read_facts:
            yield tool, _differences(tool, stopwatch.output.read_text(), truth)


def _differences(tool, output, truth):
    try:
        said = tool.read_facts(output)
    except (ValueError, LookupError) as error:
        return [f"its output can't be read: {error}"]
    return facts.differences(said, truth)


def interleave(stopwatch, tools, log, rounds):
    """One Series for each tool. Each round runs all tools, and starts with another one."""
    runs = {tool: [] for tool in tools}
    for number in range(rounds):
        first = number % len(tools)
        for tool in tools[first:] + tools[:first]:
            runs[tool].append(stopwatch.run(tool, log.path(tool.form)))
    size = log.path("").stat().st_size
    return [Series(tool, runs[tool], size) for tool in tools]
