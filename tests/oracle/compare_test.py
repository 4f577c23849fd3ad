#!/usr/bin/env python3
"""The comparer sees a change in any field, and forgives only what it says."""

import copy
import unittest

import compare


def throwable(name, **fields):
    return {'class': name, 'message': 'disk full', 'frames': 12, 'elided': 0, 'circular': False, 'cause': None,
            'suppressed': [], **fields}


EVENT = {
    'kind': 'occurrence', 'offset': 100, 'length': 800, 'bare': False, 'time': '2021-12-22T10:18:46.867Z',
    'level': 'ERROR', 'logger': 'a.B', 'thread': 'main', 'context': {'kb.userToken': 'c3d1'}, 'message': 'failed',
    'throwable': throwable('a.Head', cause=throwable('a.Cause'), suppressed=[throwable('a.Suppressed')])}

QUIET = {**EVENT, 'kind': 'record', 'offset': 900, 'level': 'INFO', 'throwable': None}


def changed(path, value):
    event = copy.deepcopy(EVENT)
    place = event
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return event


class Differences(unittest.TestCase):
    def paths(self, actual, expected=EVENT):
        return [path for path, _, _ in compare.differences(expected, actual)]

    def test_equal_events_have_none(self):
        self.assertEqual(self.paths(copy.deepcopy(EVENT)), [])

    def test_each_field_of_a_record_is_compared(self):
        for field, value in (('kind', 'error'), ('offset', 101), ('length', 799), ('bare', True), ('time', None),
                             ('level', 'WARN'), ('logger', 'B'), ('thread', ''), ('context', {}),
                             ('message', 'fail')):
            with self.subTest(field):
                self.assertEqual(self.paths(changed([field], value)), [field])

    def test_each_field_of_each_throwable_is_compared(self):
        places = {'throwable': ['throwable'], 'throwable.cause': ['throwable', 'cause'],
                  'throwable.suppressed[0]': ['throwable', 'suppressed', 0]}
        for name, place in places.items():
            for field, value in (('class', 'a.Other'), ('message', ''), ('frames', 11), ('elided', 1),
                                 ('circular', True)):
                with self.subTest(place=name, field=field):
                    self.assertEqual(self.paths(changed(place + [field], value)), [f'{name}.{field}'])

    def test_a_throwable_too_few_or_too_many_is_seen(self):
        self.assertEqual(self.paths(changed(['throwable'], None)), ['throwable'])
        self.assertEqual(self.paths(changed(['throwable', 'cause'], None)), ['throwable.cause'])
        self.assertEqual(self.paths(changed(['throwable', 'cause', 'cause'], throwable('a.B'))),
                         ['throwable.cause.cause'])
        self.assertEqual(self.paths(changed(['throwable', 'suppressed'], [])), ['throwable.suppressed'])

    def test_messages_are_the_same_within_the_documented_equivalences(self):
        for expected, actual in (('a\n', 'a'), (None, ''), ('', ''), ('a\r\nb', 'a\nb'), ('ä' * 9000, 'ä' * 8192),
                                 ('\x1b[31mred\x1b[0m\n', 'red')):
            with self.subTest(actual=actual[:9]):
                self.assertTrue(compare.same_text(expected, actual))

    def test_other_messages_are_not(self):
        for expected, actual in ((' a', 'a'), ('a \x1b[0m b', 'a  b'), ('a\nb', 'a'), ('a', ''), ('a\nb', 'a b'),
                                 ('ä' * 9000, 'ä' * 7000), ('ä' * 8192, 'ä' * 9000)):
            with self.subTest(expected=expected[:9], actual=actual[:9]):
                self.assertFalse(compare.same_text(expected, actual))


class Pairs(unittest.TestCase):
    def test_events_are_paired_by_where_they_begin(self):
        self.assertEqual(compare.pair([EVENT, QUIET], [EVENT, QUIET]), [(EVENT, EVENT), (QUIET, QUIET)])

    def test_one_that_is_missing_or_too_many_has_no_partner(self):
        self.assertEqual(compare.pair([EVENT, QUIET], [QUIET]), [(EVENT, None), (QUIET, QUIET)])
        self.assertEqual(compare.pair([QUIET], [EVENT, QUIET]), [(None, EVENT), (QUIET, QUIET)])


class Summaries(unittest.TestCase):
    REPORT = {'totals': {'records': 2, 'errors': 0, 'occurrences': 1}, 'levels': {'ERROR': 1, 'INFO': 1},
              'exceptions': [{'class': 'a.Head', 'count': 1}]}

    def test_a_report_that_agrees_has_no_differences(self):
        self.assertEqual(compare.summary_differences([EVENT, QUIET], self.REPORT), [])

    def test_each_total_is_compared(self):
        for path, value in ((['totals', 'records'], 3), (['totals', 'errors'], 1), (['totals', 'occurrences'], 2),
                            (['levels', 'INFO'], 2), (['levels', 'WARN'], 1), (['exceptions', 0, 'count'], 2)):
            report = copy.deepcopy(self.REPORT)
            place = report
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value
            with self.subTest(path):
                self.assertEqual(len(compare.summary_differences([EVENT, QUIET], report)), 1)

    def test_a_row_with_another_name_is_two_differences(self):
        report = copy.deepcopy(self.REPORT)
        report['exceptions'][0]['class'] = 'a.Other'
        self.assertEqual(compare.summary_differences([EVENT, QUIET], report),
                         [('rows: a.Head', 1, 0), ('rows: a.Other', 0, 1)])


if __name__ == '__main__':
    unittest.main()
