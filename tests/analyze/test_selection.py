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


def test_firm__figures_values_and_contributions():
    got = select()
    by_name = {a["name"]: a for a in got["accounts"]}
    alfa, beta, gama = (by_name[name]["criteria"] for name in ("Alfa", "Beta", "Gama"))
    assert [a["name"] for a in got["accounts"]][0] == "Alfa"
    assert amount(alfa["volume"]["figure"]) == 12000 and alfa["volume"]["value"] == 1
    close(beta["volume"]["value"], (3600 / 12000) ** 0.5, 1e-12)
    assert amount(alfa["profit"]["figure"]) == 3600
    close(gama["profit"]["value"], (10 / 3600) ** 0.5, 1e-12)
    close(got["house_margin_rate"], 3610 / 12090, 1e-12)
    for account in got["accounts"]:
        close(account["score"], sum(c["contribution"] for c in account["criteria"].values()), 1e-12)


def test_firm__what_is_not_known_is_said():
    beta = {a["name"]: a for a in select()["accounts"]}["Beta"]["criteria"]
    assert beta["profit"]["figure"] is None and "80%" in beta["profit"]["figure_reason"]
    close(beta["profit"]["value"], (3600 * 3610 / 12090 / 3600) ** 0.5, 1e-12)
    close(beta["profit"]["value_may_differ_by"], beta["profit"]["value"] / 2, 1e-12)
    assert select()["accounts_known"]["profit"] == 2


def test_weights__those_not_named_count_nothing():
    got = select("--weights", "volume=3,breadth=1", "--wobble", "0", "--top", "1")
    assert got["weights"] == {"volume": 0.75, "profit": 0, "growth": 0, "predictability": 0, "breadth": 0.25}
    assert [a["in_top"] for a in got["accounts"]] == [1, 0, 0]


def test_seed__same_answer_again():
    one, other = (run("analyze", "selection", "--json", "--no-keep", "--db", firm(), "--seed", "5").stdout for _ in range(2))
    assert one == other
    number = select("--seed", "5")["run"]
    assert run("analyze", "again", str(number), "--db", firm()).returncode == 0


def test_limit_csv_and_text():
    assert len(select("--limit", "2")["accounts"]) == 2
    table = list(csv.DictReader(io.StringIO(run("analyze", "selection", "--csv", "--db", firm()).stdout)))
    assert [row["rank"] for row in table] == ["1", "2", "3"]
    assert table[0]["volume"] == "12000.00" and {row["name"]: row for row in table}["Beta"]["profit"] == ""
    text = run("analyze", "selection", "--db", firm()).stdout
    assert "Alfa" in text and "(assumed)" in text


def test_without_cost__profit_is_left_out():
    db = database("costless", HEAD + line(1, "2026-01-05", "Alfa", "N1", 100, "") + line(2, "2026-01-05", "Beta", "N1", 25, ""))
    got = analyse("selection", db=db)
    assert [c["criterion"] for c in got["left_out"]] == ["profit", "growth", "predictability"]
    close(got["weights"]["volume"], 0.35 / 0.45, 1e-12)
    assert "profit" not in got["accounts"][0]["criteria"]
    assert "Left out" in run("analyze", "selection", "--db", db).stdout


def test_errors__wrong_use():
    for arguments, word in (
        (("--weights", "size=1"), "'size=1'"),
        (("--weights", "volume"), "'volume'"),
        (("--weights", "volume=x"), "'volume=x'"),
        (("--weights", "volume=0"), "all of them are 0"),
        (("--wobble", "101"), "--wobble"),
        (("--top", "0"), "--top"),
        (("--draws", "0"), "--draws"),
        (("--by", "product"), "product"),
    ):
        assert word in refusal(*arguments, status=2), arguments


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
