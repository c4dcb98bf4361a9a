"""The same lines under headers in several languages: one table of fields, many words for them."""

from decimal import Decimal

from render import Money, Percent
from systems import SAID, due, name_of, number_of, pick, tax_of

FIELDS = {
    "document": lambda d, line: f"{d.date.year % 100}-300-{d.serial:06d}",
    "position": lambda d, line: f"{line.position}",
    "kind": lambda d, line: None,
    "date": lambda d, line: d.date,
    "due": lambda d, line: due(d),
    "account_number": lambda d, line: number_of(d),
    "account_name": lambda d, line: name_of(d),
    "tax_number": lambda d, line: tax_of(d),
    "city": lambda d, line: "Niš" if d.account else None,
    "product_number": lambda d, line: line.product[0],
    "product_name": lambda d, line: line.product[1],
    "category": lambda d, line: line.product[3],
    "unit": lambda d, line: line.product[2],
    "quantity": lambda d, line: line.quantity * d.sign,
    "price": lambda d, line: Money(line.price),
    "price_after": lambda d, line: Money(line.price * (100 - line.discount) / 100),
    "price_gross": lambda d, line: Money(line.price * Decimal("1.2")),
    "discount_percent": lambda d, line: Percent(line.discount),
    "discount": lambda d, line: Money((line.quantity * line.price - line.net) * d.sign),
    "net": lambda d, line: Money(line.net * d.sign),
    "tax_percent": lambda d, line: Decimal(20),
    "tax": lambda d, line: Money(line.tax * d.sign),
    "gross": lambda d, line: Money(line.gross * d.sign),
    "unit_cost": lambda d, line: Money(line.unit_cost),
    "cost": lambda d, line: Money(line.quantity * line.unit_cost * d.sign),
    "margin": lambda d, line: Money((line.net - line.quantity * line.unit_cost) * d.sign),
    "document_net": lambda d, line: Money(d.total("net")),
    "document_gross": lambda d, line: Money(d.total("gross")),
    "paid": lambda d, line: Money(d.total("gross")),
    "freight": lambda d, line: Money(Decimal(d.serial % 5)),
    "currency": lambda d, line: "RSD",
    "seller": lambda d, line: d.seller,
    "country": lambda d, line: "Srbija",
    "year": lambda d, line: f"{d.date.year}",
    "month": lambda d, line: f"{d.date.month}",
}

WORDS = {
    "sr": {"document": "Broj računa", "position": "R.br.", "date": "Datum računa", "due": "Datum valute", "account_number": "Šifra kupca",
           "account_name": "Naziv kupca", "tax_number": "PIB", "city": "Mesto", "product_number": "Šifra artikla",
           "product_name": "Naziv artikla", "category": "Grupa artikala", "unit": "JM", "quantity": "Količina", "price": "Cena",
           "price_after": "Neto cena", "price_gross": "Cena sa PDV-om", "discount_percent": "Rabat %", "discount": "Iznos rabata",
           "net": "Iznos bez PDV-a", "tax_percent": "Stopa PDV", "tax": "Iznos PDV-a", "gross": "Iznos sa PDV-om",
           "unit_cost": "Nabavna cena", "cost": "Nabavna vrednost", "margin": "RUC", "document_net": "Ukupno račun bez PDV",
           "document_gross": "Ukupno račun", "paid": "Plaćeno", "freight": "Prevoz", "currency": "Valuta", "seller": "Komercijalista",
           "country": "Država", "year": "Godina", "month": "Mesec"},
    "hr": {"document": "Broj računa", "position": "Redni broj", "date": "Datum računa", "due": "Datum dospijeća",
           "account_number": "Šifra kupca", "account_name": "Naziv kupca", "tax_number": "OIB", "city": "Mjesto",
           "product_number": "Šifra artikla", "product_name": "Naziv artikla", "category": "Grupa artikala", "unit": "Jedinica mjere",
           "quantity": "Količina", "price": "Cijena", "price_after": "Neto cijena", "price_gross": "Cijena s PDV-om",
           "discount_percent": "Rabat %", "discount": "Iznos popusta", "net": "Vrijednost bez PDV-a", "tax_percent": "Stopa PDV-a",
           "tax": "Iznos PDV-a", "gross": "Vrijednost s PDV-om", "unit_cost": "Nabavna cijena", "cost": "Nabavna vrijednost",
           "margin": "RUC", "document_net": "Ukupno račun bez PDV-a", "document_gross": "Ukupno račun", "paid": "Plaćeno",
           "freight": "Prijevoz", "currency": "Valuta", "seller": "Komercijalist", "country": "Država", "year": "Godina",
           "month": "Mjesec"},
    "en": {"document": "Invoice No.", "position": "Line No.", "date": "Invoice Date", "due": "Due Date", "account_number": "Customer No.",
           "account_name": "Customer Name", "tax_number": "VAT No.", "city": "City", "product_number": "Item No.",
           "product_name": "Item Description", "category": "Product Category", "unit": "Unit", "quantity": "Quantity",
           "price": "Unit Price", "price_after": "Net Price", "price_gross": "Unit Price incl. VAT", "discount_percent": "Discount %",
           "discount": "Discount Amount", "net": "Net Amount", "tax_percent": "VAT %", "tax": "VAT Amount",
           "gross": "Amount incl. VAT", "unit_cost": "Unit Cost", "cost": "Cost Amount", "margin": "Margin",
           "document_net": "Invoice Net Total", "document_gross": "Invoice Total", "paid": "Amount Paid", "freight": "Freight",
           "currency": "Currency", "seller": "Salesperson", "country": "Country", "year": "Year", "month": "Month"},
    "de": {"document": "Rechnungsnummer", "position": "Pos.", "date": "Rechnungsdatum", "due": "Fälligkeitsdatum",
           "account_number": "Kundennummer", "account_name": "Kundenname", "tax_number": "USt-IdNr.", "city": "Ort",
           "product_number": "Artikelnummer", "product_name": "Artikelbezeichnung", "category": "Warengruppe", "unit": "Einheit",
           "quantity": "Menge", "price": "Einzelpreis", "price_after": "Nettopreis", "price_gross": "Bruttopreis",
           "discount_percent": "Rabatt %", "discount": "Rabattbetrag", "net": "Nettobetrag", "tax_percent": "MwSt-Satz",
           "tax": "MwSt-Betrag", "gross": "Bruttobetrag", "unit_cost": "Einstandspreis", "cost": "Wareneinsatz", "margin": "Rohertrag",
           "document_net": "Rechnungssumme netto", "document_gross": "Rechnungssumme brutto", "paid": "Bezahlt", "freight": "Fracht",
           "currency": "Währung", "seller": "Vertreter", "country": "Land", "year": "Jahr", "month": "Monat"},
    "fr": {"document": "N° facture", "position": "Ligne", "date": "Date facture", "due": "Date d'échéance", "account_number": "Code client",
           "account_name": "Nom client", "tax_number": "N° TVA", "city": "Ville", "product_number": "Code article",
           "product_name": "Désignation", "category": "Famille", "unit": "Unité", "quantity": "Quantité", "price": "Prix unitaire HT",
           "price_after": "Prix net HT", "price_gross": "Prix unitaire TTC", "discount_percent": "Remise %", "discount": "Montant remise",
           "net": "Montant HT", "tax_percent": "Taux TVA", "tax": "Montant TVA", "gross": "Montant TTC", "unit_cost": "Prix d'achat",
           "cost": "Coût total", "margin": "Marge", "document_net": "Total facture HT", "document_gross": "Total facture TTC",
           "paid": "Montant payé", "freight": "Frais de port", "currency": "Devise", "seller": "Vendeur", "country": "Pays",
           "year": "Année", "month": "Mois"},
}

CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))
PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}


def to_cyrillic(text):
    out, i = "", 0
    while i < len(text):
        two, one = text[i:i + 2].lower(), text[i].lower()
        new = PAIRS.get(two) or CYRILLIC.get(one, text[i])
        out += new.upper() if text[i].isupper() else new
        i += 2 if two in PAIRS else 1
    return out


def bare(text):
    return text.translate(str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD"))


MANY = ["document", "date", "due", "account_number", "account_name", "tax_number", "product_number", "product_name", "unit",
        "quantity", "price", "discount_percent", "net", "tax_percent", "tax", "gross", "unit_cost", "currency", "seller"]
PANTHEON = ["document", "date", "account_number", "account_name", "product_number", "product_name", "unit", "quantity", "price",
            "discount_percent", "cost", "net", "tax", "gross", "margin", "seller"]


def plain(documents, language, fields, header=lambda text: text, sums=False):
    """Lines under the words of a language. `sums` adds the totals that reports write below."""
    words = WORDS[language]
    yield [header(words.get(field, field)) for field in fields]
    totals = {field: Decimal(0) for field in ("net", "tax", "gross", "cost", "margin") if field in fields}
    for d in pick(documents, SAID):
        for line in d.lines:
            row = {field: FIELDS[field](d, line) for field in fields}
            for field in totals:
                totals[field] += row[field]
            yield list(row.values())
    if sums:
        word = {"sr": "Ukupno:", "hr": "Sveukupno", "en": "Grand Total", "de": "Gesamtsumme", "fr": "Total général"}[language]
        yield [word] + [Money(totals[field]) if field in totals else None for field in fields[1:]]
