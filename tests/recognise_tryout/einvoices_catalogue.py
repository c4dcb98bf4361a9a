"""E-invoices as a folder, folders in folders, a zip, one file; bare, enveloped, mixed; with files that are none beside them."""

import io
import os
import zipfile
from check import Case
from einvoices import document_xml
from systems import pick
from world import Account, make_world

ALL = [d for d in make_world(5, 60) if d.kind not in ("draft", "cancelled")]
SAID = pick(ALL, ("invoice", "credit"))
SELLER = Account("", "Prodavac d.o.o.", "101010101", "RS")
LACKS = frozenset(("cost", "account_number"))


def texts(documents, envelope):
    return {f"{d.date:%Y-%m}/faktura_{d.serial}.xml": document_xml(d, SELLER, envelope(d)) for d in documents}


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def everything():
    for name, envelope in (("bare", lambda d: False), ("enveloped", lambda d: True), ("mixed", lambda d: d.serial % 2 == 0)):
        files = texts(ALL, envelope)
        yield Case(f"ubl_zip_{name}", f"ubl_{name}.zip", packed(files), SAID, lacks=LACKS)
        yield Case(f"ubl_folder_{name}", f"ubl_folder_{name}{os.sep}", None, SAID, lacks=LACKS, files=files)
    beside = dict(texts(ALL, lambda d: True), **{"readme.txt": b"hello", "2024-01/scan.pdf": b"%PDF-1.4\n", ".DS_Store": b"\0\0"})
    yield Case("ubl_folder_with_others", f"ubl_others{os.sep}", None, SAID, lacks=LACKS, files=beside)
    yield Case("ubl_zip_with_others", "ubl_others.zip", packed(beside), SAID, lacks=LACKS)
    one = [d for d in SAID if d.kind == "invoice" and d.account][:1]
    yield Case("ubl_one", "one.xml", document_xml(one[0], SELLER, False), one, lacks=LACKS)
    yield Case("ubl_one_enveloped", "one_enveloped.xml", document_xml(one[0], SELLER, True), one, lacks=LACKS)
