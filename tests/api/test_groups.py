"""Groups of companies over HTTP: the list and one of them against an independent recomputation from the file, as they are and as they were;
suggestions, accepted and refused; rights. test_groups.py sqlite|postgres."""

import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import ROWS, Company, amount, run_on  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None
ALL = {"from": "2023-01-01", "until": "2025-12-31", "basis": "all"}
MOVED = "2024-07-01"
# account: (parent, from, until and not including): 1001 and 1003 belong to 1000, 1002 to 1001; 1003 goes to 1004 on the day.
TIES = [("1001", "1000", None, None), ("1002", "1001", None, None), ("1003", "1000", None, MOVED), ("1003", "1004", MOVED, None)]


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        COMPANY.ids = {}
        for account, parent, bought, sold in TIES:
            COMPANY.ids[account, parent] = join(account, parent, bought_on=bought, sold_on=sold, share="80").json["id"]
        COMPANY.own(["1001", "1002"])
    return COMPANY


def join(account, parent, role="director", **more):
    body = {"account_id": COMPANY.accounts[account], "parent_id": COMPANY.accounts[parent], **{k: v for k, v in more.items() if v is not None}}
    return COMPANY.request(role, "POST", "/api/v1/group_memberships", body)


def get(path="", role="director", **query):
    answer = company().get(role, f"/api/v1/groups{path}", **query)
    assert answer.status == 200, answer
    return answer.json


def head(account, day):
    """The head on a day, by TIES."""
    while True:
        above = [p for a, p, bought, sold in TIES if a == account and (bought or "") <= day and (sold is None or day < sold)]
        if not above:
            return account
        account = above[0]


def net(of):
    return sum((Decimal(row["net"]) for row in ROWS if of(row)), Decimal(0))


def by_head(day):
    """Net of each head; None: by the head on the day of the line."""
    sums = {}
    for row in ROWS:
        if row["account_number"]:
            number = head(row["account_number"], day or row["date"])
            sums[number] = sums.get(number, Decimal(0)) + Decimal(row["net"])
    return sums


def test_list__has_the_groups_of_today():
    answer = get(**ALL)
    sums = by_head("2026-01-01")
    items = {item["group"]["number"]: item for item in answer["items"]}
    assert set(items) == {"1000", "1004"} and answer["total"] == 2, items
    assert items["1000"]["members"] == 3 and items["1004"]["members"] == 2
    for number, item in items.items():
        assert amount(item["net"]) == sums[number], item
        assert sum(amount(line["net"]) for line in company().open(item["opens_to"])) == sums[number]
    assert [item["group"]["number"] for item in answer["items"]] == sorted(items, key=lambda n: -sums[n])
    assert amount(answer["sums"]["groups"]) == sums["1000"] + sums["1004"]
    assert [i["group"]["number"] for i in get(q="kupac 3", **ALL)["items"]] == ["1004"]
    first = get(limit=1, **ALL)
    assert len(first["items"]) == 1 and get(limit=1, offset=first["next_offset"], **ALL)["next_offset"] is None
    assert [i["group"]["number"] for i in get(order="members", **ALL)["items"]] == ["1000", "1004"]


def test_list__as_of_a_day():
    sums = by_head("2024-06-30")
    answer = get(groups="2024-06-30", **ALL)
    assert answer["groups"] == "2024-06-30" and get(**ALL)["groups"] == "today"
    items = {item["group"]["number"]: item for item in answer["items"]}
    assert set(items) == {"1000"} and items["1000"]["members"] == 4
    assert amount(items["1000"]["net"]) == sums["1000"]
    assert sum(amount(line["net"]) for line in company().open(items["1000"]["opens_to"])) == sums["1000"]


def test_list__as_it_was_on_the_day_of_each_line():
    answer = get(groups="then", **ALL)
    sums = by_head(None)
    items = {item["group"]["number"]: item for item in answer["items"]}
    assert answer["groups"] == "then" and "groups=then" in answer["source"]["settings"]
    # Whoever ever belonged to it is a member; 1003 was one of both.
    assert {number: item["members"] for number, item in items.items()} == {"1000": 4, "1004": 2}
    assert {number: amount(item["net"]) for number, item in items.items()} == {n: sums[n] for n in items}
    assert sums["1000"] != by_head("2026-01-01")["1000"]
    table = company().get("director", "/api/v1/sales/accounts", by="group", groups="then", **ALL).json
    rows = {row["group"]["number"]: row for row in table["items"]}
    for number, item in items.items():
        assert sum(amount(line["net"]) for line in company().open(item["opens_to"])) == sums[number]
        assert (item["net"], item["members"]) == (rows[number]["net"], rows[number]["members"])
    assert {i["group"]["number"] for i in get(groups="then", q="kupac 3", **ALL)["items"]} == {"1000", "1004"}


def test_group__as_it_was_on_the_day_of_each_line():
    answer = get(f"/{company().accounts['1000']}", groups="then", **ALL)
    units = {unit["account"]["number"]: unit for unit in answer["units"]}
    assert answer["groups"] == "then" and set(units) == {"1000", "1001", "1002", "1003"} and answer["members"] == 4
    stayed = net(lambda row: row["account_number"] == "1003" and row["date"] < MOVED)
    assert amount(units["1003"]["net"]) == stayed == sum(amount(line["net"]) for line in company().open(units["1003"]["opens_to"]))
    assert units["1003"]["parent_id"] == company().accounts["1000"]
    assert sum(amount(line["net"]) for line in company().open(units["1000"]["rolled_up_opens_to"])) == amount(answer["net"])
    assert units["1001"]["rolled_up_opens_to"] is None
    assert [(o["account"]["number"], o["to"], o["leads"]) for o in units["1003"]["owners"]] == [("1000", MOVED, True), ("1004", None, False)]
    assert amount(answer["net"]) == amount(units["1000"]["rolled_up"]) == by_head(None)["1000"]
    # Of the one that it went to there are the lines since then.
    other = get(f"/{company().accounts['1003']}", groups="then", **ALL)
    assert other["group"]["number"] == "1004" and amount(other["net"]) == by_head(None)["1004"]
    since = next(unit for unit in other["units"] if unit["account"]["number"] == "1003")
    assert amount(since["net"]) == net(lambda row: row["account_number"] == "1003" and row["date"] >= MOVED)


def test_group__has_its_tree_with_sums():
    for number in ("1000", "1002"):
        answer = get(f"/{company().accounts[number]}", **ALL)
        units = {unit["account"]["number"]: unit for unit in answer["units"]}
        assert answer["group"]["number"] == "1000" and set(units) == {"1000", "1001", "1002"}
    own = {n: net(lambda row, n=n: row["account_number"] == n) for n in units}
    assert {n: amount(unit["net"]) for n, unit in units.items()} == own
    for day in ("today", "2024-06-30"):
        for unit in get(f"/{company().accounts['1000']}", groups=day, **ALL)["units"]:
            assert sum(amount(line["net"]) for line in company().open(unit["opens_to"])) == amount(unit["net"]), unit
            assert sum(amount(line["net"]) for line in company().open(unit["rolled_up_opens_to"])) == amount(unit["rolled_up"]), unit
    assert amount(units["1001"]["rolled_up"]) == own["1001"] + own["1002"]
    assert amount(units["1000"]["rolled_up"]) == sum(own.values()) == amount(answer["net"])
    assert units["1002"]["parent_id"] == company().accounts["1001"] and units["1002"]["depth"] == 2
    assert units["1001"]["owners"][0]["share"] == "80" and units["1001"]["owners"][0]["leads"]


def test_group__tells_who_came_and_left():
    answer = get(f"/{company().accounts['1000']}", **ALL)
    left = [event for event in answer["events"] if event["event"] == "left"]
    assert [(e["day"], e["account"]["number"], e["to_group"]["number"]) for e in left] == [(MOVED, "1003", "1004")]
    # Those who were in it since ever never came.
    assert answer["events"] == left
    stays = {stay["account"]["number"]: (stay["from"], stay["to"]) for stay in answer["stays"]}
    assert stays == {"1001": (None, None), "1002": (None, None), "1003": (None, MOVED)}, stays
    joined = get(f"/{company().accounts['1004']}", **ALL)["events"]
    assert [(e["day"], e["event"], e["from_group"]["number"]) for e in joined] == [(MOVED, "joined", "1000")]
    alone = get(f"/{company().accounts['1007']}", **ALL)
    assert alone["members"] == 1 and [u["depth"] for u in alone["units"]] == [0]


def test_group__shows_every_membership():
    ids = company().accounts
    bond = join("1005", "1000", kind="franchise", bought_on="2025-02-01")
    over = join("1001", "1006", kind="buying_association", bought_on="2023-05-01", sold_on="2024-05-01")
    part = join("1001", "1007", kind="controls", share="20")
    assert bond.status == over.status == part.status == 201, (bond, over, part)
    answer = get(f"/{ids['1000']}", **ALL)
    assert "1005" not in {unit["account"]["number"] for unit in answer["units"]}
    found = {(m["account"]["number"], m["parent"]["number"]): m for m in answer["memberships"]}
    assert set(found) == {("1001", "1000"), ("1002", "1001"), ("1003", "1000"), ("1003", "1004"), ("1005", "1000"), ("1001", "1006"), ("1001", "1007")}
    kinds = {pair: (m["kind"], m["share"], m["from"], m["to"], m["holds"], m["leads"]) for pair, m in found.items()}
    assert kinds["1001", "1000"] == ("owns", "80", None, None, True, True)
    assert kinds["1001", "1007"] == ("controls", "20", None, None, True, False)
    assert kinds["1005", "1000"] == ("franchise", None, "2025-02-01", None, True, False)
    assert kinds["1001", "1006"] == ("buying_association", None, "2023-05-01", "2024-05-01", False, False)
    assert kinds["1003", "1000"] == ("owns", "80", None, MOVED, False, False)
    item = next(i for i in get(**ALL)["items"] if i["group"]["number"] == "1000")
    assert item["bonds"] == 1
    assert next(i for i in get(groups="2024-04-01", **ALL)["items"] if i["group"]["number"] == "1000")["bonds"] == 1
    assert next(i for i in get(groups="2023-04-01", **ALL)["items"] if i["group"]["number"] == "1000")["bonds"] == 0
    # A manager sees those of the companies in view.
    mine = get(f"/{ids['1000']}", role="kam", **ALL)["memberships"]
    assert {m["account"]["number"] for m in mine} == {"1001", "1002"}


def test_group__shows_roles_and_buying():
    ids = company().accounts
    bodies = [{"account_id": ids["1001"], "role": "decides", "for_account_id": ids["1000"]},
              {"account_id": ids["1002"], "role": "pays", "from_day": "2023-01-01", "to_day": "2023-12-31"}]
    roles = [company().request("director", "POST", "/api/v1/group_roles", body) for body in bodies]
    buying = company().request("director", "POST", "/api/v1/purchasings",
                               {"account_id": ids["1000"], "category": "Ležajevi", "mode": "central", "centre_id": ids["1001"]})
    assert [made.status for made in (*roles, buying)] == [201] * 3, (roles, buying)
    answer = get(f"/{ids['1000']}", **ALL)
    seen = [(r["account"]["number"], r["role"], r["for"] and r["for"]["number"], r["from"], r["until"], r["holds"]) for r in answer["roles"]]
    assert sorted(seen) == [("1001", "decides", "1000", None, None, True), ("1002", "pays", None, "2023-01-01", "2023-12-31", False)]
    then = get(f"/{ids['1000']}", groups="2023-12-31", **ALL)
    assert [r["holds"] for r in then["roles"] if r["role"] == "pays"] == [True]
    assert [(p["category"], p["mode"], p["centre"]["number"]) for p in answer["purchasings"]] == [("Ležajevi", "central", "1001")]
    item = next(i for i in get(**ALL)["items"] if i["group"]["number"] == "1000")
    assert item["roles"] == 1 and item["purchasings"] == 1
    assert get(f"/{ids['1004']}", **ALL)["roles"] == []


def rows_of(answer, name="group"):
    return {item[name]["number"] if item[name] else None: item for item in answer["items"]}


def test_sums__of_groups_of_any_time_agree():
    total = net(lambda row: True)
    for groups, day in (("today", "2026-01-01"), ("then", None), ("2024-06-30", "2024-06-30")):
        answer = company().sums(group_by="group", groups=groups, limit=1000)
        items = rows_of(answer)
        assert {n: amount(i["net"]) for n, i in items.items() if n} == by_head(day), groups
        assert amount(answer["total"]["net"]) == total == sum(amount(i["net"]) for i in items.values()), groups
        for number in ("1000", "1004"):
            lines = company().open(items[number]["opens_to"]) if number in items else []
            assert sum(amount(line["net"]) for line in lines) == by_head(day).get(number, 0), (groups, number)
    split = company().sums(group_by="group,year", groups="then", limit=1000)
    assert sum(amount(i["net"]) for i in split["items"]) == total
    of_group = company().sums(group_by="year", groups="then", group=company().accounts["1004"])
    assert amount(of_group["total"]["net"]) == by_head(None)["1004"]


def test_sums__to_a_depth():
    items = rows_of(company().sums(group_by="group", depth=1, limit=1000))
    own = {n: net(lambda row, n=n: row["account_number"] == n) for n in ("1000", "1001", "1002", "1003", "1004")}
    assert amount(items["1001"]["net"]) == own["1001"] + own["1002"] and amount(items["1000"]["net"]) == own["1000"]
    assert amount(items["1003"]["net"]) == own["1003"]
    assert sum(amount(line["net"]) for line in company().open(items["1001"]["opens_to"])) == own["1001"] + own["1002"]
    deep = rows_of(company().sums(group_by="group", depth=9, limit=1000))
    assert {n: amount(deep[n]["net"]) for n in own} == own


def test_table_and_overview__as_it_was():
    query = {"from": "2023-01-01", "until": "2025-12-31", "basis": "all", "by": "group"}
    for groups, day in (("today", "2026-01-01"), ("then", None)):
        answer = company().get("director", "/api/v1/sales/accounts", groups=groups, limit=500, **query).json
        items = rows_of(answer)
        sums = by_head(day)
        assert {n: amount(i["net"]) for n, i in items.items() if amount(i["net"]) != 0} == sums and answer["groups"] == groups
        lines = company().open(items["1004"]["opens_to"])
        assert sum(amount(line["net"]) for line in lines) == sums["1004"]
        seen = company().get("director", "/api/v1/sales/overview", groups=groups, **query)
        assert seen.status == 200 and seen.json["groups"] == groups, seen
        assert amount(seen.json["headline"]["net"]) == sum(sums.values()) == sum(amount(i["net"]) for i in items.values())
    # Nobody sees lines of accounts that are not in view, whoever they belonged to.
    mine = company().get("kam", "/api/v1/sales/accounts", groups="then", **query).json
    assert sum(amount(i["net"]) for i in mine["items"]) == net(lambda row: row["account_number"] in ("1001", "1002"))
    for query in ("groups=then", "by=group&groups=once", "by=account&groups=then"):
        assert company().get("director", f"/api/v1/sales/accounts?{query}").status == 400, query
    for query in ("groups=once", "depth=-1", "depth=x"):
        assert company().get("director", f"/api/v1/sales/sums?group_by=group&{query}").status == 400, query


def test_rights__a_manager_sees_own_units_alone():
    answer = get(role="kam", **ALL)
    assert [(i["group"]["number"], i["members"], i["is_whole"]) for i in answer["items"]] == [("1000", 2, False)]
    assert amount(answer["items"][0]["net"]) == net(lambda row: row["account_number"] in ("1001", "1002"))
    one = get(f"/{company().accounts['1000']}", role="kam", **ALL)
    units = {u["account"]["number"]: u for u in one["units"]}
    assert set(units) == {"1001", "1002"} and units["1001"]["parent_id"] is None
    assert {stay["account"]["number"] for stay in one["stays"]} == {"1001", "1002"} and not [e for e in one["events"] if e["event"] == "left"]
    assert company().get("kam", f"/api/v1/groups/{company().accounts['1004']}").status == 404
    assert company().get("member", f"/api/v1/groups/{company().accounts['1000']}").status == 404
    assert get(role="member", **ALL)["items"] == [] and company().get("admin", "/api/v1/groups").status == 403
    assert get("/suggestions", role="member")["items"] == []
    for role in ("executive", "admin"):
        body = {"account_id": company().accounts["1006"], "other_id": company().accounts["1007"]}
        assert company().request(role, "POST", "/api/v1/groups/suggestions/refuse", body).status == 403, role
        assert company().request(role, "POST", "/api/v1/groups/suggestions/accept", {**body, "parent_id": "1"}).status in (400, 403, 422), role
    body = {"account_id": company().accounts["1001"], "other_id": company().accounts["1007"]}
    assert company().request("kam", "POST", "/api/v1/groups/suggestions/refuse", body).status == 404


def test_pair__opens_to_its_lines():
    ids = company().accounts
    year = {"from": "2024-08-21", "until": "2025-08-20"}
    def bought(numbers):
        return net(lambda row: row["account_number"] in numbers and row["product_number"] != "POST" and year["from"] <= row["date"] <= year["until"])
    pair = company().get("director", "/api/v1/analysis/merger", buyer=ids["1001"], target=ids["1003"]).json
    # The buyer is taken with its whole group, the other with what is below it: which is no head of a group.
    for side, numbers in zip(pair["accounts"], (("1000", "1001", "1002"), ("1003",))):
        assert sum(amount(line["net"]) for line in company().open(side["opens_to"])) == amount(side["net"]) == bought(numbers), side
    pair = company().get("director", "/api/v1/analysis/compare", one=ids["1001"], other=ids["1004"]).json
    for side, numbers in zip(pair["accounts"], (("1001", "1002"), ("1004", "1003"))):
        assert sum(amount(line["net"]) for line in company().open(side["opens_to"])) == amount(side["net"]) == bought(numbers), side
    category = pair["categories"][0]
    lines = company().open(pair["accounts"][0]["opens_to"] + "&" + urlencode({"category": category["category"] or ""}))
    assert sum(amount(line["net"]) for line in lines) == amount(category["one"])
    article = pair["prices"]["articles"][0]
    lines = company().open(pair["accounts"][1]["opens_to"].replace("basis=products", "basis=invoiced") + f"&product={article['id']}")
    assert sum(amount(line["net"]) for line in lines) == amount(article["other"]["net"])


def rename(number, **values):
    path = f"/api/v1/accounts/{company().accounts[number]}"
    etag = company().get("director", path).headers["ETag"]
    answer = company().request("director", "PATCH", path, values, {"If-Match": etag})
    assert answer.status == 200, answer


def pairs():
    return {frozenset((i["account"]["number"], i["parent"]["number"])): i for i in get("/suggestions")["items"]}


def test_suggestions__are_accepted_and_refused():
    rename("1008", name="Metalac Prerada", phone="+381 11 234 5678", city="Gornji Milanovac")
    rename("1009", name="Metalac Posuđe DOO", phone="011/2345678", city="Gornji Milanovac")
    rename("1010", name="Posuđe Gornji Milanovac")
    found = pairs()
    item = found[frozenset(("1008", "1009"))]
    kinds = {e["kind"]: e["value"] for e in item["evidence"]}
    assert kinds == {"name": "metalac", "phone": "12345678"} and 0.5 < item["strength"] < 1 and not item["may_be_one_company"], item
    # A word of the place says nothing, a word inside the name little.
    other = found[frozenset(("1009", "1010"))]
    assert [e["value"] for e in other["evidence"]] == ["posudje"] and other["strength"] < item["strength"], other
    assert frozenset(("1008", "1010")) not in found
    ids = company().accounts
    # Those of one group, by any of its companies; of an account that is none there are none.
    of_group = {pair for pair in found if "1000" in pair}
    asked = get("/suggestions", group=ids["1002"], limit=500)
    assert {frozenset((i["account"]["number"], i["parent"]["number"])) for i in asked["items"]} == of_group, (asked, of_group)
    assert asked["total"] == len(of_group) < len(found) and get("/suggestions", group="1")["total"] == 0
    refused = company().request("director", "POST", "/api/v1/groups/suggestions/refuse",
                                {"account_id": ids["1010"], "other_id": ids["1009"], "reason": "Samo naziv"})
    assert refused.status == 201 and frozenset(("1009", "1010")) not in pairs(), refused
    made = company().request("director", "POST", "/api/v1/groups/suggestions/accept", {
        "account_id": item["account"]["id"], "parent_id": item["parent"]["id"], "alike_id": item["alike"]["id"],
        "because_of_id": item["because_of"]["id"], "bought_on": "2024-01-01"})
    assert made.status == 201, made
    assert made.json["source"] == "suggestion" and made.json["evidence"] == "name: metalac; phone: 12345678", made.json
    assert frozenset(("1008", "1009")) not in pairs()
    # The two are a group now, which is alike to others.
    rename("1011", name="Metalac Trgovina")
    found = pairs()
    counts = {i["group"]["number"]: i["suggestions"] for i in get(**ALL)["items"]}
    assert counts == {number: len([pair for pair in found if number in pair]) for number in counts}, (counts, found)
    assert counts[item["parent"]["number"]] > 0
    path = f"/api/v1/group_memberships/{made.json['id']}"
    gone = company().request("director", "DELETE", path, None, {"If-Match": company().get("director", path).headers["ETag"]})
    assert gone.status < 300 and frozenset(("1008", "1009")) in pairs(), gone
    rename("1006", name="Sasvim Drugo")
    nothing = company().request("director", "POST", "/api/v1/groups/suggestions/accept", {"account_id": ids["1006"], "parent_id": ids["1005"]})
    assert nothing.status == 422, nothing


def evidence_of(pair, role="director"):
    items = [i for i in get("/suggestions", role=role)["items"] if {i["account"]["number"], i["parent"]["number"]} == set(pair)]
    return {e["kind"]: e["value"] for i in items for e in i["evidence"]}


def test_suggestions__are_of_what_is_known_now():
    ids = company().accounts
    pair = ("1005", "1006")
    assert "domain" not in evidence_of(pair)
    people = [company().request("director", "POST", "/api/v1/contacts", {"account_id": ids[number], "family_name": "Ilić", "email": f"{number}@zajedno.rs"})
              for number in pair]
    assert [made.status for made in people] == [201, 201], people
    assert evidence_of(pair)["domain"] == "zajedno.rs"
    path = f"/api/v1/contacts/{people[0].json['id']}"
    gone = company().request("director", "DELETE", path, None, {"If-Match": people[0].headers["ETag"]})
    assert gone.status < 300 and "domain" not in evidence_of(pair), gone
    rename("1005", website="https://zajedno.rs", note="Nothing that makes companies alike")
    assert evidence_of(pair)["domain"] == "zajedno.rs"
    rename("1005", website=None)
    assert "domain" not in evidence_of(pair)
    role = company().request("director", "POST", "/api/v1/group_roles", {"account_id": ids["1005"], "role": "pays", "for_account_id": ids["1006"]})
    assert role.status == 201 and "payer" in evidence_of(pair), role


def test_questions__that_cannot_be_asked():
    for query in ("groups=yesterday", "as_of=2024-01-01", "order=size", "limit=0", "period=ever", "by=group"):
        assert company().get("director", f"/api/v1/groups?{query}").status == 400, query
    assert company().get("director", "/api/v1/groups/1").status == 404
    assert join("1000", "1002").status == 422 and join("1000", "1000").status == 422


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "groups are not asked of it"))
