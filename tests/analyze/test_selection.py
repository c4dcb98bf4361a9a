"""kamen analyze selection from outside: figures by hand, options, errors, the same answer again. KAMEN is the program."""

import csv
import io
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import amount, analyse, close, database, run  # noqa: E402

HEAD = "Invoice,Kind,Date,Customer No,Customer Name,Product No,Product Name,Quantity,Net amount,Cost,Currency\n"


def line(number, date, customer, product, net, cost):
    return f"{number},invoice,{date},{customer},{customer},{product},{product},1,{net}.00,{cost},EUR\n"


def firm():
    """24 months: Alfa 1000 a month with cost 700, Beta 250 then 300 without a cost, Gama 90 in the last month with cost 80."""
    rows, number = [], 0
    for k in range(24):
        date = f"{2024 + k // 12}-{k % 12 + 1:02}-28"
        rows.append(line(number, date, "Alfa", "N1", 1000, "700.00"))
        rows.append(line(number + 1, date, "Beta", "R1", 250 if k < 12 else 300, ""))
        number += 2
    rows.append(line(number, "2025-12-28", "Gama", "N1", 90, "80.00"))
    return database("selection", HEAD + "".join(rows))


def select(*arguments):
    return analyse("selection", *arguments, db=firm())


def refusal(*arguments, status):
    return run("analyze", "selection", "--db", firm(), *arguments, status=status).stderr


def by_name(got):
    return {a["name"]: a for a in got["accounts"]}


def test_firm__figures_values_and_contributions():
    got = select()
    alfa, beta, gama = (by_name(got)[name]["criteria"] for name in ("Alfa", "Beta", "Gama"))
    assert [a["name"] for a in got["accounts"]][0] == "Alfa"
    assert amount(alfa["volume"]["figure"]) == 12000 and alfa["volume"]["value"] == 1
    close(beta["volume"]["value"], (3600 / 12000) ** 0.5, 1e-12)
    assert amount(alfa["profitability"]["figure"]) == 3600
    close(gama["profitability"]["value"], (10 / 3600) ** 0.5, 1e-12)
    for account in got["accounts"]:
        close(account["score"], sum(c["contribution"] for c in account["criteria"].values()), 1e-12)


def test_firm__what_is_not_known_is_said():
    """Beta has no cost: the mean of the two that are known, give or take their spread."""
    got = select()
    beta = by_name(got)["Beta"]
    known = [1, (10 / 3600) ** 0.5]
    assert beta["criteria"]["profitability"]["figure"] is None and not beta["criteria"]["profitability"]["is_known"]
    close(beta["criteria"]["profitability"]["value"], sum(known) / 2, 1e-12)
    close(beta["criteria"]["profitability"]["value_std_error"], (known[0] - known[1]) / 2, 1e-12)
    assert "profitability" in [r["criterion"] for r in beta["reasons"] if r["code"] == "assumed"]
    assert {c["code"]: c["accounts_known"] for c in got["criteria"]}["profitability"] == 2


def weights(got):
    return {c["code"]: c["weight"] for c in got["criteria"] if c["weight"] > 0}


def test_weights__those_not_named_count_nothing():
    got = select("--weights", "volume=3,breadth=1", "--wobble", "0", "--top", "1")
    assert weights(got) == {"volume": 0.75, "breadth": 0.25}
    assert [a["in_top"] for a in got["accounts"]] == [1, 0, 0]


def test_conditions__make_the_long_list():
    got = select("--conditions", "volume>=1000,tenure>=1")
    assert sorted(by_name(got)) == ["Alfa", "Beta"]
    assert [c["dropped"] for c in got["funnel"]["conditions"]] == [1, 0] and got["funnel"]["long_list"] == 2
    assert "wider" in refusal("--conditions", "volume>=1000000", status=1)


def test_seed__same_answer_again():
    one, other = (run("analyze", "selection", "--json", "--no-keep", "--db", firm(), "--seed", "5").stdout for _ in range(2))
    assert one == other
    number = select("--seed", "5")["run"]
    assert run("analyze", "again", str(number), "--db", firm()).returncode == 0


def test_limit_csv_and_text():
    assert len(select("--limit", "2")["accounts"]) == 2
    table = list(csv.DictReader(io.StringIO(run("analyze", "selection", "--csv", "--db", firm()).stdout)))
    assert [row["rank"] for row in table] == ["1", "2", "3"]
    assert table[0]["volume"] == "12000.00" and {row["name"]: row for row in table}["Beta"]["profitability"] == ""
    text = run("analyze", "selection", "--db", firm()).stdout
    assert "Alfa" in text and "Profitability" in text


def test_without_cost__profit_counts_nothing():
    """Of seven criteria volume (30 points), regularity and growth are known of nobody but volume and breadth (5)."""
    db = database("costless", HEAD + line(1, "2026-01-05", "Alfa", "N1", 100, "") + line(2, "2026-01-05", "Beta", "N1", 25, ""))
    got = analyse("selection", db=db)
    assert weights(got).keys() == {"volume", "breadth"}
    close(weights(got)["volume"], 30 / 35, 1e-12)


def test_errors__wrong_use():
    for arguments, word in (
        (("--weights", "size=1"), "'size'"),
        (("--conditions", "size>=1"), "'size>=1'"),
        (("--conditions", "volume=1"), "'volume=1'"),
        (("--knowledge", "magic"), "--knowledge"),
        (("--weights", "volume"), "'volume'"),
        (("--weights", "volume=x"), "'volume=x'"),
        (("--weights", "volume=0"), "all of them are 0"),
        (("--wobble", "101"), "--wobble"),
        (("--top", "0"), "--top"),
        (("--draws", "-1"), "--draws"),
        (("--by", "product"), "product"),
    ):
        assert word in refusal(*arguments, status=2), arguments


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
