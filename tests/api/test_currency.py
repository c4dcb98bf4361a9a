"""Figures in another currency than the firm's, over HTTP, against an independent recomputation with exact fractions from the lines and
the rates that the API itself exports. test_currency.py sqlite|postgres."""

import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import FIRST, LAST, Company, amount, make_rows, run_on  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None
MICRO = 10**6
FROM, TO, BEFORE_FROM, BEFORE_TO = "2024-08-01", "2025-07-31", "2023-08-01", "2024-07-31"
CODES = ["RSD", "EUR", "RSD", "CHF", "RSD", "USD"]
# Euros are known from the first day, dollars from spring, francs from the second year; nobody sells pounds.
STARTS = {"EUR": FIRST - timedelta(3), "USD": date(2023, 4, 1), "CHF": date(2024, 3, 1), "GBP": LAST + timedelta(1)}


def rows():
    made = make_rows(11)
    for row in made:
        row["currency"] = CODES[int(row["document"][2:]) % len(CODES)]
    return made


def rates_csv():
    lines = ["currency,date,rate"]
    for place, (code, start) in enumerate(STARTS.items()):
        day, step = start, 0
        while day <= LAST + timedelta(2):
            lines.append(f"{code},{day},{100 + 7 * place + (step * 37 % 101) / 400:.4f}")
            day, step = day + timedelta(5), step + 1
    return "\n".join(lines) + "\n"


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND, rows(), rates_csv(), "RSD")
        COMPANY.own(["1000", "1001"])
    return COMPANY


def ask(path, role="director", **query):
    answer = company().get(role, path, **query)
    assert answer.status == 200, answer
    return answer.json


def table(role="director", **query):
    return ask("/api/v1/sales/accounts", role, **query)


def overview(role="director", **query):
    return ask("/api/v1/sales/overview", role, **query)


def ready(**query):
    """The table once everything is worked out; each answer of the server is a step of it."""
    while not (answer := table(**query))["figures_ready"]:
        pass
    return answer


# --- the same by other means ---


def rounded(value):
    """To a whole number, half away from zero."""
    return (1 if value >= 0 else -1) * int(abs(value) + Fraction(1, 2))


def export_rates():
    found, cursor = defaultdict(list), None
    while True:
        page = ask("/api/v1/rates", limit=1000, cursor=cursor)
        for rate in page["items"]:
            found[rate["currency"]].append((rate["date"], Fraction(rate["rate"])))
        cursor = page["next"]
        if cursor is None:
            return {code: sorted(rates) for code, rates in found.items()}


def rate_of(rates, code, day):
    usable = [rate for start, rate in rates.get(code, []) if start <= day]
    return usable[-1] if usable else None


def converted(rates, money, day, into):
    """Millionths in a currency; None without a rate."""
    micro = Fraction(money["amount"]) * MICRO
    if money["currency"] != "RSD":
        rate = rate_of(rates, money["currency"], day)
        if rate is None:
            return None
        micro = rounded(micro * rate)
    if into == "RSD":
        return int(micro)
    rate = rate_of(rates, into, day)
    return None if rate is None else rounded(micro / rate)


def export(into):
    """Lines with a customer, charges left out, as the figures of pages count them: (account, day, net, cost), in millionths; and how many
    of them have no rate."""
    rates, lines, without = export_rates(), [], []
    for line in company().lines(limit=1000, basis="products"):
        net = converted(rates, line["net"], line["day"], into)
        if net is None:
            without.append(line)
            continue
        cost = None if line["cost"] is None else converted(rates, line["cost"], line["day"], into)
        lines.append((line["account"]["number"], line["day"], net, cost))
    return lines, without


def cents(micro):
    return Fraction(rounded(Fraction(micro, 10**4)), 100)


def money(value):
    return None if value is None else Fraction(value["amount"])


def sum_by_account(lines, first, last):
    sums = defaultdict(int)
    for account, day, net, _ in lines:
        if first <= day <= last:
            sums[account] += net
    return sums


# --- what can be had ---


def test_currencies__are_the_firms_own_and_those_with_a_rate():
    assert overview()["currencies"] == ["RSD", "CHF", "EUR", "USD"]
    assert overview(currency="EUR")["currencies"] == ["RSD", "CHF", "EUR", "USD"]
    assert table(limit=1)["currencies"] == ["RSD", "CHF", "EUR", "USD"]
    first = f"/api/v1/accounts/{company().accounts['1000']}/figures"
    assert ask(first, currency="USD")["currencies"] == ["RSD", "CHF", "EUR", "USD"]

def test_analyses__in_euros_are_the_sums_of_the_lines():
    """Concentration and dependency of all lines, held against the lines turned one by one."""
    lines, without = export("EUR")
    sums = sum_by_account(lines, "0000", "9999")
    answer = ask("/api/v1/analysis/concentration", currency="EUR")
    # Lines without a customer are among them there, whatever they are for.
    assert answer["lines"]["foreign"] >= len(without) > 0, answer["lines"]
    listed = {item["number"]: money(item["net"]) for item in answer["list"]}
    assert listed == {account: cents(net) for account, net in sums.items()}
    assert {item["net"]["currency"] for item in answer["list"]} == {"EUR"}
    positive = [net for net in sums.values() if net > 0]
    hhi = float(Fraction(sum(net * net for net in positive), sum(positive) ** 2))
    assert abs(answer["concentration"]["hhi"] - hhi) < 1e-12
    shown = ask("/api/v1/analysis/dependency", currency="EUR", n=5)
    year = sum_by_account(lines, shown["year"]["from"], shown["year"]["to"])
    assert [money(a["net"]) for a in shown["accounts"]] == [cents(n) for n in sorted(year.values(), reverse=True)[:5]]
    assert ask("/api/v1/analysis/concentration", currency="RSD") == ask("/api/v1/analysis/concentration")
    refused = company().get("director", "/api/v1/analysis/dependency", manager="x", group="0")
    assert {fault["pointer"] for fault in refused.json["errors"]} == {"/manager", "/group"}, refused



def test_others__are_refused_by_name():
    for path in ("/api/v1/sales/accounts", "/api/v1/sales/overview", f"/api/v1/accounts/{company().accounts['1000']}/figures",
                 "/api/v1/sales/sums?group_by=year", "/api/v1/sales/lines?lacks=rate", "/api/v1/analysis/concentration",
                 "/api/v1/analysis/dependency"):
        for code in ("GBP", "JPY", "eur", ""):
            answer = company().get("director", f"{path}{'&' if '?' in path else '?'}currency={code}")
            assert answer.status == 400, (path, code, answer)
            fault = answer.json["errors"][0]
            assert fault["pointer"] == "/currency" and "RSD, CHF, EUR, USD" in fault["detail"], answer
    assert company().get("director", "/api/v1/sales/lines?currency=EUR").status == 400


def test_own__gives_the_same_bytes():
    ready(limit=1)
    for path in ("/api/v1/sales/accounts", "/api/v1/sales/overview", f"/api/v1/accounts/{company().accounts['1001']}/figures",
                 "/api/v1/sales/sums?group_by=account,month"):
        asked = path + ("&" if "?" in path else "?") + "currency=RSD"
        assert company().get("director", path).body == company().get("director", asked).body, path


# --- amounts ---


def check_overview(code):
    lines, _ = export(code)
    answer = overview(currency=code)
    now, before = sum_by_account(lines, FROM, TO), sum_by_account(lines, BEFORE_FROM, BEFORE_TO)
    headline = answer["headline"]
    assert answer["currency"] == headline["net"]["currency"] == code
    assert money(headline["net"]) == cents(sum(now.values()))
    assert money(headline["before"]) == cents(sum(before.values()))
    assert money(headline["change"]) == cents(sum(now.values()) - sum(before.values()))
    ranked = sorted((net for net in now.values() if net > 0), reverse=True)
    whole = sum(ranked)
    assert headline["rows_with_sales"] == len(ranked)
    assert abs(headline["top_1"] - ranked[0] / whole) < 1e-12
    needed = next(i for i in range(1, len(ranked) + 1) if sum(ranked[:i]) * 5 >= whole * 4)
    assert headline["rows_for_80"] == needed
    known = [(net, cost) for _, day, net, cost in lines if FROM <= day <= TO and cost is not None]
    assert money(answer["profit"]["margin"]) == cents(sum(net - cost for net, cost in known))
    assert [money(point["net"]) for point in answer["pareto"]["points"]] == [cents(net) for net in ranked]
    for year in answer["concentration"]["years"]:
        of_year = sum_by_account(lines, year["from"], year["to"])
        assert money(year["net"]) == cents(sum(net for net in of_year.values())), year
    for mover in answer["movers"]["up"] + answer["movers"]["down"]:
        number = mover["account"]["number"]
        assert money(mover["change"]) == cents(now[number] - before[number]), mover
    assert sum(tier["rows"] for tier in answer["tiers"]["items"]) == headline["rows"]


def test_overview__is_what_the_lines_and_rates_say():
    for code in ("EUR", "USD", "CHF", "RSD"):
        check_overview(code)


def test_table__rows_add_up_to_its_sum():
    lines, without = export("EUR")
    now, before = sum_by_account(lines, FROM, TO), sum_by_account(lines, BEFORE_FROM, BEFORE_TO)
    answer = table(currency="EUR", limit=500)
    for row in answer["items"]:
        number = row["account"]["number"]
        assert money(row["net"]) == cents(now[number]), row
        assert money(row["before"]) == cents(before[number]), row
        lacks = any(line["account"]["number"] == number and FROM <= line["day"] <= TO for line in without)
        assert ("lines_without_rate" in row["marks"]) == lacks, row
    assert money(answer["sum"]["net"]) == cents(sum(now.values()))
    assert answer["sum"]["net"] == answer["whole"]["net"]
    sums = company().sums(group_by="account", currency="EUR", limit=1000, basis="products", **{"from": FROM, "until": TO})
    assert sums["total"]["net"] == answer["sum"]["net"]
    assert {item["account"]["number"]: item["net"] for item in sums["items"]} == {
        row["account"]["number"]: row["net"] for row in answer["items"] if row["lines"] > 0}


def test_amounts__filter_in_the_currency():
    rows_of = table(currency="EUR", limit=500)["items"]
    # A cent below one of them, since rows know more digits than they show.
    middle = sorted(amount(row["net"]) for row in rows_of)[len(rows_of) // 2] - Decimal("0.01")
    passed = table(currency="EUR", limit=500, net_from=str(middle))
    assert {row["account"]["number"] for row in passed["items"]} == {row["account"]["number"] for row in rows_of if amount(row["net"]) >= middle}
    assert passed["sum"]["net"]["currency"] == "EUR"
    # In dinars all but those without sales are above it.
    assert table(net_from=str(middle))["total"] > passed["total"]


def test_account__months_are_converted_one_by_one():
    lines, _ = export("EUR")
    answer = ask(f"/api/v1/accounts/{company().accounts['1002']}/figures", currency="EUR", months=40)
    months = defaultdict(int)
    for account, day, net, _ in lines:
        if account == "1002":
            months[day[:7]] += net
    for item in answer["months"]["items"]:
        assert money(item["net"]) == cents(months[item["month"]]), item
    assert money(answer["place"]["net"]) == cents(sum_by_account(lines, FROM, TO)["1002"])
    assert sum(money(item["net"]) for item in answer["categories"]["items"]) - money(answer["place"]["net"]) < Fraction(1, 10)


# --- lines without a rate, sources, forecasts, rights ---


def test_lines_without_a_rate__are_counted_and_open():
    _, without = export("CHF")
    period = {"from": FIRST.isoformat(), "until": LAST.isoformat()}
    items = {item["code"]: item for item in overview(currency="CHF", **period)["quality"]["items"]}
    opened = company().open(items["lines_without_rate"]["opens_to"])
    assert items["lines_without_rate"]["count"] == len(opened) > len(without) > 0
    mine = {(line["document"]["number"], line["position"]) for line in opened}
    assert {(line["document"]["number"], line["position"]) for line in without} <= mine
    # In the firm's own currency only those of other currencies are.
    own = {item["code"]: item for item in overview(**period)["quality"]["items"]}["lines_without_rate"]
    assert 0 < own["count"] == len(company().open(own["opens_to"])) < len(opened)
    assert overview(currency="CHF")["headline"]["source"]["conversion"]["lines_without_rate"] == len(opened)


def test_sources__tell_of_the_conversion():
    for answer in (overview(currency="EUR")["tiers"], table(currency="EUR", limit=1), company().sums(group_by="year", currency="EUR"),
                   ask(f"/api/v1/accounts/{company().accounts['1000']}/figures", currency="EUR")["forecast"]):
        conversion = answer["source"]["conversion"]
        assert (conversion["from"], conversion["to"]) == ("RSD", "EUR"), conversion
        last = [rate for day, rate in export_rates()["EUR"] if day <= LAST.isoformat()][-1]
        assert Fraction(conversion["last_rate"]) == last
        assert "currency=EUR" in answer["source"]["settings"]
    assert "conversion" not in overview()["headline"]["source"]
    tier = overview(currency="EUR")["tiers"]["items"][0]
    assert money(ask(tier["opens_to"])["sum"]["net"]) == money(tier["net"])


def test_forecasts__come_by_themselves_in_the_currency():
    own, other = ready(limit=500), ready(limit=500, currency="EUR")
    alive = {row["account"]["number"]: row["alive"] for row in own["items"]}
    known = 0
    for row in other["items"]:
        number = row["account"]["number"]
        assert row["alive"] is None or abs(row["alive"] - alive[number]) < 1e-9, row
        page = ask(f"/api/v1/accounts/{company().accounts[number]}/figures", currency="EUR")
        if row["forecast"] is None:
            assert page["forecast"]["status"] != "known", page["forecast"]
            continue
        known += 1
        total = page["forecast"]["total"]
        assert row["forecast"] == {"total": total["point"], "lower": total["lower_95"], "upper": total["upper_95"]}, row
        assert page["value"]["status"] == "known"
        for figure in ("value", "value_lower", "value_upper"):
            assert page["value"][figure] is None or page["value"][figure]["currency"] == "EUR"
    assert known > 0


def test_rights__are_the_same_in_every_currency():
    mine = table("kam", currency="EUR", limit=500)
    assert {row["account"]["number"] for row in mine["items"]} == {"1000", "1001"}
    assert mine["without_account"] is None
    assert '"margin"' not in company().get("member", "/api/v1/sales/accounts?currency=EUR").body.decode()
    assert company().get("admin", "/api/v1/sales/overview?currency=EUR").status == 403


def test_rates__that_change_change_the_answer():
    before = overview(currency="USD")
    last = TO
    answer = company().request("director", "POST", "/api/v1/rates", {"currency": "USD", "date": last, "rate": "120"})
    assert answer.status == 200, answer
    after = overview(currency="USD")
    assert after["data_version"] > before["data_version"]
    check_overview("USD")
    assert company().request("director", "DELETE", f"/api/v1/rates/USD/{last}").status == 204


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "figures are not asked of it"))
