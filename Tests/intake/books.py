"""What the programs of this folder share: the client, the book as it stands, and what is held against it."""
import json
import subprocess
import sys


class Book:
    """The daemon's book, by the client."""

    def __init__(self, ctl):
        self.ctl = ctl

    def run(self, *words, cwd=None):
        return subprocess.run([self.ctl, *words], cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def rows(self, *words):
        done = self.run(*words, "-o", "jsonl")
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)}: {done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def page(self, until):
        """All that an import could change, for each creditor."""
        pages, owner = {}, {}
        for row in self.rows("list"):
            owner[row["id"]] = row["creditor"]
            pages.setdefault(row["creditor"], Page()).claims[row["reference"]] = row
        for row in self.rows("plan", "--until", until):
            notices = pages[owner[row["claim"]]].plan.setdefault(row["reference"], [])
            notices.append((row["step"], row["at"][:10], row["outstanding"], row["currency"]))
        for row in self.rows("follow-ups", "--state", "due"):
            pages[row["creditor"]].questions[row["reference"]] = row["id"]
        return pages


class Page:
    """What the book has of one creditor, each by its reference: claims, the notices that are planned, and questions."""

    def __init__(self):
        self.claims, self.plan, self.questions = {}, {}, {}


class Report:
    """What was found, and how it ends."""

    def __init__(self):
        self.faults, self.checks = [], 0

    def same(self, what, got, right):
        self.checks += 1
        if got != right:
            self.faults.append(f"{what}\n  is    {got}\n  right {right}")

    def end(self, name):
        for fault in self.faults:
            print(f"{name}: {fault}", file=sys.stderr)
        print(f"{name}: {self.checks} checks, {len(self.faults)} faults", file=sys.stderr)
        sys.exit(1 if self.faults else 0)
