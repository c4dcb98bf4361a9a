/* UBL documents for tests, from what stands inside them. */
#pragma once

#include "read_support.h"

#define TEST_UBL_SPACES                                                                                                \
    "xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\" "                          \
    "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\""
#define TEST_UBL_INVOICE "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
#define TEST_UBL_CREDIT "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"

#define TEST_UBL_CUSTOMER                                                                                              \
    "<cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID=\"9948\">100000008</cbc:EndpointID>"             \
    "<cac:PartyName><cbc:Name>Kupac</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country>"                        \
    "<cbc:IdentificationCode>RS</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme>"        \
    "<cbc:CompanyID>RS100000008</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyLegalEntity>"                            \
    "<cbc:RegistrationName>Kupac d.o.o.</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>"                     \
    "</cac:AccountingCustomerParty>"

/** An invoice with that number, of 2024-05-06 in RSD; `inside` stands behind the currency. Free with g_free(). */
char *test_ubl_invoice(const char *id, const char *inside);
/** A line with that id and net amount, 2 pieces; `more` stands at its end. */
char *test_ubl_line(const char *id, const char *net, const char *more);
/** Rows of a path without the header, shortened: only the cells that are not empty, as "name=value", separated by ", ".
 */
char *test_ubl_read(const char *path, const KamTableOptions *options);
