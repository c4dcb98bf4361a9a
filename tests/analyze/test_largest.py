"""Concentration, dependency, merger and comparison from outside: the demonstration company summed again from its database."""

import collections
import csv
import datetime
import io
import os
import sqlite3
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import FOLDER, amount, analyse, close, run  # noqa: E402

made = {}
EPOCH = datetime.date(1970, 1, 1)


def company():
    """The database of a demonstration company, its lines that count, accounts and their heads of today."""
    if not made:
        db = str(Path(FOLDER.name) / "largest.db")
        run("demo", "--db", db, "--seed", 4, "--years", 1)
        with sqlite3.connect(db) as connection:
            lines = connection.execute(
                "SELECT l.account_id, l.document_id, l.day, l.product_id, l.net_micro, l.cost_micro, l.quantity_micro, l.flags, "
                "p.category FROM sales_line l JOIN product p ON p.id = l.product_id "
                "WHERE l.account_id <> 0 AND (l.flags & 10) = 0 AND p.is_charge = 0"
            ).fetchall()
            parents = dict(connection.execute("SELECT id, parent_id FROM account"))
            regions = dict(connection.execute("SELECT id, region FROM account"))
        heads = {}
        for account in parents:
            above = account
            while parents.get(above):
                above = parents[above]
            heads[account] = above
        made.update(db=db, lines=lines, heads=heads, regions=regions)
    return made


def head(account):
    return company()["heads"][account]


def hhi(sums):
    positive = [x for x in sums if x > 0]
    return sum(x * x for x in positive) / sum(positive) ** 2




def test_concentration__groups_and_regions_are_those_of_the_lines():
    c = company()
    got = analyse("concentration", "--no-keep", "--by", "group", "--slice", "region", db=c["db"])
    groups, regions = collections.Counter(), collections.defaultdict(collections.Counter)
    for account, _, _, _, net, *_ in c["lines"]:
        groups[head(account)] += net
        regions[c["regions"][account]][head(account)] += net
    close(amount(got["basis"]["net"]), sum(groups.values()) / 1e6, 0.01)
    close(got["concentration"]["hhi"], hhi(groups.values()), 1e-12)
    assert {s["name"] for s in got["slices"]} == set(regions)
    for slice in got["slices"]:
        sums = regions[slice["name"]]
        close(amount(slice["net"]), sum(sums.values()) / 1e6, 0.01)
        close(slice["concentration"]["hhi"], hhi(sums.values()), 1e-12)
        assert int(slice["largest"]["id"]) == max(sums, key=sums.get)
    table = list(csv.DictReader(io.StringIO(run(
        "analyze", "concentration", "--no-keep", "--by", "group", "--slice", "region", "--csv", "--db", c["db"]).stdout)))
    assert [row["slice"] for row in table] == [s["name"] for s in got["slices"]]


def test_concentration__a_part_is_its_slice_and_opens_to_its_lines():
    c = company()
    name = sorted(filter(None, c["regions"].values()))[0]
    whole = analyse("concentration", "--no-keep", "--slice", "region", db=c["db"])
    part = analyse("concentration", "--no-keep", "--region", name, db=c["db"])
    slice = next(s for s in whole["slices"] if s["name"] == name)
    assert part["part"] == {"region": name} and "part" not in whole
    assert part["concentration"] == slice["concentration"] and part["basis"]["net"] == slice["net"]
    assert [q["label"] for q in whole["by_quarter"]] == [p["label"] for p in slice["series"]]
    hhis = {q["label"]: q["concentration"] and q["concentration"]["hhi"] for q in part["by_quarter"]}
    assert [hhis.get(p["label"]) for p in slice["series"]] == [p["hhi"] for p in slice["series"]]
    shown = analyse("dependency", "--no-keep", "--region", name, db=c["db"])
    assert shown["part"] == {"region": name} and shown["holders"] <= part["concentration"]["holders"]
    assert all("region=" in e["opens_to"] for e in part["profit"]["eroders"])


def test_parts__that_cannot_be_had():
    refused = run("analyze", "concentration", "--currency", "XAU", "--no-keep", "--db", company()["db"], status=2)
    assert "currency does not know 'XAU'; it takes " in refused.stderr, refused.stderr
    refused = run("analyze", "dependency", "--region", "Nowhere", "--no-keep", "--db", company()["db"], status=1)
    assert "no invoice line is in the part that is asked about" in refused.stderr, refused.stderr
    refused = run("analyze", "clv", "--region", "X", "--no-keep", "--db", company()["db"], status=2)
    assert "--region" in refused.stderr, refused.stderr


def test_concentration__causes_add_up_and_open_to_their_lines():
    c = company()
    got = analyse("concentration", "--no-keep", db=c["db"])
    eroders = got["profit"]["eroders"]
    assert eroders
    for eroder in eroders:
        close(sum(amount(cause) for cause in eroder["causes"].values()), amount(eroder["margin"]), 0.03)
        assert f"account={eroder['id']}" in eroder["opens_to"]
        own = [x for x in c["lines"] if x[0] == int(eroder["id"]) and not x[7] & 4]
        for item in eroder["items"]:
            close(amount(item["margin"]), sum(x[4] - x[5] for x in own if x[3] == int(item["id"])) / 1e6, 0.01)
            assert f"product={item['id']}" in item["opens_to"]


def test_dependency__is_the_lines_without_the_lost():
    c = company()
    whole = analyse("dependency", "--no-keep", "--by", "group", db=c["db"])
    assert whole["fixed_cost"] is None and whole["fixed_cost_reason"] and whole["least_set"] is None
    begin = (datetime.date.fromisoformat(whole["year"]["from"]) - EPOCH).days
    net, contribution = collections.Counter(), collections.Counter()
    for account, _, day, _, amount_micro, cost, _, flags, _ in c["lines"]:
        if day >= begin:
            net[head(account)] += amount_micro
            contribution[head(account)] += 0 if flags & 4 else amount_micro - cost
    fixed = sum(contribution.values()) / 1e6 * 0.6
    first = [row["id"] for row in whole["accounts"]]
    assert [int(i) for i in first] == [g for g, _ in net.most_common(20)]
    got = analyse("dependency", "--no-keep", "--by", "group", "--fixed_cost", f"{fixed:.2f}", "--lose", ",".join(first[1:4] + first[1:2]), db=c["db"])
    for row in got["accounts"]:
        rest = {g: x for g, x in net.items() if g != int(row["id"])}
        close(amount(row["after"]["net"]), sum(rest.values()) / 1e6, 0.01)
        close(row["after"]["hhi"], hhi(rest.values()), 1e-9)
        left = (sum(contribution.values()) - contribution[int(row["id"])]) / 1e6
        close(amount(row["after"]["profit"]["contribution"]), left, 0.01)
        close(row["after"]["profit"]["cover"], left / fixed, 1e-6)
        assert 0 <= row["probability_of_loss"] <= 1 and row["series"][-1]["label"].startswith("20")
        assert amount(row["expected_loss_lower"]) <= amount(row["expected_loss"]) <= amount(row["expected_loss_upper"])
    lost = sum(net[int(i)] for i in first[1:4])
    assert len(got["stress"]["lost"]) == 3
    close(amount(got["stress"]["net_lost"]), lost / 1e6, 0.01)
    least = [int(row["id"]) for row in got["least_set"]["lost"]]
    assert least == [g for g, _ in contribution.most_common(len(least))]
    left = sum(contribution.values()) - sum(contribution[g] for g in least)
    assert left / 1e6 < fixed <= (left + contribution[least[-1]]) / 1e6


def test_dependency__says_how_likely_and_how_much():
    db = company()["db"]
    ids = [row["id"] for row in analyse("dependency", "--no-keep", db=db)["accounts"]]
    flags = ("--no-keep", "--lose", ",".join(ids[:2]), "--fixed_cost", "1000")
    year, month = (analyse("dependency", *flags, "--horizon", horizon, db=db) for horizon in ("12", "1"))
    for row, sooner in zip(year["accounts"], month["accounts"]):
        assert row["probability_of_loss_lower"] <= row["probability_of_loss"] <= row["probability_of_loss_upper"], row
        assert row["probability_lost_today"] <= sooner["probability_of_loss"] <= row["probability_of_loss"]
        assert row["probability_of_silence"] <= sooner["probability_of_silence"]
        close(amount(row["expected_loss"]), row["probability_of_loss"] * amount(row["net"]), 0.02)
    one, other = (row["probability_of_loss"] for row in year["accounts"][:2])
    stress = year["stress"]
    close(stress["probability_all"], one * other, 1e-9)
    close(stress["probability_any"], one + other - one * other, 1e-9)
    assert stress["probability_all_lower"] < stress["probability_all"] < stress["probability_all_upper"]
    close(stress["probability_all_at_most"], min(one, other), 1e-12)
    close(stress["probability_any_at_least"], max(one, other), 1e-12)
    close(amount(stress["expected_loss"]), sum(amount(row["expected_loss"]) for row in year["accounts"][:2]), 0.02)
    assert 0 <= year["expected"]["profit"]["probability_not_covered"] <= 1
    assert amount(year["expected"]["net_lost"]) > amount(stress["expected_loss"]) > amount(month["stress"]["expected_loss"])


def purchases(ids, begin):
    sums = collections.defaultdict(lambda: [0, 0])
    for account, _, day, product, net, _, quantity, flags, _ in company()["lines"]:
        if account in ids and day >= begin and net > 0 and quantity > 0 and not flags & 1:
            sums[product][0] += net
            sums[product][1] += quantity
    return sums


def units(above):
    return {account for account, top in company()["heads"].items() if top == above}


def test_merger__one_price_for_both():
    c = company()
    got = analyse("merger", "--no-keep", db=c["db"])
    begin = (datetime.date.fromisoformat(got["year"]["from"]) - EPOCH).days
    buyer, target = (int(a["id"]) for a in got["accounts"])
    net = collections.Counter()
    for account, _, day, _, amount_micro, *_ in c["lines"]:
        if day >= begin:
            net[head(account)] += amount_micro
    assert [buyer, target] == [g for g, _ in net.most_common(2)]
    close(got["concentration"]["points_before"], hhi(net.values()) * 1e4, 1e-6)
    net[buyer] += net.pop(target)
    close(got["concentration"]["points_after"], hhi(net.values()) * 1e4, 1e-6)
    one, other = purchases(units(buyer), begin), purchases(units(target), begin)
    costs = {}
    for product in set(one) & set(other):
        better = min(one[product][0] / one[product][1], other[product][0] / other[product][1])
        costs[product] = sum(x[0] - better * x[1] for x in (one[product], other[product])) / 1e6
    articles = got["harmonisation"]["articles"]
    assert {int(a["id"]) for a in articles} == set(costs) and costs
    for article in articles:
        close(amount(article["cost"]), costs[int(article["id"])], 0.01)
    close(amount(got["harmonisation"]["cost"]), sum(costs.values()), 0.01)
    assert [amount(a["cost"]) for a in articles] == sorted((amount(a["cost"]) for a in articles), reverse=True)
    assert got["harmonisation"]["only_buyer"]["products"] == len(set(one) - set(other))


def test_merger__power_and_thresholds():
    c = company()
    got = analyse("merger", "--no-keep", db=c["db"])
    begin = (datetime.date.fromisoformat(got["year"]["from"]) - EPOCH).days
    buyer, target = (int(a["id"]) for a in got["accounts"])
    with sqlite3.connect(c["db"]) as connection:
        category_of = dict(connection.execute("SELECT id, category FROM product"))
    net, contribution, market = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    for account, _, day, product, amount_micro, cost, _, flags, _ in c["lines"]:
        if day >= begin:
            net[head(account)] += amount_micro
            contribution[head(account)] += 0 if flags & 4 else amount_micro - cost
            market[category_of[product]][head(account)] += amount_micro
    positive = sum(x for x in net.values() if x > 0)
    together = got["together"]
    close(together["share"], (net[buyer] + net[target]) / positive, 1e-12)
    close(together["profit"]["share"], (contribution[buyer] + contribution[target]) / sum(contribution.values()), 1e-9)
    close(amount(together["profit"]["contribution"]), (contribution[buyer] + contribution[target]) / 1e6, 0.01)
    assert together["rank"] == 1 and [a["rank"] for a in got["accounts"]] == [1, 2]
    points = got["concentration"]
    close(points["change_points"], 2 * net[buyer] * net[target] / positive**2 * 1e4, 1e-6)
    assert points["rises_over_100"] == (points["change_points"] > 100) and points["is_over_1800"] == (points["points_after"] > 1800)
    assert points["share_over_30_percent"] == (together["share"] > 0.3)
    assert points["is_over_thresholds"] == (points["rises_over_100"] and (points["is_over_1800"] or points["share_over_30_percent"]))
    for row in got["categories"]:
        sums = market[row["category"]]
        close(amount(row["net"]), (sums[buyer] + sums[target]) / 1e6, 0.01)
        close(row["share_of_our_sales"], (sums[buyer] + sums[target]) / sum(sums.values()), 1e-9)
        close(row["target_share"], sums[target] / sum(sums.values()), 1e-9)
    assert {row["category"] for row in got["categories"]} == {k for k, v in market.items() if buyer in v or target in v}
    harmonised = got["harmonisation"]
    for name, other in (("buyer", "target"), ("target", "buyer")):
        dearer = [a for a in harmonised["articles"] if a["better"] == other]
        close(amount(harmonised[f"{name}_pays_less"]), sum(amount(a["cost"]) for a in dearer), 0.01 * len(dearer) + 0.01)


def test_compare__side_by_side():
    c = company()
    got = analyse("compare", "--no-keep", db=c["db"])
    begin = (datetime.date.fromisoformat(got["year"]["from"]) - EPOCH).days
    one, other = (purchases(units(int(a["id"])), begin) for a in got["accounts"])
    both = set(one) & set(other)
    assert got["overlap"]["products_both"] == len(both) == len(got["prices"]["articles"])
    close(got["overlap"]["jaccard"], len(both) / len(set(one) | set(other)), 1e-12)
    totals = [sum(x[0] for x in side.values()) for side in (one, other)]
    shares = [(one[p][0] / totals[0] if p in one else 0, other[p][0] / totals[1] if p in other else 0) for p in set(one) | set(other)]
    close(got["overlap"]["jaccard_by_value"], sum(map(min, shares)) / sum(map(max, shares)), 1e-9)
    level = sum(other[p][0] / other[p][1] * one[p][1] for p in both) / sum(one[p][0] for p in both)
    close(got["prices"]["level"], level, 1e-9)
    for side, name in enumerate(("one", "other")):
        close(sum(amount(x[name]) for x in got["categories"]), amount(got["accounts"][side]["net"]), 0.01 * len(got["categories"]))
    with sqlite3.connect(c["db"]) as connection:
        wanted = units(int(got["accounts"][0]["id"]))
        rows = connection.execute("SELECT account_id FROM contact WHERE deleted_at IS NULL").fetchall()
    have_lines = {line[0] for line in c["lines"]}
    assert got["accounts"][0]["contacts"] == sum(account in wanted & have_lines for (account,) in rows)


def test_text__of_each():
    db = company()["db"]
    assert "Slice by slice" in run("analyze", "concentration", "--slice", "category", "--no-keep", "--db", db).stdout
    told = run("analyze", "dependency", "--no-keep", "--fixed_cost", "1000000", "--loss", "1000000", "--db", db).stdout
    for words in ("expected loss", "any of them", "are expected to be lost", "Chance that the fixed cost", "The fewest who take"):
        assert words in " ".join(told.split()), words
    assert "One price for both" in run("analyze", "merger", "--no-keep", "--db", db).stdout
    assert "Side by side" in run("analyze", "compare", "--no-keep", "--db", db).stdout
    assert "no account here" in run("analyze", "merger", "--buyer", "17", "--no-keep", "--db", db, status=1).stderr


if __name__ == "__main__":
    if not os.environ.get("KAMEN"):
        sys.exit("KAMEN names the program")
    sys.exit(tap.run(globals()))
