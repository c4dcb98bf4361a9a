"""Exports of business systems, each in the dialects that it is known to write."""

import plain as words
import systems as s
from check import Case
from render import Csv, Style, Xlsx
from world import make_world

WORLD = make_world(5, 60)
BIG = make_world(2, 700, step=2)
SEMICOLON = Csv(delimiter=";", newline="\r\n")


def case(name, rows, documents, style=s.ISO, csv=Csv(), lacks=(), **more):
    return Case(name, f"{name}.csv", csv.write(rows, style), documents, lacks=frozenset(lacks), **more)


def sheet(name, rows, documents, xlsx=Xlsx(), style=s.ISO, lacks=(), sheets=None, **more):
    content = xlsx.write(sheets or [("Sheet1", list(rows))], style)
    return Case(name, f"{name}.xlsx", content, documents, lacks=frozenset(lacks), **more)


def with_account(documents):
    return [d for d in documents if d.account is not None]


def odoo(world, tag):
    said = s.pick(world, s.SAID)
    quoted = Csv(quote_all=True, newline="\r\n")
    no_cost = ("cost",)
    for technical, headers in ((False, s.ODOO_LABELS), (True, s.ODOO_TECHNICAL)):
        word = "technical" if technical else "labels"
        rows = list(s.odoo_move(world, headers, technical))
        yield case(f"odoo_move_{word}{tag}", rows, said, s.ISO.but(empty=""), quoted, no_cost)
        yield sheet(f"odoo_move_{word}{tag}_xlsx", rows, said, lacks=no_cost)
        rows = list(s.odoo_move_line(world, technical))
        yield case(f"odoo_move_line_{word}{tag}", rows, said, s.ISO, quoted, no_cost)
        yield sheet(f"odoo_move_line_{word}{tag}_xlsx", rows, said, lacks=no_cost)


def erpnext(world, tag):
    said = s.pick(world, s.SAID)
    for labels in (True, False):
        rows = list(s.erpnext(world, labels))
        word = "labels" if labels else "technical"
        yield case(f"erpnext_{word}{tag}", rows, said)
        yield case(f"erpnext_{word}{tag}_dmy", rows, said, Style(date="%d-%m-%Y", group=","))
        yield sheet(f"erpnext_{word}{tag}_xlsx", rows, said)


def dolibarr(world, tag):
    said = s.pick(world, s.SAID)
    for language in ("en", "fr", "codes"):
        rows = list(s.dolibarr(world, language))
        yield case(f"dolibarr_{language}{tag}", rows, said)
        yield sheet(f"dolibarr_{language}{tag}_xlsx", rows, said)
    rows = list(s.dolibarr(world, "fr"))
    yield case(f"dolibarr_fr{tag}_comma", rows, said, Style(point=",", date="%d/%m/%Y"), SEMICOLON)


def business_central(world, tag):
    said = s.pick(world, s.SAID)
    rows = list(s.business_central_lines(world))
    yield case(f"bc_lines{tag}", rows, said)
    yield case(f"bc_lines{tag}_us", rows, said, Style(date="%m/%d/%Y", short=True, group=","))
    yield case(f"bc_lines{tag}_german", rows, said, Style(date="%d.%m.%Y", point=",", group="."), SEMICOLON)
    yield sheet(f"bc_lines{tag}_xlsx", rows, said)
    for sign in (1, -1):
        rows = list(s.business_central_value_entries(world, sign))
        yield case(f"bc_value_entries{tag}_{'plus' if sign > 0 else 'minus'}", rows, said)
        yield sheet(f"bc_value_entries{tag}_{'plus' if sign > 0 else 'minus'}_xlsx", rows, said)


def sap(world, tag):
    invoices = s.pick(world, ("invoice",))
    said = s.pick(world, s.SAID)
    compact = Style(date="%Y%m%d")
    rows = list(s.sap_dtw(world))
    for name, csv in (("semicolon", SEMICOLON), ("tab", Csv(delimiter="\t")), ("comma", Csv())):
        yield case(f"sap_dtw{tag}_{name}", rows, invoices, compact, csv, ("cost",))
    rows = list(s.sap_join(world))
    yield case(f"sap_join{tag}", rows, said, compact, SEMICOLON)
    yield case(f"sap_join{tag}_time", rows, said, Style(date="%Y-%m-%d 00:00:00.000", decimals=6))
    yield case(f"sap_join{tag}_dots", rows, said, Style(date="%d.%m.%y", point=",", group="."), SEMICOLON)
    yield sheet(f"sap_join{tag}_xlsx", rows, said)


def quickbooks(world, tag):
    said = s.pick(with_account(world), s.SAID)
    dollars = Style(date="%m/%d/%Y", group=",", money="${}")
    for newer in (True, False):
        rows = list(s.quickbooks(world, newer))
        word = "newer" if newer else "older"
        lacks = ("cost", "account_number")
        yield case(f"quickbooks_{word}{tag}", rows, said, dollars, lacks=lacks)
        yield case(f"quickbooks_{word}{tag}_brackets", rows, said, dollars.but(negative="({})", short=True), lacks=lacks)
        yield case(f"quickbooks_{word}{tag}_guarded", rows, said, dollars.but(negative="'-{}", money="{} "), lacks=lacks)
        yield sheet(f"quickbooks_{word}{tag}_xlsx", rows, said, Xlsx(text_dates=True, merged="A1:J1"), dollars, lacks)


def clouds(world, tag):
    said = s.pick(world, s.SAID)
    rows = list(s.xero(world))
    lacks = ("cost", "account_number")
    yield case(f"xero{tag}", rows, said, Style(date="%d/%m/%Y"), lacks=lacks)
    yield case(f"xero{tag}_named", rows, said, Style(date="%d %b %Y", group=","), lacks=lacks)
    yield case(f"xero{tag}_starred", [["*" + h if h in ("ContactName", "InvoiceNumber", "InvoiceDate", "Quantity") else h
                                      for h in rows[0]]] + rows[1:], said, Style(date="%d/%m/%Y", short=True), lacks=lacks)
    rows = list(s.zoho(world))
    yield case(f"zoho{tag}", rows, s.pick(world, ("invoice",)), lacks=("cost",))
    yield case(f"zoho{tag}_named", rows, s.pick(world, ("invoice",)), Style(date="%d %b %Y", money="EUR {}"), lacks=("cost",))
    rows = list(s.suitecrm(world))
    lacks = ("cost", "account_number")
    yield case(f"suitecrm{tag}", rows, said, Style(date="%m/%d/%Y 12:30", group=",", money="€{}", negative="-{}"),
               Csv(quote_all=True), lacks)
    yield case(f"suitecrm{tag}_guarded", rows, said, Style(date="%m/%d/%Y 12:30", money="€{}", negative="'-{}"),
               Csv(quote_all=True), lacks)
    yield case(f"espocrm{tag}", list(s.espocrm(world)), said, lacks=("cost",))
    yield case(f"espocrm{tag}_semicolon", list(s.espocrm(world)), said, csv=SEMICOLON, lacks=("cost",))
    rows = list(s.minimax(world))
    yield case(f"minimax{tag}", rows, said, Style(point=",", date="%d.%m.%Y", short=True), SEMICOLON, ("cost",))
    yield sheet(f"minimax{tag}_xlsx", rows, said, lacks=("cost",))


def shops(world, tag):
    said = s.pick(world, s.SAID)
    lacks = ("cost", "account_name", "top")
    for second in (False, True):
        rows = list(s.shop(world, second))
        word = "II" if second else "I"
        yield case(f"shop_{word}{tag}", rows, said, Style(date="%Y-%m-%d %H:%M:%S"), lacks=lacks)
        yield case(f"shop_{word}{tag}_us", rows, said, Style(date="%m/%d/%Y %H:%M"), lacks=lacks)
        yield case(f"shop_{word}{tag}_british", rows, said, Style(date="%d/%m/%Y %H:%M"), lacks=lacks)
        yield sheet(f"shop_{word}{tag}_xlsx", rows, said, lacks=lacks)
        middle = len(rows) // 2
        yield sheet(f"shop_{word}{tag}_two_sheets", None, said, lacks=lacks,
                    sheets=[("Year 2009-2010", rows[:middle]), ("Year 2010-2011", rows[:1] + rows[middle:])])


def serbian(world, tag):
    said = s.pick(world, s.SAID)
    styles = [("", Style(point=",", group=".", date="%d.%m.%Y.")), ("_short", Style(point=",", date="%d.%m.%Y", short=True)),
              ("_yy", Style(point=",", group=".", date="%d.%m.%y")), ("_4", Style(point=",", group=".", date="%d.%m.%Y", decimals=4))]
    headers = [("diacritics", str, "cp1250"), ("bare", words.bare, "utf-8"), ("upper", str.upper, "cp1250"),
               ("cyrillic", words.to_cyrillic, "cp1251"), ("cyrillic_upper", lambda t: words.to_cyrillic(t).upper(), "utf-8"),
               ("latin2", str, "iso-8859-2")]
    charset = [d for d in said]
    for kind, header, encoding in headers:
        rows = list(words.plain(charset, "sr", words.PANTHEON, header, sums=True))
        for suffix, style in styles:
            yield Case(f"pantheon_{kind}{suffix}{tag}", f"pantheon_{kind}{suffix}{tag}.csv",
                       encode(SEMICOLON, rows, style, encoding), charset, lacks=frozenset(("top",) if encoding != "utf-8" else ()))


def encode(csv, rows, style, encoding):
    """In the code page, with a question mark where it lacks a letter, as programs write it."""
    text = csv.write(rows, style).decode("utf-8")
    return text.encode(encoding, errors="replace")


def everything():
    for world, tag in ((WORLD, ""), (BIG, "_big")):
        for system in (odoo, erpnext, dolibarr, business_central, sap, quickbooks, clouds, shops, serbian):
            yield from system(world, tag)
