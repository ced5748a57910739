"""Single commands as a person or a script waits for them."""

import datetime
import random
import statistics
import subprocess
import time

from library.daemon import PROJECT, Daemon
from library.table import Figure


def measure(run):
    with Daemon(run) as daemon:
        curl = run.table.add(
            "`curl` of the simplest route, the whole process",
            _times(run, ["curl", "-s", "--unix-socket", daemon.socket, "http://d/v1/health/live"]), "ms", 1)
        run.table.add(
            "`dunningctl status`, the whole process",
            _times(run, [run.binaries / "dunningctl", "--socket", daemon.socket, "status"]), "ms", 1,
            beside=[Figure("curl", curl.samples, "ms", 1)])
        claims, payments = _claim_files(daemon.folder)
        forecast = [
            run.binaries / "dunningctl", "forecast", "--config", PROJECT / "etc/policies/de.yaml", "--data-dir",
            PROJECT / "etc", "--claims", claims, "--payments", payments, "--from", "2026-01-01", "--until",
            "2026-12-31", "-o", "jsonl"]
        run.table.add(
            "`dunningctl forecast`: a year, 10,000 claims with holidays, grouping and interest",
            _times(run, forecast, repeats=1), "ms")


def _times(run, command, repeats=20):
    """Milliseconds a round, each the median of so many processes."""
    return [statistics.median(_milliseconds(command) for _ in range(repeats)) for _ in range(run.rounds)]


def _milliseconds(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - begin) * 1_000


def _claim_files(folder):
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
