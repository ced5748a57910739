"""Claims a second over the socket, each durable before its answer."""

from library.daemon import Daemon
from library.table import Figure, Target


def measure(run):
    with Daemon(run) as daemon:
        _one_client(run, daemon)
        _many_clients(run, daemon)
        for batch in (1_000, 20_000):
            _batch(run, daemon, batch)


def _rates(run, daemon, count, **options):
    """The rates of the rounds, and what the disk did between them."""
    rates, syncs, times = [], [], []
    for _ in range(run.rounds):
        syncs.append(run.disk.probe())
        result = run.tools.load(daemon.socket, count, t=run.tag(), **options)
        if result["refused"] or result["acknowledged"] < count:
            raise RuntimeError(f"of {count} claims, acknowledged {result['acknowledged']}, refused {result['refused']}")
        rates.append(result["rate"])
        times.append(result)
    return rates, Figure("the disk's overwrites", syncs, "/s"), times


def _one_client(run, daemon):
    rates, disk, times = _rates(run, daemon, run.size(3_000, 500))
    run.table.add(
        "enqueue, one client, one claim a request", rates, "/s",
        beside=[disk, *run.peers.figures("enqueue_one", run, run.size(3_000, 500))], target=Target.times(0.9, disk))
    run.table.add("… time of a request, p50", [one["p50_ms"] for one in times], "ms", 2)
    run.table.add("… time of a request, p99", [one["p99_ms"] for one in times], "ms", 2)


def _many_clients(run, daemon):
    rates, disk, times = _rates(run, daemon, run.size(20_000, 3_000), c=64)
    run.table.add(
        "enqueue, 64 clients, one claim a request", rates, "/s",
        beside=[disk, *run.peers.figures("enqueue_many", run, run.size(20_000, 3_000))], target=Target.at_least(20_000))
    run.table.add("… time of a request, p99", [one["p99_ms"] for one in times], "ms", 2)


def _batch(run, daemon, batch):
    rates, disk, _ = _rates(run, daemon, run.size(40_000, 20_000), b=batch)
    peers = run.peers.figures("enqueue_batch", run, run.size(40_000, 20_000)) if batch == 1_000 else []
    run.table.add(
        f"enqueue, one client, {batch:,} claims a request", rates, "/s", beside=[disk, *peers],
        target=Target.at_least(100_000))
