"""kamen analyze clv and forecast from outside: customers whose habits are known, and what must be said of each."""

import csv
import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import program  # noqa: E402  (the path comes first)
import tap  # noqa: E402
from program import amount, close, database, run  # noqa: E402

FIRST = date(2022, 1, 1)
DAYS = 3 * 365 + 1  # to 2024-12-31
HEADER = "document,date,account_number,account_name,product_number,product_name,category,quantity,net,cost,currency\n"


def pseudo_random(seed):
    """Uniform numbers in [0, 1), the same everywhere."""
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (seed >> 33) / 2**31


def days_of(kind, dice):
    """The days of a customer's habit, counted from the first day."""
    if kind == "clock":
        return range(5, DAYS, 14)
    if kind == "left":
        return range(5, 600, 14)
    if kind == "seldom":
        return [d for d in range(10, DAYS) if next(dice) < 0.006]
    return [d for d in range(int(next(dice) * 200), DAYS) if next(dice) < 0.05]


def lines():
    dice = pseudo_random(7)
    for i in range(60):
        kind = {0: "clock", 1: "left", 2: "seldom"}.get(i, "random")
        worth = 1000 if i < 3 else 50 + 20 * i
        for d in days_of(kind, dice):
            if i >= 40 and d > 700:  # a third of the random ones has left
                break
            day = FIRST + timedelta(d)
            net = worth * (0.9 + 0.2 * next(dice))
            yield f"D{i}-{d},{day},{100 + i},{kind.capitalize()} {i},P1,Pump,Pumps,1,{net:.2f},{net * 0.7:.2f},EUR\n"


def outlook():
    return database("outlook", HEADER + "".join(lines()))


def analyse(name, *arguments):
    return program.analyse(name, *arguments, db=outlook())


def by_number(answer):
    return {a["number"]: a for a in answer["accounts"]}


def test_clv__model_and_parameters_are_told():
    got = analyse("clv")
    assert got["model"] in ("bgnbd", "mbgnbd", "pnbd") and got["log_likelihood"] < 0
    assert set(got["parameters"]) == set(got["standard_errors"]) and len(got["parameters"]) == 4
    assert got["choice"]["by"] == "hold-out" and got["customers"] == 60
    best = max(got["choice"]["holdout_log_likelihood"].items(), key=lambda item: item[1])
    assert got["model"] == best[0]
    assert sum(c["customers"] for c in got["calibration"]) <= 60
    told = analyse("clv", "--model", "mbgnbd")
    assert told["model"] == "mbgnbd" and told["choice"]["by"] == "told"


def test_clv__who_left_is_found_and_who_stays_too():
    accounts = by_number(analyse("clv"))
    assert accounts["100"]["p_alive"] > 0.95 and accounts["101"]["p_alive"] < 0.01, accounts["101"]
    stayed = [accounts[str(100 + i)]["p_alive"] for i in range(3, 40)]
    left = [accounts[str(100 + i)]["p_alive"] for i in range(40, 60)]
    assert min(stayed) > 0.5 and max(left) < 0.1, (min(stayed), max(left))
    assert amount(accounts["101"]["value"]) < 100


def test_clv__regular_customers_are_valued_by_their_forecast():
    accounts = by_number(analyse("clv"))
    clock = accounts["100"]
    assert clock["regular"] and clock["valued_by"] == "forecast"
    # 26 purchases of 1000 at a margin of 30%, discounted over half a year.
    close(amount(clock["value"]), 26 * 1000 * 0.3 * 0.951, 700)
    assert amount(clock["value_lower"]) < amount(clock["value"]) < amount(clock["value_upper"])
    assert accounts["101"]["regular"] and accounts["101"]["valued_by"] == "model", "who has left is no clock any more"


def test_clv__profit_where_cost_is_known():
    accounts = by_number(analyse("clv"))
    assert all(a["value_of"] == "profit" for a in accounts.values())
    close(accounts["120"]["margin_rate"], 0.3, 1e-3)
    buyer = accounts["120"]
    close(amount(buyer["value"]) / (buyer["expected"] * amount(buyer["mean_spend"]) * 0.3), 0.95, 0.02)


def test_clv__horizon_and_discount_matter_as_they_should():
    year, two = by_number(analyse("clv")), by_number(analyse("clv", "--horizon", "24"))
    flat = by_number(analyse("clv", "--discount", "0"))
    assert amount(two["120"]["value"]) > 1.6 * amount(year["120"]["value"])
    assert amount(flat["120"]["value"]) > amount(year["120"]["value"])
    assert "--horizon" in run("analyze", "clv", "--horizon", "0", "--db", outlook(), status=2).stderr
    assert "--discount" in run("analyze", "clv", "--discount", "2", "--db", outlook(), status=2).stderr
    assert "'magic'" in run("analyze", "clv", "--model", "magic", "--db", outlook(), status=2).stderr


def test_clv__csv_and_text():
    rows = list(csv.DictReader(io.StringIO(run("analyze", "clv", "--csv", "--db", outlook()).stdout)))
    assert len(rows) == 60 and {"p_alive", "value", "valued_by"} <= set(rows[0])
    text = run("analyze", "clv", "--db", outlook()).stdout
    assert "Probably gone" in text and "The most valuable" in text and "Left 1" in text


def test_clv__too_thin_is_said():
    thin = database("thin", HEADER + "1,2024-01-01,1,A,P,P,,1,5,,EUR\n2,2024-02-01,2,B,P,P,,1,5,,EUR\n")
    assert "not enough data" in run("analyze", "clv", "--db", thin, status=1).stderr


def test_forecast__quarters_of_known_customers():
    got = analyse("forecast")
    accounts = by_number(got)
    clock = accounts["100"]
    assert got["quarter"] == {"from": "2025-01-01", "to": "2025-03-31"} and got["horizon"] == 12
    close(amount(clock["quarter"]), 6500, 700)
    assert amount(clock["quarter_lower95"]) < 6500 < amount(clock["quarter_upper95"])
    close(amount(clock["quarter_year_ago"]), 6500, 700)
    assert clock["months"] == 36 and len(clock["points"]) == 12 and clock["smape"] < 60
    assert clock["points"][0]["from"] == "2025-01-01" and clock["points"][11]["to"] == "2025-12-31"
    assert amount(accounts["101"]["quarter"]) < 50 and accounts["101"]["alive"] < 0.01, accounts["101"]["quarter"]
    assert accounts["102"]["forecast_method"] in ("Croston-SBA", "TSB", "Croston"), accounts["102"]["forecast_method"]


def test_forecast__what_came_back_allows_no_sales_below_zero():
    rows = [f"C{d},{FIRST + timedelta(d)},1,Returner,P1,Pump,Pumps,1,{900 + d % 7 * 30}.00,600.00,EUR\n" for d in range(5, 900, 20)]
    rows += [f"O{d},{FIRST + timedelta(d)},2,Other,P1,Pump,Pumps,1,500.00,300.00,EUR\n" for d in range(5, DAYS, 20)]
    rows.append(f"R1,{FIRST + timedelta(935)},1,Returner,P1,Pump,Pumps,-9,-9000.00,-5000.00,EUR\n")
    got = by_number(program.analyse("forecast", db=database("returner", HEADER + "".join(rows))))["1"]
    for point in got["points"]:
        assert amount(point["point"]) >= 0 and amount(point["lower95"]) >= 0, point


def test_forecast__total_is_not_far_from_the_parts():
    got = analyse("forecast")
    parts = sum(amount(a["quarter"]) for a in got["accounts"] if a["quarter"])
    # A third of the customers left a year ago: such a step is met late by the sum, and at once by the parts.
    assert 0.7 < amount(got["total"]["quarter"]) / parts < 1.4, (got["total"]["quarter"], parts)
    assert got["accounts_with_forecast"] + got["accounts_too_short"] == len(got["accounts"])
    quarters = [amount(a["quarter"]) for a in got["accounts"] if a["quarter"]]
    assert quarters == sorted(quarters, reverse=True)


def test_forecast__as_of_an_earlier_day():
    early = by_number(analyse("forecast", "--until", "2022-04-30", "--horizon", "3"))
    assert early["100"]["months"] == 4 and len(early["100"]["points"]) == 3
    two = analyse("forecast", "--until", "2022-02-28", "--horizon", "3")
    assert two["accounts_with_forecast"] == 0 and two["accounts"][0]["quarter"] is None
    assert two["accounts"][0]["quarter_reason"].startswith("not enough data") and two["accounts"][0]["months_needed"] == 3
    assert "Not enough data" in run("analyze", "forecast", "--until", "2022-02-28", "--db", outlook()).stdout
    assert "no whole month" in run("analyze", "forecast", "--until", "2022-01-15", "--db", outlook(), status=1).stderr


def test_forecast__csv_text_and_wrong_use():
    rows = list(csv.DictReader(io.StringIO(run("analyze", "forecast", "--csv", "--db", outlook()).stdout)))
    assert len(rows) == 60 and float(rows[0]["quarter"]) >= float(rows[1]["quarter"])
    text = run("analyze", "forecast", "--db", outlook()).stdout
    assert "The next three months bring" in text and "The largest" in text
    assert "'2' months" in run("analyze", "forecast", "--horizon", "2", "--db", outlook(), status=2).stderr
    assert "--by 'product'" in run("analyze", "forecast", "--by", "product", "--db", outlook(), status=2).stderr


def test_same_question__same_bits():
    for name in ("clv", "forecast"):
        run("analyze", name, "--db", outlook())
        newest = json.loads(run("analyze", "runs", "--json", "--db", outlook()).stdout)[0]
        assert newest["analysis"] == name
        assert "the same answer, bit for bit" in run("analyze", "again", newest["run"], "--db", outlook()).stderr


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
