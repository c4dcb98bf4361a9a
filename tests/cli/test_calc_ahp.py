"""kamen calc ahp from outside: published tables, forms of a table, errors. KAMEN is the path of the program."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)

KAMEN = os.environ["KAMEN"]

LEADER = ",experience,education,charisma,age\nexperience,1,4,3,7\neducation,,1,1/3,3\ncharisma,,,1,5\nage,,,,1\n"
# T. L. Saaty, European Journal of Operational Research 48 (1990), pp. 9-26.
HOUSE = """,size,transport,neighbourhood,age,yard,modern,condition,financing
size,1,5,3,7,6,6,1/3,1/4
transport,1/5,1,1/3,5,3,3,1/5,1/7
neighbourhood,1/3,3,1,6,3,4,6,1/5
age,1/7,1/5,1/6,1,1/3,1/4,1/7,1/8
yard,1/6,1/3,1/3,3,1,1/2,1/5,1/6
modern,1/6,1/3,1/4,4,2,1,1/5,1/6
condition,3,5,1/6,7,5,5,1,1/2
financing,4,7,5,8,6,6,2,1
"""


def ahp(*arguments, table=""):
    return subprocess.run([KAMEN, "calc", "ahp", *arguments], input=table.encode(), capture_output=True, check=False)


def figures(*arguments, table):
    run = ahp(*arguments, "--json", "-", table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table, status=1):
    run = ahp(*arguments, table=table)
    assert run.returncode == status, (run.returncode, run.stderr)
    assert run.stdout == b"", run.stdout
    return run.stderr.decode()


def weights(got):
    return {row["item"]: row["weight"] for row in got["weights"]}


def near(actual, expected, tolerance=5.0001e-7):
    assert abs(actual - expected) <= tolerance, (actual, expected)


def test_leader__half_a_table_is_enough():
    got = figures(table=LEADER)
    for item, weight in (("experience", 0.547569), ("education", 0.126555), ("charisma", 0.269950), ("age", 0.055926)):
        near(weights(got)[item], weight)
    near(got["consistency_ratio"], 0.043859)
    assert got["is_consistent"] is True


def test_house__is_flagged_and_the_worst_pair_named():
    got = figures(table=HOUSE)
    near(got["lambda_max"], 9.668887)
    near(got["consistency_index"], 0.238412)
    near(got["consistency_ratio"], 0.169087)
    assert got["is_consistent"] is False
    assert got["worst_pair"] == ["neighbourhood", "condition"]
    assert got["worst_judgement"] == 6
    near(got["worst_consistent"], 0.188110 / 0.166834, 1e-5)
    assert got["consistency_ratio_without_it"] < got["consistency_ratio"]
    assert "no" in ahp("-", table=HOUSE).stdout.decode()


def test_table__separators_and_decimal_commas():
    expected = weights(figures(table="x,a,b\na,1,2.5\nb,,1\n"))
    for table in ("x;a;b\na;1;2,5\nb;0,4;1\n", "\ufeff\ta\tb\r\na\t\t5/2\r\nb\t\t\r\n", "x,a,b\na,,\nb,2/5,\n", "a,b\na,1,2.5\nb,,1\n"):
        got = weights(figures(table=table))
        for item in "ab":
            near(got[item], expected[item], 1e-15)


def test_table__rounded_reciprocals_are_taken():
    got = weights(figures(table="x,a,b\na,1,7\nb,0.14,1\n"))
    near(got["a"], 7 / 8, 1e-15)


def test_agreement__has_no_worst_pair():
    got = figures(table="x,a,b,c\na,1,2,6\nb,,1,3\nc,,,1\n")
    assert got["worst_pair"] is None
    near(got["lambda_max"], 3, 1e-13)
    near(got["consistency_ratio"], 0, 1e-13)


def test_geometric_mean():
    got = figures("--method", "geometric", table="x,a,b,c\na,1,6,1/8\nb,,1,1/4\nc,,,1\n")
    means = [(1 * 6 / 8) ** (1 / 3), (1 / 24) ** (1 / 3), 32 ** (1 / 3)]
    for item, mean in zip("abc", means):
        near(weights(got)[item], mean / sum(means), 1e-14)
    assert "'least'" in refusal("--method", "least", "-", table=LEADER, status=2)


HOUSES = {
    "size": "6 8 4", "transport": "7 1/5 1/8", "neighbourhood": "8 6 1/4", "age": "1 1 1", "yard": "5 4 1/3",
    "modern": "8 6 1/5", "condition": "1/2 1/2 1", "financing": "1/7 1/5 3",
}


def under(folder):
    arguments = []
    for criterion, judgements in HOUSES.items():
        ab, ac, bc = judgements.split()
        path = Path(folder) / f"{criterion}.csv"
        path.write_text(f",A,B,C\nA,1,{ab},{ac}\nB,,1,{bc}\nC,,,1\n")
        arguments += ["--under", f"{criterion}={path}"]
    return arguments


def test_under__the_mode_decides_between_two_houses():
    with tempfile.TemporaryDirectory() as folder:
        arguments = under(folder)
        shared = figures(*arguments, table=HOUSE)
        ideal = figures("--mode", "ideal", *arguments, table=HOUSE)
        assert "'size'" in refusal(*arguments[2:], "-", table=HOUSE, status=2)
        assert "'plain'" in refusal("--mode", "plain", *arguments, "-", table=HOUSE, status=2)
        assert "9 times" in refusal(*arguments, "--under", "roof=x", "-", table=HOUSE, status=2)
        Path(folder, "age.csv").write_text(",A,C,B\nA,1,1,1\nC,,1,1\nB,,,1\n")
        assert "other alternatives" in refusal(*arguments, "-", table=HOUSE)
    for row, priority in zip(shared["alternatives"], (0.395913, 0.340719, 0.263368)):
        near(row["priority"], priority)
    for row, priority in zip(ideal["alternatives"], (0.357705, 0.359612, 0.282683)):
        near(row["priority"], priority)
    assert [row["criterion"] for row in shared["under"]] == list(HOUSES)


def test_errors__name_line_column_and_way_out():
    for table, words in (
        ("", ("no judgements",)),
        ("x,a,b\na,1,2\n", ("1 rows for 2 columns", "square")),
        ("x,a,b\na,1,2\nc,,1\n", ("line 3", "'c'", "'b'", "same order")),
        (",a,\na,1,2\n,,1\n", ("line 1, column 3", "without a name")),
        ("x,a,b\na,1,two\nb,,1\n", ("line 2, column 3", "'two'")),
        ("x,a,b\na,1,1/0\nb,,1\n", ("line 2, column 3", "'1/0'")),
        ("x,a,b\na,1,-2\nb,,1\n", ("line 2, column 3", "'-2'")),
        ("x,a,b\na,1,0\nb,,1\n", ("line 2, column 3", "above 0")),
        ("x,a,b\na,1,\nb,,1\n", ("line 2, column 3", "'a' against 'b'", "one half")),
        ("x,a,b\na,1,3\nb,3,1\n", ("line 3, column 2", "other half")),
        ("x,a,b\na,2,3\nb,,1\n", ("line 2, column 2", "against itself")),
    ):
        message = refusal("-", table=table)
        for word in words:
            assert word in message, (table, message)


def test_contradictions_beyond_reason__have_no_eigenvector():
    table = "x,a,b,c\na,1,1000000000,1/1000000000\nb,,1,2000000000\nc,,,1\n"
    assert "--method geometric" in refusal("-", table=table)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
