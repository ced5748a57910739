"""Measures dunningd as its users meet it: over the control socket, everything durable, beside the disk's own sync rate.

Every figure is the median of several rounds of one run on one machine; machines differ, so compare only within a table.
Needs the release build (make build), python3 and curl. Nothing leaves the machine: the mails go into a Maildir.
"""

import argparse
import datetime
import http.client
import json
import os
import pathlib
import platform
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
CONFIGURATION = """
mode: held
delivery: {{transport: maildir, maildir: {folder}/outbox, brake: off}}
creditors:
  acme: {{name: ACME GmbH, from: "ACME <billing@acme.example>", language: en, time_zone: Europe/Berlin,
         iban: DE89370400440532013000}}
policies:
  standard:
    steps:
      - {{name: reminder, at: due+0d, tone: reminder}}
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
    """A daemon with a folder of its own, stopped and removed at the end."""

    def __init__(self, binaries, scratch):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dunningd-bench-", dir=scratch))
        self.socket = str(self.folder / "s")
        self.binaries = binaries
        (self.folder / "dunningd.yaml").write_text(CONFIGURATION.format(folder=self.folder))

    def __enter__(self):
        self.start()
        return self

    def start(self):
        """Starts it and answers the seconds until it serves."""
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [self.binaries / "dunningd", "--config", self.folder / "dunningd.yaml", "--state-dir", self.folder / "state",
             "--socket", self.socket, "--data-dir", PROJECT / "etc"], stderr=(self.folder / "log").open("a"))
        while self.process.poll() is None:
            try:
                self.get("/v1/health/ready")
                return time.perf_counter() - begin
            except OSError:
                time.sleep(0.001)
        sys.exit((self.folder / "log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)

    def get(self, path):
        return self.request(UnixConnection(self.socket), "GET", path)

    def request(self, connection, method, path, body=None):
        connection.request(method, path, body)
        response = connection.getresponse()
        content = response.read()
        if response.status >= 300:
            sys.exit(f"{method} {path}: {response.status} {content[:500]!r}")
        return content

    def resident_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


def claim(reference, due):
    return json.dumps({
        "reference": reference, "debtor": "Debtor Ltd", "email": "debtor@debtor.example", "amount": "1234.56",
        "currency": "EUR", "due": due})


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


def sync_rate(scratch):
    """Appends of 4 KiB with fdatasync, one after the other, a second."""
    with tempfile.TemporaryFile(dir=scratch) as file:
        block, count = os.urandom(4096), 1000
        begin = time.perf_counter()
        for _ in range(count):
            os.write(file.fileno(), block)
            os.fdatasync(file.fileno())
        return count / (time.perf_counter() - begin)


def enqueue(daemon, clients, count, tag):
    """Claims a second, each its own request and durable before its answer, by so many clients at once."""

    def client(number):
        connection = UnixConnection(daemon.socket)
        for index in range(count // clients):
            daemon.request(connection, "POST", "/v1/claims", claim(f"{tag}-{number}-{index}", day(30)))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (time.perf_counter() - begin)


def enqueue_batch(daemon, count, tag):
    body = "\n".join(claim(f"{tag}-{index}", day(30)) for index in range(count))
    begin = time.perf_counter()
    answer = daemon.request(UnixConnection(daemon.socket), "POST", "/v1/claims/batch", body)
    seconds = time.perf_counter() - begin
    assert answer.count(b'"status":201') == count, answer[:500]
    return count / seconds


def send(daemon, count, tag):
    """Mails a second into a Maildir, from `arm` until the last has come to its outcome."""
    body = "\n".join(claim(f"{tag}-{index}", day(-5)) for index in range(count))
    daemon.request(UnixConnection(daemon.socket), "POST", "/v1/hold")
    daemon.request(UnixConnection(daemon.socket), "POST", "/v1/claims/batch", body)
    before = json.loads(daemon.get("/v1/status"))["notices"].get("sent", 0)
    begin = time.perf_counter()
    daemon.request(UnixConnection(daemon.socket), "POST", "/v1/arm")
    while json.loads(daemon.get("/v1/status"))["notices"].get("sent", 0) - before < count:
        time.sleep(0.02)
    return count / (time.perf_counter() - begin)


def claim_files(folder):
    """A year of 10,000 claims on 3,000 debtors, and payments on six of ten; always the same ones."""
    chance, start = random.Random(1), datetime.date(2026, 1, 1)
    claims, payments = folder / "claims.csv", folder / "payments.csv"
    with claims.open("w") as file, payments.open("w") as paid:
        file.write("reference,debtor,debtor_id,email,amount,currency,due\n")
        paid.write("reference,date,amount\n")
        for number in range(10_000):
            debtor, due = chance.randrange(3_000), start + datetime.timedelta(days=chance.randrange(365))
            sum = f"{chance.randint(10, 5000)}.{chance.randrange(100):02d}"
            file.write(f"R-{number},Debtor {debtor},D-{debtor},d{debtor}@debtor.example,{sum},EUR,{due}\n")
            if chance.random() < 0.6:
                paid.write(f"R-{number},{due + datetime.timedelta(days=chance.randint(-10, 60))},{sum}\n")
    return claims, payments


def forecast(binaries, claims, payments):
    """Milliseconds for a year of simulated days, with grouping by debtor, holidays and late interest."""
    return milliseconds(
        [binaries / "dunningctl", "forecast", "--config", PROJECT / "etc/policies/de.yaml", "--data-dir", PROJECT / "etc",
         "--claims", claims, "--payments", payments, "--from", "2026-01-01", "--until", "2026-12-31", "-o", "jsonl"], 1)


def milliseconds(command, rounds):
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scratch", default=str(PROJECT / ".build"), help="a folder on the disk to measure")
    parser.add_argument("--pending", type=int, default=100_000, help="claims pending for memory and start-up")
    arguments = parser.parse_args()
    binaries = PROJECT / ".build" / "release"

    rows = []

    def row(what, unit, measure, digits=0, compare=None):
        values = [measure(index) for index in range(arguments.rounds)]
        median = statistics.median(values)
        spread = f"{min(values):,.{digits}f} to {max(values):,.{digits}f}"
        note = f"{median / compare[0]:.2f} × {compare[1]}" if compare else ""
        rows.append((what, f"{median:,.{digits}f} {unit}", spread, note))
        print(f"  {what}: {median:,.{digits}f} {unit}", file=sys.stderr)
        return median

    with Daemon(binaries, arguments.scratch) as daemon:
        sync = row("the disk: 4 KiB append + fdatasync", "/s", lambda _: sync_rate(arguments.scratch))
        rate = (sync, "the disk's sync rate")
        row("enqueue, one client, one claim a request", "/s", lambda i: enqueue(daemon, 1, 1000, f"one{i}"), compare=rate)
        row("enqueue, 32 clients, one claim a request", "/s", lambda i: enqueue(daemon, 32, 3200, f"many{i}"), compare=rate)
        row("enqueue, one batch of 20,000", "/s", lambda i: enqueue_batch(daemon, 20_000, f"batch{i}"), compare=rate)
        row("mails into a Maildir", "/s", lambda i: send(daemon, 1000, f"mail{i}"), compare=rate)
        curl = row("curl … /v1/health/live", "ms", lambda _: milliseconds(
            ["curl", "-s", "--unix-socket", daemon.socket, "http://d/v1/health/live"], 20), 1)
        row("dunningctl status", "ms", lambda _: milliseconds(
            [binaries / "dunningctl", "--socket", daemon.socket, "status"], 20), 1, (curl, "curl"))
        claims, payments = claim_files(daemon.folder)
        row("forecast, a year of 10,000 claims", "ms", lambda _: forecast(binaries, claims, payments))
        pending = sum(json.loads(daemon.get("/v1/status"))["claims"].values())
        if arguments.pending > pending:
            enqueue_batch(daemon, arguments.pending - pending, "fill")
        total = max(pending, arguments.pending)

        def restart(_):
            daemon.process.terminate()
            daemon.process.wait()
            return daemon.start() * 1000

        row(f"start until ready, {total:,} claims", "ms", restart)
        row(f"memory after the start, {total:,} claims", "MiB", lambda _: daemon.resident_mebibytes(), 1)

    print(f"\n{platform.machine()}, {os.cpu_count()} processors, Linux {platform.release()}; "
          f"median of {arguments.rounds} rounds; SQLite WAL, synchronous=FULL\n")
    print("| what | median | lowest to highest | beside |\n|---|--:|--:|---|")
    for cells in rows:
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
