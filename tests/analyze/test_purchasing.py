"""kamen analyze purchasing from outside: the demonstration company, whose central purchases are known; text, CSV, by hand."""

import collections
import csv
import datetime
import decimal
import json
import math
import os
import sqlite3
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import FOLDER, analyse, run  # noqa: E402

SEEDS = (1, 2, 3)
MONTHS = 61  # two of them in days
made = {}


def company(seed):
    """A demonstration company in a database, what is true of it, and what the analysis says."""
    if seed not in made:
        db = str(Path(FOLDER.name) / f"company{seed}.db")
        truth = Path(FOLDER.name) / f"company{seed}.json"
        run("demo", "--db", db, "--seed", seed, "--truth", truth)
        made[seed] = (db, json.loads(truth.read_text(encoding="utf-8")), analyse("purchasing", "--no-keep", db=db))
    return made[seed]


def found_in(truth, answer, what="moved"):
    """What was found, by group number and category code of the truth."""
    code = {category["name"]: category["code"] for category in truth["categories"]}
    group_of = {member["number"]: group["number"] for group in truth["groups"] for member in group["members"] if member["to"] is None}
    group_of.update({group["number"]: group["number"] for group in truth["groups"]})
    return {
        (group_of[group["number"]], code[item["category"]]): item for group in answer["groups"] for item in group["categories"] if item[what]
    }


def micro(money):
    return int(decimal.Decimal(money["amount"]) * 1000000)


def days_off(item, move):
    return abs((datetime.date.fromisoformat(item["since"]) - datetime.date.fromisoformat(move["from"])).days)


def is_right(item, move):
    return item is not None and item["centre"]["number"] == move["centre"] and days_off(item, move) <= MONTHS


def test_truth__of_three_companies():
    """Of the moves that left a single line to the centre at all; the others were decided, and seen by nobody."""
    moves = took_place = right = inside = found = alarms = tested = suspected = asked_rightly = 0
    for seed in SEEDS:
        _, truth, answer = company(seed)
        seen = found_in(truth, answer)
        tested += answer["summary"]["tested"]
        assert answer["summary"]["moved"] == len(seen)
        maybe = found_in(truth, answer, "suspected")
        assert answer["summary"]["suspected"] == len(maybe) and not set(maybe) & set(seen)
        suspected += len(maybe)
        for move in truth["central_purchasing"]:
            item = seen.pop((move["group"], move["category"]), None)
            moves, took_place = moves + 1, took_place + (move["lines_for_others"] > 0)
            right += is_right(item, move)
            asked_rightly += (move["group"], move["category"]) in maybe
            found += item is not None
            inside += item is not None and item["since_from"] <= move["from"] <= item["since_to"]
        alarms += len(seen)
    print(f"# {moves} moves, {took_place} took place; {found} found, {right} of them in time, in the interval {inside}; "
          f"{alarms} false alarms in {tested}; {suspected} suspected, {asked_rightly} of them rightly")  # fmt: skip
    assert took_place >= 50 and right >= 0.9 * took_place, (right, took_place)
    assert alarms <= tested / 1000, (alarms, tested)
    assert 0.85 * found <= inside <= 0.99 * found, (inside, found)
    assert suspected <= tested / 100, (suspected, tested)


def test_truth__of_the_usual_company():
    _, truth, answer = company(1)
    seen = found_in(truth, answer)
    moves = truth["central_purchasing"]
    right = sum(is_right(seen.get((move["group"], move["category"])), move) for move in moves)
    assert right >= 0.9 * len(moves), (right, len(moves))
    assert len(seen) - right <= answer["summary"]["tested"] / 100


def test_answer__tells_power_and_proposes():
    _, truth, answer = company(1)
    items = [(group, item) for group in answer["groups"] for item in group["categories"]]
    assert {item["mode"] for _, item in items} == {"central", "regional", "local", None}
    assert all((item["mode"] is None) == (item["mode_reason"] in ("few_documents", "one_buyer")) for _, item in items)
    for category in truth["categories"]:
        shares = [item["share_of_our_sales"] for _, item in items if item["category"] == category["name"]]
        assert 0 < sum(shares) < 1, (category["name"], shares)
    group, item = next((group, item) for group, item in items if item["moved"])
    assert item["proposal"] == {
        "account_id": group["id"],
        "category": item["category"],
        "mode": "central",
        "centre_id": item["centre"]["id"],
        "since": item["since"],
        "source": "data",
        "confidence": round(item["confidence"] * 1000) / 10,
    }
    assert item["centre_share_after"] > 0.9 > item["centre_share_before"]
    assert item["moved_to"] == item["centre"]
    assert item["our_share_of_their_purchases"] is None and "yearly_purchases" in item["our_share_reason"]
    assert sum(unit["documents_before"] for unit in item["companies"]) > 0
    assert all(unit["documents_before"] <= unit["all_documents_before"] for unit in item["companies"])


def year_of(db):
    """Lines of articles in the last 365 days, by customer, category: net, cost where one is known, in millionths."""
    with sqlite3.connect(db) as connection:
        return list(connection.execute(
            "SELECT a.number, p.category, l.net_micro, l.cost_micro FROM sales_line l JOIN account a ON a.id = l.account_id "
            "JOIN product p ON p.id = l.product_id WHERE p.is_charge = 0 AND l.day > (SELECT MAX(day) FROM sales_line) - 365"))  # fmt: skip


def test_power__is_what_the_lines_add_up_to():
    """Who they are to us, counted once more from the table; firms that stayed with their group the whole year."""
    db, truth, answer = company(1)
    lines = year_of(db)
    market, profit, customers = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    own, own_profit = collections.Counter(), collections.Counter()
    for number, category, net, cost in lines:
        market[category] += net
        profit[category] += net - cost
        customers[category].add(number)
        own[number, category] += net
        own_profit[number, category] += net - cost
    group_of = {group["number"]: group for group in truth["groups"]}
    checked = 0
    for group in answer["groups"]:
        members = group_of.get(group["number"], {"members": []})["members"]
        if not members or any(member["to"] or member["begun_by"] != "founded" for member in members):
            continue
        for item in group["categories"]:
            category, numbers = item["category"], [member["number"] for member in members]
            net = sum(own[number, category] for number in numbers)
            assert micro(item["net"]) == net, (item, net)
            assert math.isclose(item["share_of_our_sales"], net / market[category], rel_tol=1e-9, abs_tol=1e-12), item
            gained = sum(own_profit[number, category] for number in numbers)
            if not customers[category].isdisjoint(numbers):
                assert math.isclose(item["share_of_our_profit"], gained / profit[category], rel_tol=1e-9, abs_tol=1e-12), item
            assert micro(item["others_net"]) == market[category] - net, item
            assert item["customers_of_category"] == len(customers[category]), item
            checked += 1
    assert checked >= 100, checked


def test_output__as_text_and_csv():
    db, _, answer = company(1)
    text = run("analyze", "purchasing", "--no-keep", "--db", db).stdout
    assert f"In {answer['summary']['moved']} of {answer['summary']['tested']} categories" in text and "Moved to one company" in text
    rows = list(csv.DictReader(run("analyze", "purchasing", "--no-keep", "--csv", "--db", db).stdout.splitlines()))
    assert len(rows) == sum(len(group["categories"]) for group in answer["groups"])
    assert sum(row["moved"] == "yes" for row in rows) == answer["summary"]["moved"]
    assert sum(row["moved"] == "perhaps" for row in rows) == answer["summary"]["suspected"]
    assert ("Perhaps moved: ask them" in text) == (answer["summary"]["suspected"] > 0)
    assert analyse("purchasing", "--no-keep", "--limit", 2, db=db)["groups"] == answer["groups"][:2]


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
