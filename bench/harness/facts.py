"""What a log holds, as its truth, culprit and the peers each say it; what one doesn't say is left out."""

import json


def _count_chains(exceptions, describe):
    """Occurrences by their chain, head first; `describe` says what of a throwable is looked at."""
    counts = {}
    for group in (group for row in exceptions for group in row["groups"]):
        chain = " <- ".join(describe(link) for link in group["chain"])
        counts[chain] = counts.get(chain, 0) + group["count"]
    return counts


def from_json(text):
    """Of the generator's truth and of culprit's JSON, which share their names."""
    summary = json.loads(text)
    totals, exceptions = summary["totals"], summary["exceptions"]
    return {
        "bytes": totals["bytes"],
        "lines": totals["lines"],
        "records": totals["records"],
        "levels": summary["levels"],
        "errors": totals["errors"],
        "heads": {row["class"]: row["count"] for row in exceptions},
        "chains": _count_chains(exceptions, lambda link: link["class"]),
        "groups": _count_chains(exceptions, lambda link: f"{link['class']}: {link['template']}"),
    }


def from_peer(text):
    """Of the lines that the programs in peers/ print."""
    facts = {"levels": {}, "heads": {}, "chains": {}}
    plural = {"level": "levels", "head": "heads"}
    for line in text.splitlines():
        what, name, count, *_ = line.split("\t")
        if what in ("lines", "records", "errors"):
            facts[what] = int(count)
        elif what in plural:
            facts[plural[what]][name] = int(count)
        elif what == "chain":
            classes = " <- ".join(link.split(": ")[0] for link in name.split(" <- "))
            facts["chains"][classes] = facts["chains"].get(classes, 0) + int(count)
    return facts


def from_line_count(text):
    return {"lines": int(text.split()[0])}


def differences(facts, truth):
    """One line for each fact that is not the truth."""
    return [
        f"{name} should be {truth[name]}, but it says {value}"
        for name, value in facts.items()
        if value != truth[name]
    ]
