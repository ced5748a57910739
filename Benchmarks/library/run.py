"""What one run of the benchmark was asked for, and what it has gathered."""

import dataclasses
import itertools
import pathlib

from library.disk import Disk
from library.peer import Peers
from library.table import Table
from library.tools import Tools


@dataclasses.dataclass
class Run:
    binaries: pathlib.Path
    # A folder on the disk to measure; everything lies below it, and is removed.
    scratch: pathlib.Path
    tools: Tools
    table: Table
    disk: Disk
    rounds: int
    # The most claims pending.
    pending: int
    is_quick: bool
    peers: Peers = dataclasses.field(default_factory=Peers)
    # What was left out, and why.
    notes: list[str] = dataclasses.field(default_factory=list)
    _tags: itertools.count = dataclasses.field(default_factory=itertools.count)

    def size(self, full, quick):
        """How much of something: so much, or less in a quick run."""
        return quick if self.is_quick else full

    def tag(self):
        """A beginning for references and addresses that no other claims of the run have."""
        return f"t{next(self._tags)}"

    @property
    def levels(self):
        """The numbers of pending claims at which figures are compared."""
        return sorted({min(level, self.pending) for level in (10_000, 1_000_000, self.pending)})

    @property
    def many(self):
        """As many pending claims as the figures of a large docket are taken with."""
        return min(1_000_000, self.pending)
