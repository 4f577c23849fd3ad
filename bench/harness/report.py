"""docs/benchmarks.md."""

import os
import platform
import re

from .measuring import TURNS

INTRODUCTION = """\
# Benchmarks

![CPU seconds per GiB of a quiet, a mixed and a dense log, for culprit and other tools](benchmarks.svg)

Written by `bench/run`; [bench/README.md](../bench/README.md) says what is measured and how.

CPU is user and system time in seconds per GiB of log, the median of all runs with the least and
the greatest in brackets. All tools of a table ran in turn within one session, on a warm page cache, {rounds} times,
and {quick} times where a run takes less than half a second. Ratios are medians of the ratios of neighbouring runs.
Before it was measured, each tool that counts records, lines or exceptions was checked against what the log
is known to hold.

The tools do not do the same: culprit recognises the layout and counts lines, records, levels, heads,
chains and templates with their captures, all of it in every run. The awk and perl programs in
`bench/peers` count as much of that as fits in a page, for these two layouts and simple traces alone.
The others do what their column says.
"""


def _row(*cells):
    return f"| {' | '.join(cells)} |\n"


def _cpu(series):
    values = series.values("cpu")
    return f"{series.median('cpu'):.3f} ({min(values):.3f}–{max(values):.3f})"


def _cells(series):
    return _cpu(series), f"{series.median('wall'):.3f}", f"{series.rss_mib():.1f}"


def plain_table(all_series, baseline):
    table = _row("tool", "does", "CPU s/GiB", f"× {baseline.tool.name}", "wall s/GiB", "× wall", "peak MiB")
    table += "|---|---|--:|--:|--:|--:|--:|\n"
    for series in all_series:
        cpu, wall, rss = _cells(series)
        table += _row(
            series.tool.label, series.tool.does, cpu, f"{series.ratio(baseline):.2f}",
            wall, f"{series.ratio(baseline, 'wall'):.2f}", rss,
        )
    return table


def compressed_table(all_series):
    """Each form's decoder, and culprit beside it."""
    table = _row("input", "tool", "does", "CPU s/GiB", "× the decoder", "wall s/GiB", "peak MiB")
    table += "|---|---|---|--:|--:|--:|--:|\n"
    for form in sorted({series.tool.form for series in all_series}):
        of_form = [series for series in all_series if series.tool.form == form]
        decoder = next((series for series in of_form if series.tool.name != "culprit"), None)
        for series in of_form:
            cpu, wall, rss = _cells(series)
            ratio = f"{series.ratio(decoder):.2f}" if decoder else "–"
            table += _row(form, series.tool.label, series.tool.does, cpu, ratio, wall, rss)
    return table


def section(log, all_series, baseline_name):
    """The tables of one log."""
    size = log.path("").stat().st_size
    text = f"\n## {log.shape}, {log.layout} layout ({size / (1 << 20):.0f} MiB)\n\n"
    plain = [series for series in all_series if not series.tool.form]
    baseline = next(series for series in plain if series.tool.name == baseline_name)
    text += plain_table(plain, baseline)
    one, two = (next((series for series in plain if series.tool.label == f"culprit, {threads}"), None)
                for threads in ("1 thread", "2 threads"))
    if one and two:
        text += f"\nTwo threads took {two.ratio(one, 'wall'):.2f} times as long as one.\n"
    compressed = [series for series in all_series if series.tool.form]
    if compressed:
        text += "\n" + compressed_table(compressed)
    return text


def document(sections, tools, missing, rounds):
    versions = {tool.name: tool.version() for tool in tools}
    text = INTRODUCTION.format(rounds=rounds, quick=rounds * TURNS)
    text += "".join(sections)
    text += "\n## Machine and versions\n\n"
    text += f"- {_processor()}, {os.cpu_count()} logical cores; {platform.system()} {platform.release()}\n"
    text += "".join(f"- {name}: {version}\n" for name, version in versions.items())
    text += "".join(f"- {name}: not installed, left out\n" for name in missing)
    return text


def _processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = re.search(r"^model name\s*: (.*)$", file.read(), re.MULTILINE)
    except OSError:
        name = None
    return name[1] if name else platform.machine()
