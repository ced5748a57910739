"""The disk fails: 3 power loss, 4 full, 5 EIO, 6 a failed fsync, 7 a slow one, 8 damage, 9 poison, 33 a long reader."""
import collections
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time

from support.case import NotHere, case, require
from support.disk import Disk, Said, Sync, read, recording
from support.inject import inject, inject_now
from support.ledger import claim, message_id
from support.smtp import choice
from support.trial import Trial

# What the manual says: the docket is not available, or has failed.
UNAVAILABLE = 69
# WatchdogSec= of the unit.
WATCHDOG_SECONDS = 30


# 3: power loss

@case(3, "strace records every write, sync and send; the disk is rebuilt at each point, what was not synced lost, "
         "reordered or torn", quick=True)
def power_lost(trial):
    """Whatever the disk kept, all that a client was told is there, and so is the word that a final dot may leave."""
    events = list(recorded_run(trial))
    checked = crash_everywhere(trial, events, trust_syncs=True)
    # The test of the test: were the syncs not there, it would have to notice.
    missed = None
    try:
        crash_everywhere(trial, events, trust_syncs=False)
    except AssertionError as error:
        missed = error
    require(missed, "the check does not notice when syncs do nothing")
    reopened = reopen_some(trial, events)
    syncs = sum(isinstance(event, Sync) for event in events)
    return (f"{checked} crash states of {len(events)} writes, syncs and sends ({syncs} syncs); "
            f"the daemon itself opened {reopened} of them")


def recorded_run(trial):
    """A run with single claims, a batch large enough to move the log into the database, payments, mails."""
    server = trial.smtp()
    record = trial.folder / "record"
    daemon = trial.start(prefix=recording(record))
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(6)])
    trial.ledger.pay(daemon, "R-1")
    count = 30 if trial.options.quick else 300
    trial.ledger.enqueue_batch(daemon, [f"B-{number}" for number in range(count)])
    daemon.wait_idle()
    trial.ledger.check(daemon, server.arrivals)
    daemon.stop()
    return read(record, daemon.state)


class Told:
    """What others were told, as far as the record goes."""

    def __init__(self):
        self.references = set()
        self.paid = set()
        self.dotted = set()
        self._streams = collections.defaultdict(bytes)

    def hear(self, event):
        if event.socket.startswith("UNIX"):
            self.references |= {one.decode() for one in re.findall(rb'"reference":"([^"]+)"', event.octets)}
            for one in re.findall(rb'"paid":"120.00"[^{}]*"reference":"([^"]+)"', event.octets):
                self.paid.add(one.decode())
            return
        stream = self._streams[event.socket] + event.octets
        while b"\r\n.\r\n" in stream:
            message, stream = stream.split(b"\r\n.\r\n", 1)
            self.dotted.add(message_id(message))
        self._streams[event.socket] = stream

    def require_in(self, database):
        known = {row[0] for row in database.execute("SELECT reference FROM claim")}
        require(self.references <= known, f"told, but lost: {sorted(self.references - known)[:5]}")
        paid = {row[0] for row in database.execute("SELECT reference FROM claim WHERE state = 'paid'")}
        require(self.paid <= paid, f"payments told, but lost: {sorted(self.paid - paid)[:5]}")
        dotted = {row[0] for row in database.execute(
            "SELECT message_id FROM notice JOIN attempt ON notice_id = notice.id WHERE dot_sent_at IS NOT NULL")}
        require(self.dotted <= dotted, f"the dot left before that was durable: {sorted(self.dotted - dotted)[:5]}")


def crash_everywhere(trial, events, trust_syncs):
    """Cuts the power after each event, or after many of them; how many disks were looked at."""
    disk, told, checked = Disk(), Told(), 0
    share = 1 if trial.options.all else min(1, (60 if trial.options.quick else 600) / len(events))
    for event in events:
        if isinstance(event, Said):
            told.hear(event)
        elif trust_syncs or not isinstance(event, Sync):
            disk.apply(event)
        if trial.random.random() < share:
            for state in (disk.clean(), disk.whole(), disk.damaged(trial.random), disk.damaged(trial.random)):
                look(trial, state, told)
                checked += 1
    return checked


def look(trial, files, told):
    """Opens a disk as SQLite finds it after the crash, and looks for all that was told."""
    if "docket.sqlite" not in files:
        require(not told.references, "claims were told, and there is no docket")
        return
    folder = spread(trial, files)
    database = sqlite3.connect(folder / "docket.sqlite")
    try:
        found = database.execute("PRAGMA integrity_check").fetchone()[0]
        require(found == "ok", f"the docket is damaged: {found}")
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        if "promise" in tables:
            told.require_in(database)
        else:
            require(not told.references, "claims were told, and there are no tables")
    except sqlite3.DatabaseError as error:
        raise AssertionError(f"the docket cannot be read: {error}") from None
    finally:
        database.close()


def spread(trial, files, name="crashed"):
    folder = trial.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for file, octets in files.items():
        # The index of the log is not synced, and made anew.
        if "/" not in file and not file.endswith("-shm"):
            (folder / file).write_bytes(octets)
    return folder


def reopen_some(trial, events):
    """Lets the daemon itself recover some of the disks."""
    points = sorted(trial.random.sample(range(len(events)), 4 if trial.options.quick else 25))
    disk, told = Disk(), Told()
    for number, event in enumerate(events):
        if isinstance(event, Said):
            told.hear(event)
        else:
            disk.apply(event)
        if number not in points:
            continue
        daemon = trial.start(state=spread(trial, disk.damaged(trial.random), f"crashed-{number}"))
        require(told.references <= set(daemon.claims()), "the daemon lost what was told")
        daemon.stop()
        daemon.check_integrity()
    return len(points)


# 4: the disk is full

@case(4, "the docket on a tmpfs of 8 MiB, filled up, then freed", quick=True)
def disk_full(trial):
    """Clients get 503 or 507, nothing acknowledged is lost, known mail goes out later, without a restart."""
    state = trial.folder / "small"
    state.mkdir()
    mount(trial, state, "8m")
    server = trial.smtp()
    daemon = trial.start(state=state)
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(10)])
    daemon.wait_idle()
    fill = state / "fill"
    statuses = fill_up(daemon, trial, fill)
    require(set(statuses) <= {503, 507}, f"answers on a full disk: {statuses}")
    require(daemon.get("/v1/status") and daemon.is_running(), "it ended")
    fill.unlink()
    daemon.wait(lambda: trial.ledger.enqueue(daemon, "after").status == 201, "claims are taken again", 30)
    report = trial.settle(daemon, server.arrivals)
    return f"{len(statuses)} claims refused with {sorted(set(statuses))}; without a restart: {report}"


def mount(trial, folder, size):
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        raise NotHere(f"needs the right to mount: {done.stderr.strip()}")
    trial.at_end(subprocess.run, ["umount", "-l", folder])


def fill_up(daemon, trial, fill):
    """Takes what is left of the disk, and enqueues until that is refused; the statuses of the refusals."""
    with open(fill, "wb", buffering=0) as file:
        block = 65536
        while block >= 512:
            try:
                file.write(bytes(block))
            except OSError:
                block //= 2
    statuses = []
    for number in range(400):
        answer = trial.ledger.enqueue(daemon, f"F-{number}")
        require(answer is not None, f"no answer on a full disk: {daemon.describe()}")
        if answer.status != 201:
            statuses.append(answer.status)
        if len(statuses) == 5:
            return statuses
    raise AssertionError("the disk is full, and every claim was taken")


# 5 and 6: errors of the disk

def fails_at(trial, calls, error, numbers, at_start=True):
    """Lets one call fail in runs on dockets of their own; how many of them ended the daemon."""
    ended = 0
    for number in numbers:
        with Trial(trial.options, trial.random) as one:
            server = one.smtp()
            fault = (calls, f"error={error}", number)
            daemon = one.launch(prefix=inject(*fault) if at_start else ())
            if daemon.becomes_ready():
                if not at_start:
                    one.ledger.enqueue(daemon, "R-first")
                    inject_now(one, daemon, *fault)
                for reference in (f"R-{count}" for count in range(6)):
                    one.ledger.enqueue(daemon, reference)
                daemon.wait(daemon.is_idle, "all that is due is carried out")
            if daemon.is_running():
                daemon.stop()
            else:
                ended += 1
                require(daemon.wait_end() == UNAVAILABLE, f"{error} at {calls} {number}: {daemon.describe()}")
            one.settle(one.start(), server.arrivals, doubt_max=4)
    return ended


def spread_numbers(trial, last, count):
    """The first of the calls, and some of the later ones."""
    if trial.options.all:
        return range(1, last)
    few = [1, 2, 3, *sorted(trial.random.sample(range(4, last), count))]
    return few[::2] if trial.options.quick else few


@case(5, "strace: EIO at one pwrite64 or one pread64", quick=True)
def input_output_error(trial):
    """Nothing that failed is acknowledged; it ends with status 69 rather than go on, and recovers at the next start."""
    writes = fails_at(trial, "pwrite64", "EIO", spread_numbers(trial, 120, 8))
    reads = fails_at(trial, "pread64", "EIO", [1, 2] if trial.options.quick else range(1, 9), at_start=False)
    require(writes > 0, "no write that failed has ended the daemon")
    return f"ended with 69 by {writes} failed writes and {reads} failed reads; nothing acknowledged was lost"


@case(6, "strace: EIO at one fdatasync or fsync", quick=True)
def failed_sync(trial):
    """The sync is never tried again and trusted: no acknowledgement, exit status 69, all well after the next start."""
    ended = fails_at(trial, "fdatasync", "EIO", spread_numbers(trial, 24, 8))
    ended += fails_at(trial, "fsync", "EIO", [1, 2])
    require(ended > 0, "no failed sync has ended the daemon")
    return f"ended with 69 by {ended} failed syncs; nothing acknowledged was lost"


# 7: a slow sync

@case(7, "strace: each fdatasync takes 2 s, under 40 clients", alone=True)
def slow_sync(trial):
    """Reads are answered meanwhile, the watchdog is fed, and claims that wait share their syncs or are told to wait."""
    server = trial.smtp(connections=20)
    watchdog = Watchdog(trial)
    daemon = trial.launch(
        prefix=inject("fdatasync", "delay_enter=2000000", "1+"), environment=watchdog.environment)
    daemon.wait_ready(60)
    answers, threads = [], []
    for number in range(40):
        thread = threading.Thread(target=lambda n=number: answers.append(trial.ledger.enqueue(daemon, f"R-{n}")))
        thread.start()
        threads.append(thread)
    slowest = 0
    while any(thread.is_alive() for thread in threads):
        begin = time.monotonic()
        daemon.status()
        slowest = max(slowest, time.monotonic() - begin)
    statuses = collections.Counter(answer.status if answer else None for answer in answers)
    require(set(statuses) <= {201, 503}, f"answers: {statuses}")
    daemon.wait_idle(180)
    gap = watchdog.longest_gap()
    report = trial.ledger.check(daemon, server.arrivals)
    daemon.stop(60)
    require(slowest < 2, f"status took {slowest:.1f} s")
    require(gap < WATCHDOG_SECONDS, f"the watchdog was fed only every {gap:.1f} s")
    return f"40 clients: {dict(statuses)}; status within {slowest:.2f} s; watchdog gap {gap:.1f} s of {WATCHDOG_SECONDS}; {report}"


class Watchdog:
    """The service manager's side of sd_notify(3), which waits so long for a word."""

    def __init__(self, trial):
        self.path = trial.folder / "notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.path))
        self.pings = []
        self.environment = {"NOTIFY_SOCKET": str(self.path), "WATCHDOG_USEC": f"{WATCHDOG_SECONDS * 1_000_000}"}
        threading.Thread(target=self._listen, daemon=True).start()
        trial.at_end(self.socket.close)

    def _listen(self):
        while True:
            try:
                if b"WATCHDOG=1" in self.socket.recv(4096):
                    self.pings.append(time.monotonic())
            except OSError:
                return

    def longest_gap(self):
        require(len(self.pings) > 1, "the watchdog was never fed")
        return max(after - before for before, after in zip(self.pings, self.pings[1:]))


# 8: damage

@case(8, "one page of the docket after the other overwritten with noise; a cut and a flipped bit in the log", quick=True)
def damaged_page(trial):
    """It says what is damaged and ends with 69, or goes on with what is whole; it never dies of it or sends twice."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(8)])
    daemon.wait_idle()
    daemon.stop()
    fold_log(daemon.state)
    image = (daemon.state / "docket.sqlite").read_bytes()
    pages = len(image) // 4096
    chosen = range(pages) if trial.options.all else [0, 1, 2, *sorted(trial.random.sample(
        range(3, pages), 6 if trial.options.quick else 30))]
    outcomes = collections.Counter(with_damage(trial, server, image, page) for page in chosen)
    return f"{pages} pages, {len(chosen)} damaged one at a time: {dict(outcomes)}"


def fold_log(state):
    """Moves the log into the database."""
    database = sqlite3.connect(state / "docket.sqlite")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def with_damage(trial, server, image, page):
    """What the daemon does with one damaged page, in a word."""
    state = trial.folder / f"damaged-{page}"
    state.mkdir(mode=0o700)
    noise = trial.random.randbytes(4096)
    (state / "docket.sqlite").write_bytes(image[:page * 4096] + noise + image[(page + 1) * 4096:])
    before = collections.Counter(arrival.message_id for arrival in server.arrivals)
    daemon = trial.launch(state=state)
    if not daemon.becomes_ready():
        require(daemon.wait_end() == UNAVAILABLE, f"page {page}: {daemon.describe()}")
        require_clear(daemon, page)
        return "refused at the start"
    answer = trial.ledger.enqueue(daemon, f"D-{page}")
    for target in ("/v1/claims", "/v1/notices", "/v1/status"):
        daemon.request("GET", target)
    time.sleep(0.2)
    is_running = daemon.is_running()
    if is_running:
        daemon.stop()
    trial.ledger.acknowledged.pop(f"D-{page}", None)
    copies = collections.Counter(arrival.message_id for arrival in server.arrivals)
    require(all(copies[one] == count for one, count in before.items()), f"page {page}: a mail was sent again")
    if is_running:
        require(answer is not None, f"page {page}: no answer")
        return f"went on, claim answered with {answer.status}"
    require(daemon.wait_end() == UNAVAILABLE, f"page {page}: {daemon.describe()}")
    require_clear(daemon, page)
    return "stopped at the first touch"


def require_clear(daemon, page):
    text = daemon.log_tail(3)
    require(re.search("malformed|not a database|damaged|corrupt", text), f"page {page}: unclear: {text}")
    require("backup" in text or "dunningd(8)" in text, f"page {page}: it does not say what to do: {text}")


@case(8, "the write-ahead log cut short, and with a flipped bit, after kill -9", quick=True)
def damaged_log(trial):
    """It starts with all transactions before the damage; SQLite's checksums leave nothing between."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(8)])
    daemon.wait_idle()
    daemon.kill()
    files = {file.name: file.read_bytes() for file in daemon.state.iterdir() if file.is_file()}
    log = files["docket.sqlite-wal"]
    kept = []
    for number in range(4 if trial.options.quick else 30):
        place = trial.random.randrange(32, len(log))
        flipped = log[:place] + bytes([log[place] ^ 1]) + log[place + 1:]
        for damaged in (log[:place], flipped):
            state = spread(trial, {**files, "docket.sqlite-wal": damaged}, "damaged-log")
            # Mail that had left before the damage may leave again: nobody can know of it any more.
            again = trial.start(state=state)
            kept.append(len(again.claims()))
            again.kill()
            again.check_integrity()
    return f"{len(kept)} damaged logs: each opened, with {min(kept)} to {max(kept)} of 8 claims"


# 9: poison

@case(9, "a mail that no server takes, a recipient that each refuses, a body of 20 MB, invalid UTF-8", quick=True)
def poison(trial):
    """It is set aside or refused, and all others go out."""
    server = trial.smtp({"RCPT": refuse_poison})
    daemon = trial.start()
    answers = {
        "invalid UTF-8": daemon.post("/v1/claims", b'{"reference":"\xff\xfe"}'),
        "20 MB": daemon.post("/v1/claims", {**claim("big"), "debtor": "A" * 20_000_000}),
        "bad address": daemon.post("/v1/claims", claim("bad", email="nobody")),
        "NUL": daemon.post("/v1/claims", claim("nul", debtor="A\0B")),
    }
    statuses = {name: answer and answer.status for name, answer in answers.items()}
    require(all(status in (400, 413, 422) for status in statuses.values()), f"{statuses}")
    trial.ledger.enqueue(daemon, "poison")
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(20)])
    report = trial.settle(daemon, server.arrivals, failed_max=1)
    require(report.failed == 1 and report.sent == 20, f"{report}")
    return f"refused at the door: {statuses}; {report}"


@choice
def refuse_poison(conversation):
    return "550 5.1.1 no such user" if conversation.recipient.startswith("poison") else "250 2.1.5 ok"


@case(9, "mail bombs are delivered into the watched Maildir: a field of six million addresses, words in twenty "
         "character sets, groups within groups, and one that kills its reader", quick=True)
def mail_bombs(trial):
    """Each is read in bounded time and memory or laid aside, what comes after them is read, the daemon goes on."""
    inbox = trial.folder / "inbox"
    for name in ("new", "cur", "tmp"):
        (inbox / name).mkdir(parents=True)
    text = (trial.folder / "dunningd.yaml").read_text()
    (trial.folder / "dunningd.yaml").write_text(f"{text}\ninbound: {{maildir: {inbox}}}\n")
    bombs = {
        "addresses": b"From: " + b"a@b," * 6_500_000, "groups": b"From: " + b"a:" * 10_000_000,
        "words": b"Subject: " + b"\n ".join(b"=?%s?q?a=E4?=" % CHARSETS[number % 20] for number in range(77_000)),
        "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 3_000_000,
    }
    daemon = trial.start()
    process, figures = daemon.pid, {}
    for name, header in bombs.items():
        begin = time.monotonic()
        deliver(inbox, name, header + b"\n\nHello\n")
        daemon.wait(lambda: not os.listdir(inbox / "new"), f"{name} is opened", 60)
        figures[name] = f"{time.monotonic() - begin:.1f} s"
    deliver(inbox, "after", b"From: a@b.example\nSubject: x\n\nHello\n")
    daemon.wait(lambda: (inbox / "cur" / "after:2,S").exists(), "what came after them is read")
    # One that its reader cannot bear, whatever it is: while it is stopped, it does not answer, and then it dies.
    victim = reader_of(process)
    os.kill(victim, signal.SIGSTOP)
    deliver(inbox, "deadly", b"From: a@b.example\n\nHello\n")
    time.sleep(0.5)
    os.kill(victim, signal.SIGKILL)
    daemon.wait(lambda: (inbox / "cur" / "deadly:2,S").exists(), "it is given to another reader")
    require(daemon.pid == process and daemon.is_running(), "the daemon has ended")
    peak = memory_peak(process)
    require(peak < 300, f"the daemon took {peak} MiB")
    aside = daemon.status()["mail"]["set_aside"]
    trial.finish(daemon)
    return f"{', '.join(f'{name} {figure}' for name, figure in figures.items())}; {aside} laid aside; {peak} MiB at most"


CHARSETS = [b"iso-8859-%d" % number for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 13)] + [
    b"windows-125%d" % number for number in range(5)] + [b"koi8-r", b"big5", b"gb18030", b"euc-jp", b"utf-7"]


def deliver(inbox, name, message):
    """As a mail server does it: written elsewhere, then moved."""
    (inbox / "tmp" / name).write_bytes(message)
    (inbox / "tmp" / name).rename(inbox / "new" / name)


def reader_of(daemon):
    """The process that reads messages for a daemon."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"PPid:\t{daemon}\n" in (folder / "status").read_text() and b"--read-mail" in (
                    folder / "cmdline").read_bytes():
                return int(folder.name)
        except OSError:
            continue
    raise AssertionError("there is no reader")


def memory_peak(process):
    """Mebibytes that a process took at most."""
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0


# 33: a long reader

@case(33, "an open read transaction in another program while claims come in", quick=True)
def long_reader(trial):
    """Claims are taken meanwhile, the log shows in `status`, and is reused once the reader is gone."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, ["R-0"])
    reader = sqlite3.connect(daemon.state / "docket.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM claim").fetchone()
    count = 300 if trial.options.quick else 3000
    trial.ledger.enqueue_batch(daemon, [f"B-{number}" for number in range(count)])
    daemon.wait_idle(120)
    log = daemon.state / "docket.sqlite-wal"
    grown, shown = log.stat().st_size, daemon.status()["store"]["bytes"]
    require(shown >= grown, f"the log has {grown} octets, status shows {shown}")
    reader.close()
    trial.ledger.enqueue_batch(daemon, [f"C-{number}" for number in range(count)])
    daemon.wait_idle(120)
    later = log.stat().st_size
    report = trial.settle(daemon, server.arrivals)
    require(later < grown * 1.5, f"the log grew from {grown} to {later} octets after the reader had gone")
    return f"log of {grown >> 10} KiB with the reader, {later >> 10} KiB after as much again; {report}"
