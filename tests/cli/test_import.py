"""kamen import from outside: balance, corrections, undo, rejects, exit statuses, errors; and what the public files come to."""

import csv
import gzip
import sqlite3
import sys
from contextlib import closing
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the paths come first)
from program import HEADER, Folder, cents, data  # noqa: E402

SALES = HEADER + (
    "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
    "F1,2,2024-01-02,100,Alfa doo,POST,Postage,1,5,RSD\n"
    "F2,1,2024-01-03,200,Beta doo,A1,Vijak,3,30.25,RSD\n"
    "F3,1,2024-01-04,,,A1,Vijak,1,10,RSD\n"
)


def test_import__prints_batch_lines_and_net():
    with Folder() as f:
        f.write("sales.csv", SALES)
        got = f.figures("import", "sales.csv")
        assert got["batch"] == 1
        lines = got["lines"]
        assert (lines["read"], lines["taken"], lines["repeated"], lines["refused"]) == (4, 4, 0, 0)
        assert (lines["without_account"], lines["charges"], lines["credits"]) == (1, 1, 0)
        assert got["net"] == {"amount": "145.75", "currency": "RSD"}
        assert got["period"] == {"from": "2024-01-02", "to": "2024-01-04"}
        assert (got["accounts"], got["products"]) == (2, 2)
        assert f.figures("check")["clean"] is True


def test_import__what_came_is_found_by_its_words():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.write("renamed.csv", HEADER + "F4,1,2024-02-02,100,Ђорђевић doo,A1,Vijak,1,9,RSD\n")
        f.kamen("import", "sales.csv")
        found = words(f)
        assert {"alfa", "beta", "vijak"} <= found, found
        f.kamen("import", "renamed.csv")
        assert "djordjevic" in words(f) and "alfa" not in words(f)
        before = words(f)
        f.kamen("check", "--rebuild")
        assert words(f) == before


def words(folder):
    """All words of the index, read behind the program's back."""
    with closing(sqlite3.connect(folder.path / "kamen.db")) as db:
        return {word for (word,) in db.execute("SELECT word FROM search_word")}


def test_import__text_says_the_same():
    with Folder() as f:
        f.write("sales.csv", SALES)
        text = f.kamen("import", "sales.csv")
        for words in ("batch 1", "4  rows read", "1  name no customer", "1  are charges", "145.75", "RSD"):
            assert words in text, text


def test_import__same_file_again_changes_nothing():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.kamen("import", "sales.csv")
        before = f.kamen("export", "lines")
        got = f.figures("import", "sales.csv")
        assert got["batch"] is None and got["lines"]["repeated"] == 4 and got["lines"]["taken"] == 0
        assert got["repeated_net"]["amount"] == "145.75"
        assert f.kamen("export", "lines") == before
        assert "nothing new" in f.kamen("import", "sales.csv")


def test_import__correction_then_undo():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.write("corrected.csv", HEADER + "F2,1,2024-01-03,200,Beta doo,A1,Vijak,3,40.25,RSD\n")
        f.kamen("import", "sales.csv")
        before = f.kamen("export", "lines")
        got = f.figures("import", "corrected.csv")
        assert got["lines"]["updated"] == 1 and got["batch"] == 2
        assert "40.25" in f.kamen("export", "lines")
        assert "'2'" in f.refusal("import", "--undo", "1", status=1)
        assert f.figures("import", "--undo", "2") == {"batch": 2, "kind": "sales", "state": "undone", "lines": 1}
        assert f.kamen("export", "lines") == before
        assert "undone already" in f.refusal("import", "--undo", "2", status=1)
        assert "'9'" in f.refusal("import", "--undo", "9", status=1)


def test_import__list_of_batches():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.kamen("import", "sales.csv")
        f.kamen("import", "--undo", "1")
        batches = f.figures("import", "--list")
        assert [(b["batch"], b["state"], b["lines"], b["files"]) for b in batches] == [(1, "undone", 4, "sales.csv")]
        assert batches[0]["net"] == {"amount": "145.75", "currency": "RSD"}
        assert "sales.csv" in f.kamen("import", "--list")
        assert "145.75" in f.kamen("export", "batches")


def test_import__dry_run_leaves_no_trace():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.kamen("init")
        got = f.figures("import", "sales.csv", "--dry-run")
        assert got["batch"] is None and got["lines"]["taken"] == 4
        assert "dry run" in f.kamen("import", "sales.csv", "--dry-run")
        assert f.kamen("export", "lines").count("\n") == 1
        assert f.figures("import", "--list") == []


def test_import__a_slip_in_a_name_makes_no_database():
    with Folder() as f:
        f.refusal("import", "missing.csv", status=1)
        assert not (f.path / "kamen.db").exists()


def test_import__dry_run_needs_no_database():
    with Folder() as f:
        f.write("sales.csv", SALES)
        assert "dry run" in f.kamen("import", "sales.csv", "--dry-run")
        assert not (f.path / "kamen.db").exists()


def test_import__refused_rows_are_mended_and_imported():
    with Folder() as f:
        f.write("sales.csv", SALES + "F4,1,2024-01-05,100,Alfa doo,A1,Vijak,1,dvadeset,RSD\n")
        got = f.figures("import", "sales.csv", "--rejects", "refused.csv", status=3)
        assert (got["lines"]["read"], got["lines"]["taken"], got["lines"]["refused"]) == (5, 4, 1)
        rejects = (f.path / "refused.csv").read_text(encoding="utf-8-sig")
        row = list(csv.DictReader(rejects.splitlines()))[0]
        assert (row["source row"], row["column"], row["value"]) == ("6", "net", "dvadeset")
        assert len(row["reason"].split()) > 4 and row["document"] == "F4"
        f.write("refused.csv", rejects.replace(",dvadeset,RSD", ",20,RSD"))
        assert f.figures("import", "refused.csv")["net"]["amount"] == "20.00"
        assert "over" in f.refusal("import", "refused.csv", "--rejects", "refused.csv", status=2)


def test_import__only_refused_rows():
    with Folder() as f:
        f.write("bad.csv", HEADER + "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,1,x,RSD\nF2,1,2024-01-02,100,Alfa,A1,Vijak,1,y,RSD\n")
        assert f.figures("import", "bad.csv", status=3)["lines"]["refused"] == 2
        assert "every document is known" not in f.kamen("import", "bad.csv", status=3)


def test_import__rows_of_a_made_file_agree_with_exact_sums():
    rows, total, by_account = [], Decimal(0), {}
    for i in range(2000):
        quantity, price = Decimal(i % 17 - 3), Decimal(i * 7919 % 100003) / Decimal(1000)
        net = (quantity * price).quantize(Decimal("0.000001"), ROUND_HALF_UP)
        account = str(100 + i % 13)
        total += net
        by_account[account] = by_account.get(account, 0) + net
        rows.append(f"F{i // 3},{i % 3 + 1},2024-{i // 3 % 12 + 1:02d}-05,{account},Kupac {account},A{i % 50},{quantity},{price}\n")
    with Folder() as f:
        f.write("sales.csv", "document,position,date,account_number,account_name,product_number,quantity,price\n" + "".join(rows))
        got = f.figures("import", "sales.csv")
        assert got["lines"]["taken"] == 2000
        assert Decimal(got["net"]["amount"]) == total.quantize(Decimal("0.01"), ROUND_HALF_UP)
        accounts = {row["account_number"]: Decimal(row["net"]) for row in csv.DictReader(f.kamen("export", "accounts").splitlines())}
        assert accounts == by_account


def test_import__exported_lines_make_the_same_database():
    with Folder() as f:
        f.write("sales.csv", SALES + 'F5,1,2024-02-01,300,"=Gama, ""Plus"" doo",A9,-Klin,-2,-20.123456,EUR\n')
        first = f.figures("import", "sales.csv")
        f.kamen("export", "lines", "--out", "lines.csv")
        f.kamen("export", "lines", "--serbian", "--out", "redovi.csv")
        for name in ("lines.csv", "redovi.csv"):
            again = f.figures("import", "--db", f"{name}.db", name)
            assert again["net"] == first["net"], (name, again)
            for count in ("taken", "charges", "without_account", "documents", "credits"):
                assert again["lines"][count] == first["lines"][count], (name, count)
            assert f.kamen("export", "accounts", "--db", f"{name}.db").count("\n") == f.kamen("export", "accounts").count("\n")
        exported = (f.path / "lines.csv").read_text(encoding="utf-8")
        assert "'=Gama" in exported and ",-20.123456," in exported
        serbian = (f.path / "redovi.csv").read_text(encoding="utf-8")
        assert serbian.startswith("\ufeff") and ";-20,123456;" in serbian


def test_import__profile_is_saved_and_applied():
    with Folder() as f:
        f.write("odd.csv", "a;b;c;d\nF1;2.1.2024;Alfa;1.234,50\nF2;13.1.2024;Beta;1,00\n")
        columns = ("--map", "document=a", "--map", "date=b", "--map", "account_name=c", "--map", "net=d")
        first = f.figures("import", "odd.csv", *columns, "--save-profile", "odd")
        assert first["net"]["amount"] == "1235.50"
        f.write("more.csv", "a;b;c;d\nF3;3.1.2024;Gama;2,00\n")
        assert f.figures("import", "more.csv", "--profile", "odd")["net"]["amount"] == "2.00"
        assert "'odd'" in f.refusal("import", "more.csv", "--profile", "other", status=1)


def test_import__errors_name_file_row_and_column():
    with Folder() as f:
        assert "'missing.csv'" in f.refusal("import", "missing.csv", status=1)
        f.write("quote.csv", HEADER + 'F1,1,2024-01-02,100,"Alfa,A1,Vijak,10,1,RSD\nF2,1,2024-01-02,100,Beta,A1,Vijak,10,1,RSD\n')
        message = f.refusal("import", "quote.csv", status=1)
        assert "quote.csv" in message and "2" in message, message
        f.write("what.csv", "x,y\n1,2\n")
        assert "what.csv" in f.refusal("import", "what.csv", status=1)
        f.write("empty.csv", "")
        assert "empty.csv" in f.refusal("import", "empty.csv", status=1)


def test_import__failure_of_one_file_takes_nothing():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.kamen("init")
        f.refusal("import", "sales.csv", "missing.csv", status=1)
        assert f.figures("import", "--list") == []
        assert f.kamen("export", "accounts").count("\n") == 1


def test_import__wrong_use_is_status_2():
    with Folder() as f:
        f.write("sales.csv", SALES)
        assert "no file" in f.refusal("import", status=2)
        assert "'accountz'" in f.refusal("import", "sales.csv", "--map", "accountz=C", status=2)
        assert "'people'" in f.refusal("import", "sales.csv", "--kind", "people", status=2)
        assert "'dym'" in f.refusal("import", "sales.csv", "--date-order", "dym", status=2)
        assert "'rsd'" in f.refusal("import", "sales.csv", "--currency", "rsd", status=2)
        assert "--nonsense" in f.refusal("import", "--nonsense", status=2)
        assert "'0'" in f.refusal("import", "--undo", "0", status=2)
        assert "files" in f.refusal("import", "--undo", "1", "sales.csv", status=2)
        assert not (f.path / "kamen.db").exists()


def test_charges__are_listed_added_and_removed():
    with Folder() as f:
        f.write("sales.csv", SALES)
        f.kamen("import", "sales.csv")
        assert "bank fee" in f.kamen("charges")
        assert "A1,Vijak,,,0," in f.kamen("export", "products")
        f.kamen("charges", "add", "product_name", "VIJ*", "service")
        assert "A1,Vijak,,,1,service" in f.kamen("export", "products")
        assert f.figures("check")["clean"] is True
        f.kamen("charges", "remove", "product_name", "vij*")
        assert "A1,Vijak,,,0," in f.kamen("export", "products")
        assert f.figures("check")["clean"] is True
        assert "'vij*'" in f.refusal("charges", "remove", "product_name", "vij*", status=1)
        assert "'*'" in f.refusal("charges", "add", "product_name", "*", "all", status=1)
        assert "'colour'" in f.refusal("charges", "add", "colour", "red", "x", status=1)
        f.refusal("charges", "add", "product_name", status=2)


def test_export__knows_its_subjects():
    with Folder() as f:
        assert "init" in f.refusal("export", "lines", status=1)
        f.kamen("init")
        assert "'people'" in f.refusal("export", "people", status=2)
        f.refusal("export", status=2)
        assert "cannot be written" in f.refusal("export", "lines", "--out", "no folder/lines.csv", status=1)
        for what in ("lines", "accounts", "products", "batches"):
            assert f.kamen("export", what).count("\n") == 1


# --- the public files ---


def test_online_retail__comes_to_the_reference():
    path = data("online_retail/online_retail_2009_2010.csv.gz")
    if path is None:
        raise tap.Skip("the public data is not here (KAMEN_DATA)")
    with Folder() as f:
        got = f.figures("import", str(path))
        lines = got["lines"]
        assert (lines["read"], lines["taken"], lines["repeated"], lines["refused"]) == (525461, 525461, 0, 0)
        assert (lines["without_account"], lines["credits"]) == (107927, 10206)
        assert lines["without_product_name"] == 2928
        # A document is a number of one account in one year, and each invoice of this file is one such.
        assert lines["documents"] == 28816
        # 4,632 codes as written; one of them, '47503J ', is another with a space behind it.
        assert (got["accounts"], got["products"]) == (4383, 4631)
        assert got["net"]["amount"] == "9539484.63"
        total, by_account = Decimal(0), {}
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                net = Decimal(row["Quantity"]) * Decimal(row["Price"])
                total += net
                if row["Customer ID"]:
                    by_account[row["Customer ID"]] = by_account.get(row["Customer ID"], 0) + net
        assert cents(got["net"]["amount"]) == cents(total)
        accounts = {row["account_number"]: Decimal(row["net"]) for row in csv.DictReader(f.kamen("export", "accounts").splitlines())}
        assert accounts == by_account
        assert f.figures("check")["clean"] is True
        again = f.figures("import", str(path))
        assert again["batch"] is None and again["lines"]["repeated"] == 525461


def test_adventure_works__is_one_money():
    path = data("b2b/aw_reseller_sales.csv.gz")
    if path is None:
        raise tap.Skip("the public data is not here (KAMEN_DATA)")
    with Folder() as f:
        got = f.figures("import", str(path))
        assert got["lines"]["taken"] == 60855 and got["lines"]["without_cost"] == 0
        assert got["net"] == {"amount": "80450596.98", "currency": "USD"}
        assert (got["accounts"], got["lines"]["documents"]) == (635, 3796)
        rows = list(csv.DictReader(f.kamen("export", "lines").splitlines()))
        assert {row["currency"] for row in rows} == {"USD"}
        assert sum(Decimal(row["net"]) for row in rows).quantize(Decimal("0.0001")) == Decimal("80450596.9823")
        assert sum(Decimal(row["cost"]) for row in rows).quantize(Decimal("0.0001")) == Decimal("79980114.3790")
        f.kamen("export", "lines", "--out", "lines.csv")
        again = f.figures("import", "--db", "again.db", "lines.csv")
        assert again["net"] == got["net"] and again["lines"]["documents"] == 3796


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
