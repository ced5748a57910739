"""Durable mails a second into a sink that throws them away, over twenty kept connections."""

import subprocess
import time

from library.daemon import Daemon
from library.sinks import RateSink
from library.table import Figure, Target
from library.waiting import wait_for


def measure(run):
    if not RateSink.is_there():
        run.notes.append("mails a second are left out: smtp-sink is missing (apt-get install postfix)")
        return
    with RateSink(run.scratch) as sink:
        ceiling = _ceiling(run, sink)
        rates, seconds = _daemon(run, sink)
        peers = run.peers.figures("mails", run, run.size(10_000, 2_000), sink)
        postfix = next((peer for peer in peers if peer.name.startswith("Postfix")), None)
        run.table.add(
            "mails, durable, 20 connections", rates, "/s", beside=[*peers, ceiling],
            target=postfix and Target.times(4, postfix))
        run.table.add("… processor time a mail", seconds, "ms", 3)


def _ceiling(run, sink):
    """What the sink takes from a generator that keeps nothing."""
    count = run.size(50_000, 10_000)
    rates = []
    for _ in range(run.rounds):
        begin = time.perf_counter()
        subprocess.run(
            ["smtp-source", "-d", "-s", "20", "-m", str(count), "-l", "2048", "-f", "a@creditor.example", "-t",
             "b@debtor.example", f"127.0.0.1:{sink.port}"], check=True)
        rates.append(count / (time.perf_counter() - begin))
    return Figure("smtp-source, nothing kept", rates, "/s")


def _daemon(run, sink):
    """Mails a second from `arm` until the sink has them all, and the daemon's processor time for one, in milliseconds."""
    count = run.size(10_000, 2_000)
    rates, processor = [], []
    with Daemon(run, sink.port) as daemon:
        for _ in range(run.rounds):
            run.disk.probe()
            daemon.hold()
            run.tools.load(daemon.socket, count, b=1_000, d="2026-01-31T12:00:00Z", t=run.tag())
            before, sent, began = sink.count(), daemon.sent(), daemon.processor_seconds()
            begin = time.perf_counter()
            daemon.arm()
            wait_for(lambda: sink.count() - before >= count, "all mails are in the sink")
            rates.append(count / (time.perf_counter() - begin))
            processor.append((daemon.processor_seconds() - began) / count * 1_000)
            wait_for(lambda: daemon.sent() - sent >= count, "all outcomes are written down")
    return rates, processor
