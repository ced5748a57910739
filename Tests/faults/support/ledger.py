"""The oracle of every case: what was acknowledged is sent, failed, pending or in doubt, and nothing is there twice."""
import collections
import dataclasses
import datetime

from .case import require

# A deadline that is past, so that its reminder is due at once.
PAST = "2026-01-31T12:00:00Z"
PENDING = {"pending", "sending", "deferred", "awaiting-approval", "held"}


def claim(reference, due=PAST, **fields):
    return {
        "reference": reference, "debtor": "Anna Kunde", "email": f"{reference.lower()}@kunde.example",
        "amount": "120.00", "currency": "EUR", "due": due, **fields}


@dataclasses.dataclass
class Report:
    """How the ledger adds up."""
    sent: int = 0
    failed: int = 0
    pending: int = 0
    in_doubt: int = 0
    # No reminder is owed: paid before one left.
    nothing: int = 0

    def __str__(self):
        parts = {"sent": self.sent, "failed": self.failed, "pending": self.pending, "in doubt": self.in_doubt,
                 "paid before": self.nothing}
        return ", ".join(f"{count} {name}" for name, count in parts.items() if count) or "nothing enqueued"


class Ledger:
    def __init__(self):
        # The moment each acknowledged claim is due, in seconds since 1970, or None when it is past.
        self.acknowledged = {}
        self.paid = set()

    # What clients do

    def enqueue(self, daemon, reference, due=PAST, **fields):
        """Enqueues a claim; it counts as acknowledged once the answer says so."""
        answer = daemon.post("/v1/claims", claim(reference, due, **fields))
        if answer is not None and answer.status in (200, 201):
            self.acknowledge(reference, due)
        return answer

    def enqueue_all(self, daemon, references, due=PAST, **fields):
        for reference in references:
            answer = self.enqueue(daemon, reference, due, **fields)
            require(answer is not None and answer.status == 201, f"{reference}: {answer and answer.body}")

    def enqueue_batch(self, daemon, references, due=PAST, **fields):
        """Enqueues many in one request."""
        import json
        lines = "".join(json.dumps(claim(reference, due, **fields)) + "\n" for reference in references)
        answer = daemon.request("POST", "/v1/claims/batch", lines, timeout=300)
        require(answer is not None and answer.status == 200, f"batch: {answer and answer.body[:300]}")
        require(b'"problem"' not in answer.body, f"batch: {answer.body[:400]}")
        for reference in references:
            self.acknowledge(reference, due)

    def acknowledge(self, reference, due=PAST):
        moment = datetime.datetime.fromisoformat(due.replace("Z", "+00:00")).timestamp() if due != PAST else None
        self.acknowledged[reference] = moment

    def pay(self, daemon, reference):
        answer = daemon.post(f"/v1/claims/{reference}/payments", {"amount": "120.00", "id": f"bank-{reference}"})
        if answer is not None and answer.status == 200:
            self.paid.add(reference)
        return answer

    # What must be so

    def check(self, daemon, arrivals=None, doubt_max=0, failed_max=0, step="reminder"):
        """Holds what the daemon says, and what arrived, against what was acknowledged.

        At most `doubt_max` notices are in doubt and `failed_max` have failed; `arrivals` are those of the mail server,
        or of the Maildir when None.
        """
        claims, notices = daemon.claims(), daemon.notices()
        lost = set(self.acknowledged) - set(claims)
        require(not lost, f"acknowledged, but lost: {sorted(lost)[:5]} ({len(lost)} in all)")
        for reference in self.paid:
            require(claims[reference]["state"] == "paid", f"the acknowledged payment of {reference} is lost")
        report = self._add_up(claims, notices, step)
        total = report.sent + report.failed + report.pending + report.in_doubt + report.nothing
        require(total == len(self.acknowledged), f"{len(self.acknowledged)} acknowledged, but {report}")
        require(report.in_doubt <= doubt_max, f"{report.in_doubt} in doubt, at most {doubt_max} may be")
        require(report.failed <= failed_max, f"{report.failed} failed, at most {failed_max} may: {self._words(notices)}")
        self._compare(daemon, notices, maildir(daemon) if arrivals is None else arrivals)
        return report

    def _add_up(self, claims, notices, step):
        live = collections.defaultdict(list)
        for notice in notices:
            if notice["state"] != "dropped" and notice["step"] == step:
                for reference in notice["claims"]:
                    live[reference].append(notice)
        report = Report()
        for reference in self.acknowledged:
            states = [notice["state"] for notice in live[reference]]
            require(len(states) <= 1, f"{reference} has {len(states)} notices of one step: {states}")
            state = states[0] if states else None
            if state == "sent":
                report.sent += 1
            elif state == "failed":
                report.failed += 1
            elif state == "in-doubt":
                report.in_doubt += 1
            elif state in PENDING or claims[reference]["next"]:
                report.pending += 1
            elif claims[reference]["state"] == "paid":
                report.nothing += 1
            else:
                raise AssertionError(f"{reference} is forgotten: {claims[reference]}")
        return report

    def _compare(self, daemon, notices, arrivals):
        """What the docket says left, and what came."""
        copies = collections.Counter(arrival.message_id for arrival in arrivals)
        doubted = {entry["notice"] for entry in daemon.events("notice-in-doubt")}
        known = {notice["message_id"]: notice for notice in notices}
        for message_id, count in copies.items():
            notice = known.get(message_id)
            require(notice is not None, f"{message_id} arrived, but no notice has that Message-ID")
            flagged = notice["id"] in doubted
            require(count == 1 or flagged, f"{notice['id']} {notice['state']}: {count} copies arrived")
            require(
                notice["state"] == "sent" or flagged or notice["state"] == "sending",
                f"{notice['id']} arrived, but is {notice['state']}: {notice['last_reply']}")
        for notice in notices:
            if notice["state"] == "sent":
                require(copies[notice["message_id"]] >= 1, f"{notice['id']} is sent, but nothing arrived")
        self._check_moments(arrivals, known)

    def _check_moments(self, arrivals, known):
        for arrival in arrivals:
            if arrival.moment is None:
                continue
            for reference in known[arrival.message_id]["claims"]:
                due = self.acknowledged.get(reference)
                require(due is None or arrival.moment >= due, f"{reference} was reminded before its moment")

    @staticmethod
    def _words(notices):
        return [notice["last_reply"] for notice in notices if notice["state"] == "failed"][:3]


@dataclasses.dataclass
class File:
    """A message in a Maildir; nobody saw when it came."""
    message_id: str
    moment: float = None


def maildir(daemon):
    files = []
    for folder in ("new", "cur"):
        for path in (daemon.state / "outbox" / folder).glob("*"):
            files.append(File(message_id(path.read_bytes())))
    return files


def message_id(message):
    for line in message.splitlines():
        if line.lower().startswith(b"message-id:"):
            return line.split(b"<")[1].split(b">")[0].decode()
    raise AssertionError("a message without Message-ID")
