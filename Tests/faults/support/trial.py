"""The surroundings of one case: a folder, daemons, servers, and a ledger; all of it ends with the case."""
import contextlib
import os
import pathlib
import shutil
import tempfile

from .daemon import Daemon
from .ledger import Ledger
from .proxy import Proxy
from .smtp import SmtpServer

ROOT = pathlib.Path(__file__).resolve().parents[3]

MAILDIR = "{transport: maildir, brake: off}"

CONFIGURATION = """
mode: armed
delivery: DELIVERY
creditors:
  acme:
    name: ACME GmbH
    from: billing@acme.example
    language: en
    time_zone: Europe/Berlin
    iban: DE89370400440532013000
policies:
POLICIES
"""

ONE_STEP = """
  standard:
    steps:
      - {name: reminder, at: due+1s, tone: reminder}
"""


class Trial:
    def __init__(self, options, chance):
        self.options = options
        self.random = chance
        self.root = ROOT
        self.programs = options.binaries
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dunning-", dir=memory))
        self.ledger = Ledger()
        self._stack = contextlib.ExitStack()

    def __enter__(self):
        self.configure()
        (self.folder / "data/templates").mkdir(parents=True)
        (self.folder / "data/templates/en").symlink_to(ROOT / "etc/templates/en")
        (self.folder / "zones/Europe").mkdir(parents=True)
        (self.folder / "zones/Europe/Berlin").symlink_to("/usr/share/zoneinfo/Europe/Berlin")
        return self

    def __exit__(self, kind, error, trace):
        self._stack.close()
        # What a failure leaves is looked at by a person.
        if kind is None or options_of(kind).get("is_no_failure"):
            shutil.rmtree(self.folder, ignore_errors=True)

    def at_end(self, action, *arguments):
        self._stack.callback(action, *arguments)

    def subfolder(self, name):
        """A folder for a daemon of its own, configured like the first."""
        folder = self.folder / name
        folder.mkdir()
        (folder / "dunningd.yaml").write_text((self.folder / "dunningd.yaml").read_text())
        return folder

    # What is around the daemon

    def configure(self, delivery=MAILDIR, policies=ONE_STEP):
        text = CONFIGURATION.replace("DELIVERY", delivery).replace("POLICIES", policies)
        (self.folder / "dunningd.yaml").write_text(text)

    def smtp(self, *arguments, policies=ONE_STEP, connections=4, settings="tls: none", **named):
        """A scripted mail server, and the configuration that names it."""
        server = SmtpServer(*arguments, **named)
        self.at_end(server.close)
        self.use_smtp(server.port, policies, connections, settings)
        return server

    def use_smtp(self, port, policies=ONE_STEP, connections=4, settings="tls: none", host="127.0.0.1"):
        self.configure(
            f"{{transport: smtp, brake: off, smtp: {{host: {host}, port: {port}, connections: {connections}, {settings}}}}}",
            policies)

    def proxy(self, target):
        proxy = Proxy(target)
        self.at_end(proxy.close)
        return proxy

    # The daemon

    def launch(self, folder=None, prefix=(), environment=None, **named):
        """Starts a daemon and does not wait for it."""
        surroundings = dict(
            TZDIR=str(self.folder / "zones"), CONFIGURATION_DIRECTORY=str(self.folder / "own"), **(environment or {}))
        daemon = Daemon(
            self.programs / "dunningd", folder or self.folder, self.folder / "data", prefix, surroundings, **named)
        self.at_end(daemon.kill)
        return daemon

    def start(self, **named):
        """Starts a daemon that must become ready."""
        daemon = self.launch(**named)
        daemon.wait_ready()
        return daemon

    def settle(self, daemon, arrivals=None, **named):
        """Waits until all that is due is carried to an outcome, holds it against the ledger, and stops the daemon."""
        daemon.wait_idle()
        return self.finish(daemon, arrivals, **named)

    def finish(self, daemon, arrivals=None, **named):
        """The same without waiting: what is deferred is pending."""
        report = self.ledger.check(daemon, arrivals, **named)
        require_clean_stop(daemon)
        daemon.check_integrity()
        return report


def require_clean_stop(daemon):
    status = daemon.stop()
    if status != 0:
        raise AssertionError(f"SIGTERM ended the daemon with {status}: {daemon.log_tail()}")


def options_of(kind):
    """Whether an exception is a verdict about the machine rather than about the daemon."""
    return {"is_no_failure": kind.__name__ == "NotHere"}
