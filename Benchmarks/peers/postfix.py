"""Postfix as a relay, in an instance of its own below the scratch folder; every mail is on disk before it is accepted."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

from library.ledger import Ledger, wait_until_silent
from library.peer import Missing, Peer
from library.sinks import StampSink, free_port
from library.waiting import wait_for

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = {commands}
daemon_directory = {programs}
shlib_directory = {libraries}
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = bench.example
mydestination =
alias_maps =
local_recipient_maps =
in_flow_delay = 0
relayhost = [127.0.0.1]:{sink}
initial_destination_concurrency = 20
default_destination_concurrency_limit = 20
smtp_destination_recipient_limit = 1
# What comes in waits, so that a release alone is measured.
smtpd_recipient_restrictions = check_client_access static:HOLD, permit_mynetworks, reject
"""

# The services that a relay needs (master(5)), none of them in a chroot.
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
flush unix n - n 1000? 0 flush
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix(Peer):
    name = "Postfix, relaying"

    def __init__(self, folder):
        super().__init__(pathlib.Path(folder) / "postfix")
        if not shutil.which("postfix") or not shutil.which("smtp-source"):
            raise Missing("apt-get install postfix")
        if os.geteuid() != 0:
            raise Missing("its master needs root")
        self.port = free_port()
        self.is_running = False

    def description(self):
        return f"Postfix {self._default('mail_version')}, each mail fsynced in its queue before 250"

    def mails(self, count, sink):
        """Mails a second from their release out of the queue until the sink has them all."""
        self._relay_to(sink)
        self._load(count)
        before = sink.count()
        begin = time.perf_counter()
        self._command("postqueue", "-f")
        wait_for(lambda: sink.count() - before >= count, "Postfix has sent all")
        return count / (time.perf_counter() - begin)

    def ledger(self, count, scratch, tools):
        """Kills all of its processes amid delivery and starts it again at once."""
        with StampSink(scratch, tools) as sink:
            self._relay_to(sink)
            self._load(count)
            self._command("postqueue", "-f")
            wait_for(lambda: sink.count() >= count // 3, "Postfix has sent a third")
            self._kill()
            killed = time.time_ns()
            self._start_again()
            wait_until_silent(sink, count)
            return Ledger(count, sink.stamps(), killed)

    def close(self):
        if self.is_running:
            self.is_running = False
            self._command("postfix", "stop")

    def _relay_to(self, sink):
        """Sends to this sink from now on, with an empty queue."""
        if self.is_running:
            self._command("postsuper", "-d", "ALL")
            self._command("postconf", "-e", f"relayhost=[127.0.0.1]:{sink.port}")
            self._command("postfix", "reload")
            return
        for name in ("", "spool", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        values = {
            "folder": self.folder, "sink": sink.port, "port": self.port, "commands": self._default("command_directory"),
            "programs": self._default("daemon_directory"), "libraries": self._default("shlib_directory")}
        (self.folder / "main.cf").write_text(MAIN.format(**values))
        (self.folder / "master.cf").write_text(MASTER.format(**values))
        self.is_running = True
        self._command("postfix", "start")

    def _load(self, count):
        """Fills its queue with mails for a recipient each, ready for the next flush."""
        subprocess.run(
            ["smtp-source", "-d", "-N", "-s", "20", "-m", str(count), "-l", "2048", "-f", "a@creditor.example", "-t",
             "b@debtor.example", f"127.0.0.1:{self.port}"], check=True)
        # Out of the hold queue into the deferred one; renaming the files is not part of what is measured.
        self._command("postsuper", "-H", "ALL")

    def _kill(self):
        """The master first, so that it starts no other."""
        master = int((self.folder / "spool/pid/master.pid").read_text())
        children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
        for process in [master, *map(int, children)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass  # It has ended by itself.

    def _start_again(self):
        """At once, or as soon as what was killed has let go of its locks."""
        deadline = time.monotonic() + 10
        while True:
            try:
                return self._command("postfix", "start")
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _command(self, name, *arguments):
        result = subprocess.run(
            [name, "-c", self.folder, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        if result.returncode:
            log = self.folder / "log"
            told = result.stdout + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{name} {' '.join(arguments)}: {told[-500:]}")

    @staticmethod
    def _default(name):
        return subprocess.run(["postconf", "-dh", name], capture_output=True, text=True).stdout.strip()
