#!/usr/bin/env python3
"""Reads each format of a report as its consumers do, and adds up what it counts.

    check_formats.py CULPRIT LOG…      a folder stands for the logs in it

A hostile log is among them: one whose messages are made to break out of every
format. In each the counts must add up to TOTAL, with rows hidden, groups
folded and inputs missing, and every fault must be named.
"""

import csv
import html.parser
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

try:
    import jsonschema
    import junitparser
    from prometheus_client.parser import text_string_to_metric_families
except ImportError as error:
    sys.exit(f"{sys.executable}: {error}; scripts/install-deps test installs it")

FAULTS = ("unreadable", "truncated", "corrupt")
SCHEMAS = pathlib.Path(__file__).parent / "schemas"

HOSTILE = [
    b"]]> end of CDATA", b"]]></failure></testcase>", b"</details></pre></code><script>alert(1)</script>",
    b"::error title=x,file=y::forged", b"::add-mask::secret", b"::stop-commands::x", b"##[error]forged", b"100%0A%25 % %",
    b"| a | b |", b"``` ``` `", b"**bold** _it_ [x](http://x.y) <b> ![i](j)", b"@everyone fixes #1 ~~no~~",
    b"\x01\x02\x1b[31mred\x1b[0m \x7f", b"\xff\xfe\xc3\x28 \xed\xa0\x80", b"\"quoted\" 'single' back\\slash \\n",
    b"=cmd|' /C calc'!A0", b"+1", b"-1", b"@SUM(A1)", b"{\"json\": [1, 2]}", b"\xe2\x80\xa8 separator \xe2\x80\xae reversed",
    b"\xef\xbf\xbe \xef\xbf\xbf no characters", b"&amp; &#0; &unknown; <!-- -->", b"a,b;c\td", b"first line\nsecond line\n\nfourth",
    b"# HELP culprit_x y\nculprit_x 1", b"x" * 20000, b"", b"see www.x.y, http://x.y or a@b.cd", b":tada: $x$ <a@b.cd>",
]
HEADER = b"2015-10-09 18:04:22,808 [main] ERROR "


def hostile_log():
    log = b""
    for i, text in enumerate(HOSTILE):
        log += HEADER + b"a.B - " + text.replace(b"\n", b"\nmore ") + b"\n"
        log += HEADER + b"a.B - trace\n" + b"a.b.C%dException: " % (i % 7) + text + b"\n\tat a.B.c(B.java:1)\n"
        log += b"Caused by: a.b.RootException: root " + text + b"\n\t... 1 more\n"
        log += json_record(text.decode("utf-8", "replace")) + b"\n"
    return log


def json_record(text):
    """A record whose class and logger are free text."""
    return json.dumps({"@timestamp": "2015-10-09T18:04:22.808Z", "log.level": "ERROR", "message": "m", "log.logger": text,
                       "error.type": text, "error.message": text, "error.stack_trace": "\tat a.B.c(B.java:1)\n"}).encode()


def run(culprit, arguments, expected=(0, 3), **variables):
    done = subprocess.run([culprit, "--quiet", *arguments], capture_output=True, check=False,
                          env={**os.environ, "COLUMNS": "80", **variables})
    assert done.returncode in expected, (arguments, done.returncode, done.stderr[-500:])
    return done.stdout


def text_of(output):
    text = output.decode("utf-8")  # any format is valid UTF-8
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text), "a control character got through"
    return text


class Text:
    def __init__(self, output):
        text = text_of(output)
        assert not re.search("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text), "a control character got through"
        total = re.search(r"^ *([0-9,]+)  TOTAL$", text, re.MULTILINE)
        self.total = int(total[1].replace(",", "")) if total else 0
        self.faults = None  # they look like other lines


class Json:
    def __init__(self, output):
        report = json.loads(text_of(output))
        errors = sum(error["count"] for error in report["errors"]) + report["folded_errors"]
        self.total = errors + sum(row["count"] for row in report["exceptions"])
        for hidden in ("other_exceptions", "other_errors"):
            self.total += report.get(hidden, {"count": 0})["count"]
        self.faults = sum(d["kind"] in FAULTS for d in report["diagnostics"])


class Markdown:
    def __init__(self, output):
        text = re.sub(r"^(```+)\n.*?^\1$", "", text_of(output), flags=re.DOTALL | re.MULTILINE)
        rows = [line for line in text.split("\n") if line.startswith("|")]
        assert all(line.count("|") == 3 for line in rows), "a cell was broken open"
        counts = [int(row.split("|")[2]) for row in rows[2:]]
        self.total = counts.pop()
        assert self.total == sum(counts)
        self.faults = None  # they look like other diagnostics
        assert_inert(re.sub(r"^> ", "", text, flags=re.MULTILINE))


class Junit:
    def __init__(self, output):
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            file.write(output)
            file.flush()
            subprocess.run(["xmllint", "--noout", "--schema", SCHEMAS / "junit.xsd", file.name],
                           check=True, stderr=subprocess.PIPE)
            suites = junitparser.JUnitXml.fromfile(file.name)
        cases = [case for suite in suites for case in suite]
        assert len({(case.classname, case.name) for case in cases}) == len(cases), "two cases share a name"
        failed = [case.result[0] for case in cases if case.result and isinstance(case.result[0], junitparser.Failure)]
        errors = [case.result[0] for case in cases if case.result and isinstance(case.result[0], junitparser.Error)]
        assert (suites.tests, suites.failures, suites.errors) == (len(cases), len(failed), len(errors))
        self.total = sum(int(result.message.split(" × ")[0].replace(",", "")) for result in failed)
        self.faults = len(errors)


class Sarif:
    schema = json.loads((SCHEMAS / "sarif.schema.json").read_text())

    def __init__(self, output):
        sarif = json.loads(text_of(output))
        jsonschema.Draft202012Validator(self.schema).validate(sarif)
        (one,) = sarif["runs"]
        rules = one["tool"]["driver"]["rules"]
        for result in one["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        self.total = sum(result["occurrenceCount"] for result in one["results"])
        notifications = one["invocations"][0]["toolExecutionNotifications"]
        self.faults = sum(n["level"] == "error" for n in notifications)
        assert one["invocations"][0]["executionSuccessful"] == (self.faults == 0)


class Gitlab:
    schema = json.loads((SCHEMAS / "gitlab.schema.json").read_text())

    def __init__(self, output):
        issues = json.loads(text_of(output))
        jsonschema.Draft202012Validator(self.schema).validate(issues)
        assert len({issue["fingerprint"] for issue in issues}) == len(issues), "two issues share a fingerprint"
        self.total = sum(int(issue["description"].split(" × ")[0].replace(",", "")) for issue in issues
                         if issue["check_name"] != "diagnostic")
        self.faults = sum(issue["check_name"] == "diagnostic" and issue["severity"] == "blocker" for issue in issues)


class Html:
    """A page that asks nobody for anything, and in which no log has put an element or an attribute."""
    attributes = {"charset": "utf-8", "lang": "en", "name": "viewport", "content": "default-src 'none'; style-src 'unsafe-inline'|width=.*",
                  "http-equiv": "Content-Security-Policy", "class": "faint|plain|fault|notice|good|new", "href": "#[0-9a-f]{16}",
                  "id": "(error-)?[0-9a-f]{16}", "value": "[0-9]+", "style": r"width:[0-9.]+%", "viewBox": "[0-9 ]+",
                  "preserveAspectRatio": "none", "role": "img", "aria-label": "[a-z ]+", "d": "[Mvhz0-9. -]+"}
    elements = set("html head meta title style body header main section footer h1 h2 h3 p figure figcaption svg path span ul li b i a "
                   "article aside table tr td details summary pre code data".split())

    def __init__(self, output):
        page = xml.etree.ElementTree.fromstring(text_of(output))
        for element in page.iter():
            assert element.tag in self.elements, element.tag
            for name, value in element.items():
                assert re.fullmatch(self.attributes[name], value), (name, value)
        ids = [element.get("id") for element in page.iter("details")]
        assert len(set(ids)) == len(ids) and {a.get("href")[1:] for a in page.iter("a")} <= set(ids)
        sections = page.findall("./body/main/section")
        (table,) = (i for i, section in enumerate(sections) if section.find("table") is not None)
        rows = [int(data.get("value")) for data in sections[table].iter("data")]
        self.total = sum(int(data.get("value")) for section in sections[table + 1:] for data in section.iter("data"))
        assert self.total == rows.pop() == sum(rows)
        self.faults = len(page.findall(".//p[@class='fault']"))


class Csv:
    def __init__(self, output):
        rows = list(csv.DictReader(io.StringIO(text_of(output), newline=""), strict=True))
        assert all(None not in row and None not in row.values() for row in rows), "a row of another width"
        for row in rows:
            for cell in row.values():
                assert cell[:1] not in tuple("=+@") and not (cell[:1] == "-" and len(cell) > 1), cell[:40]
        self.total = sum(int(row["count"]) for row in rows if row["count"])
        self.faults = sum(row["name"] in FAULTS for row in rows
                          if row["kind"] == "diagnostic")


class Ndjson:
    def __init__(self, output):
        lines = [json.loads(line) for line in text_of(output).split("\n")[:-1]]
        assert lines[0]["kind"] == "totals"
        self.total = sum(line["count"] for line in lines[1:] if line["kind"] != "diagnostic")
        assert self.total == lines[0]["total"]
        self.faults = sum(line["name"] in FAULTS for line in lines
                          if line["kind"] == "diagnostic")


class Prometheus:
    def __init__(self, output):
        text = text_of(output)
        for line in text.split("\n")[:-1]:
            assert re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{(\w+="([^"\\]|\\["\\n])*",?)+\})? [0-9.]+', line), line[:300]
        families = {family.name: family for family in text_string_to_metric_families(text)}
        value = lambda name: sum(sample.value for sample in families[name].samples)
        series = [(s.name, tuple(s.labels.items())) for family in families.values() for s in family.samples]
        assert len(set(series)) == len(series), "a series occurs twice"
        self.total = value("culprit_occurrences")
        assert self.total == value("culprit_errors") + value("culprit_exceptions")
        self.faults = sum(s.value for s in families["culprit_diagnostics"].samples
                          if s.labels["kind"] in FAULTS)


CODE = re.compile(r"<code>((?:[^<]|<!---->)*)</code>")


def assert_inert(markdown):
    """Outside of code nothing is left that Markdown or GitHub could take for its own; nor within, where they look for links."""
    bare = CODE.sub("", markdown)
    assert not re.search(r"[<>`@#!\[\]\\~]|(?<!\*)\*(?!\*)|www\.|:/", bare), bare[:500]
    for code in CODE.findall(markdown):
        assert re.fullmatch(r"(?:[\w .,\u0080-\U0010ffff]|&#64;<!---->|&#(?!64)[0-9]+;)*", code) and "www." not in code, code[:500]


class GithubHtml(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attributes):
        assert tag in ("details", "summary", "pre", "code") and not attributes, (tag, attributes)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


class Github:
    def __init__(self, output):
        assert len(output) <= 1 << 20
        text = text_of(output)
        parser = GithubHtml()
        parser.feed(text)
        parser.close()
        assert not parser.open, parser.open
        rows = [line for line in text.split("\n") if line.startswith("|")]
        assert all(line.count("|") == 3 for line in rows), "a cell was broken open"
        total = int(rows[-1].split("|")[2])
        assert total == sum(int(row.split("|")[2]) for row in rows[2:-1])
        counts = re.findall(r"^<details><summary>([0-9,]+) × ", text, re.MULTILINE)
        left_out = re.search(r"with a count of ([0-9,]+), are left out", text)
        self.total = sum(int(count.replace(",", "")) for count in counts + ([left_out[1]] if left_out else []))
        assert self.total == total
        self.faults = text.count("> ❌")
        assert_inert(re.sub(r"<pre>.*?</pre>|</?(details|summary)>|^## |^> ", "", text, flags=re.DOTALL | re.MULTILINE))


class Annotations:
    def __init__(self, output):
        lines = text_of(output).split("\n")[:-1]
        for line in lines:
            assert re.fullmatch(r"::(error|warning) title=([^%:,]|%25|%0A|%0D|%3A|%2C)+::([^%\r]|%25|%0A|%0D)+", line), line[:200]
        for command in ("error", "warning"):
            assert sum(line.startswith(f"::{command} ") for line in lines) <= 10
        self.total = None  # ten of each are all that GitHub shows
        self.faults = None


FORMATS = {"text": Text, "json": Json, "markdown": Markdown, "html": Html, "gitlab": Gitlab, "junit": Junit, "sarif": Sarif, "csv": Csv, "ndjson": Ndjson,
           "prometheus": Prometheus, "github": Github, "annotations": Annotations}


def main():
    culprit, *paths = sys.argv[1:]
    logs = [log for path in map(pathlib.Path, paths) for log in (sorted(path.glob("*.log")) if path.is_dir() else [path])]
    logs = [str(log) for log in logs]
    with tempfile.TemporaryDirectory() as folder:
        hostile = os.path.join(folder, "h |%<x>`:,'.log")
        pathlib.Path(hostile).write_bytes(hostile_log())
        folding = os.path.join(folder, "culprit.toml")
        pathlib.Path(folding).write_text("[limits]\nsummary_bytes = 4000\n")
        runs = [[], [hostile], [*logs], [hostile, *logs, "--top", "2"], [hostile, "--config", folding], ["--top", "0", hostile],
                ["/nonexistent\x01]]>", hostile]]
        for arguments in runs:
            # One run writes them all, as a process that is sanitized takes long to begin; printed they are the same.
            inputs = arguments or ["/dev/null"]
            paths = {name: os.path.join(folder, name) for name in FORMATS}
            reports = [f"--report={name}={path}" for name, path in paths.items()]
            whole = json.loads(run(culprit, ["--format", "json", *reports, *inputs]))
            faults = sum(d["kind"] in FAULTS for d in whole["diagnostics"])
            for name, read in FORMATS.items():
                try:
                    output = pathlib.Path(paths[name]).read_bytes()
                    assert arguments != [hostile] or output == run(culprit, ["--format", name, hostile])
                    report = read(output)
                    assert report.total in (None, whole["totals"]["total"]), (report.total, whole["totals"])
                    assert report.faults in (None, faults), (report.faults, faults)
                except (AssertionError, ValueError, subprocess.CalledProcessError, jsonschema.ValidationError) as error:
                    sys.exit(f"culprit --format {name} {' '.join(arguments)[:200]}: {error!r} {getattr(error, 'stderr', b'')}")
    print(f"{len(runs)} reports in {len(FORMATS)} formats are as their readers want them")


main()
