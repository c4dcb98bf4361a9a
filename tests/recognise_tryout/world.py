"""One invented set of invoices and what a report must say of it. Every amount is a whole number of cents, however it is computed.

Systems differ in what they export; each says which kinds of documents it writes, and `expect` answers for those.
"""

import datetime
import random
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")

NAMES = [
    "Željezara Đurić d.o.o.", "Ćuprija Promet", "Šumadija-Drvo d.o.o.", "Alfa Trade", "Müller & Söhne GmbH",
    "Łódź Metal Sp. z o.o.", "Établissements Lefèvre", "Kopaonik \"Gradnja\" AD", "O'Brien; Sons, Ltd", "Žižić i sin",
    "Beta-Sistem d.o.o.", "Dunav Osiguranje", "Naïve Café SARL", "Gvožđe Čačak", "Vodovod 1962", "Kula | Most",
]
PRODUCTS = [
    ("A-100", "Čekić 500 g", "kom", "Alati"), ("A-101", "Šrafciger PH2", "kom", "Alati"),
    ("0042", "Ekser 80 mm", "kg", "Vijci"), ("B/7", "Vijak M8 \"zn\"", "kom", "Vijci"),
    ("C.300", "Žica 2,5 mm²", "m", "Elektro"), ("C.301", "Kabl PPY 3x1.5", "m", "Elektro"),
    ("D-9", "Lepak Ćirko; brzi", "kom", "Hemija"), ("D-10", "Boja bela 10 l", "kom", "Hemija"),
    ("E-1", "Đubrivo 25 kg", "vreća", "Hemija"), ("F-22", "Pumpa 3 kW", "kom", "Mašine"),
]
CHARGE = ("TRANS", "Freight", "kom", "Usluge")


def cents(value):
    """Rounded half away from zero to the cent."""
    return value.quantize(CENT, rounding="ROUND_HALF_UP")


@dataclass(frozen=True)
class Account:
    number: str
    name: str
    tax: str
    country: str


@dataclass(frozen=True)
class Line:
    position: int
    product: tuple
    quantity: Decimal  # never negative; the document says whether it is given back
    price: Decimal
    discount: Decimal  # percent
    unit_cost: Decimal

    @property
    def net(self):
        return cents(self.quantity * self.price * (100 - self.discount) / 100)

    @property
    def tax(self):
        return cents(self.net / 5)

    @property
    def gross(self):
        return self.net + self.tax

    @property
    def is_charge(self):
        return self.product is CHARGE


@dataclass(frozen=True)
class Document:
    serial: int
    kind: str  # invoice, credit, draft, cancelled, advance
    date: datetime.date
    account: Account  # None where the sale names nobody
    lines: tuple
    seller: str

    @property
    def sign(self):
        return -1 if self.kind == "credit" else 1

    def total(self, of):
        return sum((getattr(line, of) for line in self.lines), Decimal(0)) * self.sign


def make_lines(rng, kind):
    lines = []
    for position in range(1, rng.choice([1, 2, 2, 3, 4, 6]) + 1):
        product = CHARGE if kind == "invoice" and position > 1 and rng.random() < 0.08 else rng.choice(PRODUCTS)
        quantity = Decimal(rng.randint(1, 40)) if rng.random() < 0.8 else Decimal(rng.randint(3, 99)) / 2
        price = Decimal(rng.choice([2, 7, 31, 125, 612, 3087, 24690, 8])) * Decimal("0.40")
        discount = Decimal(rng.choice([0, 0, 0, 5, 10, 15, 20, 35]))
        if product is CHARGE:
            quantity, discount = Decimal(1), Decimal(0)
        cost = price * Decimal(rng.randint(4, 7)) / 10  # of which a half is whole cents too
        lines.append(Line(position, product, quantity, price, discount, cost))
        if rng.random() < 0.04:  # a line that is there twice is two lines
            lines.append(Line(position, *list(vars(lines[-1]).values())[1:]))
    return tuple(Line(i, *list(vars(line).values())[1:]) for i, line in enumerate(lines, 1))


def make_world(seed=1, documents=60, first=datetime.date(2024, 1, 3), step=5):
    """Documents in order of date; about one in eight is a credit, one in thirty each of drafts, cancelled, advance."""
    rng = random.Random(seed)
    accounts = [Account(f"K{100 + i:04d}", name, f"{100000000 + i * 7654321:09d}", "RS") for i, name in enumerate(NAMES)]
    weights = [1 / (1 + i) for i in range(len(accounts))]
    made, date = [], first
    for serial in range(1, documents + 1):
        date += datetime.timedelta(days=rng.randint(0, step))
        kind = rng.choices(["invoice", "credit", "draft", "cancelled", "advance"], [80, 12, 3, 3, 3])[0]
        account = None if kind == "invoice" and rng.random() < 0.05 else rng.choices(accounts, weights)[0]
        made.append(Document(serial, kind, date, account, make_lines(rng, kind), rng.choice(["Žika Perić", "Ana Ilić"])))
    return made


def expect(documents, net_of=lambda line: line.net, with_account=True):
    """What a report must say when exactly these documents are taken."""
    taken = [(d, line) for d in documents for line in d.lines]
    by_account, by_month = defaultdict(Decimal), defaultdict(Decimal)
    for d, line in taken:
        if d.account is None or line.is_charge:
            continue
        by_account[d.account] += d.sign * net_of(line)
        by_month[d.date.strftime("%Y-%m")] += d.sign * net_of(line)
    top = max(by_account, key=lambda a: by_account[a])
    return {
        "taken": len(taken),
        "credits": sum(d.kind == "credit" for d, _ in taken),
        "refused": 0,
        "without_account": sum(d.account is None for d, _ in taken),
        "charges": sum(line.is_charge for _, line in taken),
        "net": cents(sum((d.sign * net_of(line) for d, line in taken), Decimal(0))),
        "accounts": len({d.account for d, _ in taken if d.account is not None}),
        "from": min(d.date for d in documents).isoformat(),
        "to": max(d.date for d in documents).isoformat(),
        "documents": len(documents),
        "top": top,
        "top_net": cents(by_account[top]),
        "months": {month: cents(net) for month, net in by_month.items()},
        "cost": cents(sum((d.sign * line.quantity * line.unit_cost for d, line in taken
                           if d.account is not None and not line.is_charge), Decimal(0))),
    }
