"""What an idle daemon takes from the machine."""

import time

from library.table import Target


def measure(run, daemon, level):
    # The end of the work before, and of the connections that it kept.
    time.sleep(run.size(30, 5))
    seconds = run.size(60, 10)
    before = daemon.wake_ups()
    time.sleep(seconds)
    # A thread that has ended took its count along; one that is new has all of its own.
    woken = sum(count - before.get(thread, 0) for thread, count in daemon.wake_ups().items())
    run.table.add(
        f"wake-ups a minute, armed and idle, {level:,} pending", [woken * 60 / seconds],
        target=Target.at_most(0, "none (systemd's watchdog apart)"))
