"""beanstalkd with a binlog that is synced at every write."""

import shutil
import socket
import subprocess

from library.peer import Missing
from library.program_peer import ProgramPeer
from library.sinks import free_port
from library.waiting import wait_for


class Beanstalkd(ProgramPeer):
    name = "beanstalkd"
    program = "beanstalkd_program.py"

    def __init__(self, folder):
        super().__init__(folder)
        if not shutil.which("beanstalkd"):
            raise Missing("apt-get install beanstalkd")
        self.port = free_port()
        self.folder = self.folder / "beanstalkd"
        self._start()

    def description(self):
        version = subprocess.run(["beanstalkd", "-v"], capture_output=True, text=True).stdout.split()
        return f"beanstalkd {version[-1] if version else ''} -f 0 (fsync at every write), 20 threads"

    def target(self):
        return str(self.port)

    def enqueue_one(self, count):
        return self.enqueue("one", count)

    def enqueue_many(self, count):
        return self.enqueue("many", count)

    def enqueue_batch(self, count):
        return self.enqueue("batch", count)

    def clear(self):
        self.close()
        shutil.rmtree(self.folder)
        self._start()

    def close(self):
        self.server.terminate()
        self.server.wait()

    def _start(self):
        self.folder.mkdir()
        self.server = subprocess.Popen(
            ["beanstalkd", "-l", "127.0.0.1", "-p", str(self.port), "-b", self.folder, "-f", "0"],
            stderr=subprocess.DEVNULL)
        wait_for(self._listens, "beanstalkd listens", seconds=20)

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
