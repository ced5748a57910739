"""Faults at the system calls of the daemon, injected by strace(1)."""
import functools
import shutil
import subprocess

from .case import NotHere


@functools.cache
def can_trace():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "true"], capture_output=True).returncode == 0


def inject(calls, what, when):
    """The prefix that lets `what` happen at the calls numbered `when` (`3`, `3+`), counted in each thread."""
    if not can_trace():
        raise NotHere("needs strace(1) and the right to trace (ptrace(2))")
    return [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}",
        "-e", f"inject={calls}:{what}:when={when}"]
