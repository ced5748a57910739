"""Measures dunningd as its users meet it, beside the disk's own sync rate and what it is compared with: one table.

Every figure is the median of several rounds of one run on one machine; machines differ, so compare only within a table.
README.md beside this file says how each row is measured. Nothing leaves the machine.
"""

import argparse
import json
import pathlib
import shutil
import signal
import sys
import tempfile

from library.daemon import PROJECT
from library.disk import Disk
from library.machine import description
from library.run import Run
from library.table import Table
from library.tools import Tools
from measure import client, disk, enqueue, letters, lists, mails, pending
from peers import catalogue

MEASUREMENTS = {
    "enqueue": enqueue.measure, "mails": mails.measure, "pending": pending.measure, "lists": lists.measure,
    "client": client.measure, "letters": letters.measure, "disk": disk.measure,
}


def main():
    # An end by a signal takes along what was started.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    arguments = parsed_arguments()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=arguments.scratch))
    # Peers that give up root have to get in.
    scratch.chmod(0o755)
    try:
        run = prepared(arguments, scratch)
        try:
            for name in arguments.only or MEASUREMENTS:
                print(name, file=sys.stderr)
                MEASUREMENTS[name](run)
            report(run, arguments.json)
        finally:
            run.peers.close()
    finally:
        shutil.rmtree(scratch)


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small numbers, two minutes")
    parser.add_argument("--rounds", type=int, help="of each measurement (default 5; quick: 2)")
    parser.add_argument(
        "--pending", type=int,
        help="the most claims pending (default 1,000,000; quick: 50,000); ten million take long to fill")
    parser.add_argument("--peers", action="store_true", help="beside what make bench-peers installs, too")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, help="these measurements")
    parser.add_argument("--binaries", type=pathlib.Path, default=PROJECT / ".build/release", metavar="FOLDER")
    parser.add_argument(
        "--scratch", type=pathlib.Path, default=PROJECT / ".build", help="a folder on the disk to measure")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="every round of every figure")
    arguments = parser.parse_args()
    arguments.binaries = arguments.binaries.resolve()
    if not (arguments.binaries / "dunningd").exists():
        parser.error(f"{arguments.binaries}/dunningd is missing: make build")
    arguments.scratch.mkdir(exist_ok=True)
    return arguments


def prepared(arguments, scratch):
    is_quick = arguments.quick
    run = Run(
        binaries=arguments.binaries, scratch=scratch, tools=Tools(scratch), table=Table(), disk=Disk(scratch),
        rounds=arguments.rounds or (2 if is_quick else 5),
        pending=arguments.pending or (50_000 if is_quick else 1_000_000), is_quick=is_quick)
    for peer in catalogue.peers(arguments.peers):
        run.peers.add(peer, scratch, run.notes)
    if not arguments.peers and catalogue.OPTIONAL:
        run.notes.append(f"{', '.join(peer.name for peer in catalogue.OPTIONAL)} are left out (make bench-peers)")
    return run


def report(run, file):
    head = [description(run), *(f"Beside it: {peer.description()}." for peer in run.peers.present)]
    print("\n".join(["", *head, *(f"Note: {note}." for note in run.notes), "", run.table.markdown()]))
    if file:
        file.write_text(json.dumps({"machine": head, "notes": run.notes, "rows": run.table.plain()}, indent=2))


if __name__ == "__main__":
    main()
