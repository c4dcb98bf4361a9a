"""A file on its way in over HTTP: kept, looked at, mended, tried, imported, looked back at; profiles. test_imports.py sqlite|postgres."""

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import ADMIN, Server  # noqa: E402

KIND = sys.argv.pop(1)
SHARED = {}
BYTES = {"Content-Type": "application/octet-stream"}


def firm():
    """One server for all tests; a director's token is sent unless a test says otherwise."""
    if not SHARED:
        server = Server(KIND, start=False)
        tokens = {role: server.make_token(ADMIN if role == "admin" else server.add_user(role, password=False)) for role in ("admin", "director", "analyst", "kam")}
        server.start()
        server.token = tokens["director"]
        SHARED.update(server=server, tokens=tokens)
    return SHARED["server"]


def csv(*rows, sep=";"):
    return "\n".join(sep.join(str(cell) for cell in row) for row in rows).encode() + b"\n"


HEADER = ("Broj", "Datum", "Šifra kupca", "Kupac", "Artikal", "Količina", "Iznos bez PDV")
CERTAIN = csv(HEADER, ("F-1", "15.03.2025", "K1", "Metal d.o.o.", "Vijak", 2, "1.234,50"), ("F-2", "16.03.2025", "K2", "Čelik", "Navrtka", 3, "99,00"))


def keep(body, name="prodaja.csv"):
    answer = firm().post("/api/v1/import_files", body, BYTES, filename=name)
    assert answer.status == 201, answer
    return answer.json["id"]


def look(file, status=200, **settings):
    answer = firm().get(f"/api/v1/import_files/{file}/preview", **settings)
    assert answer.status == status, answer
    return answer.json


def follow(answer):
    assert answer.status == 202, answer
    events = firm().get(f"{answer.headers['Location']}/events").body.decode()
    return json.loads([line for line in events.splitlines() if line.startswith("data: ")][-1].removeprefix("data: "))


def bring(file, **settings):
    job = follow(firm().post("/api/v1/imports", file=file, **settings))
    assert job["state"] == "done", job
    return job["result"]


def field_of(preview, header):
    return next(column["field"] for column in preview["columns"] if column["header"] == header)


def question(preview, about):
    return next((one for one in preview["questions"] if one["about"] == about), None)


# --- files ---


def test_file__is_known_to_its_owner_only():
    server = firm()
    file = keep(CERTAIN, "../../etc/prodaja.csv")
    about = server.get(f"/api/v1/import_files/{file}").json
    assert about["name"] == "prodaja.csv" and about["bytes"] == len(CERTAIN), about
    assert file in [one["id"] for one in server.get("/api/v1/import_files").json["items"]]
    server.token = SHARED["tokens"]["analyst"]
    try:
        assert server.get("/api/v1/import_files").json["items"] == []
        assert server.get(f"/api/v1/import_files/{file}").status == 404
        assert server.get(f"/api/v1/import_files/{file}/preview").status == 404
        assert server.post("/api/v1/imports", file=file).status == 404
        assert server.delete(f"/api/v1/import_files/{file}").status == 404
        server.token = SHARED["tokens"]["kam"]
        assert server.post("/api/v1/import_files", CERTAIN, BYTES).status == 403
    finally:
        server.token = SHARED["tokens"]["director"]
    assert server.delete(f"/api/v1/import_files/{file}").status == 204
    assert server.get(f"/api/v1/import_files/{file}").status == 404
    assert not list(server.folder.rglob(f"import-{file}")), "the bytes are still there"


def test_file__that_cannot_be_read_says_why_without_a_path():
    file = keep(b"PK\x03\x04" + b"x" * 50, "kvar.xlsx")
    answer = firm().get(f"/api/v1/import_files/{file}/preview")
    assert answer.status == 422 and "kvar.xlsx" in answer.json["detail"] and "/" not in answer.json["detail"], answer
    empty = look(keep(b"\n\n", "prazno.csv"))
    assert "'prazno.csv' is empty" in empty["fault"] and empty["rows"][0]["state"] == "unread", empty
    assert firm().get("/api/v1/import_files/12/preview").status == 404
    assert firm().get("/api/v1/import_files/x/preview").status == 404


# --- previews ---


def test_preview__tells_what_was_recognised_and_reads_rows():
    preview = look(keep(CERTAIN.decode().encode("cp1250")))
    assert preview["source"]["format"] == "csv" and preview["source"]["encoding"] == "windows-1250" and preview["source"]["delimiter"] == ";", preview["source"]
    assert preview["header"] == {"first": 1, "last": 1}
    assert preview["reading"]["date_order"] == "dmy" and preview["reading"]["decimal"] == ",", preview["reading"]
    assert field_of(preview, "Šifra kupca") == "account_number" and field_of(preview, "Iznos bez PDV") == "net"
    first = preview["rows"][0]
    assert first["state"] == "taken" and first["cells"][6] == "1.234,50", first
    assert first["values"]["net"] == "1234.50" and first["values"]["date"] == "2025-03-15" and first["values"]["account_name"] == "Metal d.o.o.", first
    assert preview["counts"] == {"taken": 2, "skipped": 0, "refused": 0, "is_whole": True}
    assert preview["fault"] is None and [one["about"] for one in preview["questions"]] == ["currency"]


def test_preview__names_the_packing():
    assert look(keep(gzip.compress(CERTAIN), "prodaja.csv.gz"))["source"]["compression"] == "gzip"


def test_preview__asks_for_the_order_of_dates_and_shows_both_readings():
    file = keep(csv(HEADER, ("F-1", "03/04/2025", "K1", "Metal", "Vijak", 2, "10,00"), ("F-2", "02/05/2025", "K1", "Metal", "Vijak", 2, "20,50")))
    asked = question(look(file), "date_order")
    assert asked["blocks"] and asked["column"] == 2 and asked["example"] in ("03/04/2025", "02/05/2025"), asked
    assert [one["value"] for one in asked["answers"]] == ["dmy", "mdy"] and asked["answers"][0]["reading"].startswith("2025-0"), asked
    assert asked["assumed"] == 0, asked
    answered = look(file, date_order="mdy")
    assert question(answered, "date_order") is None and answered["rows"][0]["values"]["date"] == "2025-03-04", answered["rows"][0]
    stopped = follow(firm().post("/api/v1/imports", file=file, dry_run="true"))
    assert stopped["state"] == "failed" and "two ways" in stopped["message"], stopped


def test_preview__asks_for_the_decimal_sign():
    rows = [(f"F-{n}", f"{n}.03.2025", "K1", "Metal", "Vijak", 2, amount) for n, amount in ((13, "1.234"), (14, "2.500"), (15, "3.125"))]
    preview = look(keep(csv(HEADER, *rows)))
    asked = question(preview, "decimal")
    assert {one["value"]: one["reading"] for one in asked["answers"]} == {",": "1234.000", ".": "1.234"}, asked
    assert preview["rows"][0]["values"]["net"] == "1234.00", preview["rows"][0]
    assert look(keep(csv(HEADER, *rows)), decimal=".")["rows"][0]["values"]["net"] == "1.234000"


def test_preview__without_a_column_of_dates_still_shows_the_rows():
    file = keep(csv(("A", "Kupac", "Iznos bez PDV"), ("x", "Metal", "10,50"), ("y", "Čelik", "20,00")))
    preview = look(file)
    asked = question(preview, "column")
    assert asked["field"] == "date" and asked["answers"] == [] and asked["blocks"], asked
    assert preview["fault"] and [row["state"] for row in preview["rows"]] == ["unread", "unread"], preview
    assert preview["rows"][0]["cells"] == ["x", "Metal", "10,50"] and field_of(preview, "Kupac") == "account_name"


def test_preview__marks_cells_that_cannot_be_read():
    file = keep(csv(HEADER, ("F-1", "15.03.2025", "K1", "Metal", "Vijak", 2, "10,50"), ("F-2", "juče", "K1", "Metal", "Vijak", 2, "20,00"), ("F-3", "prekjuče", "K1", "Metal", "Vijak", 1, "5,00")))
    preview = look(file)
    bad = preview["rows"][1]
    assert bad["state"] == "refused" and bad["faults"][0]["column"] == 2 and bad["faults"][0]["value"] == "juče", bad
    assert preview["counts"]["refused"] == 2 and preview["faults"][0]["count"] == 2 and preview["faults"][0]["row"] == 3, preview["faults"]


def test_preview__takes_a_mended_mapping():
    body = csv(("Broj", "Datum", "Kupac", "Iznos bez PDV", "Drugi iznos"), ("F-1", "15.03.2025", "Metal", "10,50", "99,99"), ("F-2", "16.03.2025", "Metal", "11,50", "98,99"))
    preview = look(keep(body), map="net=5;cost=4")
    assert field_of(preview, "Drugi iznos") == "net" and field_of(preview, "Iznos bez PDV") == "cost", preview["columns"]
    assert preview["rows"][0]["values"]["net"] == "99.99" and preview["rows"][0]["values"]["cost"] == "10.50"
    wrong = firm().get(f"/api/v1/import_files/{keep(body)}/preview", date_order="later")
    assert wrong.status == 400 and "date_order" in wrong.json["detail"], wrong


def test_preview__asks_which_sheet():
    preview = look(keep(workbook({"Fakture": [HEADER, ("F-1", "15.03.2025", "K1", "Metal", "Vijak", 2, "10,50")], "Stare": [HEADER[:6] + ("Ukupno",), ("F-2", "15.03.2024", "K1", "Metal", "Vijak", 2, "10,50")]}), "knjiga.xlsx"))
    asked = question(preview, "sheet")
    assert preview["source"]["sheets"] == ["Fakture", "Stare"] and [one["value"] for one in asked["answers"]] == ["Fakture", "Stare"], asked
    assert preview["rows"][0]["values"]["document"] == "F-1", preview["rows"][0]


def test_preview__shows_customers_that_look_like_known_ones_and_charges():
    firm().post("/api/v1/accounts", {"name": "Alfa Promet d.o.o.", "number": "A-1"})
    rows = [("F-81", "15.03.2025", "A-77", "ALFA PROMET DOO", "Vijak", 2, "10,50"), ("F-81", "15.03.2025", "A-77", "ALFA PROMET DOO", "Poštarina", 1, "5,50")]
    preview = look(keep(csv(HEADER, *rows)))
    [alike] = preview["alike"]
    assert alike["type"] == "account" and alike["number"] == "A-77" and alike["like"]["number"] == "A-1" and alike["lines"] == 2, alike
    assert preview["matches"]["accounts"] == {"known": 0, "new": 0, "alike": 1}
    same = firm().post("/api/v1/outside_numbers", {"account_id": alike["like"]["id"], "system": "sales", "number": "A-77"})
    assert same.status == 201, same
    assert look(keep(csv(HEADER, *rows)))["matches"]["accounts"] == {"known": 1, "new": 0, "alike": 0}


def test_preview__of_lists_and_records():
    accounts = look(keep(csv(("Šifra", "Naziv", "Zemlja"), ("K1", "Metal", "RS"), ("", "", "RS"))), kind="accounts")
    assert field_of(accounts, "Naziv") == "account_name" and accounts["counts"]["taken"] == 1 and accounts["counts"]["refused"] == 1, accounts
    lost = look(keep(csv(("A", "B"), ("x", "y"))), kind="accounts")
    assert question(lost, "column") and lost["rows"][0]["state"] == "unread", lost
    people = look(keep(csv(("Prezime", "E-adresa"), ("Perić", "ana@firma.rs"), ("Lazić", "nije adresa"))), kind="contacts")
    assert field_of(people, "Prezime") == "family_name" and people["counts"] == {"taken": 1, "skipped": 0, "refused": 1, "is_whole": True}, people
    assert people["rows"][1]["faults"][0]["field"] == "email" and people["rows"][0]["values"]["email"] == "ana@firma.rs"
    assert any(field["name"] == "given_name" and field["sr"] for field in people["fields"])
    mapped = look(keep(csv(("Prezime", "Kontakt"), ("Perić", "ana@firma.rs"))), kind="contacts", map="email=2")
    assert field_of(mapped, "Kontakt") == "email"


# --- importing ---


def test_import__of_a_kept_file_with_settings_balances_to_the_cent():
    rows = [("B-1", "03/04/2025", "B1", "Beta", "Vijak", 2, "10,50"), ("B-1", "03/04/2025", "B1", "Beta", "Navrtka", 2, "4,25"), ("B-2", "02/05/2025", "B1", "Beta", "Vijak", 1, "7,00"), ("B-3", "nikad", "B1", "Beta", "Vijak", 1, "3,33"), ("B-4", "02/05/2025", "B1", "Beta", "Vijak", 1, "mnogo")]
    file = keep(csv(HEADER, *rows))
    tried = bring(file, date_order="dmy", currency="RSD", dry_run="true")
    assert tried["batch"] is None and tried["summary"]["balance"]["taken"] == {"rows": 3, "net": {"amount": "21.75", "currency": "RSD"}}, tried
    assert [(one["month"], one["lines"], one["net"]["amount"]) for one in tried["summary"]["months"]] == [("2025-04", 2, "14.75"), ("2025-05", 1, "7.00")]
    done = bring(file, date_order="dmy", currency="RSD")
    balance = done["summary"]["balance"]
    assert balance["refused"] == {"rows": 2, "net": {"amount": "3.33", "currency": "RSD"}} and balance["refused_unread"] == 1, balance
    assert balance["file"] == {"rows": 5, "net": {"amount": "25.08", "currency": "RSD"}}, balance
    again = bring(file, date_order="dmy", currency="RSD")
    assert again["batch"] is None and again["summary"]["balance"]["repeated"]["rows"] == 3 and again["summary"]["months"] == [], again
    corrected = keep(csv(HEADER, ("B-2", "02/05/2025", "B1", "Beta", "Vijak", 1, "8,00")))
    change = bring(corrected, date_order="dmy", currency="RSD", dry_run="true")["summary"]
    assert change["lines"]["updated_documents"] == 1, change
    assert [(one["replaced_lines"], one["replaced_net"]["amount"]) for one in change["months"]] == [(1, "7.00")], change["months"]


def test_import__needs_a_file():
    assert firm().post("/api/v1/imports").status == 400
    assert firm().post("/api/v1/import_files", b"", BYTES).status == 400
    assert firm().post("/api/v1/imports", file="17").status == 404
    assert firm().post("/api/v1/imports", CERTAIN, BYTES, decimal=";").status == 400


def test_batches__say_who_when_and_from_which_profile():
    server = firm()
    file = keep(csv(HEADER, ("G-1", "15.03.2025", "G1", "Gama", "Vijak", 2, "10,50")), "gama.csv")
    saved = server.post("/api/v1/import_profiles", {"name": "knjige", "file": file}, currency="RSD")
    assert saved.status == 201 and saved.json["reading"]["currency"] == "RSD", saved
    batch = bring(file, profile="knjige")["batch"]
    row = server.get("/api/v1/imports", limit=1).json["items"][0]
    assert row["batch"] == batch and row["imported_by"] == "director@firma.rs" and row["profile"] == "knjige", row
    assert row["undone_by"] is None and row["balance"]["taken"] == 1 and row["files"] == "gama.csv", row
    follow(server.post(f"/api/v1/imports/{batch}/undo"))
    row = server.get("/api/v1/imports", limit=1).json["items"][0]
    assert row["state"] == "undone" and row["undone_by"] == "director@firma.rs" and row["undone_at"], row


def test_batches__of_records_say_who_too():
    server = firm()
    account = server.post("/api/v1/accounts", {"name": "Omega"}, force="true").json["id"]
    batch = bring(keep(csv(("Prezime", "Kupac"), ("Perić", account))), kind="contacts")["batch"]
    assert server.get("/api/v1/imports", limit=1).json["items"][0]["imported_by"] == "director@firma.rs"
    follow(server.post(f"/api/v1/imports/{batch}/undo"))
    assert server.get("/api/v1/imports", limit=1).json["items"][0]["undone_by"] == "director@firma.rs"


# --- profiles ---


def test_profiles__are_saved_renamed_used_and_forgotten():
    server = firm()
    file = keep(csv(("N", "D", "K", "I", "Broj"), ("x", "15.03.2025", "Delta", "10,50", "D-1")))
    saved = server.post("/api/v1/import_profiles", {"name": "staro", "file": file}, map="date=2;account_name=3;net=4;document=5;cost=")
    assert saved.status == 201 and saved.json["reading"]["map"]["net"] == "I", saved
    assert look(file, profile="staro")["rows"][0]["values"]["account_name"] == "Delta"
    assert server.patch("/api/v1/import_profiles/staro", {"name": "novo ime"}).status == 204
    assert "novo ime" in [one["name"] for one in server.get("/api/v1/import_profiles").json["items"]]
    server.post("/api/v1/import_profiles", {"name": "drugo", "file": file}, map="date=2;account_name=3;net=4")
    assert server.patch("/api/v1/import_profiles/drugo", {"name": "novo ime"}).status == 409
    assert server.patch("/api/v1/import_profiles/drugo", {"name": "a/b"}).status == 400
    assert server.delete("/api/v1/import_profiles/novo%20ime").status == 204
    assert server.delete("/api/v1/import_profiles/novo%20ime").status == 404
    assert firm().get(f"/api/v1/import_files/{file}/preview", profile="novo ime").status == 404
    assert server.post("/api/v1/import_profiles", {"name": "x", "file": "9"}).status == 404


def test_profiles__of_records_are_recognised_and_remembered():
    server = firm()
    account = server.post("/api/v1/accounts", {"name": "Sigma"}, force="true").json["id"]
    page = csv(("Ko", "Gde", "Broj"), ("Perić", account, "+381 11 444 555"))
    file = keep(page)
    settings = {"kind": "contacts", "map": "family_name=Ko;account_id=Gde;phone=Broj", "language": "sr"}
    assert look(file, kind="contacts")["profiles"] == []
    saved = server.post("/api/v1/import_profiles", {"name": "imenik", "file": file}, **settings)
    assert saved.status == 201 and saved.json["kind"] == "contacts", saved
    assert saved.json["reading"]["map"] == {"family_name": "Ko", "account_id": "Gde", "phone": "Broj"}, saved
    assert saved.json["reading"]["language"] == "sr", saved
    seen = look(file, kind="contacts")
    assert seen["profiles"] == ["imenik"], seen["profiles"]
    assert look(file, kind="tasks")["profiles"] == []
    assert look(keep(csv(("Ko", "Gde"), ("Perić", account))), kind="contacts")["profiles"] == []
    assert look(file, kind="contacts", profile="imenik")["rows"][0]["values"]["phone"] == "+381 11 444 555"
    bring(file, kind="contacts", profile="imenik")
    assert server.get("/api/v1/imports", limit=1).json["items"][0]["profile"] == "imenik"
    assert server.get(f"/api/v1/import_files/{keep(page)}/preview", kind="tasks", profile="imenik").status == 400
    assert server.post("/api/v1/import_profiles", {"name": "imenik", "file": keep(page)}, kind="tasks", map="title=Ko").status == 409
    assert server.post("/api/v1/import_profiles", {"name": "y", "file": keep(page)}, kind="nothing").status == 400


def test_profiles__of_lists_are_recognised():
    server = firm()
    file = keep(csv(("Mušterija", "Ime firme"), ("K77", "Zora")))
    map = "account_number=Mušterija;account_name=Ime firme"
    saved = server.post("/api/v1/import_profiles", {"name": "lista", "file": file}, kind="accounts", map=map, header_row=1)
    assert saved.status == 201 and saved.json["reading"]["table"] == {"header_row": "1"}, saved
    assert look(file, kind="accounts")["profiles"] == ["lista"]
    assert look(file, kind="accounts", profile="lista")["rows"][0]["values"]["account_name"] == "Zora"


def workbook(sheets):
    """A small XLSX with texts in line."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        names = list(sheets)
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>')
        relations = "".join(f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(names) + 1))
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>')
        for n, name in enumerate(names, 1):
            rows = "".join(f"<row>{''.join(f'<c t=' + chr(34) + 'inlineStr' + chr(34) + f'><is><t>{cell}</t></is></c>' for cell in row)}</row>" for row in sheets[name])
            archive.writestr(f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>')
    return packed.getvalue()


def test_last__the_server_ends_in_order():
    assert firm().stop() == 0


if __name__ == "__main__":
    try:
        status = tap.run(globals())
    finally:
        if SHARED:
            SHARED["server"].close()
    sys.exit(status)
