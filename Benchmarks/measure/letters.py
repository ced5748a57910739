"""Demands on paper, and a case file that is printed."""

import json
import statistics
import subprocess
import time

from library.daemon import Daemon, UnixConnection
from library.table import Figure, Target

# One ladder whose demand is a letter, too, with late interest; nothing leaves.
CONFIGURATION = """
mode: held
delivery: {transport: smtp, smtp: {host: 127.0.0.1}}
creditors:
  acme: {name: ACME GmbH, address: [Musterstr. 1, 10115 Berlin], country: DE, from: "ACME <billing@acme.example>",
         language: de, time_zone: Europe/Berlin, iban: DE89370400440532013000}
policies:
  standard:
    late_interest: DE-B2B
    steps:
      - {name: reminder, at: due+5d, tone: reminder}
      - {name: mailed, at: due+20d, tone: demand, pay_within: 14d, send: [email]}
      - {name: printed, at: due+40d, tone: demand, pay_within: 14d, send: [email, letter]}
"""


def measure(run):
    daemon = Daemon(run)
    (daemon.folder / "dunningd.yaml").write_text(CONFIGURATION)
    with daemon:
        connection = UnixConnection(daemon.socket)
        mail = [_preview(connection, "mailed", run.is_quick) for _ in range(run.rounds)]
        both = [_preview(connection, "printed", run.is_quick) for _ in range(run.rounds)]
        connection.close()
        run.table.add(
            "`preview` of a demand with interest: mail and letter, one page with a code", both, "ms", 2,
            beside=[Figure("the mail alone", mail, "ms", 2)])
        run.table.add(
            "the letter, by difference", [two - one for one, two in zip(mail, both)], "ms", 2,
            target=Target.at_most(5.0))
        _case_file(run, daemon)


def _preview(connection, step, is_quick):
    """Milliseconds of a request on a kept connection, the median of many."""
    body, times = json.dumps({"policy": "standard", "step": step}), []
    for _ in range(20 if is_quick else 200):
        begin = time.perf_counter()
        connection.request("POST", "/v1/preview", body)
        answer = json.loads(connection.getresponse().read())
        times.append((time.perf_counter() - begin) * 1_000)
        if answer["findings"] or (answer["letter"] is None) != (step == "mailed"):
            raise RuntimeError(f"{step}: {answer['findings']}")
    return statistics.median(times)


def _case_file(run, daemon):
    """Attached chats that fill 500 printed pages."""
    ctl = [run.binaries / "dunningctl", "--socket", daemon.socket]
    claim = {"creditor": "acme", "reference": "R-1", "due": "2026-01-31", "amount": "1234.56", "currency": "EUR",
             "debtor": "Kundin GmbH", "email": "kundin@debtor.example"}
    daemon.request("POST", "/v1/claims", json.dumps(claim))
    for number in range(10):
        chat = daemon.folder / f"chat-{number}.txt"
        chat.write_text("".join(f"2026-02-{line % 28 + 1:02d} chat {number}, line {line}: when will you pay?\n" for line in range(3_000)))
        subprocess.run([*ctl, "attach", "R-1", chat], check=True, stdout=subprocess.DEVNULL)
    before = daemon.memory_mebibytes()
    for form in ("pdf", "zip"):
        file = daemon.folder / f"case.{form}"
        times = []
        for _ in range(run.rounds):
            file.unlink(missing_ok=True)
            begin = time.perf_counter()
            subprocess.run(
                [*ctl, "evidence", "R-1", "--out", file], check=True, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            times.append(time.perf_counter() - begin)
        run.table.add(f"`dunningctl evidence`, 500 pages (ten attached texts of 3,000 lines), .{form}", times, "s", 2)
    run.table.add(
        "memory (PSS) after it", [daemon.memory_mebibytes()], "MiB", 1, beside=[Figure("before", [before], "MiB", 1)])
