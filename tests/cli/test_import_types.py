"""kamen import --kind contacts and other types of record, from outside. KAMEN is the program."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import Folder  # noqa: E402

CONTACTS = "Kupac;Prezime;Ime;E-adresa;Telefon;Uticaj\nK1;Đorđević;Ana;ana@metal.rs;+381 11 222 333;7\nMetal DOO;Ilić;Petar;petar@metal.rs;;\n"


def firm():
    folder = Folder()
    folder.write("kupci.csv", "Šifra;Naziv;PIB\nK1;Metal d.o.o.;101134702\nK2;Drvo AD;\n")
    folder.kamen("import", "--kind", "accounts", "kupci.csv")
    return folder


def test_import__prints_what_came_of_it():
    with firm() as f:
        f.write("kontakti.csv", CONTACTS)
        tried = f.kamen("import", "--kind", "contacts", "kontakti.csv", "--dry-run")
        assert "nothing was changed" in tried and "row 2: new 'Ana Đorđević'" in tried, tried
        assert "family_name from column 'Prezime'" in tried, tried
        text = f.kamen("import", "--kind", "contacts", "kontakti.csv")
        assert "batch 2" in text and "2  new contacts" in text, text
        assert "nothing new about contacts" in f.kamen("import", "--kind", "contacts", "kontakti.csv")
        f.write("novi.csv", CONTACTS.replace("222 333", "222 444"))
        tried = f.kamen("import", "--kind", "contacts", "novi.csv", "--dry-run")
        assert "'Ana Đorđević' phone: '+381 11 222 333' -> '+381 11 222 444'" in tried, tried
        assert "2 contacts" in f.kamen("import", "--list")
        assert f.kamen("check").rstrip().endswith("everything agrees")


def test_rejects__name_the_way_out_and_are_a_file_again():
    with firm() as f:
        f.write("kontakti.csv", CONTACTS + "Nema;Simić;Mira;mira@x.rs;;\nK2;Perić;;nije-adresa;;99\n")
        got = f.figures("import", "--kind", "contacts", "kontakti.csv", "--rejects", "odbijeni.csv", status=3)
        assert (got["lines"]["read"], got["lines"]["new"], got["lines"]["refused"]) == (4, 2, 2), got
        refused = (f.path / "odbijeni.csv").read_text(encoding="utf-8-sig")
        assert "4,Kupac,Nema,\"account_id: there is no account 'Nema'" in refused, refused
        assert "nije-adresa" in refused and "influence: " in refused, refused
        f.write("mended.csv", refused.replace(",Nema,Simić", ",K2,Simić").replace(",nije-adresa,,99", ",pera@x.rs,,9"))
        got = f.figures("import", "--kind", "contacts", "mended.csv")
        assert (got["lines"]["new"], got["lines"]["refused"], got["batch"]) == (2, 0, 3), got


GROUPS = "Šifra grupe;Naziv grupe;Šifra kupca;Od;Do\nG1;Grupa Metal;K1;1.1.2020.;\nG1;Grupa Metal;K2;1.3.2021.;30.6.2024.\nG2;Drvo Holding;K2;1.7.2024.;\n"


def tree(f):
    """Number of each account that belongs to another: its parent and its head."""
    with closing(sqlite3.connect(f.path / "kamen.db")) as db:
        return {n: (p, h) for n, p, h in db.execute(
            "SELECT a.number, p.number, h.number FROM account a JOIN account p ON p.id = a.parent_id JOIN account h ON h.id = a.head_id")}


def memberships(f):
    with closing(sqlite3.connect(f.path / "kamen.db")) as db:
        return db.execute(
            "SELECT a.number, p.number, date(m.bought_on * 86400, 'unixepoch'), date(m.sold_on * 86400, 'unixepoch'), m.source FROM group_membership m "
            "JOIN account a ON a.id = m.account_id JOIN account p ON p.id = m.parent_id WHERE m.deleted_at IS NULL ORDER BY 1, 3").fetchall()


def test_groups__come_with_their_heads_and_go_again():
    with firm() as f:
        f.write("grupe.csv", GROUPS)
        got = f.figures("import", "--kind", "group_memberships", "grupe.csv", "--dry-run")
        assert got["lines"]["new"] == 3 and tree(f) == {}, got
        got = f.figures("import", "--kind", "group_memberships", "grupe.csv")
        assert got["lines"]["new"] == 3 and got["passed_over"] == [], got
        assert tree(f) == {"K1": ("G1", "G1"), "K2": ("G2", "G2")}
        assert memberships(f) == [("K1", "G1", "2020-01-01", None, "import"), ("K2", "G1", "2021-03-01", "2024-07-01", "import"),
                                  ("K2", "G2", "2024-07-01", None, "import")]
        assert f.figures("import", "--kind", "group_memberships", "grupe.csv")["lines"]["equal"] == 3
        # A later file says that one ended; one that names no group of its own by number finds it by name.
        f.write("novo.csv", GROUPS.replace("1.7.2024.;", "1.7.2024.;31.12.2025."))
        assert f.figures("import", "--kind", "group_memberships", "novo.csv")["lines"]["changed"] == 1
        assert tree(f) == {"K1": ("G1", "G1")}
        f.write("ime.csv", "Naziv grupe;Šifra kupca;Od\nDrvo Holding;K2;2026-02-01\n")
        assert f.figures("import", "--kind", "group_memberships", "ime.csv")["lines"]["new"] == 1 and tree(f)["K2"] == ("G2", "G2")
        f.write("nepoznat.csv", GROUPS.splitlines()[0] + "\nG3;Treća;K9;1.1.2020.;\nG1;Grupa Metal;G1;1.1.2020.;\n")
        got = f.figures("import", "--kind", "group_memberships", "nepoznat.csv", status=3)
        assert got["lines"]["refused"] == 2, got
        for batch, left in ((4, {"K1"}), (3, {"K1", "K2"}), (2, set())):
            undone = f.figures("import", "--undo", str(batch))
            assert undone["kept"] == 0 and set(tree(f)) == left, (batch, undone, tree(f))
        assert memberships(f) == []
        with closing(sqlite3.connect(f.path / "kamen.db")) as db:
            assert db.execute("SELECT COUNT(*) FROM account WHERE kind = 'head' AND deleted_at IS NULL").fetchone() == (0,)
        assert f.kamen("check").rstrip().endswith("everything agrees")


def test_undo__takes_back_and_says_what_it_left():
    with firm() as f:
        f.write("a.csv", CONTACTS)
        f.write("b.csv", "Kupac;Prezime;E-adresa;Telefon\nK1;Đorđević;ana@metal.rs;+381 11 999 999\n")
        f.kamen("import", "--kind", "contacts", "a.csv")
        f.kamen("import", "--kind", "contacts", "b.csv")
        text = f.kamen("import", "--undo", "2")
        assert "1 deleted" in text and "1 left as they are" in text and "changed since" in text, text
        got = f.figures("import", "--undo", "3")
        assert (got["state"], got["kind"], got["restored"], got["kept"]) == ("undone", "contacts", 1, 0), got
        assert "undone already" in f.refusal("import", "--undo", "3", status=1)
        assert f.kamen("check").rstrip().endswith("everything agrees")


def test_options__are_checked():
    with firm() as f:
        f.write("a.csv", "Ko,Gde\nIlić,K1\n")
        f.kamen("import", "--kind", "contacts", "a.csv", "--map", "family_name=Ko", "--map", "account_id=B")
        assert "takes sales, accounts, products" in f.refusal("import", "--kind", "contracts", "a.csv", status=2)
        assert "'net=B'" in f.refusal("import", "--kind", "contacts", "a.csv", "--map", "net=B", status=2)
        assert "'Ko', 'Gde'" in f.refusal("import", "--kind", "contacts", "a.csv", status=1)
        assert "sr-Cyrl" in f.refusal("import", "--kind", "contacts", "a.csv", "--language", "de", status=2)


def test_profile__of_records_is_saved_and_applied():
    with firm() as f:
        odd = "Imenik firme;;;\nGde;Ko;Broj;Sprat\nK1;Ilić;+381 11 222 333;7\n"
        f.write("a.csv", odd)
        asked = [word for map in ("account_id=Gde", "family_name=Ko", "phone=Broj") for word in ("--map", map)]
        f.kamen("import", "--kind", "contacts", "a.csv", "--header-row", "2", *asked, "--save-profile", "imenik")
        f.write("b.csv", odd.replace("Ilić", "Simić"))
        got = f.figures("import", "--kind", "contacts", "b.csv", "--profile", "imenik")
        assert (got["new_contacts"], got["lines"]["refused"]) == (1, 0), got
        assert [one["field"] for one in got["columns"]] == ["account_id", "family_name", "phone"], got
        got = f.figures("import", "--kind", "contacts", "b.csv", "--profile", "imenik", "--map", "phone=", "--dry-run")
        assert "phone" not in [one["field"] for one in got["columns"]], got


def test_profile__is_for_one_kind_of_file():
    with firm() as f:
        f.write("k.csv", "Mušterija;Ime firme\nK7;Zora\n")
        asked = ["--map", "account_number=Mušterija", "--map", "account_name=Ime firme", "--header-row", "1"]
        assert f.figures("import", "--kind", "accounts", "k.csv", *asked, "--save-profile", "lista")["new_accounts"] == 1
        f.write("l.csv", "Mušterija;Ime firme\nK8;Sunce\n")
        assert f.figures("import", "--kind", "accounts", "l.csv", "--profile", "lista")["new_accounts"] == 1
        f.write("c.csv", CONTACTS)
        assert "files of accounts, not of contacts" in f.refusal("import", "--kind", "contacts", "c.csv", "--profile", "lista", status=2)
        assert "for files of accounts already" in f.refusal("import", "--kind", "contacts", "c.csv", "--save-profile", "lista", status=1)
        assert "for accounts there is 'lista'" in f.refusal("import", "--kind", "accounts", "l.csv", "--profile", "x", status=1)
        assert "none yet" in f.refusal("import", "--kind", "contacts", "c.csv", "--profile", "x", status=1)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
