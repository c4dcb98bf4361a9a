"""kamen calc season from outside: factors, pools, periods, errors. KAMEN is the path of the program."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]
TRUTH = [0.7, 0.75, 0.95, 1.05, 1.1, 1.15, 0.9, 0.65, 1.1, 1.2, 1.25, 1.2]


def kamen(*arguments, table):
    return subprocess.run([KAMEN, "calc", "season", *arguments, "-"], input=table.encode(), capture_output=True,
                          check=False)


def figures(*arguments, table):
    run = kamen(*arguments, "--json", table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table, status):
    run = kamen(*arguments, table=table)
    assert run.returncode == status and run.stdout == b"", (run.returncode, run.stderr)
    return run.stderr.decode()


def rows(name, first, months, level=100.0, category="x"):
    """Exact sales of so many months, the first of them counted from January of year 0."""
    for month in range(first, first + months):
        yield f"{name},{2020 + month // 12}-{month % 12 + 1:02},{level * TRUTH[month % 12]:.6f},{category}\n"


def table_of(*series):
    return "series,period,value,category\n" + "".join(row for one in series for row in one)


def factors(got, series, field):
    return [row[field] for row in got["factors"] if row["series"] == series]


def near(actual, expected, tolerance):
    assert len(actual) == len(expected)
    assert all(abs(a - e) <= tolerance for a, e in zip(actual, expected)), (actual, expected)


def test_factors__belong_to_the_calendar_whatever_month_a_series_begins_in():
    got = figures(table=table_of(rows("a", 0, 40), rows("b", 7, 40, 20)))
    for name in "ab":
        near(factors(got, name, "factor"), TRUTH, 1e-6)
    assert [row["verdict"] for row in got["series"]] == ["seasonal", "seasonal"]


def test_pool__lends_to_series_too_short():
    got = figures(table=table_of(rows("a", 0, 40), rows("b", 7, 40, 20), rows("new", 30, 5), rows("other", 0, 5, 1, "y")))
    near([row["factor"] for row in got["pools"]], TRUTH, 1e-6)
    near(factors(got, "new", "borrowed"), TRUTH, 1e-6)
    assert factors(got, "new", "factor") == [None] * 12
    assert factors(got, "other", "borrowed") == [None] * 12
    assert got["pools"][0]["n_series"] == 2 and got["pools"][0]["category"] == "x"


def test_periods__dates_are_added_up_to_months_and_gaps_are_missing():
    plain = figures(table=table_of(rows("a", 0, 60)))
    lines = [row.replace("-05,", "-05-03,").replace("-06,", "-06-17,") for row in rows("a", 0, 60)]
    half = [row.split(",") for row in lines if "-07," in row]
    lines = [row for row in lines if "-07," not in row]
    lines += [f"a,{cells[1]},{float(cells[2]) / 2},x\n" for cells in half for _ in range(2)]
    assert figures(table=table_of(lines)) == plain
    got = figures(table=table_of(row for row in rows("a", 0, 60) if "2022-03" not in row))
    near(factors(got, "a", "factor"), TRUTH, 1e-6)


def test_periods__quarters_and_whole_numbers():
    quarters = "".join(f"a;{2020 + q // 4}-{q % 4 * 3 + 2:02};{(10, 20, 30, 40)[q % 4]},5\n" for q in range(12))
    numbers = "".join(f"a;{q + 1};{(10, 20, 30, 40)[q % 4]},5\n" for q in range(12))
    got = figures("--season", "4", table=quarters)
    assert got == figures("--season", "4", table=numbers)
    near(factors(got, "a", "factor"), [10.5 / 25.5, 20.5 / 25.5, 30.5 / 25.5, 40.5 / 25.5], 1e-12)


def test_text__says_the_same():
    text = kamen(table=table_of(rows("a", 0, 40))).stdout.decode()
    assert "seasonal" in text and "0.65" in text


def test_errors__name_the_place_and_the_way_out():
    assert "line 2, column 2" in refusal(table="series,period,value\na,soon,3\n", status=1)
    assert "line 2, column 3" in refusal(table="series,period,value\na,1,x\n", status=1)
    assert "line 3, column 2" in refusal(table="series,period,value\na,2020-01,3\na,1,3\na,99999,1\n".replace("a,1,3\n", "")
                                         .replace("2020-01", "-99999"), status=1)
    assert "no rows" in refusal(table="series,period,value\n", status=1)
    assert "take returns off" in refusal(table="series,period,value\na,1,-3\n", status=1)
    assert "--season" in refusal("--season", "1", table="a,1,3\n", status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
