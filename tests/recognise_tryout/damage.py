"""Files that are broken, huge, or no sales files at all: one clear line, status 1 or 2, nothing half done. Prints TAP."""

import gzip
import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True

from check import KAMEN  # noqa: E402  (no byte code may be written before it)
from dialects_catalogue import ROWS  # noqa: E402
from einvoices import document_xml  # noqa: E402
from render import Csv, Style, Xlsx  # noqa: E402
from world import Account, make_world  # noqa: E402

TEXT = Csv().write(ROWS, Style())
BOOK = Xlsx().write([("Sheet1", ROWS)], Style())
INVOICE = document_xml(make_world(5, 5)[0], Account("", "Prodavac", "101010101", "RS"), True)
WORKS = (0, 3)
FAILS = (1, 2)


def put(text, at, new, length=0):
    return text[:at] + new + text[at + length:]


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb():
    return packed({"a.csv": b"0" * (300 << 20)})


def rebuilt(change):
    """The workbook with some of its parts changed; None drops one."""
    old = zipfile.ZipFile(io.BytesIO(BOOK))
    parts = {name: old.read(name) for name in old.namelist()}
    parts.update(change(parts))
    return packed({name: content for name, content in parts.items() if content is not None})


def broken_books():
    sheet = "xl/worksheets/sheet1.xml"
    yield "book_without_sheet.xlsx", rebuilt(lambda p: {sheet: None}), FAILS, ()
    yield "book_without_workbook.xlsx", rebuilt(lambda p: {"xl/workbook.xml": None}), FAILS, ()
    yield "book_without_strings.xlsx", rebuilt(lambda p: {"xl/sharedStrings.xml": None}), FAILS, ()
    yield "book_without_styles.xlsx", rebuilt(lambda p: {"xl/styles.xml": None}), WORKS + FAILS, ()
    yield "book_cut_sheet.xlsx", rebuilt(lambda p: {sheet: p[sheet][:len(p[sheet]) // 2]}), FAILS, ()
    yield "book_bad_string.xlsx", rebuilt(lambda p: {sheet: p[sheet].replace(b"<v>3</v>", b"<v>999999</v>", 1)}), FAILS, ()
    yield "book_entities.xlsx", rebuilt(lambda p: {sheet: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
                                                           b"<worksheet>&b;</worksheet>"}), FAILS, ()
    yield "book_far_cell.xlsx", rebuilt(lambda p: {sheet: p[sheet].replace(b'r="A2"', b'r="XFD2"', 1)}), WORKS + FAILS, ()
    yield "book_wrong_cell.xlsx", rebuilt(lambda p: {sheet: p[sheet].replace(b'r="A2"', b'r="ZZZZZZ99999999999"', 1)}), FAILS, ()
    for part in (10, 30, 50, 70, 90, 99):
        yield f"book_cut_{part}.xlsx", BOOK[:len(BOOK) * part // 100], FAILS, ()
    rng = random.Random(3)
    for i in range(12):
        yield f"book_bit_{i}.xlsx", put(BOOK, rng.randrange(len(BOOK)), bytes([rng.randrange(256)]), 1), WORKS + FAILS, ()
    yield "protected.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), FAILS, ("password", "save")


def broken_texts():
    middle = len(TEXT) // 2
    line = TEXT.index(b"\n", middle) + 1
    row = TEXT[:line].count(b"\n") + 1
    yield "empty.csv", b"", FAILS, ("empty",)
    yield "blank.csv", b"\n\n  \n", FAILS, ("empty",)
    yield "bom_only.csv", b"\xef\xbb\xbf", FAILS, ()
    yield "header_only.csv", TEXT[:TEXT.index(b"\n") + 1], FAILS + WORKS, ()
    yield "header_only.xlsx", Xlsx().write([("Sheet1", ROWS[:1])], Style()), FAILS + WORKS, ()
    yield "empty_book.xlsx", Xlsx().write([("Sheet1", [])], Style()), FAILS, ()
    yield "one_cell.csv", b"x", FAILS, ()
    yield "one_line.csv", TEXT.split(b"\n")[1], WORKS + FAILS, ()
    yield "nul.csv", put(TEXT, line + 5, b"\0"), FAILS, (f"row {row}", "column", "NUL")
    yield "nul_many.csv", put(TEXT, line, b"\0" * 100000), FAILS, (f"row {row}", "NUL")
    yield "lone_quote.csv", put(TEXT, line, b'"'), FAILS, (f"row {row}", "quote")
    yield "lone_quote_last.csv", TEXT + b'"24-300', FAILS, ("row", "quote")
    yield "cut_in_row.csv", TEXT[:line + 20], FAILS, (f"row {row}", "column 2 of 19", "truncated")
    yield "cut_in_letter.csv", TEXT[:TEXT.rindex("Č".encode()) + 1], FAILS, ("row", "column")
    yield "wrong_byte.csv", put(TEXT, line + 3, b"\xff"), FAILS, (f"row {row}", "column", "0xff")
    yield "huge_cell.csv", put(TEXT, line, b"x" * (40 << 20)), FAILS, (f"row {row}", "column")
    yield "many_columns.csv", b",".join(b"c%d" % i for i in range(20000)) + b"\n" + b",".join([b"1"] * 20000) + b"\n", FAILS, (
        "column",)
    yield "long_row.csv", put(TEXT, line, b"," * 20000), WORKS + FAILS, ()
    yield "endless_line.csv", b"a" * (64 << 20), FAILS, ()
    yield "endless_commas.csv", b"," * (64 << 20), FAILS, ()
    yield "endless_newlines.csv", b"\n" * (16 << 20), FAILS, ()
    yield "random.csv", random.Random(1).randbytes(100000), FAILS, ()
    yield "random.xlsx", random.Random(2).randbytes(100000), FAILS, ()
    yield "zeros.csv", bytes(100000), FAILS, ()
    yield "page.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + random.Random(4).randbytes(5000), FAILS, ("PDF",)
    yield "page.csv", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + random.Random(4).randbytes(5000), FAILS, ("PDF",)
    yield "html.xls", b"<html><head><meta charset='utf-8'></head><body><table><tr><td>Invoice</td><td>Date</td></tr></table>", FAILS, (
        "HTML",)
    yield "html_late.xls", b"\n\n  <!DOCTYPE html>\n<table><tr><td>a</td></tr></table>", FAILS, ("HTML",)
    yield "xml_sheet.xls", (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns='
                            b'"urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'), FAILS, ()
    yield "json.csv", b'[{"invoice":1,"date":"2024-01-01","amount":3}]', FAILS, ("JSON",)
    yield "image.png", b"\x89PNG\r\n\x1a\n" + random.Random(5).randbytes(1000), FAILS, ()
    yield "old.ods", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), FAILS, ("OpenDocument",)
    yield "letter.docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), FAILS, (".docx",)
    yield "access.mdb", b"\0\1\0\0Standard Jet DB\0" + bytes(3000), FAILS, ()
    yield "database.csv", b"SQLite format 3\0" + bytes(4000), FAILS, ()
    yield "seven.7z", b"7z\xbc\xaf\x27\x1c" + random.Random(6).randbytes(1000), FAILS, ()
    yield "rar.rar", b"Rar!\x1a\x07\x01\0" + random.Random(6).randbytes(1000), FAILS, ()
    yield "latin_utf16_cut.csv", TEXT.decode().encode("utf-16")[:-1], FAILS + WORKS, ()


def broken_packs():
    whole = gzip.compress(TEXT)
    yield "cut.csv.gz", whole[:-20], FAILS, ()
    yield "cut_in_header.csv.gz", whole[:6], FAILS, ()
    yield "bad_sum.csv.gz", put(whole, len(whole) - 6, b"\0\0\0\0", 4), FAILS, ()
    yield "no_gzip.csv.gz", TEXT, WORKS, ()
    yield "no_zstd.csv.zst", TEXT, WORKS, ()
    yield "cut.zst", b"\x28\xb5\x2f\xfd\x24\x10\x00", FAILS, ()
    yield "empty.zip", packed({}), FAILS, ()
    yield "two_tables.zip", packed({"a.csv": TEXT, "b.csv": TEXT}), WORKS + FAILS, ()
    yield "outside.zip", packed({"../../etc/a.csv": TEXT}), WORKS + FAILS, ()
    yield "nested.zip", packed({"a.zip": packed({"a.csv": TEXT})}), FAILS, ()
    yield "bomb.zip", bomb(), FAILS, ()
    yield "bomb.csv.gz", gzip.compress(b"0" * (300 << 20)), FAILS, ()


def broken_invoices():
    yield "cut.xml", INVOICE[:-200], FAILS, ("line", "column")
    yield "lost_tag.xml", INVOICE.replace(b"</cbc:IssueDate>", b"", 1), FAILS, ()
    yield "no_date.xml", INVOICE.replace(b"IssueDate", b"IssuedOn"), WORKS + FAILS, ()
    yield "no_amount.xml", INVOICE.replace(b"LineExtensionAmount", b"Nothing"), WORKS + FAILS, ()
    yield "bad_amount.xml", INVOICE.replace(b'LineExtensionAmount currencyID="RSD">', b'LineExtensionAmount currencyID="RSD">x'), (
        WORKS + FAILS), ()
    yield "entities.xml", (b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Invoice xmlns="urn:oasis:'
                           b'names:specification:ubl:schema:xsd:Invoice-2">&b;</Invoice>'), FAILS, ()
    yield "outside.xml", (b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><Invoice xmlns="urn:oasis:names:'
                          b'specification:ubl:schema:xsd:Invoice-2">&a;</Invoice>'), FAILS, ()
    yield "other.xml", b'<?xml version="1.0"?><rss><channel/></rss>', FAILS, ()
    yield "deep.xml", b'<?xml version="1.0"?>' + b"<a>" * 200000, FAILS, ()


def ask(arguments):
    return subprocess.run([KAMEN, *arguments], capture_output=True, check=False, timeout=600)


def look(done, name, statuses, words):
    """What is wrong with an answer, as texts."""
    error = done.stderr.decode(errors="replace")
    lines = error.strip().splitlines()
    if done.returncode not in statuses:
        return [f"status {done.returncode}: {error[:300]} {done.stdout[:200]}"]
    if done.returncode in WORKS:
        return [] if "Sanitizer" not in error and "runtime error" not in error else [error[:2000]]
    wrong = [] if len(lines) == 1 else [f"{len(lines)} lines instead of one: {error[:300]}"]
    wrong += [] if name in error else [f"the file is not named: {error[:300]}"]
    wrong += [] if not done.stdout.strip() else [f"output all the same: {done.stdout[:100]}"]
    wrong += [] if len(error) < 3000 else [f"a message of {len(error)} bytes: {error[:300]}"]
    wrong += [f"'{word}' is missing: {error[:300]}" for word in words if word not in error]
    return wrong


def try_places(folder):
    """Paths that are no files."""
    yield "missing.csv", os.path.join(folder, "missing.csv"), FAILS, ("missing.csv",)
    os.mkdir(os.path.join(folder, "empty_folder"))
    yield "empty_folder", os.path.join(folder, "empty_folder"), FAILS, ()
    secret = os.path.join(folder, "secret.csv")
    with open(secret, "wb") as out:
        out.write(TEXT)
    os.chmod(secret, 0)
    if os.geteuid() != 0:
        yield "secret.csv", secret, FAILS, ("ermission",)
    yield "null", "/dev/null", FAILS, ()
    os.symlink(os.path.join(folder, "loop"), os.path.join(folder, "loop"))
    yield "loop", os.path.join(folder, "loop"), FAILS, ()


def main(wanted):
    failed = number = 0
    with tempfile.TemporaryDirectory() as folder:
        tries = []
        for name, content, statuses, words in [*broken_texts(), *broken_books(), *broken_packs(), *broken_invoices()]:
            path = os.path.join(folder, name)
            with open(path, "wb") as out:
                out.write(content)
            tries.append((name, path, statuses, words))
        tries += list(try_places(folder))
        database = os.path.join(folder, "k.db")
        assert ask(["init", "--db", database]).returncode == 0
        tries = [t for t in tries if not wanted or any(w in t[0] for w in wanted)]
        print(f"1..{2 * len(tries)}")
        for verb, arguments in (("report", ["report", "--json"]), ("import", ["import", "--db", database, "--dry-run"])):
            for name, path, statuses, words in tries:
                number += 1
                wrong = look(ask([*arguments, path]), name, statuses, words)
                failed += bool(wrong)
                for text in wrong:
                    print("# " + text.replace("\n", "\n# "))
                print(f"{'not ok' if wrong else 'ok'} {number} {verb} {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
