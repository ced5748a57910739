"""What dunningd is compared with: programs that are installed, each asked for the figures that it has."""

import subprocess

from library.table import Figure


class Peer:
    """One of them; a subclass adds a method for each measurement that it can take part in.

    - `enqueue_one(count)`, `enqueue_many(count)`, `enqueue_batch(count)`: durable entries a second, by one client, by 64,
      and 1,000 at a time.
    - `mails(count, sink)`: durable mails a second into the sink, from the moment they may leave.
    - `ledger(count, scratch, tools)`: the ``Ledger`` of a kill -9 amid delivery.
    """

    name = ""

    def __init__(self, folder):
        """Prepares it below the folder; raises ``Missing`` when it is not installed."""
        self.folder = folder

    def description(self):
        """Its version, and what makes it durable."""
        raise NotImplementedError

    def close(self):
        """Ends what it has started."""


class Missing(Exception):
    """A peer is not here; the text says how to get it."""


class Peers:
    def __init__(self):
        self.present: list[Peer] = []

    def add(self, kind, folder, notes):
        """Prepares a peer, or notes why it is left out."""
        try:
            self.present.append(kind(folder))
        except Missing as reason:
            notes.append(f"{kind.name} is left out: {reason}")

    def figures(self, measurement, run, *arguments):
        """The rate of every peer that has this measurement; the arguments are handed to it."""
        return [
            Figure(peer.name, rates, "/s") for peer, rates in self.results(measurement, run, run.rounds, *arguments)]

    def results(self, measurement, run, rounds, *arguments):
        """What each peer answers in so many rounds; one that fails is noted and left out."""
        results = []
        for peer in self.present:
            method = getattr(peer, measurement, None)
            if not method:
                continue
            try:
                results.append((peer, [method(*arguments) for _ in range(rounds)]))
            except (OSError, RuntimeError, TimeoutError, subprocess.SubprocessError) as error:
                run.notes.append(f"{peer.name} failed at {measurement}: {error}")
        return results

    def close(self):
        for peer in self.present:
            peer.close()
