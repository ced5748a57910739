"""What was measured on: machine, kernel, versions."""

import os
import pathlib
import platform
import sqlite3
import subprocess


def description(run):
    """One paragraph for the head of the table."""
    daemon = subprocess.run(
        [run.binaries / "dunningd", "--version"], capture_output=True, text=True).stdout.strip()
    load = os.getloadavg()[0]
    return (
        f"dunningd {daemon}, SQLite {sqlite3.sqlite_version} in WAL mode with synchronous=FULL, on {_processor()}, "
        f"{os.cpu_count()} processors, {_memory()} GiB, Linux {platform.release()}, {_file_system(run.scratch)}; "
        f"load average at the end {load:.1f}. Medians of up to {run.rounds} rounds (lowest to highest).")


def _processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _memory():
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30)


def _file_system(folder):
    answer = subprocess.run(["df", "--output=fstype", folder], capture_output=True, text=True).stdout.split()
    return answer[-1] if answer else "an unknown file system"
