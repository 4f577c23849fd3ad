"""Runs tools and takes their cost, one after the other in turn."""

import json
import os
import statistics
import subprocess

from . import facts

GIB = 1 << 30

# A machine that others use, too, has moments in which all takes half as long again. What is quick is run so often that it
# meets both kinds, and its median isn't that of chance.
QUICK_SECONDS = 0.5
TURNS = 5  # of a quick tool in a round


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
    """The runs of one tool on one input of `size` bytes, by rounds."""

    def __init__(self, tool, rounds, size):
        self.tool = tool
        self.rounds = rounds
        self.size = size

    @property
    def runs(self):
        return [run for turns in self.rounds for run in turns]

    def values(self, what):
        """In seconds per GiB of log."""
        return [run[what] * GIB / self.size for run in self.runs]

    def median(self, what):
        return statistics.median(self.values(what))

    def ratio(self, baseline, what="cpu"):
        """The median of the ratios of runs that were neighbours; or to the round's median, where one tool had more turns."""
        ratios = []
        for turns, others in zip(self.rounds, baseline.rounds):
            theirs = [run[what] for run in others]
            if len(turns) != len(others):
                theirs = [statistics.median(theirs)] * len(turns)
            ratios += [run[what] / other for run, other in zip(turns, theirs)]
        return statistics.median(ratios)

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
    """One Series for each tool. Each round runs all tools in turn, and starts with another one; quick ones again."""
    series = [Series(tool, [], log.path("").stat().st_size) for tool in tools]
    for number in range(rounds):
        first = number % len(series)
        due = series[first:] + series[:first]
        for one in due:
            one.rounds.append([])
        for _ in range(TURNS):
            for one in due:
                one.rounds[-1].append(stopwatch.run(one.tool, log.path(one.tool.form)))
            due = [one for one in due if one.rounds[0][0]["wall"] < QUICK_SECONDS]
    return series
