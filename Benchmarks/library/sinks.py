"""Where the mails go: Postfix's smtp-sink for rates, and one that stamps each mail, for lateness and ledgers."""

import collections
import os
import pathlib
import shutil
import socket
import subprocess

from library.waiting import wait_for


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sink:
    """A process that takes mails on a port of its own, and writes to a file what it took."""

    def __init__(self, folder):
        self.port = free_port()
        self.file = pathlib.Path(folder) / f"sink-{self.port}"
        self.file.touch()

    def __enter__(self):
        self.process = self.start()
        wait_for(self.listens, "the sink listens", seconds=20)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.file.unlink()

    def listens(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the sink ended with {self.process.returncode}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class RateSink(Sink):
    """smtp-sink(1), whose counter is all that it keeps."""

    @staticmethod
    def is_there():
        return shutil.which("smtp-sink") is not None

    def start(self):
        # It gives up root for this user, and insists on one.
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        with self.file.open("wb") as file:
            return subprocess.Popen(["smtp-sink", *user, "-c", f"127.0.0.1:{self.port}", "1024"], stdout=file)

    def count(self):
        """Mails since the start: the last counter in `sess=20 quit=0 mesg=1234`."""
        with self.file.open("rb") as file:
            file.seek(max(0, self.file.stat().st_size - 200))
            numbers = file.read().split(b"mesg=")[1:]
        complete = [number.split()[0] for number in numbers if number.split() and number[-1:].isspace()]
        return int(complete[-1]) if complete else 0


class StampSink(Sink):
    """sink.c, with a line for each mail."""

    def __init__(self, folder, tools):
        super().__init__(folder)
        self.program = tools["sink"]
        self.counted = self.read = 0

    def start(self):
        return subprocess.Popen([self.program, "-p", str(self.port), "-o", self.file])

    def count(self):
        """Mails since the start; reads only what is new."""
        with self.file.open("rb") as file:
            file.seek(self.read)
            part = file.read()
        self.read += len(part)
        self.counted += part.count(b"\n")
        return self.counted

    def stamps(self):
        """Per recipient the moments in nanoseconds at which a mail was complete, one for each copy."""
        stamps = collections.defaultdict(list)
        for line in self.file.read_text().splitlines():
            moment, recipient, _ = line.split(" ", 2)
            stamps[recipient].append(int(moment))
        return stamps
