"""kamen calc rank from outside: published examples, weights as people say them, errors. KAMEN is the path of the program."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]

# C.-L. Hwang and K. Yoon 1981.
AIRCRAFT = """aircraft,speed,range,payload,cost:min,reliability,manoeuvrability
A1,2.0,1500,20000,5.5,5,9
A2,2.5,2700,18000,6.5,3,5
A3,1.8,2000,21000,4.5,7,7
A4,2.2,1800,20000,5.0,5,5
"""
AIRCRAFT_WEIGHTS = "speed=.2,range=.1,payload=.1,cost=.1,reliability=.2,manoeuvrability=.3"
TWO = "x,a,b\nA,1,0\nB,0,1\nC,0.6,0.6\n"


def rank(*arguments, table=""):
    return subprocess.run([KAMEN, "calc", "rank", *arguments], input=table.encode(), capture_output=True, check=False)


def figures(*arguments, table):
    run = rank(*arguments, "--json", "-", table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table, status=1):
    run = rank(*arguments, "-", table=table)
    assert run.returncode == status, (run.returncode, run.stderr)
    assert run.stdout == b"", run.stdout
    return run.stderr.decode()


def scores(got):
    return {row["alternative"]: row["score"] for row in got["ranking"]}


def near(actual, expected, tolerance=5.0001e-7):
    assert abs(actual - expected) <= tolerance, (actual, expected)


def near_share(actual, exact, draws):
    near(actual, exact, 3 * (exact * (1 - exact) / draws) ** 0.5 + 1e-12)


def test_topsis__fighter_aircraft():
    got = figures("--method", "topsis", "--weights", AIRCRAFT_WEIGHTS, table=AIRCRAFT)
    for name, closeness in (("A1", 0.643277), ("A2", 0.268384), ("A3", 0.613542), ("A4", 0.312291)):
        near(scores(got)[name], closeness)
    assert [(row["alternative"], row["rank"]) for row in got["ranking"]] == [("A1", 1), ("A3", 2), ("A4", 3), ("A2", 4)]
    near(got["ranking"][0]["to_best"], 0.054557)
    near(got["ranking"][0]["to_worst"], 0.098383)
    assert got["scale"] == "vector"


def test_weighted__on_each_scale():
    table = "x,a,b:min\nA,3,10\nB,4,30\n"
    weights = ("--weights", "a=3,b=1")
    assert scores(figures(*weights, table=table)) == {"A": 0.25, "B": 0.75}
    assert scores(figures(*weights, "--scale", "none", table=table)) == {"A": -0.25, "B": -4.5}
    assert scores(figures("--weights", "a=3,b:min=1", table=table)) == {"A": 0.25, "B": 0.75}
    vector = scores(figures(*weights, "--scale", "vector", table=table))
    near(vector["A"], 0.75 * 0.6 - 0.25 / 10**0.5, 1e-15)


def test_weighted__without_weights_they_are_equal():
    got = figures(table=TWO)
    assert [row["weight"] for row in got["criteria"]] == [0.5, 0.5]
    assert [row["rank"] for row in got["ranking"]] == [1, 2, 2]


def test_promethee__flows():
    table = "x,a\nA,0\nB,1\nC,4\n"
    assert scores(figures("--method", "promethee", table=table)) == {"A": -1, "B": 0, "C": 1}
    assert scores(figures("--method", "promethee", "--preference", "linear", table=table)) == {"A": -0.625, "B": -0.25, "C": 0.875}
    assert scores(figures("--method", "promethee", "--preference", "level", table=table)) == {"A": -0.5, "B": -0.5, "C": 1}
    got = figures("--method", "promethee", "--preference", "gaussian", table=table)
    near(sum(scores(got).values()), 0, 1e-15)


def test_smaa__free_weights():
    got = figures("--method", "smaa", "--draws", "20000", "--seed", "7", table=TWO)
    for name, exact in (("A", (0.4, 0.1, 0.5)), ("B", (0.4, 0.1, 0.5)), ("C", (0.2, 0.8, 0))):
        for share, expected in zip(got["acceptability"][name], exact):
            near_share(share, expected, 20000)
    central = got["central_weights"]["A"]
    near(central["weight"]["a"], 0.8, 3 * central["std_error"]["a"])
    assert got["ranking"][0]["alternative"] == "C"
    assert all(row["confidence"] == 1 for row in got["ranking"])


def test_smaa__exact_answers_of_three_criteria():
    got = figures("--method", "smaa", table="x,a,b,c\nA,1,0,0\nB,0,1,0\nC,0,0,1\nD,.5,.5,.5\n")
    for name in "ABCD":
        near_share(got["acceptability"][name][0], 0.25, 10000)
    near_share(got["acceptability"]["D"][1], 0.75, 10000)
    assert got["acceptability"]["D"][2:] == [0, 0]


def test_smaa__same_seed_same_answer():
    arguments = ("--method", "smaa", "--draws", "3000", "--json", "-")
    one = rank("--seed", "3", *arguments, table=TWO).stdout
    assert one == rank("--seed", "3", *arguments, table=TWO).stdout
    assert one != rank("--seed", "4", *arguments, table=TWO).stdout


def test_smaa__order_limits_and_exact_weights():
    ordered = figures("--method", "smaa", "--order", "a,b", table=TWO)
    near_share(ordered["acceptability"]["A"][0], 0.8, 10000)
    limits = figures("--method", "smaa", "--weights", "a=0.3..0.65", table=TWO)
    near_share(limits["acceptability"]["A"][0], 0.05 / 0.35, 10000)
    exact = figures("--method", "smaa", "--weights", "a=7,b=3", table=TWO)
    assert exact["acceptability"]["A"] == [1, 0, 0]
    near(exact["criteria"][0]["weight"], 0.7, 1e-15)


def test_smaa__errors_of_measurement():
    # 10 against 9 with a standard deviation of 1 each: Phi(1 / sqrt 2) = 0.760250.
    table = "x,a,a:sd\nA,10,1\nB,9,1\n"
    for scale in ("none", "range"):
        got = figures("--method", "smaa", "--scale", scale, table=table)
        near_share(got["acceptability"]["A"][0], 0.760250, 10000)
        near_share(got["ranking"][0]["confidence"], 0.760250, 10000)
    # A difference of 1/2 against two even errors of +-1: 1 - (3/2)^2 / 8.
    got = figures("--method", "smaa", table="x,a,a:half\nA,0.5,1\nB,0,1\n")
    near_share(got["acceptability"]["A"][0], 1 - 2.25 / 8, 10000)


def test_table__separators_commas_and_spaces():
    expected = scores(figures("--weights", "a=1,b=2", table="x,a,b:min\nA,1.5,2\nB,0.5,1\n"))
    assert scores(figures("--weights", " a = 1 , b = 2", table="\ufeffx;a;b:min\nA;1,5;2\nB;0,5;1\n")) == expected


def test_errors__in_the_table():
    for table, words in (
        ("", ("no criteria",)),
        ("x,a\n", ("no alternatives",)),
        ("a:min,b\n1,2\n", ("line 1, column 1", "'a:min'", "names of the alternatives")),
        ("x,a,\nA,1,2\n", ("line 1, column 3", "without a name")),
        ("x,a,a:min\nA,1,2\n", ("line 1, column 3", "second criterion")),
        ("x,a,b:sd\nA,1,2\n", ("line 1, column 3", "'b'")),
        ("x,a,a:sd\nA,1,-2\n", ("line 2, column 3", "below 0")),
        ("x,a\nA,1\nA,2\n", ("line 3, column 1", "second alternative")),
        ("x,a\nA,1\n,2\n", ("line 3, column 1", "without a name")),
        ("x,a\nA,one\n", ("line 2, column 2", "'one'")),
        ("x,a,b\nA,1\n", ("line 2, column 3", "empty")),
    ):
        message = refusal(table=table)
        for word in words:
            assert word in message, (table, message)


def test_errors__in_the_options():
    for arguments, words in (
        (("--weights", "a=1"), ("'b'", "b=0")),
        (("--weights", "a=1,c=2"), ("'c'", "a, b")),
        (("--weights", "a=1,b"), ("NAME=NUMBER",)),
        (("--weights", "a=1,a=2,b=1"), ("once",)),
        (("--weights", "a=1,b=-1"), ("'b=-1'",)),
        (("--weights", "a=0,b=0"), ("all of them are 0",)),
        (("--weights", "a=0.2..0.4,b=1"), ("--method smaa",)),
        (("--method", "smaa", "--weights", "a=0.4..0.2"), ("LOW..HIGH",)),
        (("--method", "best"), ("'best'", "topsis")),
        (("--scale", "log"), ("'log'",)),
        (("--preference", "steep"), ("'steep'",)),
        (("--order", "a,b"), ("--method smaa",)),
        (("--method", "smaa", "--order", "a,a"), ("twice",)),
        (("--method", "smaa", "--order", "a,z"), ("'z'",)),
        (("--method", "smaa", "--draws", "0"), ("--draws",)),
    ):
        message = refusal(*arguments, table=TWO, status=2)
        for word in words:
            assert word in message, (arguments, message)


def test_errors__without_a_ranking():
    assert "tells two alternatives apart" in refusal("--method", "topsis", table="x,a\nA,1\nB,1\n")
    assert "needs two" in refusal("--method", "promethee", table="x,a\nA,1\n")
    assert "within the limits" in refusal("--method", "smaa", "--weights", "a=0.1..0.2,b=0.1..0.3", table=TWO)
    assert "within the limits" in refusal("--method", "smaa", "--weights", "a=0.6..1,b=0..0.4", "--order", "b,a", table=TWO)


def test_smaa__too_many_alternatives_are_refused():
    table = "x,a\n" + "".join(f"A{i},{i}\n" for i in range(5001))
    assert "5001 alternatives" in refusal("--method", "smaa", table=table)
    assert figures(table=table)["ranking"][0]["alternative"] == "A5000"


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
