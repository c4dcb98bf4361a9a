"""kamen company and kamen rates from outside: the firm, its currency, its rates of exchange."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the path comes first)
from program import HEADER, Folder  # noqa: E402


def test_company__is_shown_and_changed():
    with Folder() as f:
        f.kamen("init")
        assert f.figures("company")["name"] is None
        out = f.kamen("company", "--name", "Metal Promet", "--country", "RS", "--currency", "RSD", "--language", "sr", "--first-month", "7")
        assert "Metal Promet" in out and "RSD" in out
        now = f.figures("company")
        assert (now["name"], now["currency"], now["language"], now["year_start_month"], now["version"]) == ("Metal Promet", "RSD", "sr", 7, 2)
        assert f.figures("company", "--country", "")["country"] is None


def test_company__bad_wishes_are_refused():
    with Folder() as f:
        assert "init" in f.refusal("company", status=1)
        f.kamen("init")
        assert "currency" in f.refusal("company", "--currency", "dinar", status=1)
        assert "language" in f.refusal("company", "--language", "fr", status=1)
        assert "'name'" in f.refusal("company", "name", status=2)
        assert "--colour" in f.refusal("company", "--colour", "red", status=2)


def test_currency__stays_once_there_are_invoices():
    with Folder() as f:
        f.write("sales.csv", HEADER + "R-1,1,2026-01-05,100,Metal,P-1,Vijak,2,100.00,RSD\n")
        f.kamen("import", "sales.csv")
        f.kamen("company", "--currency", "RSD")
        assert "invoices" in f.refusal("company", "--currency", "EUR", status=1)
        assert "invoices" in f.refusal("rates", "--home", "EUR", status=1)


def test_rates__are_into_the_currency_of_the_firm():
    with Folder() as f:
        f.kamen("init")
        f.write("rates.csv", "currency,date,rate\nEUR,2026-01-05,117.2\n")
        assert "currency" in f.refusal("rates", "rates.csv", status=1)
        f.kamen("company", "--currency", "RSD")
        f.kamen("rates", "rates.csv")
        assert "RSD" in f.kamen("rates") and "EUR  2026-01-05  117.2" in f.kamen("rates")
        f.write("wrong.csv", "currency,date,rate\nUSD,2026-01-05,107\nEUR,someday,1\n")
        assert "wrong.csv" in f.refusal("rates", "wrong.csv", status=1)
        assert "USD" not in f.kamen("rates")


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
