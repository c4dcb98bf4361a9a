"""kamen calc clv from outside: the published figures from raw purchases, both kinds of tables, errors."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the path comes first)
from program import data  # noqa: E402

KAMEN = os.environ["KAMEN"]
SUMMARY = "customer,x,t_x,T,mean\na,2,30.43,38.86,22.35\nb,1,1.71,38.86,11.77\nc,0,0,38.86,0\nd,9,37,38.86,30\ne,4,20,30,25\n"


def kamen(*arguments, table=""):
    return subprocess.run([KAMEN, "calc", "clv", *arguments], input=table.encode(), capture_output=True, check=False)


def figures(*arguments, table=""):
    run = kamen(*arguments, "--json", table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table="", status=1):
    run = kamen(*arguments, "-", table=table)
    assert run.returncode == status, (run.returncode, run.stderr)
    assert run.stdout == b"", run.stdout
    return run.stderr.decode()


def near(actual, expected, tolerance):
    assert abs(actual - expected) <= tolerance, (actual, expected)


def cdnow(model, *arguments):
    path = data("cdnow/cdnow_sample.csv")
    if path is None:
        raise tap.Skip("no cdnow/cdnow_sample.csv: set KAMEN_DATA to the folder of the reference data")
    return figures(str(path), "--model", model, "--unit", "week", "--until", "1997-09-30", "--horizon", "39", *arguments)


def check_cdnow(got, parameters, log_likelihood, total):
    for name, value in parameters.items():
        near(got["parameters"][name], value, 1e-6 * value)
        assert 0 < got["standard_errors"][name] < value
    near(got["log_likelihood"], log_likelihood, 1e-6)
    near(sum(row["expected"] for row in got["expected"]), total, 1e-6 * total)
    assert got["customers"] == len(got["expected"]) == 2357


def test_cdnow__bgnbd_from_purchases():
    got = cdnow("bgnbd")
    check_cdnow(got, {"r": 0.24259453, "alpha": 4.41360230, "a": 0.79292194, "b": 2.42590672}, -9582.429207, 1653.408762)
    for row, expected in zip(got["expected"], (1.225994, 0.203419, 0.194794, 0.194794, 0.194794)):
        near(row["expected"], expected, 6e-7)
    for row, spend in zip(got["expected"], (24.653919, 18.910020, 35.170372, 35.170372, 35.170372, 71.464705)):
        near(row["mean_spend"], spend, 3e-6)


def test_cdnow__pareto_from_purchases():
    parameters = {"r": 0.55327699, "alpha": 10.57768289, "s": 0.60624007, "beta": 11.66873935}
    check_cdnow(cdnow("pnbd"), parameters, -9594.976179, 1665.513085)


def test_cdnow__spend():
    spend = cdnow("bgnbd")["spend"]
    near(spend["log_likelihood"], -4055.917695, 1e-6)
    for name, value in (("p", 6.2495709), ("q", 3.74422508), ("v", 15.44352682)):
        near(spend[name], value, 1e-5 * value)


def test_cdnow__auto_says_why():
    got = cdnow("auto")
    scores = got["predictive_log_likelihood"]
    assert got["chosen_by"] == "hold-out" and got["model"] == max(scores, key=scores.get)
    assert sum(row["customers"] for row in got["calibration"]["classes"]) == 2357


def test_cdnow__intervals_hold_what_happened():
    """39 weeks later: the actual repeat days of the summary file, in the same order of customers."""
    got = cdnow("pnbd")
    path = data("cdnow/cdnow_summary.csv")
    if path is None:
        raise tap.Skip("no cdnow/cdnow_summary.csv")
    actual = [float(line.split(",")[5]) for line in path.read_text().splitlines()[1:]]
    held = sum(row["expected_lower"] <= x <= row["expected_upper"] for row, x in zip(got["expected"], actual))
    assert 0.94 <= held / 2357 <= 0.985, held
    assert all(row["expected_lower"] <= row["expected"] <= row["expected_upper"] for row in got["expected"])


def test_summary__columns_in_any_order_and_by_synonyms():
    one = figures("--model", "bgnbd", "-", table=SUMMARY)
    rows = [line.split(",") for line in SUMMARY.splitlines()[1:]]
    table = "T;zbar;recency;Customer ID;frequency\n" + "".join(f"{r[3]};{r[4]};{r[2]};{r[0]};{r[1]}\n" for r in rows)
    assert figures("--model", "bgnbd", "-", table=table) == one
    assert figures("--model", "bgnbd", "-", table=SUMMARY.split("\n", 1)[1]) == one
    assert [row["customer"] for row in one["expected"]] == ["a", "b", "c", "d", "e"]


def test_purchases__days_merge_and_extra_columns_do_not_matter():
    rows = [("a", "2026-01-05", 10), ("a", "2026-01-05", 5), ("a", "2026-02-09", 20), ("b", "2026-01-12", 7), ("a", "2026-03-30", 8)]
    table = "value,note,date,customer\n" + "".join(f"{v},x,{d},{c}\n" for c, d, v in rows)
    got = figures("--model", "bgnbd", "--unit", "day", "--until", "2026-04-10", "-", table=table)
    a, b = got["expected"]
    assert (a["x"], a["t_x"], a["T"]) == (2, 84, 95) and (b["x"], b["t_x"], b["T"]) == (0, 0, 88)
    assert got["until"] == "2026-04-10" and got["unit"] == "day" and got["horizon"] == 365


def test_flat__is_said():
    """One year without a loss: everybody bought in the last days."""
    table = "customer,x,t_x,T\n" + "".join(f"c{i},{5 + i % 7},{50 + i % 3},{52 + i % 3 / 2}\n" for i in range(60))
    got = figures("--model", "pnbd", "-", table=table)
    assert got["likelihood"] in ("flat", "limit") and "likelihood" in got["note"]
    assert got["standard_errors"]["s"] is None or got["likelihood"] == "flat"
    assert got["spend"]["p"] is None and got["expected"][0]["value"] is None
    assert "likelihood" in kamen("--model", "pnbd", "-", table=table).stdout.decode()


def test_margin_and_discount__change_value_alone():
    one = figures("--model", "bgnbd", "-", table=SUMMARY)["expected"][0]
    half = figures("--model", "bgnbd", "--margin", "0.5", "-", table=SUMMARY)["expected"][0]
    later = figures("--model", "bgnbd", "--discount", "0.1", "-", table=SUMMARY)["expected"][0]
    near(half["value"], one["value"] / 2, 1e-12 * one["value"])
    assert half["expected"] == later["expected"] == one["expected"]
    assert one["value"] / 1.1 < later["value"] < one["value"]


def test_cost__makes_profit():
    table = "customer,date,value,cost\n" + "".join(
        f"{c},2026-0{m}-{d:02d},{100 + d},{(100 + d) * k}\n" for c, k in (("a", 0.5), ("b", 0.75), ("c", 1.25)) for m in (1, 2, 4) for d in (3, 17)
    )
    a, b, c = figures("--model", "bgnbd", "-", table=table)["expected"]
    near(a["value"], 2 * b["value"], 1e-9 * a["value"])
    assert c["value"] < 0 and c["value_lower"] <= c["value"] <= c["value_upper"]


def test_regular__is_told_to_use_the_forecast():
    weekly = "".join(f"w,2025-{1 + d // 28:02d}-{1 + d % 28:02d},5\n" for d in range(0, 330, 7))
    chance = "".join(f"z,2025-{m:02d}-{d:02d},5\n" for m, d in ((1, 2), (1, 3), (2, 20), (2, 21), (3, 30), (8, 1), (8, 3), (11, 2)))
    rows = {row["customer"]: row for row in figures("--model", "bgnbd", "-", table="customer,date,value\n" + weekly + chance)["expected"]}
    assert rows["w"]["use"] == "forecast" and rows["w"]["gap_shape"] > 2
    assert rows["z"]["use"] == "clv"


def test_errors__name_the_way_out():
    assert "'gamma'" in refusal("--model", "gamma", table=SUMMARY, status=2)
    assert "'year'" in refusal("--unit", "year", table=SUMMARY, status=2)
    assert "--until" in refusal("--until", "2026-01-01", table=SUMMARY, status=2)
    assert "line 3" in refusal(table="customer,x,t_x,T\na,1,5,9\nb,1,10,9\n")
    assert "line 3, column 2" in refusal(table="customer,x,t_x,T\na,1,5,9\nb,many,1,9\n")
    assert "customer,date" in refusal(table="only\n1\n")
    assert "repeat purchases" in refusal(table="customer,x,t_x,T\na,0,0,9\nb,0,0,9\n")
    purchases = "customer,date,value\na,2026-01-05,1\na,2026-02-05,1\n"
    assert "'2025-01-01'" in refusal("--until", "2025-01-01", table=purchases, status=2)
    assert "'soon'" in refusal("--until", "soon", table=purchases, status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
