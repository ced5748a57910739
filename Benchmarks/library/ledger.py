"""What became of mails that were under way at a kill: each has a recipient of its own."""

import time


class Ledger:
    def __init__(self, count, stamps, killed):
        """Of so many mails, those that a ``StampSink`` has taken; `killed` in nanoseconds since 1970."""
        self.lost = count - len(stamps)
        self.copies = sum(len(each) - 1 for each in stamps.values())
        self.settled_s = (max(stamp for each in stamps.values() for stamp in each) - killed) / 1e9


def wait_until_silent(sink, count, silence=60, longest=180):
    """Until every mail has come, or none has for a while: some give back late what a dead worker held."""
    begin = last = time.perf_counter()
    seen = 0
    while time.perf_counter() - begin < longest and time.perf_counter() - last < silence:
        if (now := sink.count()) != seen:
            seen, last = now, time.perf_counter()
        if len(sink.stamps()) >= count:
            # What is sent twice comes soon after.
            silence = 5
        time.sleep(0.2)
