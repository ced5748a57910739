"""Time goes wrong: 10 clocks that are set, 11 daylight saving, 12 suspend, 13 downtime, 14 everything at once."""
import collections
import datetime
import signal
import time

from support.case import case, require
from support.clock import Clock
from support.ledger import claim
from support.trial import Trial

HOUR, DAY = 3600, 86400
# A step at an hour of the debtor's day; its moment is what daylight saving moves.
AT_LOCAL_TIME = """
  standard:
    send_window: {days: mon-sun, from: "02:30", until: "02:31", zone: debtor}
    steps:
      - {name: reminder, at: due+0d, tone: reminder}
"""
LADDER = """
  standard:
    steps:
      - {name: reminder, at: due+1d, tone: reminder}
      - {name: second-reminder, at: due+3d, gap: 2d, tone: reminder}
"""


def in_seconds(clock, seconds):
    """The deadline whose reminder is due then; it is a second after it."""
    return clock.text(seconds - 1)


def has_sent(daemon, count):
    return lambda: daemon.status()["notices"].get("sent", 0) == count


def require_no_spin(daemon, seconds=1.0):
    """A daemon that has nothing to do uses next to no processor."""
    before = daemon.cpu_seconds()
    time.sleep(seconds)
    used = daemon.cpu_seconds() - before
    require(used < 0.5 * seconds, f"it used {used:.2f} s of processor in {seconds} s of idling")


@case(10, "clock_settime as the daemon sees it (timerfd is cancelled): 1 h forwards, then a deadline in between",
      quick=True)
def clock_set_forwards(trial):
    """What fell due in the hour that was left out goes out at once, once; what comes later keeps its moment."""
    clock = Clock(trial.folder)
    server = trial.smtp()
    daemon = trial.start(environment=clock.environment)
    trial.ledger.enqueue_all(daemon, ["soon"], due=in_seconds(clock, 1800))
    trial.ledger.enqueue_all(daemon, ["later"], due=in_seconds(clock, HOUR + 4))
    time.sleep(0.3)
    require(not server.arrivals, "it was reminded before its moment")
    clock.step(HOUR)
    daemon.wait(lambda: len(server.arrivals) == 1, "the first is out", 10)
    require(server.recipients() == ["soon@kunde.example"], f"{server.recipients()}")
    daemon.wait(lambda: len(server.arrivals) == 2, "the second is out", 10)
    require_no_spin(daemon)
    return f"{settle_by_clock(trial, daemon, server)}; the second {lateness(server, 1, clock):.0f} ms after its moment"


def settle_by_clock(trial, daemon, server):
    """The ledger; the moments are those of the daemon's clock, which the server does not share."""
    trial.ledger.acknowledged = dict.fromkeys(trial.ledger.acknowledged)
    return trial.settle(daemon, server.arrivals)


def lateness(server, index, clock):
    """Milliseconds from the moment of `later` to the arrival, for a clock that was set before."""
    moment = server.arrivals[index].moment + clock.now - time.time()
    return (moment - int(moment)) * 1000


@case(10, "an hour back, while a deadline is 3 s ahead, then forwards again", quick=True)
def clock_set_back(trial):
    """What is out is not sent again; what is planned waits for its moment, is not forgotten, and nothing spins."""
    clock = Clock(trial.folder)
    server = trial.smtp()
    daemon = trial.start(environment=clock.environment)
    trial.ledger.enqueue_all(daemon, ["out"])
    daemon.wait(has_sent(daemon, 1), "the first is out")
    trial.ledger.enqueue_all(daemon, ["ahead"], due=in_seconds(clock, 3))
    clock.step(-HOUR)
    require_no_spin(daemon, 4)
    require(len(server.arrivals) == 1, f"{server.recipients()}: before its moment, or twice")
    require(daemon.status()["next"], "the next deadline is forgotten")
    clock.step(HOUR)
    daemon.wait(has_sent(daemon, 2), "the second is out", 10)
    return f"{settle_by_clock(trial, daemon, server)}"


@case(10, "ten years forwards, and to 1970, while it runs", quick=True)
def clock_gone_wild(trial):
    """Forwards by more than a day holds sending and says so; 1970 sends nothing; put right and armed, all goes on."""
    clock = Clock(trial.folder)
    server = trial.smtp()
    daemon = trial.start(environment=clock.environment)
    trial.ledger.enqueue_all(daemon, ["in two hours"], due=in_seconds(clock, 2 * HOUR), email="a@kunde.example")
    clock.step(3650 * DAY)
    daemon.wait(lambda: daemon.status()["mode"] == "held", "it holds sending", 10)
    reason = daemon.status()["held_because"]
    require(not server.arrivals, "it sent on a wild clock")
    clock.step(-3650 * DAY)
    daemon.must("/v1/arm")
    require_no_spin(daemon)
    right = clock.now
    clock.step(-right)
    require_no_spin(daemon)
    clock.step(right)
    daemon.wait(lambda: daemon.status()["mode"] == "held", "it holds sending again", 10)
    require(not server.arrivals, "it sent before the moment")
    daemon.must("/v1/arm")
    clock.step(2 * HOUR)
    daemon.wait(has_sent(daemon, 1), "it is out", 10)
    return f"held: {reason}; {settle_by_clock(trial, daemon, server)}"


@case(10, "a boot with the clock of 1970, put right by NTP later", quick=True)
def clock_wrong_at_boot(trial):
    """It holds sending, since its journal knows better, and spins on nothing."""
    clock = Clock(trial.folder)
    server = trial.smtp()
    daemon = trial.start(environment=clock.environment)
    trial.ledger.enqueue_all(daemon, ["R-1"])
    daemon.wait(has_sent(daemon, 1), "it is out")
    daemon.stop()
    right = clock.now
    clock.step(-right)
    daemon = trial.start(environment=clock.environment)
    daemon.wait(lambda: daemon.status()["mode"] == "held", "it holds sending", 10)
    reason = daemon.status()["held_because"]
    clock.step(right)
    require_no_spin(daemon)
    daemon.must("/v1/arm")
    trial.ledger.enqueue_all(daemon, ["R-2"])
    return f"held: {reason}; {settle_by_clock(trial, daemon, server)}"


@case(11, "the nights of 2026-03-29 and 2026-10-25 in Berlin, set on hour by hour, and a window of one minute at 02:30",
      quick=True)
def daylight_saving(trial):
    """A reminder for a minute that is not there, or there twice, goes out once, on that day or the next."""
    seen = []
    for night in ("2026-03-29", "2026-10-25"):
        with Trial(trial.options, trial.random) as one:
            clock = Clock(one.folder, at=f"{night}T00:29:57+00:00")
            clock.step(-2 * HOUR)
            server = one.smtp(policies=AT_LOCAL_TIME)
            daemon = one.start(environment=clock.environment)
            daemon.must("/v1/claims", claim("R-1", due=night))
            one.ledger.acknowledge("R-1")
            for _ in range(30):
                # From a moment before the half hour to one in it, then on to the next.
                clock.step(5)
                time.sleep(0.05)
                clock.step(HOUR - 5)
                time.sleep(0.05)
            daemon.wait(lambda: server.arrivals, "it is out", 10)
            require(len(server.arrivals) == 1, f"{night}: {len(server.arrivals)} copies")
            done = daemon.notices()[0]["completed_at"]
            one.finish(daemon, server.arrivals)
            seen.append(f"{night}: once, at {done[:16]}{done[-6:]}")
    return "; ".join(seen)


@case(12, "SIGSTOP while a deadline passes, with suspend of an hour (CLOCK_BOOTTIME and CLOCK_REALTIME move on)",
      quick=True)
def suspended(trial):
    """After the thaw what is overdue goes out once; an hour asleep is no jump of the clock; nothing is held."""
    clock = Clock(trial.folder)
    server = trial.smtp()
    daemon = trial.start(environment=clock.environment)
    trial.ledger.enqueue_all(daemon, ["before"])
    daemon.wait(has_sent(daemon, 1), "the first is out")
    trial.ledger.enqueue_all(daemon, ["asleep"], due=in_seconds(clock, 1800))
    daemon.signal(signal.SIGSTOP)
    server.drop_connections()
    time.sleep(1)
    clock.suspend(30 * HOUR)
    daemon.signal(signal.SIGCONT)
    daemon.wait(has_sent(daemon, 2), "the second is out", 20)
    require(daemon.status()["mode"] == "armed", f"held: {daemon.status()['held_because']}")
    require_no_spin(daemon)
    return f"{settle_by_clock(trial, daemon, server)}, 30 h asleep, with new connections"


@case(13, "stopped, five days pass, thousands overdue; one that is due later comes in")
def downtime(trial):
    """Everything is caught up one step at a time, the oldest first, nothing twice, the new one is not starved."""
    clock = Clock(trial.folder)
    server = trial.smtp(policies=LADDER, connections=20)
    daemon = trial.start(environment=clock.environment)
    count = 3000
    references = [f"R-{number}" for number in range(count)]
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    trial.ledger.enqueue_batch(daemon, references, due=today)
    daemon.stop()
    clock.step(5 * DAY)
    daemon = trial.start(environment=clock.environment)
    require(daemon.status()["mode"] == "armed", "downtime was taken for a jump of the clock")
    begin = time.monotonic()
    daemon.wait(lambda: len(server.arrivals) > 100, "the first are out")
    later = datetime.datetime.fromtimestamp(clock.now, datetime.timezone.utc).date() - datetime.timedelta(days=2)
    trial.ledger.enqueue_all(daemon, ["new"], due=later.isoformat())
    daemon.wait(lambda: "new@kunde.example" in server.recipients(), "the new one is out", 120)
    behind = len(server.arrivals)
    daemon.wait(has_sent(daemon, count + 1), "all are out", 180)
    seconds = time.monotonic() - begin
    steps = collections.Counter(notice["step"] for notice in daemon.notices())
    require(set(steps) == {"reminder"}, f"more than one step at once: {steps}")
    trial.ledger.acknowledged = dict.fromkeys(trial.ledger.acknowledged)
    report = trial.finish(daemon, server.arrivals)
    return f"{report} in {seconds:.0f} s, one step each; the new one was number {behind}"


@case(14, "20,000 claims due in the same second", alone=True)
def all_at_once(trial):
    """A steady rate, bounded memory, each once; `make bench` has the million."""
    count = 20_000
    server = trial.smtp(connections=20)
    daemon = trial.start()
    due = datetime.datetime.fromtimestamp(int(time.time()) + 30, datetime.timezone.utc)
    text = due.strftime("%Y-%m-%dT%H:%M:%SZ")
    for start in range(0, count, 5000):
        trial.ledger.enqueue_batch(daemon, [f"R-{number}" for number in range(start, start + 5000)], due=text)
    before = daemon.resident_kib()
    require(time.time() < due.timestamp() + 1, "the machine is too slow: they were due before they were in")
    time.sleep(max(0, due.timestamp() + 1 - time.time()))
    begin, peak = time.monotonic(), 0
    halves = []
    while len(server.arrivals) < count:
        peak = max(peak, daemon.resident_kib())
        if len(server.arrivals) >= count / 2 and not halves:
            halves.append(time.monotonic() - begin)
        require(time.monotonic() < begin + 300, f"{len(server.arrivals)} of {count} after 300 s")
        time.sleep(0.05)
    seconds = time.monotonic() - begin
    halves.append(seconds - halves[0])
    require(halves[1] < 3 * halves[0], f"it grows slower: {halves[0]:.1f} s, then {halves[1]:.1f} s")
    require(peak - before < 32 * 1024, f"memory grew from {before} to {peak} KiB")
    report = trial.settle(daemon, server.arrivals)
    return f"{report}: {count / seconds:.0f} a second, halves {halves[0]:.1f} and {halves[1]:.1f} s; memory {before >> 10} to {peak >> 10} MiB"
