#!/usr/bin/env python3
"""Validates what culprit --format json prints against docs/summary.schema.json.

    check_schema.py CULPRIT SCHEMA TOGETHER LOG…      a folder stands for the logs in it

So many logs are analysed TOGETHER, as a process that is sanitized takes longer to begin than to read
one; then all are, and with the options that change the output. What a schema can't say, that the sums agree, is checked, too.
"""

import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(f"{sys.executable} has no jsonschema; install python3-jsonschema")


def total(rows, others):
    return sum(row["count"] for row in rows) + (others or {"count": 0})["count"]


def check_sums(report):
    totals = report["totals"]
    exceptions = report["exceptions"]
    assert totals["total"] == totals["errors"] + totals["occurrences"]
    assert totals["occurrences"] == total(exceptions, report.get("other_exceptions"))
    assert totals["errors"] == total(report["errors"], report.get("other_errors")) + report["folded_errors"]
    assert totals["records"] == sum(report["levels"].values())
    for row in exceptions:
        assert row["count"] == total(row["groups"], row.get("other_groups")) + row["folded"], row["class"]
    for cause in report["root_causes"]:
        assert cause["count"] == total(cause["heads"], None), cause["class"]
    if not any(row["folded"] for row in exceptions) and "other_exceptions" not in report:
        assert totals["occurrences"] == total(report["root_causes"], report.get("other_root_causes"))


def main():
    culprit, schema_path, together, *paths = sys.argv[1:]
    together = int(together)
    logs = [log for path in map(pathlib.Path, paths) for log in (sorted(path.glob("*.log")) if path.is_dir() else [path])]
    logs = [str(log) for log in logs]
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    runs = [logs[begin:begin + together] for begin in range(0, len(logs), together)]
    runs += [logs, [*logs, "--top", "1"], [*logs, "--sort", "count"], ["/nonexistent", *logs]]
    for arguments in runs:
        done = subprocess.run([culprit, "--format", "json", "--quiet", *arguments], capture_output=True, check=False)
        report = json.loads(done.stdout.decode("utf-8"))
        try:
            validator.validate(report)
            check_sums(report)
            assert done.returncode == (3 if any(d["kind"] == "unreadable" for d in report["diagnostics"]) else 0)
        except (jsonschema.ValidationError, AssertionError) as error:
            sys.exit(f"culprit {' '.join(arguments)[:200]}: {error!r}")
    print(f"{len(runs)} reports are as the schema says")


main()
