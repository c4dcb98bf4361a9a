"""kamen calc breakeven, evc, tiers, waterfall, serve, elasticity from outside: textbook cases, tables, errors, exit statuses."""

import csv
import json
import math
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]
ROOT = Path(os.environ.get("KAMEN_SOURCE_ROOT", Path(__file__).resolve().parent.parent.parent))
DATA = Path(os.environ.get("KAMEN_DATA", ROOT.parent / "shared" / "data")) / "elasticity"


def kamen(*arguments, table=None):
    return subprocess.run([KAMEN, "calc", *arguments], input=(table or "").encode(), capture_output=True, check=False)


def figures(*arguments, table=None):
    run = kamen(*arguments, "--json", *([] if table is None else ["-"]), table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table=None, status):
    run = kamen(*arguments, table=table)
    assert run.returncode == status, (run.returncode, run.stderr)
    assert run.stdout == b"", run.stdout
    return run.stderr.decode()


def near(actual, expected, tolerance):
    assert abs(actual - expected) <= tolerance, (actual, expected)


def test_breakeven__westside_by_options():
    got = figures("breakeven", "--price", "10", "--cost", "5.5", "--change-price=-5%", "--units", "4000")
    near(got["old_contribution_margin"], 4.5, 1e-14)
    near(got["new_contribution_margin"], 4.0, 1e-14)
    near(got["breakeven_change"], 0.125, 1e-14)
    near(got["breakeven_units"], 500, 1e-9)
    cheaper = figures("breakeven", "--price", "10", "--cost", "5.5", "--new-price", "9.5", "--change-cost=-0.22", "--units", "4000")
    near(cheaper["breakeven_change_percent"], 6.635071, 5e-7)
    near(cheaper["breakeven_units"], 265.40, 0.005)


def test_breakeven__marketing_by_the_numbers():
    got = figures("breakeven", "--price", "100", "--cost", "70%", "--change-price=-10%")
    near(got["old_margin_ratio"], 0.3, 1e-14)
    near(got["new_margin_ratio"], 0.222222, 5e-7)
    near(got["breakeven_change"], 0.5, 1e-13)
    assert "breakeven_units" not in got


def test_breakeven__cases_from_a_table():
    table = "Case;Price;Cost;New price;Fixed\ncut;10,00;5,50;9,50;\nrise;10,00;5,50;10,50;900\n"
    got = figures("breakeven", "--units", "4000", table=table)["cases"]
    near(got[0]["breakeven_change"], 0.125, 1e-14)
    near(got[1]["breakeven_change"], -0.1 + 900 / (4000 * 5), 1e-14)
    assert [row["case"] for row in got] == ["cut", "rise"]


def test_breakeven__a_price_below_cost_has_no_answer():
    got = figures("breakeven", "--price", "10", "--cost", "9", "--new-price", "8")
    assert got["breakeven_change"] is None and "no volume" in got["verdict"]


def test_breakeven__errors():
    assert "--price" in refusal("breakeven", "--price", "ten", status=2)
    assert "no file" in refusal("breakeven", status=2)
    assert "variable cost" in refusal("breakeven", "--price", "10", status=1)
    assert "exclude" in refusal("breakeven", "--price", "10", "--cost", "5", "--new-price", "9", "--change-price=-1", status=1)
    assert "units" in refusal("breakeven", "--price", "10", "--cost", "5", "--fixed", "9", status=1)
    assert "'price'" in refusal("breakeven", "-", table="cost\n1\n", status=1)
    assert "line 3" in refusal("breakeven", "-", table="price,cost,new_price\n10,5,9\n10,5,-9\n", status=1)


def test_evc__harvard_cases():
    dolan = "name,value\nreference,300\nfunctionality,350\nstart-up savings,100\npost-purchase savings,200\n"
    got = figures("evc", "--price", "600", table=dolan)
    assert got["total"] == 950 and got["incentive"] == 350 and len(got["parts"]) == 3
    assert figures("evc", "--reference", "6800", table="4000\n500\n1500\n")["total"] == 12800


def test_evc__what_is_worse_counts_against_us():
    got = figures("evc", table="Reference price;100,5\nfaster;20,25\nswitching;-30,75\n")
    assert (got["positive"], got["negative"], got["total"]) == (20.25, -30.75, 90)


def test_evc__errors():
    assert "--reference" in refusal("evc", "-", table="a,1\nb,2\n", status=1)
    assert "second reference" in refusal("evc", "-", table="reference,1\nreference,2\n", status=1)
    assert "--reference" in refusal("evc", "--reference", "1", "-", table="reference,1\nb,2\n", status=2)
    assert "below 0" in refusal("evc", "--reference=-1", "-", table="b,2\n", status=1)


TIERS = "from,price\n0,10\n100,9\n500,8\n"


def test_tiers__three_modes():
    band = figures("tiers", "--quantity", "150", table=TIERS)
    assert (band["mode"], band["total"], band["marginal_price"], band["next_threshold"]) == ("band", 1450, 9, 500)
    near(band["average_price"], 1450 / 150, 1e-14)
    assert figures("tiers", "--mode", "all", "--quantity", "150", table=TIERS)["total"] == 1350
    assert figures("tiers", "--mode", "flat", "--quantity", "150", table=TIERS)["total"] == 9


def test_tiers__buying_more_is_cheaper():
    got = figures("tiers", "--mode", "all", "--quantity", "95", table=TIERS)
    assert (got["total"], got["cheaper_from"], got["saving"]) == (950, 100, 50)
    assert got["tiers"][1]["cheaper_than_quantities_above"] == 90
    assert figures("tiers", "--mode", "all", "--quantity", "90", table=TIERS)["cheaper_from"] is None


def test_tiers__an_upper_end_is_not_a_price():
    for table in ("from,to,price\n0,99,10\n100,,9\n", "0,99,10\n100,,9\n"):
        assert figures("tiers", "--quantity", "150", table=table)["total"] == 1450


def test_tiers__discounts_in_three_ways_of_writing():
    for discounts in ("2%,5%", "2,5", "0.02,0.05"):
        two, five = discounts.split(",")
        got = figures("tiers", "--mode", "all", "--price", "100", "--quantity", "10,11,15", table=f"from,discount\n11,{two}\n15,{five}\n")
        assert [round(row["total"], 9) for row in got["quantities"]] == [1000, 1078, 1425], got
        assert round(got["quantities"][2]["rebate"], 9) == 75


def test_tiers__flat_rebate_is_taken_once():
    got = figures("tiers", "--mode", "flat", "--price", "10", "--quantity", "99,100,150", table="from,rebate\n100,50\n")
    assert [row["total"] for row in got["quantities"]] == [990, 950, 1450]
    assert got["quantities"][0]["cheaper_from"] == 100 and got["quantities"][0]["marginal_price"] == -40


def test_tiers__bands_that_number_units():
    numbered = figures("tiers", "--quantity", "150", table="from,price\n1,10\n101,9\n")
    assert (numbered["units"], numbered["total"]) == ("whole", 1450)
    assert figures("tiers", "--units", "any", "--quantity", "150", table="from,price\n1,10\n101,9\n")["total"] == 1451


def test_tiers__errors():
    assert "'graduated'" in refusal("tiers", "--mode", "graduated", "-", table=TIERS, status=2)
    assert "--price" in refusal("tiers", "-", table="from,discount\n1,2%\n", status=2)
    assert "rise" in refusal("tiers", "-", table="from,price\n5,2\n1,3\n", status=1)
    assert "begins at 10" in refusal("tiers", "--quantity", "5", "-", table="from,price\n10,2\n", status=1)
    assert "'many'" in refusal("tiers", "--quantity", "many", "-", table=TIERS, status=2)
    assert "'some'" in refusal("tiers", "--units", "some", "-", table=TIERS, status=2)
    assert "no rows" in refusal("tiers", "-", table="", status=1)


def test_waterfall__managing_price_gaining_profit():
    table = ("step,stage,value\norder size,on invoice,0.10\ncompetition,on invoice,0.12\nterms,off,0.30\nbonus,off,0.37\n"
             "promotions,off,0.35\nadvertising,off,0.20\nfreight,off,0.09\n")
    got = figures("waterfall", "--list", "6", table=table)
    near(got["invoice_price"], 5.78, 1e-12)
    near(got["pocket_price"], 4.47, 1e-12)
    near(got["pocket_share"], 0.745, 1e-12)


def test_waterfall__parts_follow_one_another():
    got = figures("waterfall", "--list", "100", table="goods,cost,50\na,on,10%\nb,on,5%\nc,off,2%\nd,off,1%,list\n")
    near(got["invoice_price"], 85.5, 1e-12)
    near(got["pocket_price"], 85.5 * 0.98 - 1, 1e-12)
    near(got["pocket_margin"], 85.5 * 0.98 - 51, 1e-12)
    assert [row["step"] for row in got["steps"]] == ["a", "b", "c", "d", "goods"]


def test_waterfall__errors():
    assert "--list" in refusal("waterfall", "-", table="a,on,1\n", status=2)
    assert "line 1" in refusal("waterfall", "--list", "1", "-", table="a,maybe,1\n", status=1)
    assert "column 4" in refusal("waterfall", "--list", "1", "-", table="a,off,1%,half\n", status=1)
    assert "invoice price" in refusal("waterfall", "--list", "1", "-", table="a,on,1%,invoice\n", status=1)


def test_serve__kaplan_and_anderson():
    table = "activity,volume,minutes\norders,49000,8\ninquiries,1400,44\ncredit checks,2500,50\n"
    got = figures("serve", "--cost", "560000", "--capacity", "700000", table=table)
    near(got["rate"], 0.80, 1e-15)
    near(got["cost_assigned"], 462880, 1e-6)
    near(got["unused_cost"], 97120, 1e-6)
    assert [round(row["unit_cost"], 9) for row in got["activities"]] == [6.4, 35.2, 40]


def test_serve__accounts():
    table = "account,activity,volume,minutes\na,order,10,8\nb,order,1,8\na,visit,2,50\n"
    got = figures("serve", "--cost", "100", "--capacity", "1000", table=table)
    assert [(row["account"], round(row["cost_to_serve"], 9)) for row in got["accounts"]] == [("a", 18), ("b", 0.8)]
    assert "--cost" in refusal("serve", "-", table=table, status=2)
    assert "capacity" in refusal("serve", "--cost", "1", "--capacity", "0", "-", table=table, status=1)


def cheese():
    path = DATA / "cheese_key_accounts.csv"
    if not path.exists():
        print("# skipped: no elasticity/cheese_key_accounts.csv; set KAMEN_DATA")
        return None
    return json.loads(subprocess.run([KAMEN, "calc", "elasticity", "--json", path], capture_output=True, check=True).stdout)


def test_elasticity__cheese_as_r_has_it():
    got = cheese()
    if got is None:
        return
    accounts = {row["account"]: row for row in got["accounts"]}
    with (DATA / "cheese_ols_by_account.csv").open() as file:
        for row in csv.DictReader(file):
            mine = accounts[row["account"]]
            near(mine["elasticity"], float(row["elasticity"]), 6e-9)
            near(mine["std_error"], float(row["se_elasticity"]), 6e-9)
            near(mine["intercept"], float(row["intercept"]), 6e-9)
            near(mine["r2"], float(row["r2"]), 6e-9)
            slope = mine["regressors"][0]["slope"]
            assert (slope is None) == (row["display"] == "NA")
            if slope is not None:
                near(slope, float(row["display"]), 6e-9)
    near(got["pooled"]["elasticity"], -1.2575776896, 6e-11)
    near(got["account_effects"]["elasticity"], -2.3883413175, 6e-11)
    for row in got["accounts"]:
        assert row["flag"].startswith("positive") == (row["elasticity"] >= 0 or row["pooled"] >= 0), row
        assert row["lower95"] < row["pooled"] < row["upper95"]


def law(account, elasticity, prices, noise=0.0):
    return [f"{account},{100 * price**elasticity * math.exp(noise * (-1) ** i):.12g},{price}" for i, price in enumerate(prices)]


def test_elasticity__not_enough_variation():
    rows = ["Account,Units,Unit price"]
    for name, elasticity in (("a", -1.5), ("b", -2), ("c", -2.5)):
        rows += law(name, elasticity, (2, 2.2, 2.5, 2.1, 2.8, 3), noise=0.02)
    rows += law("still", -2, (2, 2, 2, 2, 2, 2), noise=0.1) + law("short", -2, (2, 3))
    got = {row["account"]: row for row in figures("elasticity", table="\n".join(rows) + "\n")["accounts"]}
    near(got["b"]["elasticity"], -2, 0.2)
    for name, reason in (("still", "little_variation"), ("short", "few_observations")):
        assert got[name]["status"] == "not_enough_variation" and got[name]["reason"] == reason
        assert got[name]["elasticity"] is None and got[name]["pooled"] is None and got[name]["upper95"] is None


def test_elasticity__one_account_has_nothing_to_lean_on():
    got = figures("elasticity", table="\n".join(["account,quantity,price", *law("a", -2, (2, 2.2, 2.5, 3, 2.8))]) + "\n")
    row = got["accounts"][0]
    near(row["elasticity"], -2, 1e-9)
    assert row["pooled"] is None and got["prior"]["mean"] is None and row["status"] == "ok"


def test_elasticity__products_and_effects():
    rows = ["account,product,month,quantity,price"]
    for product, level in (("x", 1), ("y", 40)):
        for i, price in enumerate((2, 2.2, 2.5, 2.1, 2.8, 3, 2.4, 2.6)):
            month = ("jan", "feb")[i % 2]
            rows.append(f"a,{product},{month},{level * 100 * price**-1.7 * (1.5 if month == 'feb' else 1):.12g},{price}")
    table = "\n".join(rows) + "\n"
    near(figures("elasticity", "--product", "product", "--effects", "month", table=table)["accounts"][0]["elasticity"], -1.7, 1e-9)
    assert abs(figures("elasticity", "--product", "product", table=table)["accounts"][0]["elasticity"] + 1.7) > 0.01


def test_elasticity__rows_without_a_sale_are_left_out():
    table = "\n".join(["account,quantity,price", *law("a", -2, (2, 2.2, 2.5, 3, 2.8)), "a,0,2", "a,-3,2"]) + "\n"
    got = figures("elasticity", table=table)
    assert got["n_left_out"] == 2 and got["n"] == 5


def test_elasticity__errors():
    assert "'price'" in refusal("elasticity", "-", table="account,units\na,1\n", status=1)
    assert "no column" in refusal("elasticity", "--product", "sku", "-", table="account,units,price\na,1,1\n", status=2)
    assert "exclude" in refusal("elasticity", "--pool", "--no-pool", "-", table="account,units,price\na,1,1\n", status=2)
    assert "line 3" in refusal("elasticity", "-", table="account,units,price\na,1,1\na,2,cheap\n", status=1)
    assert "regressor" in refusal("elasticity", "-", table="account,units,price,shown\na,1,1,1\na,2,1,no\n", status=1)
    assert "above 0" in refusal("elasticity", "-", table="account,units,price\na,0,1\n", status=1)
    assert "--max-std-error" in refusal("elasticity", "--max-std-error", "0", "-", table="account,units,price\na,1,1\n", status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
