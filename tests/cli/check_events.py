#!/usr/bin/env python3
"""Validates what culprit events prints against docs/event.schema.json, and its sums against the report.

    check_events.py CULPRIT SCHEMA TOGETHER LOG…      a folder stands for the logs in it

So many logs are read TOGETHER, as a process that is sanitized takes longer to begin than to read one.
"""

import collections
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(f"{sys.executable} has no jsonschema; install python3-jsonschema")


def run(*arguments):
    done = subprocess.run([*arguments, "--quiet", "--timezone", "UTC"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def main():
    culprit, schema_path, together, *paths = sys.argv[1:]
    together = int(together)
    logs = [log for path in map(pathlib.Path, paths) for log in (sorted(path.glob("*.log")) if path.is_dir() else [path])]
    schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    count = 0
    for begin in range(0, len(logs), together):
        read = [str(log) for log in logs[begin:begin + together]]
        events = [json.loads(line) for line in run(culprit, "events", "--all", *read).splitlines()]
        for event in events:
            try:
                validator.validate(event)
            except jsonschema.ValidationError as error:
                sys.exit(f"{event.get('source')}, line {event.get('line')}: {error!r}")
        kinds = collections.Counter(event["kind"] for event in events)
        totals = json.loads(run(culprit, "--format", "json", *read))["totals"]
        assert kinds["occurrence"] == totals["occurrences"], read
        assert kinds["error"] == totals["errors"], read
        assert sum(not event["bare"] for event in events) == totals["records"], read
        failures = [event for event in events if event["kind"] != "record"]
        assert [json.loads(line) for line in run(culprit, "events", *read).splitlines()] == failures, read
        count += len(events)
    assert count > 0
    print(f"{count} events are as the schema says, and add up to the reports")


main()
