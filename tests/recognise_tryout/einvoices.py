"""The world as e-invoices in UBL 2.1, bare or in the envelope of the Serbian system."""

from decimal import Decimal
from xml.sax.saxutils import escape

SPACES = ('xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
          'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"')
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:mfin.gov.rs:srbdt:2022"


def party(role, account):
    if account is None:
        return f"<cac:{role}><cac:Party/></cac:{role}>"
    return (f'<cac:{role}><cac:Party><cbc:EndpointID schemeID="9948">{account.tax}</cbc:EndpointID><cac:PartyName><cbc:Name>'
            f'{escape(account.name)}</cbc:Name></cac:PartyName><cac:PartyTaxScheme><cbc:CompanyID>RS{account.tax}</cbc:CompanyID>'
            f'</cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{escape(account.name)}</cbc:RegistrationName>'
            f'</cac:PartyLegalEntity></cac:Party></cac:{role}>')


def line_xml(line, tag, quantity):
    off = line.quantity * line.price - line.net
    allowance = (f'<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="RSD">{off:.2f}'
                 '</cbc:Amount></cac:AllowanceCharge>') if off else ""
    return (f'<cac:{tag}><cbc:ID>{line.position}</cbc:ID><cbc:{quantity} unitCode="H87">{line.quantity}</cbc:{quantity}>'
            f'<cbc:LineExtensionAmount currencyID="RSD">{line.net:.2f}</cbc:LineExtensionAmount>{allowance}<cac:Item><cbc:Name>'
            f'{escape(line.product[1])}</cbc:Name><cac:SellersItemIdentification><cbc:ID>{escape(line.product[0])}</cbc:ID>'
            '</cac:SellersItemIdentification><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>'
            f'</cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="RSD">{line.price}</cbc:PriceAmount>'
            f'</cac:Price></cac:{tag}>')


def document_xml(d, seller, envelope):
    credit = d.kind == "credit"
    root = "CreditNote" if credit else "Invoice"
    code = {"credit": "381", "advance": "386"}.get(d.kind, "380")
    net, tax = (sum((getattr(line, of) for line in d.lines), Decimal(0)) for of in ("net", "tax"))
    body = (f'<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {SPACES}><cbc:CustomizationID>{CUSTOMIZATION}'
            f'</cbc:CustomizationID><cbc:ID>F-{d.serial}/{d.date.year}</cbc:ID><cbc:IssueDate>{d.date}</cbc:IssueDate>'
            f'<cbc:{root}TypeCode>{code}</cbc:{root}TypeCode><cbc:DocumentCurrencyCode>RSD</cbc:DocumentCurrencyCode>'
            + party("AccountingSupplierParty", seller) + party("AccountingCustomerParty", d.account)
            + f'<cac:TaxTotal><cbc:TaxAmount currencyID="RSD">{tax:.2f}</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>'
              f'<cbc:LineExtensionAmount currencyID="RSD">{net:.2f}</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="RSD">'
              f'{net:.2f}</cbc:TaxExclusiveAmount><cbc:PayableAmount currencyID="RSD">{net + tax:.2f}</cbc:PayableAmount>'
              '</cac:LegalMonetaryTotal>'
            + "".join(line_xml(line, "CreditNoteLine" if credit else "InvoiceLine", "CreditedQuantity" if credit else "InvoicedQuantity")
                      for line in d.lines) + f"</{root}>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if not envelope:
        return (head + body).encode()
    return (f'{head}<env:DocumentEnvelope xmlns:env="urn:eFaktura:MinFinrs:envelop:schema"><env:DocumentHeader><env:SalesInvoiceId>'
            f'{d.serial}</env:SalesInvoiceId><env:DocumentId>{d.serial}</env:DocumentId><env:DocumentPdf mimeCode="application/pdf">'
            f'{"QUJD" * 300}</env:DocumentPdf></env:DocumentHeader><env:DocumentBody>{body}</env:DocumentBody>'
            '</env:DocumentEnvelope>').encode()
