"""Runs of the reference log's test, compared: culprit finds what changed, and nothing else."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TESTDATA = pathlib.Path(__file__).resolve().parents[2] / "testdata"
CULPRIT = sys.argv.pop(1)

HEADER = re.compile(rb"^(?=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3}\+0000 lvl=)", re.MULTILINE)
LOOKUP = b"\njava.lang.IllegalArgumentException: "
PAYMENT_API = b"\norg.killbill.billing.payment.api.PaymentApiException: "


def write_log(folder, seed):
    """Another run of the test."""
    log = folder / f"seed-{seed}.log"
    generator = [sys.executable, "-B", str(TESTDATA / "stripe_pool_30.py"), "--seed", str(seed)]
    subprocess.run([*generator, "--log", str(log), "--truth", str(folder / "truth")], check=True)
    return log


def repeated(records, head, every):
    """The log in which each record with this head, or one in so many of them, occurs twice."""
    result, met = [], 0
    for record in records:
        result.append(record)
        if head in record:
            met += 1
            if met % every == 0:
                result.append(record)
    return b"".join(result)


class ReferenceComparison(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(cls.folder.name)
        cls.base, cls.current, cls.changed = write_log(path, 1), write_log(path, 2), path / "changed.log"
        cls.baseline = path / "baseline.txt"
        cls.records = HEADER.split(cls.current.read_bytes())
        cls.run_tool("check", cls.base, "--baseline", cls.baseline, "--update-baseline", expected=0)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def run_tool(cls, *arguments, expected):
        done = subprocess.run([CULPRIT, *map(str, arguments), "--no-config"], stdout=subprocess.PIPE, check=False)
        text = done.stdout.decode()
        assert done.returncode == expected, f"culprit {arguments} returned {done.returncode}: {text[:2000]}"
        return text

    def differences(self, log):
        """(change, class of the head, before, after) of all groups, errors and root causes that changed."""
        comparison = json.loads(self.run_tool("diff", self.base, log, "--format", "json", expected=0))
        self.assertEqual(comparison["per"], "record")
        return [
            (difference["change"], difference["chain"][0]["class"], difference["before"], difference["after"])
            for difference in comparison["causes"] + comparison["root_causes"]
            if difference["change"] != "same"
        ]

    def test_two_seeds_differ_in_nothing_and_the_gate_passes(self):
        self.assertNotEqual(self.base.read_bytes(), self.current.read_bytes())
        self.assertEqual(self.differences(self.current), [])
        said = self.run_tool("check", self.current, "--baseline", self.baseline, "--fail-on", "new",
                             "--fail-on", "increase > 20%", expected=0)
        self.assertIn("ok       new: 0 new\n", said)
        self.assertIn("ok       increase > 20%: 0 increased\n", said)

    def test_an_exception_of_a_new_kind_among_2251_is_named_and_fails_the_gate(self):
        middle = len(self.records) // 2
        header = self.records[middle][:29]
        record = (header + b"lvl='WARN', log='PluginProperties', th='catalina-exec-7', xff='', rId='', tok='', aRId='', "
                  b"tRId='1', Could not read the properties\n"
                  b"java.lang.IllegalStateException: no property retry.interval of account 4711\n"
                  b"\tat org.killbill.billing.payment.PluginProperties.read(PluginProperties.java:71)\n"
                  b"\tat java.lang.Thread.run(Thread.java:745)\n")
        self.changed.write_bytes(b"".join([*self.records[:middle], record, *self.records[middle:]]))
        added = ("new", "java.lang.IllegalStateException", 0, 1)
        self.assertEqual(self.differences(self.changed), [added, added])  # a group, and its root cause
        said = self.run_tool("check", self.changed, "--baseline", self.baseline, expected=1)
        self.assertIn("FAILED   new: 1 new: java.lang.IllegalStateException: "
                      "no property retry.interval of account N (1 time)\n", said)

    def test_a_rate_that_doubles_is_found(self):
        self.changed.write_bytes(repeated(self.records, LOOKUP, 1))
        doubled = ("increased", "java.lang.IllegalArgumentException", 48, 96)
        self.assertEqual(self.differences(self.changed), [doubled, doubled])
        said = self.run_tool("check", self.changed, "--baseline", self.baseline, "--fail-on", "new",
                             "--fail-on", "increase > 50%", expected=1)
        self.assertIn("ok       new: 0 new\n", said)
        self.assertIn("FAILED   increase > 50%: 1 increased: java.lang.IllegalArgumentException: ", said)

    def test_a_rate_that_moves_by_five_per_cent_is_not(self):
        self.changed.write_bytes(repeated(self.records, PAYMENT_API, 20))
        summary = json.loads(self.run_tool(self.changed, "--format", "json", expected=0))
        self.assertEqual(summary["totals"]["occurrences"], 2245 + 1453 // 20)
        self.assertEqual(self.differences(self.changed), [])
        self.run_tool("check", self.changed, "--baseline", self.baseline, "--fail-on", "increase > 20%", expected=0)


if __name__ == "__main__":
    unittest.main()
