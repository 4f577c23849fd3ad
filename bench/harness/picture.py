"""docs/benchmarks.svg: what each tool takes for a GiB, as bars."""

from xml.sax.saxutils import escape

WIDTH = 760
LABEL = 170  # the bars begin here …
LONGEST = 500  # … and are at most that long
ROW = 22
PANEL_GAP = 46
TOP = 56

STYLE = """\
  <style>
    text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f; }
    .title { font-size: 16px; font-weight: 600; }
    .panel { font-weight: 600; }
    .note, .value { fill: #57606a; }
    .note { font-size: 12px; }
    .bar { fill: #afb8c1; }
    .ours { fill: #0969da; }
    text.ours { font-weight: 600; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .note, .value { fill: #8d96a0; }
      .bar { fill: #484f58; }
      .ours { fill: #4493f8; }
    }
  </style>
"""

# What a reader would use for the job, and what does less than the job but can't be beaten by much.
SHOWN = ("cat", "wc", "rg", "culprit", "grep", "mawk", "perl", "lnav")
MEANING = {
    "quiet": "quiet: a healthy log, some traces",
    "mixed": "mixed: a tenth of the bytes are traces",
    "dense": "dense: nearly all of it is traces",
}


def _rows(all_series):
    """(label, seconds per GiB, is it ours), for the plain log and one thread, the quickest first."""
    rows = []
    for series in all_series:
        tool = series.tool
        if tool.form or tool.name not in SHOWN or "2 threads" in tool.label:
            continue
        rows.append((tool.label.removesuffix(" >/dev/null"), series.median("cpu"), tool.name == "culprit"))
    return sorted(rows, key=lambda row: row[1])


def _bar(y, label, seconds, ours, scale):
    """One row. A bar that would be too long is cut, and a gap says so."""
    length = seconds * scale
    kind = "ours" if ours else "bar"
    emphasis = ' class="ours"' if ours else ""
    text = f'  <text x="{LABEL - 10}" y="{y + 15}" text-anchor="end"{emphasis}>{escape(label)}</text>\n'
    if length <= LONGEST:
        text += f'  <rect class="{kind}" x="{LABEL}" y="{y + 3}" width="{max(length, 1):.1f}" height="{ROW - 7}" rx="2"/>\n'
    else:
        length = LONGEST
        cut = LABEL + LONGEST - 26
        text += f'  <rect class="{kind}" x="{LABEL}" y="{y + 3}" width="{LONGEST - 30}" height="{ROW - 7}" rx="2"/>\n'
        text += f'  <rect class="{kind}" x="{cut}" y="{y + 3}" width="26" height="{ROW - 7}" rx="2"/>\n'
    text += f'  <text class="value" x="{LABEL + length + 8:.1f}" y="{y + 15}">{seconds:.2f} s</text>\n'
    return text


def picture(panels):
    """The drawing; `panels` are (shape, all series of its log). All bars have one scale: four times ours
    at its slowest fills the width."""
    rows = [(shape, _rows(all_series)) for shape, all_series in panels]
    slowest = max(seconds for _, panel in rows for _, seconds, ours in panel if ours)
    scale = LONGEST / (4 * slowest)
    y = TOP
    body = ""
    for shape, panel in rows:
        body += f'  <text class="panel" x="{LABEL}" y="{y + 12}">{escape(MEANING[shape])}</text>\n'
        y += ROW
        for label, seconds, ours in panel:
            body += _bar(y, label, seconds, ours, scale)
            y += ROW
        y += PANEL_GAP - ROW
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img"\n'
        '     aria-label="CPU seconds per GiB of log, for culprit and other tools">\n'
    )
    title = (
        f'  <text class="title" x="{LABEL}" y="22">CPU seconds for a GiB of log, one thread</text>\n'
        f'  <text class="note" x="{LABEL}" y="40">cat, wc, rg and grep look for lines or a word; '
        "culprit does the whole job. A bar in two pieces is cut.</text>\n"
    )
    return head + STYLE + title + body + "</svg>\n"
