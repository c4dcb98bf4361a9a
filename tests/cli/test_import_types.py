"""kamen import --kind contacts and other types of record, from outside. KAMEN is the program."""

import sys
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
        assert "profiles" in f.refusal("import", "--kind", "contacts", "a.csv", "--profile", "x", status=2)
        assert "sales files" in f.refusal("import", "--kind", "contacts", "a.csv", "--save-profile", "x", status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
