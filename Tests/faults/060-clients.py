"""Clients and the process's surroundings: 26 lost answers, 27 slow and mad clients, 28 descriptors, 31 logs, 36 headers."""
import datetime
import email
import email.policy
import json
import os
import socket
import threading
import time

from support.case import case, require
from support.ledger import claim
from support.proxy import Proxy
from support.trial import Trial


# 26

@case(26, "a proxy on the control socket loses the answers; the client asks again", quick=True)
def answer_lost(trial):
    """The same claim, the same id, one row; the same for a payment."""
    server = trial.smtp()
    daemon = trial.start()
    proxy = Proxy(daemon.socket, path=trial.folder / "p")
    trial.at_end(proxy.close)
    for number in range(5):
        proxy.let(back=False)
        reference, passed = f"R-{number}", proxy.passed["forward"]
        asking = threading.Thread(target=ask, args=(trial.folder / "p", claim(reference)))
        asking.start()
        daemon.wait(lambda: reference in daemon.claims(), "the claim is in")
        proxy.cut()
        asking.join()
        proxy.let()
        require(proxy.passed["forward"] > passed, "nothing was asked")
        before = daemon.claims()[reference]["id"]
        answer = trial.ledger.enqueue(daemon, reference)
        require(answer.status == 200 and answer.json["id"] == before, f"{answer.status} {answer.body}")
    first, second = (trial.ledger.pay(daemon, "R-0") for _ in range(2))
    require(first.status == second.status == 200, f"{first.status}, {second.status}")
    paid = daemon.claims()["R-0"]["paid"]
    require(paid == "120.00", f"paid {paid}")
    require(len(daemon.claims()) == 5, f"{len(daemon.claims())} claims")
    return f"{trial.settle(daemon, server.arrivals)}"


def ask(path, body):
    """One request, whose answer never comes."""
    text = json.dumps(body).encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(20)
        client.connect(str(path))
        client.sendall(b"POST /v1/claims HTTP/1.1\r\nHost: d\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))
        try:
            require(client.recv(1) == b"", "an answer came")
        except OSError:
            # Reset instead of closed.
            pass


# 27 and 28: while clients misbehave, mail must leave on time

class Beat:
    """Deadlines a tenth of a second apart, to measure how late mail leaves."""

    def __init__(self, trial, daemon, server, seconds):
        self.server = server
        begin = time.time() + 1.5
        self.moments = {}
        for number in range(int(seconds * 10)):
            moment = datetime.datetime.fromtimestamp(begin + number / 10, datetime.timezone.utc)
            # The reminder is due a second after the deadline.
            due = (moment - datetime.timedelta(seconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            reference = f"B-{len(trial.ledger.acknowledged)}"
            trial.ledger.enqueue_all(daemon, [reference], due=due)
            self.moments[f"{reference.lower()}@kunde.example"] = round(moment.timestamp(), 3)

    def lateness(self):
        """Milliseconds of the median, of one in a hundred, and of the last."""
        late = sorted(
            (arrival.moment - self.moments[arrival.recipient]) * 1000
            for arrival in self.server.arrivals if arrival.recipient in self.moments)
        require(len(late) == len(self.moments), f"{len(self.moments) - len(late)} mails are missing")
        require(late[0] >= -2, f"a mail left {-late[0]:.0f} ms before its moment")
        return late[len(late) // 2], late[len(late) * 99 // 100], late[-1]


def beat(trial, daemon, server, seconds):
    one = Beat(trial, daemon, server, seconds)
    time.sleep(max(0, max(one.moments.values()) + 0.5 - time.time()))
    daemon.wait(lambda: set(one.moments) <= set(server.recipients()), "all are out", 60)
    return one.lateness()


def text(late):
    return "p50 {:.1f}, p99 {:.1f}, max {:.1f} ms".format(*late)


def connect(daemon):
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    client.settimeout(5)
    client.connect(str(daemon.socket))
    return client


def open_many(daemon, count, octets, clients):
    """Connections that say some octets and then nothing more."""
    for _ in range(count):
        try:
            client = connect(daemon)
            client.sendall(octets)
        except OSError:
            # Refused: that is what limits are for.
            return
        clients.append(client)


@case(27, "300 silent and 300 half requests, a byte at a time, huge heads and bodies, garbage; deadlines every 100 ms "
          "meanwhile", quick=True, alone=True)
def slow_and_mad_clients(trial):
    """Mail leaves as punctually as without; each gets its time limit; an honest client of the same user is told 503 or
    served; when they are gone all is as before."""
    server = trial.smtp()
    daemon = trial.start()
    seconds = 4 if trial.options.quick else 20
    calm = beat(trial, daemon, server, seconds)
    one = Beat(trial, daemon, server, seconds)
    clients = []
    attackers = [
        threading.Thread(target=open_many, args=(daemon, 300, b"", clients)),
        threading.Thread(target=open_many, args=(daemon, 300, b"POST /v1/claims HTTP/1.1\r\nHost: d\r\nX: ", clients)),
        threading.Thread(target=loris, args=(daemon, max(one.moments.values()))),
    ]
    for thread in attackers:
        thread.start()
    statuses = {name: say(daemon, octets) for name, octets in GARBAGE.items()}
    for thread in attackers:
        thread.join()
    daemon.wait(lambda: set(one.moments) <= set(server.recipients()), "all are out", 60)
    attacked = one.lateness()
    for client in clients:
        client.close()
    daemon.wait(lambda: daemon.is_ready(), "an honest client is served", 20)
    require(all(status is None or status >= 400 for status in statuses.values()), f"{statuses}")
    report = trial.settle(daemon, server.arrivals)
    return f"{report}; lateness in peace {text(calm)}, under attack {text(attacked)}; {statuses}"


GARBAGE = {
    "head of 1 MB": b"GET /v1/status HTTP/1.1\r\nHost: d\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "10,000 fields": b"GET /v1/status HTTP/1.1\r\nHost: d\r\n" + b"X: y\r\n" * 10_000 + b"\r\n",
    "no HTTP": bytes(range(256)) * 16 + b"\r\n\r\n",
    "body of 1 TB": b"POST /v1/claims HTTP/1.1\r\nHost: d\r\nContent-Length: 1000000000000\r\n\r\n{",
    "two lengths": b"POST /v1/claims HTTP/1.1\r\nHost: d\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}}",
    "pipelined garbage": b"GET /v1/nothing HTTP/1.1\r\nHost: d\r\n\r\n\0\0\0\0\r\n\r\n",
}


def say(daemon, octets):
    """The status that octets are answered with, or None when the connection just ends."""
    try:
        client = connect(daemon)
    except OSError:
        return None
    try:
        client.sendall(octets)
    except OSError:
        # It stopped reading; the answer may lie there already.
        pass
    try:
        return int(client.recv(64).split()[1])
    except (OSError, IndexError):
        return None
    finally:
        client.close()


def loris(daemon, until):
    """One byte of a request after the other."""
    try:
        client = connect(daemon)
        for octet in b"POST /v1/claims HTTP/1.1\r\nHost: d\r\nContent-Length: 500000\r\n\r\n" + b" " * 500_000:
            if time.time() > until:
                return
            client.sendall(bytes([octet]))
            time.sleep(0.02)
    except OSError:
        # Its time was over.
        pass


@case(28, "prlimit: 48 descriptors for the daemon, 200 clients that want one each", quick=True, alone=True)
def no_descriptors(trial):
    """It sheds load without spinning or ending, mail goes on over the connections there are, and it recovers."""
    server = trial.smtp(connections=2)
    daemon = trial.start()
    beat(trial, daemon, server, 1)
    one = Beat(trial, daemon, server, 4)
    daemon.limit_files(48)
    clients = []
    before = daemon.cpu_seconds()
    begin = time.monotonic()
    open_many(daemon, 200, b"GET /v1/st", clients)
    time.sleep(max(0, max(one.moments.values()) + 0.5 - time.time()))
    share = (daemon.cpu_seconds() - before) / (time.monotonic() - begin)
    for client in clients:
        client.close()
    daemon.limit_files(4096)
    require(daemon.is_running(), f"it ended: {daemon.log_tail()}")
    require(share < 0.7, f"it used {share:.0%} of a processor")
    daemon.wait(lambda: set(one.moments) <= set(server.recipients()), "all are out", 90)
    late = one.lateness()
    report = trial.settle(daemon, server.arrivals)
    return f"{report}; lateness meanwhile {text(late)}; {share:.0%} of a processor"


# 31

@case(31, "standard error closed, /dev/full, a pipe that nobody reads", quick=True)
def nobody_reads_the_log(trial):
    """The daemon goes on without its log."""
    reader, writer = os.pipe()
    with open("/dev/full", "w") as full:
        for name, target in (("full", full), ("a closed pipe", writer)):
            if target == writer:
                os.close(reader)
            with Trial(trial.options, trial.random) as one:
                server = one.smtp()
                daemon = one.start(stderr=target)
                one.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(5)])
                one.settle(daemon, server.arrivals)
    os.close(writer)
    with Trial(trial.options, trial.random) as one:
        server = one.smtp()
        daemon = one.start(prefix=["sh", "-c", 'exec "$@" 2>&-', "sh"])
        one.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(5)])
        one.settle(daemon, server.arrivals)
    with Trial(trial.options, trial.random) as one:
        server = one.smtp()
        reader, writer = os.pipe()
        daemon = one.start(stderr=writer)
        # More lines than a pipe holds, and nobody who reads them.
        one.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(900)])
        daemon.wait_idle(600)
        one.settle(daemon, server.arrivals)
        os.close(reader)
        os.close(writer)
    return "closed, full, broken and clogged: all went out"


# 36

ATTACKS = ["a\r\nBcc: evil@evil.example", "a\nBcc: evil@evil.example", "a\rBcc: evil", "a\0b", "a\x0bb",
           "a\u2028Bcc: evil", "a\u0085Bcc: evil", "=?utf-8?q?a=0D=0ABcc:_evil?=", "a%0d%0aBcc: evil",
           "\u202egro.live", "a\x7fb", "x" * 100_000]
FIELDS = ["reference", "debtor", "email", "amount", "currency", "due", "creditor", "policy", "language", "time_zone",
          "calendar", "kind", "country", "issued", "contract", "payment_link", "debtor_id"]


@case(36, "line ends, NUL, encoded words, direction marks and long texts in every field of a claim", quick=True)
def header_injection(trial):
    """It is refused at the door, or the mail has exactly the headers of any other mail."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue(daemon, "plain")
    taken = refused = 0
    for field in FIELDS:
        for attack in ATTACKS:
            body = claim(f"R-{taken + refused}")
            body[field] = attack if field not in ("email", "payment_link") else \
                f"{attack}@kunde.example" if field == "email" else f"https://pay.example/{attack}"
            answer = daemon.post("/v1/claims", body)
            require(answer is not None, f"{field}: no answer; {daemon.describe()}")
            if answer.status == 201:
                taken += 1
                trial.ledger.acknowledge(answer.json["reference"])
            else:
                require(answer.status in (400, 413, 422), f"{field}: {answer.status} {answer.body[:200]}")
                refused += 1
    report = trial.settle(daemon, server.arrivals, failed_max=taken)
    plain = headers(server.arrivals[0])
    for arrival in server.arrivals:
        require(headers(arrival) == plain, f"other headers: {headers(arrival) ^ plain} in {arrival.message[:600]}")
        require("evil.example" not in arrival.recipient, f"to {arrival.recipient}")
    return f"{refused} refused; {taken} are harmless, and their mails have no header more; {report}"


def headers(arrival):
    return {name.lower() for name in email.message_from_bytes(arrival.message, policy=email.policy.SMTP).keys()}
