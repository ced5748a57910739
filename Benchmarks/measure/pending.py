"""What it costs to have many claims pending: one docket is filled in steps, and asked at each of them."""

import time

from library.daemon import Daemon
from library.sinks import StampSink
from library.table import Figure, Target
from measure import idle, lateness, recovery

DAY_MILLISECONDS = 86_400_000


def measure(run):
    with StampSink(run.scratch, run.tools) as sink, Daemon(run, sink.port) as daemon:
        first = {}
        for level in run.levels:
            fill(run, daemon, level)
            _cost(run, daemon, level, first)
            _memory(run, daemon, level, first)
            if level == run.many:
                daemon.arm()
                lateness.measure(run, daemon, sink, level)
                recovery.measure(run, daemon, sink, level)
                idle.measure(run, daemon, level)
                daemon.hold()


def fill(run, daemon, level):
    """Claims that fall due in a month or later, spread over a year."""
    present = sum(daemon.status()["claims"].values())
    if level > present:
        _enqueue(run, daemon, level - present)


def _enqueue(run, daemon, count):
    in_a_month = int(time.time() * 1_000) + 30 * DAY_MILLISECONDS
    result = run.tools.load(daemon.socket, count, b=min(count, 5_000), a=in_a_month, r=365, t=run.tag())
    if result["acknowledged"] < count:
        raise RuntimeError(f"of {count} claims, only {result['acknowledged']} were acknowledged")
    return result["rate"]


def _cost(run, daemon, level, first):
    """What one more claim, one look and the whole status cost; `first` holds the figures of the smallest docket."""

    def row(what, samples, unit, digits, is_met):
        figure = run.table.add(
            f"{what}, {level:,} pending", samples, unit, digits,
            beside=[first[what]] if what in first else [],
            target=Target("within 1.5 times", lambda value: is_met(value, first[what].median)) if what in first else None)
        first.setdefault(what, Figure(f"{level:,} pending", figure.samples, unit, digits))

    def higher(value, reference):
        return value * 1.5 >= reference

    def lower(value, reference):
        return value <= reference * 1.5

    tag = run.tag()
    run.tools.load(daemon.socket, 1, t=tag)
    rates = [_enqueue(run, daemon, run.size(20_000, 5_000)) for _ in range(run.rounds)]
    row("enqueue, 5,000 claims a request", rates, "/s", 0, higher)
    row("`show` of a claim by its reference", _answers(run, daemon, f"/v1/claims/{tag}-0"), "ms", 2, lower)
    row("`status`", _answers(run, daemon, "/v1/status"), "ms", 2, lower)


def _answers(run, daemon, path):
    return [run.tools.load(daemon.socket, run.size(200, 50), g=path)["p50_ms"] for _ in range(run.rounds)]


def _memory(run, daemon, level, first):
    def row(what, samples):
        figure = run.table.add(
            f"memory (PSS) {what}, {level:,} pending", samples, "MiB", 1, beside=[first[what]] if what in first else [],
            target=Target.at_most(48))
        first.setdefault(what, Figure(f"{level:,} pending", figure.samples, "MiB", 1))

    present = sum(daemon.status()["claims"].values())
    row("after enqueueing", [daemon.memory_mebibytes()])
    starts, memory = [], []
    for _ in range(run.rounds):
        starts.append(daemon.restart() * 1_000)
        # What the start itself has needed is given back or in use by then.
        time.sleep(2)
        memory.append(daemon.memory_mebibytes())
    row("after the start", memory)
    run.table.add(f"start until the first answer, {level:,} pending", starts, "ms", target=Target.at_most(100))
    run.table.add(f"bytes on disk a claim, {level:,} pending", [daemon.disk_bytes() / present], "B")
