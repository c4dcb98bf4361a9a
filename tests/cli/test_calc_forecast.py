"""kamen calc forecast from outside: layouts, periods, answers, errors; the accuracy itself is tested in tests/analytics."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]
SALES = [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
         145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194]


def run(*arguments, table, status=0):
    done = subprocess.run([KAMEN, "calc", "forecast", *arguments, "-"], input=table, capture_output=True, text=True, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout if status == 0 else done.stderr


def forecasts(*arguments, table):
    return json.loads(run("--json", *arguments, table=table))


def months(n, first=2020):
    return [f"{first + i // 12}-{i % 12 + 1:02}" for i in range(n)]


def long_table(values, periods, name="a", header="series,period,value\n"):
    return header + "".join(f"{name},{p},{v}\n" for p, v in zip(periods, values))


def test_json__has_what_was_promised():
    [f] = forecasts("--horizon", "18", "--season", "12", table=long_table(SALES, range(1, 49)))
    assert f["series"] == "a" and f["method"] == "combination"
    assert len(f["point"]) == len(f["lower95"]) == len(f["upper95"]) == 18
    assert all(low < p < high for low, p, high in zip(f["lower95"], f["point"], f["upper95"]))
    assert 0 < f["mase"] < 1 and 0 < f["smape"] < 10 and 0.9 <= f["coverage"] <= 1
    assert abs(sum(f["weights"].values()) - 1) < 1e-12
    assert 190 < f["point"][0] < 235 and f["point"][6] > f["point"][0]


def test_layouts__agree():
    periods = months(48)
    expected = forecasts(table=long_table(SALES, periods))[0]["point"]
    shuffled = list(zip(periods, SALES))[::-1]
    assert forecasts(table="ds;y;unique_id\n" + "".join(f"{p};{v};a\n" for p, v in shuffled))[0]["point"] == expected
    assert forecasts(table="".join(f"a,{p},{v}\n" for p, v in zip(periods, SALES)))[0]["point"] == expected
    assert forecasts(table="".join(f"{p},{v}\n" for p, v in zip(periods, SALES)))[0]["point"] == expected
    assert forecasts(table="".join(f"{v}\n" for v in SALES))[0]["point"] == expected
    columns = forecasts(table="month,a,b,c\n" + "".join(f"{p},{v},{2 * v},7\n" for p, v in zip(periods, SALES)))
    assert [f["series"] for f in columns] == ["a", "b", "c"] and columns[0]["point"] == expected
    two = forecasts(table="month,a,b\n" + "".join(f"{p},{v},{2 * v}\n" for p, v in zip(periods, SALES)))
    assert [f["series"] for f in two] == ["a", "b"] and two[0]["point"] == expected
    rows = forecasts(table="name," + ",".join(periods) + "\n" + "a," + ",".join(map(str, SALES)) + "\nb," + ",".join(["7"] * 48) + "\n")
    assert [f["series"] for f in rows] == ["a", "b"] and rows[0]["point"] == expected


def test_layouts__rows_below_a_header_without_periods():
    cells = ",".join(map(str, SALES))
    table = "V1," + ",".join(f"V{i + 2}" for i in range(48)) + f"\nY1,{cells}\nY2,{','.join(map(str, SALES[:30]))}{',' * 18}\n"
    [whole, part] = forecasts(table=table)
    assert (whole["series"], whole["observations"]) == ("Y1", 48) and (part["series"], part["observations"]) == ("Y2", 30)
    assert part["point"] == forecasts(table=long_table(SALES[:30], range(30)))[0]["point"]


def test_layouts__shorter_columns_beside_counted_periods_end_earlier():
    rows = [f"{i + 1},{v},{v if i < 30 else ''},7\n" for i, v in enumerate(SALES)]
    [whole, part, _] = forecasts(table="t,a,b,c\n" + "".join(rows))
    assert (whole["observations"], part["observations"]) == (48, 30)


def test_layouts__a_period_column_with_empty_cells_yields_to_a_full_one():
    rows = [f"a,MICRO,{i + 1},{'' if i < 9 else '2020-01'},train,{v}\n" for i, v in enumerate(SALES)]
    [f] = forecasts(table="series,category,t,month,part,value\n" + "".join(rows))
    assert f["point"] == forecasts(table=long_table(SALES, range(48)))[0]["point"]


def test_periods__of_many_kinds_are_the_same_series():
    expected = forecasts(table=long_table(SALES, range(48)))[0]["point"]
    days = [f"{2020 + i // 12}-{i % 12 + 1:02}-28" for i in range(48)]
    serbian = [f"1. {i % 12 + 1}. {2020 + i // 12}." for i in range(48)]
    weeks = [f"2024-{1 + (i * 7) // 28:02}-{1 + (i * 7) % 28:02}" for i in range(4)]
    for periods in (months(48), days, serbian, [m.replace("-", "M") for m in months(48)]):
        assert forecasts(table=long_table(SALES, periods))[0]["point"] == expected, periods[:2]
    quarters = [f"{2000 + i // 4}-Q{i % 4 + 1}" for i in range(20)]
    assert forecasts("--season", "4", table=long_table(SALES[:20], quarters))[0]["observations"] == 20
    assert forecasts("--season", "1", table=long_table(SALES[:4], weeks))[0]["observations"] == 4


def test_gaps__are_missing_values():
    periods = months(48)
    table = long_table(SALES[:20] + SALES[22:], periods[:20] + periods[22:])
    [f] = forecasts(table=table)
    assert (f["observations"], f["missing"]) == (48, 2)
    [f] = forecasts(table=long_table(SALES[:20] + ["", ""] + SALES[22:], periods))
    assert (f["observations"], f["missing"]) == (48, 2)


def test_category__lends_its_season_to_short_series():
    def rows(name, category, n, factor):
        return "".join(f"{name},{category},{p},{v * factor}\n" for p, v in zip(months(48)[48 - n:], SALES[48 - n:]))

    lenders = rows("a", "x", 48, 1) + rows("b", "x", 45, 3.5) + rows("c", "x", 48, 0.25)
    header = "series,category,period,value\n"
    lent = forecasts(table=header + lenders + rows("short", "x", 15, 2))[-1]
    alone = forecasts(table=header + lenders + rows("short", "y", 15, 2))[-1]
    whole = forecasts(table=header + rows("whole", "x", 48, 2))[-1]
    assert lent["season_borrowed"] and lent["seasonal"] and not alone["season_borrowed"]
    miss = [sum(abs(a - b) for a, b in zip(f["point"], whole["point"])) for f in (lent, alone)]
    assert miss[0] < 0.8 * miss[1], miss


def test_too_short__is_an_answer():
    [short, long] = forecasts(table="series,period,value\na,1,5\na,2,6\nb,1,5\nb,2,6\nb,3,7\nb,4,6\n")
    assert short["point"] == short["lower95"] == short["upper95"] == [] and short["mase"] is short["smape"] is None
    assert short["method"] is None and "3 observations" in short["note"]
    assert long["method"] is not None and len(long["point"]) == 12


def test_lumpy__is_said():
    [f] = forecasts(table="".join(f"{v}\n" for v in [0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0]))
    assert f["method"] == "Croston-SBA" and f["lower95"][0] == 0, f


def test_many_series__as_one_by_one():
    table = "series,period,value\n" + "".join(f"s{k},{i},{v * (k + 1)}\n" for k in range(40) for i, v in enumerate(SALES))
    together = forecasts("--horizon", "3", table=table)
    assert [f["series"] for f in together] == [f"s{k}" for k in range(40)]
    alone = forecasts("--horizon", "3", table=long_table([v * 8 for v in SALES], range(48), name="s7"))
    assert together[7] == alone[0]
    assert run("--horizon", "3", "--json", table=table) == run("--horizon", "3", "--json", table=table)


def test_methods__one_at_a_time():
    table = long_table(SALES, range(48))
    assert forecasts("--method", "naive", "--season", "1", "--horizon", "2", table=table)[0]["point"] == [194, 194]
    assert forecasts("--method", "ets", table=table)[0]["method"].startswith("ETS(")
    assert "'theta'" in run("--method", "magic", table=table, status=2)


def test_level__names_the_bounds_plainly():
    [f] = forecasts("--level", "0.8", table=long_table(SALES, range(48)))
    assert "lower95" not in f and f["level"] == 0.8 and len(f["lower"]) == 12


def test_text__one_series_and_several():
    assert "Back-test from" in run(table=long_table(SALES, range(48)))
    both = run(table=long_table(SALES, range(48)) + "b,1,3\nb,2,4\n")
    assert "combination" in both and "too short" in both


EVENTS = "series,period,value,event,one_off\n"


def event_table(rows):
    return EVENTS + "".join(",".join(map(str, row)) + "\n" for row in rows)


def test_events__leave_no_trace_in_the_forecast():
    level = [100 + i % 3 for i in range(24)]
    rows = [["a", p, v, "", ""] for p, v in zip(months(24), level)]
    [plain] = forecasts("--season", "1", table=event_table(rows))
    rows[20] = ["a", months(24)[20], level[20] + 5000, "", 5000]
    [one_off] = forecasts("--season", "1", table=event_table(rows))
    assert one_off["point"] == plain["point"] and one_off["upper95"] == plain["upper95"]
    assert plain["events"] == 0 and one_off["events"] == 1
    rows[20] = ["a", months(24)[20], level[20] + 5000, "event", ""]
    rows[22] = ["a", months(24)[22], 0, "Closed", ""]
    [marked] = forecasts("--season", "1", table=event_table(rows))
    assert marked["events"] == 2 and all(95 < p < 107 for p in marked["point"])
    rows[20][3] = rows[22][3] = ""
    [believed] = forecasts("--season", "1", table=event_table(rows))
    assert believed["upper95"][0] > 10 * marked["upper95"][0]


def test_events__closed_months_to_come_bring_nothing():
    rows = [["a", p, v, "", ""] for p, v in zip(months(26), SALES)][:24]
    [plain] = forecasts(table=event_table(rows))
    rows.append(["a", months(26)[25], "", "closed", ""])
    [closed] = forecasts(table=event_table(rows))
    assert closed["observations"] == 24 and closed["events"] == 0
    assert closed["point"][1] == closed["lower95"][1] == closed["upper95"][1] == 0
    assert [p for i, p in enumerate(closed["point"]) if i != 1] == [p for i, p in enumerate(plain["point"]) if i != 1]


def test_events__errors_name_line_column_and_words():
    rows = [["a", p, 5, "", ""] for p in months(12)]
    assert "line 5, column 4: event does not know 'holiday'; it takes 'closed'" in run(
        table=event_table(rows[:3] + [["a", "2020-04", 5, "holiday", ""]] + rows[4:]), status=1)
    assert "line 3, column 5: a one-off order of -2" in run(
        table=event_table(rows[:1] + [["a", "2020-02", 5, "", -2]] + rows[2:]), status=1)
    assert "nothing is left to learn from" in run(table=event_table([[*row[:3], "closed", ""] for row in rows]), status=1)


def test_events__a_wide_series_may_be_called_so():
    table = "month,event,b\n" + "".join(f"{p},{v},{2 * v}\n" for p, v in zip(months(48), SALES))
    assert [f["series"] for f in forecasts(table=table)] == ["event", "b"]


def test_errors__name_the_place_and_the_way_out():
    assert "line 3" in run(table="series,period,value\na,1,1\na,1,2\n", status=1)
    assert "line 3, column 3: 'x'" in run(table="series,period,value\na,1,1\na,2,x\n", status=1)
    assert "line 3, column 2: 'soon'" in run(table="series,period,value\na,2024-01,1\na,soon,2\n", status=1)
    assert "100000 periods" in run(table="series,period,value\na,1,1\na,200000,2\n", status=1)
    assert "no rows" in run(table="", status=1)
    assert "--horizon" in run("--horizon", "0", table="1\n2\n3\n", status=2)
    assert "--season" in run("--season", "99", table="1\n2\n3\n", status=2)
    assert "--level" in run("--level", "1", table="1\n2\n3\n", status=2)
    assert "--layout" in run("--layout", "round", table="1\n2\n3\n", status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
