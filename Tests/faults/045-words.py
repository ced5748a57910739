"""41: the other side's words: every code at every command, and silence; what is about us costs no notice."""
import datetime
import os
import subprocess
import time

from support.case import case, require
from support.clock import Clock
from support.smtp import EXTENSIONS, GOOD, choice, silence
from support.trial import Trial

CODES = (
    421, 432, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504, 521, 525, 530, 534, 535, 538, 541, 550, 551, 552, 553, 554,
    555, 556)
# By what the RFCs reserve them for: our commands, our login, our encryption, our account.
ABOUT_US = {500, 501, 502, 503, 504, 521, 525, 530, 534, 535, 538, 555}
DIGITS = "zero one two three four five six seven eight nine".split()
LOGIN = "tls: none, user: u, password: p"
WELCOME = "235 2.7.0 welcome"


def words(code, verb):
    """Words that are no other cell's once their numbers are taken away, and that no rule knows."""
    return f"{code} said {'-'.join(DIGITS[int(digit)] for digit in str(code))} to {verb.strip('.') or 'dot'}"


def expected(code, verb):
    """The state of a notice after one no."""
    if code < 500 or code in ABOUT_US:
        return "deferred"
    # What is wrong with MAIL has named no recipient; 552 is its size (RFC 1870), 556 a domain without mail (RFC 7504).
    return "deferred" if verb == "MAIL" and code not in (552, 556) else "failed"


def state(daemon, reference):
    claim = daemon.get(f"/v1/claims/{reference}")
    states = [notice["state"] for notice in claim["notices"] if notice["state"] != "dropped"]
    return states[-1] if states else None


def outcome(daemon, reference):
    """Once its first try has ended, or nothing is tried because the mail to the creditor has been told no before it."""
    def has_outcome():
        if state(daemon, reference) is None:
            return daemon.status()["transport"]["paused_until"]
        return state(daemon, reference) not in ("pending", "sending")
    daemon.wait(has_outcome, f"{reference} has an outcome")
    return state(daemon, reference) or "deferred"


def tell_and_try_again(trial, daemon, server, failed):
    """The server is good again; somebody has seen to it: all that was deferred goes out, once."""
    server.replies = {}
    daemon.must("/v1/reload")
    for notice in daemon.notices():
        if notice["state"] == "deferred":
            daemon.must(f"/v1/notices/{notice['id']}/retry")
    daemon.wait(lambda: not {one["state"] for one in daemon.notices()} & {"deferred", "pending", "sending"}, "all have gone")
    daemon.wait_idle()
    report = trial.finish(daemon, server.arrivals, failed_max=failed)
    require(report.failed == failed and report.pending == 0, f"{report}, {failed} failures expected")
    return report


@case(41, "the scripted server answers each of 26 codes to RCPT, DATA and the dot, in words that no rule knows", quick=True)
def every_code_of_a_message(trial):
    """4xx and what is about us defers, the rest fails; the good ones between them go out; later all deferred ones do."""
    cells = {f"{verb.strip('.') or 'DOT'}-{code}": (verb, code) for verb in ("RCPT", "DATA", ".") for code in CODES}

    def say(verb):
        @choice
        def reply(conversation):
            cell = cells.get(conversation.recipient.split("@")[0].upper())
            return words(cell[1], verb) if cell and cell[0] == verb else GOOD[verb]
        return reply
    server = trial.smtp({verb: say(verb) for verb in ("RCPT", "DATA", ".")})
    daemon = trial.start()
    for number, (reference, (verb, code)) in enumerate(cells.items()):
        trial.ledger.enqueue_all(daemon, [reference])
        seen = outcome(daemon, reference)
        require(seen == expected(code, verb), f"{code} to {verb}: {seen}")
        if seen == "deferred":
            daemon.must("/v1/reload")
        if number % 4 == 0:
            trial.ledger.enqueue_all(daemon, [f"GOOD-{number}"])
            require(outcome(daemon, f"GOOD-{number}") == "sent", f"after {code} to {verb} a good one does not go out")
    failed = sum(expected(code, verb) == "failed" for verb, code in cells.values())
    return f"{len(cells)} cells; {tell_and_try_again(trial, daemon, server, failed)}"


@case(41, "the same to the greeting, EHLO, AUTH and MAIL, one connection each", quick=True)
def every_code_of_a_connection(trial):
    """None of them says anything of a recipient: the notice waits, the transport is not healthy and says the words."""
    server = trial.smtp(extensions=(*EXTENSIONS, "AUTH PLAIN LOGIN"), settings=LOGIN)
    server.replies["AUTH"] = WELCOME
    daemon = trial.start()
    failed = cells = 0
    for verb in ("GREETING", "EHLO", "AUTH", "MAIL"):
        for code in CODES:
            server.replies = {"AUTH": WELCOME, verb: words(code, verb)}
            if verb == "EHLO":
                server.replies["HELO"] = words(code, verb)
            server.drop_connections()
            daemon.must("/v1/reload")
            reference = f"{verb}-{code}"
            trial.ledger.enqueue_all(daemon, [reference])
            seen = outcome(daemon, reference)
            require(seen == ("deferred" if verb != "MAIL" else expected(code, verb)), f"{code} to {verb}: {seen}")
            failed += seen == "failed"
            cells += 1
            transport = daemon.status()["transport"]
            if verb != "MAIL":
                require(not transport["healthy"], f"{code} to {verb}: healthy")
                require(words(code, verb)[4:] in transport["last_error"], f"{code} to {verb}: {transport}")
    server.per_connection = lambda number: {"AUTH": WELCOME}
    return f"{cells} cells; {tell_and_try_again(trial, daemon, server, failed)}"


@case(41, "a wrong password, for half a minute, with 40 notices that are due", quick=True)
def wrong_password(trial):
    """It is knocked at with two mechanisms, over one connection, and not again before a reload."""
    server = trial.smtp(extensions=(*EXTENSIONS, "AUTH PLAIN LOGIN"), settings=LOGIN)
    server.replies["AUTH"] = "535 5.7.8 no"
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(40)])
    daemon.wait(lambda: not daemon.status()["transport"]["healthy"], "the transport is not healthy")
    time.sleep(8 if trial.options.quick else 30)
    knocks = [line for _, line in server.commands if line.startswith("AUTH")]
    require(len(knocks) <= 2, f"{len(knocks)} knocks")
    require(daemon.status()["transport"]["paused_until"], "no pause")
    server.per_connection = lambda number: {"AUTH": WELCOME}
    return f"{len(knocks)} knocks; {tell_and_try_again(trial, daemon, server, 0)}"


@case(41, "150 due, and the dot of each is answered with 550 5.4.5 (a daily limit)", quick=True)
def account_over_its_limit(trial):
    """No notice fails, the transport is not healthy, somebody is told once; later all 150 go out."""
    server = trial.smtp({".": "550 5.4.5 Daily user sending quota exceeded. q17-20020a - gsmtp"})
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(150)])
    daemon.wait(lambda: not daemon.status()["transport"]["healthy"], "the transport is not healthy")
    time.sleep(3)
    tries = sum(line.startswith("DATA") for _, line in server.commands)
    require(tries <= 12, f"{tries} messages were tried")
    status = daemon.status()
    require("failed" not in status["notices"] and "5.4.5" in status["transport"]["last_error"], f"{status}")
    told = [one for one in daemon.get("/v1/follow-ups?limit=1000")["follow_ups"] if "5.4.5" in one["note"]]
    require(len(told) == 1, f"{len(told)} follow-ups")
    report = tell_and_try_again(trial, daemon, server, 0)
    return f"{tries} tries, none failed; then {report}"


@case(41, "150 due, and each recipient is refused in the same words, which no rule knows", quick=True)
def the_same_no_to_everybody(trial):
    """It is held, a handful pays for it, and `dunningctl notice retry --state failed --since` mends that."""
    def refuse(conversation):
        return f"554 <{conversation.recipient}> we do not care for you (q{conversation.number}-{len(server.commands)})"
    server = trial.smtp()
    server.replies["RCPT"] = choice(refuse)
    begin = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, [f"R-{number}" for number in range(150)])
    daemon.wait(lambda: daemon.status()["mode"] == "held", "held")
    time.sleep(1)
    status = daemon.status()
    failed = status["notices"].get("failed", 0)
    require(0 < failed <= 4, f"{failed} failed")
    require("we do not care for you" in status["held_because"], status["held_because"])
    server.replies = {}
    done = subprocess.run(
        [trial.programs / "dunningctl", "notice", "retry", "--state", "failed", "--since", begin],
        env={**os.environ, "DUNNING_SOCKET": str(daemon.socket)}, capture_output=True, text=True)
    require(done.returncode == 0, f"{done.returncode}: {done.stdout}{done.stderr}")
    daemon.must("/v1/reload")
    daemon.must("/v1/arm")
    # One was put off, for a minute and a tenth at most.
    daemon.wait(lambda: len({one for one in server.recipients() if one.startswith("r-")}) == 150, "all go out", 90)
    return f"{failed} failed before it was held; then {tell_and_try_again(trial, daemon, server, 0)}"


SPEED = 60


def heard_of(trial, verb, seconds):
    """How many of the daemon's seconds pass until it says that a server which is silent at a verb is not healthy."""
    clock = Clock(trial.folder, speed=SPEED)
    server = trial.smtp({verb: silence}, extensions=(*EXTENSIONS, "AUTH PLAIN LOGIN"), settings=LOGIN)
    if verb != "AUTH":
        server.replies["AUTH"] = WELCOME
    daemon = trial.start(environment=clock.environment)
    trial.ledger.enqueue_all(daemon, ["R-1"])
    begin = clock.now
    daemon.wait(lambda: not daemon.status()["transport"]["healthy"], f"{verb}: not healthy", seconds / SPEED + 3)
    return clock.now - begin, daemon, server


@case(41, "the server says nothing at the greeting, EHLO or AUTH, on clocks that run 60 times faster", quick=True)
def silence_before_a_message(trial):
    """`status` knows it within seconds, whatever patience the RFC asks for."""
    said = []
    for verb in ("GREETING", "EHLO", "AUTH"):
        with Trial(trial.options, trial.random) as one:
            seconds, daemon, server = heard_of(one, verb, 90)
            said.append(f"{verb} {seconds:.0f} s")
            one.finish(daemon, server.arrivals)
    return "not healthy after " + ", ".join(said)


@case(41, "the server says nothing at MAIL, RCPT, DATA or the dot, on clocks that run 60 times faster")
def silence_amid_a_message(trial):
    """Before the dot it is tried again, after it in doubt; nothing is there twice."""
    seen = []
    for verb, becomes in (("MAIL", "deferred"), ("RCPT", "deferred"), ("DATA", "deferred"), (".", "in-doubt")):
        with Trial(trial.options, trial.random) as one:
            clock = Clock(one.folder, speed=SPEED)
            server = one.smtp({verb: silence}, extensions=())
            daemon = one.start(environment=clock.environment)
            one.ledger.enqueue_all(daemon, ["R-1"])
            daemon.wait(lambda: state(daemon, "R-1") == becomes, f"{verb}: {becomes}", 30)
            seen.append(f"{verb} {becomes}")
            one.finish(daemon, server.arrivals, doubt_max=1)
    return ", ".join(seen)
