"""The daemon under test, with a folder of its own."""

import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]

# A ladder whose first step falls due with the claim, at any hour.
CONFIGURATION = """
mode: held
delivery: {{transport: smtp, brake: off, smtp: {{host: 127.0.0.1, port: {port}, tls: none, connections: 20}}}}
creditors:
  acme: {{name: ACME GmbH, from: "ACME <billing@acme.example>", language: en, time_zone: Europe/Berlin,
         iban: DE89370400440532013000}}
policies:
  standard:
    steps:
      - {{name: reminder, at: due+0s, tone: reminder}}
      - {{name: second-reminder, at: due+14d, gap: 7d, tone: reminder, pay_within: 7d}}
"""


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("d")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self.path)


class Daemon:
    """Started on entry, stopped and removed at the end."""

    def __init__(self, run, port=25):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="daemon-", dir=run.scratch))
        self.state = self.folder / "state"
        self.socket = str(self.folder / "s")
        self.binaries = run.binaries
        self.set_port(port)

    def set_port(self, port):
        """Where the mails go from the next start on."""
        (self.folder / "dunningd.yaml").write_text(CONFIGURATION.format(port=port))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder)

    def start(self):
        """Starts it and answers the seconds until it says that it is ready."""
        begin = time.perf_counter()
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [self.binaries / "dunningd", "--config", self.folder / "dunningd.yaml", "--state-dir", self.state,
                 "--socket", self.socket, "--data-dir", PROJECT / "etc"], stderr=log)
        while self.process.poll() is None:
            try:
                self.request("GET", "/v1/health/ready")
                return time.perf_counter() - begin
            except OSError:
                time.sleep(0.001)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self):
        self.stop()
        return self.start()

    # MARK: - What it says

    def request(self, method, path, body=None):
        connection = UnixConnection(self.socket)
        try:
            connection.request(method, path, body)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {response.status} {content[:500]!r}")
        return content

    def arm(self):
        self.request("POST", "/v1/arm")

    def hold(self):
        self.request("POST", "/v1/hold")

    def status(self):
        return json.loads(self.request("GET", "/v1/status"))

    def sent(self):
        return self.status()["notices"].get("sent", 0)

    # MARK: - What it takes

    def memory_mebibytes(self):
        """Its share of memory: proportional set size (proc(5), smaps_rollup)."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the kernel tells no Pss")

    def forget_peak(self):
        """Counts the peak of its memory from here on (proc(5), clear_refs)."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def peak_mebibytes(self):
        """The most that it had in memory, shared pages among it (proc(5), VmHWM)."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("\nVmHWM:")[1].split()[0]) / 1024

    def disk_bytes(self):
        return sum(file.stat().st_blocks * 512 for file in self.state.rglob("*") if file.is_file())

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wake_ups(self):
        """How often each of its threads went to sleep and was woken, since it began."""
        counts = {}
        for status in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/status"):
            try:
                counts[status.parent.name] = int(status.read_text().split("\nvoluntary_ctxt_switches:")[1].split()[0])
            except (FileNotFoundError, ProcessLookupError):
                pass  # The thread has ended meanwhile.
        return counts
