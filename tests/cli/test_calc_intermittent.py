"""kamen calc intermittent from outside: published figures, options, errors. KAMEN is the path of the program."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]

# Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 2nd edition, section 12.2, series productC.
PRODUCT_C = "0 2 0 1 0 11 0 0 0 0 2 0 6 3 0 0 0 0 0 7 0 0 0 0 0 0 0 3 1 0 0 1 0 1 0 0".replace(" ", "\n")


def kamen(*arguments, table):
    return subprocess.run([KAMEN, "calc", "intermittent", *arguments, "-"], input=table.encode(), capture_output=True,
                          check=False)


def figures(*arguments, table=PRODUCT_C):
    run = kamen(*arguments, "--json", table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table=PRODUCT_C, status):
    run = kamen(*arguments, table=table)
    assert run.returncode == status and run.stdout == b"", (run.returncode, run.stderr)
    return run.stderr.decode()


def near(actual, expected, tolerance):
    assert abs(actual - expected) <= tolerance, (actual, expected)


def test_methods__published_figures():
    for method, rate in (("croston", 0.98459652136), ("sba", 0.93536669529), ("sbj", 0.93277565181)):
        got = figures("--method", method, "--alpha", "0.1")
        near(got["rate"], rate, 5e-12)
        near(got["size"], 2.75025384010, 5e-11)
        near(got["interval"], 2.79328007, 5e-9)
        assert got["method"] == method and got["n_demands"] == 11 and got["beta"] == 0.1


def test_auto__says_what_it_chose_and_why():
    got = figures()
    assert (got["method"], got["pattern"]) == ("sba", "lumpy")
    assert got["alpha"] > 0 and got["std_error"] > 0
    gone = figures(table="5\n4\n0\n6\n5\n4\n6\n0\n5\n0\n0\n0\n0\n0\n")
    assert gone["method"] == "tsb" and gone["quiet_chance"] < 0.05


def test_total__has_an_interval_around_what_is_expected():
    total = figures("--horizon", "6", "--level", "80")["total"]
    assert total["horizon"] == 6 and total["level_percent"] == 80
    assert 0 <= total["lower"] < total["expected"] < total["upper"]
    assert 0 < total["none"] < 1


def test_adida__blocks_and_path():
    got = figures("--method", "adida", "--block", "3", "--alpha", "0.5", "--path", table="9\n1\n0\n5\n0\n4\n0\n2\n0\n6\n")
    near(got["rate"], 6.5 / 3, 1e-14)
    assert got["block"] == 3 and "beta" not in got
    near(got["path"][3]["forecast_after"], 2, 1e-14)
    assert len(got["path"]) == 10


def test_table__columns_by_name_or_place():
    bare = figures(table="0\n2.5\n0\n1\n")
    assert figures(table="period;value\n2024-01;0\n2024-02;2,5\n2024-03;0\n2024-04;1\n") == bare
    assert figures(table="sales,period\n0,1\n2.5,2\n0,3\n1,4\n") == bare
    assert figures(table="1,0\n2,2.5\n3,0\n4,1\n") == bare


def test_single_demand__has_a_rate_but_no_pattern():
    got = figures(table="0\n0\n8\n0\n")
    assert got["rate"] > 0 and "too few" in got["pattern"]


def test_errors__name_the_place_and_the_way_out():
    assert "line 3, column 2" in refusal(table="period,value\n1,3\n2,-1\n", status=1)
    assert "line 2, column 1" in refusal(table="3\nx\n", status=1)
    assert "a period with a demand" in refusal(table="0\n0\n", status=1)
    assert "--block" in refusal("--method", "adida", "--block", "20", status=1)
    assert "'holt'" in refusal("--method", "holt", status=2)
    assert "'1.5'" in refusal("--alpha", "1.5", status=2)
    assert "--beta" in refusal("--beta", "x", status=2)
    assert "'last'" in refusal("--start", "last", status=2)
    assert "--horizon" in refusal("--horizon", "0", status=2)
    assert "--block" in refusal("--block", "-1", status=2)
    assert "'100'" in refusal("--level", "100", status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
