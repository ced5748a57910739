"""The network fails between the daemon and its relay: 21 partitions and bad lines, 22 a relay that is away for a day."""
import time

from support.case import case, require
from support.clock import Clock
from support.smtp import SmtpServer

COUNT = 40


def start_behind_proxy(trial, **named):
    """A daemon that reaches its relay through a proxy."""
    server = trial.smtp()
    proxy = trial.proxy(("127.0.0.1", server.port))
    trial.use_smtp(proxy.port)
    return server, proxy, trial.start(**named)


@case(21, "a proxy holds everything back for 5 s amid delivery, then lets it through", quick=True)
def held_back(trial):
    """It goes on where it was: sent once each, at the first attempt, nothing in doubt."""
    server, proxy, daemon = start_behind_proxy(trial)
    proxy.delay = 0.01
    trial.ledger.enqueue_batch(daemon, [f"R-{number}" for number in range(COUNT)])
    daemon.wait(lambda: len(server.arrivals) > 5, "some are out")
    proxy.let(False, False)
    time.sleep(5)
    proxy.let()
    healed = time.monotonic()
    report = trial.settle(daemon, server.arrivals)
    require(all(notice.sender is not None for notice in server.arrivals), "no sender")
    return f"{report}, {time.monotonic() - healed:.1f} s after it healed"


@case(21, "the connections are cut amid delivery and refused for 40 s, on clocks 30 times faster", quick=True)
def cut(trial):
    """After it healed all go out by themselves; in doubt at most the connections there were."""
    clock = Clock(trial.folder, speed=30)
    server, proxy, daemon = start_behind_proxy(trial, environment=clock.environment)
    proxy.delay = 0.01
    trial.ledger.enqueue_batch(daemon, [f"R-{number}" for number in range(COUNT)])
    daemon.wait(lambda: len(server.arrivals) > 5, "some are out")
    proxy.accepts = False
    proxy.cut()
    time.sleep(40 / 30)
    proxy.accepts = True
    healed = clock.now
    report = trial.settle(daemon, server.arrivals, doubt_max=4)
    return f"{report}, the last {clock.now - healed:.0f} s after it healed"


@case(21, "only the way back is dead, for longer than any reply is waited for, on clocks 60 times faster", quick=True)
def deaf(trial):
    """What left and got no reply is in doubt after ten minutes, the others go out; nothing is sent twice."""
    clock = Clock(trial.folder, speed=60)
    server, proxy, daemon = start_behind_proxy(trial, environment=clock.environment)
    proxy.delay = 0.02
    trial.ledger.enqueue_batch(daemon, [f"R-{number}" for number in range(COUNT)])
    daemon.wait(lambda: len(server.arrivals) > 5, "some are out")
    proxy.let(back=False)
    time.sleep(11 * 60 / 60)
    proxy.cut()
    proxy.let()
    healed = clock.now
    report = trial.settle(daemon, server.arrivals, doubt_max=4)
    return f"{report}, the last {clock.now - healed:.0f} s after it healed"


@case(21, "50 ms each way, and a line of 64 kbit/s", quick=True)
def thin_line(trial):
    """Slow, and nothing else."""
    server, proxy, daemon = start_behind_proxy(trial)
    proxy.delay, proxy.octets_per_second = 0.05, 8000
    trial.ledger.enqueue_batch(daemon, [f"R-{number}" for number in range(12)])
    begin = time.monotonic()
    report = trial.settle(daemon, server.arrivals)
    return f"{report} in {time.monotonic() - begin:.1f} s"


@case(22, "no relay for a day, on clocks 1,200 times faster")
def away_for_a_day(trial):
    """The tries become rarer, the relay is not stormed when it is back, and all go out once."""
    speed = 1200
    clock = Clock(trial.folder, speed=speed)
    server = trial.smtp()
    daemon = trial.start(environment=clock.environment)
    port = server.port
    server.close()
    references = [f"R-{number}" for number in range(COUNT)]
    for reference in references:
        trial.ledger.acknowledge(reference)
    from support.ledger import claim
    import json
    # The answer may meet a time limit that runs 1,200 times faster; the claims are in all the same.
    lines = "".join(json.dumps(claim(reference)) + "\n" for reference in references)
    daemon.wait(lambda: daemon.request("POST", "/v1/claims/batch", lines) and len(daemon.claims()) == COUNT, "enqueued")
    begin = clock.now
    time.sleep(86_400 / speed)
    tries = [notice["attempts"] for notice in daemon.notices()]
    server = SmtpServer(port=port)
    trial.at_end(server.close)
    back = clock.now
    daemon.wait(lambda: daemon.status()["notices"].get("sent", 0) == COUNT, "all are out", 60)
    last = clock.now - back
    report = trial.finish(daemon, server.arrivals)
    require(max(tries) <= 14, f"{max(tries)} tries in a day")
    require(server.connections <= 3 * COUNT, f"{server.connections} connections for {COUNT} mails")
    return (f"away for {(back - begin) / 3600:.0f} h: {min(tries)} to {max(tries)} tries each; "
            f"the last out {last / 3600:.1f} h after it was back, over {server.connections} connections; {report}")
