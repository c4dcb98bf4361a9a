"""A company for the tests of figures: three years of lines whose every sum can be worked out from the file itself, people of all
roles, and a server on it. The file ends in the middle of a year, has credits, charges, lines without a customer and without a cost."""

import csv
import io
import json
import os
import random
import subprocess
from datetime import date, timedelta
from decimal import Decimal

import tap
from server import ADMIN, Server

FIRST, LAST = date(2023, 1, 2), date(2025, 8, 20)
CATEGORIES = ["Ležajevi", "Remenje & lanci", ""]
CUSTOMERS = 12
ARTICLES = 9
POSTAGE = 9  # the number of the article that is a charge


def make_rows(seed=7):
    """Rows as dictionaries; the same ones for the same seed."""
    draw = random.Random(seed)
    rows = []
    days = (LAST - FIRST).days
    for document in range(240):
        day = LAST if document == 0 else FIRST if document == 1 else FIRST + timedelta(draw.randrange(days + 1))
        customer = draw.randrange(CUSTOMERS + 1)
        is_credit = document % 17 == 3
        for position in range(draw.randrange(1, 5)):
            article = draw.randrange(ARTICLES + 1)
            cents = draw.randrange(100, 90000)
            sign = -1 if is_credit else 1
            rows.append({
                "document": f"R-{document:04}", "type": "credit" if is_credit else "invoice", "date": day.isoformat(),
                # The last of them is nobody.
                "account_number": str(1000 + customer) if customer < CUSTOMERS else "",
                "account_name": f"Kupac {customer}" if customer < CUSTOMERS else "",
                "product_number": "POST" if article == POSTAGE else f"A{article}",
                "product_name": "Postage" if article == POSTAGE else f"Artikal {article}",
                "category": "" if article == POSTAGE else CATEGORIES[article % 3],
                "quantity": str(sign * draw.randrange(1, 40)),
                "net": str(Decimal(sign * cents) / 100),
                "cost": "" if article == 4 else str(Decimal(sign * draw.randrange(50, cents)) / 100),
                "currency": "EUR",
            })
    return rows


def to_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


ROWS = make_rows()
ROLES = ["director", "kam", "member", "analyst", "executive"]


class Company:
    """A server with the file in it, and a token for each role: company.get("director", "/api/v1/...")."""

    def __init__(self, kind="sqlite", rows=None, rates=None, home="EUR"):
        self.server = Server(kind, start=False)
        if rates is not None:
            self.server.kamen("rates", "--home", home, self.server.write("rates.csv", rates))
        rows = ROWS if rows is None else rows
        if rows:
            self.server.kamen("import", self.server.write("sales.csv", to_csv(rows)))
        self.tokens = {"admin": self.server.make_token(ADMIN)}
        for role in ROLES:
            password = self.server.write("role-password", f"sasvim-dobra-{role}-77\n")
            self.server.kamen("user", "add", "--email", f"{role}@firma.rs", "--role", role, "--password-file", password)
            self.tokens[role] = self.server.make_token(f"{role}@firma.rs")
        self.people = {user["role"]: user["id"] for user in json.loads(self.server.kamen("user", "list", "--json"))}
        self.server.start()
        items = self.get("director", "/api/v1/sales/sums", group_by="account", limit=1000).json["items"]
        self.accounts = {item["account"]["number"]: item["account"]["id"] for item in items if item["account"]}

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.server.__exit__(*fault)

    def request(self, role, method, path, body=None, headers=None, **query):
        return self.server.request(method, path, body, {"Authorization": f"Bearer {self.tokens[role]}", **(headers or {})}, **query)

    def get(self, role, path, **query):
        return self.request(role, "GET", path, **query)

    def sums(self, role="director", **query):
        answer = self.get(role, "/api/v1/sales/sums", **query)
        assert answer.status == 200, answer
        return answer.json

    def lines(self, role="director", **query):
        """All pages."""
        items, cursor = [], None
        while True:
            answer = self.get(role, "/api/v1/sales/lines", cursor=cursor, **query)
            assert answer.status == 200, answer
            items += answer.json["items"]
            cursor = answer.json["next"]
            if cursor is None:
                return items

    def open(self, url, role="director"):
        """All rows that a figure opens to."""
        items, cursor = [], None
        while True:
            answer = self.get(role, url + ("&" if "?" in url else "?") + "limit=1000", cursor=cursor)
            assert answer.status == 200, answer
            items += answer.json["items"]
            cursor = answer.json["next"]
            if cursor is None:
                return items

    def own(self, numbers, role="kam"):
        """Give accounts to the key account manager."""
        me = self.people[role]
        for number in numbers:
            path = f"/api/v1/accounts/{self.accounts[number]}"
            etag = self.get("director", path).headers["ETag"]
            answer = self.request("director", "PATCH", path, {"owner_id": me}, {"If-Match": etag})
            assert answer.status == 200, answer
        return me

    def analyse(self, name, *arguments):
        """What the command line answers, while the server runs beside it."""
        env = {**os.environ, "KAMEN_DB": self.server.database.uri, "LC_ALL": "C.UTF-8"}
        run = subprocess.run([os.environ["KAMEN"], "analyze", name, "--json", "--no-keep", *arguments], env=env, capture_output=True,
                             text=True, check=False)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)


def amount(money):
    return Decimal(money["amount"])


def run_on(kind, tests, omitted):
    """Runs the tests of a file on one kind of database and ends the server of its COMPANY in order; the exit status. Without
    PostgreSQL it says what is `omitted`."""
    if kind == "postgres" and not os.environ.get("KAMEN_TEST_PG"):
        print(f"1..0 # SKIP PostgreSQL is not installed (Debian: postgresql), so {omitted}")
        return 0
    status = tap.run(tests)
    if tests.get("COMPANY") is not None:
        with tests["COMPANY"]:
            pass
    return status
