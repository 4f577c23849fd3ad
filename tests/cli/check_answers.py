#!/usr/bin/env python3
"""Validates what culprit explain, diff and check print as JSON against their schemas, and the sums of what differs.

    check_answers.py CULPRIT DOCS LOG…      DOCS is the folder of the schemas
"""

import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    sys.exit(f"{sys.executable} has no jsonschema; install python3-jsonschema")

RULES = """[check]
fail_on = ["new", "increase > 50%", "records < 1"]

[[check.allow]]
class = "java.lang.IllegalArgumentException"
reason = "known"
expires = 2999-12-31

[[check.allow]]
fingerprint = "0000000000000007"
reason = "gone by now"
expires = 2999-12-31

[[check.allow]]
template = "*Broken pipe*"
reason = "clients that went away"
expires = 2001-12-31
"""

culprit, docs, *logs = sys.argv[1:]
count = 0


def validator_of(name):
    schema = json.loads((pathlib.Path(docs) / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def run(*arguments, codes=(0,)):
    done = subprocess.run([culprit, *arguments, "--no-config"], capture_output=True, check=False)
    assert done.returncode in codes, f"culprit {arguments}: {done}"
    return json.loads(done.stdout.decode("utf-8"))


def validate(validator, answer, what):
    global count
    count += 1
    try:
        validator.validate(answer)
    except jsonschema.ValidationError as error:
        sys.exit(f"{what}: {error!r}")


def explanations(validator):
    problems = run("explain", "--list", "--format", "json")
    validate(validator, problems, "--list")
    subjects = [problem["id"] for problem in problems] + [
        "7199", "1001", "PAYMENT_PLUGIN_EXCEPTION", "java.net.ConnectException", "disk 7 failed",
        "Plugin exception could not obtain a database connection within 5.000 seconds (waited 8.904 seconds)"]
    for subject in subjects:
        validate(validator, run("explain", subject, "--format", "json"), subject)
    for log in logs:
        summary = run("report", log, "--format", "json")
        groups = [group for row in summary["exceptions"] for group in row["groups"]]
        for group in groups + summary["errors"]:
            answer = run("explain", group["fingerprint"], log, "--format", "json")
            validate(validator, answer, f"{group['fingerprint']} of {log}")
            assert answer["group" if group in groups else "error"]["count"] == group["count"]


def check_sums(comparison):
    for run_name, counts in (("base", "before"), ("current", "after")):
        for unit, kind in (("exception", "exceptions"), ("error", "errors")):
            known = sum(cause[counts] for cause in comparison["causes"] if cause["unit"] == unit)
            whole = comparison[run_name]
            assert known + whole[f"folded_{kind}"] == whole[kind], (run_name, unit)


def comparisons(validator):
    with tempfile.TemporaryDirectory() as folder:
        baseline, snapshot, report = (f"{folder}/{name}" for name in ("baseline.txt", "run.culprit", "run.json"))
        for base in logs:
            for command in (["check", base, "--baseline", baseline, "--update-baseline"],
                            [base, "--format", "snapshot", "--output", snapshot, "--report", f"json={report}"]):
                subprocess.run([culprit, *command, "--no-config"], check=True, capture_output=True)
            for current in logs:
                runs = []
                for other in (base, baseline, snapshot, report):
                    comparison = run("diff", other, current, "--format", "json")
                    validate(validator, comparison, f"{other}, {current}")
                    check_sums(comparison)
                    runs.append(comparison["base"] | {"name": ""})
                assert all(one == runs[0] for one in runs), runs


def verdicts(validator, diff_validator, summary_validator):
    with tempfile.TemporaryDirectory() as folder:
        rules = f"{folder}/rules.toml"
        pathlib.Path(rules).write_text(RULES)
        for base in logs:
            for current in logs:
                for compared in ([], ["--baseline", base]):
                    chosen = ["--rules", rules] if compared else ["--fail-on", "total > 0"]
                    said = run("check", current, *compared, *chosen, "--format", "json", codes=(0, 1))
                    validate(validator, said, f"check of {current}")
                    validate(summary_validator, said["summary"], f"the summary in a check of {current}")
                    assert said["passed"] == all(rule["passed"] for rule in said["rules"]) == bool(compared and base == current)
                    if compared:
                        validate(diff_validator, said["comparison"], f"the comparison in a check of {current}")


explanations(validator_of("explanation"))
comparisons(validator_of("diff"))
verdicts(*map(validator_of, ("check", "diff", "summary")))
print(f"{count} answers are as the schemas say")
