"""Figures by company or by group, rolled up to any depth, as it was or as it is: table, its file, overview and one account over HTTP, each
against an independent recomputation from the file. test_depth.py sqlite|postgres."""

import csv
import io
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import ROWS, Company, amount, run_on  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None
ALL = {"from": "2023-01-01", "until": "2025-12-31", "basis": "all"}
MOVED, SOLD, TODAY = "2024-07-01", "2024-03-15", "2026-01-01"
# account: (parent, from, until and not including). 1003 goes to another group, 1005 is bought with 1007 that belongs to it: it is no head since.
TIES = [("1001", "1000", None, None), ("1002", "1001", None, None), ("1003", "1000", None, MOVED), ("1003", "1004", MOVED, None),
        ("1007", "1005", None, None), ("1005", "1006", SOLD, None)]
# What groups are asked of: the word, and the day that they are of; None: that of each line.
TIMES = [("today", TODAY), ("then", None), ("2024-03-01", "2024-03-01")]
NUMBERS = sorted({row["account_number"] for row in ROWS if row["account_number"]})


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        for account, parent, bought, sold in TIES:
            body = {"account_id": COMPANY.accounts[account], "parent_id": COMPANY.accounts[parent], "bought_on": bought, "sold_on": sold}
            made = COMPANY.request("director", "POST", "/api/v1/group_memberships", {k: v for k, v in body.items() if v is not None})
            assert made.status == 201, made
        # Of what belongs to 1001 and 1006 the manager sees a part.
        COMPANY.own(["1001", "1005"])
    return COMPANY


def get(path, role="director", status=200, **query):
    answer = company().get(role, f"/api/v1{path}", **query)
    assert answer.status == status, answer
    return answer.json


def table(role="director", **query):
    return get("/sales/accounts", role, limit=500, **{**ALL, **query})


def figures(number, role="director", **query):
    return get(f"/accounts/{company().accounts[number]}/figures", role, **{**ALL, **query})


def ready(**query):
    """The table once everything is worked out; each answer of the server is a step of it."""
    while not (answer := table(**query))["figures_ready"]:
        pass
    return answer


# --- the same, worked out from the file ---


def way_up(account, day):
    """From the account to its head on a day."""
    way = [account]
    while above := [p for a, p, bought, sold in TIES if a == way[-1] and (bought or "") <= day and (sold is None or day < sold)]:
        way.append(above[0])
    return way


def holder(account, day, depth):
    way = way_up(account, day)[::-1]
    return way[min(depth, len(way) - 1)]


def rows_of(numbers=None):
    return [row for row in ROWS if row["account_number"] and (numbers is None or row["account_number"] in numbers)]


def net(rows):
    return sum((Decimal(row["net"]) for row in rows), Decimal(0))


def by_holder(day, depth, rows=None):
    """Lines of each holder; day None: of the day of each line."""
    held = {}
    for row in rows_of() if rows is None else rows:
        held.setdefault(holder(row["account_number"], day or row["date"], depth), []).append(row)
    return held


def below(account, day):
    """Lines of an account and of all that are below it."""
    return [row for row in rows_of() if account in way_up(row["account_number"], day or row["date"])]


def lines_of(path, role="director"):
    return Counter((line["document"]["number"], line["position"], line["net"]["amount"]) for line in company().open(path, role))


def total_of(path, role="director"):
    return sum((amount(line["net"]) for line in company().open(path, role)), Decimal(0))


# --- the table ---


def test_table__rolls_up_to_any_depth():
    for groups, day in TIMES:
        for depth in (0, 1, 2, 7):
            answer = table(by="group", groups=groups, depth=depth)
            held = by_holder(day, depth)
            items = {item["group"]["number"]: item for item in answer["items"]}
            assert (answer["by"], answer["groups"], answer["depth"]) == ("group", groups, depth), answer["groups"]
            assert {n: amount(i["net"]) for n, i in items.items() if i["lines"] > 0} == {n: net(rows) for n, rows in held.items()}, (groups, depth)
            assert {n: i["lines"] for n, i in items.items() if i["lines"] > 0} == {n: len(rows) for n, rows in held.items()}
            for number in ("1000", "1001", "1004", "1006"):
                if number in items:
                    opened = company().open(items[number]["opens_to"])
                    assert sum(amount(line["net"]) for line in opened) == net(held.get(number, [])), (groups, depth, number)
                    assert len(opened) == items[number]["lines"]


def test_table__of_any_groups_has_the_sum_of_all_companies():
    whole = table()["whole"]
    for groups, _ in TIMES:
        for depth in (0, 1, 2):
            answer = table(by="group", groups=groups, depth=depth)
            for name in ("net", "lines", "quantity", "margin"):
                assert answer["whole"][name] == whole[name], (groups, depth, name)
            assert sum(amount(item["net"]) for item in answer["items"]) == amount(whole["net"])


def test_table__deeper_than_the_tree_is_that_of_companies():
    companies = {item["account"]["number"]: item for item in ready()["items"]}
    groups = {item["group"]["number"]: item for item in ready(by="group", depth=9)["items"]}
    assert set(groups) == set(companies)
    for number, item in groups.items():
        for name in ("net", "tier", "class", "rank", "share", "usual_gap_days", "is_silent", "alive", "forecast", "margin", "trend", "days_silent"):
            assert item[name] == companies[number][name], (number, name)


def test_table__then_is_today_where_nothing_moved():
    since = {**ALL, "from": max(MOVED, SOLD)}
    for depth in (0, 1):
        then, today = (get("/sales/accounts", by="group", groups=groups, depth=depth, limit=500, **since)["items"] for groups in ("then", "today"))
        sums = [{item["group"]["number"]: item["net"] for item in items if item["lines"] > 0} for items in (then, today)]
        assert sums[0] == sums[1] and len(sums[0]) > 5, depth
    before = {**ALL, "until": "2024-03-14"}
    then, day = (get("/sales/accounts", by="group", groups=groups, limit=500, **before)["items"] for groups in ("then", "2024-03-01"))
    assert {i["group"]["number"]: i["net"] for i in then if i["lines"]} == {i["group"]["number"]: i["net"] for i in day if i["lines"]}


def test_table__filters_and_its_file_are_of_the_same_rows():
    query = {"by": "group", "groups": "then", "depth": 1, "order": "net.desc"}
    rows = [item for item in table(**query)["items"] if item["net"]]
    bound = amount(rows[4]["net"])
    some = table(net_from=str(bound), **query)
    assert [i["group"]["number"] for i in some["items"]] == [i["group"]["number"] for i in rows[:5]]
    assert amount(some["sum"]["net"]) == sum(amount(i["net"]) for i in rows[:5])
    file = company().get("director", "/api/v1/sales/accounts/export", columns="number,net,members", net_from=str(bound), **{**ALL, **query})
    assert file.status == 200, file
    cells = list(csv.reader(io.StringIO(file.body.decode("utf-8-sig"))))[1:]
    assert [(c[0], Decimal(c[1]), int(c[2])) for c in cells] == [(i["group"]["number"], amount(i["net"]), i["members"]) for i in rows[:5]]
    book = company().get("director", "/api/v1/sales/accounts/export", format="xlsx", columns="number,net", **{**ALL, **query})
    assert book.status == 200 and book.body[:2] == b"PK", book.status


def test_forecast__of_a_group_is_that_of_its_sums():
    """Whoever looks at the company with what is below it is told what its row says, and one that is alone what it is told by itself."""
    items = {item["group"]["number"]: item for item in ready(by="group", groups="then")["items"]}
    for number in ("1000", "1004"):
        one = figures(number, by="group", groups="then")["forecast"]
        assert one["status"] == "known" and items[number]["forecast"]["total"] == one["total"]["point"], number
        assert one["total"]["point"] != figures(number)["forecast"]["total"]["point"], number
    assert items["1008"]["forecast"]["total"] == figures("1008")["forecast"]["total"]["point"]


# --- the overview ---


def test_overview__rolls_up_to_any_depth():
    for groups, day in TIMES:
        for depth in (0, 1):
            answer = get("/sales/overview", by="group", groups=groups, depth=depth, **ALL)
            sums = sorted((net(rows) for rows in by_holder(day, depth).values()), reverse=True)
            positive = [s for s in sums if s > 0]
            head = answer["headline"]
            assert (answer["groups"], answer["depth"]) == (groups, depth)
            assert amount(head["net"]) == sum(sums) and head["rows_with_sales"] == len(positive)
            assert abs(head["top_1"] - float(positive[0] / sum(positive))) < 1e-9, (groups, depth)
            assert abs(head["hhi"] - float(sum((s / sum(positive)) ** 2 for s in positive))) < 1e-9
            for tier in answer["tiers"]["items"]:
                assert company().get("director", tier["opens_to"]).json["total"] == tier["rows"], (groups, depth, tier)
            for mover in answer["movers"]["up"] + answer["movers"]["down"]:
                assert total_of(mover["opens_to"]) == amount(mover["net"]), mover


# --- one account ---


def test_account__with_what_is_below_it():
    for number in ("1000", "1001", "1004", "1005", "1006", "1008"):
        for groups, day in TIMES:
            answer = figures(number, by="group", groups=groups)
            rows = below(number, day)
            assert answer["by"] == "group" and answer["groups"] == groups and answer["is_whole"]
            assert amount(answer["place"]["net"]) == net(rows) and answer["place"]["lines"] == len(rows), (number, groups)
            assert sum(amount(month["net"]) for month in answer["months"]["items"]) == net([r for r in rows if r["date"] >= answer["months"]["items"][0]["month"]])
            assert sum(amount(i["net"]) for i in answer["categories"]["items"]) == net(rows)
            assert total_of(answer["place"]["source"]["opens_to"]) == net(rows), (number, groups)
            item = answer["products"]["items"][0]
            assert total_of(item["opens_to"]) == amount(item["net"]) and item["product"], item
            assert answer["behaviour"]["last_purchase"] == max(r["date"] for r in rows if r["type"] == "invoice"), (number, groups)
    # What is told of it is told of its row among the units of its depth; who was a head once and is none has no such row.
    assert figures("1001", by="group")["depth"] == 1 and figures("1000", by="group", groups="then")["depth"] == 0
    assert figures("1005", by="group", groups="then")["depth"] is None and figures("1005", by="group")["depth"] == 1
    row = next(i for i in table(by="group", depth=1)["items"] if i["group"]["number"] == "1001")
    place = figures("1001", by="group")["place"]
    assert all(place[name] == row[name] for name in ("net", "rank", "share", "class", "margin", "lines")), (place, row)


def test_account__alone_says_whether_others_belong_to_it():
    has = {number: figures(number)["has_companies"] for number in NUMBERS}
    assert {number for number, it in has.items() if it} == {"1000", "1001", "1004", "1005", "1006"}
    alone = figures("1000")
    assert alone["by"] == "account" and "groups" not in alone and alone["members"] == 1
    assert amount(alone["place"]["net"]) == net(rows_of({"1000"}))


def test_sums__below_a_company_are_everything_that_it_held():
    for groups, day in TIMES:
        for number in ("1001", "1005"):
            answer = get("/sales/sums", group_by="year", group=company().accounts[number], groups=groups, depth="below")
            assert amount(answer["total"]["net"]) == net(below(number, day)), (groups, number)
            assert sum(total_of(item["opens_to"]) for item in answer["items"]) == net(below(number, day))
    for query in ({}, {"group": 0}):
        get("/sales/sums", status=400, group_by="group", depth="below", **query)


# --- analyses ---


def test_analyses__by_group_are_of_any_time_and_depth():
    for groups, day in TIMES:
        for depth in (0, 1):
            query = {"by": "group", "groups": groups, "depth": depth, "basis": "all"}
            sums = {n: net(rows) for n, rows in by_holder(day, depth).items()}
            answer = get("/analysis/concentration", **query)
            assert (answer["groups"], answer["depth"]) == (groups, depth)
            assert {i["number"]: amount(i["net"]) for i in answer["list"]} == {n: s for n, s in sums.items() if s}, (groups, depth)
            for item in answer["profit"]["eroders"]:
                assert total_of(item["opens_to"]) == amount(item["net"]), item
            year = get("/analysis/dependency", n=100, **query)
            rows = [row for row in rows_of() if year["year"]["from"] <= row["date"] <= year["year"]["to"]]
            sums = {n: net(part) for n, part in by_holder(day, depth, rows).items()}
            assert {i["number"]: amount(i["net"]) for i in year["accounts"]} == {n: s for n, s in sums.items() if s > 0}, (groups, depth)
            assert (year["groups"], year["depth"]) == (groups, depth)
    assert company().analyse("concentration", "--by", "group", "--depth", "1", "--groups", "then", "--basis", "all")["list"] == \
        get("/analysis/concentration", by="group", groups="then", depth=1, basis="all")["list"]
    # Whoever is named is lost with the unit that it belongs to, at the depth that is asked for.
    for depth, lost in ((0, "1000"), (1, "1001"), (2, "1002")):
        stress = get("/analysis/dependency", by="group", depth=depth, basis="all", lose=company().accounts["1002"])["stress"]
        assert [i["number"] for i in stress["lost"]] == [lost], (depth, stress["lost"])
    chosen = get("/analysis/selection", by="group", groups="then", depth=1, basis="all", until="2025-08-20")
    assert (chosen["groups"], chosen["depth"]) == ("then", 1)
    assert {i["number"] for i in chosen["accounts"]} <= set(by_holder(None, 1)) and {"1001", "1000"} <= {i["number"] for i in chosen["accounts"]}
    for query in ({"by": "group", "depth": -1}, {"by": "group", "depth": 101}, {"by": "group", "groups": "once"}, {"depth": 1}):
        get("/analysis/concentration", status=400, **query)
    assert get("/analysis/concentration")["depth"] is None


# --- rights ---


def test_rights__part_of_a_group_is_the_sum_of_that_part_and_says_so():
    for groups, day in TIMES:
        answer = figures("1001", "kam", by="group", groups=groups)
        rows = rows_of({"1001"})
        assert not answer["is_whole"] and answer["members"] == 1 and answer["has_companies"]
        assert amount(answer["place"]["net"]) == net(rows) == total_of(answer["place"]["source"]["opens_to"], "kam")
        assert sum(amount(i["net"]) for i in answer["products"]["items"]) == net(rows)
        # What speaks of the whole group is not told of a part.
        assert answer["tier"] is answer["behaviour"] is answer["matters"] is answer["place"]["rank"] is answer["place"]["share"] is None
        assert answer["forecast"]["status"] == answer["value"]["status"] == "part_of_group" and "total" not in answer["forecast"]
        seen = table("kam", by="group", groups=groups, depth=1)
        assert amount(seen["whole"]["net"]) == net(rows_of({"1001", "1005"})), groups
        parts = {i["group"]["number"]: i for i in seen["items"]}
        assert not parts["1001"]["is_whole"] and "part_of_group" in parts["1001"]["marks"] and parts["1001"]["forecast"] is None
        assert total_of(parts["1001"]["opens_to"], "kam") == net(rows)
    whole = figures("1001", "kam")
    assert whole["is_whole"] and whole["place"]["rank"] == figures("1001")["place"]["rank"]
    get(f"/accounts/{company().accounts['1002']}/figures", "kam", 404, by="group")
    assert "margin" in figures("1001", by="group")["place"] and "margin" not in figures("1001", "kam", by="group")["place"]


def test_questions__that_cannot_be_asked():
    paths = ["/sales/accounts", "/sales/accounts/export", "/sales/overview"]
    for path in paths:
        for query in ({"by": "group", "groups": "once"}, {"by": "group", "depth": -1}, {"by": "group", "depth": 101}, {"by": "group", "depth": "x"},
                      {"groups": "then"}, {"depth": 1}, {"by": "account", "groups": "2024-01-01"}):
            get(path, status=400, **query)
    path = f"/accounts/{company().accounts['1001']}/figures"
    for query in ({"by": "groups"}, {"by": "group", "groups": "once"}, {"groups": "then"}, {"by": "group", "depth": 1}):
        get(path, status=400, **query)


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "depths are not asked of it"))
