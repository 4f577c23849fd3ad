"""Compares what culprit says of a log with what the program that wrote it knows.

What a text cannot tell, or culprit by its documentation leaves away, is taken out
of both sides first. These are all the equivalences there are:

* White space at the end of a message is no part of it.
* A message of null, an empty one and none are the same: the JDK prints no colon for
  null, logback prints `: null`, and nobody can tell that from the text "null".
* A message is compared up to culprit's limit of 16 KiB, which counts what a `toString()`
  puts in front of it.
* CR LF within a text is the same as LF.
* Colour escapes at either end of a message are no part of it: layouts put theirs there, too.
"""

import json
import re

MESSAGE_BYTES = 16 * 1024
HEAD_BYTES = 2 * 1024  # at most in front of a message: its class, or the text of its cause

# White space at the end, and colour escapes at the beginning or the end.
EDGES = re.compile(r'\A(?:\x1b\[[0-9;]*m)+|(?:\s|\x1b\[[0-9;]*m)+\Z')

FIELDS = ('kind', 'bare', 'time', 'level', 'logger', 'thread', 'context', 'message')


def same_text(expected, actual):
    """Whether two messages, or parts of them, agree as far as a text can tell."""
    expected, actual = plain_text(expected), plain_text(actual)
    if expected == actual:
        return True
    return len(actual.encode()) > MESSAGE_BYTES - HEAD_BYTES and expected.startswith(actual)


def plain_text(text):
    text = EDGES.sub('', (text or '').replace('\r\n', '\n'))
    return '' if text == 'null' else text


def differences(expected, actual):
    """The fields in which two events differ, as (path, expected, actual)."""
    found = []
    for field in ('offset', 'length'):
        if expected[field] != actual[field]:
            found.append((field, expected[field], actual[field]))
    for field in FIELDS:
        if field not in expected:
            continue
        want, got = expected[field], actual[field]
        if not (same_text(want, got) if field == 'message' else want == got):
            found.append((field, want, got))
    compare_throwables('throwable', expected['throwable'], actual['throwable'], found)
    return found


def compare_throwables(path, expected, actual, found):
    if expected is None or actual is None:
        if expected is not actual:
            found.append((path, outline(expected), outline(actual)))
        return
    for field in ('class', 'frames', 'elided', 'circular'):
        if expected[field] != actual[field]:
            found.append((f'{path}.{field}', expected[field], actual[field]))
    if not same_text(expected['message'], actual['message']):
        found.append((f'{path}.message', expected['message'], actual['message']))
    compare_throwables(f'{path}.cause', expected['cause'], actual['cause'], found)
    want, got = expected['suppressed'], actual['suppressed']
    if len(want) != len(got):
        found.append((f'{path}.suppressed', [outline(t) for t in want], [outline(t) for t in got]))
    for number, (one, other) in enumerate(zip(want, got)):
        compare_throwables(f'{path}.suppressed[{number}]', one, other, found)


def outline(throwable):
    """A throwable and its causes in one line."""
    classes = []
    while throwable:
        classes.append(throwable['class'] or '(no class)')
        throwable = throwable['cause']
    return ' <- '.join(classes) or None


def pair(expected, actual):
    """Pairs of events that begin at the same byte; None stands for one that the other side lacks."""
    actual_at = {event['offset']: event for event in actual}
    expected_offsets = {event['offset'] for event in expected}
    pairs = [(event, actual_at.get(event['offset'])) for event in expected]
    pairs += [(None, event) for event in actual if event['offset'] not in expected_offsets]
    return sorted(pairs, key=lambda pair: (pair[0] or pair[1])['offset'])


def summary_of(events):
    """The totals that follow from the events."""
    heads, levels = {}, {}
    for event in events:
        if event['throwable']:
            name = event['throwable']['class']
            heads[name] = heads.get(name, 0) + 1
        if not event['bare']:
            level = event['level'] or 'UNKNOWN'
            levels[level] = levels.get(level, 0) + 1
    return {
        'records': sum(not event['bare'] for event in events),
        'errors': sum(event['kind'] == 'error' for event in events),
        'occurrences': sum(event['kind'] == 'occurrence' for event in events),
        'levels': levels,
        'heads': heads,
    }


def summary_differences(expected_events, report):
    """The totals in which culprit's JSON report differs, as (name, expected, actual)."""
    expected = summary_of(expected_events)
    totals = report['totals']
    found = [(name, expected[name], totals[name]) for name in ('records', 'errors', 'occurrences')
             if expected[name] != totals[name]]
    rows = {row['class']: row['count'] for row in report['exceptions']}
    for name, want, got in (('levels', expected['levels'], report['levels']), ('rows', expected['heads'], rows)):
        for key in sorted(want.keys() | got.keys()):
            if want.get(key, 0) != got.get(key, 0):
                found.append((f'{name}: {key or "(no class)"}', want.get(key, 0), got.get(key, 0)))
    return found


def read_events(lines):
    return [json.loads(line) for line in lines if line.strip()]
