"""kamen analyze purchasing from outside: the demonstration company, whose central purchases are known; text, CSV, by hand."""

import collections
import csv
import datetime
import json
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
SEEN = 8  # documents that others would have had after the move: fewer tell nothing
made = {}


def company(seed):
    """A demonstration company in a database, what is true of it, and what the analysis says."""
    if seed not in made:
        db = str(Path(FOLDER.name) / f"company{seed}.db")
        truth = Path(FOLDER.name) / f"company{seed}.json"
        run("demo", "--db", db, "--seed", seed, "--truth", truth)
        made[seed] = (db, json.loads(truth.read_text(encoding="utf-8")), analyse("purchasing", "--no-keep", db=db))
    return made[seed]


def documents_of(db, truth):
    """Documents with an article on an invoice: by customer, their days; by customer and category code, too."""
    code = {category["name"]: category["code"] for category in truth["categories"]}
    every, of_category = collections.defaultdict(set), collections.defaultdict(set)
    with sqlite3.connect(db) as connection:
        rows = connection.execute(
            "SELECT DISTINCT a.number, l.document_id, l.day, p.category FROM sales_line l JOIN account a ON a.id = l.account_id "
            "JOIN product p ON p.id = l.product_id WHERE l.net_micro > 0 AND l.quantity_micro > 0 AND (l.flags & 1) = 0"
        )
        for number, document, day, category in rows:
            if category in code:
                every[number].add((document, day))
                of_category[number, code[category]].add((document, day))
    return every, of_category


def moved_documents(move, truth, every, of_category):
    """How many documents the others of the group would have had after the move, at their rate before it."""
    moment = (datetime.date.fromisoformat(move["from"]) - datetime.date(1970, 1, 1)).days
    group = next(group for group in truth["groups"] if group["number"] == move["group"])
    expected = 0
    for number in {member["number"] for member in group["members"] if member["begun_by"] == "founded"} - {move["centre"]}:
        before = sum(day < moment for _, day in every[number])
        with_category = sum(day < moment for _, day in of_category[number, move["category"]])
        expected += with_category / max(before, 1) * sum(day >= moment for _, day in every[number])
    return expected


def found_in(truth, answer):
    """What was found, by group number and category code of the truth."""
    code = {category["name"]: category["code"] for category in truth["categories"]}
    group_of = {member["number"]: group["number"] for group in truth["groups"] for member in group["members"] if member["to"] is None}
    group_of.update({group["number"]: group["number"] for group in truth["groups"]})
    return {
        (group_of[group["number"]], code[item["category"]]): item for group in answer["groups"] for item in group["categories"] if item["moved"]
    }


def days_off(item, move):
    return abs((datetime.date.fromisoformat(item["since"]) - datetime.date.fromisoformat(move["from"])).days)


def test_truth__of_three_companies():
    moves = visible = found = found_visible = right = inside = alarms = tested = 0
    for seed in SEEDS:
        db, truth, answer = company(seed)
        every, of_category = documents_of(db, truth)
        seen = found_in(truth, answer)
        tested += answer["summary"]["tested"]
        assert answer["summary"]["moved"] == len(seen)
        for move in truth["central_purchasing"]:
            item = seen.pop((move["group"], move["category"]), None)
            is_right = item is not None and item["centre"]["number"] == move["centre"] and days_off(item, move) <= MONTHS
            is_visible = moved_documents(move, truth, every, of_category) >= SEEN
            moves, visible, found = moves + 1, visible + is_visible, found + is_right
            found_visible += is_visible and is_right
            if item is not None:
                right += is_right
                inside += item["since_from"] <= move["from"] <= item["since_to"]
        alarms += len(seen)
    print(f"# {moves} moves, {found} found in time; {visible} that invoices show, {found_visible} of them found; "
          f"interval held {inside}; {alarms} false alarms in {tested}")  # fmt: skip
    assert visible >= 40 and found_visible >= 0.9 * visible, (visible, found_visible)
    assert alarms <= tested / 100, (alarms, tested)
    assert inside >= 0.8 * right, (inside, right)


def test_truth__of_the_usual_company():
    _, truth, answer = company(1)
    seen = found_in(truth, answer)
    moves = truth["central_purchasing"]
    right = [move for move in moves if (move["group"], move["category"]) in seen and days_off(seen[move["group"], move["category"]], move) <= MONTHS]
    assert len(right) >= 0.9 * len(moves), (len(right), len(moves))
    assert len(seen) - len(right) <= answer["summary"]["tested"] / 100


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
    assert item["our_share_of_their_purchases"] is None and "yearly_purchases" in item["our_share_reason"]
    assert sum(unit["documents_before"] for unit in item["companies"]) > 0
    assert all(unit["documents_before"] <= unit["all_documents_before"] for unit in item["companies"])


def test_output__as_text_and_csv():
    db, _, answer = company(1)
    text = run("analyze", "purchasing", "--no-keep", "--db", db).stdout
    assert f"In {answer['summary']['moved']} of {answer['summary']['tested']} categories" in text and "Moved to one company" in text
    rows = list(csv.DictReader(run("analyze", "purchasing", "--no-keep", "--csv", "--db", db).stdout.splitlines()))
    assert len(rows) == sum(len(group["categories"]) for group in answer["groups"])
    assert sum(row["moved"] == "yes" for row in rows) == answer["summary"]["moved"]
    assert analyse("purchasing", "--no-keep", "--limit", 2, db=db)["groups"] == answer["groups"][:2]


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
