"""kamen analyze elasticity: laws made by hand, accounts that say too little, and the demonstration company's truth."""

import collections
import csv
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the path comes first)
from program import KAMEN, PLAIN, analyse, close, database, run  # noqa: E402

HEADER = "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"


def lines_of(account, product, elasticity, level, prices, noise=0.0, draw=None):
    """A line a month; the quantity follows a law of the price, in thousandths of a piece."""
    for month, price in enumerate(prices):
        quantity = round(level * price**elasticity * math.exp(noise * draw.gauss(0, 1) if draw else 0), 3)
        day = f"{2023 + month // 12}-{month % 12 + 1:02}-10"
        yield f"{account}-{product}-{month},1,{day},{account},{account},{product},{product},{quantity},{quantity * price:.6f},EUR"


def small():
    draw = random.Random(4)
    rows = []
    for i, elasticity in enumerate((-1.2, -1.6, -2.0, -2.4, -2.8)):
        for product, level in (("p", 300), ("q", 4000)):
            prices = [round(10 * math.exp(0.15 * draw.gauss(0, 1)), 2) for _ in range(24)]
            rows += lines_of(f"A{i}", product, elasticity, level * 1000, prices, 0.05, draw)
    rows += lines_of("STILL", "p", -2, 300, [10] * 24, 0.1, draw)
    rows += lines_of("SHORT", "p", -2, 300, [10, 11])
    return database("elasticity", HEADER + "\n".join(rows) + "\n")


def test_elasticity__comes_back():
    got = analyse("elasticity", db=small())
    accounts = {row["number"]: row for row in got["accounts"]}
    for i, elasticity in enumerate((-1.2, -1.6, -2.0, -2.4, -2.8)):
        row = accounts[f"A{i}"]
        close(row["elasticity"], elasticity, 0.25)
        close(row["pooled"], elasticity, 0.25)
        assert row["lower95"] < row["pooled"] < row["upper95"] < 0 and row["flag"] == "" and row["status"] == "ok"
        assert row["products"] == 2 and row["n"] == 48
    close(got["prior"]["mean"], -2, 0.2)
    assert got["summary"]["accounts_estimated"] == 5 and got["prior"]["accounts"] == 5


def test_elasticity__not_enough_variation_is_an_answer():
    accounts = {row["number"]: row for row in analyse("elasticity", db=small())["accounts"]}
    for number, reason in (("STILL", "little_variation"), ("SHORT", "few_observations")):
        row = accounts[number]
        assert row["status"] == "not_enough_variation" and row["reason"] == reason, row
        assert row["elasticity"] is None and row["pooled"] is None and row["flag"] == ""


def test_elasticity__text_csv_and_refusals():
    db = small()
    text = run("analyze", "elasticity", "--db", db).stdout
    assert "5 of 7 customers have an elasticity" in text and "little variation" in text
    table = list(csv.DictReader(run("analyze", "elasticity", "--csv", "--db", db).stdout.splitlines()))
    assert len(table) == 7 and {row["elasticity"] == "" for row in table} == {True, False}
    assert "line or month" in run("analyze", "elasticity", "--quantity", "week", "--db", db, status=2).stderr
    assert "--min-pieces" in run("analyze", "elasticity", "--min-pieces=-1", "--db", db, status=2).stderr
    assert "no elasticity" in run("analyze", "elasticity", "--from", "2024-12-01", "--db", db, status=1).stderr


def test_elasticity__again_gives_the_same_bits():
    db = small()
    first, second = (run("analyze", "elasticity", "--json", "--no-keep", "--db", db).stdout for _ in range(2))
    assert first == second


def true_elasticities(folder):
    """Elasticity of each account over its categories, by lines of at least five pieces."""
    truth = json.loads(Path(folder, "truth.json").read_text(encoding="utf-8"))
    code = {category["name"]: category["code"] for category in truth["categories"]}
    lines = collections.defaultdict(collections.Counter)
    with open(Path(folder, "sales.csv"), encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["Grupa artikla"] in code and float(row["Količina"].replace(".", "").replace(",", ".")) >= 5:
                lines[row["Šifra kupca"]][code[row["Grupa artikla"]]] += 1
    for account in truth["accounts"]:
        known = account["elasticities"]
        count = sum(lines[account["number"]][category] for category in known)
        if count > 0:
            yield account["number"], sum(lines[account["number"]][c] * e for c, e in known.items()) / count


def test_elasticity__the_demonstration_company():
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "demo.db")
        subprocess.run([KAMEN, "demo", "--out", folder, "--seed", "3"], check=True, stdout=subprocess.DEVNULL, env=PLAIN)
        run("import", "--db", db, Path(folder) / "sales.csv")
        got = analyse("elasticity", db=db)
        truth = dict(true_elasticities(folder))
    rows = [row for row in got["accounts"] if row["pooled"] is not None and row["number"] in truth]
    assert len(rows) > 450, len(rows)
    pooled = [row["pooled"] - truth[row["number"]] for row in rows]
    own = [row["elasticity"] - truth[row["number"]] for row in rows]
    close(sum(pooled) / len(rows), 0, 0.12)
    error = math.sqrt(sum(e * e for e in pooled) / len(rows))
    assert error < 0.45 and error < 0.7 * math.sqrt(sum(e * e for e in own) / len(rows)), error
    inside = sum(row["lower95"] <= truth[row["number"]] <= row["upper95"] for row in rows) / len(rows)
    assert inside > 0.78, inside  # one elasticity an account, where the truth has one for each of its categories
    for row in rows:
        assert row["flag"].startswith("positive") == (row["pooled"] >= 0 or row["elasticity"] >= 0), row
    print(f"# bias {sum(pooled) / len(rows):.3f}, error {error:.3f}, inside {inside:.3f}")


def families_of(seed):
    """(pooled, half width of its 95% interval, own, truth) of each account and category of the demonstration company."""
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "demo.db")
        subprocess.run([KAMEN, "demo", "--out", folder, "--seed", str(seed)], check=True, stdout=subprocess.DEVNULL, env=PLAIN)
        run("import", "--db", db, Path(folder) / "sales.csv")
        got = analyse("elasticity", db=db)
        truth = json.loads(Path(folder, "truth.json").read_text(encoding="utf-8"))
    code = {category["name"]: category["code"] for category in truth["categories"]}
    known = {account["number"]: account["elasticities"] for account in truth["accounts"]}
    for account in got["accounts"]:
        for family in account["families"]:
            true = known.get(account["number"], {}).get(code.get(family["category"]))
            if true is not None and family["pooled"] is not None:
                yield family["pooled"], (family["upper95"] - family["lower95"]) / 2, family["elasticity"], true


def test_families__their_intervals_hold_the_truth_as_often_as_they_say():
    rows = [row for seed in (1, 3) for row in families_of(seed)]
    assert len(rows) > 3000, len(rows)
    inside = {level: sum(abs(pooled - true) <= half * z / 1.95996 for pooled, half, _, true in rows) / len(rows)
              for level, z in ((90, 1.64485), (95, 1.95996))}
    bias = sum(pooled - true for pooled, _, _, true in rows) / len(rows)
    error, own_error = (math.sqrt(sum((row[k] - row[3]) ** 2 for row in rows) / len(rows)) for k in (0, 2))
    assert 0.87 <= inside[90] <= 0.93 and 0.92 <= inside[95] <= 0.97, inside
    assert abs(bias) < 0.05 and error < 0.5 * own_error, (bias, error, own_error)
    print(f"# {len(rows)} families: bias {bias:.3f}, error {error:.3f}, own {own_error:.3f}, inside 90% {inside[90]:.3f}")


def test_families__add_up_to_the_account():
    for row in analyse("elasticity", db=small())["accounts"]:
        assert len(row["families"]) == 1 and row["families"][0]["category"] is None
        assert row["families"][0]["n"] == row["n"] and row["families"][0]["products"] == row["products"]
        if row["families"][0]["pooled"] is not None:
            close(row["by_families"], row["families"][0]["pooled"], 1e-12)
        else:
            assert row["by_families"] is None


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
