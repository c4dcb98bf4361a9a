"""kamen analyze groups from outside: the demonstration company, whose sums are worked out again from its lines and memberships."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

FOLDER = tempfile.TemporaryDirectory(prefix="kamen-groups-")
DB = Path(FOLDER.name, "kamen.db")


def run(*arguments):
    done = subprocess.run([os.environ["KAMEN"], *map(str, arguments)], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def company():
    """Net of products by account and day, memberships, and numbers of accounts."""
    run("demo", "--years", 2, "--db", DB)
    with closing(sqlite3.connect(DB)) as db:
        lines = db.execute("SELECT l.account_id, l.day, SUM(l.net_micro) FROM sales_line l JOIN product p ON p.id = l.product_id "
                           "WHERE l.account_id <> 0 AND p.is_charge = 0 GROUP BY 1, 2").fetchall()
        ties = {}
        for account, parent, bought, sold in db.execute("SELECT account_id, parent_id, bought_on, sold_on FROM group_membership"):
            ties.setdefault(account, []).append((parent, bought, sold))
        return lines, ties, dict(db.execute("SELECT id, number FROM account"))


def head(account, day):
    ties = company()[1]
    while True:
        above = [p for p, bought, sold in ties.get(account, []) if (bought is None or bought <= day) and (sold is None or day < sold)]
        if not above:
            return account
        account = above[0]


def analyse(*arguments):
    company()
    return json.loads(run("analyze", "groups", "--json", "--no-keep", "--db", DB, *arguments))


def amount(money):
    return Decimal(money["amount"])


def sums(day=None, first=-10**9, last=10**9):
    """By number of the head: net, of the lines of some days; each by its own day, or by the day that is given."""
    lines, _, numbers = company()
    found = {}
    for account, on, net in lines:
        if first <= on <= last:
            number = numbers[head(account, on if day is None else day)]
            found[number] = found.get(number, 0) + net
    return {number: Decimal(net) / 1000000 for number, net in found.items()}


def days(text):
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def check(answer, day, first=-10**9, last=10**9):
    now, then = sums(day, first, last), sums(None, first, last)
    for group in answer["groups"]:
        assert abs(amount(group["net"]) - now.get(group["number"], 0)) < Decimal("0.01"), group
        assert abs(amount(group["net_then"]) - then.get(group["number"], 0)) < Decimal("0.01"), group
    summary = answer["summary"]
    assert amount(summary["net"]) + amount(summary["net_alone"]) == amount(answer["basis"]["net"])
    assert sum(amount(group["net"]) for group in answer["groups"]) - amount(summary["net"]) < Decimal("0.5")
    return now, then


def test_groups__are_those_of_today_and_what_they_held():
    answer = analyse()
    now, _ = check(answer, days("2026-12-31"))
    assert answer["belonging"] == "today" and len(answer["groups"]) == answer["summary"]["groups"] == 40
    assert {g["number"] for g in answer["groups"]} >= {n for n in now if n.startswith("G")}
    assert sum(g["came"] for g in answer["groups"]) > 10 and amount(answer["summary"]["net_moved"]) > 0
    largest = answer["groups"][0]
    assert 0 < largest["largest"]["share_of_group"] <= 1 and largest["net"] == max((g["net"] for g in answer["groups"]), key=amount)


def test_groups__of_a_day_and_period():
    answer = analyse("--on", "2024-06-30", "--from", "2024-07-01", "--until", "2025-03-31")
    check(answer, days("2024-06-30"), days("2024-07-01"), days("2025-03-31"))
    assert answer["belonging"] == "2024-06-30"


def test_groups__as_text_and_table():
    company()
    text = run("analyze", "groups", "--no-keep", "--db", DB, "--limit", 3)
    assert "40 groups of" in text and "held then" in text and "and 37 more" in text, text
    rows = list(csv.DictReader(run("analyze", "groups", "--no-keep", "--csv", "--db", DB).splitlines()))
    assert [row["number"] for row in rows] == [group["number"] for group in analyse()["groups"]]


def test_run__of_groups_is_done_again():
    company()
    kept = json.loads(run("analyze", "groups", "--json", "--db", DB))["run"]
    again = json.loads(run("analyze", "again", kept, "--json", "--db", DB))
    assert again["groups"] == analyse()["groups"]


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
