"""kamen calc from outside: figures, table reading, errors, exit statuses. KAMEN is the path of the program."""

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
ROOT = Path(__file__).resolve().parent.parent.parent


def kamen(*arguments, table=None):
    return subprocess.run([KAMEN, "calc", *arguments], input=(table or "").encode(), capture_output=True, check=False)


def figures(*arguments, table):
    run = kamen(*arguments, "--json", "-", table=table)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def refusal(*arguments, table, status):
    run = kamen(*arguments, table=table)
    assert run.returncode == status, (run.returncode, run.stderr)
    assert run.stdout == b"", run.stdout
    return run.stderr.decode()


def near(actual, expected, tolerance):
    assert abs(actual - expected) <= tolerance, (actual, expected)


def test_list__names_every_calculation():
    run = kamen()
    assert run.returncode == 0
    for name in ("concentration", "whale", "behaviour"):
        assert name in run.stdout.decode()
        assert kamen(name, "--help").returncode == 0
    assert "NAME" in kamen("--help").stdout.decode()


def test_unknown_calculation__is_wrong_use():
    assert "'gini'" in refusal("gini", "-", table="1\n", status=2)


def test_concentration__merger_guidelines_example():
    got = figures("concentration", table="name,value\na,30\nb,30\nc,20\nd,20\n")
    near(got["hhi"], 0.26, 1e-15)
    near(got["hhi_points"], 2600, 1e-11)
    assert got["n"] == 4 and got["count_for_80"] == 3
    assert (got["n_a"], got["n_b"], got["n_c"]) == (3, 1, 0)


def test_concentration__published_gini_from_bare_values():
    values = "541 1463 2445 3438 4437 5401 6392 8304 11904 22261".replace(" ", "\n")
    got = figures("concentration", "--lorenz", "--points", table=values)
    near(got["gini"], 0.462091130268, 5e-13)
    near(got["gini_sample"], 0.513434589186, 5e-13)
    near(got["theil"], 0.362341242344, 5e-13)
    near(got["lorenz"][4]["share_of_total"], 0.185084, 5e-7)
    assert got["lorenz"][-1] == {"share_of_holders": 1, "share_of_total": 1}
    assert got["points"][0]["value"] == 22261 and got["points"][0]["class"] == "A"


def test_concentration__text_says_the_same():
    text = kamen("concentration", "-", table="a,30\nb,30\nc,20\nd,20\n").stdout.decode()
    assert "2600" in text and "0.26" in text


def test_concentration__any_percentage():
    got = figures("concentration", "--reach", "60", table="a,0.3\nb,0.3\nc,0.2\nd,0.2\n")
    assert got["count_for_reach"] == 2
    assert "'60%'" in refusal("concentration", "--reach", "60%", "-", table="a,1\n", status=2)


def test_table__separators_quotes_header_and_byte_order_mark():
    expected = figures("concentration", table="a,30.5\nb,10.25\n")
    for table in (
        '\ufeffKupac;Iznos\n"A; B";30,5\n"C ""D""";10,25\n',
        "a\t30.5\r\n\r\nb\t10.25\r\n",
        'name , value\n"two\nlines", 30.5\nb,"10.25"',
        'a;"1.000,00"\n'.replace("1.000,00", "30,50") + "b;10,25\n",
    ):
        assert figures("concentration", table=table) == expected, table


def test_table__thousands():
    got = figures("concentration", table='a;1.234,50\nb;2.000.000,25\n')
    assert got["total"] == 2001234.75


def test_table__two_readings_are_asked_about():
    table = 'a;1,234\nb;2,500\n'
    assert "--decimal" in refusal("concentration", "-", table=table, status=1)
    assert figures("concentration", "--decimal", "comma", table=table)["total"] == 3.734
    assert figures("concentration", "--decimal", "point", table=table)["total"] == 3734
    assert "'dot'" in refusal("concentration", "--decimal", "dot", "-", table=table, status=2)


def test_table__errors_name_line_and_column():
    message = refusal("concentration", "-", table="name,value\na,30\n\nb,3x\n", status=1)
    assert "line 4, column 2" in message and "'3x'" in message
    assert "line 2, column 2" in refusal("concentration", "-", table="a,30\nb\n", status=1)
    assert "line 2, column 2" in refusal("concentration", "-", table="a,30\nb,-1\n", status=1)
    assert "line 2, column 1" in refusal("concentration", "-", table='a,30\n"b,1\n', status=1)


def test_table__nothing_to_compute_from():
    for table in ("", "name,value\n", "a,0\nb,0\n"):
        assert "nothing to compute from" in refusal("concentration", "-", table=table, status=1)


def test_table__not_utf8_is_refused():
    run = subprocess.run([KAMEN, "calc", "concentration", "-"], input=b"a,1\n\xe8,2\n", capture_output=True, check=False)
    assert run.returncode == 1 and b"line 2" in run.stderr and b"UTF-8" in run.stderr


def test_table__nul_byte_is_refused():
    run = subprocess.run([KAMEN, "calc", "concentration", "-"], input=b"a,1\nb\0,2\n", capture_output=True, check=False)
    assert run.returncode == 1 and b"line 2" in run.stderr


def test_file__by_name_and_missing():
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("a,1\nb,3\n")
        file.flush()
        run = kamen("concentration", "--json", file.name)
        assert json.loads(run.stdout)["top_1"] == 0.75
    assert "cannot open" in refusal("concentration", "no such file.csv", table="", status=1)
    assert "no file" in refusal("concentration", table="", status=2)
    assert "more than one file" in refusal("concentration", "a", "b", table="", status=2)


def test_whale__losses_take_from_the_peak():
    got = figures("whale", "--points", table="a,10\nb,-20\nc,60\nd,-0.5\ne,50\n")
    assert (got["peak"], got["eroded"], got["total"], got["n_negative"]) == (120, 20.5, 99.5, 2)
    near(got["peak_multiple"], 120 / 99.5, 1e-15)
    assert [p["name"] for p in got["points"]] == ["c", "e", "a", "d", "b"]
    assert got["points"][-1]["cumulative_profit"] == 99.5


def test_whale__a_total_loss_has_no_multiple():
    assert figures("whale", table="a,10\nb,-20\n")["peak_multiple"] is None
    assert "nothing to compute from" in kamen("whale", "-", table="a,10\nb,-20\n").stdout.decode()
    assert "nothing to compute from" in refusal("whale", "-", table="name,profit\n", status=1)


PURCHASES = """customer,date,value,document,product
2,2026-01-05,10,d1,p1
2,2026-01-05,5,d1,p2
2,2026-02-05,12,d2,p1
2,2026-02-06,-3,c1,p1
10,2026-02-01,30,d3,p1
"""


def test_behaviour__table_of_customers():
    got = figures("behaviour", "--until", "2026-03-01", "--groups", "2", table=PURCHASES)
    first, second = got["customers"]
    assert (first["customer"], second["customer"]) == ("2", "10")
    assert (first["r"], first["f"], first["m"]) == (2, 2, 1)
    assert (first["recency_days"], first["frequency"], first["monetary"], first["products"]) == (24, 2, 27, 2)
    near(first["credit_share"], 3 / 27, 1e-15)
    assert first["gap_median_days"] == 31 and first["gap_variation"] is None and first["growth"] is None
    assert second["last_day"] == "2026-02-01" and second["silence"] is None
    assert got["until"] == "2026-03-01" and got["from"] == "2026-01-05"


def test_behaviour__without_values_rows_count():
    got = figures("behaviour", table="a,5.1.2026.\nb,31.1.2026.\na,30.1.2026.\n")
    assert got["until"] == "2026-01-31"
    assert [c["monetary"] for c in got["customers"]] == [2, 1]


def test_behaviour__ambiguous_dates_are_asked_about():
    table = "a,05/01/2026\nb,06/02/2026\n"
    assert "--dates" in refusal("behaviour", "-", table=table, status=1)
    assert figures("behaviour", "--dates", "dmy", table=table)["until"] == "2026-02-06"
    assert figures("behaviour", "--dates", "mdy", table=table)["until"] == "2026-06-02"
    assert "'xyz'" in refusal("behaviour", "--dates", "xyz", "-", table=table, status=2)


def test_behaviour__errors():
    assert "line 3, column 2" in refusal("behaviour", "-", table="customer,date\na,2026-01-05\nb,soon\n", status=1)
    assert "--until" in refusal("behaviour", "--until", "soon", "-", table=PURCHASES, status=2)
    assert "later --until" in refusal("behaviour", "--until", "2025-01-01", "-", table=PURCHASES, status=2)
    assert "'0'" in refusal("behaviour", "--groups", "0", "-", table=PURCHASES, status=2)
    assert "no rows" in refusal("behaviour", "-", table="a\n", status=1)
    assert "no behaviour" in refusal("behaviour", "-", table="a,2026-01-05,-1\n", status=1)


def examples():
    """(command, lines shown) of each fenced example in docs/methods."""
    for page in sorted((ROOT / "docs" / "methods").glob("*.md")):
        for block in page.read_text().split("```")[1::2]:
            lines = block.strip("\n").split("\n")
            if lines[0].startswith("$ "):
                yield lines[0][2:], lines[1:]


def shows(output_line, words):
    """Whether the words stand in the line in this order; a page may leave columns out."""
    rest = iter(output_line.split())
    return all(word in rest for word in words)


def test_docs__examples_are_what_the_program_prints():
    path = str(Path(KAMEN).resolve().parent) + os.pathsep + os.environ["PATH"]
    found = list(examples())
    assert len(found) >= 3, found
    for command, shown in found:
        run = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, env={**os.environ, "PATH": path})
        for line in shown:
            words = [word for word in line.split() if word != "..."]
            assert any(shows(printed, words) for printed in run.stdout.splitlines()), line


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
