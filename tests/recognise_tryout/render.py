"""Tables of typed cells written as CSV in any dialect, or as XLSX by hand, so that each habit of a program can be tried."""

import datetime
import io
import zipfile
from dataclasses import dataclass, replace
from decimal import Decimal
from xml.sax.saxutils import escape


class Money(Decimal):
    """An amount: programs dress it with currency signs and thousands separators."""


class Percent(Decimal):
    """Five stands for five percent; programs write 5, 5%, 0.05."""


def plain(value, decimals=None):
    if decimals is not None:
        return f"{value:.{decimals}f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Style:
    """How a program writes numbers and dates."""

    point: str = "."
    group: str = ""
    decimals: int = 2  # of amounts
    quantity_decimals: int = None
    date: str = "%Y-%m-%d"
    short: bool = False  # no leading zeros in day and month
    negative: str = "-{}"
    money: str = "{}"
    percent: str = "{}"
    percent_divisor: int = 1
    number: str = "{}"
    empty: str = ""

    def but(self, **changes):
        return replace(self, **changes)

    def write_number(self, value):
        money = isinstance(value, Money)
        size = abs(value)
        if isinstance(value, Percent):
            text = plain(Decimal(size) / self.percent_divisor)
        else:
            text = plain(size, self.decimals if money else self.quantity_decimals)
        whole, _, rest = text.partition(".")
        if self.group:
            whole = f"{int(whole):,}".replace(",", self.group)
        text = whole + (self.point + rest if rest else "")
        if isinstance(value, Percent):
            return self.percent.format(text)
        text = self.money.format(text) if money else text
        return self.number.format(self.negative.format(text) if value < 0 else text)

    def write(self, value):
        if value is None:
            return self.empty
        if isinstance(value, Decimal):
            return self.write_number(value)
        if isinstance(value, datetime.date):
            text = value.strftime(self.date)
            if self.short:
                text = "".join(f"{int(part)}" if part.isdigit() else part for part in split_digits(text))
            return text
        return str(value)


def split_digits(text):
    parts, last = [], None
    for char in text:
        if last is not None and char.isdigit() == last:
            parts[-1] += char
        else:
            parts.append(char)
        last = char.isdigit()
    return parts


@dataclass(frozen=True)
class Csv:
    delimiter: str = ","
    quote_all: bool = False
    newline: str = "\n"
    encoding: str = "utf-8"
    bom: bytes = b""
    pad: str = ""
    last_newline: bool = True

    def write(self, rows, style):
        out = io.StringIO()
        for n, row in enumerate(rows):
            out.write(self.newline if n else "")
            out.write(self.delimiter.join(self.cell(style.write(value)) for value in row))
        out.write(self.newline if self.last_newline else "")
        return self.bom + out.getvalue().encode(self.encoding)

    def cell(self, text):
        text = self.pad + text + self.pad
        if self.quote_all or any(char in text for char in (self.delimiter, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Xlsx:
    """shared: strings in their table; formulas: amounts as formulas with a cached value; text_numbers: all as text."""

    shared: bool = True
    formulas: bool = False
    text_numbers: bool = False
    text_dates: bool = False
    epoch_1904: bool = False
    empty_columns: int = 0
    references: bool = True
    merged: str = ""
    prefix: str = ""

    def write(self, sheets, style):
        """sheets: list of (name, rows)."""
        strings = {}
        parts = [self.sheet(rows, style, strings) for _, rows in sheets]
        files = {
            "[Content_Types].xml": self.content_types(len(sheets)),
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
                           'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": self.workbook([name for name, _ in sheets]),
            "xl/_rels/workbook.xml.rels": self.relations(len(sheets)),
            "xl/styles.xml": f'{HEAD}<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
                             '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1">'
                             '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
                             '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs>'
                             '</styleSheet>',
            "xl/sharedStrings.xml": f'{HEAD}<sst {MAIN}>' + "".join(
                f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings) + "</sst>",
        }
        files.update({f"xl/worksheets/sheet{i}.xml": part for i, part in enumerate(parts, 1)})
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name), text.encode())
        return out.getvalue()

    def content_types(self, n):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        sheets = "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
                         for i in range(1, n + 1))
        return (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
                f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'{sheets}</Types>')

    def workbook(self, names):
        sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
        epoch = '<workbookPr date1904="1"/>' if self.epoch_1904 else "<workbookPr/>"
        return f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}">{epoch}<sheets>{sheets}</sheets></workbook>'

    def relations(self, n):
        rows = "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                       for i in range(1, n + 1))
        rows += f'<Relationship Id="rId{n + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        rows += f'<Relationship Id="rId{n + 2}" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        return f'{HEAD}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'

    def sheet(self, rows, style, strings):
        out = [f"{HEAD}<worksheet {MAIN}><sheetData>"]
        for r, row in enumerate(rows, 1):
            out.append(f'<row r="{r}">' if self.references else "<row>")
            for c, value in enumerate(row, self.empty_columns):
                place = f' r="{column_name(c)}{r}"' if self.references else ""
                if value is not None and value != "":
                    out.append(self.cell(place, value, style, strings))
                elif not self.references:
                    out.append("<c/>")
            out.append("</row>")
        merged = f'<mergeCells count="1"><mergeCell ref="{self.merged}"/></mergeCells>' if self.merged else ""
        return "".join(out) + f"</sheetData>{merged}</worksheet>"

    def cell(self, place, value, style, strings):
        if isinstance(value, datetime.date) and not self.text_dates:
            zero = datetime.date(1904, 1, 1) if self.epoch_1904 else datetime.date(1899, 12, 30)
            day = datetime.date(value.year, value.month, value.day)
            fraction = ".5" if isinstance(value, datetime.datetime) else ""
            return f'<c{place} s="1"><v>{(day - zero).days}{fraction}</v></c>'
        if isinstance(value, Percent) and style.percent_divisor == 100 and not self.text_numbers:
            return f'<c{place} s="2"><v>{value / 100}</v></c>'
        if isinstance(value, Decimal) and not self.text_numbers:
            if self.formulas and isinstance(value, Money):
                return f'<c{place}><f>ROUND(1*{value},2)</f><v>{float(value)!r}</v></c>'
            return f"<c{place}><v>{float(value)!r}</v></c>"
        text = escape(self.prefix + style.write(value))
        if self.shared:
            return f'<c{place} t="s"><v>{strings.setdefault(style.write(value), len(strings))}</v></c>'
        return f'<c{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
