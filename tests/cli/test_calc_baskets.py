"""kamen calc baskets from outside: Tan's example by hand, published counts, packed files, errors."""

import gzip
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
ROOT = Path(os.environ["KAMEN_SOURCE_ROOT"])
DATA = Path(os.environ.get("KAMEN_DATA") or ROOT.parent / "shared" / "data")
# Tan, Steinbach, Kumar, Introduction to Data Mining: five baskets.
TAN = [["bread", "milk"], ["bread", "diapers", "beer", "eggs"], ["milk", "diapers", "beer", "cola"], ["bread", "milk", "diapers", "beer"],
       ["bread", "milk", "diapers", "cola"]]
TABLE = "basket,item\n" + "".join(f"{i},{item}\n" for i, basket in enumerate(TAN) for item in basket)


def run(*arguments, table="", status=0):
    done = subprocess.run([KAMEN, "calc", "baskets", *map(str, arguments)], input=table, capture_output=True, text=True, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stdout[:500], done.stderr)
    return done.stdout if status == 0 else done.stderr


def figures(*arguments, table=TABLE):
    return json.loads(run(*arguments, "--json", table=table))


def rule(got, antecedent, consequent):
    [found] = [r for r in got["rules"] if sorted(r["antecedent"]) == sorted(antecedent) and r["consequent"] == consequent]
    return found


def test_tan__rule_of_the_book():
    got = figures("--support", "0.2", "--confidence", "0.5", "-")
    found = rule(got, ["milk", "diapers"], "beer")
    assert (got["baskets"], got["items"]) == (5, 6)
    assert abs(found["support"] - 0.4) < 1e-12 and abs(found["confidence"] - 2 / 3) < 1e-12 and abs(found["lift"] - 10 / 9) < 1e-12
    assert found["count"] == 2 and got["rules_count"] == len(got["rules"])


def test_columns__by_name_in_any_order_and_repeats_count_once():
    table = "item,other,basket\n" + "".join(f"{item},x,{i}\n" for i, basket in enumerate(TAN) for item in basket * 2)
    assert figures("--support", "0.2", "--confidence", "0.5", "-", table=table) == figures("--support", "0.2", "--confidence", "0.5", "-")


def test_packed_file__is_unpacked():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tan.csv.gz"
        path.write_bytes(gzip.compress(TABLE.encode()))
        assert figures("--support", "0.2", "--confidence", "0.5", path)["baskets"] == 5


def test_groceries__counts_are_the_published_ones():
    if not DATA.exists():
        print("# the public data are absent: skipped")
        return
    file = DATA / "baskets" / "groceries.csv.gz"
    assert figures("--support", "0.001", "--confidence", "0.8", "--limit", "1", file)["rules_count"] == 410
    assert figures("--support", "0.001", "--confidence", "0.5", "--limit", "1", file)["rules_count"] == 5668
    got = figures("--support", "0.006", "--confidence", "0.25", file)
    assert got["rules_count"] == 463 and got["itemsets"]["count"] == 747
    assert abs(got["rules"][0]["lift"] - 3.956477) < 5e-7
    got = figures("--support", "0.01", "--confidence", "0.5", file)
    assert got["rules_count"] == 15 and got["itemsets"]["count"] == 333


def test_columns__may_be_named_or_absent():
    plain = figures("--support", "0.4", "-")
    rows = [line.split(",") for line in TABLE.splitlines()[1:]]
    assert figures("--support", "0.4", "-", table="".join(f"{b},{i}\n" for b, i in rows)) == plain
    table = "who,what,when\n" + "".join(f"{b},{i},x\n" for b, i in rows)
    assert figures("--support", "0.4", "--basket", "Who", "--item", "what", "-", table=table) == plain
    assert "--basket" in run("-", table=table, status=1)
    run("--basket", "whom", "--item", "what", "-", table=table, status=2)


def test_limits__of_the_list_and_of_the_sets():
    whole = figures("--support", "0.4", "-")
    cut = figures("--support", "0.4", "--limit", "3", "-")
    assert cut["rules"] == whole["rules"][:3] and cut["rules_count"] == whole["rules_count"]
    lifts = [r["lift"] for r in whole["rules"]]
    assert lifts == sorted(lifts, reverse=True)
    alone = figures("--support", "0.4", "--confidence", "0.8", "--min-items", "1", "-")["rules"]
    assert sorted(r["consequent"] for r in alone if not r["antecedent"]) == ["bread", "diapers", "milk"]
    assert all(len(r["antecedent"]) >= 2 for r in figures("--support", "0.4", "--min-items", "3", "-")["rules"])


def test_rules__say_what_is_uncertain_and_what_is_missing():
    got = figures("--support", "0.4", "--confidence", "0.6", "-")
    found = rule(got, ["milk", "diapers"], "beer")
    assert found["lift_low"] < found["lift"] < found["lift_high"]
    assert found["confidence_low"] < found["confidence"] < found["confidence_high"]
    # Beer never comes without diapers: a rule that never fails has no conviction.
    assert rule(got, ["beer"], "diapers")["conviction"] is None


def test_errors__name_the_way_out():
    assert "--support" in run("--support", "0", "-", table=TABLE, status=2)
    assert "--confidence" in run("--confidence", "2", "-", table=TABLE, status=2)
    run("no such file.csv", status=1)
    run("-", table="", status=1)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
