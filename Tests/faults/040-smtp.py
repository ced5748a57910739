"""The mail server misbehaves: 15 refusals, 16 to 18 replies that never come, late or mad, 19 TLS, 20 421 and closes."""
import collections
import datetime
import ssl
import subprocess
import time

from support.case import NotHere, case, require
from support.clock import Clock
from support.smtp import (
    GOOD, after, choice, close, drip, endless, lose, raw, reset, silence, then_close)
from support.trial import Trial

# The verbs whose refusal speaks of the message; any other speaks of the relay or the connection.
ABOUT_THE_MESSAGE = ("MAIL", "RCPT", "DATA", ".")
# Seconds that a virtual minute takes.
SPEED = 60


def one_notice(daemon):
    notices = daemon.notices_to_debtors()
    require(len(notices) == 1, f"{len(notices)} notices")
    return notices[0]


def outcome(daemon):
    """The one notice once its first try has ended."""
    daemon.wait(
        lambda: [one["state"] for one in daemon.notices_to_debtors()] not in ([], ["pending"], ["sending"]), "an outcome")
    return one_notice(daemon)


def start_quietly(trial, server, **named):
    """Starts a daemon, and lets its look at the transport pass."""
    daemon = trial.start(**named)
    daemon.wait(lambda: any(line == "QUIT" for _, line in server.commands), "the transport is looked at")
    return daemon


def until_state(daemon, state, seconds=20):
    daemon.wait(lambda: [one["state"] for one in daemon.notices_to_debtors()] == [state], f"the notice is {state}", seconds)
    return one_notice(daemon)


def retry(daemon, notice):
    daemon.must(f"/v1/notices/{notice['id']}/retry")


# 15: refusals

def first_only(verb, reply, times=1):
    """Replies for a server that gives `reply` to the first times of a verb, and is good then."""
    count = collections.Counter()

    @choice
    def say(conversation):
        count[verb] += 1
        if count[verb] <= times:
            return reply
        return GOOD.get(verb, "250 relay.example")
    return {verb: say}


@case(15, "the scripted server answers 4xx to GREETING, EHLO, MAIL, RCPT, DATA, the dot; then it is good", quick=True)
def deferred_at_each_verb(trial):
    """The notice is deferred with the server's words; the next try has the same bytes, and one copy arrives."""
    for verb in ("GREETING", "EHLO", *ABOUT_THE_MESSAGE):
        with Trial(trial.options, trial.random) as one:
            words = f"451 4.3.0 not now at {verb}"
            server = one.smtp()
            daemon = start_quietly(one, server)
            server.replies.update(first_only(verb, words))
            one.ledger.enqueue(daemon, "R-1")
            notice = until_state(daemon, "deferred")
            require(f"not now at {verb}" in notice["last_reply"], f"{verb}: {notice['last_reply']}")
            require(notice["next_attempt_at"], f"{verb}: no next try")
            require(not server.arrivals, f"{verb}: it arrived all the same")
            retry(daemon, notice)
            until_state(daemon, "sent")
            report = one.settle(daemon, server.arrivals)
            require(report.sent == 1, f"{verb}: {report}")
    return "deferred with the server's words at 6 verbs, then sent once each"


@case(15, "the same with 5xx", quick=True)
def refused_at_each_verb(trial):
    """A refusal of the message is final, with the server's words, and the claim waits for a person; one of the relay is
    not: no notice is given up for it. Neither keeps others from going out."""
    states = {}
    for verb in ("GREETING", "EHLO", *ABOUT_THE_MESSAGE):
        with Trial(trial.options, trial.random) as one:
            server = one.smtp()
            daemon = start_quietly(one, server)
            refusal = {"RCPT": "550 5.1.1 no such user", ".": "554 5.6.0 not that"}.get(verb, "554 5.3.0 not today")
            server.replies.update(first_only(verb, refusal, times=2 if verb == "EHLO" else 1))
            if verb == "EHLO":
                server.replies["HELO"] = "554 5.3.0 not today"
            one.ledger.enqueue(daemon, "R-1")
            notice = outcome(daemon)
            states[verb] = notice["state"]
            if notice["state"] != "sent":
                require(refusal[9:] in notice["last_reply"], f"{verb}: {notice['last_reply']}")
            server.replies = {}
            one.ledger.enqueue(daemon, "R-2")
            daemon.wait(lambda: "r-2@kunde.example" in server.recipients(), "another one goes out")
            if notice["state"] == "deferred":
                retry(daemon, notice)
            one.settle(daemon, server.arrivals, failed_max=1)
    require(states["RCPT"] == states["."] == "failed", f"{states}")
    require(states["GREETING"] == states["EHLO"] == "deferred", f"{states}")
    return f"{states}"


# 16: no reply to the final dot

@case(16, "the server takes the message, then closes or resets the connection instead of answering", quick=True)
def dropped_after_the_dot(trial):
    """In doubt, nothing is sent again by itself; a person resolves it: sent, or the same bytes once more."""
    for ending in (close, reset):
        with Trial(trial.options, trial.random) as one:
            server = one.smtp({".": ending})
            daemon = one.start()
            one.ledger.enqueue_all(daemon, ["R-1"])
            notice = until_state(daemon, "in-doubt")
            require(len(server.arrivals) == 1, f"{len(server.arrivals)} copies")
            server.replies = {}
            daemon.must(f"/v1/notices/{notice['id']}/resolve", {"as": "not-sent"})
            until_state(daemon, "sent")
            first, second = server.arrivals
            require(first.message == second.message, "the second try has other bytes")
            one.settle(daemon, server.arrivals)
    return "in doubt with close and with RST; told that it was not sent: the same Message-ID and bytes"


@case(16, "the same with `in_doubt: resend`", quick=True)
def dropped_after_the_dot_and_resent(trial):
    """The same bytes are sent again by themselves, and the second copy is flagged by the journal."""
    server = trial.smtp({".": lambda conversation: lose(conversation)})
    text = (trial.folder / "dunningd.yaml").read_text()
    (trial.folder / "dunningd.yaml").write_text(text.replace("{transport: smtp,", "{transport: smtp, in_doubt: resend,"))
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, ["R-1"])
    notice = until_state(daemon, "deferred")
    server.replies = {}
    retry(daemon, notice)
    until_state(daemon, "sent")
    report = trial.settle(daemon, server.arrivals)
    return f"deferred, then {report}"


# 17: late replies

@case(17, "the final reply comes after 61 s and after 11 min, on clocks that run 60 times faster", quick=True)
def late_final_reply(trial):
    """A minute is waited for; after ten (RFC 5321 4.5.3.2.6) the notice is in doubt; no second copy ever leaves."""
    seen = []
    for virtual, state in ((61, "sent"), (660, "in-doubt")):
        with Trial(trial.options, trial.random) as one:
            clock = Clock(one.folder, speed=SPEED)
            server = one.smtp({".": after(virtual / SPEED, "250 2.0.0 queued")})
            daemon = one.start(environment=clock.environment)
            one.ledger.enqueue_all(daemon, ["R-1"])
            begin = clock.now
            notice = until_state(daemon, state)
            seen.append(f"{state} after {clock.now - begin:.0f} s")
            time.sleep(120 / SPEED)
            require(one_notice(daemon)["state"] == state, f"{notice['state']} changed")
            one.settle(daemon, server.arrivals, doubt_max=1)
    return "; ".join(seen)


# 18: mad replies

MADNESS = {
    "a reply that drips a byte a second": {"EHLO": drip("250 relay.example " + "x" * 1000, 1 / 60)},
    "a reply without an end": {"MAIL": endless(b"250-still thinking\r\n")},
    "a line of a megabyte": {"RCPT": raw(b"250 " + b"x" * 1_000_000 + b"\r\n")},
    "NUL in a reply": {"EHLO": raw(b"250-relay\0example\r\n250 SI\0ZE\r\n", goes_on=True)},
    "a reply before the command": {"GREETING": raw(b"220 hi\r\n250 ok\r\n250 ok\r\n250 ok\r\n", goes_on=True)},
    "a reply too many": {"RCPT": raw(b"250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 queued\r\n", goes_on=True)},
    "no SMTP at all": {"GREETING": raw(bytes(range(128, 256)) * 8 + b"\r\n", goes_on=True)},
    "no answer at all": {"MAIL": silence},
}


@case(18, "the first connection is mad in eight ways, on clocks that run 60 times faster; the others are good",
      quick=True)
def mad_replies(trial):
    """The mad connection is dropped at a limit, its notice is tried again, and the others go out meanwhile."""
    for name, replies in MADNESS.items():
        with Trial(trial.options, trial.random) as one:
            clock = Clock(one.folder, speed=SPEED)
            server = one.smtp()
            daemon = start_quietly(one, server, environment=clock.environment)
            first = server.connections
            server.per_connection = lambda number: replies if number == first else None
            one.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(8)])
            daemon.wait(lambda: len(set(server.recipients())) == 8, f"{name}: all go out", 60)
            report = one.settle(daemon, server.arrivals)
            require(report.sent == 8, f"{name}: {report}")
    return f"{len(MADNESS)} kinds: " + ", ".join(MADNESS)


# 19: TLS

class Certificates:
    """A certificate authority, and certificates that it made or did not make."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = self._sign("ca", "/CN=authority", ["-x509", "-days", "30"])
        self.wrong_host = self._sign("wrong", "/CN=other.example", ["-x509", "-days", "30", *self._by("ca"),
                                     "-addext", "subjectAltName=DNS:other.example"])
        self.right = self._sign("right", "/CN=127.1", ["-x509", "-days", "30", *self._by("ca"),
                                "-addext", "subjectAltName=DNS:127.1,DNS:localhost"])

    def _by(self, name):
        return ["-CA", f"{self.folder}/{name}.pem", "-CAkey", f"{self.folder}/{name}.key"]

    def _sign(self, name, subject, more):
        key, certificate = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        command = ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                   "-keyout", key, "-out", certificate, "-subj", subject, *more]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode != 0:
            raise NotHere(f"needs OpenSSL 3: {done.stderr.strip()[-200:]}")
        return certificate, key

    @staticmethod
    def context(pair):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*map(str, pair))
        return context


@case(19, "STARTTLS not offered, refused, followed by garbage or by injected replies; certificates of another host, "
          "expired, unknown", quick=True)
def broken_tls(trial):
    """Where TLS is required nothing is sent in clear or to a server that proves nothing; what was injected is no reply."""
    certificates = Certificates(trial.folder)
    good = Certificates.context(certificates.authority)
    faults = {
        "stripped": dict(),
        "refused": dict(replies={"STARTTLS": "454 4.7.0 not now"}, tls=good),
        "garbage": dict(replies={"STARTTLS": raw(b"220 go on\r\n" + b"\x15\x03\x01garbage" * 9)}, tls=good),
        "injected": dict(replies={"STARTTLS": raw(b"220 go on\r\n250-relay\r\n250 AUTH PLAIN\r\n", goes_on=True)}, tls=good),
        "another host": dict(tls=Certificates.context(certificates.wrong_host)),
        "expired": dict(tls=Certificates.context(certificates.right)),
        "unknown authority": dict(tls=good),
    }
    words = {}
    for name, fault in faults.items():
        with Trial(trial.options, trial.random) as one:
            settings = "tls: starttls"
            if name in ("another host", "expired"):
                settings += f", authorities: {certificates.authority[0]}"
            server = one.smtp(**fault)
            # A name that leads to this machine and is not loopback by its spelling, so that TLS is required.
            one.use_smtp(server.port, settings=settings, host='"127.1"')
            later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=40)
            clock = Clock(one.folder, at=later.isoformat()) if name == "expired" else None
            daemon = one.start(environment=clock and clock.environment)
            one.ledger.enqueue_all(daemon, ["R-1"])
            notice = until_state(daemon, "deferred")
            words[name] = notice["last_reply"]
            said = [line for _, line in server.commands]
            require(not any(line.startswith(("MAIL", "RCPT", "AUTH")) for line in said), f"{name}: {said}")
            one.finish(daemon, server.arrivals)
    for name in ("another host", "expired", "unknown authority"):
        require("certificate" in words[name].lower(), f"{words}")
    return f"{len(faults)} kinds, nothing left in clear: " + "; ".join(f"{name}: {said[:90]}" for name, said in words.items())


# 20: 421 and closes

@case(20, "421, a close and a RST at every point of a session, also on the connection that is kept", quick=True)
def closed_at_every_point(trial):
    """Before the dot it is tried again, after it in doubt; a kept connection that is dead costs no attempt."""
    seen = collections.Counter()
    for ending in (then_close("421 4.3.2 going down"), close, reset):
        for verb in ("GREETING", "EHLO", *ABOUT_THE_MESSAGE):
            with Trial(trial.options, trial.random) as one:
                server = one.smtp(connections=1)
                daemon = start_quietly(one, server)
                server.replies = first_only(verb, ending)
                one.ledger.enqueue_all(daemon, ["R-1"])
                notice = outcome(daemon)
                seen[notice["state"]] += 1
                if verb == ".":
                    # 421 as an answer to the dot is an answer: not taken.
                    require(notice["state"] in ("in-doubt", "deferred"), f"{verb}: {notice}")
                else:
                    require(notice["state"] == "deferred", f"{verb}: {notice}")
                    retry(daemon, notice)
                    until_state(daemon, "sent")
                one.finish(daemon, server.arrivals, doubt_max=1)
    return f"18 endings: {dict(seen)}; what was deferred was sent once"


@case(20, "the server ends the connection that is kept between two mails: 421, close, RST", quick=True)
def kept_connection_is_dead(trial):
    """The second mail goes out over a fresh connection at once, as its first attempt."""
    for ending in ("421", "close", "reset"):
        with Trial(trial.options, trial.random) as one:
            server = one.smtp(connections=1)
            daemon = one.start()
            one.ledger.enqueue_all(daemon, ["R-1"])
            until_state(daemon, "sent")
            if ending == "421":
                server.drop_connections(b"421 4.4.2 idle\r\n")
            else:
                server.drop_connections(with_reset=ending == "reset")
            one.ledger.enqueue_all(daemon, ["R-2"])
            daemon.wait_idle()
            attempts = [notice["attempts"] for notice in daemon.notices_to_debtors()]
            require(attempts == [1, 1], f"{ending}: {attempts} attempts")
            one.settle(daemon, server.arrivals)
    return "sent once each, at the first attempt"
