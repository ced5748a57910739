"""The one table: each figure the median of its rounds, with lowest and highest, beside what it is compared with."""

import dataclasses
import statistics
import sys
import typing


@dataclasses.dataclass
class Figure:
    """What several rounds of one measurement gave."""

    name: str
    samples: list[float]
    unit: str = ""
    digits: int = 0

    @property
    def median(self):
        return statistics.median(self.samples)

    def __str__(self):
        def text(value):
            return f"{value:,.{self.digits}f}"

        spread = f" ({text(min(self.samples))} to {text(max(self.samples))})" if len(self.samples) > 1 else ""
        return f"{text(self.median)} {self.unit}".strip() + spread


@dataclasses.dataclass
class Target:
    """What the project aims at; said in the table, and nothing fails when it is missed."""

    text: str
    is_met: typing.Callable[[float], bool]

    @staticmethod
    def at_least(bound, text=None):
        return Target(text or f"at least {bound:,}", lambda value: value >= bound)

    @staticmethod
    def at_most(bound, text=None):
        return Target(text or f"at most {bound:,}", lambda value: value <= bound)

    @staticmethod
    def times(factor, figure):
        return Target(f"at least {factor:g} × {figure.name}", lambda value: value >= factor * figure.median)


@dataclasses.dataclass
class Row:
    figure: Figure
    beside: list[Figure]
    target: Target | None

    def cells(self):
        peers = "; ".join(f"{peer.name} {peer}" for peer in self.beside)
        # Where one of them is nothing, a ratio says nothing.
        ratios = "; ".join(
            f"{self.figure.median / peer.median:.2f} × {peer.name}" for peer in self.beside
            if peer.median and self.figure.median)
        return [self.figure.name, str(self.figure), peers, ratios, self.verdict()]

    def verdict(self):
        if not self.target:
            return ""
        return f"{self.target.text}: {'yes' if self.target.is_met(self.figure.median) else 'no'}"


class Table:
    HEAD = ["what", "dunningd", "beside", "ratio", "target"]

    def __init__(self):
        self.rows: list[Row] = []

    def add(self, what, samples, unit="", digits=0, beside=(), target=None):
        """Adds a row and says it on stderr; answers its figure, for rows that are compared with it."""
        row = Row(Figure(what, list(samples), unit, digits), [peer for peer in beside if peer.samples], target)
        self.rows.append(row)
        print("  " + " | ".join(cell for cell in row.cells() if cell), file=sys.stderr, flush=True)
        return row.figure

    def markdown(self):
        lines = [self.HEAD, ["---", "--:", "---", "---", "---"], *(row.cells() for row in self.rows)]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def plain(self):
        """The same for `--json`: every sample."""
        return [
            {
                **dataclasses.asdict(row.figure), "median": row.figure.median,
                "beside": [dataclasses.asdict(peer) | {"median": peer.median} for peer in row.beside],
                "target": row.target and {"text": row.target.text, "met": row.target.is_met(row.figure.median)},
            } for row in self.rows
        ]
