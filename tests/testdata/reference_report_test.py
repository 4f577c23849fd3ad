"""culprit finds in the reference log what its generator put there."""

import json
import pathlib
import subprocess
import sys
import unittest

TESTDATA = pathlib.Path(__file__).resolve().parents[2] / "testdata"
NAME = "stripe-pool-30"
CULPRIT = sys.argv.pop(1)


def report(*arguments):
    command = [CULPRIT, *arguments, str(TESTDATA / f"{NAME}.log.zst")]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()


def instant(time):
    """Times compare as they are written, whatever zone designator stands behind them."""
    return time.removesuffix("Z").removesuffix("+00:00")


def group_facts(group):
    chain = [(link["class"], link["template"]) for link in group["chain"]]
    return chain, group["count"], instant(group["first_seen"]), instant(group["last_seen"])


class ReferenceReport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.summary = json.loads(report("--format", "json"))
        cls.truth = json.loads((TESTDATA / f"{NAME}.truth.json").read_text())

    def test_the_totals_are_right(self):
        totals = {name: self.summary["totals"][name] for name in self.truth["totals"]}
        self.assertEqual(totals, self.truth["totals"])
        self.assertEqual(self.summary["levels"], self.truth["levels"])

    def test_the_rows_stand_in_order_of_first_appearance_with_the_right_counts(self):
        rows = [(row["class"], row["count"]) for row in self.summary["exceptions"]]
        self.assertEqual(rows, [(row["class"], row["count"]) for row in self.truth["exceptions"]])

    def test_the_groups_have_the_right_chains_counts_and_times(self):
        for row, expected in zip(self.summary["exceptions"], self.truth["exceptions"]):
            with self.subTest(row["class"]):
                self.assertEqual(
                    [group_facts(group) for group in row["groups"]],
                    [group_facts(group) for group in expected["groups"]],
                )

    def test_errors_are_counted_by_logger(self):
        errors = {}
        for group in self.summary["errors"]:
            errors[group["logger"]] = errors.get(group["logger"], 0) + group["count"]
        self.assertEqual(errors, {error["logger"]: error["count"] for error in self.truth["errors"]})

    def test_each_failed_operation_counts_once_for_its_cause(self):
        self.assertEqual(self.summary["totals"]["failures"], self.truth["failures"])
        causes = [(cause["template"], cause["failures"]) for cause in self.summary["root_causes"]]
        self.assertEqual(causes, [(cause["template"], cause["failures"]) for cause in self.truth["causes"]])

    def test_nothing_in_the_log_is_odd(self):
        self.assertEqual(self.summary["diagnostics"], [])


if __name__ == "__main__":
    unittest.main()
