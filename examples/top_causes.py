#!/usr/bin/env python3
"""Prints the root causes of logs, the most frequent first, in Python, which calls C by itself:

    top_causes.py killbill.log other.log.gz

CULPRIT_LIBRARY is the shared library, if it isn't installed where the loader looks.
"""
import ctypes
import json
import os
import sys

culprit = ctypes.CDLL(os.environ.get("CULPRIT_LIBRARY", "libculprit.so.0.1"))
Handle, Text = ctypes.c_void_p, ctypes.c_char_p


def function(name, result, *arguments):
    declared = getattr(culprit, name)
    declared.restype, declared.argtypes = result, arguments
    return declared


last_error = function("culprit_last_error", Text)
new = function("culprit_analyzer_new", Handle, Handle)
read = function("culprit_analyzer_read", ctypes.c_bool, Handle, ctypes.POINTER(Text), ctypes.c_size_t)
finish = function("culprit_analyzer_finish", Handle, Handle)
free_analyzer = function("culprit_analyzer_free", None, Handle)
render = function("culprit_summary_render", Handle, Handle, Text, Handle, Handle)
free_report = function("culprit_free", None, Handle)
free_summary = function("culprit_summary_free", None, Handle)


def checked(result):
    return result or sys.exit(f"top_causes.py: {last_error().decode()}")


def analyze(paths):
    """The report of `culprit --format json`."""
    analyzer = checked(new(None))
    checked(read(analyzer, (Text * len(paths))(*map(os.fsencode, paths)), len(paths)))
    summary = checked(finish(analyzer))
    report = checked(render(summary, b"json", None, None))
    try:
        return json.loads(ctypes.string_at(report))
    finally:
        free_report(report)
        free_summary(summary)
        free_analyzer(analyzer)


found = analyze(sys.argv[1:])
for cause in found["root_causes"]:
    print(cause["count"], f"{cause['class']}: {cause['template']}", sep="\t")
for diagnostic in found["diagnostics"]:
    print(f"{diagnostic['source']}: {diagnostic['message']}", file=sys.stderr)
sys.exit(3 if found["diagnostics"] else 0)
