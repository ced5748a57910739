"""What dunningd is compared with: programs that are installed, each asked for the figures that it has."""

from library.table import Figure


class Peer:
    """One of them; a subclass adds a method for each measurement that it can take part in.

    - `enqueue_one(count)`, `enqueue_many(count)`, `enqueue_batch(count)`: durable entries a second, by one client, by 64,
      and 1,000 at a time.
    - `mails(count, sink)`: durable mails a second into the sink, from the moment they may leave.
    - `lateness(count, sink)`: milliseconds from each due moment to the final dot.
    - `ledger(count, sink)`: `(lost, copies, stuck, seconds)` of a kill -9 amid delivery.
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

    def figures(self, measurement, run, *arguments, unit="/s", digits=0):
        """The figure of every peer that has this measurement; the arguments are handed to it."""
        figures = []
        for peer in self.present:
            method = getattr(peer, measurement, None)
            if not method:
                continue
            try:
                samples = [method(*arguments) for _ in range(run.rounds)]
            except (OSError, RuntimeError, TimeoutError) as error:
                run.notes.append(f"{peer.name} failed at {measurement}: {error}")
                continue
            figures.append(Figure(peer.name, samples, unit, digits))
        return figures

    def close(self):
        for peer in self.present:
            peer.close()
