"""The daemon dies: 1 kill at every call, 2 kills at random, 29 no memory, 32 stops, 35 upgrades."""
import signal
import sqlite3
import threading
import time

from support.case import case, require
from support.inject import inject
from support.smtp import after, silence
from support.trial import Trial

# To a Maildir every call but the network's can be killed, and afterwards nothing is in doubt.
STORE_CALLS = {
    "pwrite64": "pwrite64", "fdatasync": "fdatasync", "fsync": "fsync", "rename": "/^rename", "write": "/^writev?$"}
SEND_CALLS = "/^(write|writev|sendmsg|sendto)$"
REFERENCES = [f"R-{number}" for number in range(1, 5)]
# Paid while its reminder may be on the way: then there is one reminder, or none.
PAID = "R-2"
# The quick walks take larger and larger steps: the beginning is looked at closely, and the end is reached.
STRIDE = 0.35


def points(trial, attempt):
    """Calls `attempt(number)` for the numbers of a walk until a run ends untouched; how many were killed."""
    number, kills = 1, 0
    while attempt(number):
        kills += 1
        number += 1 if trial.options.all else max(1, round(number * (STRIDE if trial.options.quick else 0.1)))
    # A walk that ends at once has lost its teeth: strace then counts other calls than those the daemon makes.
    require(kills >= 2, f"only {kills} kills came")
    return kills


def promise_and_die(trial, prefix):
    """Enqueues, pays and waits, until the daemon is killed or done; whether it was killed."""
    daemon = trial.launch(prefix=prefix)
    if daemon.becomes_ready():
        for reference in REFERENCES:
            trial.ledger.enqueue(daemon, reference)
        trial.ledger.pay(daemon, PAID)
        daemon.wait(daemon.is_idle, "all that is due is carried out")
    was_killed = not daemon.is_running()
    daemon.kill()
    return was_killed


def recover(trial, arrivals=None, **named):
    """Starts it again; clients that got no answer ask again."""
    daemon = trial.start()
    known = set(daemon.claims())
    for reference in REFERENCES:
        answer = trial.ledger.enqueue(daemon, reference)
        require(answer and answer.status == (200 if reference in known else 201), f"{reference} again: {answer}")
    return daemon, trial.settle(daemon, arrivals, **named)


def killed_to_maildir(trial, call, number):
    """One kill on a fresh docket; whether it came."""
    with Trial(trial.options, trial.random) as one:
        was_killed = promise_and_die(one, inject(call, "signal=SIGKILL", number))
        recover(one)
        return was_killed


def killed_to_smtp(trial, call, number):
    with Trial(trial.options, trial.random) as one:
        server = one.smtp()
        was_killed = promise_and_die(one, inject(call, "signal=SIGKILL", number))
        recover(one, server.arrivals, doubt_max=4)
        return was_killed


def walk_case(call):
    @case(1, f"strace kills at the 1st, 2nd, … {call}, until a run ends untouched; to a Maildir", quick=True)
    def killed(trial):
        """Nothing acknowledged is lost, each reminder lies in the Maildir once, nothing is in doubt."""
        kills = points(trial, lambda number: killed_to_maildir(trial, STORE_CALLS[call], number))
        return f"{kills} kills: nothing lost, nothing repeated, nothing in doubt"
    killed.__name__ = f"killed_at_{call}"


for name in STORE_CALLS:
    walk_case(name)


@case(1, "the same at every send, also of answers and of mail; to a mail server", quick=True)
def killed_at_every_send(trial):
    """Nothing acknowledged is lost; a mail that may have left is in doubt, none comes twice."""
    kills = points(trial, lambda number: killed_to_smtp(trial, SEND_CALLS, number))
    return f"{kills} kills: nothing lost, no copy that is not flagged"


@case(2, "SIGKILL after a random while under load, again and again, on one docket", quick=True)
def killed_at_random(trial):
    """Nothing lost; no unflagged copy; in doubt at most the open connections of each kill."""
    rounds = 6 if trial.options.quick else 1000 if trial.options.all else 60
    connections = 4
    server = trial.smtp({".": after(0.002, "250 2.0.0 queued")}, connections=connections)
    slowest = 0
    for number in range(rounds):
        daemon = trial.start()
        slowest = max(slowest, daemon.seconds_to_ready)
        clients = [threading.Thread(target=load, args=(trial, daemon, number, client)) for client in range(3)]
        for client in clients:
            client.start()
        time.sleep(trial.random.uniform(0.01, 0.4))
        daemon.signal(signal.SIGKILL)
        daemon.wait_end()
        for client in clients:
            client.join()
    report = trial.settle(trial.start(), server.arrivals, doubt_max=rounds * connections)
    return f"{rounds} kills, {len(trial.ledger.acknowledged)} claims: {report}; ready again after {slowest:.2f} s at most"


def load(trial, daemon, number, client):
    """Enqueues as fast as it goes, until the daemon is gone."""
    count = 0
    while True:
        reference = f"R-{number}-{client}-{count}"
        if trial.ledger.enqueue(daemon, reference) is None:
            return
        count += 1


@case(29, "prlimit(2): the address space ends while a million bytes a claim come in", alone=True)
def out_of_memory(trial):
    """It may die when memory ends, and has lost nothing then."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(20)])
    with open(f"/proc/{daemon.pid}/status") as file:
        size = next(int(line.split()[1]) for line in file if line.startswith("VmSize:"))
    import resource
    limit = (size + 16 * 1024) * 1024
    resource.prlimit(daemon.pid, resource.RLIMIT_AS, (limit, limit))
    clients = [threading.Thread(target=heavy_load, args=(trial, daemon, client)) for client in range(16)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    survived = daemon.is_running()
    daemon.kill()
    report = trial.settle(trial.start(), server.arrivals, doubt_max=4)
    return f"{'survived' if survived else 'died'} at {limit >> 20} MiB of address space; after a restart: {report}"


def heavy_load(trial, daemon, client):
    import json
    for number in range(10):
        references = [f"H-{client}-{number}-{count}" for count in range(200)]
        lines = "".join(json.dumps({
            "reference": reference, "debtor": "A" * 100, "email": f"{reference.lower()}@kunde.example",
            "amount": "120.00", "currency": "EUR", "due": "2026-01-31T12:00:00Z"}) + "\n" for reference in references)
        answer = daemon.request("POST", "/v1/claims/batch", lines, timeout=30)
        if answer is None:
            return
        for line in answer.body.splitlines():
            try:
                said = json.loads(line)
            except ValueError:
                # Cut off in the middle of an answer.
                continue
            if said.get("reference") and "problem" not in said and said.get("status") != "rejected":
                trial.ledger.acknowledge(said["reference"])


@case(32, "SIGTERM while final replies are outstanding: they come in time", quick=True)
def stopped_in_time(trial):
    """It waits for the replies that are outstanding, then ends with 0; nothing is in doubt."""
    server = trial.smtp({".": after(1.5, "250 2.0.0 queued")})
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, REFERENCES)
    daemon.wait(lambda: len(server.arrivals) >= 4, "all dots are out")
    daemon.signal(signal.SIGTERM)
    require(daemon.wait_end() == 0, f"ended with {daemon.process.returncode}")
    report = trial.settle(trial.start(), server.arrivals)
    return f"{report}"


@case(32, "SIGTERM, a second SIGTERM, final replies that never come")
def stopped_without_replies(trial):
    """It ends with 0 within its grace of 10 s, and says of each that it is in doubt; a second SIGTERM spoils nothing."""
    server = trial.smtp({".": silence})
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, REFERENCES)
    daemon.wait(lambda: len(server.arrivals) >= 4, "all dots are out")
    begin = time.monotonic()
    daemon.signal(signal.SIGTERM)
    time.sleep(0.5)
    daemon.signal(signal.SIGTERM)
    require(daemon.wait_end(20) == 0, f"ended with {daemon.process.returncode}: {daemon.log_tail()}")
    seconds = time.monotonic() - begin
    report = trial.settle(trial.start(), server.arrivals, doubt_max=4)
    require(report.in_doubt == 4, f"{report}")
    return f"ended after {seconds:.1f} s: {report}"


@case(32, "SIGTERM, then SIGKILL before the grace is over", quick=True)
def stopped_then_killed(trial):
    """What had left is in doubt after the restart, and sent once."""
    server = trial.smtp({".": silence})
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, REFERENCES)
    daemon.wait(lambda: len(server.arrivals) >= 4, "all dots are out")
    daemon.signal(signal.SIGTERM)
    time.sleep(0.3)
    daemon.signal(signal.SIGKILL)
    daemon.wait_end()
    report = trial.settle(trial.start(), server.arrivals, doubt_max=4)
    require(report.in_doubt == 4, f"{report}")
    return f"{report}"


@case(35, "strace kills at each write and sync of the first start, which runs every migration", quick=True)
def killed_while_the_schema_is_made(trial):
    """The schema is that of before or after each migration, never between; the next start goes on."""
    kills = 0
    for call in ("pwrite64", "fdatasync"):
        number = 1
        while True:
            with Trial(trial.options, trial.random) as one:
                daemon = one.launch(prefix=inject(call, "signal=SIGKILL", number))
                was_killed = not daemon.becomes_ready()
                daemon.kill()
                tables_are_whole(one.folder / "state/docket.sqlite")
                again = one.start()
                one.ledger.enqueue(again, "R-1")
                one.settle(again)
            if not was_killed:
                break
            kills += 1
            number += 1 if trial.options.all else max(1, round(number * 0.5))
    return f"{kills} kills; each docket opened and took a claim"


def tables_are_whole(file):
    """A migration and its line in the list of migrations are there together, or not at all."""
    if not file.exists():
        return
    database = sqlite3.connect(file)
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    done = database.execute("SELECT count(*) FROM grdb_migrations").fetchone()[0] if "grdb_migrations" in tables else 0
    require(("claim" in tables) == (done >= 1), f"{done} migrations are listed, with the tables {tables}")
    require(("promise" in tables) == (done >= 2), f"{done} migrations are listed, with the tables {tables}")
    database.close()


@case(35, "a docket on which a later version has run a migration of its own", quick=True)
def docket_of_a_later_version(trial):
    """It refuses to start, in words that name the remedy, and changes nothing."""
    daemon = trial.start()
    trial.ledger.enqueue(daemon, "R-1")
    daemon.wait_idle()
    daemon.stop()
    database = sqlite3.connect(trial.folder / "state/docket.sqlite")
    database.execute("INSERT INTO grdb_migrations VALUES ('999: from a later version')")
    database.commit()
    database.close()
    daemon = trial.launch()
    require(not daemon.becomes_ready(), "it starts on a docket of a later version, and would write into it")
    require(daemon.process.returncode == 69, f"exit status {daemon.process.returncode}: {daemon.log_tail()}")
    require("later version" in daemon.log_tail(), f"unclear: {daemon.log_tail()}")
    return f"exit status 69: {daemon.log_tail(1)}"
