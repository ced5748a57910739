"""configuration.py FOLDER: writes a configuration with a creditor for each program, so that the lists do not meet."""
import pathlib
import sys

FOLDER = sys.argv[1]
EXPORTS = pathlib.Path(__file__).parent / "exports"
CREDITOR = """  {name}:
    name: {name} GmbH
    address: [Lindenstraße 12, 10969 Berlin]
    country: DE
    from: "Buchhaltung <buchhaltung@{name}.example>"
    language: de
    time_zone: Europe/Berlin
"""

print(f"mode: held\ndelivery: {{transport: maildir, maildir: {FOLDER}/outbox}}\ninvoices: {{folder: {FOLDER}/invoices}}")
print("creditors:")
for program in sorted(path.name for path in EXPORTS.iterdir()):
    print(CREDITOR.format(name=program), end="")
# Those whose e-invoices come in; one of them says until when what names no day is to be paid.
for name, iban, vat_id, days in (("acme", "DE89370400440532013000", "DE123456789", None),
                                 ("societe", "FR7630006000011234567890189", "FR11123456782", 30)):
    print(CREDITOR.format(name=name), end="")
    print(f"    iban: {iban}\n    vat_id: {vat_id}" + (f"\n    payment_days: {days}" if days else ""))
print("""policies:
  standard:
    group_by: claim
    send_window: {days: mon-sun, from: "00:00", until: "24:00"}
    steps:
      - {name: reminder, at: due+3d, tone: reminder, send: [email]}
      - {name: demand, at: due+30d, gap: 7d, tone: demand, send: [email], pay_within: 14d}""")
