"""How late a mail is complete on the wire, counted from the moment its claim says."""

import time

from library.table import Figure, Target
from library.waiting import wait_for

INTERVAL_MILLISECONDS = 10


def measure(run, daemon, sink, level):
    _steady(run, daemon, sink, level)
    _same_moment(run, daemon, sink, level)


def _steady(run, daemon, sink, level):
    """A hundred a second."""
    rounds = []
    for _ in range(min(3, run.rounds)):
        run.disk.probe()
        late = _lateness(run, daemon, sink, run.size(3_000, 300), INTERVAL_MILLISECONDS)
        rounds.append(sorted(late))
    floor = sorted(_floor())
    targets = {"p50": Target.at_most(1.0), "p99": Target.at_most(2.5), "max": None}
    for name, share in (("p50", 0.5), ("p99", 0.99), ("max", 1.0)):
        run.table.add(
            f"lateness at 100 a second, {level:,} pending: {name}", [_quantile(late, share) for late in rounds], "ms", 2,
            beside=[Figure("a bare sleep", [_quantile(floor, share)], "ms", 2)], target=targets[name])


def _same_moment(run, daemon, sink, level):
    count = run.size(10_000, 1_000)
    last = [max(_lateness(run, daemon, sink, count, 0)) / 1_000 for _ in range(min(3, run.rounds))]
    run.table.add(f"{count:,} due at the same moment, {level:,} pending: the last one out", last, "s", 2)


def _lateness(run, daemon, sink, count, interval):
    """Milliseconds of each claim; all are enqueued before the first falls due."""
    tag, first = _enqueued(run, daemon, count, interval)
    before = sink.count()
    time.sleep(max(0, (first + count * interval) / 1_000 - time.time()))
    wait_for(lambda: sink.count() - before >= count, "all mails are out")
    stamps = sink.stamps()
    late = [
        stamps[f"{tag}-{number}@debtor.example"][0] / 1e6 - (first + number * interval) for number in range(count)]
    if min(late) < 0:
        raise RuntimeError(f"a mail was {-min(late):.3f} ms early")
    return late


def _enqueued(run, daemon, count, interval):
    """The tag and the first moment (milliseconds since 1970); further ahead when enqueueing takes long."""
    lead = 3_000
    while True:
        tag, first = run.tag(), int(time.time() * 1_000) + lead
        run.tools.load(daemon.socket, count, b=1_000, a=first, i=interval, t=tag)
        if time.time() * 1_000 < first - 500:
            return tag, first
        # What came too late goes out all the same, and is not counted.
        lead *= 2
        last = f"{tag}-{count - 1}@debtor.example"
        wait_for(lambda: last in sink.stamps(), "what came too late is out", pause=0.1)


def _floor():
    """The milliseconds by which this machine wakes a sleeper late."""
    late = []
    for _ in range(500):
        wanted = time.clock_gettime(time.CLOCK_MONOTONIC) + 0.002
        time.sleep(0.002)
        late.append((time.clock_gettime(time.CLOCK_MONOTONIC) - wanted) * 1_000)
    return late


def _quantile(values, share):
    return values[round(share * (len(values) - 1))]
