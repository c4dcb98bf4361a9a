"""kamen analyze predictability from outside: customers of known habits, and whether the index of the past goes with the errors to come."""

import calendar
import collections
import csv
import datetime
import gzip
import os
import random
import sqlite3
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import FOLDER, amount, analyse, close, database, run  # noqa: E402

ROOT = Path(os.environ.get("KAMEN_SOURCE_ROOT", Path(__file__).resolve().parent.parent.parent))
DATA = Path(os.environ.get("KAMEN_DATA", ROOT.parent / "shared" / "data")) / "online_retail" / "online_retail_2009_2010.csv.gz"
EPOCH = datetime.date(1970, 1, 1)
FIRST = datetime.date(2023, 1, 1)
HEADER = "document,date,account_number,account_name,product_number,quantity,net,currency\n"


def habits():
    """A clock, a customer that buys by chance, one that stopped a year and a half ago, one that is new; and thirty by chance."""
    draw = random.Random(5)
    for day in range(0, 1095):
        date = FIRST + datetime.timedelta(days=day)
        if day % 7 == 1:
            yield f"C{day},{date},1,Clock,P,1,{100 + draw.random():.2f},EUR\n"
        if draw.random() < 0.04:
            yield f"R{day},{date},2,Random,P,1,{draw.lognormvariate(4, 1.5):.2f},EUR\n"
        if day % 7 == 2 and day < 550:
            yield f"G{day},{date},3,Gone,P,1,{100 + draw.random():.2f},EUR\n"
        if day >= 1085 and day % 3 == 0:
            yield f"N{day},{date},4,New,P,1,50.00,EUR\n"
        for other in range(30):
            if draw.random() < 0.03 + other / 600:
                yield f"O{other}-{day},{date},{100 + other},Other {other},P,1,{draw.lognormvariate(4, 0.5):.2f},EUR\n"


def small():
    return database("habits", HEADER + "".join(habits()))


def test_habits__have_the_index_that_they_deserve():
    got = analyse("predictability", "--no-keep", db=small())
    rows = {row["name"]: row for row in got["accounts"]}
    assert rows["Clock"]["index"] > 0.85 > 0.6 > rows["Random"]["index"], (rows["Clock"]["index"], rows["Random"]["index"])
    assert rows["Gone"]["index"] is None and rows["Gone"]["index_reason"] == "no_purchase_in_a_year"
    assert rows["New"]["index"] is None and rows["New"]["index_reason"] == "short_history"
    assert got["summary"]["accounts"] == len(rows) == 34 and got["summary"]["accounts_with_index"] <= 32
    assert [row["part"] for row in got["weights"]] == [part["part"] for part in rows["Clock"]["parts"]]
    close(sum(row["weight"] for row in got["weights"]), 1, 1e-9)


def test_index__is_the_mean_of_its_parts():
    got = analyse("predictability", "--no-keep", db=small())
    for row in got["accounts"]:
        used = sum(part["weight"] for part in row["parts"])
        if row["index"] is None:
            assert used == 0, row
            continue
        close(used, 1, 1e-9)
        close(row["index"], sum(part["weight"] * part["score"] for part in row["parts"] if part["score"] is not None), 1e-9)
        assert all((part["score"] is None) == (part["weight"] == 0) for part in row["parts"])
        assert row["short_term"]["contract_share"] is None and row["short_term"]["contract_reason"]
        assert row["short_term"]["coverage80"] <= row["short_term"]["coverage95"]
        assert amount(row["short_term"]["quarter_lower95"]) <= amount(row["short_term"]["quarter"]) <= amount(row["short_term"]["quarter_upper95"])


def test_output__as_text_and_csv():
    text = run("analyze", "predictability", "--no-keep", "--db", small()).stdout
    assert "With whom one can plan" in text and "Clock" in text
    rows = list(csv.DictReader(run("analyze", "predictability", "--no-keep", "--csv", "--db", small()).stdout.splitlines()))
    assert len(rows) == 34 and {row["index"] == "" for row in rows} == {True, False}


def add_months(day, months):
    """The last day of the month that lies so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def sales_after(db, until, months):
    """Net of each month after a month's end, by customer."""
    ends = [(add_months(until, k) - EPOCH).days for k in range(months + 1)]
    sales = collections.defaultdict(lambda: [0.0] * months)
    with sqlite3.connect(db) as connection:
        rows = connection.execute(
            "SELECT a.number, l.day, SUM(l.net_micro) / 1e6 FROM sales_line l JOIN account a ON a.id = l.account_id "
            "JOIN product p ON p.id = l.product_id WHERE p.is_charge = 0 AND l.day > ? AND l.day <= ? GROUP BY a.number, l.day",
            (ends[0], ends[-1]),
        )
        for number, day, net in rows:
            sales[number][next(k for k in range(months) if day <= ends[k + 1])] += net
    return sales


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    rank, at = [0.0] * len(values), 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for k in range(at, end + 1):
            rank[order[k]] = (at + end) / 2
        at = end + 1
    return rank


def rank_correlation(xs, ys):
    x, y = ranks(xs), ranks(ys)
    mean = (len(x) - 1) / 2
    covariance = sum((a - mean) * (b - mean) for a, b in zip(x, y))
    return covariance / (sum((a - mean) ** 2 for a in x) * sum((b - mean) ** 2 for b in y)) ** 0.5


def foretold(db, until, months):
    """Pairs of the index of a day and the error of the forecast made on it: sum |y - f| / sum (|y| + |f|)."""
    indices = {row["number"]: row["index"] for row in analyse("predictability", "--no-keep", "--until", until, db=db)["accounts"]}
    forecast = analyse("forecast", "--no-keep", "--until", until, "--horizon", 12, db=db)["accounts"]
    sales = sales_after(db, until, months)
    for row in forecast:
        points = [amount(point["point"]) for point in row.get("points") or []][:months]
        size = sum(map(abs, points)) + sum(map(abs, sales[row["number"]]))
        if points and size > 0 and indices.get(row["number"]) is not None:
            yield indices[row["number"]], sum(abs(y - f) for y, f in zip(sales[row["number"]], points)) / size


def judge(name, db, until, months, most):
    pairs = list(foretold(db, until, months))
    rho = rank_correlation([index for index, _ in pairs], [error for _, error in pairs])
    print(f"# {name}: {len(pairs)} customers, rank correlation of index and later error {rho:.3f}")
    assert rho < most, rho


def test_validation__of_the_demonstration_company():
    db = str(Path(FOLDER.name) / "company.db")
    run("demo", "--db", db, "--seed", 1, "--truth", Path(FOLDER.name) / "company.json")
    judge("year one, then year two", db, datetime.date(2023, 12, 31), 12, -0.6)
    judge("two years, then the third", db, datetime.date(2024, 12, 31), 12, -0.6)


def test_validation__of_real_data():
    if not DATA.exists():
        print("# SKIP the data set online_retail is absent")
        return
    source = Path(FOLDER.name) / "retail.csv"
    source.write_bytes(gzip.decompress(DATA.read_bytes()))
    judge("seven months, then five", database("retail", source), datetime.date(2010, 6, 30), 5, -0.5)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
