"""Waiting for something that has to happen."""

import time


def wait_for(condition, what, seconds=600, pause=0.005):
    """Returns the seconds until the condition holds.

    The limit is a guard against a run that hangs, far from anything that is measured.
    """
    begin = time.perf_counter()
    while not condition():
        if time.perf_counter() - begin > seconds:
            raise TimeoutError(f"{what}: not after {seconds} s")
        time.sleep(pause)
    return time.perf_counter() - begin
