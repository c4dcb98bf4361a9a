"""The world as business systems export it. A function gives the rows; `features` says what the file lets one know."""

import datetime
from decimal import Decimal

from render import Money, Percent, Style

ALL = ("invoice", "credit", "draft", "cancelled", "advance")
SAID = ("invoice", "credit")
ISO = Style()
SERBIAN = Style(point=",", group=".", date="%d.%m.%Y.")


def pick(documents, kinds):
    return [d for d in documents if d.kind in kinds]


def name_of(d):
    return d.account.name if d.account else None


def number_of(d):
    return d.account.number if d.account else None


def tax_of(d):
    return d.account.tax if d.account else None


def due(d):
    return d.date + datetime.timedelta(days=30)


def odoo_number(d):
    prefix = {"credit": "RINV", "draft": None}.get(d.kind, "INV")
    return f"{prefix}/{d.date.year}/{d.serial:05d}" if prefix else "/"


ODOO_TYPE = {"credit": "out_refund"}
ODOO_STATE = {"draft": "draft", "cancelled": "cancel"}


def odoo_move(documents, headers, technical):
    """account.move with its lines: cells of the document only on its first line; refunds have positive amounts."""
    yield headers
    for d in pick(documents, ("invoice", "credit", "draft", "cancelled")):
        for i, line in enumerate(d.lines):
            kind = ODOO_TYPE.get(d.kind, "out_invoice") if technical else (
                "Customer Credit Note" if d.kind == "credit" else "Customer Invoice")
            state = ODOO_STATE.get(d.kind, "posted") if technical else {
                "draft": "Draft", "cancelled": "Cancelled"}.get(d.kind, "Posted")
            head = [f"__export__.account_move_{d.serial}", odoo_number(d), name_of(d), number_of(d), tax_of(d), d.date,
                    due(d), kind, state, Money(d.total("net") * d.sign), Money(d.total("gross") * d.sign)]
            if i > 0:
                head = [None] * len(head)
            code, label = line.product[:2]
            yield head + [code if technical else f"[{code}] {label}", label, line.quantity, line.price,
                          line.discount, Money(line.net), Money(line.gross)]


ODOO_LABELS = ["External ID", "Number", "Partner", "Partner/Reference", "Partner/Tax ID", "Invoice/Bill Date", "Due Date",
               "Type", "Status", "Untaxed Amount", "Total", "Invoice lines/Product", "Invoice lines/Label",
               "Invoice lines/Quantity", "Invoice lines/Unit Price", "Invoice lines/Discount (%)",
               "Invoice lines/Subtotal", "Invoice lines/Total"]
ODOO_TECHNICAL = ["id", "name", "partner_id/name", "partner_id/ref", "partner_id/vat", "invoice_date", "invoice_date_due",
                  "move_type", "state", "amount_untaxed", "amount_total", "invoice_line_ids/product_id/default_code",
                  "invoice_line_ids/name", "invoice_line_ids/quantity", "invoice_line_ids/price_unit",
                  "invoice_line_ids/discount", "invoice_line_ids/price_subtotal", "invoice_line_ids/price_total"]


def odoo_move_line(documents, technical):
    """account.move.line: the postings of each document, of which only product lines are sales."""
    yield (["id", "move_id/name", "date", "invoice_date", "partner_id/name", "partner_id/ref", "account_id", "name",
            "product_id/default_code", "quantity", "price_unit", "discount", "price_subtotal", "price_total", "debit",
            "credit", "balance", "move_id/move_type", "parent_state", "display_type"] if technical else
           ["External ID", "Number", "Date", "Invoice/Bill Date", "Partner", "Partner/Reference", "Account", "Label",
            "Product", "Quantity", "Unit Price", "Discount (%)", "Subtotal", "Total", "Debit", "Credit", "Balance",
            "Type", "Status", "Display Type"])
    for d in pick(documents, ("invoice", "credit", "draft", "cancelled")):
        kind = ODOO_TYPE.get(d.kind, "out_invoice")
        state = ODOO_STATE.get(d.kind, "posted")
        head = [f"x.{d.serial}", odoo_number(d), d.date, d.date, name_of(d), number_of(d)]
        tail = [kind, state]
        for line in d.lines:
            code, label = line.product[:2]
            out = line.net * d.sign
            yield head + ["400000 Product Sales", label, code if technical else f"[{code}] {label}", line.quantity,
                          line.price, line.discount, Money(line.net), Money(line.gross), Money(max(-out, 0)),
                          Money(max(out, 0)), Money(-out)] + tail + ["product"]
        tax = d.total("tax")
        yield head + ["470000 VAT", "20%", None, Decimal(0), Money(0), Money(0), Money(0), Money(0), Money(max(-tax, 0)),
                      Money(max(tax, 0)), Money(-tax)] + tail + ["tax"]
        gross = d.total("gross")
        yield head + ["200000 Receivable", None, None, Decimal(0), Money(0), Money(0), Money(0), Money(0),
                      Money(max(gross, 0)), Money(max(-gross, 0)), Money(gross)] + tail + ["payment_term"]


def erpnext(documents, labels):
    yield (["ID", "Customer", "Customer Name", "Tax Id", "Date", "Is Return", "Status", "Docstatus", "Currency", "Net Total",
            "Grand Total", "Item (Items)", "Item Name (Items)", "Item Group (Items)", "Quantity (Items)", "UOM (Items)",
            "Price List Rate (Items)", "Rate (Items)", "Amount (Items)", "Net Amount (Items)", "Incoming Rate (Items)"]
           if labels else
           ["name", "customer", "customer_name", "tax_id", "posting_date", "is_return", "status", "docstatus", "currency",
            "net_total", "grand_total", "item_code", "item_name", "item_group", "qty", "uom", "price_list_rate", "rate",
            "amount", "net_amount", "incoming_rate"])
    for d in pick(documents, ("invoice", "credit", "draft", "cancelled")):
        status = {"draft": "Draft", "cancelled": "Cancelled", "credit": "Return"}.get(d.kind, "Paid")
        docstatus = {"draft": "0", "cancelled": "2"}.get(d.kind, "1")
        for i, line in enumerate(d.lines):
            rate = line.price * (100 - line.discount) / 100
            head = [f"ACC-SINV-{d.date.year}-{d.serial:05d}", number_of(d), name_of(d), tax_of(d), d.date,
                    "1" if d.kind == "credit" else "0", status, docstatus, "EUR", Money(d.total("net")),
                    Money(d.total("gross"))]
            if i > 0 and labels:
                head = [None] * len(head)
            yield head + [line.product[0], line.product[1], line.product[3], line.quantity * d.sign, line.product[2],
                          line.price, rate, Money(line.net * d.sign), Money(line.net * d.sign), line.unit_cost]


DOLIBARR = {
    "en": (["Company Id", "Company name", "Customer Code", "Country code", "VAT ID", "Invoice id", "Invoice ref.", "Type",
            "Invoice creation date", "Invoice date", "Due date", "Total (excl. tax)", "Total (inc. tax)", "Total tax",
            "Paid completely", "Invoice status", "Id line", "LineDescription", "LineUnitPrice", "LineQty", "LineVATRate",
            "LineTotalHT", "LineTotalVAT", "LineTotalTTC", "Buying price", "Product ref.", "Product label"],
           ["Standard invoice", "Credit note invoice", "Deposit invoice"], ["Draft", "Validated", "Abandoned"]),
    "fr": (["Id société", "Raison sociale", "Code client", "Code pays", "Numéro de TVA", "Id facture", "Réf. facture",
            "Type", "Date création facture", "Date facturation", "Date échéance", "Montant HT", "Montant TTC", "Montant TVA",
            "Facture payée", "Statut facture", "Identifiant de ligne", "Description de ligne", "Prix unitaire de la ligne",
            "Quantité pour la ligne", "Taux de TVA de la ligne", "Montant HT de la ligne", "Montant TVA de la ligne",
            "Montant TTC de la ligne", "Prix d'achat", "Réf. produit", "Libellé produit"],
           ["Facture standard", "Facture avoir", "Facture d'acompte"], ["Brouillon (à valider)", "Validée (à payer)",
                                                                       "Abandonnée"]),
    "codes": (None, ["0", "2", "3"], ["0", "1", "3"]),
}


def dolibarr(documents, language):
    headers, types, states = DOLIBARR[language]
    yield headers or DOLIBARR["en"][0]
    line_id = 0
    for d in pick(documents, ALL):
        kind = types[{"credit": 1, "advance": 2}.get(d.kind, 0)]
        state = states[{"draft": 0, "cancelled": 2}.get(d.kind, 1)]
        ref = f"(PROV{d.serial})" if d.kind == "draft" else f"{'AV' if d.kind == 'credit' else 'FA'}2401-{d.serial:04d}"
        for line in d.lines:
            line_id += 1
            net = line.price * (100 - line.discount) / 100
            yield [f"{d.serial % 7}", name_of(d), number_of(d), "RS", tax_of(d), f"{d.serial}", ref, kind, d.date, d.date,
                   due(d), Money(d.total("net")), Money(d.total("gross")), Money(d.total("tax")), "0", state, f"{line_id}",
                   line.product[1], Money(net * d.sign), line.quantity, Money(20), Money(line.net * d.sign),
                   Money(line.tax * d.sign), Money(line.gross * d.sign), Money(line.unit_cost), line.product[0],
                   line.product[1]]


def business_central_lines(documents):
    yield ["Document Type", "Document No.", "Line No.", "Posting Date", "Sell-to Customer No.", "Sell-to Customer Name",
           "Type", "No.", "Description", "Unit of Measure Code", "Quantity", "Unit Price", "Unit Cost (LCY)",
           "Line Discount %", "Line Discount Amount", "Amount", "Amount Including VAT"]
    for d in pick(documents, SAID):
        head = ["Credit Memo" if d.kind == "credit" else "Invoice", f"PSI{d.serial:06d}"]
        for line in d.lines:
            yield head + [f"{line.position * 10000}", d.date, number_of(d), name_of(d), "Item", line.product[0],
                          line.product[1], line.product[2], line.quantity, line.price, line.unit_cost, line.discount,
                          Money(line.quantity * line.price - line.net), Money(line.net), Money(line.gross)]
        yield head + [f"{len(d.lines) * 10000 + 10000}", d.date, number_of(d), name_of(d), None, None, "Thank you", None,
                      Decimal(0), Money(0), Money(0), Decimal(0), Money(0), Money(0), Money(0)]


def business_central_value_entries(documents, sign):
    """Quantities and costs of sales carry a minus; purchases and adjustments stand among the sales."""
    yield ["Entry No.", "Posting Date", "Item Ledger Entry Type", "Entry Type", "Document Type", "Document No.", "Item No.",
           "Description", "Source No.", "Source Description", "Valued Quantity", "Invoiced Quantity",
           "Sales Amount (Actual)", "Cost Amount (Actual)", "Cost per Unit", "Salespers./Purch. Code"]
    entry = 0
    for d in pick(documents, SAID):
        for line in d.lines:
            entry += 1
            yield [f"{entry}", d.date, "Sale", "Direct Cost",
                   "Sales Credit Memo" if d.kind == "credit" else "Sales Invoice", f"PSI{d.serial:06d}", line.product[0],
                   line.product[1], number_of(d), name_of(d), line.quantity * d.sign * sign, line.quantity * d.sign * sign,
                   Money(line.net * d.sign), Money(line.quantity * line.unit_cost * d.sign * sign), line.unit_cost, "ZP"]
        if d.serial % 4 == 0:
            entry += 1
            yield [f"{entry}", d.date, "Purchase", "Direct Cost", "Purchase Invoice", f"PPI{d.serial:06d}", "A-100",
                   "Hammer", "V0001", "Supplier", Decimal(100), Decimal(100), Money(0), Money(500), Money(5), None]


def sap_dtw(documents):
    yield ["ParentKey", "LineNum", "ItemCode", "ItemDescription", "Quantity", "ShipDate", "Price", "PriceAfterVAT", "Currency",
           "Rate", "DiscountPercent", "LineTotal", "UnitPrice", "DocDate", "CardCode", "CardName", "Cancelled"]
    yield ["DocNum", "LineNum", "ItemCode", "Dscription", "Quantity", "ShipDate", "Price", "PriceAfVAT", "Currency", "Rate",
           "DiscPrcnt", "LineTotal", "PriceBefDi", "DocDate", "CardCode", "CardName", "CANCELED"]
    for d in pick(documents, ("invoice", "cancelled")):
        for line in d.lines:
            price = line.price * (100 - line.discount) / 100
            yield [f"{d.serial}", f"{line.position - 1}", line.product[0], line.product[1], line.quantity, due(d), price,
                   price * Decimal("1.2"), "RSD", Decimal(1), line.discount, Money(line.net), line.price, d.date,
                   number_of(d), name_of(d), "Y" if d.kind == "cancelled" else "N"]


def sap_join(documents):
    """OINV and INV1 joined, with ORIN and RIN1 below each other; a cancelled invoice comes with its cancellation."""
    yield ["ObjType", "DocEntry", "DocNum", "CANCELED", "DocDate", "TaxDate", "CardCode", "CardName", "LicTradNum",
           "DocTotal", "VatSum", "LineNum", "ItemCode", "Dscription", "Quantity", "Price", "DiscPrcnt", "LineTotal",
           "StockPrice", "DocCur", "SlpName"]
    for d in pick(documents, ("invoice", "credit", "cancelled")):
        for canceled in ("Y", "C") if d.kind == "cancelled" else ("N",):
            for line in d.lines:
                yield ["14" if d.kind == "credit" else "13", f"{d.serial + 900}", f"{d.serial + (5000 if canceled == 'C' else 0)}",
                       canceled, d.date, d.date, number_of(d), name_of(d), tax_of(d), Money(d.total("gross") * d.sign),
                       Money(line.tax), f"{line.position - 1}", line.product[0], line.product[1], line.quantity,
                       line.price * (100 - line.discount) / 100, line.discount, Money(line.net), line.unit_cost, "RSD",
                       d.seller]


def quickbooks(documents, newer):
    """Title rows, each customer's name alone, its lines, its total; signs of credits are written."""
    yield ["Kamen Trial Company"] + [None] * 9
    yield ["Sales by Customer Detail"] + [None] * 9
    yield ["January 2024 - December 2025"] + [None] * 9
    yield [None] * 10
    yield [None] + (["Transaction date", "Transaction type", "Num", "Product/Service full name", "Description", "Quantity",
                     "Sales price", "Amount", "Balance"] if newer else
                    ["Date", "Transaction Type", "Num", "Product/Service", "Memo/Description", "Qty", "Sales Price",
                     "Amount", "Balance"])
    groups = {}
    for d in pick(documents, SAID):
        groups.setdefault(name_of(d), []).append(d)
    groups.pop(None, None)
    total = Decimal(0)
    for name in sorted(groups):
        yield [name] + [None] * 9
        balance = Decimal(0)
        for d in groups[name]:
            for line in d.lines:
                price = line.price * (100 - line.discount) / 100
                balance += line.net * d.sign
                yield [None, d.date, "Credit Memo" if d.kind == "credit" else "Invoice", f"{1000 + d.serial}",
                       line.product[1], f"{line.product[1]} {line.product[2]}", line.quantity * d.sign, price,
                       Money(line.net * d.sign), Money(balance)]
        total += balance
        yield [f"Total for {name}"] + [None] * 5 + [None, None, Money(balance), None]
    yield ["TOTAL"] + [None] * 7 + [Money(total), None]
    yield [None] * 10
    yield ["Accrual basis Monday, 05 January 2026 10:12 AM GMT+01:00"] + [None] * 9


def xero(documents):
    yield ["ContactName", "EmailAddress", "POCity", "InvoiceNumber", "Reference", "InvoiceDate", "DueDate", "Total", "TaxTotal",
           "InvoiceAmountPaid", "InvoiceAmountDue", "InventoryItemCode", "Description", "Quantity", "UnitAmount", "Discount",
           "LineAmount", "AccountCode", "TaxType", "TaxAmount", "Currency", "Type", "Sent", "Status"]
    for d in pick(documents, ("invoice", "credit", "draft", "cancelled")):
        for line in d.lines:
            yield [name_of(d), "a@b.example", "Niš", f"{'CN' if d.kind == 'credit' else 'INV'}-{d.serial:04d}", None, d.date,
                   due(d), Money(d.total("gross")), Money(d.total("tax")), Money(0), Money(d.total("gross")),
                   line.product[0], line.product[1], line.quantity, line.price * d.sign, line.discount,
                   Money(line.net * d.sign), "200", "20% (VAT on Income)", Money(line.tax * d.sign), "GBP",
                   "Sales credit note" if d.kind == "credit" else "Sales invoice", "Sent",
                   {"draft": "Draft", "cancelled": "Voided"}.get(d.kind, "Paid")]


def zoho(documents):
    yield ["Invoice Date", "Invoice ID", "Invoice Number", "Invoice Status", "Customer ID", "Customer Name", "Due Date",
           "Currency Code", "Exchange Rate", "Item Name", "Product ID", "SKU", "Item Desc", "Quantity", "Usage unit",
           "Item Price", "Discount", "Discount Amount", "Item Total", "SubTotal", "Total", "Balance"]
    for d in pick(documents, ("invoice", "draft", "cancelled")):
        for line in d.lines:
            off = line.quantity * line.price - line.net
            yield [d.date, f"{90000000 + d.serial}", f"INV-{d.serial:06d}",
                   {"draft": "Draft", "cancelled": "Void"}.get(d.kind, "Closed"), number_of(d), name_of(d), due(d), "EUR",
                   Money(1), line.product[1], f"{sum(map(ord, line.product[0])) + 80000}", line.product[0], line.product[1],
                   line.quantity, line.product[2], line.price, line.discount, Money(off), Money(line.net),
                   Money(d.total("net")), Money(d.total("gross")), Money(0)]


def suitecrm(documents):
    """A report over invoices and their lines: duplicate headers, guards, currency signs, document totals repeated."""
    yield ["Title", "ID", "Invoice Number", "Account", "Total", "Grand Total", "Grand Total", "Invoice Date", "Due Date",
           "Status", "Part Number", "Product", "Quantity", "List", "Discount", "Sale Price", "VAT Amount", "Total Price",
           "Created By", "Created By", "Phone"]
    for d in pick(documents, ("invoice", "credit", "cancelled")):
        for line in d.lines:
            price = line.price * (100 - line.discount) / 100
            yield [f"Order {d.serial}", f"8f-{d.serial:04x}", f"{d.serial}", name_of(d), Money(d.total("net")),
                   Money(d.total("gross")), Money(d.total("gross")), d.date, due(d),
                   "Cancelled" if d.kind == "cancelled" else "Paid", line.product[0], line.product[1], line.quantity * d.sign,
                   Money(line.price), Money(line.price - price), Money(price), Money(line.tax * d.sign),
                   Money(line.net * d.sign), "admin", "Administrator", "'+38111222333"]


def espocrm(documents):
    yield ["id", "name", "invoiceNumber", "invoiceDate", "accountId", "accountName", "productId", "productName", "quantity",
           "unitPrice", "unitPriceCurrency", "amount", "amountCurrency", "amountConverted", "status", "createdAt",
           "modifiedAt", "assignedUserName"]
    for d in pick(documents, ("invoice", "credit", "draft")):
        for line in d.lines:
            price = line.price * (100 - line.discount) / 100
            yield [f"65a{d.serial:04x}{line.position:x}", f"Line {line.position}", f"F-{d.serial}", d.date, number_of(d), name_of(d),
                   line.product[0], line.product[1], line.quantity * d.sign, price, "EUR", Money(line.net * d.sign), "EUR",
                   Money(line.net * d.sign * 117), "Draft" if d.kind == "draft" else "Issued",
                   d.date.isoformat() + " 10:11:12", d.date.isoformat() + " 10:11:12", d.seller]


def minimax(documents):
    yield ["Šifra stranke", "Naziv stranke", "ID za DDV", "Vrsta računa", "Številka računa", "Datum izdaje", "Rok plačila",
           "Šifra artikla", "Naziv artikla", "EM", "Količina", "Cena", "Popust %", "Vrednost brez DDV", "DDV", "Vrednost z DDV"]
    for d in pick(documents, SAID):
        for line in d.lines:
            yield [number_of(d), name_of(d), tax_of(d), "Dobropis" if d.kind == "credit" else "Račun", f"{d.date.year}-{d.serial}",
                   d.date, due(d), line.product[0], line.product[1], line.product[2], line.quantity * d.sign, line.price,
                   line.discount, Money(line.net * d.sign), Money(line.tax * d.sign), Money(line.gross * d.sign)]


def shop(documents, second):
    """Online Retail I and II: credits by a letter in front and a negative quantity; price after discount."""
    yield (["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country"] if second else
           ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"])
    for d in pick(documents, SAID):
        when = datetime.datetime(d.date.year, d.date.month, d.date.day, 12, d.serial % 60)
        for line in d.lines:
            yield [f"{'C' if d.kind == 'credit' else ''}{480000 + d.serial}", line.product[0], line.product[1],
                   line.quantity * d.sign, when, line.price * (100 - line.discount) / 100,
                   f"{12000 + int(number_of(d)[1:])}" if d.account else None, "United Kingdom"]


def minimal(documents, headers):
    yield headers
    for d in pick(documents, SAID):
        for line in d.lines:
            yield [d.date, name_of(d), Money(line.net * d.sign)]
