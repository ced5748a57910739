"""Two weeks of each program's list of what is open: weeks.py DUNNINGCTL FOLDER.

Each export goes in by one command, then again as it is a week later, complete. What must follow from it is worked out here
from truth.csv alone: what is new, known, paid, corrected and asked, and what is planned then.
"""
import csv
import datetime
import json
import pathlib
import re
import sys

from books import Book, Page, Report
from workbook import workbook

CTL, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HERE = pathlib.Path(__file__).parent
MAPS = HERE.parents[1] / "etc/maps"
# The day on which the second export of each program was made; all days are moved so that it is today.
EXPORTED = datetime.date(2026, 10, 12)
MOVED = datetime.date.today() - EXPORTED

# How each writes its days, and what else there is to it: days: those of one week; encoding; workbook: the weeks in which it is one; join: whether the
# map's line of a join is needed; set: what the file does not say; bookings: no list of what is open.
PROGRAMS = {
    "odoo": {"day": "%Y-%m-%d", "workbook": [2]},
    "erpnext": {"day": "%Y-%m-%d", "join": True},
    "xero": {"day": "%d/%m/%Y"},
    "quickbooks": {"day": "%m/%d/%Y", "set": ["currency=USD"], "workbook": [1]},
    "invoice-ninja-4": {"day": "%Y-%m-%d", "map": "invoice-ninja", "set": ["currency=EUR"]},
    "invoice-ninja-5": {"day": "%Y-%m-%d", "map": "invoice-ninja"},
    "freshbooks": {"day": "%Y-%m-%d", "join": True},
    "zoho": {"day": "%Y-%m-%d", "join": True},
    "stripe": {"day": "%Y-%m-%d"},
    "lexoffice": {"day": "%d.%m.%Y", "encoding": "utf-8-sig"},
    "sevdesk": {"day": "%d.%m.%Y"},
    "easybill": {"day": "%d.%m.%Y", "encoding": "windows-1252"},
    "datev-opos": {"day": "%d.%m.%Y", "encoding": "windows-1252"},
    "datev-extf": {"day": "%d%m", "encoding": "windows-1252", "bookings": True},
    "pennylane": {"day": "%d/%m/%Y"},
    "holded": {"day": "%d/%m/%Y"},
    "kingdee": {"day": "%Y-%m-%d", "days": {2: "%Y/%m/%d"}, "workbook": [1], "encoding": "gb18030"},
}
FORMS = {
    "%Y-%m-%d": r"\b\d{4}-\d\d-\d\d\b", "%d/%m/%Y": r"\b\d\d/\d\d/\d{4}\b", "%m/%d/%Y": r"\b\d\d/\d\d/\d{4}\b",
    "%Y/%m/%d": r"\b\d{4}/\d\d/\d\d\b", "%d.%m.%Y": r"\b\d\d\.\d\d\.\d{4}\b",
}


def moved(text, form):
    """The text with its days moved."""
    if form == "%d%m":
        return moved_bookings(text)
    def one(found):
        return (datetime.datetime.strptime(found.group(), form).date() + MOVED).strftime(form)
    return re.sub(FORMS[form], one, text)


def moved_bookings(text):
    """A batch of bookings: days without a year, in a business year that begins half a year before the first of them."""
    lines = text.split("\n")
    if "Buchungsstapel" not in lines[0]:
        return text
    begin = (EXPORTED + MOVED - datetime.timedelta(days=180)).replace(day=1)
    head = lines[0].split(";")
    head[12] = begin.strftime("%Y%m%d")
    lines[0] = ";".join(head)
    place = {name: index for index, name in enumerate(lines[1].split(";"))}
    for number, line in enumerate(lines[2:], start=2):
        cells = line.split(";")
        if len(cells) < 2:
            continue
        day = datetime.datetime.strptime(cells[place["Belegdatum"]] + "2026", "%d%m%Y").date() + MOVED
        cells[place["Belegdatum"]] = day.strftime("%d%m")
        due = cells[place["Belegfeld 2"]]
        if due.isdigit():
            cells[place["Belegfeld 2"]] = (datetime.datetime.strptime(due, "%d%m%y").date() + MOVED).strftime("%d%m%y")
        lines[number] = ";".join(cells)
    return "\n".join(lines)


def laid_out(program, settings):
    """The files of a program, as it would have written them today; the folder, and the names of both weeks."""
    folder = FOLDER / "exports" / program
    folder.mkdir(parents=True)
    names = {}
    for path in sorted((HERE / "exports" / program).iterdir()):
        if path.name == "truth.csv":
            continue
        week = int(path.stem[-1]) if path.stem.startswith("week-") else None
        day = settings.get("days", {}).get(week, settings["day"])
        text = moved(path.read_text(encoding="utf-8"), day)
        if week in settings.get("workbook", []):
            names[week] = f"week-{week}.xlsx"
            rows = list(csv.reader(text.splitlines()))
            (folder / names[week]).write_bytes(workbook(rows, day))
            continue
        if week:
            names[week] = path.name
        (folder / path.name).write_bytes(text.encode(settings.get("encoding", "utf-8")))
    return folder, names


def map_of(program, settings, folder):
    """The shipped map, or a copy of it with its line of a join."""
    name = settings.get("map", program)
    if not settings.get("join"):
        return name
    text = (MAPS / f"{name}.yaml").read_text(encoding="utf-8")
    (folder / f"{name}.yaml").write_text(text.replace("# join:", "join:"), encoding="utf-8")
    return f"{name}.yaml"


def truth(program):
    """What a person reads in the exports: for each week reference to row."""
    weeks = {1: {}, 2: {}}
    with open(HERE / "exports" / program / "truth.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row["due"] = (datetime.date.fromisoformat(row["due"]) + MOVED).isoformat()
            weeks[int(row.pop("week"))][row["reference"]] = row
    return weeks


def cents(text):
    return round(float(text) * 100)


class Program:
    """One program's exports on their way into the book."""

    def __init__(self, name, settings, report):
        self.name, self.settings, self.report = name, settings, report
        self.book, self.truth = Book(CTL), truth(name)
        self.folder, self.files = laid_out(name, settings)
        self.map = map_of(name, settings, self.folder)
        self.is_list = not settings.get("bookings")
        self.listed = ["--snapshot", "--creditor", name, "--yes"] if self.is_list else []

    def same(self, what, got, right):
        self.report.same(f"{self.name}: {what}", got, right)

    def take(self, what, week, *more):
        """Takes in a file by one command; its results."""
        sets = [f"creditor={self.name}", *self.settings.get("set", [])]
        done = self.book.run(
            "import", self.files[week], "--map", self.map, "--data-dir", str(HERE.parents[1] / "etc"),
            *(word for text in sets for word in ("--set", text)), *more, "-o", "json", cwd=self.folder)
        self.same(f"{what}: exit status ({done.stderr.strip()})", done.returncode, 0)
        return json.loads(done.stdout or "{}").get("results", [])

    def holds(self, what, page, right, gone):
        """The book against the truth: every claim, every question, and what is planned."""
        self.same(f"{what}: the claims", sorted(page.claims), sorted(right))
        self.same(f"{what}: the questions", sorted(page.questions), sorted(gone))
        self.same(f"{what}: who is planned", sorted(page.plan), sorted(set(right) - gone))
        for reference in set(page.claims) & set(right):
            claim, row = page.claims[reference], right[reference]
            got = (claim["debtor"], claim.get("email") or "", cents(claim["outstanding"]), claim["currency"], claim["due"])
            self.same(f"{what}: {reference}", got,
                      (row["debtor"], row["email"], cents(row["amount"]), row["currency"], row["due"]))
        for reference in set(page.plan) & set(right):
            row, due = right[reference], datetime.date.fromisoformat(right[reference]["due"])
            steps = [("reminder", due + datetime.timedelta(days=3)), ("demand", due + datetime.timedelta(days=30))]
            self.same(f"{what}: the plan of {reference}",
                      [(step, day, cents(sum), currency) for step, day, sum, currency in page.plan[reference]],
                      [(step, day.isoformat(), cents(row["amount"]), row["currency"]) for step, day in steps])

    def enqueued(self, results):
        self.same("what is enqueued", sorted(row["reference"] for row in results if row["status"] == 201),
                  sorted(self.truth[1]))

    def told(self, what, results):
        """What the list is said to change."""
        if not self.is_list:
            return
        first, second = self.truth[1], self.truth[2]
        def of(test):
            return sorted(row["reference"] for row in results if test(row))
        def changed(kind):
            return of(lambda row: (row.get("change") or {}).get("kind") == kind)
        both = set(first) & set(second)
        less = {reference for reference in both if cents(second[reference]["amount"]) < cents(first[reference]["amount"])}
        other = {reference for reference in both
                 if any(first[reference][field] != second[reference][field] for field in ("due", "email"))}
        self.same(f"{what}: what is enqueued", of(lambda row: row["status"] == 201), sorted(set(second) - set(first)))
        self.same(f"{what}: what is paid in part", changed("paid"), sorted(less))
        self.same(f"{what}: what is asked", changed("asked"), sorted(set(first) - set(second)))
        self.same(f"{what}: what is corrected", of(lambda row: row.get("corrected") is not None), sorted(other))


class Weeks:
    """All programs together, one command of each after the other: what they hold is looked at once for all."""

    def __init__(self, report):
        self.report, self.book = report, Book(CTL)
        self.programs = [Program(name, settings, report) for name, settings in PROGRAMS.items()]
        self.until = (datetime.date.today() + datetime.timedelta(days=120)).isoformat()
        self.pages = {}

    def step(self, what, take, changes=False):
        """One command of each program; where nothing may change, the book is held against what it was."""
        results = {program: take(program) for program in self.programs}
        before, self.pages = self.pages, self.book.page(self.until)
        for program in self.programs if not changes else []:
            for part in ("claims", "plan", "questions"):
                program.same(f"{what}: nothing changes in the {part}",
                             getattr(self.page(program), part), getattr(before.get(program.name, Page()), part))
        return results

    def page(self, program):
        return self.pages.get(program.name, Page())

    def run(self):
        self.step("a dry run", lambda program: program.take("a dry run", 1, "--dry-run"))
        results = self.step("the first week", lambda program: program.take("the first week", 1), True)
        for program in self.programs:
            program.enqueued(results[program])
            program.holds("the first week", self.page(program), program.truth[1], set())
        self.step("the first week again", lambda program: program.take("the first week again", 1))
        self.step("the same as a list", lambda program: program.take("the same as a list", 1, *program.listed))
        dry = self.step("a dry run of the second week",
                        lambda program: program.take("a dry run", 2, *program.listed, "--dry-run"))
        results = self.step("the second week",
                            lambda program: program.take("the second week", 2, *program.listed), True)
        for program in self.programs:
            first, second = program.truth[1], program.truth[2]
            gone = set(first) - set(second)
            program.told("a dry run of the second week", dry[program])
            program.told("the second week", results[program])
            right = {**second, **{reference: first[reference] for reference in gone}}
            program.holds("the second week", self.page(program), right, gone)
        self.step("the second week again", lambda program: program.take("the second week again", 2, *program.listed))


def main():
    report = Report()
    unknown = {path.name for path in (HERE / "exports").iterdir()} ^ set(PROGRAMS)
    report.same("every export is tried", unknown, set())
    maps = {path.stem for path in MAPS.glob("*.yaml") if "kind: statement" not in path.read_text(encoding="utf-8")}
    report.same("every map is tried", {settings.get("map", name) for name, settings in PROGRAMS.items()}, maps)
    Weeks(report).run()
    report.end("lists of two weeks")


main()
