"""Clocks for one daemon, which can be set, suspended and sped up without touching the machine's."""
import datetime
import mmap
import pathlib
import shutil
import struct
import subprocess
import time

from .case import NotHere

SOURCE = pathlib.Path(__file__).with_name("clock.c")
SECOND = 1_000_000_000


class Clock:
    """`at` is what the clock shows at the beginning (RFC 3339), `speed` how much faster time passes."""

    def __init__(self, folder, at=None, speed=1):
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if not compiler:
            raise NotHere("needs a C compiler for the clock")
        self.library = folder / "clock.so"
        subprocess.run(
            [compiler, "-O1", "-shared", "-fPIC", "-o", self.library, SOURCE, "-lpthread", "-ldl"], check=True)
        self.file = folder / "clock"
        self.speed = speed
        real = time.time_ns() if at is None else int(datetime.datetime.fromisoformat(at).timestamp()) * SECOND
        self._origin = (real, time.clock_gettime_ns(time.CLOCK_MONOTONIC))
        self._set = self._suspended = self._generation = 0
        self.file.write_bytes(struct.pack(
            "7q", 0, 0, 0, speed, *self._origin, time.clock_gettime_ns(time.CLOCK_BOOTTIME)))
        with open(self.file, "r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 56)

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "FAULTS_CLOCK": str(self.file)}

    @property
    def now(self):
        """Seconds since 1970 as the daemon's clock shows them."""
        real, monotonic = self._origin
        passed = (time.clock_gettime_ns(time.CLOCK_MONOTONIC) - monotonic) * self.speed
        return (real + passed + self._set + self._suspended) / SECOND

    def text(self, seconds=0):
        """The moment in so many seconds, in RFC 3339."""
        moment = datetime.datetime.fromtimestamp(self.now + seconds, datetime.timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def step(self, seconds):
        """Sets the clock, forwards or back."""
        self._set += int(seconds * SECOND)
        self._write()

    def step_to(self, text):
        self.step(datetime.datetime.fromisoformat(text).timestamp() - self.now)

    def suspend(self, seconds):
        """The machine has slept for so long."""
        self._suspended += int(seconds * SECOND)
        self._write()

    def _write(self):
        self._memory[8:24] = struct.pack("2q", self._set, self._suspended)
        self._generation += 1
        # Last, since it is what the daemon's side looks at.
        self._memory[0:8] = struct.pack("q", self._generation)
