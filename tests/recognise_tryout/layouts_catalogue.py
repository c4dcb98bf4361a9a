"""Reports and workbooks: titles, groups, subtotals and footers around the lines; kinds and states of documents; sheets."""

import datetime
from decimal import Decimal

import plain as words
import systems as s
from check import Case
from dialects_catalogue import COMMA, LONG, ROWS, SEMICOLON, WORLD, made, table
from render import Csv, Money, Percent, Style, Xlsx
from world import make_world

ALL = make_world(5, 60)
SAID = s.pick(ALL, s.SAID)
NAMED = [d for d in WORLD if d.account]


def pad(row, width):
    return row + [None] * (width - len(row))


def titles():
    width = len(words.PANTHEON)
    for language, title in (("sr", ["Promet po kupcima", "Za period od 01.01.2024. do 31.12.2024.", "Firma d.o.o."]),
                            ("en", ["Sales report", "Period 2024-01-01 - 2024-12-31", "Company: Demo Ltd"]),
                            ("de", ["Umsatzliste", "Zeitraum 01.01.2024 - 31.12.2024", "Mandant 100"])):
        rows = list(words.plain(WORLD, language, words.PANTHEON, sums=True))
        head = [pad([text], width) for text in title] + [[None] * width]
        foot = [[None] * width, pad(["Strana 1 od 1", None, "Odštampao: Ana"], width)]
        yield table(f"titles_{language}", head + rows + foot, COMMA, SEMICOLON)
        pages = head + rows[:40] + [[None] * width] + head + rows[:1] + rows[40:] + foot
        yield table(f"pages_{language}", pages, COMMA, SEMICOLON)
        short = [[text] for text in title] + [[]] + rows
        yield table(f"short_titles_{language}", short, COMMA, SEMICOLON)


def subtotals(fields, language, label, place, with_name):
    """A sum below each customer, in the column that reports write it in."""
    rows = list(words.plain(sorted(NAMED, key=lambda d: d.account.name), language, fields))
    at, name_at = fields.index("net"), fields.index("account_name")
    yield rows[0]
    total, previous = Decimal(0), None
    for row in rows[1:] + [None]:
        if previous is not None and (row is None or row[name_at] != previous):
            end = [None] * len(fields)
            end[place] = f"{label} {previous}" if with_name else label
            end[at] = Money(total)
            yield end
            total = Decimal(0)
        if row is not None:
            yield row
            total += row[at]
            previous = row[name_at]


def sums():
    for language, labels in (("sr", ["Ukupno", "Svega:", "UKUPNO KUPAC", "Međuzbir", "Zbir"]), ("hr", ["Sveukupno", "Ukupno:"]),
                             ("en", ["Total", "Subtotal", "Total for", "Sum"]), ("de", ["Summe", "Zwischensumme", "Gesamt"]),
                             ("fr", ["Total", "Sous-total", "Total général"])):
        for label in labels:
            for place in (0, 1, 3):
                for with_name in (False, True):
                    rows = list(subtotals(words.PANTHEON, language, label, place, with_name))
                    yield table(f"sums_{language}_{label.strip(':').replace(' ', '_')}_{place}{'_name' if with_name else ''}", rows,
                                COMMA, SEMICOLON, documents=NAMED)
    rows = list(subtotals(words.PANTHEON, "sr", None, 0, False))
    yield table("sums_bare", rows, COMMA, SEMICOLON, documents=NAMED)


def groups():
    fields = [f for f in words.PANTHEON if f not in ("account_number", "account_name")]
    ordered = sorted(NAMED, key=lambda d: d.account.name)
    for language, label in (("sr", ""), ("sr", "Kupac: "), ("en", ""), ("en", "Customer: "), ("de", "Kunde: ")):
        for end in (None, "Ukupno" if language == "sr" else "Total"):
            rows = [[words.WORDS[language][f] for f in fields]]
            for name in dict.fromkeys(d.account.name for d in ordered):
                mine = [d for d in ordered if d.account.name == name]
                rows.append(pad([label + name], len(fields)))
                body = list(words.plain(mine, language, fields))[1:]
                rows += body
                if end:
                    rows.append([end + " " + name] + [Money(sum(r[i] for r in body)) if f == "net" else None
                                                       for i, f in enumerate(fields)][1:])
            yield table(f"groups_{language}_{label[:-2] or 'bare'}{'_sums' if end else ''}", rows, COMMA, SEMICOLON,
                        ("account_number",), documents=ordered)


KINDS = {
    "en": ("Document Type", "Invoice", "Credit Note"), "en_memo": ("Type", "Invoice", "Credit Memo"),
    "en_short": ("Doc Type", "INV", "CRN"), "sr": ("Vrsta dokumenta", "Faktura", "Knjižno odobrenje"),
    "sr_storno": ("Vrsta dokumenta", "Račun", "Storno računa"), "sr_short": ("Tip", "IR", "KO"),
    "hr": ("Vrsta dokumenta", "Račun", "Odobrenje"), "de": ("Belegart", "Rechnung", "Gutschrift"),
    "fr": ("Type", "Facture", "Avoir"), "codes": ("Invoice Type Code", "380", "381"),
    "flag": ("Is Return", "0", "1"), "flag_words": ("Is Return", "No", "Yes"), "return": ("Type", "Sale", "Return"),
}


def kinds():
    for name, (header, invoice, credit) in KINDS.items():
        language = name.split("_", maxsplit=1)[0] if name.split("_", maxsplit=1)[0] in words.WORDS else "en"
        for signed in (True, False):
            for mixed in (False, True):  # quantity with a sign, amounts without
                rows = list(words.plain(WORLD, language, words.MANY))
                of = [d for d in WORLD for _ in d.lines]
                amounts = [i for i, f in enumerate(words.MANY) if f in ("net", "tax", "gross", "quantity")]
                out = [rows[0][:3] + [header] + rows[0][3:]]
                for d, row in zip(of, rows[1:]):
                    row = list(row)
                    for i in amounts:
                        if d.sign < 0 and not signed and not (mixed and words.MANY[i] == "quantity"):
                            row[i] = type(row[i])(-row[i])
                    out.append(row[:3] + [credit if d.sign < 0 else invoice] + row[3:])
                if not (signed and mixed):
                    yield table(f"kind_{name}_{'signed' if signed else 'mixed' if mixed else 'positive'}", out, COMMA, SEMICOLON)


STATES = {
    "en": ("Status", {"draft": "Draft", "cancelled": "Cancelled"}, "Posted"),
    "en_void": ("Invoice Status", {"draft": "Draft", "cancelled": "Void"}, "Sent"),
    "sr": ("Status", {"draft": "U pripremi", "cancelled": "Stornirano"}, "Proknjiženo"),
    "sr_nacrt": ("Status računa", {"draft": "Nacrt", "cancelled": "Otkazano"}, "Poslato"),
    "sr_flag": ("Storno", {"cancelled": "DA"}, "NE"), "sr_flag_empty": ("Storno", {"cancelled": "X"}, None),
    "en_flag": ("Cancelled", {"cancelled": "true"}, "false"), "en_flag_digit": ("Is Void", {"cancelled": "1"}, "0"),
    "de": ("Status", {"draft": "Entwurf", "cancelled": "Storniert"}, "Gebucht"),
    "fr": ("Statut", {"draft": "Brouillon", "cancelled": "Annulée"}, "Validée"),
    "hr": ("Status", {"draft": "Nacrt", "cancelled": "Storniran"}, "Proknjižen"),
}


def states():
    for name, (header, bad, good) in STATES.items():
        language = name.split("_", maxsplit=1)[0]
        exported = [d for d in ALL if d.kind in s.SAID or d.kind in bad]
        out = [[words.WORDS[language][f] for f in words.MANY] + [header]]
        for d in exported:
            for line in d.lines:
                out.append([words.FIELDS[f](d, line) for f in words.MANY] + [bad.get(d.kind, good)])
        yield table(f"state_{name}", out, COMMA, SEMICOLON, documents=SAID)


def wide():
    """Sixty columns of which a dozen matter; the others hold amounts, dates, codes and texts too."""
    junk = ["Exchange Rate", "Due Date", "Delivery Date", "Created At", "Modified At", "Paid Amount", "Open Amount", "Balance",
            "Warehouse", "Weight", "Volume m3", "Stock", "List Price 2", "Purchase Order No.", "Project", "Cost Center",
            "Phone", "Email", "Street", "City", "Zip Code", "Region", "Payment Terms", "Payment Method", "Bank Account", "IBAN",
            "Comment", "Internal Note", "Batch No.", "Serial No.", "Expiry Date", "Origin Country", "Tariff Code",
            "Commission %", "Commission Amount", "Freight", "Insurance", "Packaging", "Points", "Barcode", "Period", "Year",
            "Month", "Quarter", "Week", "User", "Printed", "Sent", "Approved By", "Ledger Account"]
    for start in (0, 17, 31):
        order = junk[start:] + junk[:start]
        for language in ("en", "sr", "de"):
            out = []
            rows = list(words.plain(WORLD, language, words.MANY))
            of = [None] + [(d, line) for d in WORLD for line in d.lines]
            for i, row in enumerate(rows):
                noise = order if i == 0 else [make_noise(text, *of[i]) for text in order]
                mixed = []
                for k, value in enumerate(row):
                    mixed += [value] + noise[2 * k:2 * k + 2]
                out.append(mixed + noise[2 * len(row):])
            yield table(f"wide_{language}_{start}", out, COMMA, SEMICOLON)
            yield table(f"wide_{language}_{start}_points", out, s.ISO)


def make_noise(header, d, line):
    low = header.lower()
    if "date" in low or low.endswith(" at"):
        return d.date + datetime.timedelta(days=13)
    if any(word in low for word in ("amount", "balance", "price", "freight", "insurance", "packaging", "weight", "rate", "volume")):
        return Money(Decimal(d.serial * 7 + line.position) / 4)
    if low in ("stock", "points", "year", "month", "quarter", "week"):
        return f"{d.serial % 12 + 1}"
    if "no." in low or "code" in low or low in ("iban", "barcode", "phone"):
        return f"{10000 + d.serial * 3}"
    return f"{header} {d.serial % 5}"


def books():
    rows = ROWS
    width = len(rows[0])
    title = [pad(["Sales report"], width), pad(["Printed 2025-01-02"], width), [None] * width]
    total = pad(["Total"], width)
    total[words.MANY.index("net")] = Money(sum(r[words.MANY.index("net")] for r in rows[1:]))
    sheets = {
        "shared": Xlsx(), "inline": Xlsx(shared=False), "formulas": Xlsx(formulas=True), "text_numbers": Xlsx(text_numbers=True),
        "text_dates": Xlsx(text_dates=True), "epoch_1904": Xlsx(epoch_1904=True), "empty_columns": Xlsx(empty_columns=2),
        "no_references": Xlsx(references=False), "all_text": Xlsx(text_numbers=True, text_dates=True),
    }
    for name, xlsx in sheets.items():
        yield book(f"book_{name}", xlsx, [("Sheet1", rows)])
        yield book(f"book_{name}_titles", Xlsx(**{**vars(xlsx), "merged": "A1:D1"}), [("Izveštaj", title + rows + [total])])
        yield book(f"book_{name}_commas", xlsx, [("Sheet1", rows)], COMMA)
    us = Style(date="%m/%d/%Y", group=",", money="${}")
    yield book("book_us_text", Xlsx(text_numbers=True, text_dates=True), [("Sheet1", rows)], us)
    yield book("book_fraction", Xlsx(), [("Sheet1", rows)], Style(percent_divisor=100))
    half = len(rows) // 2
    yield book("book_two_sheets", Xlsx(), [("2023", rows[:half]), ("2024", rows[:1] + rows[half:])])
    yield book("book_three_sheets_titles", Xlsx(), [("jan", title + rows[:40]), ("feb", title + rows[:1] + rows[40:80]),
                                                   ("mar", title + rows[:1] + rows[80:])])
    yield book("book_empty_sheets", Xlsx(), [("Sheet1", rows), ("Sheet2", []), ("Sheet3", [])])
    yield book("book_empty_first", Xlsx(), [("Empty", []), ("Data", rows)])
    cover = [["Report"], ["Author", "Ana"], ["Date", datetime.date(2025, 1, 1)]]
    yield book("book_cover_asked", Xlsx(), [("Cover", cover), ("Data", rows)], arguments=("--sheet", "Data"))


def book(name, xlsx, sheets, style=s.ISO, lacks=(), **more):
    return made(name, xlsx.write(sheets, style), lacks, "xlsx", **more)


def everything():
    for part in (titles, sums, groups, kinds, states, wide, books):
        yield from part()
