"""The disk's own sync rate, asked between the other measurements since disks drift."""

import os
import tempfile
import time

from library.table import Figure

BLOCK = os.urandom(4096)


class Disk:
    """Collects the rates of all probes of a run."""

    def __init__(self, folder):
        self.folder = folder
        self.appends = Figure("4 KiB append + fdatasync", [], "/s")
        self.overwrites = Figure("4 KiB overwrite + fdatasync", [], "/s")

    def probe(self, count=500):
        """Asks once, and answers the rate of overwrites, which is what a write-ahead log does that has its size."""
        with tempfile.TemporaryFile(dir=self.folder) as file:
            self.appends.samples.append(self._rate(file.fileno(), count))
            self.overwrites.samples.append(self._rate(file.fileno(), count))
        return self.overwrites.samples[-1]

    @staticmethod
    def _rate(descriptor, count):
        """Syncs a second; the second pass over the same file overwrites it."""
        begin = time.perf_counter()
        for number in range(count):
            os.pwrite(descriptor, BLOCK, number * len(BLOCK))
            os.fdatasync(descriptor)
        return count / (time.perf_counter() - begin)
