#!/usr/bin/env python3
"""Says which #include lines of the library and the tool break its layers.

    tests/package/layers.py <source tree>

Data flows input -> parse -> normalize -> summarize -> render, and each folder
knows only what stands here beside it, and text, which is below them all. The
files directly in lib/ conduct, and know all. The tool sees of the library what
any user sees.
"""
import pathlib
import re
import sys

BELOW_ALL = "text"

MAY_INCLUDE = {
    BELOW_ALL: [],
    "input": [],
    "parse": ["input"],
    "normalize": [],
    "summarize": ["parse", "normalize"],
    "compare": ["summarize"],
    "gate": ["summarize"],
    "render": ["summarize"],
    # Kill Bill's tables, handed to the others by the conductor.
    "killbill": ["parse", "normalize", "render"],
    "config": ["parse"],
    "load": ["input", "summarize"],
    # The public headers once more, for C.
    "c": [],
}


def quoted_includes(file):
    for number, line in enumerate(file.read_text().splitlines(), 1):
        if match := re.match(r'\s*#\s*include\s*"([^"]+)"', line):
            yield number, match[1]


def breaches(tree):
    lib = tree / "lib"
    folders = sorted(path.name for path in lib.iterdir() if path.is_dir())
    for folder in folders:
        if folder not in MAY_INCLUDE:
            yield f"lib/{folder}: a folder without a layer"
            continue
        for file in sorted((lib / folder).rglob("*.[ch]pp")):
            for number, included in quoted_includes(file):
                if included.split("/")[0] not in [folder, BELOW_ALL, *MAY_INCLUDE[folder]]:
                    yield f'{file.relative_to(tree)}:{number}: "{included}" is not for lib/{folder}'

    for file in sorted((tree / "include").rglob("*.hpp")):
        for number, included in quoted_includes(file):
            yield f'{file.relative_to(tree)}:{number}: "{included}" is not for users'

    # The tool is compiled without lib/ in its include path, but a path could lead there.
    for file in sorted((tree / "cli").rglob("*.[ch]pp")):
        for number, included in quoted_includes(file):
            if "/" in included and not (tree / "cli" / included).resolve().is_relative_to((tree / "cli").resolve()):
                yield f'{file.relative_to(tree)}:{number}: "{included}" is not for the tool'


found = list(breaches(pathlib.Path(sys.argv[1])))
print(*found, sep="\n")
sys.exit(1 if found else 0)
