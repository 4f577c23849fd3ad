"""The logs that the tools read, made when they are missing."""

import pathlib
import shutil
import subprocess

from . import facts

SHAPES = ("quiet", "mixed", "dense")
LAYOUTS = ("logback", "killbill")
SEED = 1

# What writes each compressed form of a log: those of one member, and those of many that say their lengths.
ENCODERS = {
    ".gz": ["pigz" if shutil.which("pigz") else "gzip", "-6", "-c"],
    ".zst": ["zstd", "-3", "-q", "-c"],
    ".bgz": ["bgzip", "-c"],
    ".pzst": ["pzstd", "-3", "-q", "-c"],
}


class Input:
    """A log of one shape and layout, its truth, and its compressed forms."""

    def __init__(self, folder, generator, shape, layout, size):
        self.shape = shape
        self.layout = layout
        self.log = folder / f"{shape}-{layout}-{size}.log"
        self._generator = generator
        self._size = size
        self._truth = pathlib.Path(f"{self.log}.truth.json")

    def __str__(self):
        return f"{self.shape} {self.layout}"

    def path(self, form):
        """The file in that form, "" for the plain log; made if it is missing or older than what makes it."""
        if not _is_newer(self._truth, self._generator):
            self._generate()
        path = pathlib.Path(f"{self.log}{form}")
        if form and not _is_newer(path, self._truth):
            _compress(self.log, path, form)
        return path

    def truth(self):
        self.path("")
        return facts.from_json(self._truth.read_text())

    def _generate(self):
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._truth.unlink(missing_ok=True)
        command = [self._generator, self.shape, self.layout, self._size, SEED, self.log, self._truth]
        subprocess.run([str(part) for part in command], check=True)


def _is_newer(path, than):
    return path.exists() and path.stat().st_mtime >= than.stat().st_mtime


def _compress(log, path, form):
    command = [*ENCODERS[form], str(log)]
    partial = pathlib.Path(f"{path}.part")
    with open(partial, "wb") as file:
        subprocess.run(command, stdout=file, check=True)
    partial.rename(path)
