"""kamen import --kind accounts|products, and lists beside the files of a report, from outside. KAMEN is the program."""

import codecs
import gzip
import json
import sys
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import HEADER, Folder, cents, data  # noqa: E402

SERBIAN = "Šifra;Naziv;Država;PIB\r\n1;Đorđević d.o.o.;Srbija;101134702\r\n2;Žito AD;Srbija;\r\n"


def need(*names):
    paths = [data(name) for name in names]
    if None in paths:
        raise tap.Skip("the public data is not here; KAMEN_DATA names its folder")
    return [str(path) for path in paths]


def workbook(path, rows):
    """The smallest workbook there is: texts inline, numbers as numbers."""
    def cell(value):
        return f"<c><v>{value}</v></c>" if isinstance(value, int) else f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Kupci" sheetId="1" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>')


def accounts(folder):
    return folder.kamen("export", "accounts").splitlines()[1:]


def test_import__prints_what_came_of_it():
    with Folder() as f:
        f.write("a.csv", "Code,Name,Country\n1,Alfa,RS\n2,Beta,RS\n1,Alfa Plus,\n")
        text = f.kamen("import", "--kind", "accounts", "a.csv")
        assert "batch 1" in text and "account_number from column 1 'Code'" in text, text
        assert "2  new accounts" in text and "1  rows name a record again" in text, text
        assert "nothing new about accounts" in f.kamen("import", "--kind", "accounts", "a.csv")


def test_json__has_lines_and_columns():
    with Folder() as f:
        f.write("p.csv", "Šifra artikla;Naziv artikla;Grupa artikla;JM\nA1;Vijak;Vijci;kom\nA2;Matica;Vijci;kom\n")
        got = f.figures("import", "--kind", "products", "p.csv")
        assert got["batch"] == 1 and got["kind"] == "products", got
        assert got["lines"] == {"read": 2, "taken": 2, "repeated": 0, "refused": 0, "new": 2, "changed": 0, "equal": 0,
                                "duplicates": 0}
        assert (got["products"], got["new_products"], got["changed_products"]) == (2, 2, 0)
        assert [(c["field"], c["column"], c["header"]) for c in got["columns"]] == [
            ("product_number", 1, "Šifra artikla"), ("product_name", 2, "Naziv artikla"),
            ("category", 3, "Grupa artikla"), ("unit", 4, "JM")]
        again = f.figures("import", "--kind", "products", "p.csv")
        assert again["batch"] is None and again["lines"]["equal"] == 2 and again["lines"]["taken"] == 0, again


def test_encodings__all_give_the_same():
    with Folder() as f:
        encodings = {"u8.csv": SERBIAN.encode(), "bom.csv": codecs.BOM_UTF8 + SERBIAN.encode(),
                     "cp1250.csv": SERBIAN.encode("cp1250"), "u16.csv": codecs.BOM_UTF16_LE + SERBIAN.encode("utf-16-le"),
                     "latin2.csv.gz": gzip.compress(SERBIAN.encode("iso-8859-2"))}
        for name, content in encodings.items():
            (f.path / name).write_bytes(content)
        assert f.figures("import", "--kind", "accounts", "u8.csv")["new_accounts"] == 2
        for name in list(encodings)[1:4]:
            assert f.figures("import", "--kind", "accounts", name)["batch"] is None, name
        assert f.figures("import", "--kind", "accounts", "--encoding", "iso-8859-2", "latin2.csv.gz")["batch"] is None
        assert "Đorđević d.o.o." in accounts(f)[0]


def test_workbook__is_a_list_too():
    with Folder() as f:
        workbook(f.path / "l.xlsx", [["Spisak kupaca"], ["Šifra", "Naziv", "Država", "PIB"], [1001, "Đura doo", "RS", 101134702],
                                     [1002, "Žika", "RS", ""], ["Ukupno", 2]])
        assert f.figures("import", "--kind", "accounts", "l.xlsx")["new_accounts"] == 2
        assert accounts(f)[0].startswith("1001,Đura doo,101134702,RS"), accounts(f)


def test_dry_run__changes_nothing():
    with Folder() as f:
        f.kamen("init")
        f.write("a.csv", "Code,Name\n1,Alfa\n")
        text = f.kamen("import", "--kind", "accounts", "--dry-run", "a.csv")
        assert "dry run" in text and "1  new accounts" in text, text
        assert accounts(f) == [] and f.figures("import", "--list") == []


def test_refused_rows__status_3_and_a_file_that_mends():
    with Folder() as f:
        f.write("a.csv", "Code,Name,Country\n1,Alfa,RS\n,,BA\n")
        assert f.figures("import", "--kind", "accounts", "a.csv", "--rejects", "r.csv", status=3)["lines"]["refused"] == 1
        text = (f.path / "r.csv").read_text(encoding="utf-8-sig")
        assert "neither a number nor a name" in text, text
        f.write("r.csv", text.replace(",,BA", ",Beta,BA"))
        assert f.figures("import", "--kind", "accounts", "r.csv")["new_accounts"] == 1
        assert len(accounts(f)) == 2


def test_map__and_what_it_refuses():
    with Folder() as f:
        f.write("a.csv", "X1,X2,X3\n7,Alfa,RS\n")
        message = f.refusal("import", "--kind", "accounts", "a.csv", status=1)
        assert "--map account_name=COLUMN" in message and "'X2'" in message, message
        f.kamen("import", "--kind", "accounts", "a.csv", "--map", "account_number=X1", "--map", "account_name=B", "--map", "country=3")
        assert "Alfa" in accounts(f)[0]
        assert "'net'" in f.refusal("import", "--kind", "accounts", "a.csv", "--map", "net=X1", status=2)
        assert "no profile 'p'" in f.refusal("import", "--kind", "accounts", "a.csv", "--profile", "p", status=1)
        assert "sales, accounts, products" in f.refusal("import", "--kind", "contracts", "a.csv", status=2)


def test_undo__brings_names_back():
    with Folder() as f:
        f.write("s.csv", HEADER + "F1,1,2024-01-02,100,Alfa,A1,Vijak,1,10,RSD\n")
        f.write("a.csv", "Code,Name,VAT\n100,Alfa Plus,101134702\n200,Beta,\n")
        f.kamen("import", "s.csv")
        before = accounts(f)
        f.kamen("import", "--kind", "accounts", "a.csv")
        assert len(accounts(f)) == 2 and "Alfa Plus" in accounts(f)[0]
        listed = f.figures("import", "--list")
        assert [(row["kind"], row["lines"]) for row in listed] == [("sales", 1), ("accounts", 2)], listed
        assert "accounts is taken back" in f.kamen("import", "--undo", "2")
        assert accounts(f) == before
        assert "undone already" in f.refusal("import", "--undo", "2", status=1)
        f.kamen("check")


def test_report__lists_say_names_and_categories():
    with Folder() as f:
        f.write("s.csv", "document,date,account_number,product_number,net\nF1,2024-01-02,100,A1,10\nF2,2024-01-03,100,X9,5\n")
        f.write("a.csv", "Šifra;Naziv\n100;Alfa doo\n200;Beta doo\n")
        f.write("p.csv", "Šifra;Naziv;Grupa\nA1;Vijak;Vijci\nX9;Postage;\n")
        got = f.figures("report", "s.csv", "--accounts", "a.csv", "--products", "p.csv")
        assert got["accounts"] == 1 and got["key_accounts"][0]["name"] == "Alfa doo", got
        assert got["lines"]["charges"] == 1
        assert [(c["name"], c["products"]) for c in got["categories"]] == [("Vijci", 1)], got["categories"]
        assert "nowhere.csv" in f.refusal("report", "s.csv", "--accounts", "nowhere.csv", status=1)


def test_adventure_works__categories_of_the_references():
    sales, resellers, products = need("b2b/aw_reseller_sales.csv.gz", "b2b/aw_resellers.csv", "b2b/aw_products.csv")
    expected = {"Bikes": "66302381.56", "Components": "11799076.66", "Clothing": "1777840.84", "Accessories": "571297.93"}
    with Folder() as f:
        got = f.figures("report", sales, "--accounts", resellers, "--products", products)
        assert {c["name"]: c["net"]["amount"] for c in got["categories"]} == expected, got["categories"]
        margins = {c["name"]: cents(c["margin"]["amount"]) for c in got["categories"]}
        assert (margins["Bikes"], margins["Components"]) == (cents("-990699.89"), cents("1032966.48")), margins
        assert got["accounts"] == 635 and all(account["name"] for account in got["key_accounts"])
        f.kamen("import", sales)
        assert f.figures("import", "--kind", "accounts", resellers)["lines"]["changed"] == 635
        assert f.figures("import", "--kind", "products", products)["products"] == 504
        by = json.loads(f.kamen("analyze", "concentration", "--by", "category", "--json"))["list"]
        assert {row["name"]: row["net"]["amount"] for row in by} == expected, by
        f.kamen("check")


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
