"""Beside the daemon: 23 to 25 several daemons, 30 reload, 34 backups, 37 loops, 38 the sandbox, 39 soak, 40 simulation."""
import email
import os
import shutil
import signal
import subprocess
import time

from support.case import NotHere, case, require
from support.smtp import after


@case(23, "PostgreSQL", quick=True)
def database_server_restarts(trial):
    """Not applicable yet."""
    raise NotHere("not applicable: the docket is SQLite, and there is no database server")


@case(24, "two daemons on PostgreSQL, the leader frozen", quick=True)
def zombie_leader_on_a_server(trial):
    """Not applicable yet."""
    raise NotHere("not applicable: the docket is SQLite, which one machine holds")


@case(24, "SIGSTOP to the daemon amid delivery, a second one is started meanwhile, SIGCONT", quick=True)
def zombie_leader(trial):
    """The second refuses as long as the first lives, frozen or not; nothing is sent twice."""
    server = trial.smtp({".": after(0.05, "250 2.0.0 queued")})
    daemon = trial.start()
    trial.ledger.enqueue_batch(daemon, [f"R-{number}" for number in range(30)])
    daemon.wait(lambda: len(server.arrivals) > 3, "some are out")
    daemon.signal(signal.SIGSTOP)
    second = trial.launch(socket_path=trial.folder / "s2")
    require(not second.becomes_ready(), "the second daemon took the docket of a frozen one")
    status, said = second.wait_end(), second.log_tail(1)
    daemon.signal(signal.SIGCONT)
    report = trial.settle(daemon, server.arrivals)
    require(status == 69, f"{status}: {said}")
    return f"{report}; the second: {said}"


@case(25, "a second daemon is started on the same folder, with another socket and with the same", quick=True)
def two_daemons(trial):
    """The second refuses in words that name the first; the first serves on."""
    server = trial.smtp()
    daemon = trial.start()
    said = []
    for path in ("s2", "s"):
        # With the same socket nobody may take it from the one who serves it.
        second = trial.launch(socket_path=trial.folder / path)
        # dunningd(8): 69 for the docket, 75 for the socket.
        require(second.wait_end() == (75 if path == "s" else 69), f"{second.process.returncode}: {second.log_tail()}")
        said.append(second.log_tail(1))
    require(str(daemon.pid) in said[0], f"it does not name process {daemon.pid}: {said[0]}")
    trial.ledger.enqueue_all(daemon, ["R-1"])
    return f"{trial.settle(daemon, server.arrivals)}; " + "; ".join(said)


# 30

@case(30, "SIGHUP and `POST /v1/reload` with a mistake, with an unreadable file, with an unreadable secret", quick=True)
def bad_reload(trial):
    """The old configuration stays in force as a whole, the mistake is said with its place, `status` shows it."""
    server = trial.smtp()
    daemon = trial.start()
    file = trial.folder / "dunningd.yaml"
    good = file.read_text()
    faults = {
        "a mistake": good.replace("tone: reminder", "tone: angry"),
        "no YAML": "mode: [armed\n\t:",
        "an empty ladder": good.replace("      - {name: reminder, at: due+1s, tone: reminder}", "      []"),
        "an unreadable secret": good.replace("tls: none", 'tls: none, user: anna, password: "{credential nowhere}"'),
    }
    for name, text in faults.items():
        file.write_text(text)
        answer = daemon.post("/v1/reload")
        require(answer is not None and answer.status == 422, f"{name}: {answer and (answer.status, answer.body[:300])}")
        require("dunningd.yaml" in answer.json["detail"] or "dunningd.yaml" in str(answer.json), f"{name}: {answer.body}")
        daemon.signal(signal.SIGHUP)
        daemon.wait(lambda: daemon.status()["configuration"]["last_error"], f"{name}: status shows it")
        metrics = daemon.request("GET", "/metrics").body
        require(b"dunningd_config_last_reload_successful 0" in metrics, f"{name}: the metric does not show it")
        trial.ledger.enqueue_all(daemon, [f"R-{len(trial.ledger.acknowledged)}"])
    file.unlink()
    require(daemon.post("/v1/reload").status == 422, "a missing file was accepted")
    file.write_text(good)
    daemon.must("/v1/reload")
    require(daemon.status()["configuration"]["last_error"] is None, "status shows an old mistake")
    report = trial.settle(daemon, server.arrivals)
    return f"{len(faults) + 1} kinds refused with 422; {report}"


# 34

@case(34, "an older copy of the docket is put back while the daemon is down", quick=True)
def restored_backup(trial):
    """It comes up held and says why: what went out since the copy was made is unknown to it."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, ["R-1"])
    daemon.wait_idle()
    daemon.stop()
    backup = trial.folder / "backup"
    shutil.copytree(daemon.state, backup)
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, ["R-2"])
    daemon.wait_idle()
    daemon.stop()
    for file in daemon.state.glob("docket.sqlite*"):
        file.unlink()
    for file in backup.glob("docket.sqlite*"):
        shutil.copy(file, daemon.state)
    daemon = trial.start()
    status = daemon.status()
    daemon.stop()
    require(status["mode"] == "held", "it is armed after a restore, and would send again what went out since the copy")
    return f"held: {status['held_because']}"


@case(34, "a copy of the whole folder is started beside the original", quick=True)
def cloned(trial):
    """The copy comes up held: two daemons with one book would write to everybody twice."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, ["R-1"])
    daemon.wait_idle()
    daemon.stop()
    copy = trial.folder / "copy"
    shutil.copytree(daemon.state, copy)
    clone = trial.start(state=copy)
    status = clone.status()
    clone.stop()
    again = trial.start()
    require(again.status()["mode"] == "armed", f"the original is held: {again.status()['held_because']}")
    trial.settle(again, server.arrivals)
    require(status["mode"] == "held", "the copy is armed, beside the original")
    return f"held: {status['held_because']}"


# 37

@case(37, "bounces and auto-replies to a notice are handed back with `mail import`", quick=True)
def no_answer_to_answers(trial):
    """Nothing is ever answered; notices ask for no answers by machines."""
    server = trial.smtp()
    daemon = trial.start()
    trial.ledger.enqueue_all(daemon, ["R-1"])
    daemon.wait_idle()
    message = email.message_from_bytes(server.arrivals[0].message)
    require(message["Auto-Submitted"] == "auto-generated", f"Auto-Submitted: {message['Auto-Submitted']}")
    answer = daemon.post("/v1/mail", auto_reply(message))
    if answer.status in (404, 501):
        trial.settle(daemon, server.arrivals)
        raise NotHere("nothing reads incoming mail yet; notices say Auto-Submitted: auto-generated (RFC 3834)")
    for _ in range(20):
        daemon.post("/v1/mail", auto_reply(message))
    time.sleep(1)
    trial.settle(daemon, server.arrivals)
    require(len(server.arrivals) == 1, f"{len(server.arrivals)} mails")
    return "21 auto-replies, no answer"


def auto_reply(message):
    return (f"From: anna@kunde.example\r\nTo: {message['From']}\r\nSubject: Re: {message['Subject']}\r\n"
            f"In-Reply-To: {message['Message-ID']}\r\nMessage-ID: <1@kunde.example>\r\n"
            "Auto-Submitted: auto-replied\r\n\r\nI am on holiday.\r\n").encode()


# 38

@case(38, "systemd-analyze security --offline on the unit; `Tests/systemd/run` runs the service inside it", quick=True)
def sandbox(trial):
    """The exposure stays below 1.5, and the unit has no mistakes."""
    if not shutil.which("systemd-analyze"):
        raise NotHere("needs systemd-analyze(1)")
    folder = trial.folder / "unit"
    folder.mkdir()
    text = (trial.root / "systemd/dunningd.service.in").read_text().replace("@PREFIX@", "/usr/local")
    (folder / "dunningd.service").write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", folder / "dunningd.service"],
        capture_output=True, text=True)
    verdict = next((line for line in done.stdout.splitlines() if "Overall exposure" in line), done.stderr)
    require(done.returncode == 0, f"{done.returncode}: {verdict}")
    return " ".join(verdict.split()[1:])


# 39

@case(39, "claims, payments, cut connections, refusals and kills at random for a while (--soak MINUTES)", alone=True)
def soak(trial):
    """The ledger adds up; memory and descriptors at the end are those of the beginning."""
    minutes = trial.options.soak
    if not minutes:
        raise NotHere("say how long: --soak MINUTES")
    chance = trial.random
    server = trial.smtp(connections=8)
    daemon = trial.start()
    end = time.monotonic() + minutes * 60
    samples, kills, number = [], 0, 0
    while time.monotonic() < end:
        begin = time.monotonic()
        for _ in range(50):
            number += 1
            if trial.ledger.enqueue(daemon, f"R-{number}") and chance.random() < 0.1:
                trial.ledger.pay(daemon, f"R-{number}")
        server.replies = {"RCPT": "451 4.2.1 later"} if chance.random() < 0.02 else {}
        if chance.random() < 0.05:
            server.drop_connections()
        if chance.random() < 0.002:
            daemon.signal(signal.SIGKILL)
            daemon.wait_end()
            daemon = trial.start()
            kills += 1
        samples.append((daemon.resident_kib(), daemon.descriptors()))
        time.sleep(max(0, 0.5 - (time.monotonic() - begin)))
    server.replies = {}
    for notice in daemon.notices():
        if notice["state"] == "deferred":
            daemon.post(f"/v1/notices/{notice['id']}/retry")
    report = trial.settle(daemon, server.arrivals, doubt_max=number)
    tenth = max(1, len(samples) // 10)
    first, last = middle(samples[tenth:2 * tenth + 1]), middle(samples[-tenth:])
    require(last[0] < first[0] + 16 * 1024, f"memory grew from {first[0]} to {last[0]} KiB")
    require(last[1] <= first[1] + 10, f"descriptors grew from {first[1]} to {last[1]}")
    return (f"{minutes:g} min, {number} claims, {kills} kills: {report}; memory {first[0] >> 10} to {last[0] >> 10} MiB, "
            f"descriptors {first[1]} to {last[1]}")


def middle(samples):
    return tuple(sorted(column)[len(column) // 2] for column in zip(*samples))


# 40

@case(40, "the daemon with clock, docket and mail replaced, in Swift: `swift test --filter SimulationTests`")
def simulation(trial):
    """Virtual years with random claims, payments, faults and restarts; a failure prints its seed."""
    if not (trial.root / ".build/debug").exists() or not shutil.which("swift"):
        raise NotHere("needs the tests to be built: swift build --build-tests; `make test` runs it")
    seed = str(trial.random.randrange(1 << 32))
    done = subprocess.run(
        ["swift", "test", "--skip-build", "--filter", "SimulationTests"], cwd=trial.root, capture_output=True, text=True,
        env={**os.environ, "SIMULATION_SEED": seed, "SIMULATIONS": "5"})
    require(done.returncode == 0, f"seed {seed}: {(done.stdout + done.stderr)[-600:]}")
    require("passed" in done.stdout, f"nothing ran: {done.stdout[-300:]}")
    return f"5 simulations from seed {seed}"
