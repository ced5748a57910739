"""What an idle daemon takes from the machine."""

import time

from library.table import Target


def measure(run, daemon, level):
    # The end of the work before, and of the connections that it kept.
    time.sleep(run.size(30, 5))
    seconds = run.size(60, 10)
    before = daemon.wake_ups()
    time.sleep(seconds)
    run.table.add(
        f"wake-ups a minute, armed and idle, {level:,} pending", [(daemon.wake_ups() - before) * 60 / seconds],
        target=Target.at_most(0, "none (systemd's watchdog apart)"))
