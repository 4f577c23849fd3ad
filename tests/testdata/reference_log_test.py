"""The reference log, its generator and its truth agree."""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TESTDATA = pathlib.Path(__file__).resolve().parents[2] / "testdata"
NAME = "stripe-pool-30"

HEADER = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3}\+0000 lvl='(\w+)', log='(\w+)', th='[^']*', xff='[^']*', "
    r"rId='([^']*)', tok='[^']*', aRId='\d*', tRId='1', "
)
HEAD = re.compile(r"((?:\w+\.)+\w+): ")
PLUGIN_SAID = re.compile(r"formattedMsg='Plugin exception ([^']*)'")


def committed_log():
    command = ["zstd", "-dc", str(TESTDATA / f"{NAME}.log.zst")]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def records(log):
    """The header's match and the lines of each record."""
    header, lines = None, []
    for line in log.decode().splitlines():
        match = HEADER.match(line)
        if match:
            if header:
                yield header, lines
            header, lines = match, []
        lines.append(line)
    yield header, lines


class ReferenceLog(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.log = committed_log()
        cls.truth = json.loads((TESTDATA / f"{NAME}.truth.json").read_text())

    def test_the_generator_writes_the_committed_log_and_truth(self):
        with tempfile.TemporaryDirectory() as folder:
            log, truth = pathlib.Path(folder, "log"), pathlib.Path(folder, "truth")
            generator = [sys.executable, "-B", str(TESTDATA / "stripe_pool_30.py")]
            subprocess.run([*generator, "--log", str(log), "--truth", str(truth)], check=True)
            self.assertEqual(json.loads(truth.read_text()), self.truth)
            self.assertEqual(self.truth["sha256"], hashlib.sha256(log.read_bytes()).hexdigest())
        self.assertEqual(self.truth["sha256"], hashlib.sha256(self.log).hexdigest())

    def test_a_simple_count_of_the_log_agrees_with_the_truth(self):
        levels, heads, errors, chains = {}, {}, {}, {}
        count = 0
        for header, lines in records(self.log):
            count += 1
            level, logger = header[1], header[2]
            levels[level] = levels.get(level, 0) + 1
            head = HEAD.match(lines[1]) if len(lines) > 2 and lines[2].startswith("\tat ") else None
            if head:
                heads[head[1]] = heads.get(head[1], 0) + 1
                causes = [HEAD.match(line[11:])[1] for line in lines[2:] if line.startswith("Caused by: ")]
                chain = (head[1], *causes)
                chains[chain] = chains.get(chain, 0) + 1
            elif level == "ERROR":
                errors[logger] = errors.get(logger, 0) + 1

        totals = self.truth["totals"]
        self.assertEqual(len(self.log), totals["bytes"])
        self.assertEqual(self.log.count(b"\n"), totals["lines"])
        self.assertEqual(count, totals["records"])
        self.assertEqual(levels, self.truth["levels"])
        self.assertEqual(errors, {e["logger"]: e["count"] for e in self.truth["errors"]})
        rows = self.truth["exceptions"]
        self.assertEqual(list(heads.items()), [(row["class"], row["count"]) for row in rows])
        expected = {}
        for group in (group for row in rows for group in row["groups"]):
            chain = tuple(link["class"] for link in group["chain"])
            expected[chain] = expected.get(chain, 0) + group["count"]
        self.assertEqual(chains, expected)

    def test_a_failed_payment_is_logged_twice_with_one_request_id_and_one_reason(self):
        reasons = {}
        for header, lines in records(self.log):
            said = PLUGIN_SAID.search(lines[1]) if len(lines) > 1 else None
            if said:
                reasons.setdefault(header[3], []).append((header[2], said[1]))
        self.assertEqual(len(reasons), self.truth["failed_in_plugin"])
        for (first, reason), (second, same_reason) in reasons.values():
            self.assertEqual((first, second), ("OperationCallbackBase", "ExceptionMapperBase"))
            self.assertEqual(reason, same_reason)


if __name__ == "__main__":
    unittest.main()
