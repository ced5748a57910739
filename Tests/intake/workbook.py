"""A workbook as a program exports one: texts shared, amounts as numbers, days as counted days with a style."""
import datetime
import io
import re
import xml.sax.saxutils
import zipfile

TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
         '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROOT = (f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
BOOK = (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets>'
        '</workbook>')
PARTS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
         f'<Relationship Id="r2" Type="{RELATION}/styles" Target="styles.xml"/>'
         f'<Relationship Id="r3" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
STYLES = (f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
          '</cellXfs></styleSheet>')


def column(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def workbook(rows, day):
    """The bytes of a workbook with these rows; `day` is how a day is written in them."""
    texts, lines = {}, []
    for number, row in enumerate(rows, start=1):
        cells = [cell(f"{column(index)}{number}", text, day, texts) for index, text in enumerate(row) if text != ""]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    shared = "".join(f"<si><t>{xml.sax.saxutils.escape(text)}</t></si>" for text in texts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
                ("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("xl/workbook.xml", BOOK),
                ("xl/_rels/workbook.xml.rels", PARTS), ("xl/styles.xml", STYLES), ("xl/worksheets/sheet1.xml", sheet),
                ("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')):
            archive.writestr(name, text)
    return out.getvalue()


def cell(place, text, day, texts):
    try:
        serial = (datetime.datetime.strptime(text, day).date() - datetime.date(1899, 12, 30)).days
        return f'<c r="{place}" s="1"><v>{serial}</v></c>'
    except ValueError:
        pass
    # A number with noughts before it is a text in every program.
    if re.fullmatch(r"(0|[1-9]\d{0,2}(,?\d{3})*)(\.\d+)?", text):
        return f'<c r="{place}"><v>{text.replace(",", "")}</v></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
