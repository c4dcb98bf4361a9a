"""Sales lines and sums over HTTP: against an independent recomputation from the file, in every grouping; parts of years; rights.
test_sales.py sqlite|postgres."""

import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import ROWS, Company, amount, run_on, to_csv  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        COMPANY.manager = COMPANY.own(["1000", "1001", "1002"])
    return COMPANY


def net(rows):
    return sum((Decimal(row["net"]) for row in rows), Decimal(0))


def quarter(row):
    return f"{row['date'][:4]}-Q{(int(row['date'][5:7]) + 2) // 3}"


MANAGED = {"1000", "1001", "1002"}
# How a row of the file is divided, and how an item of the answer names its part; None: it has none.
KEYS = {
    "account": (lambda row: row["account_number"] or None, lambda key: key and key["number"]),
    "group": (lambda row: row["account_number"] or None, lambda key: key and key["number"]),
    "product": (lambda row: row["product_number"], lambda key: key and key["number"]),
    "category": (lambda row: row["category"] or None, lambda key: key and key["name"]),
    "month": (lambda row: row["date"][:7], lambda key: key["name"]),
    "quarter": (quarter, lambda key: key["name"]),
    "year": (lambda row: row["date"][:4], lambda key: key["name"]),
    "manager": (lambda row: "kam" if row["account_number"] in MANAGED else None, lambda key: "kam" if key else None),
    "region": (lambda row: None, lambda key: key and key["name"]),
}


def expected(groups, rows):
    sums = defaultdict(list)
    for row in rows:
        sums[tuple(KEYS[g][0](row) for g in groups)].append(row)
    return sums


def check(answer, groups, rows):
    want = expected(groups, rows)
    got = {tuple(KEYS[g][1](item[g]) for g in groups): item for item in answer["items"]}
    got = {key: item for key, item in got.items() if item["lines"] > 0}
    assert got.keys() == want.keys(), (groups, got.keys() ^ want.keys())
    for key, part in want.items():
        item = got[key]
        costed = [row for row in part if row["cost"]]
        assert amount(item["net"]) == net(part), (key, item)
        assert item["lines"] == len(part)
        assert amount(item["credits"]) == net(r for r in part if r["type"] == "credit")
        assert Decimal(item["quantity"]) == sum(Decimal(r["quantity"]) for r in part)
        assert amount(item["cost"]) == sum((Decimal(r["cost"]) for r in costed), Decimal(0))
        assert amount(item["margin"]) == net(costed) - sum((Decimal(r["cost"]) for r in costed), Decimal(0))
    assert amount(answer["total"]["net"]) == net(rows) and answer["total"]["lines"] == len(rows)


def test_sums__equal_the_file_in_every_grouping():
    for group in KEYS:
        check(company().sums(group_by=group, limit=10000), [group], ROWS)


def test_sums__equal_the_file_in_two_groupings():
    for groups in (["account", "year"], ["year", "account"], ["category", "month"], ["product", "quarter"], ["manager", "product"]):
        check(company().sums(group_by=",".join(groups), limit=10000), groups, ROWS)


def test_sums__filters():
    accounts = company().accounts
    check(company().sums(group_by="product", account=accounts["1003"]), ["product"], [r for r in ROWS if r["account_number"] == "1003"])
    check(company().sums(group_by="product", account=0), ["product"], [r for r in ROWS if not r["account_number"]])
    check(company().sums(group_by="month", category="Remenje & lanci", limit=1000), ["month"],
          [r for r in ROWS if r["category"] == "Remenje & lanci"])
    check(company().sums(group_by="account", category=""), ["account"], [r for r in ROWS if not r["category"]])
    check(company().sums(group_by="account", **{"from": "2024-02-01", "until": "2024-04-15"}), ["account"],
          [r for r in ROWS if "2024-02-01" <= r["date"] <= "2024-04-15"])
    check(company().sums(group_by="account", manager=company().manager), ["account"], [r for r in ROWS if r["account_number"] in MANAGED])
    check(company().sums(group_by="account", basis="products"), ["account"],
          [r for r in ROWS if r["account_number"] and r["product_number"] != "POST"])
    check(company().sums(group_by="account", basis="invoiced"), ["account"],
          [r for r in ROWS if r["account_number"] and r["type"] == "invoice"])


def test_sums__nothing_in_the_period_is_an_empty_list():
    answer = company().sums(group_by="year", **{"from": "2031-01-01"})
    assert answer["items"] == [] and amount(answer["total"]["net"]) == 0 and answer["period"] == {"from": None, "to": None}


def test_order__by_measures_and_limit_leaves_a_rest():
    whole = company().sums(group_by="account", limit=10000)
    nets = [amount(i["net"]) for i in whole["items"]]
    assert nets == sorted(nets, reverse=True) and whole["rest"] is None
    some = company().sums(group_by="account", order="margin.asc", limit=4)
    margins = [amount(i["margin"]) for i in company().sums(group_by="account", order="margin.asc", limit=100)["items"]]
    assert margins == sorted(margins) and [amount(i["margin"]) for i in some["items"]] == margins[:4]
    assert some["rows"] == len(margins) and some["rest"]["rows"] == len(margins) - 4
    for measure in ("net", "cost", "margin", "credits"):
        assert sum(amount(i[measure]) for i in some["items"]) + amount(some["rest"][measure]) == amount(some["total"][measure])
    months = [i["month"]["name"] for i in company().sums(group_by="month", limit=1000)["items"]]
    assert months == sorted(months)
    assert [i["month"]["name"] for i in company().sums(group_by="month", order="key.desc", limit=1000)["items"]] == months[::-1]


def test_year__that_is_a_part_stands_beside_the_same_part_of_the_year_before():
    years = {i["year"]["name"]: i for i in company().sums(group_by="year")["items"]}
    assert [years[y]["year"]["whole"] for y in ("2023", "2024", "2025")] == [True, True, False]
    assert years["2024"]["year_before_to_same_date"] is None
    part = years["2025"]
    assert (part["year"]["from"], part["year"]["to"]) == ("2025-01-01", "2025-08-20")
    before = part["year_before_to_same_date"]
    assert (before["from"], before["to"]) == ("2024-01-01", "2024-08-20")
    assert amount(before["net"]) == net(r for r in ROWS if "2024-01-01" <= r["date"] <= "2024-08-20")


def test_year__before_follows_filters_and_the_other_grouping():
    answer = company().sums(group_by="account,year", category="Ležajevi", limit=10000, **{"from": "2025-03-01", "until": "2025-06-30"})
    rows = [r for r in ROWS if r["category"] == "Ležajevi" and "2024-03-01" <= r["date"] <= "2024-06-30"]
    got = {i["account"] and i["account"]["number"]: amount(i["year_before_to_same_date"]["net"]) for i in answer["items"]}
    want = {key[0]: net(part) for key, part in expected(["account"], rows).items()}
    assert {key: value for key, value in got.items() if value} == {key: value for key, value in want.items() if value}
    assert all(i["year"]["from"] == "2025-03-01" and i["year"]["to"] == "2025-06-30" for i in answer["items"])


def test_figures__open_to_their_rows():
    for groups in ("account", "group", "product", "category", "month", "year", "manager", "region", "account,quarter", "category,year"):
        for basis in ("all", "products"):
            answer = company().sums(group_by=groups, basis=basis, limit=6, **{"from": "2023-02-03"})
            for item in [*answer["items"], answer["total"]]:
                opened = company().open(item["opens_to"])
                assert sum((amount(line["net"]) for line in opened), Decimal(0)) == amount(item["net"]), (groups, item)
                assert len(opened) == item["lines"], (groups, item)


def test_figures__open_to_no_line_before_the_period():
    # A year that lacks four days counts as whole, and opens to the days that were asked for all the same.
    item = company().sums(group_by="year", **{"from": "2024-01-05", "until": "2024-12-29"})["items"][0]
    assert item["year"]["whole"] and "from=2024-01-05&until=2024-12-29" in item["opens_to"], item


def test_source__says_formula_date_version_certainty_settings():
    source = company().sums(group_by="account", until="2024-12-31")["source"]
    last = max(r["date"] for r in ROWS)
    assert source["as_of"] == "2024-12-31" < last and source["data_version"] == 1
    assert "counted" in source["certainty"]["words"] and source["certainty"]["lines"] == len([r for r in ROWS if r["date"] <= "2024-12-31"])
    assert "until=2024-12-31" in source["settings"] and "credits negative" in source["formula"]


def test_lines__come_page_by_page():
    lines = company().lines(limit=37)
    assert len(lines) == len(ROWS)
    assert len({(line["document"]["id"], line["position"]) for line in lines}) == len(ROWS)
    assert sum(amount(line["net"]) for line in lines) == net(ROWS)
    credit = next(line for line in lines if line["document"]["is_credit"])
    row = next(r for r in ROWS if r["document"] == credit["document"]["number"])
    assert credit["day"] == row["date"] and amount(credit["net"]) < 0
    assert next(line for line in lines if line["account"] is None)["product"]["number"]
    assert next(line for line in lines if line["product"]["number"] == "A4")["cost"] is None


def test_lines__filters():
    by = company().lines
    document = by(limit=1000)[5]["document"]
    assert len(by(document=document["id"])) == len([r for r in ROWS if r["document"] == document["number"]])
    assert by(document=999999) == [] and by(batch=77) == []
    assert len(by(batch=1, limit=1000)) == len(ROWS)
    assert len(by(account=company().accounts["1004"])) == len([r for r in ROWS if r["account_number"] == "1004"])
    assert len(by(**{"from": "2024-01-01", "until": "2024-12-31"}, limit=1000)) == len([r for r in ROWS if r["date"][:4] == "2024"])


def test_rights__a_manager_sees_sums_of_own_accounts_without_margins():
    answer = company().sums("kam", group_by="account", limit=1000)
    own = [r for r in ROWS if r["account_number"] in MANAGED]
    assert {i["account"]["number"] for i in answer["items"]} == MANAGED
    assert amount(answer["total"]["net"]) == net(own) and answer["total"]["lines"] == len(own)
    for part in [*answer["items"], answer["total"]]:
        assert not {"cost", "costed_net", "margin", "margin_rate"} & part.keys()
    lines = company().lines("kam", limit=1000)
    assert len(lines) == len(own) and all("cost" not in line for line in lines)
    other = company().accounts["1005"]
    assert company().sums("kam", group_by="month", account=other)["items"] == []
    assert company().lines("kam", account=other) == [] and company().lines("kam", account=0) == []


def test_rights__order_by_margins_is_refused_without_them():
    for role, status in (("kam", 400), ("member", 400), ("director", 200), ("analyst", 200), ("executive", 200)):
        for order in ("margin", "cost.asc"):
            answer = company().get(role, "/api/v1/sales/sums", group_by="account", order=order)
            assert answer.status == status, (role, order, answer)
    assert answer.json["items"]


def test_rights__member_without_a_team_sees_nothing_admin_is_refused():
    assert company().sums("member", group_by="account")["items"] == [] and company().lines("member") == []
    for path in ("/api/v1/sales/sums?group_by=account", "/api/v1/sales/lines"):
        assert company().get("admin", path).status == 403
        assert company().server.get(path, {"Authorization": ""}).status == 401


def test_rights__a_change_of_owner_shows_at_once():
    path = f"/api/v1/accounts/{company().accounts['1002']}"
    etag = company().get("director", path).headers["ETag"]
    assert company().request("director", "PATCH", path, {"owner_id": None}, {"If-Match": etag}).status == 200
    seen = {i["account"]["number"] for i in company().sums("kam", group_by="account")["items"]}
    by_manager = {bool(i["manager"]): i["lines"] for i in company().sums(group_by="manager")["items"]}
    company().own(["1002"])
    assert seen == {"1000", "1001"}
    assert by_manager[True] == len([r for r in ROWS if r["account_number"] in ("1000", "1001")])
    assert {i["account"]["number"] for i in company().sums("kam", group_by="account")["items"]} == MANAGED


def test_names__changed_by_people_show_at_once():
    path = f"/api/v1/accounts/{company().accounts['1006']}"
    etag = company().get("director", path).headers["ETag"]
    assert company().request("director", "PATCH", path, {"name": "Novo ime d.o.o.", "region": "Srem"}, {"If-Match": etag}).status == 200
    names = {i["account"]["name"] for i in company().sums(group_by="account", limit=100)["items"] if i["account"]}
    assert "Novo ime d.o.o." in names
    regions = {i["region"] and i["region"]["name"]: i for i in company().sums(group_by="region")["items"]}
    assert amount(regions["Srem"]["net"]) == net(r for r in ROWS if r["account_number"] == "1006")
    etag = company().get("director", path).headers["ETag"]
    assert company().request("director", "PATCH", path, {"name": "Kupac 6", "region": None}, {"If-Match": etag}).status == 200


def test_faults__come_all_at_once():
    answer = company().get("director", "/api/v1/sales/sums?group_by=colour,year&order=beauty&limit=0&from=soon&account=x&basis=gross")
    assert answer.status == 400 and answer.headers["Content-Type"] == "application/problem+json"
    assert {e["pointer"] for e in answer.json["errors"]} == {"/group_by", "/order", "/limit", "/from", "/account", "/basis"}
    assert all(e["detail"].startswith(e["pointer"][1:]) for e in answer.json["errors"]), answer
    for query in ("group_by=year,year", "group_by=year,month,account", "group_by=", "group_by=year&from=2025-01-01&until=2024-01-01"):
        assert company().get("director", f"/api/v1/sales/sums?{query}").status == 400, query
    assert company().get("director", "/api/v1/sales/sums").status == 400
    answer = company().get("director", "/api/v1/sales/lines?limit=many&cursor=z&from=soon&colour=red&batch=1&batch=2")
    assert {e["pointer"] for e in answer.json["errors"]} == {"/limit", "/cursor", "/from", "/colour", "/batch"}, answer
    answer = company().get("director", "/api/v1/sales/sums?limit=many&basis=gross")
    assert {e["pointer"] for e in answer.json["errors"]} == {"/limit", "/basis", "/group_by"}, answer
    answer = company().get("director", "/api/v1/analysis/runs?limit=0&cursor=x&page=2")
    assert answer.status == 400 and {e["pointer"] for e in answer.json["errors"]} == {"/limit", "/cursor", "/page"}, answer
    for cursor in ("x", "1.2.3", "1.2.3.4.5", "a.b.c.d"):
        assert company().get("director", "/api/v1/sales/lines", cursor=cursor).status == 400, cursor


def test_import__of_another_process_is_noticed():
    # A file of SQLite has one program that writes. This test comes last: there is a line more after it.
    if KIND != "postgres":
        return
    before = company().sums(group_by="year")["total"]
    row = {**ROWS[0], "document": "R-9999", "net": "12.34", "date": "2025-08-19", "type": "invoice", "quantity": "1", "cost": ""}
    company().server.kamen("import", company().server.write("more.csv", to_csv([row])))
    after = company().sums(group_by="year")["total"]
    assert after["lines"] == before["lines"] + 1 and amount(after["net"]) == amount(before["net"]) + Decimal("12.34")


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "sales are not asked of it"))
