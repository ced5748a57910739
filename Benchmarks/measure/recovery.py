"""kill -9 amid delivery, and a start at once; a ledger says what became of each claim that was acknowledged."""

import dataclasses
import json
import time

from library.table import Figure, Target
from library.waiting import wait_for

CONNECTIONS = 20


@dataclasses.dataclass
class Recovery:
    answer_ms: float
    mail_ms: float
    settled_s: float
    lost: int
    copies: int
    in_doubt: int


def measure(run, daemon, sink, level):
    count = run.size(5_000, 1_000)
    rounds = [_recovery(run, daemon, sink, count) for _ in range(min(3, run.rounds))]
    kills = f"in all of {len(rounds)} rounds"
    # These wait for what a dead worker held: one round each, with nothing else pending.
    peers = run.peers.results("ledger", run, 1, count, run.scratch, run.tools)

    def row(what, values, unit="", digits=0, target=None, of_peer=None):
        beside = [
            Figure(f"{peer.name} (one round)", [of_peer(ledger)], unit, digits)
            for peer, [ledger] in (peers if of_peer else [])]
        run.table.add(
            f"kill -9 amid {count:,} mails, {level:,} pending: {what}", values, unit, digits, beside=beside,
            target=target)

    row("first answer", [one.answer_ms for one in rounds], "ms", target=Target.at_most(100))
    row("first mail on the wire", [one.mail_ms for one in rounds], "ms", target=Target.at_most(100))
    row("all settled", [one.settled_s for one in rounds], "s", 1, of_peer=lambda ledger: ledger.settled_s)
    # Sums, since the worst round counts.
    row(f"lost {kills}", [sum(one.lost for one in rounds)], target=Target.at_most(0), of_peer=lambda ledger: ledger.lost)
    row(
        f"copies {kills}", [sum(one.copies for one in rounds)], target=Target.at_most(0),
        of_peer=lambda ledger: ledger.copies)
    row("in doubt, and said so", [one.in_doubt for one in rounds], target=Target.at_most(CONNECTIONS))


def _recovery(run, daemon, sink, count):
    tag, ledger = run.tag(), run.scratch / "acknowledged"
    daemon.hold()
    run.tools.load(daemon.socket, count, b=1_000, d="2026-01-31T12:00:00Z", t=tag, l=ledger)
    before, began = sink.count(), daemon.status()["notices"]
    daemon.arm()
    wait_for(lambda: sink.count() - before >= count // 3, "a third is out", pause=0.001)
    daemon.kill()
    moment, begin = time.time_ns(), time.perf_counter()
    answer = daemon.start()
    # Not more often, since the status of a large docket is work, too.
    wait_for(lambda: _settled(daemon, began) >= count, "everything is settled", pause=0.2)
    settled = time.perf_counter() - begin
    lost, copies, in_doubt = _balance(daemon, sink, tag, ledger)
    later = [stamp for stamps in sink.stamps().values() for stamp in stamps if stamp > moment]
    return Recovery(answer * 1_000, (min(later) - moment) / 1e6, settled, lost, copies, in_doubt)


def _settled(daemon, began):
    notices = daemon.status()["notices"]
    return sum(notices.get(state, 0) - began.get(state, 0) for state in ("sent", "in-doubt", "failed"))


def _balance(daemon, sink, tag, ledger):
    """What was acknowledged, against what the sink has and what the daemon says is in doubt."""
    acknowledged = {f"{reference}@debtor.example" for reference in ledger.read_text().split()}
    delivered = {recipient: stamps for recipient, stamps in sink.stamps().items() if recipient.startswith(f"{tag}-")}
    doubtful = {recipient for recipient in _in_doubt(daemon) if recipient.startswith(f"{tag}-")}
    lost = acknowledged - set(delivered) - doubtful
    copies = sum(len(stamps) - 1 for stamps in delivered.values())
    return len(lost), copies, len(doubtful)


def _in_doubt(daemon):
    notices = json.loads(daemon.request("GET", "/v1/notices?state=in-doubt&limit=1000"))["notices"]
    return {notice["recipient"] for notice in notices}
