"""Reads the demonstration company's files on its own terms: nothing here comes from the generator's sources."""

import csv
import datetime
import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

SERVICES = "Usluge"
KINDS = {"Faktura": "invoice", "Maloprodajni račun": "counter", "Knjižno odobrenje": "credit"}


class Line(NamedTuple):
    kind: str
    document: str
    position: int
    day: datetime.date
    account: str
    tax_number: str
    product: str
    category: str
    quantity: int  # hundredths, like all amounts below
    price: int
    discount: int
    net: int
    cost: int


def hundredths(text):
    """'-1234,50' as -123450; anything else is an error."""
    assert re.fullmatch(r"-?\d+,\d\d", text), text
    return int(text.replace(",", ""))


_days = {}


def day(text):
    """A day written dd.mm.yyyy; None when empty."""
    if text not in _days:
        assert text == "" or re.fullmatch(r"\d\d\.\d\d\.\d{4}", text), text
        _days[text] = datetime.date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else None
    return _days[text]


def rows(path):
    """The rows of a file as dictionaries."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def digests(folder):
    """SHA-256 of every file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(Path(folder).iterdir())}


class World:
    """One generated company."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.truth = json.loads((self.folder / "truth.json").read_text(encoding="utf-8"))
        self.code = {category["name"]: category["code"] for category in self.truth["categories"]}
        self.accounts = {account["number"]: account for account in self.truth["accounts"]}
        self.lines = list(self._read_lines())

    def _read_lines(self):
        for row in rows(self.folder / "sales.csv"):
            assert row["Valuta"] == "RSD"
            yield Line(
                KINDS[row["Vrsta dokumenta"]], row["Broj računa"], int(row["Rbr"]), day(row["Datum računa"]), row["Šifra kupca"],
                row["PIB"], row["Šifra artikla"], self.code.get(row["Grupa artikla"], row["Grupa artikla"]),
                hundredths(row["Količina"]), hundredths(row["Cena"]), hundredths(row["Rabat %"]), hundredths(row["Iznos bez PDV"]),
                hundredths(row["Nabavna vrednost"]))

    def table(self, name):
        """The rows of another file."""
        return list(rows(self.folder / name))

    def article_lines(self, kind="invoice"):
        """Lines of articles on documents of a kind."""
        return (line for line in self.lines if line.kind == kind and line.category != SERVICES)

    def net_by_account(self):
        """Net of articles by customer number, credits taken off."""
        sums = defaultdict(int)
        for line in self.lines:
            if line.account and line.category != SERVICES:
                sums[line.account] += line.net
        return sums
