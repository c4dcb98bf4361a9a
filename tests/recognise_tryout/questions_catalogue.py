"""What cannot be known must be asked, with words that say what to type; and the answer must then be right."""

import datetime
from decimal import Decimal

import plain as words
import systems as s
from dialects_catalogue import COMMA, LONG, ROWS, SEMICOLON, WORLD, table
from layouts_catalogue import book
from render import Money, Style, Xlsx
from world import PRODUCTS, Document, Line, make_world

AMBIGUOUS = [d for d in s.pick(make_world(9, 400, step=1), s.SAID) if d.date.day <= 12 and d.date.day != d.date.month]
MIXED = AMBIGUOUS[::2] + AMBIGUOUS[1::2]  # not in order of time
BASIC = ["document", "date", "account_number", "account_name", "product_name", "quantity", "price_after", "net"]


def asked(name, rows, asks, answers=None, documents=WORLD, style=s.ISO, csv=SEMICOLON, lacks=("cost",), **more):
    """The file unanswered, and answered in each way that the question offers."""
    yield table(name, rows, style, csv, asks=asks, documents=documents)
    for i, (arguments, extra) in enumerate(answers or []):
        yield table(f"{name}_answer{i}", rows, style, csv, set(lacks) | set(extra), arguments=arguments, documents=documents, **more)


def dates():
    slashes = Style(date="%d/%m/%Y")
    rows = list(words.plain(MIXED, "en", BASIC))
    yield from asked("dates_open", rows, ("--date-order dmy", "--date-order mdy", "'Invoice Date'"),
                     [(("--date-order", "dmy"), ())], MIXED, slashes)
    yield from asked("dates_open_us", rows, ("--date-order",), [(("--date-order", "mdy"), ())], MIXED, Style(date="%m/%d/%Y"))
    yield from asked("dates_open_dashes", rows, ("--date-order",), [(("--date-order", "dmy"), ())], MIXED, Style(date="%d-%m-%Y"))
    ordered = list(words.plain(AMBIGUOUS, "en", BASIC))
    for name, pattern in (("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("dmy_short_year", "%d/%m/%y")):
        yield table(f"dates_by_order_{name}", ordered, Style(date=pattern), SEMICOLON, ("cost",), documents=AMBIGUOUS)


def numbers():
    """Whole thousands with three digits behind the only sign there is."""
    documents = [Document(i, "invoice", datetime.date(2024, 1, 2) + datetime.timedelta(days=i), WORLD[i].account or WORLD[1].account,
                          (Line(1, PRODUCTS[i % 10], Decimal(1), Decimal(1000 + 37 * i), Decimal(0), Decimal(1)),), "A")
                 for i in range(1, 30)]
    fields = ["document", "date", "account_number", "account_name", "product_name", "net"]
    rows = [[f"{v:,.0f}".replace(",", ".") if isinstance(v, Money) else v for v in row]
            for row in words.plain(documents, "en", fields)]
    yield from asked("numbers_open", rows, ("--decimal",), [(("--decimal", ","), ())], documents)
    rows = [[v.replace(".", ",") if isinstance(v, str) and v[:1].isdigit() and "-" not in v else v for v in row] for row in rows]
    yield from asked("numbers_open_comma", rows, ("--decimal",), [(("--decimal", "."), ())], documents)


def columns():
    rows = list(words.plain(WORLD, "en", BASIC))
    at = {field: i for i, field in enumerate(BASIC)}
    strange = [list(row) for row in rows]
    strange[0] = ["Rf", "When", "Kd", "Whom", "Thing", "Howmany", "Each", "Worth"]
    known = {"Rf": "document", "When": "date", "Kd": "account_number", "Whom": "account_name", "Thing": "product_name"}
    maps = [arg for header, field in known.items() for arg in ("--map", f"{field}={header}")]
    yield table("columns_strange_mapped", strange, s.ISO, SEMICOLON, ("cost",),
                arguments=(*maps, "--map", "quantity=Howmany", "--map", "net=Worth"))
    yield table("columns_by_letter", strange, s.ISO, SEMICOLON, ("cost",),
                arguments=("--map", "document=A", "--map", "date=B", "--map", "account_number=C", "--map", "account_name=D",
                           "--map", "product_name=E", "--map", "quantity=F", "--map", "net=H"))
    yield table("columns_by_number", strange, s.ISO, SEMICOLON, ("cost",),
                arguments=("--map", "document=1", "--map", "date=2", "--map", "account_number=3", "--map", "account_name=4",
                           "--map", "product_name=5", "--map", "quantity=6", "--map", "net=8"))
    yield table("columns_wrong_name", rows, s.ISO, SEMICOLON, asks=("'Worth'", "'Invoice No.'"), arguments=("--map", "net=Worth"))
    yield table("columns_wrong_field", rows, s.ISO, SEMICOLON, asks=("'netto'",), arguments=("--map", "netto=Net Amount"))
    no_date = [[v for i, v in enumerate(row) if i != at["date"]] for row in rows]
    yield table("columns_no_date", no_date, s.ISO, SEMICOLON, asks=("--map date=", "'Net Amount'"))
    no_customer = [[v for i, v in enumerate(row) if i not in (at["account_number"], at["account_name"])] for row in rows]
    yield table("columns_no_customer", no_customer, s.ISO, SEMICOLON, asks=("--map account_name=",))
    no_amount = [[v for i, v in enumerate(row) if i not in (at["net"], at["price_after"])] for row in rows]
    yield table("columns_no_amount", no_amount, s.ISO, SEMICOLON, asks=("--map net=", "--map price="))
    price_only = [row[:] for row in rows]
    price_only = [[v for i, v in enumerate(row) if i != at["net"]] for row in price_only]
    price_only[0][at["price_after"]] = "Per Piece"
    yield table("columns_strange_price", price_only, s.ISO, SEMICOLON, asks=("--map",))


def gross():
    fields = ["document", "date", "account_number", "account_name", "product_name", "quantity", "gross"]
    for language in words.WORDS:
        yield table(f"gross_only_{language}", words.plain(WORLD, language, fields), COMMA, SEMICOLON, asks=("tax in it", "--map"))
    fields = ["document", "date", "account_number", "account_name", "product_name", "quantity", "price_gross"]
    for language in words.WORDS:
        yield table(f"gross_price_only_{language}", words.plain(WORLD, language, fields), COMMA, SEMICOLON, asks=("--map",))


def totals():
    for field in ("document_net", "document_gross"):
        for language in words.WORDS:
            fields = ["document", "date", "account_number", "account_name", "product_name", "quantity", field]
            yield table(f"totals_only_{field}_{language}", words.plain(WORLD, language, fields), COMMA, SEMICOLON, asks=("--map net=",))
    for header in ("Amount", "Total", "Net Amount", "Subtotal"):
        fields = ["document", "date", "account_number", "account_name", "product_name", "document_net"]
        rows = list(words.plain(WORLD, "en", fields))
        rows[0][-1] = header
        yield table(f"totals_called_{header.replace(' ', '_')}", rows, COMMA, SEMICOLON, asks=("--map net=", "total"))
        rows = [row[1:] for row in rows]
        yield table(f"totals_called_{header.replace(' ', '_')}_undocumented", rows, COMMA, SEMICOLON, asks=("--map net=", "total"))


def discounts():
    fields = ["document", "date", "account_number", "account_name", "product_name", "quantity", "price", "discount_percent"]
    rows = list(words.plain(WORLD, "en", fields))
    rows[0][-1] = "Discount"
    yield from asked("discount_open", rows, ("--map discount_percent=", "--map discount="),
                     [(("--map", "discount_percent=Discount"), ())])


def sheets():
    other = [["Name", "Value"], ["Alfa", Decimal(3)], ["Beta", Decimal(4)]]
    yield book("sheets_list_behind", Xlsx(), [("Data", ROWS), ("Lists", other)])
    yield book("sheets_list_in_front", Xlsx(), [("Lists", other), ("Data", ROWS)])
    half = len(ROWS) // 2
    wider = [ROWS[0] + ["Comment"]] + [row + ["x"] for row in ROWS[half:]]
    yield book("sheets_differ", Xlsx(), [("2023", ROWS[:half]), ("2024", wider)], asks=("--sheet", "2023", "2024"))
    turned = [list(reversed(row)) for row in ROWS[:1] + ROWS[half:]]
    yield book("sheets_turned", Xlsx(), [("2023", ROWS[:half]), ("2024", turned)], asks=("--sheet", "2023", "2024"))


def traps():
    """Where a guess would be wrong money and look right."""
    fields = BASIC[:6]
    for language in words.WORDS:
        rows = list(words.plain(WORLD, language, [*fields, "price_after", "discount_percent"]))
        yield from asked(f"price_before_or_after_{language}", rows, ("--map discount_percent=",),
                         [(("--map", "discount_percent="), ())], style=COMMA)
        rows = list(words.plain(WORLD, language, [*fields, "gross", "tax"]))
        of = [d for d in WORLD for _ in d.lines]
        rows = rows[:1] + [row[:-1] + [Money(d.total("tax"))] for row, d in zip(rows[1:], of)]
        yield table(f"tax_of_documents_{language}", rows, COMMA, SEMICOLON, asks=("--map tax=", "--map tax_percent="))
        rows = words.plain(WORLD, language, [*fields, "price_gross", "discount_percent", "tax_percent"])
        yield table(f"price_with_tax_{language}", rows, COMMA, SEMICOLON, ("cost",))
        rows = list(words.plain(LONG, language, [*fields, "net"]))
        turned = [[turn(v) if isinstance(v, datetime.date) else v for v in row] for row in rows]
        yield book(f"dates_half_turned_{language}", Xlsx(), [("S", turned)], asks=("--date-order",))
        rows = list(words.plain(WORLD, language, [*fields, "net"]))
        name = rows[0][-1] + " EUR"
        beside = [rows[0] + [name]] + [row + [Money(row[-1] / 117)] for row in rows[1:]]
        yield table(f"euros_beside_{language}", beside, COMMA, SEMICOLON, ("cost",))
        before = [[*row[:-2], row[-1], row[-2]] for row in beside]
        yield table(f"euros_in_front_{language}", before, COMMA, SEMICOLON, ("cost",))
    rows = [["Invoice No.", "Invoice Date", "Customer Name", "Item", "Amount"]]
    for i in range(1, 200):  # few documents have a second line to see by that it is the total
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=i)
        rows += [[f"F{i}", day, f"Kupac {i % 9}", f"art {k}", Money(Decimal(100 + i))] for k in range(2 if i % 40 == 0 else 1)]
    yield table("totals_rarely_seen", rows, COMMA, SEMICOLON, asks=("--map net=",))


def turn(day):
    """What a spreadsheet of the United States makes of a day written 31/12/2024."""
    return datetime.date(day.year, day.day, day.month) if day.day <= 12 else day.strftime("%d/%m/%Y")


def everything():
    for part in (dates, numbers, columns, gross, totals, discounts, sheets, traps):
        yield from part()
