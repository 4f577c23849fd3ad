"""Records in Kill Bill's layout, and the count of what was put into them."""

import datetime
import hashlib

EPOCH = datetime.datetime(1970, 1, 1)


class Context:
    """What Kill Bill knows about the request that a record belongs to (its MDC)."""

    def __init__(self, request_id="", user_token="", account=None):
        self.request_id = request_id
        self.user_token = user_token
        self.account = account


NO_CONTEXT = Context()


class Record:
    def __init__(self, time, level, logger, thread, context, message, throwable=None):
        self.time = time  # milliseconds since 1970
        self.level = level
        self.logger = logger
        self.thread = thread
        self.context = context
        self.message = message
        self.throwable = throwable

    def __str__(self):
        account = self.context.account
        header = (
            f"{iso_date(self.time, ',')}+0000 lvl='{self.level}', log='{self.logger}', th='{self.thread}', "
            f"xff='', rId='{self.context.request_id}', tok='{self.context.user_token}', "
            f"aRId='{account.record_id if account else ''}', tRId='1', {self.message}\n"
        )
        if not self.throwable:
            return header
        return header + "".join(f"{line}\n" for line in self.throwable.lines())


def iso_date(time, mark):
    date = EPOCH + datetime.timedelta(milliseconds=time)
    return f"{date:%Y-%m-%dT%H:%M:%S}{mark}{time % 1000:03d}"


class Span:
    """When something was seen, and how often."""

    def __init__(self):
        self.count = 0
        self.first = self.last = None

    def add(self, time):
        self.count += 1
        self.first = time if self.first is None else self.first
        self.last = time

    def as_json(self):
        return {
            "count": self.count,
            "first_seen": iso_date(self.first, ".") + "Z",
            "last_seen": iso_date(self.last, ".") + "Z",
        }


class Truth:
    """Counts records by what they were made of; their text is looked at for its size only."""

    def __init__(self):
        self.bytes = self.lines = self.records = 0
        self.levels = {}
        self.errors = {}
        self.rows = {}
        self.sha256 = hashlib.sha256()

    def add(self, record, encoded):
        self.bytes += len(encoded)
        self.lines += encoded.count(b"\n")
        self.records += 1
        self.sha256.update(encoded)
        self.levels[record.level] = self.levels.get(record.level, 0) + 1
        if record.throwable:
            groups = self.rows.setdefault(record.throwable.class_name, {})
            chain = tuple((link.class_name, link.template) for link in record.throwable.chain())
            groups.setdefault(chain, Span()).add(record.time)
        elif record.level == "ERROR":
            self.errors.setdefault(record.logger, Span()).add(record.time)

    def table(self):
        """Counts by row of the report; rows in order of first appearance."""
        rows = {"Errors": sum(span.count for span in self.errors.values())}
        rows.update((name, sum(span.count for span in groups.values())) for name, groups in self.rows.items())
        rows["TOTAL"] = sum(rows.values())
        return rows

    def as_json(self):
        table = self.table()
        return {
            "sha256": self.sha256.hexdigest(),
            "totals": {
                "bytes": self.bytes,
                "lines": self.lines,
                "records": self.records,
                "errors": table["Errors"],
                "occurrences": table["TOTAL"] - table["Errors"],
                "total": table["TOTAL"],
            },
            "levels": self.levels,
            "exceptions": [
                {
                    "class": name,
                    "count": table[name],
                    "groups": [
                        {**span.as_json(), "chain": [{"class": c, "template": t} for c, t in chain]}
                        for chain, span in groups.items()
                    ],
                }
                for name, groups in self.rows.items()
            ],
            "errors": [{"logger": logger, **span.as_json()} for logger, span in self.errors.items()],
        }
