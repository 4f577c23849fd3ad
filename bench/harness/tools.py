"""The tools that are held against each other."""

import pathlib
import shutil
import subprocess

from . import facts
from .inputs import ENCODERS

PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"
BASELINE = "rg"


class Tool:
    """A command on one form of the input: the plain log ("") or a compressed one (inputs.ENCODERS).

    `read_facts` reads what the command prints; without it the command has
    nothing to say that could be checked, and its output goes to /dev/null.
    """

    def __init__(
        self, name, label, does, command, form="", read_facts=None, keeps_output=False, version=None,
    ):
        self.name = name
        self.label = label
        self.does = does
        self.command = command
        self.form = form
        self.read_facts = read_facts
        self.keeps_output = keeps_output or read_facts is not None
        self.version_command = version or [command[0], "--version"]

    def missing(self):
        return shutil.which(self.command[0]) is None

    def has_input(self):
        """False if nothing is installed that could write its form of the log."""
        return not self.form or shutil.which(ENCODERS[self.form][0]) is not None

    def version(self):
        run = subprocess.run(self.version_command, capture_output=True, text=True, check=False)
        lines = [line.strip() for line in (run.stdout + run.stderr).splitlines() if line.strip()]
        return lines[0] if lines else "unknown"


def all_tools(culprit):
    """Every tool whose input can be made, in the order of the report. `culprit` is the path of the binary."""
    whole_job = "the whole job"
    report = [str(culprit), "--format", "json"]
    same_job = "the same job, for two layouts only"
    awk = ["mawk", "-f", str(PEERS / "count.awk")]
    perl = ["perl", str(PEERS / "count.pl")]

    def runs_culprit(label, threads, form):
        return Tool(
            "culprit", label, whole_job, [*report, "--threads", str(threads)], form, facts.from_json,
            version=[str(culprit), "--version"],
        )

    def piped(command):
        return ["sh", "-c", 'cat "$1" | "$0" ' + " ".join(command[1:]), command[0]]

    def runs_culprit_piped(label, threads):
        return Tool(
            "culprit", label, whole_job, piped([*report, "--threads", str(threads)]), "", facts.from_json,
            version=[str(culprit), "--version"],
        )

    tools = [
        Tool("cat", "cat >/dev/null", "reads", ["cat"]),
        # To a file: GNU grep stops at the first match when its output is /dev/null.
        Tool("rg", "rg -c Exception", "counts lines with a word", ["rg", "--no-config", "-c", "Exception"],
             keeps_output=True),
        Tool("grep", "grep -c Exception", "counts lines with a word", ["grep", "-c", "Exception"],
             keeps_output=True),
        Tool("wc", "wc -l", "counts lines", ["wc", "-l"], read_facts=facts.from_line_count),
        runs_culprit("culprit, 1 thread", 1, ""),
        runs_culprit("culprit, 2 threads", 2, ""),
        Tool("wc", "cat FILE \\| wc -l", "counts lines", piped(["wc", "-l"]), read_facts=facts.from_line_count,
             version=["wc", "--version"]),
        runs_culprit_piped("cat FILE \\| culprit, 1 thread", 1),
        runs_culprit_piped("cat FILE \\| culprit, 2 threads", 2),
        Tool("mawk", "mawk", same_job, awk, read_facts=facts.from_peer, version=["mawk", "-W", "version"]),
        Tool("perl", "perl", same_job, perl, read_facts=facts.from_peer),
        Tool("lnav", "lnav with SQL", "counts records by level",
             ["lnav", "-n", "-c", ";SELECT log_level, count(*) FROM all_logs GROUP BY log_level",
              "-c", ":write-csv-to -"], version=["lnav", "-V"]),
        Tool("igzip", "igzip -dc", "decodes", ["igzip", "-dc"], ".gz"),
        runs_culprit("culprit, .gz", 1, ".gz"),
        runs_culprit("culprit, .gz, 2 threads", 2, ".gz"),
        Tool("zstd", "zstd -dc", "decodes", ["zstd", "-dc"], ".zst"),
        runs_culprit("culprit, .zst", 1, ".zst"),
        runs_culprit("culprit, .zst, 2 threads", 2, ".zst"),
        Tool("igzip", "igzip -dc", "decodes", ["igzip", "-dc"], ".bgz"),
        runs_culprit("culprit, bgzip's", 1, ".bgz"),
        runs_culprit("culprit, bgzip's, 2 threads", 2, ".bgz"),
        Tool("zstd", "zstd -dc", "decodes", ["zstd", "-dc"], ".pzst"),
        runs_culprit("culprit, pzstd's", 1, ".pzst"),
        runs_culprit("culprit, pzstd's, 2 threads", 2, ".pzst"),
    ]
    return [tool for tool in tools if tool.has_input()]
