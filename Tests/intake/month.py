"""A folder of thirty mixed e-invoices: month.py DUNNINGCTL FOLDER.

UBL, CII, ZUGFeRD 1 and PDFs of two creditors, made from the fixtures of the reader's tests, in whatever order their names
have: they go in by themselves, and three ask a person. The same by `dunningctl import` tells the same and changes nothing.
"""
import datetime
import json
import pathlib
import sys
import time

from books import Book, Report

CTL, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
FIXTURES = pathlib.Path(__file__).parents[1] / "DunningInvoicesTests/Fixtures"
TODAY = datetime.date.today()
ISSUED = TODAY - datetime.timedelta(days=10)


def day(days):
    return ISSUED + datetime.timedelta(days=days)


def fixture(name, changes):
    text = (FIXTURES / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        if old not in text:
            raise SystemExit(f"{name} has no {old}")
        text = text.replace(old, new)
    return text


def ubl(reference, amount="1000.0000", due=30, skonto=False, changes=None, **debtor):
    """An invoice of acme; `due` in days from its own, None for none."""
    more = {" RE-2026-0815 ": reference, "2026-10-01": ISSUED.isoformat(), "1000.0000": amount,
            "<b:DueDate>2026-10-31</b:DueDate>": "" if due is None else f"<b:DueDate>{day(due)}</b:DueDate>"}
    if not skonto:
        more["#SKONTO#TAGE=7#PROZENT=2.00#\n"] = "Vielen Dank für Ihren Auftrag"
        more["RF18 5390 0754 7034"] = reference
    if "name" in debtor:
        more["Müller &amp; Söhne GmbH"] = debtor["name"]
        more["DE987654321"] = debtor["vat_id"]
        more["rechnung@mueller.example"] = debtor["email"]
    return fixture("ubl.xml", {**more, **(changes or {})})


def credit(reference, on, amount):
    note = ubl(reference, amount, None, changes={">380<": ">381<", "Invoice-2": "CreditNote-2", "RE-2026-0700": on})
    return note.replace("u:Invoice", "u:CreditNote").replace("InvoiceTypeCode", "CreditNoteTypeCode")


def cii(reference, *terms, changes=None):
    """An invoice of societe about 120.00."""
    return fixture("cii.xml", {">F-17<": f">{reference}<", "VIR F-17": reference, "20261001": ISSUED.strftime("%Y%m%d"),
                               "<!-- TERMS -->": "".join(terms), **(changes or {})})


def term(days, inside=""):
    return (f"<ram:SpecifiedTradePaymentTerms>{inside}<ram:DueDateDateTime><udt:DateTimeString format=\"102\">"
            f"{day(days).strftime('%Y%m%d')}</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>")


def part(amount):
    return f"<ram:PartialPaymentAmount>{amount}</ram:PartialPaymentAmount>"


def early(percent, days, unit="DAY"):
    return (f"<ram:ApplicableTradePaymentDiscountTerms><ram:BasisPeriodMeasure unitCode=\"{unit}\">{days}"
            f"</ram:BasisPeriodMeasure><ram:CalculationPercent>{percent}</ram:CalculationPercent>"
            f"</ram:ApplicableTradePaymentDiscountTerms>")


def zugferd_1(reference):
    return fixture("zugferd-1.xml", {
        ">471102<": f">{reference}<", "20261005": ISSUED.strftime("%Y%m%d"), "20261015": day(10).strftime("%Y%m%d"),
        "20261104": day(30).strftime("%Y%m%d"), "<ram:Name>Lieferant GmbH</ram:Name>":
        "<ram:Name>ACME GmbH</ram:Name><ram:SpecifiedTaxRegistration><ram:ID schemeID=\"VA\">DE123456789</ram:ID>"
        "</ram:SpecifiedTaxRegistration>"})


def pdf(xml):
    """A PDF with an invoice attached, as Factur-X says."""
    body = xml.encode("utf-8")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(factur-x.xml) 4 0 R] >> >> /AF [4 0 R] >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /AFRelationship /Alternative /EF << /F 5 0 R >> >>",
        b"<< /Type /EmbeddedFile /Subtype /text#2Fxml /Length %d >>\nstream\n%s\nendstream" % (len(body), body)]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


SMITH = {"name": "Smith &amp; Sons Ltd", "vat_id": "GB123456789", "email": "accounts@smith-sons.example"}
MINGYUAN = {"name": "上海明远贸易有限公司", "vat_id": "91310000MA1FL0AA0X", "email": "caiwu@mingyuan.example"}

# By the names of the files, of which the credit notes come first.
FILES = {
    "2026-09-RE-1001.xml": ubl("RE-1001"),
    "2026-09-RE-1002.xml": ubl("RE-1002", "89.90"),
    "2026-09-RE-1003.xml": ubl("RE-1003", "1190.00"),
    "2026-09-RE-1004.xml": ubl("RE-1004", "250.00", skonto=True),
    "2026-09-RE-1005.xml": ubl("RE-1005", "88930.00", **SMITH),
    "2026-09-RE-1006.xml": ubl("RE-1006", "75.00", **SMITH).encode("utf-16"),
    "2026-09-RE-1007.xml": ubl("RE-1007", "56000.00", changes={"EUR": "CNY"}, **MINGYUAN),
    "2026-09-RE-1008.xml": ubl("RE-1008", "12000.00", changes={"EUR": "JPY"}, **MINGYUAN),
    "2026-09-RE-1009.xml": ubl("RE-1009", "44.00").replace("UTF-8", "ISO-8859-1", 1).encode("latin-1"),
    "2026-09-RE-1010.xml": "\ufeff" + ubl("RE-1010", "45.00").replace("\n", "\r\n"),
    "2026-09-RE-1011 (Lastschrift).xml": ubl("RE-1011", changes={">58<": ">59<"}),
    "2026-09-RE-1012 (bezahlt).xml": ubl("RE-1012", "0.00"),
    "2026-09-RE-1013 ohne Mail.xml": ubl("RE-1013", "61.00", changes={"schemeID=\"EM\"": "schemeID=\"0204\""}),
    "2026-09-ZF-1.xml": zugferd_1("471102"),
    "2026-09-ZF-2.xml": zugferd_1("471103"),
    "2026-08-GS-1 zu RE-1001.xml": credit("GS-1", "RE-1001", "100.00"),
    "2026-08-GS-2 zu RE-1002.xml": ubl("GS-2", "-9.90", None, changes={"RE-2026-0700": "RE-1002"}),
    "2026-08-RE-1003-K.xml": ubl("RE-1003-K", "990.00", 45, changes={">380<": ">384<", "RE-2026-0700": "RE-1003"}),
    "F-201.xml": cii("F-201", term(30)),
    "F-202.xml": cii("F-202", term(10, early("3.00", 10)), term(30)),
    "F-203.xml": cii("F-203", term(30, part("40.00")), term(60, part("50.00")), term(90, part("30.00"))),
    "F-204.xml": cii("F-204"),
    "F-205.xml": cii("F-205", term(30, early("2", 2, "WEE"))),
    "F-206.pdf": pdf(cii("F-206", term(30))),
    "F-207.pdf": pdf(cii("F-207", term(30), changes={"Client SARL": "株式会社サンプル", "FR99987654321": "JP1234567890123"})),
    "F-17.pdf": (FIXTURES / "factur-x.pdf").read_bytes(),
    "F-17 encore.pdf": (FIXTURES / "associated.pdf").read_bytes(),
    # What a person must answer: by when, on which invoice, and which of two.
    "Q-1 ohne Tag.xml": ubl("Q-1", "10.00", None, changes={"RE-2026-0700": "X"}),
    "Q-2 Gutschrift.xml": credit("Q-2", "RE-9999", "5.00"),
    "Q-3 doppelte Nummer.xml": ubl("RE-1005", "500.00", **SMITH),
}
QUESTIONS = {name for name in FILES if name.startswith("Q-")}

# Reference to what is open, its currency, its day, and what may be kept back until when.
RIGHT = {
    "RE-1001": ("900.00", "EUR", 30, None), "RE-1002": ("80.00", "EUR", 30, None), "RE-1003": ("990.00", "EUR", 45, None),
    "RE-1004": ("250.00", "EUR", 30, ("5.00", 7)), "RE-1005": ("88930.00", "EUR", 30, None),
    "RE-1006": ("75.00", "EUR", 30, None), "RE-1007": ("56000.00", "CNY", 30, None), "RE-1008": ("12000", "JPY", 30, None),
    "RE-1009": ("44.00", "EUR", 30, None), "RE-1010": ("45.00", "EUR", 30, None), "RE-1013": ("61.00", "EUR", 30, None),
    "471102": ("571.04", "EUR", 30, None), "471103": ("571.04", "EUR", 30, None), "F-201": ("120.00", "EUR", 30, None),
    "F-202": ("120.00", "EUR", 30, ("3.60", 10)), "F-203/1": ("40.00", "EUR", 30, None),
    "F-203/2": ("50.00", "EUR", 60, None), "F-203/3": ("30.00", "EUR", 90, None), "F-204": ("120.00", "EUR", 30, None),
    "F-205": ("120.00", "EUR", 30, ("2.40", 14)), "F-206": ("120.00", "EUR", 30, None),
    "F-207": ("120.00", "EUR", 30, None), "F-17": ("120.00", "EUR", None, None),
}
# What has no address, and so no plan by mail.
UNREACHED = {"471102", "471103", "RE-1013"}


def content(value):
    return value if isinstance(value, bytes) else value.encode("utf-8")


def laid(folder):
    folder.mkdir(exist_ok=True)
    for name, value in FILES.items():
        (folder / name).write_bytes(content(value))


def names(folder):
    return {path.name for path in folder.iterdir() if path.is_file() and path.suffix != ".txt"} if folder.exists() else set()


def waited(folder):
    """Waits until the daemon has put all files away."""
    for _ in range(1_200):
        if not names(folder):
            return
        time.sleep(0.1)
    raise SystemExit(f"still there: {sorted(names(folder))}")


def held_against(book, report, what):
    until = (TODAY + datetime.timedelta(days=400)).isoformat()
    pages = book.page(until)
    claims = {reference: claim for name in ("acme", "societe") for reference, claim in pages[name].claims.items()}
    plan = {reference: notices for name in ("acme", "societe") for reference, notices in pages[name].plan.items()}
    report.same(f"{what}: the claims", sorted(claims), sorted(RIGHT))
    for reference, (open, currency, days, discount) in RIGHT.items():
        claim = claims.get(reference)
        if claim is None:
            continue
        due = day(days).isoformat() if days is not None else "2026-10-31"
        shown = book.rows("show", claim["id"])[0]["claim"] if discount else {}
        kept = (shown.get("discount"), shown.get("discount_until")) if discount else None
        right = (discount[0], day(discount[1]).isoformat()) if discount else None
        report.same(f"{what}: {reference}", (claim["outstanding"], claim["currency"], claim["due"], kept),
                    (open, currency, due, right))
        if reference in UNREACHED:
            continue
        report.same(f"{what}: the plan of {reference}", [(notice[0], notice[2]) for notice in plan.get(reference, [])][-1:],
                    [("demand", open)])
    return claims


def main():
    book, report = Book(CTL), Report()
    watched, mine = FOLDER / "invoices", FOLDER / "mine"
    report.same("the files", len(FILES), 30)
    laid(mine)
    paths = sorted(str(mine / name) for name in FILES)
    before = book.rows("list")
    dry = [json.loads(line) for line in book.run("import", *paths, "--dry-run", "-o", "jsonl").stdout.splitlines()]
    report.same("a dry run: all are told of", len(dry), 30)
    report.same("a dry run keeps nothing", book.rows("list"), before)
    laid(watched)
    waited(watched)
    report.same("what is asked", names(watched / "asked"), QUESTIONS)
    report.same("what is refused", names(watched / "refused"), set())
    report.same("what is done", names(watched / "done"), set(FILES) - QUESTIONS)
    for name in QUESTIONS:
        report.same(f"{name}: a reason beside it", (watched / "asked" / f"{name}.txt").read_text(encoding="utf-8") != "", True)
    claims = held_against(book, report, "the folder")
    again = book.run("import", *paths, "-o", "jsonl")
    told = {pathlib.Path(row["file"]).name: row["verdict"] for row in map(json.loads, again.stdout.splitlines())}
    report.same("again: a question is no success", again.returncode, 1)
    report.same("again: what is asked", {name for name, verdict in told.items() if verdict == "question"}, QUESTIONS)
    other = {name: verdict for name, verdict in told.items() if verdict not in ("known", "question")}
    report.same("again: all else is known", other, {
        "2026-09-RE-1011 (Lastschrift).xml": "collected", "2026-09-RE-1012 (bezahlt).xml": "nothing-owed"})
    report.same("again: nothing changes", held_against(book, report, "again"), claims)
    report.end("a folder of invoices")


main()
