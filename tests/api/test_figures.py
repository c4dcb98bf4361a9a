"""The figures that pages show, over HTTP, against an independent recomputation from the file: the table of accounts in any order, filtered,
page by page; the overview; one account; rights. test_figures.py sqlite|postgres."""

import csv
import io
import random
import sys
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import FIRST, LAST, ROWS, Company, amount, run_on  # noqa: E402  (the paths come first)
from server import Server  # noqa: E402

KIND = sys.argv.pop(1)
COMPANY = None
MANAGED = {"1000", "1001", "1002"}
# The last whole month is July 2025: the data end on the twentieth of August.
FROM, TO, BEFORE_FROM, BEFORE_TO = "2024-08-01", "2025-07-31", "2023-08-01", "2024-07-31"
COLUMNS = ("name", "number", "city", "country", "region", "manager", "group", "tier", "class", "net", "before", "change", "change_rate", "share",
           "cumulative", "rank", "last_purchase", "days_silent", "margin", "margin_rate", "quantity", "lines")


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        COMPANY.manager = COMPANY.own(sorted(MANAGED))
    return COMPANY


def table(role="director", **query):
    answer = company().get(role, "/api/v1/sales/accounts", **query)
    assert answer.status == 200, answer
    return answer.json


def overview(role="director", **query):
    answer = company().get(role, "/api/v1/sales/overview", **query)
    assert answer.status == 200, answer
    return answer.json


def one(number, role="director", **query):
    answer = company().get(role, f"/api/v1/accounts/{company().accounts[number]}/figures", **query)
    assert answer.status == 200, answer
    return answer.json


def ready(role="director", **query):
    """The table once everything is worked out; each answer of the server is a step of it."""
    while not (answer := table(role, **query))["figures_ready"]:
        pass
    return answer


def of_basis(rows, basis="products"):
    rows = [row for row in rows if row["account_number"]]
    if basis == "products":
        return [row for row in rows if row["product_number"] != "POST"]
    if basis == "invoiced":
        return [row for row in rows if row["type"] == "invoice"]
    return rows


def within(rows, first, last):
    return [row for row in rows if first <= row["date"] <= last]


def net(rows):
    return sum((Decimal(row["net"]) for row in rows), Decimal(0))


def cost(rows):
    return sum((Decimal(row["cost"]) for row in rows if row["cost"]), Decimal(0))


def by_account(rows):
    sums = defaultdict(list)
    for row in rows:
        sums[row["account_number"]].append(row)
    return sums


def expected_order(rows):
    """Accounts with a positive net, largest first."""
    sums = {number: net(part) for number, part in by_account(rows).items()}
    return sorted((number for number in sums if sums[number] > 0), key=lambda number: -sums[number])


def close(value, wanted, tolerance=1e-9):
    return abs(float(value) - float(wanted)) <= tolerance


# --- the table ---


def check_rows(answer, rows, first, last, before_first, before_last):
    now, before = by_account(within(rows, first, last)), by_account(within(rows, before_first, before_last))
    order = expected_order(within(rows, first, last))
    total, so_far = sum(net(now[number]) for number in order), Decimal(0)
    items = {item["account"]["number"]: item for item in answer["items"]}
    assert items.keys() == company().accounts.keys(), items.keys() ^ company().accounts.keys()
    for number in order:
        so_far += net(now[number])
        assert close(items[number]["cumulative"], so_far / total) and items[number]["rank"] == order.index(number) + 1, items[number]
    for number, item in items.items():
        part = now[number]
        costed = [row for row in part if row["cost"]]
        assert amount(item["net"]) == net(part), (number, item)
        assert amount(item["before"]) == net(before[number]) and amount(item["change"]) == net(part) - net(before[number])
        assert item["lines"] == len(part) and Decimal(item["quantity"]) == sum(Decimal(row["quantity"]) for row in part)
        if costed:
            assert amount(item["margin"]) == net(costed) - cost(costed)
        if net(costed) > 0:
            assert close(item["margin_rate"], (net(costed) - cost(costed)) / net(costed))
        if number in order:
            assert close(item["share"], net(part) / total)
        else:
            assert item["share"] is item["cumulative"] is item["rank"] is None
        if net(before[number]) > 0:
            assert close(item["change_rate"], (net(part) - net(before[number])) / net(before[number]))
        else:
            assert item["change_rate"] is None


def test_table__equals_the_file():
    answer = table()
    assert answer["period"] == {"name": "last12", "from": FROM, "to": TO, "before": {"from": BEFORE_FROM, "to": BEFORE_TO}}, answer["period"]
    check_rows(answer, of_basis(ROWS), FROM, TO, BEFORE_FROM, BEFORE_TO)
    part = within(of_basis(ROWS), FROM, TO)
    for sums in (answer["sum"], answer["whole"]):
        assert amount(sums["net"]) == net(part) and sums["lines"] == len(part) and sums["rows"] == len(company().accounts)
        assert amount(sums["before"]) == net(within(of_basis(ROWS), BEFORE_FROM, BEFORE_TO))
    nobody = [row for row in within(ROWS, FROM, TO) if not row["account_number"]]
    assert amount(answer["without_account"]["net"]) == net(nobody) and answer["without_account"]["lines"] == len(nobody)


def test_table__periods_and_bases():
    for basis in ("all", "invoiced"):
        check_rows(table(basis=basis), of_basis(ROWS, basis), FROM, TO, BEFORE_FROM, BEFORE_TO)
    check_rows(table(period="year"), of_basis(ROWS), "2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31")
    check_rows(table(period="ytd"), of_basis(ROWS), "2025-01-01", "2025-08-20", "2024-01-01", "2024-08-20")
    days = {"from": "2024-02-01", "until": "2024-02-29"}
    check_rows(table(**days), of_basis(ROWS), "2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28")
    whole = table(period="all")
    assert whole["period"] == {"name": "all", "from": FIRST.isoformat(), "to": LAST.isoformat(), "before": None}
    assert all(item["before"] is item["change"] is item["change_rate"] is None for item in whole["items"])
    assert amount(whole["sum"]["net"]) == net(of_basis(ROWS))


def test_table__trend_and_last_purchase():
    answer = table(months=7)
    assert answer["trend_months"] == ["2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08"]
    assert answer["trend_ends_whole"] is False and answer["as_of"] == LAST.isoformat()
    for item in answer["items"]:
        rows = [row for row in of_basis(ROWS) if row["account_number"] == item["account"]["number"]]
        assert [Decimal(str(value)) for value in item["trend"]] == [
            net(row for row in rows if row["date"][:7] == month) for month in answer["trend_months"]], item
        bought = [row["date"] for row in rows if Decimal(row["net"]) > 0 and row["type"] == "invoice"]
        assert item["last_purchase"] == max(bought) and item["days_silent"] == (LAST - date.fromisoformat(max(bought))).days
    assert len(table()["items"][0]["trend"]) == 24


def value_of(item, column):
    if column in ("name", "number"):
        return item["account"][column]
    if column in ("manager", "group"):
        return item[column] and item[column]["name"]
    if column in ("net", "before", "change", "margin"):
        return item[column] and amount(item[column])
    return Decimal(item["quantity"]) if column == "quantity" else item[column]


def test_order__by_any_column_unknown_last_or_first():
    for column in COLUMNS:
        up = table(order=f"{column}.asc")["items"]
        down = table(order=f"{column}.desc.nullsfirst")["items"]
        for items, sign in ((up, 1), (down[::-1], 1)):
            values = [value_of(item, column) for item in items]
            known = [value for value in values if value is not None]
            assert values[:len(known)] == known, (column, values)
            assert all(a <= b for a, b in pairwise(known)) if sign > 0 else True, (column, known)
        assert {item["account"]["id"] for item in up} == {item["account"]["id"] for item in down}
    tiers = table(order="tier,net.asc")["items"]
    keys = [(item["tier"] or "Z", amount(item["net"])) for item in tiers]
    assert keys == sorted(keys)


def test_pages__together_are_the_whole_in_any_order():
    draw = random.Random(5)
    for _ in range(12):
        order = ",".join(f"{draw.choice(COLUMNS)}.{draw.choice(['asc', 'desc'])}" for _ in range(draw.randrange(1, 4)))
        whole, pages, at = table(order=order, limit=500), [], 0
        while at is not None:
            page = table(order=order, limit=5, offset=at)
            assert page["total"] == whole["total"] and page["sum"] == whole["sum"]
            pages += page["items"]
            at = page["next"]
        assert pages == whole["items"], order
    beyond = table(offset=60000)
    assert beyond["items"] == [] and beyond["next"] is None and beyond["total"] == len(company().accounts)


def test_filters__leave_what_passes():
    items = table()["items"]
    middle = sorted(amount(item["net"]) for item in items)[5]

    def numbers(**query):
        answer = table(**query)
        assert answer["total"] == len(answer["items"]) == answer["sum"]["rows"]
        assert amount(answer["sum"]["net"]) == sum(amount(item["net"]) for item in answer["items"])
        assert answer["whole"]["rows"] == len(items)
        return {item["account"]["number"] for item in answer["items"]}

    everybody = {item["account"]["number"] for item in items}
    assert numbers(manager=company().manager) == MANAGED and numbers(manager=0) == everybody - MANAGED
    assert numbers(q="kupac 11") == {"1011"} and numbers(q="КУПАЦ 3") == numbers(q="1003") == {"1003"} and numbers(q="upac") == set()
    assert numbers(net_from=middle) == {i["account"]["number"] for i in items if amount(i["net"]) >= middle}
    assert numbers(net_to=middle) == {i["account"]["number"] for i in items if amount(i["net"]) <= middle}
    assert numbers(tier="A") == {i["account"]["number"] for i in items if i["tier"] == "A"}
    assert numbers(tier="B,C,none") == {i["account"]["number"] for i in items if i["tier"] != "A"}
    assert numbers(silent="false") == {i["account"]["number"] for i in items if not i["is_silent"]}
    days = sorted(item["days_silent"] for item in items if item["days_silent"] is not None)
    low, high = days[len(days) // 4], days[len(days) // 2]
    for query, passes in (({"days_silent_from": high}, lambda i: i["days_silent"] >= high), ({"days_silent_to": low}, lambda i: i["days_silent"] <= low),
                          ({"days_silent_from": low, "days_silent_to": high}, lambda i: low <= i["days_silent"] <= high)):
        assert numbers(**query) == {i["account"]["number"] for i in items if i["days_silent"] is not None and passes(i)}, query
    rates = sorted(item["change_rate"] for item in items if item["change_rate"] is not None)
    low, high = rates[len(rates) // 4], rates[len(rates) // 2]
    for query, passes in (({"change_to": low}, lambda i: i["change_rate"] <= low), ({"change_from": high}, lambda i: i["change_rate"] >= high),
                          ({"change_from": low, "change_to": high}, lambda i: low <= i["change_rate"] <= high)):
        assert numbers(**query) == {i["account"]["number"] for i in items if i["change_rate"] is not None and passes(i)}, query
    assert numbers(region="") == everybody and numbers(region="Srem") == numbers(country="RS") == numbers(city="Niš") == set()


# --- as a file ---


def exported(role="director", **query):
    answer = company().get(role, "/api/v1/sales/accounts/export", **query)
    assert answer.status == 200, answer
    return answer


def rows_of_csv(answer, delimiter=","):
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=delimiter))


def rows_of_xlsx(body):
    """Texts and numbers of the first sheet, by row."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{space}row")]


def test_export__holds_all_rows_as_they_are_seen():
    query = {"order": "name", "net_from": "0"}
    items = table(limit=500, **query)["items"]
    head, *rows = rows_of_csv(exported(columns="name,net,share,days_silent,last_purchase,trend", months=3, **query))
    assert head[:5] == ["Account", "Sales (EUR)", "Share (%)", "Silence, days", "Last purchase"] and len(head) == 8, head
    assert len(rows) == len(items) and head[5:] == table(months=3)["trend_months"]
    for row, item in zip(rows, items, strict=True):
        assert row[0] == item["account"]["name"] and Decimal(row[1]) == amount(item["net"]), row
        assert row[2] == ("" if item["share"] is None else f"{item['share'] * 100:.2f}") or close(row[2], item["share"] * 100, 0.005), row
        assert row[3] == str(item["days_silent"] if item["days_silent"] is not None else "") and row[4] == (item["last_purchase"] or ""), row
        assert [float(cell) for cell in row[5:]] == item["trend"][-3:], row
    assert rows_of_csv(exported(by="group", columns="name,members"))[0] == ["Account", "Members"]


def test_export__in_serbian_and_as_a_spreadsheet():
    answer = exported(lang="sr", columns="name,net", order="net.desc")
    assert answer.body.startswith(b"\xef\xbb\xbf") and "accounts.csv" in answer.headers["Content-Disposition"]
    head, first, *_ = rows_of_csv(answer, ";")
    assert head == ["Kupac", "Promet (EUR)"] and amount(table()["items"][0]["net"]) == Decimal(first[1].replace(",", "."))
    assert rows_of_csv(exported(lang="sr-Cyrl", columns="name"), ";")[0] == ["Купац"]
    sheet = rows_of_xlsx(exported(format="xlsx", columns="name,net,manager", order="net.desc").body)
    assert len(sheet) == 1 + table()["total"] and sheet[0] == ["Account", "Sales (EUR)", "Manager"]
    assert sheet[1][0] == table()["items"][0]["account"]["name"] and close(sheet[1][1], amount(table()["items"][0]["net"]))


def test_export__names_are_no_formulas():
    path = f"/api/v1/accounts/{company().accounts['1007']}"
    before = company().get("director", path)
    company().request("director", "PATCH", path, {"name": "=1+1"}, {"If-Match": before.headers["ETag"]})
    try:
        assert ["'=1+1"] in rows_of_csv(exported(columns="name"))
        with zipfile.ZipFile(io.BytesIO(exported(format="xlsx", columns="name").body)) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    finally:
        after = company().get("director", path)
        company().request("director", "PATCH", path, {"name": before.json["name"]}, {"If-Match": after.headers["ETag"]})


def test_export__takes_rights_and_leaves_a_note():
    for role, status in (("kam", 400), ("director", 200)):
        assert company().get(role, "/api/v1/sales/accounts/export", columns="name,margin").status == status, role
    assert {row[0] for row in rows_of_csv(exported("kam", columns="number"))[1:]} == MANAGED
    assert company().get("admin", "/api/v1/sales/accounts/export").status == 403
    for query in ("format=json", "lang=de", "columns=name,beauty", "limit=5"):
        assert company().get("director", f"/api/v1/sales/accounts/export?{query}").status == 400, query
    notes = [company().get("admin", "/api/v1/audit", action="export", type="account").json["items"]]
    exported(columns="name", tier="A")
    notes.append(company().get("admin", "/api/v1/audit", action="export", type="account").json["items"])
    # What was asked for is the firm's: an administrator sees that there was something.
    assert len(notes[1]) == len(notes[0]) + 1 and notes[1][0]["fields"] == ["query"], notes[1][0]
    assert notes[1][0]["actor"].startswith("director"), notes[1][0]


def test_table__opens_to_its_rows():
    for item in table()["items"]:
        opened = company().open(item["opens_to"])
        assert sum((amount(line["net"]) for line in opened), Decimal(0)) == amount(item["net"]) and len(opened) == item["lines"], item


def test_names__changed_by_people_show_at_once():
    path = f"/api/v1/accounts/{company().accounts['1006']}"

    def change(**values):
        etag = company().get("director", path).headers["ETag"]
        assert company().request("director", "PATCH", path, values, {"If-Match": etag}).status == 200

    change(name="Žitoprodukt", city="Čačak")
    item = table(q="cacak zito")["items"][0]
    assert (item["account"]["name"], item["city"]) == ("Žitoprodukt", "Čačak") and table(city="Čačak")["total"] == 1
    assert table(order="city")["items"][0]["city"] == "Čačak" and table(order="name.desc")["items"][0]["account"]["name"] == "Žitoprodukt"
    change(name="Kupac 6", city=None)
    assert table(q="zito")["total"] == 0


# --- groups ---


def test_groups__sum_their_accounts():
    path = f"/api/v1/accounts/{company().accounts['1004']}"

    def change(parent):
        etag = company().get("director", path).headers["ETag"]
        assert company().request("director", "PATCH", path, {"parent_id": parent}, {"If-Match": etag}).status == 200

    change(company().accounts["1001"])
    answer = table(by="group")
    items = {item["group"]["number"]: item for item in answer["items"]}
    part = [row for row in within(of_basis(ROWS), FROM, TO) if row["account_number"] in ("1001", "1004")]
    assert "1004" not in items and items["1001"]["members"] == 2 and items["1001"]["is_whole"], items["1001"]
    assert amount(items["1001"]["net"]) == net(part) and items["1001"]["lines"] == len(part)
    assert sum(amount(line["net"]) for line in company().open(items["1001"]["opens_to"])) == net(part)
    # The manager of the head sees the group; somebody who sees a part of it sees the sums of that part alone.
    table(by="group", order="members.desc")
    accounts = {item["account"]["number"]: item for item in table()["items"]}
    assert accounts["1004"]["group"]["number"] == "1001" and accounts["1001"]["group"] is None
    assert {i["account"]["number"] for i in table(group=company().accounts["1001"])["items"]} == {"1001", "1004"}
    assert overview(by="group")["headline"]["rows"] == len(accounts) - 1
    change(None)


# --- the overview ---


def test_overview__equals_the_file():
    answer = overview()
    rows = within(of_basis(ROWS), FROM, TO)
    sums, order = by_account(rows), expected_order(rows)
    total = sum(net(sums[number]) for number in order)
    so_far, needed = Decimal(0), 0
    while so_far < total * Decimal("0.8"):
        so_far += net(sums[order[needed]])
        needed += 1
    head = answer["headline"]
    assert amount(head["net"]) == net(rows) and head["rows_with_sales"] == len(order) and head["rows"] == len(company().accounts)
    assert head["rows_for_80"] == needed and close(head["share_of_rows_for_80"], needed / len(order))
    assert close(head["top_1"], net(sums[order[0]]) / total) and close(head["hhi"], sum((net(sums[n]) / total) ** 2 for n in order))
    shares = sorted(float(net(sums[n]) / total) for n in order)
    gini = sum((2 * (i + 1) - len(shares) - 1) * share for i, share in enumerate(shares)) / len(shares)
    assert close(head["gini"], gini)
    points = answer["pareto"]["points"]
    assert [p["account"]["number"] for p in points] == order and points[-1]["cumulative"] == 1
    assert close(points[2]["cumulative"], sum(net(sums[n]) for n in order[:3]) / total)


def test_overview__years_tiers_movers():
    answer = overview()
    for year in answer["concentration"]["years"]:
        rows = within(of_basis(ROWS), f"{year['year']}-01-01", f"{year['year']}-12-31")
        sums, order = by_account(rows), expected_order(rows)
        total = sum(net(sums[number]) for number in order)
        assert amount(year["net"]) == net(rows) and year["rows"] == len(order)
        assert close(year["hhi"], sum((net(sums[n]) / total) ** 2 for n in order)), year
    assert [year["whole"] for year in answer["concentration"]["years"]] == [True, True, False]
    items = table()["items"]
    for tier in answer["tiers"]["items"]:
        part = [item for item in items if item["tier"] == tier["tier"]]
        assert tier["rows"] == len(part) and amount(tier["net"]) == sum((amount(item["net"]) for item in part), Decimal(0)), tier
        assert company().get("director", tier["opens_to"]).json["total"] == tier["rows"]
    changes = sorted(((amount(item["change"]), item["account"]["number"]) for item in items), reverse=True)
    up, down = answer["movers"]["up"], answer["movers"]["down"]
    assert [m["account"]["number"] for m in up] == [n for change, n in changes if change > 0][:10]
    assert [m["account"]["number"] for m in down] == [n for change, n in changes[::-1] if change < 0][:10]
    for mover in up + down:
        assert sum(amount(part) for part in mover["parts"].values()) == amount(mover["change"]), mover
        assert amount(mover["net"]) - amount(mover["before"]) == amount(mover["change"])
    stopped = [m for m in up + down if amount(m["parts"]["stopped_products"]) < 0]
    assert stopped
    for mover in stopped:
        part = [row for row in of_basis(ROWS) if row["account_number"] == mover["account"]["number"]]
        now = {row["product_number"] for row in within(part, FROM, TO)}
        gone = [row for row in within(part, BEFORE_FROM, BEFORE_TO) if row["product_number"] not in now]
        assert amount(mover["parts"]["stopped_products"]) == -net(gone), mover


def test_overview__silent_are_those_of_the_table():
    answer = overview()["silent"]
    items = [item for item in table(silent="true", limit=500)["items"] if item["days_silent"] <= 365]
    assert answer["rows"] == len(items) and {i["account"]["id"] for i in answer["items"]} <= {i["account"]["id"] for i in items}
    stakes = [amount(item["at_stake"]) for item in answer["items"]]
    assert stakes == sorted(stakes, reverse=True) and sum(stakes) == amount(answer["at_stake"])
    for item in answer["items"]:
        assert sum(amount(line["net"]) for line in company().open(item["opens_to"])) == amount(item["at_stake"]), item


def test_overview__quality_counts_and_opens():
    items = {item["code"]: item for item in overview()["quality"]["items"]}
    rows = within(ROWS, FROM, TO)
    lacks = {
        "lines_without_account": [row for row in rows if not row["account_number"]],
        "lines_without_product": [],
        "lines_without_cost": [row for row in rows if not row["cost"] and row["product_number"] != "POST"],
        "lines_without_rate": [],
    }
    for code, part in lacks.items():
        assert items[code]["count"] == len(part), (code, items[code])
        opened = company().open(items[code]["opens_to"])
        assert len(opened) == len(part) and sum((amount(line["net"]) for line in opened), Decimal(0)) == net(part), code
    bought = {row["account_number"] for row in of_basis(rows)}
    assert items["accounts_without_manager"]["count"] == len(bought - MANAGED) and items["accounts_without_name"]["count"] == 0


def test_overview__of_one_manager():
    answer = overview(manager=company().manager)
    rows = [row for row in within(of_basis(ROWS), FROM, TO) if row["account_number"] in MANAGED]
    assert answer["headline"]["rows"] == len(MANAGED) and amount(answer["headline"]["net"]) == net(rows)
    assert {p["account"]["number"] for p in answer["pareto"]["points"]} <= MANAGED
    assert "lines_without_account" not in {item["code"] for item in answer["quality"]["items"]}


# --- one account ---


def test_account__sales_place_and_products():
    for number in ("1000", "1005"):
        answer = one(number, months=30)
        mine = [row for row in of_basis(ROWS) if row["account_number"] == number]
        row = next(item for item in table()["items"] if item["account"]["number"] == number)
        for member in ("net", "before", "change", "change_rate", "rank", "share", "cumulative", "lines", "quantity", "margin", "margin_rate", "class"):
            assert answer["place"][member] == row[member], member
        assert answer["tier"]["tier"] == row["tier"] and answer["behaviour"]["last_purchase"] == row["last_purchase"]
        months = answer["months"]["items"]
        assert len(months) == 30 and months[-1]["month"] == "2025-08" and not months[-1]["whole"]
        for month in months:
            year_before = f"{int(month['month'][:4]) - 1}{month['month'][4:]}"
            assert amount(month["net"]) == net(r for r in mine if r["date"][:7] == month["month"])
            if year_before < FIRST.isoformat()[:7]:
                assert month["year_before"] is None
            else:
                assert amount(month["year_before"]) == net(r for r in mine if r["date"][:7] == year_before), month
        check_products(answer, mine)


def check_products(answer, mine):
    now, before = within(mine, FROM, TO), within(mine, BEFORE_FROM, BEFORE_TO)
    items = {item["product"]["number"]: item for item in answer["products"]["items"]}
    assert items.keys() == {row["product_number"] for row in now + before} and answer["products"]["rows"] == len(items)
    for number, item in items.items():
        part = [row for row in now if row["product_number"] == number]
        past = [row for row in before if row["product_number"] == number]
        first = min((r["date"] for r in mine if r["product_number"] == number and Decimal(r["net"]) > 0), default=None)
        assert amount(item["net"]) == net(part) and amount(item["before"]) == net(past) and item["lines"] == len(part)
        change = net(part) - net(past)
        state = ("stopped" if net(part) <= 0 else "new" if first >= FROM else "back" if net(past) <= 0 else
                 "growing" if change * 10 >= net(past) else "falling" if change * 10 <= -net(past) else "steady")
        assert item["state"] == state, (number, item)
        opened = company().open(item["opens_to"])
        assert len(opened) == len(part or past) and sum(amount(line["net"]) for line in opened) == net(part or past), item
    assert sum(answer["products"]["states"].values()) == len(items)
    assert sum(amount(item["net"]) for item in answer["categories"]["items"]) == net(now)


def test_account__forecast_is_that_of_the_analysis():
    items = {item["number"]: item for item in company().analyse("forecast", "--horizon", "12")["accounts"]}
    compared = 0
    for number in company().accounts:
        forecast = one(number)["forecast"]
        if forecast["status"] != "known":
            continue
        want = items[number]
        compared += 1
        assert len(forecast["months"]) == 12 and forecast["method"] == want["forecast_method"], (forecast, want)
        for mine, theirs in zip(forecast["months"], want["points"], strict=True):
            assert (mine["from"], mine["to"]) == (theirs["from"], theirs["to"])
            for a, b in (("point", "point"), ("lower_95", "lower95"), ("upper_95", "upper95")):
                assert close(amount(mine[a]), amount(theirs[b]), 0.011), (a, mine, theirs)
            assert amount(mine["lower_95"]) <= amount(mine["lower_80"]) <= amount(mine["upper_80"]) <= amount(mine["upper_95"])
    assert compared > 3


def test_account__behaviour_equals_the_file():
    for number in ("1002", "1007"):
        behaviour = one(number)["behaviour"]
        days = sorted({date.fromisoformat(row["date"]) for row in ROWS if row["account_number"] == number and row["type"] == "invoice" and
                       row["product_number"] != "POST"})
        gaps = sorted((b - a).days for a, b in pairwise(days))
        assert behaviour["purchase_days"] == len(days) and behaviour["first_purchase"] == days[0].isoformat()
        assert behaviour["usual_gap_days"] == gaps[len(gaps) // 2] and behaviour["longest_gap_days"] == gaps[-1]
        expected = days[-1] + timedelta(behaviour["usual_gap_days"])
        assert behaviour["next_purchase"] == {"expected": expected.isoformat(), "late_days": max(0, (LAST - expected).days)}


def test_account__that_never_bought():
    made = company().request("director", "POST", "/api/v1/accounts", {"name": "Bez kupovine", "number": "9000"})
    assert made.status == 201, made
    answer = company().get("director", f"/api/v1/accounts/{made.json['id']}/figures").json
    assert answer["forecast"]["status"] == "no_sales" and answer["tier"]["tier"] is None and answer["place"]["rank"] is None
    assert answer["behaviour"]["last_purchase"] is None and answer["products"]["items"] == []
    item = next(item for item in table()["items"] if item["account"]["number"] == "9000")
    assert item["marks"] == ["no_manager", "no_lines"] and item["tier"] is item["rank"] is item["last_purchase"] is None
    etag = company().get("director", f"/api/v1/accounts/{made.json['id']}").headers["ETag"]
    assert company().request("director", "DELETE", f"/api/v1/accounts/{made.json['id']}", None, {"If-Match": etag}).status in (200, 204)
    assert company().get("director", f"/api/v1/accounts/{made.json['id']}/figures").status == 404
    assert table()["total"] == len(company().accounts)


# --- what takes long ---


ATTRACTIVE = {"profitability": 0.25, "growth": 0.15, "predictability": 0.15, "breadth": 0.10}


def check_attractiveness(items):
    """Profit, growth and breadth as the selection measures them; what is assumed, and predictability, may be anything there."""
    selection = company().analyse("selection")
    used = [c["code"] for c in selection["criteria"] if c["code"] in ATTRACTIVE and c["accounts_known"] > 0]
    others = sum(ATTRACTIVE[code] for code in used)
    accounts = {account["number"]: account for account in selection["accounts"]}
    assert accounts.keys() == {item["account"]["number"] for item in items if item["attractiveness"] is not None}
    for item in items:
        criteria = accounts[item["account"]["number"]]["criteria"]
        sure = [code for code in used if code != "predictability" and (code != "profitability" or criteria[code]["is_known"])]
        known = sum(ATTRACTIVE[code] * criteria[code]["value"] for code in sure)
        open_weight = sum(ATTRACTIVE[code] for code in used if code not in sure)
        least, most = known / others, (known + open_weight) / others
        assert least - 1e-9 <= item["attractiveness"] <= most + 1e-9, (item, criteria)
    values = [item["attractiveness"] for item in table(order="attractiveness.desc")["items"]]
    assert values == sorted(values, reverse=True) and len(set(values)) > 3
    assert company().get("kam", "/api/v1/sales/accounts?order=attractiveness").status == 400


def test_ready__chances_and_forecasts_are_those_of_the_analyses():
    values = {item["number"]: item for item in company().analyse("clv")["accounts"]}
    answer = ready()
    assert answer["pending"] == []
    known = 0
    for item in answer["items"]:
        number = item["account"]["number"]
        assert item["alive"] is not None and close(item["alive"], values[number]["p_alive"]), (item, values[number])
        account = one(number)
        assert account["value"]["status"] == "known" and close(account["value"]["alive"], item["alive"])
        value = values[number]["value"]
        assert (account["value"]["value"] is None) == (value is None) and account["value"]["value_of"] == values[number]["value_of"]
        assert value is None or close(amount(account["value"]["value"]), amount(value), 0.011)
        total = account["forecast"].get("total")
        assert (item["forecast"] is None) == (total is None), item
        if total:
            known += 1
            assert item["forecast"] == {"total": total["point"], "lower": total["lower_95"], "upper": total["upper_95"]}
    assert known > 3
    check_attractiveness(answer["items"])
    alive = [item["alive"] for item in answer["items"]]
    assert [i["alive"] for i in table(order="alive.desc")["items"]] == sorted(alive, reverse=True)
    cut = sorted(alive)[4]
    assert table(alive_below=cut)["total"] == sum(value < cut for value in alive)
    groups = {item["group"]["number"]: item for item in ready(by="group")["items"]}
    assert all(groups[item["account"]["number"]]["forecast"] == item["forecast"] for item in answer["items"])
    assert ready(basis="all")["figures_ready"]


def test_warm__is_seen_in_metrics_and_log():
    with Server(KIND, role="director", metrics_listen="127.0.0.1:0") as server:
        while server.metrics()["kamen_figures_ready"] != 1:
            pass
        assert server.metrics()["kamen_figures_rounds_total"] >= 1
        assert server.get("/api/v1/sales/accounts").json["figures_ready"]
        # The line comes when the count has been made.
        while not [line for line in server.log() if isinstance(line, dict) and line["event"] == "figures"]:
            pass


def test_warm__can_be_turned_off():
    with Server(KIND, role="director", warm_figures="false", metrics_listen="127.0.0.1:0") as server:
        assert server.post("/api/v1/accounts", {"name": "Novi kupac"}).status == 201
        answer = server.get("/api/v1/sales/accounts").json
        assert answer["figures_ready"] and answer["pending"] == []
        assert [item["forecast"] for item in answer["items"]] == [item["alive"] for item in answer["items"]] == [None]
        assert "kamen_figures_ready" not in server.metrics()


# --- rights ---


def names_in(value):
    if isinstance(value, dict):
        return set(value) | set().union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def test_rights__a_manager_sees_the_own_accounts_without_margins():
    answer = table("kam")
    rows = [row for row in within(of_basis(ROWS), FROM, TO) if row["account_number"] in MANAGED]
    assert {item["account"]["number"] for item in answer["items"]} == MANAGED
    assert amount(answer["sum"]["net"]) == net(rows) and answer["without_account"] is None
    assert sorted(item["rank"] for item in answer["items"]) == [1, 2, 3] and close(sum(item["share"] for item in answer["items"]), 1)
    whole = {item["account"]["number"]: item for item in table()["items"]}
    assert all(item["tier"] == whole[item["account"]["number"]]["tier"] for item in answer["items"])
    seen = overview("kam")
    assert seen["headline"]["rows"] == 3 and amount(seen["headline"]["net"]) == net(rows) and "profit" not in seen
    mine = one("1001", "kam")
    assert mine["place"]["rank"] == whole["1001"]["rank"] and close(mine["place"]["share"], whole["1001"]["share"])
    hidden = {"margin", "margin_rate", "cost_known", "attractiveness", "cost", "profit", "value_of", "value_lower"}
    for part in (answer, seen, mine):
        assert not hidden & names_in(part), hidden & names_in(part)
    assert {"margin", "margin_rate", "cost_known"} <= names_in(table()) and {"points", "profit"} <= names_in(one("1001")["tier"])
    assert "points" not in mine["tier"]
    assert company().get("kam", f"/api/v1/accounts/{company().accounts['1005']}/figures").status == 404


def test_rights__order_and_lacks_that_show_profit_are_refused():
    for role, status in (("kam", 400), ("member", 400), ("director", 200), ("analyst", 200), ("executive", 200)):
        for path in ("/api/v1/sales/accounts?order=margin", "/api/v1/sales/accounts?order=name,margin_rate.desc", "/api/v1/sales/lines?lacks=cost"):
            assert company().get(role, path).status == status, (role, path)


def test_rights__member_without_a_team_sees_nothing_admin_is_refused():
    assert table("member")["items"] == [] and overview("member")["headline"]["rows"] == 0
    for path in ("/api/v1/sales/accounts", "/api/v1/sales/overview", f"/api/v1/accounts/{company().accounts['1000']}/figures"):
        assert company().get("admin", path).status == 403
        assert company().server.get(path, {"Authorization": ""}).status == 401
    assert company().get("member", f"/api/v1/accounts/{company().accounts['1000']}/figures").status == 404


def test_faults__come_all_at_once():
    bad = ("by=colour&basis=gross&from=soon&until=2020-01-01&period=decade&currency=USD&order=beauty&limit=501&offset=-1&months=0&tier=D"
           "&silent=maybe&days_silent_from=-1&days_silent_to=soon&change_to=less&alive_below=2&net_from=much&manager=x&colour=red")
    answer = company().get("director", f"/api/v1/sales/accounts?{bad}")
    assert answer.status == 400, answer
    assert {e["pointer"] for e in answer.json["errors"]} == {
        "/by", "/basis", "/from", "/period", "/currency", "/order", "/limit", "/offset", "/months", "/tier", "/silent",
        "/days_silent_from", "/days_silent_to", "/change_to", "/alive_below",
        "/net_from", "/manager", "/colour"}, answer
    for query in ("order=net,name,rank,lines", "order=net.up", "order=", "period=ytd&from=2025-01-01", "from=2025-01-01&until=2024-01-01"):
        assert company().get("director", f"/api/v1/sales/accounts?{query}").status == 400, query
    assert company().get("director", "/api/v1/sales/overview?limit=5").status == 400
    assert company().get("director", "/api/v1/sales/lines?lacks=sense").status == 400


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "figures are not asked of it"))
