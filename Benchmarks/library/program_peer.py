"""Peers that are driven by a program in peers/programs/, with Python packages in an environment of their own."""

import itertools
import pathlib
import signal
import subprocess
import time

from library.ledger import Ledger, wait_until_silent
from library.peer import Missing, Peer
from library.sinks import StampSink
from library.waiting import wait_for

PROGRAMS = pathlib.Path(__file__).resolve().parent.parent / "peers" / "programs"
# Deliberately not below the scratch folder, which is removed: `make bench-peers` installs into it once.
ENVIRONMENT = pathlib.Path(__file__).resolve().parents[2] / ".build" / "bench-peers"


class ProgramPeer(Peer):
    # The file in peers/programs/.
    program = ""

    def __init__(self, folder):
        super().__init__(pathlib.Path(folder))
        if not (ENVIRONMENT / "bin/python").exists():
            raise Missing("make bench-peers installs it")
        self.tags = itertools.count()

    def target(self):
        """The program's first argument: where the queue is."""
        raise NotImplementedError

    def clear(self):
        """Empties its queue."""
        raise NotImplementedError

    def mails(self, count, sink):
        """Mails a second from the first to the last, so that the start of the interpreter does not count."""
        self.clear()
        self.preload(count)
        before = sink.count()
        worker = self.start("work", sink.port)
        try:
            wait_for(lambda: sink.count() > before, f"{self.name} has begun", seconds=60)
            first, begin = sink.count() - before, time.perf_counter()
            wait_for(lambda: sink.count() - before >= count, f"{self.name} has sent all", seconds=120)
            return (count - first) / (time.perf_counter() - begin)
        finally:
            self.end(worker)

    def ledger(self, count, scratch, tools):
        """Kills its worker amid delivery and starts it again at once."""
        self.clear()
        self.preload(count)
        with StampSink(scratch, tools) as sink:
            worker = self.start("work", sink.port)
            wait_for(lambda: sink.count() >= count // 3, f"{self.name} has sent a third", seconds=60)
            self.end(worker)
            killed = time.time_ns()
            worker = self.start("work", sink.port)
            try:
                wait_until_silent(sink, count)
            finally:
                self.end(worker)
            return Ledger(count, sink.stamps(), killed)

    def preload(self, count):
        self.enqueue("batch", count)

    def enqueue(self, verb, count):
        """Entries a second, as the program says."""
        result = subprocess.run(
            self._command(verb, count, f"p{next(self.tags)}"), capture_output=True, text=True, timeout=300)
        if result.returncode:
            raise RuntimeError(result.stderr[-500:])
        return float(result.stdout)

    def start(self, *arguments):
        return subprocess.Popen(self._command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @staticmethod
    def end(worker):
        """Each worker ends at once: what it had not finished stays in its queue."""
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def _command(self, *arguments):
        return [ENVIRONMENT / "bin/python", PROGRAMS / self.program, self.target(), *map(str, arguments)]

    @staticmethod
    def version(package):
        return subprocess.run(
            [ENVIRONMENT / "bin/python", "-c", f"import importlib.metadata as m; print(m.version('{package}'))"],
            capture_output=True, text=True).stdout.strip()
