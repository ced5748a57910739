"""What lists, exports and reports take of memory with few claims and with very many: it must be the same."""

import datetime
import json
import subprocess
import time

from library.daemon import Daemon
from library.table import Figure, Target
from measure import pending

FAR = (datetime.date.today() + datetime.timedelta(days=500)).isoformat()
# What is asked, in the forms in which a program would take it.
COMMANDS = {
    "`plan`, all of it": ["plan", "--until", FAR, "-o", "jsonl"],
    "`plan` as a table": ["plan", "--until", FAR],
    "`list`": ["list", "-o", "jsonl"],
    "`ageing`": ["ageing", "-o", "json"],
    "`register`": ["register", "--out", "{folder}/register.csv"],
    "`events`": ["events", "-o", "jsonl"],
    "`explain`": ["explain", "c1", "-o", "json"],
}


def measure(run):
    first = {}
    with Daemon(run) as daemon:
        for level in sorted({min(level, run.many) for level in (10_000, 1_000_000)}):
            pending.fill(run, daemon, level)
            daemon.restart()
            for what, words in COMMANDS.items():
                _take(run, daemon, level, what, [word.format(folder=daemon.folder) for word in words], first)
            _reload(run, daemon, level, first)


def _take(run, daemon, level, what, words, first):
    def ask():
        command = [run.binaries / "dunningctl", "--socket", daemon.socket, "--timeout", "600", *words]
        return _peak_of(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    seconds, served, client = _measured(daemon, ask)
    _row(run, f"{what}: most memory of the daemon", level, served, first)
    _row(run, f"{what}: most memory of dunningctl", level, client, first)
    run.table.add(f"{what}, {level:,} claims", [seconds], "s", 2)


def _reload(run, daemon, level, first):
    """Other rules, by which every claim is planned anew."""
    file = daemon.folder / "dunningd.yaml"
    file.write_text(file.read_text().replace("at: due+14d", "at: due+15d"))
    seconds, served, moved = _measured(daemon, lambda: json.loads(daemon.request("POST", "/v1/reload"))["moved"])
    if not moved:
        raise RuntimeError("the reload has planned nothing anew")
    file.write_text(file.read_text().replace("at: due+15d", "at: due+14d"))
    daemon.request("POST", "/v1/reload")
    _row(run, "`reload` of other rules: most memory of the daemon", level, served, first)
    run.table.add(f"`reload` of other rules, {level:,} claims", [seconds], "s", 2)


def _row(run, what, level, mebibytes, first):
    reference = first.get(what)
    figure = run.table.add(
        f"{what}, {level:,} claims", [mebibytes], "MiB", 1, beside=[reference] if reference else [],
        target=Target("within 1.5 times", lambda value: value <= reference.median * 1.5) if reference else None)
    first.setdefault(what, Figure(f"{level:,} claims", figure.samples, "MiB", 1))


def _measured(daemon, ask):
    """The seconds that something takes, the daemon's peak meanwhile, and what it answers."""
    daemon.forget_peak()
    begin = time.perf_counter()
    answer = ask()
    return time.perf_counter() - begin, daemon.peak_mebibytes(), answer


def _peak_of(process):
    """The peak of a process's memory (proc(5), VmHWM) until it ended well, in mebibytes."""
    peak = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                peak = max([peak, *(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))])
        except (FileNotFoundError, ProcessLookupError):
            pass  # It has ended meanwhile.
        time.sleep(0.005)
    if process.returncode:
        raise RuntimeError(f"{process.args} ended with {process.returncode}")
    return peak / 1024
