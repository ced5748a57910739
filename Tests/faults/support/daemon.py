"""A daemon on a folder of its own, and a client of its control socket."""
import datetime
import http.client
import json
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import time


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path, timeout):
        super().__init__("d", timeout=timeout)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Answer:
    def __init__(self, answer):
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.read()

    @property
    def json(self):
        return json.loads(self.body)


class Daemon:
    def __init__(self, program, folder, data, prefix=(), environment=None, state=None, socket_path=None, stderr=None):
        self.folder = folder
        self.state = state or folder / "state"
        self.socket = socket_path or folder / "s"
        self.log_file = folder / "log"
        self.is_below_prefix = bool(prefix)
        self.started = time.monotonic()
        self.seconds_to_ready = None
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                [*map(str, prefix), program, "--config", folder / "dunningd.yaml", "--state-dir", self.state,
                 "--socket", self.socket, "--data-dir", data],
                env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log if stderr is None else stderr, start_new_session=True)

    # The client

    def request(self, method, target, body=None, timeout=20):
        """The answer; None when the daemon is gone, or the time over, before it has answered."""
        connection = Connection(self.socket, timeout)
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        try:
            connection.request(method, target, body, {"Connection": "close"})
            return Answer(connection.getresponse())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def get(self, target):
        """The JSON of an answer that must be there."""
        answer = self.request("GET", target)
        if answer is None or answer.status != 200:
            said = answer and f"{answer.status} {answer.body[:300]!r}"
            raise AssertionError(f"GET {target}: {said or 'no answer'}; {self.describe()}")
        return answer.json

    def post(self, target, body=None, **named):
        return self.request("POST", target, body if body is not None else {}, **named)

    def must(self, target, body=None):
        """A POST that must succeed."""
        answer = self.post(target, body)
        if answer is None or answer.status not in (200, 201):
            raise AssertionError(f"POST {target}: {answer and (answer.status, answer.body[:300])}; {self.describe()}")
        return answer.json

    def pages(self, what):
        rows, cursor = [], None
        while True:
            page = self.get(f"/v1/{what}?limit=1000" + (f"&cursor={cursor}" if cursor else ""))
            rows += page[what]
            cursor = page["next_cursor"]
            if not cursor:
                return rows

    def claims(self):
        return {claim["reference"]: claim for claim in self.pages("claims")}

    def notices(self):
        return self.pages("notices")

    def notices_to_debtors(self):
        """Without those to the creditor, who is told of trouble with the mail server the same day, after nine."""
        return [notice for notice in self.notices() if notice["step"] != "follow-up"]

    def status(self):
        return self.get("/v1/status")

    def events(self, name):
        """The numbers of the notices that an event of this name is about."""
        # The pages of the list end with the stream's end; a docket of a trial has a few thousand entries.
        since, found = 0, []
        while True:
            text = self.request("GET", f"/v1/events?follow=false&since={since}").body.decode()
            entries = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]
            if not entries:
                return found
            found += [entry for entry in entries if entry["event"] == name]
            since = entries[-1]["id"]

    # Waiting

    def is_running(self):
        return self.process.poll() is None

    def wait(self, is_so, what, seconds=30):
        """Whether something becomes so before the daemon ends."""
        end = time.monotonic() + seconds
        while self.is_running():
            if is_so():
                return True
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not in {seconds} s; {self.describe()}")
            time.sleep(0.01)
        return False

    def is_ready(self):
        answer = self.request("GET", "/v1/health/ready")
        return answer is not None and answer.status == 200

    def becomes_ready(self, seconds=30):
        is_so = self.wait(self.is_ready, "ready", seconds)
        self.seconds_to_ready = time.monotonic() - self.started
        return is_so

    def wait_ready(self, seconds=30):
        if not self.becomes_ready(seconds):
            raise AssertionError(f"the daemon does not start: {self.describe()}")

    def is_idle(self):
        """Whether all that is due went out, failed, or is in doubt."""
        answer = self.request("GET", "/v1/status")
        if answer is None or answer.status != 200:
            return False
        # What the creditor is told in the morning is no reminder that is still to leave.
        return self.is_far(answer.json["next"], answer.json["now"]) and not set(answer.json["notices"]) & {
            "pending", "sending", "deferred"}

    @staticmethod
    def is_far(following, now):
        if following is None:
            return True
        at = datetime.datetime.fromisoformat(following["at"])
        # The creditor is written to when the office opens, at eight.
        is_morning = at.time() == datetime.time(8)
        return is_morning or at - datetime.datetime.fromisoformat(now) > datetime.timedelta(hours=1)

    def wait_idle(self, seconds=60):
        if not self.wait(self.is_idle, "all that is due is carried out", seconds):
            raise AssertionError(f"the daemon ended: {self.describe()}")

    # The end

    @property
    def pid(self):
        """The daemon's own process, also below a prefix such as strace."""
        try:
            with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as file:
                children = file.read().split()
            with open(f"/proc/{self.process.pid}/comm") as file:
                is_daemon = file.read().strip() == "dunningd"
        except OSError:
            return self.process.pid
        return self.process.pid if is_daemon or not children else int(children[0])

    def signal(self, number):
        os.kill(self.pid, number)

    def wait_end(self, seconds=30):
        """The exit status; below 0 the signal."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the daemon did not end in {seconds} s: {self.describe()}") from None

    def stop(self, seconds=30):
        if self.is_running():
            self.signal(signal.SIGTERM)
        return self.wait_end(seconds)

    def kill(self):
        """Ends it, and a prefix such as strace with it; also one that has ended."""
        if self.is_running():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
        if self.is_below_prefix:
            self.wait_unserved()

    def wait_unserved(self, seconds=20):
        """Below strace the daemon's last threads may outlive strace for a moment, and the socket with them."""
        end = time.monotonic() + seconds
        while True:
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(str(self.socket)) != 0:
                    return
            if time.monotonic() > end:
                raise AssertionError(f"killed {seconds} s ago, and its socket is still served: {self.log_tail()}")
            time.sleep(0.005)

    # What it looks like from outside

    def check_integrity(self):
        database = sqlite3.connect(self.state / "docket.sqlite")
        try:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            database.close()
        if found != "ok":
            raise AssertionError(f"the docket is damaged: {found}")

    def resident_kib(self):
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def limit_files(self, count):
        """Lets it have so many descriptors; the hard limit stays, which only root may raise again."""
        hard = resource.prlimit(self.pid, resource.RLIMIT_NOFILE)[1]
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (min(count, hard), hard))

    def log_tail(self, lines=6):
        return " | ".join(self.log_file.read_text(errors="replace").splitlines()[-lines:])

    def describe(self):
        if not self.is_running():
            return f"it ended with {self.process.returncode}; log: {self.log_tail()}"
        answer = self.request("GET", "/v1/status", timeout=5)
        return f"status: {answer and answer.body.decode()}; log: {self.log_tail()}"
