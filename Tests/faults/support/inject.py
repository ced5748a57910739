"""Faults at the system calls of the daemon, injected by strace(1)."""
import functools
import shutil
import subprocess
import time

from .case import NotHere


@functools.cache
def can_trace():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "true"], capture_output=True).returncode == 0


def inject(calls, what, when):
    """The prefix that lets `what` happen at the calls numbered `when` (`3`, `3+`), counted in each thread."""
    if not can_trace():
        raise NotHere("needs strace(1) and the right to trace (ptrace(2))")
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:{what}:when={when}"]


def inject_now(trial, daemon, calls, what, when):
    """The same for a daemon that runs, from its next calls on."""
    command = inject(calls, what, when)
    tracer = subprocess.Popen([*command, "-p", str(daemon.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    trial.at_end(tracer.wait)
    trial.at_end(tracer.terminate)
    end = time.monotonic() + 10
    while tracer_of(daemon.pid) != tracer.pid:
        if time.monotonic() > end:
            raise NotHere("strace(1) cannot attach to a running process here (ptrace_scope?)")
        time.sleep(0.01)


def tracer_of(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("TracerPid:"))
