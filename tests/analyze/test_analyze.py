"""kamen analyze from outside, on an invented file with answers by hand: figures, options, wrong use, databases without
lines. KAMEN is the program."""

import csv
import io
import json
import math
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import program  # noqa: E402  (the path comes first)
import tap  # noqa: E402
from program import FOLDER, PLAIN, amount, close, database, run  # noqa: E402

# By hand, product lines: Alfa 600 - 100 = 500, Beta 300, Gama 150, Delta 50: 1000 in all. The postage of Alfa is a
# charge; one line names nobody. Margins: Alfa 500 - 350 = 150, Beta 300 - 360 = -60, Gama 150 - 100 = 50, Delta 50 - 40 = 10.
INVENTED = """\
Invoice,Kind,Date,Customer No,Customer Name,Country,Product No,Product Name,Category,Quantity,Net amount,Cost,Currency
1,invoice,2024-01-10,100,Alfa,Serbia,N1,Nail,Iron,10,200.00,150.00,EUR
1,invoice,2024-01-10,100,Alfa,Serbia,POST,Postage,,1,9.00,,EUR
2,invoice,2024-03-10,100,Alfa,Serbia,P1,Plank,Wood,20,400.00,270.00,EUR
3,credit note,2024-03-20,100,Alfa,Serbia,P1,Plank,Wood,-5,-100.00,-70.00,EUR
4,invoice,2024-02-01,20,Beta,Hungary,N1,Nail,Iron,15,300.00,360.00,EUR
5,invoice,2024-06-30,30,Gama,Serbia,R1,=1+1,Rope,5,150.00,100.00,EUR
6,invoice,2025-01-05,4,Delta,Serbia,R1,=1+1,Rope,5,50.00,40.00,EUR
7,invoice,2025-01-06,,,,N1,Nail,Iron,1,20.00,15.00,EUR
"""


def invented():
    return database("invented", INVENTED)


def analyse(name, *arguments, db=None):
    return program.analyse(name, *arguments, db=db or invented())


def refusal(*arguments, status):
    done = run("analyze", *arguments, status=status)
    assert done.stdout == "", done.stdout
    return done.stderr


def test_list__names_every_analysis():
    listed = run("analyze").stdout
    for name in ("concentration", "behaviour"):
        assert name in listed
        assert "kamen analyze " + name in run("analyze", name, "--help").stdout
    assert "NAME" in run("analyze", "--help").stdout


def test_concentration__invented_by_hand():
    got = analyse("concentration")
    assert [(a["number"], a["net"]["amount"], a["class"]) for a in got["list"]] == [
        ("100", "500.00", "A"), ("20", "300.00", "A"), ("30", "150.00", "B"), ("4", "50.00", "C")]
    c = got["concentration"]
    assert (c["holders"], c["count_for_50"], c["count_for_80"], c["count_for_95"]) == (4, 1, 2, 3), c
    close(c["hhi"], 0.25 + 0.09 + 0.0225 + 0.0025, 1e-12)
    close(c["effective_number"], 1 / 0.365, 1e-9)
    close(c["gini"], 0.375, 1e-12)  # (3*(500-50) + (300-150)) / (4*1000)
    shares = [0.5, 0.3, 0.15, 0.05]
    close(c["entropy"], -sum(s * math.log(s) for s in shares), 1e-12)
    close(c["theil"], math.log(4) - c["entropy"], 1e-12)
    close(c["share_of_top_1"], 0.5, 1e-12)
    assert c["share_of_top_5"] == c["share_of_top_20"] == 1
    close(c["share_of_top_20_percent"], 0.5, 1e-12)
    assert got["abc"]["A"] == {"holders": 2, "net": {"amount": "800.00", "currency": "EUR"}}, got["abc"]
    assert c["total"] == {"amount": "1000.00", "currency": "EUR"}


def test_concentration__says_of_which_lines():
    got = analyse("concentration")
    assert got["analysis"] == "concentration" and got["as_of"] == "2025-01-06" and got["data_version"] == 1
    assert got["period"] == {"from": "2024-01-10", "to": "2025-01-06"}
    assert got["basis"]["name"] == "products" and amount(got["basis"]["net"]) == 1000
    assert got["lines"] == {"all": 8, "counted": 6, "foreign": 0, "without_account": 1, "outside_period": 0,
                            "outside_basis": 1}, got["lines"]
    assert all(a["id"].isdigit() for a in got["list"])


def test_concentration__profit_by_hand():
    p = analyse("concentration")["profit"]
    assert amount(p["margin"]) == 150 and amount(p["peak"]) == 210 and amount(p["eroded"]) == 60, p
    assert (p["peak_holders"], p["holders_with_loss"], p["break_even_holders"]) == (3, 1, 1), p
    close(p["peak_multiple"], 1.4, 1e-12)
    close(p["covered"], 1, 1e-12)
    assert [(e["number"], e["margin"]["amount"]) for e in p["eroders"]] == [("20", "-60.00")]
    close(p["gains"]["share_of_top_1"], 150 / 210, 1e-12)


def test_concentration__points_of_the_curves():
    got = analyse("concentration", "--points")
    assert [p["holders"] for p in got["points"]] == [1, 2, 3, 4]
    for point, pareto, lorenz in zip(got["points"], (0.5, 0.8, 0.95, 1), (0.05, 0.2, 0.5, 1)):
        close(point["pareto"], pareto, 1e-12)
        close(point["lorenz"], lorenz, 1e-12)
    assert [amount(p["cumulative"]) for p in got["profit"]["points"]] == [150, 200, 210, 150]
    assert "points" not in analyse("concentration")
    assert "Lorenz" in run("analyze", "concentration", "--points", "--db", invented()).stdout


def test_concentration__by_product_category_and_country():
    got = analyse("concentration", "--by", "product")
    assert [(p["number"], p["net"]["amount"]) for p in got["list"]] == [
        ("N1", "500.00"), ("P1", "300.00"), ("R1", "200.00")], got["list"]
    got = analyse("concentration", "--by", "category")
    assert [(p["name"], amount(p["net"])) for p in got["list"]] == [("Iron", 500), ("Wood", 300), ("Rope", 200)]
    got = analyse("concentration", "--by", "country")
    assert [(p["name"], amount(p["net"])) for p in got["list"]] == [("Serbia", 700), ("Hungary", 300)]
    assert got["by"] == "country" and got["unassigned"]["lines"] == 0


def test_concentration__bases():
    all_lines = analyse("concentration", "--basis", "all")
    assert amount(all_lines["list"][0]["net"]) == 509 and all_lines["lines"]["counted"] == 7
    invoiced = analyse("concentration", "--basis", "invoiced")
    assert amount(invoiced["list"][0]["net"]) == 609 and invoiced["lines"]["outside_basis"] == 1
    assert analyse("concentration", "--basis", "all", "--by", "category")["unassigned"]["lines"] == 1


def test_concentration__period():
    got = analyse("concentration", "--from", "2024-02-01", "--until", "2024-06-30")
    assert [(a["number"], amount(a["net"])) for a in got["list"]] == [("20", 300), ("100", 300), ("30", 150)]
    assert got["as_of"] == "2024-06-30" and got["lines"]["outside_period"] == 3, got["lines"]
    assert got["rolling"] is None and "12 months" in got["rolling_reason"]
    years = analyse("concentration")["by_year"]
    assert [(y["label"], y["whole"], amount(y["net"])) for y in years] == [("2024", True, 950), ("2025", False, 50)], years


def test_concentration__limit():
    assert len(analyse("concentration", "--limit", "2")["list"]) == 2
    text = run("analyze", "concentration", "--limit", "1", "--db", invented()).stdout
    assert "and 3 more; --limit 0 lists all" in text, text


def test_concentration__text():
    text = run("analyze", "concentration", "--db", invented()).stdout
    assert "50.0% of customers (2 of 4) bring 80% of 1,000.00 EUR." in text, text
    assert "1 take 60 of it away" in text.replace("\n  ", " "), text
    assert "data version 1" in text.replace("\n  ", " "), text
    assert max(map(len, text.splitlines())) <= 80


def test_concentration__csv():
    rows = list(csv.DictReader(io.StringIO(
        run("analyze", "concentration", "--by", "product", "--csv", "--db", invented()).stdout)))
    assert [(r["number"], r["name"], r["net"], r["class"]) for r in rows] == [
        ("N1", "Nail", "500.00", "A"), ("P1", "Plank", "300.00", "A"), ("R1", "'=1+1", "200.00", "B")], rows


def test_behaviour__invented_by_hand():
    got = analyse("behaviour", "--until", "2025-01-10")
    first = got["accounts"][0]
    assert (first["number"], first["frequency"], first["products"]) == ("100", 2, 2), first
    assert first["monetary"]["amount"] == "600.00" and first["net"]["amount"] == "500.00"
    assert first["last_purchase"] == "2024-03-10" and first["recency_days"] == 306 and first["tenure_days"] == 366
    close(first["credit_share"], 100 / 600, 1e-12)
    assert first["gap_median_days"] == 60 and first["longest_gap_days"] == 60
    close(first["silence"], 0.5, 1e-12)
    assert first["growth"] is None and "not enough data" in first["growth_reason"]
    assert [a["number"] for a in got["accounts"]] == ["100", "20", "30", "4"]
    assert [a["r"] for a in got["accounts"]] == [2, 1, 3, 4]
    # one document each but for 100; among equal ones the lower number comes first
    assert {a["number"]: a["f"] for a in got["accounts"]} == {"4": 1, "20": 2, "30": 3, "100": 4}
    s = got["summary"]
    assert (s["accounts"], s["accounts_with_one_document"], s["cells_occupied"]) == (4, 3, 4), s
    assert s["monetary"]["mean"]["amount"] == "275.00" and s["growth"]["mean"] is None
    assert got["as_of"] == "2025-01-10" and got["data_version"] == 1 and got["lines"]["counted"] == 6


def test_behaviour__csv_is_the_list():
    rows = list(csv.DictReader(io.StringIO(run("analyze", "behaviour", "--csv", "--db", invented()).stdout)))
    assert [r["number"] for r in rows] == ["100", "20", "30", "4"]
    assert rows[0]["monetary"] == "600.00" and rows[0]["growth"] == "" and rows[0]["gap_median_days"] == "60"
    assert len(run("analyze", "behaviour", "--csv", "-n", "1", "--db", invented()).stdout.splitlines()) == 2


def test_behaviour__text():
    text = run("analyze", "behaviour", "--db", invented()).stdout
    assert "4 customers have bought; 3 of them once." in text, text
    assert max(map(len, text.splitlines())) <= 80


def test_version__moves_with_the_data():
    path = Path(FOLDER.name) / "moves.csv"
    path.write_text(INVENTED, encoding="utf-8")
    db = str(Path(FOLDER.name) / "moves.db")
    run("import", "--db", db, path)
    before = analyse("concentration", db=db)
    path.write_text(INVENTED.replace("6,invoice", "8,invoice"), encoding="utf-8")
    run("import", "--db", db, path)
    after = analyse("concentration", db=db)
    assert after["data_version"] > before["data_version"]
    assert amount(after["basis"]["net"]) == 1050


def test_same_question__same_bytes():
    for name in ("concentration", "behaviour"):
        arguments = ("analyze", name, "--json", "--no-keep", "--db", invented())
        assert run(*arguments).stdout == run(*arguments).stdout


def test_environment__names_the_database():
    done = run("analyze", "concentration", "--json", env={**PLAIN, "KAMEN_DB": invented()})
    assert json.loads(done.stdout)["concentration"]["holders"] == 4


def test_wrong_use__is_status_2_and_names_the_value():
    db = ("--db", invented())
    assert "'gini'" in refusal("gini", status=2)
    assert "'gross'" in refusal("concentration", "--basis", "gross", *db, status=2)
    assert "'colour'" in refusal("concentration", "--by", "colour", *db, status=2)
    assert "--from" in refusal("concentration", "--from", "soon", *db, status=2)
    assert "--until" in refusal("behaviour", "--until", "2025-13-01", *db, status=2)
    assert "'2024-05-01'" in refusal("behaviour", "--from", "2024-05-02", "--until", "2024-05-01", *db, status=2)
    assert "'-3'" in refusal("concentration", "--limit", "-3", *db, status=2)
    assert "choose one" in refusal("behaviour", "--json", "--csv", *db, status=2)
    assert "points" in refusal("concentration", "--csv", "--points", *db, status=2)
    assert "'product'" in refusal("behaviour", "--by", "product", *db, status=2)
    assert "'sales.csv'" in refusal("concentration", "sales.csv", *db, status=2)
    assert "--nonsense" in refusal("concentration", "--nonsense", status=2)
    assert "--points" in refusal("behaviour", "--points", *db, status=2)


def test_databases_without_lines__are_status_1():
    missing = Path(FOLDER.name) / "missing.db"
    assert "missing.db" in refusal("concentration", "--db", missing, status=1)
    assert not missing.exists()
    undone = Path(FOLDER.name) / "undone.db"
    source = Path(FOLDER.name) / "undone.csv"
    source.write_text(INVENTED, encoding="utf-8")
    run("import", "--db", undone, source)
    run("import", "--db", undone, "--undo", "1")
    for name in ("concentration", "behaviour"):
        assert "no invoice lines" in refusal(name, "--db", undone, status=1)
    empty = Path(FOLDER.name) / "empty.db"
    empty.write_bytes(b"")
    assert refusal("behaviour", "--db", empty, status=1).startswith("kamen analyze: ")


def test_period_without_lines__is_status_1():
    assert "outside the period" in refusal("concentration", "--from", "2030-01-01", "--db", invented(), status=1)


if __name__ == "__main__":
    sys.exit(tap.run(dict(globals())))
