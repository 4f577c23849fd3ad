#!/usr/bin/env python3
"""Runs the shell parts of action.yml and of the examples for GitLab and Jenkins as those systems do.

    ci_systems.py CULPRIT SOURCE_TREE

Nothing but the systems themselves is pretended: their variables are set, scripts run in
the shells that they use, with a passing and a failing run. docs/ci.md must show the examples as they are.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

try:
    import yaml
except ImportError:
    sys.exit(f"{sys.executable} has no yaml; install python3-yaml")

culprit, tree = map(pathlib.Path.resolve, map(pathlib.Path, sys.argv[1:3]))
log = (tree / "tests/cli/data/killbill.log").read_text()
NEW = "2017-03-21 13:00:00,000 [main] WARN a.B - x\na.b.NewException: id 7\n\tat a.B.c(B.java:1)\n"


def workspace(folder, is_new):
    """A checkout with the logs of a run and the baseline of one before."""
    for name in ("logs", "ci", "bin", ".git"):
        (folder / name).mkdir()
    (folder / "bin/culprit").symlink_to(culprit)
    (folder / "run-load-test").write_text("#!/bin/sh\n")
    (folder / "run-load-test").chmod(0o755)
    (folder / "logs/killbill.log").write_text(log)
    subprocess.run([culprit, "check", "logs/killbill.log", "--baseline", "ci/culprit-baseline.txt", "--update-baseline"],
                   cwd=folder, check=True, capture_output=True)
    if is_new:
        (folder / "logs/with space.log").write_text(NEW)


def execute(shell, script, folder, **variables):
    environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8", "CI": "true", **variables}
    return subprocess.run([*shell, script], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def check_junit(path, is_new):
    root = xml.etree.ElementTree.parse(path).getroot()
    assert root.get("failures") == ("1" if is_new else "0"), root.attrib


def github(folder, is_new):
    action = yaml.safe_load((tree / "action.yml").read_text())
    inputs = {name: value.get("default") for name, value in action["inputs"].items()}
    inputs |= {"files": "logs/*.log\n", "baseline": "ci/culprit-baseline.txt", "reports": "junit=culprit.xml\n",
               "tool": "culprit"}
    (step,) = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite" and step["shell"] == "bash"
    given = {name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: inputs[match[1]], text)
             for name, text in step["env"].items()}
    assert len(given) == len(inputs), "each input is handed on"
    summary = folder / "step_summary.md"
    summary.touch()
    done = execute(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], step["run"], folder, GITHUB_ACTIONS="true",
                   GITHUB_ACTION_PATH=str(tree), GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(folder), **given)
    assert done.returncode == int(is_new), done
    check_junit(folder / "culprit.xml", is_new)
    assert ("::error title=culprit check%3A new::" in done.stdout) == is_new, done.stdout
    text = summary.read_text()
    assert re.match(r"## culprit: \d+ failures of \d+ causes, logged as \d+ exceptions; 4 errors", text)
    assert ("a.b.NewException" in text.replace("&#46;", ".")) == is_new

    # What a pattern matches both itself and with its folder is read once, and a folder of folders is none to read.
    (folder / "logs/node-1").mkdir()
    (folder / "logs/node-1/more.log").write_text(log)
    given |= {"CULPRIT_BASELINE": "", "CULPRIT_REPORTS": ""}
    files = len(list(folder.glob("logs/**/*.log")))
    for pattern in ("logs/**", "logs/**/*", "logs/\nlogs/node-1\nlogs/**/*.log"):
        given |= {"CULPRIT_FILES": pattern, "CULPRIT_REPORTS": "json=all.json"}
        execute(["bash", "-c"], step["run"], folder, GITHUB_ACTION_PATH=str(tree), GITHUB_STEP_SUMMARY=str(summary), **given)
        assert len(json.loads((folder / "all.json").read_text())["summary"]["sources"]) == files, pattern

    # The other inputs reach the tool, and a pattern without match is no pass.
    given |= {"CULPRIT_BASELINE": "", "CULPRIT_FAIL_ON": "errors > 3\ntotal > 1000\n", "CULPRIT_REPORTS": ""}
    done = execute(["bash", "-c"], step["run"], folder, GITHUB_ACTION_PATH=str(tree), GITHUB_STEP_SUMMARY=str(summary), **given)
    assert done.returncode == 1 and "FAILED   errors > 3" in done.stdout and "ok       total > 1000" in done.stdout, done
    given |= {"CULPRIT_FILES": "nothing/*.log"}
    done = execute(["bash", "-c"], step["run"], folder, GITHUB_ACTION_PATH=str(tree), GITHUB_STEP_SUMMARY=str(summary), **given)
    assert done.returncode == 2 and "::error title=culprit::no file matches" in done.stdout, done


def gitlab(folder, is_new):
    job = yaml.safe_load((tree / "examples/ci/gitlab-ci.yml").read_text())["culprit"]
    # The runner joins the lines of a job to one script, and stops at the first failure.
    done = execute(["sh", "-e", "-c"], "\n".join(job["script"]), folder, GITLAB_CI="true", CI_PROJECT_DIR=str(folder), CI_JOB_ID="1")
    assert done.returncode == int(is_new), done
    reports = job["artifacts"]["reports"]
    check_junit(folder / reports["junit"], is_new)
    severities = [issue["severity"] for issue in yaml.safe_load((folder / reports["codequality"]).read_text())]
    assert ("critical" in severities) == is_new
    for path in job["artifacts"]["paths"]:
        assert (folder / path).exists()


def jenkins(folder, is_new):
    text = (tree / "examples/ci/Jenkinsfile").read_text()
    assert text.count("{") == text.count("}")
    scripts = [match[1] or match[2] for match in re.finditer(r"\bsh (?:'''(.*?)'''|'([^'\n]+)')", text, re.DOTALL)]
    assert len(scripts) == 2
    # Groovy takes the backslash at the end of a line for itself, and joins the lines.
    codes = [execute(["sh", "-xe", "-c"], script.replace("\\\n", ""), folder, JENKINS_URL="http://ci/", WORKSPACE=str(folder),
                     BUILD_NUMBER="1").returncode for script in scripts]
    assert codes == [0, int(is_new)], codes
    check_junit(folder / re.search(r"junit '(.*)'", text)[1], is_new)
    assert sorted(path.name for path in folder.glob(re.search(r"archiveArtifacts '(.*)'", text)[1])) == \
        ["culprit.html", "culprit.json", "culprit.xml"]


def documented():
    docs = (tree / "docs/ci.md").read_text()
    for name in ("gitlab-ci.yml", "Jenkinsfile"):
        assert (tree / "examples/ci" / name).read_text() in docs, f"docs/ci.md shows another examples/ci/{name}"


documented()
for system in (github, gitlab, jenkins):
    for is_new in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            workspace(pathlib.Path(folder), is_new)
            system(pathlib.Path(folder), is_new)
print("the actions, jobs and stages do as docs/ci.md says")
