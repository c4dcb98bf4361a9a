"""One plain table written in every dialect: delimiters, encodings, dates, numbers, headers, containers, selections of columns."""

import gzip
import io
import random
import zipfile
from decimal import Decimal

import plain as words
import systems as s
from check import Case
from render import Csv, Style, Xlsx
from world import make_world

WORLD = s.pick(make_world(6, 60), s.SAID)
LONG = s.pick(make_world(3, 700, step=1), s.SAID)
ROWS = list(words.plain(WORLD, "en", words.MANY))
COMMA = Style(point=",", group=".", date="%d.%m.%Y")
SEMICOLON = Csv(delimiter=";")


def made(name, content, lacks=(), extension="csv", documents=WORLD, **more):
    return Case(name, f"{name}.{extension}", content, documents, lacks=frozenset(lacks), **more)


def table(name, rows, style=s.ISO, csv=Csv(), lacks=(), **more):
    return made(name, csv.write(rows, style), lacks, **more)


def delimiters():
    for name, csv in (("comma", Csv()), ("semicolon", SEMICOLON), ("tab", Csv(delimiter="\t")), ("pipe", Csv(delimiter="|"))):
        for ending, newline in (("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")):
            for quotes in (False, True):
                for pad in ("", "  "):
                    for style, word in ((s.ISO, "points"), (COMMA, "commas")):
                        dialect = Csv(csv.delimiter, quotes, newline, pad=pad)
                        yield table(f"csv_{name}_{ending}{'_quoted' if quotes else ''}{'_padded' if pad else ''}_{word}", ROWS,
                                    style, dialect)
    yield table("csv_no_last_newline", ROWS, csv=Csv(last_newline=False))
    yield table("csv_sep_line", [["sep=;"]] + ROWS, csv=SEMICOLON)
    yield table("csv_trailing_delimiter", [row + [None] for row in ROWS], csv=SEMICOLON)
    yield table("csv_leading_blank_lines", [[None]] * 3 + ROWS)
    yield table("csv_blank_lines_between", [r for row in ROWS for r in (row, [None] * len(row))])


def encodings():
    for name, encoding, bom in (("bom", "utf-8", b"\xef\xbb\xbf"), ("utf16le", "utf-16-le", b"\xff\xfe"),
                                ("utf16be", "utf-16-be", b"\xfe\xff"), ("utf16le_bare", "utf-16-le", b""),
                                ("utf16be_bare", "utf-16-be", b"")):
        for csv, word in ((Csv(), "comma"), (Csv(delimiter="\t", newline="\r\n"), "tab")):
            yield table(f"encoding_{name}_{word}", ROWS, csv=Csv(csv.delimiter, False, csv.newline, encoding, bom))
    text = Csv().write(ROWS, s.ISO)
    yield made("packed", gzip.compress(text), extension="csv.gz")
    yield made("packed_without_name", gzip.compress(text), extension="csv")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/sales.csv", text)
    yield made("packed", out.getvalue(), extension="zip")
    yield made("named_txt", text, extension="txt")
    yield made("named_xls", text, extension="xls")
    yield made("named_xlsx", text, extension="xlsx")


DATES = {
    "iso": "%Y-%m-%d", "dots": "%d.%m.%Y", "dots_end": "%d.%m.%Y.", "dots_spaced": "%d. %m. %Y.", "slash_dmy": "%d/%m/%Y",
    "slash_mdy": "%m/%d/%Y", "dash_dmy": "%d-%m-%Y", "slash_ymd": "%Y/%m/%d", "compact": "%Y%m%d", "named": "%d-%b-%Y",
    "named_long": "%d %B %Y", "named_us": "%b %d, %Y", "named_us_long": "%B %d, %Y",
    "yy_dots": "%d.%m.%y", "yy_slash_dmy": "%d/%m/%y", "yy_slash_mdy": "%m/%d/%y", "yy_named": "%d-%b-%y",
    "time": "%Y-%m-%d 14:05:06", "time_t": "%Y-%m-%dT14:05:06", "time_z": "%Y-%m-%dT14:05:06Z",
    "time_zone": "%Y-%m-%dT14:05:06+02:00", "time_micro": "%Y-%m-%d 00:00:00.0000000", "time_dots": "%d.%m.%Y 14:05",
    "time_us": "%m/%d/%Y 02:05:06 PM", "time_dots_end": "%d.%m.%Y. 14:05:06", "ymd_dots": "%Y.%m.%d",
    "ymd_dots_end": "%Y. %m. %d.",
}


def dates():
    for name, pattern in DATES.items():
        yield table(f"date_{name}", ROWS, Style(date=pattern))
        if "%m" in pattern and "%Y%m" not in pattern and "time" not in name:
            yield table(f"date_{name}_short", ROWS, Style(date=pattern, short=True))
    yield table("date_serbian_months", [[None if v is None else v for v in row] for row in with_month_names(ROWS)])


def with_month_names(rows):
    names = "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar".split()
    for row in rows:
        yield [f"{v.day}. {names[v.month - 1]} {v.year}." if hasattr(v, "month") else v for v in row]


NUMBERS = {
    "german": Style(point=",", group="."), "english": Style(group=","), "french": Style(point=",", group=" "),
    "narrow": Style(point=",", group="\u202f"), "nbsp": Style(point=",", group="\u00a0"), "nbsp_point": Style(group="\u00a0"),
    "swiss": Style(group="'"), "swiss_curly": Style(group="\u2019"), "swiss_comma": Style(point=",", group="'"),
    "four": Style(decimals=4), "four_comma": Style(decimals=4, point=","), "three_comma": Style(decimals=3, point=",", group="."),
    "three": Style(decimals=3), "six": Style(decimals=6), "quantity_three": Style(quantity_decimals=3),
    "quantity_three_comma": Style(quantity_decimals=3, point=",", group="."),
    "quantity_three_comma_plain": Style(quantity_decimals=3, point=","),
    "dollar": Style(money="${}", group=","), "euro_after": Style(money="{} €", point=",", group="."), "euro": Style(money="€{}"),
    "euro_space": Style(money="€ {}", group=","), "rsd_after": Style(money="{} RSD", point=",", group="."),
    "rsd": Style(money="RSD {}", point=",", group="."), "din": Style(money="{} din.", point=",", group="."),
    "din_bare": Style(money="{} din", point=",", group="."), "pound": Style(money="£{}", group=","),
    "franc": Style(money="CHF {}", group="'"), "kuna": Style(money="{} kn", point=",", group="."),
    "km": Style(money="{} KM", point=",", group="."), "dollar_minus": Style(money="${}", negative="-{}"),
    "brackets": Style(negative="({})"), "brackets_dollar": Style(negative="({})", money="${}", group=","),
    "minus_after": Style(negative="{}-"), "minus_after_comma": Style(negative="{}-", point=",", group="."),
    "minus_real": Style(negative="\u2212{}"), "minus_space": Style(negative="- {}"), "guarded": Style(negative="'-{}"),
    "apostrophe": Style(number="'{}"), "apostrophe_comma": Style(number="'{}", point=",", group="."),
    "equals_text": Style(number='="{}"'), "spaces": Style(number="  {} "), "percent": Style(percent="{}%"),
    "percent_space": Style(percent="{} %", point=","), "fraction": Style(percent_divisor=100),
    "fraction_comma": Style(percent_divisor=100, point=",", group="."),
}


def numbers():
    for name, style in NUMBERS.items():
        yield table(f"number_{name}", ROWS, style, SEMICOLON)
        yield table(f"number_{name}_no_net", without(ROWS, "net", "gross", "tax"), style, SEMICOLON)
        if style.group:  # as a comma stands in the cells, so they are quoted
            yield table(f"number_{name}_comma", ROWS, style, Csv(quote_all=True))
    yield table("number_scientific", [[f"{v:.6E}" if isinstance(v, Decimal) else v for v in row] for row in ROWS])
    yield table("number_plus", [[f"+{v}" if isinstance(v, Decimal) and v >= 0 else v for v in row] for row in ROWS])
    yield table("number_no_zeros", [[f"{float(v)!r}".removesuffix(".0") if isinstance(v, Decimal) else v for v in row]
                                    for row in ROWS])
    yield table("number_zero_as_dash", [["-" if isinstance(v, Decimal) and v == 0 else v for v in row] for row in ROWS])


def without(rows, *fields, names=words.MANY):
    keep = [i for i, field in enumerate(names) if field not in fields]
    return [[row[i] for i in keep] for row in rows]


def headers():
    changes = {
        "upper": str.upper, "lower": str.lower, "padded": lambda t: f"  {t} ", "snake": lambda t: t.lower().replace(" ", "_"),
        "camel": lambda t: t.title().replace(" ", ""), "dashed": lambda t: t.replace(" ", "-"), "glued": lambda t: t.replace(" ", ""),
        "bracketed": lambda t: f"[{t}]", "starred": lambda t: t + "*", "colon": lambda t: t + ":", "broken": lambda t: t.replace(" ", "\n"),
        "double": lambda t: t.replace(" ", "  "), "table": lambda t: "Sales." + t, "path": lambda t: "Sales/" + t,
        "nbsp": lambda t: t.replace(" ", "\u00a0"),
    }
    for name, change in changes.items():
        yield table(f"header_{name}", [[change(h) for h in ROWS[0]]] + ROWS[1:])
    rng = random.Random(7)
    for i in range(6):
        order = list(range(len(words.MANY)))
        rng.shuffle(order)
        for language in ("en", "sr", "hr", "de", "fr"):
            rows = list(words.plain(WORLD, language, [words.MANY[k] for k in order]))
            yield table(f"order_{language}_{i}", rows, COMMA, SEMICOLON)


SELECTIONS = {
    "net_only": ["document", "date", "account_name", "product_name", "quantity", "net"],
    "no_document": ["date", "account_number", "account_name", "product_number", "quantity", "net"],
    "price": ["document", "date", "account_name", "product_name", "quantity", "price_after"],
    "price_and_discount": ["document", "date", "account_name", "product_name", "quantity", "price", "discount_percent"],
    "price_discount_amount": ["document", "date", "account_name", "product_name", "quantity", "price", "discount"],
    "gross_and_tax": ["document", "date", "account_name", "product_name", "quantity", "price_gross", "tax", "gross"],
    "all_prices": ["document", "date", "account_name", "product_name", "quantity", "price", "price_after", "price_gross",
                   "discount_percent", "discount", "net", "tax", "gross"],
    "totals_first": ["document_gross", "document_net", "paid", "document", "date", "account_name", "product_name", "quantity",
                     "net", "tax", "gross"],
    "totals_last": ["document", "date", "account_name", "product_name", "quantity", "net", "document_net", "document_gross"],
    "totals_and_price": ["document", "date", "account_name", "product_name", "quantity", "price_after", "document_gross",
                         "document_net"],
    "freight": ["document", "date", "account_name", "freight", "product_name", "quantity", "net", "cost", "margin"],
    "calendar": ["year", "month", "due", "date", "document", "account_number", "account_name", "product_number", "quantity", "net"],
    "cost_first": ["document", "date", "account_name", "product_name", "cost", "unit_cost", "quantity", "price_after", "net"],
    "tax_number_only": ["document", "date", "tax_number", "product_name", "quantity", "net"],
    "margin_first": ["margin", "document", "date", "account_name", "product_number", "quantity", "net", "cost"],
    "minimal": ["date", "account_name", "net"],
}


def selections():
    for language in words.WORDS:
        for name, fields in SELECTIONS.items():
            lacks = {"cost"} if "cost" not in fields and "unit_cost" not in fields else set()
            lacks |= {"account_number"} if "account_number" not in fields else set()
            lacks |= {"account_name", "top"} if "account_name" not in fields else set()
            lacks |= {"documents", "credits"} if "document" not in fields else set()
            if "product_name" not in fields:  # charges are told by their names
                lacks |= {"charges", "top_net", "months", "cost"}
            for style, word, world in ((s.ISO, "points", WORLD), (COMMA, "commas", WORLD), (COMMA, "long", LONG)):
                rows = list(words.plain(world, language, fields, sums=True))
                yield table(f"select_{language}_{name}_{word}", rows, style, SEMICOLON, lacks, documents=world)


def everything():
    for part in (delimiters, encodings, dates, numbers, headers, selections):
        yield from part()
