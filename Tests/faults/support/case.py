"""What a fault case is: a function that provokes one fault, and fails when the daemon breaks a promise."""
import dataclasses
import random
import typing

CASES = []


@dataclasses.dataclass(frozen=True)
class Case:
    """One way to provoke one fault of the catalogue."""
    number: int
    how: str
    run: typing.Callable
    # Quick ones run in `make test`.
    quick: bool
    # Not beside another one: it measures times, or takes what the others need.
    alone: bool

    @property
    def name(self):
        return f"{self.number:02} {self.run.__name__}"


def case(number, how, quick=False, alone=False):
    """Registers a function as a case of fault `number`; `how` says in words how the fault is provoked."""
    def register(function):
        CASES.append(Case(number, how, function, quick, alone))
        return function
    return register


class NotHere(Exception):
    """This machine lacks the means for a case: it is listed with the reason, and never counts as passed."""


def require(is_so, message):
    """An assertion that outlives `python3 -O`."""
    if not is_so:
        raise AssertionError(message)


def seeded(seed, case):
    """Chance of its own for each case, so that one that is run alone does what it did among the others."""
    return random.Random(f"{seed} {case.name}")
