/* UBL documents as tables. */
#include <malloc.h>
#include <string.h>
#include <zip.h>
#include <zlib.h>

#include "sales/read/ubl_number.h"
#include "ubl_support.h"

#define ITEM                                                                                                           \
    "<cac:Item><cbc:Name>Zavrtanj</cbc:Name><cac:SellersItemIdentification><cbc:ID>Z-8</cbc:ID>"                       \
    "</cac:SellersItemIdentification></cac:Item>"

static char *
read_invoice(const char *inside)
{
    g_autofree char *text = test_ubl_invoice("F-1", inside);
    g_autofree char *path = test_file("f.xml", text, -1);

    return test_ubl_read(path, NULL);
}

static void
test_table__header_has_the_names_of_fields(void)
{
    g_autofree char *line = test_ubl_line("1", "10", "");
    g_autofree char *text = test_ubl_invoice("F-1", line);
    g_autofree char *path = test_file("f.xml", text, -1);
    g_autofree char *rows = test_rows(kam_ubl_table_open(path, NULL, NULL));

    g_assert_true(
        g_str_has_prefix(rows, "1:document|position|kind|status|date|account_number|account_name|tax_number|country|"
                               "ship_to|product_number|product_name|category|unit|quantity|price|net|tax_percent|"
                               "discount|currency|seller|source_file\n2:F-1|1|invoice||@2024-05-06|"));
}

static void
test_line__all_its_fields(void)
{
    g_autofree char *line = test_ubl_line(
        "7", "170.00",
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount>40.50</cbc:Amount>"
        "</cac:AllowanceCharge><cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:Amount>10</cbc:Amount>"
        "</cac:AllowanceCharge><cac:AllowanceCharge><cbc:Amount>0.5</cbc:Amount></cac:AllowanceCharge>"
        "<cac:Item><cbc:Description>not this</cbc:Description><cbc:Name> Zavrtanj &amp; navrtka </cbc:Name>"
        "<cac:SellersItemIdentification><cbc:ID>Z-8</cbc:ID></cac:SellersItemIdentification><cac:StandardItemIdentification>"
        "<cbc:ID>860001</cbc:ID></cac:StandardItemIdentification><cac:CommodityClassification><cbc:ItemClassificationCode>"
        "7318</cbc:ItemClassificationCode></cac:CommodityClassification><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>"
        "<cbc:Percent>20.00</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>"
        "<cac:Price><cbc:PriceAmount>12345.6</cbc:PriceAmount><cbc:BaseQuantity>1000</cbc:BaseQuantity></cac:Price>");
    g_autofree char *inside = g_strconcat(
        "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", TEST_UBL_CUSTOMER,
        "<cac:Delivery><cbc:ActualDeliveryDate>2024-05-01</cbc:ActualDeliveryDate><cac:DeliveryLocation><cbc:Name>Magacin 2"
        "</cbc:Name><cac:Address><cbc:StreetName>Ulica 3</cbc:StreetName><cbc:CityName>Niš</cbc:CityName></cac:Address>"
        "</cac:DeliveryLocation></cac:Delivery>",
        line, NULL);
    g_autofree char *rows = read_invoice(inside);

    g_assert_cmpstr(
        rows, ==,
        "document=F-1, position=7, kind=invoice, date=2024-05-06, account_name=Kupac d.o.o., tax_number=100000008, "
        "country=RS, ship_to=Magacin 2, Ulica 3, Niš, product_number=Z-8, product_name=Zavrtanj & navrtka, "
        "category=7318, unit=H87, quantity=2, price=12.3456, net=170, tax_percent=20, discount=31, currency=RSD, "
        "source_file=f.xml\n");
}

static void
test_line__price_that_has_no_end_is_left_out(void)
{
    g_autofree char *line = test_ubl_line("1", "20",
                                          "<cac:Price><cbc:PriceAmount>10</cbc:PriceAmount><cbc:BaseQuantity>3"
                                          "</cbc:BaseQuantity></cac:Price>");
    g_autofree char *rows = read_invoice(line);

    g_assert_null(strstr(rows, "price="));
    g_assert_nonnull(strstr(rows, "net=20"));
}

static void
test_kind__by_type_code_and_root(void)
{
    static const char *const cases[][2] = { { "380", "kind=invoice," },
                                            { "381", "kind=credit," },
                                            { "383", "kind=debit," },
                                            { "386", "kind=advance," },
                                            { "384", "kind=invoice," } };
    g_autofree char *line = test_ubl_line("1", "5", "");
    g_autofree char *credit = g_strdup(
        "<c:CreditNote xmlns:c=\"" TEST_UBL_CREDIT "\" xmlns:a=\"urn:oasis:names:specification:ubl:schema:xsd:"
        "CommonAggregateComponents-2\" xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">"
        "<ID>K-1</ID><IssueDate>2024-05-06Z</IssueDate><a:CreditNoteLine><ID>1</ID><CreditedQuantity unitCode=\"KGM\">3"
        "</CreditedQuantity><LineExtensionAmount currencyID=\"EUR\">7.5</LineExtensionAmount></a:CreditNoteLine>"
        "</c:CreditNote>");
    g_autofree char *path = test_file("k.xml", credit, -1);
    g_autofree char *credit_rows = test_ubl_read(path, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *inside = g_strdup_printf("<cbc:InvoiceTypeCode>%s</cbc:InvoiceTypeCode>%s", cases[i][0], line);
        g_autofree char *rows = read_invoice(inside);

        g_assert_nonnull(strstr(rows, cases[i][1]));
    }
    g_assert_cmpstr(
        credit_rows, ==,
        "document=K-1, position=1, kind=credit, date=2024-05-06, unit=KGM, quantity=3, net=7.5, currency=EUR, "
        "source_file=k.xml\n");
}

static void
test_account__number_and_tax_number(void)
{
    static const struct {
        const char *party;
        const char *expected;
        const char *unexpected;
    } cases[] = {
        { "<cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>K-77</cbc:SupplierAssignedAccountID>"
          "</cac:AccountingCustomerParty>",
          "account_number=K-77", "tax_number" },
        { "<cac:BuyerCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>B-5</cbc:ID></cac:PartyIdentification>"
          "</cac:Party></cac:BuyerCustomerParty>",
          "account_number=B-5", "tax_number" },
        { "<cac:BuyerCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>17000003</cbc:ID></cac:PartyIdentification>"
          "</cac:Party></cac:BuyerCustomerParty>",
          "document=F-1", "account_number" },
        { "<cac:BuyerCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>JBKJS:10520</cbc:ID></cac:PartyIdentification>"
          "</cac:Party></cac:BuyerCustomerParty>",
          "document=F-1", "account_number" },
        { "<cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID=\"9948\">100000008</cbc:EndpointID><cac:PartyName>"
          "<cbc:Name>Ime</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>",
          "account_name=Ime, tax_number=100000008", "account_number" },
        { "<cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID=\"0088\">8600</cbc:EndpointID></cac:Party>"
          "</cac:AccountingCustomerParty>",
          "document=F-1", "tax_number" },
        { "<cac:AccountingCustomerParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>DE123456789</cbc:CompanyID>"
          "</cac:PartyTaxScheme></cac:Party></cac:AccountingCustomerParty>",
          "tax_number=DE123456789", "account_number" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *line = test_ubl_line("1", "5", "");
        g_autofree char *inside = g_strconcat(cases[i].party, line, NULL);
        g_autofree char *rows = read_invoice(inside);

        g_assert_nonnull(strstr(rows, cases[i].expected));
        g_assert_null(strstr(rows, cases[i].unexpected));
    }
}

static void
test_document__allowances_become_rows(void)
{
    g_autofree char *line = test_ubl_line("30", "100", ITEM);
    g_autofree char *inside = g_strconcat(
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Popust"
        "</cbc:AllowanceChargeReason><cbc:Amount currencyID=\"RSD\">12.30</cbc:Amount><cac:TaxCategory><cbc:Percent>20"
        "</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge><cac:AllowanceCharge><cbc:ChargeIndicator>true"
        "</cbc:ChargeIndicator><cbc:Amount>5</cbc:Amount></cac:AllowanceCharge><cac:AllowanceCharge><cbc:ChargeIndicator>false"
        "</cbc:ChargeIndicator><cbc:Amount>1</cbc:Amount></cac:AllowanceCharge>",
        line, NULL);
    g_autofree char *rows = read_invoice(inside);

    g_assert_cmpstr(
        rows, ==,
        "document=F-1, position=30, kind=invoice, date=2024-05-06, product_number=Z-8, product_name=Zavrtanj, "
        "unit=H87, quantity=2, net=100, currency=RSD, source_file=f.xml\n"
        "document=F-1, position=31, kind=invoice, date=2024-05-06, product_name=Popust, net=-12.3, tax_percent=20, "
        "currency=RSD, source_file=f.xml\n"
        "document=F-1, position=32, kind=invoice, date=2024-05-06, product_name=Document charge, net=5, "
        "currency=RSD, source_file=f.xml\n"
        "document=F-1, position=33, kind=invoice, date=2024-05-06, product_name=Document allowance, net=-1, "
        "currency=RSD, source_file=f.xml\n");
}

static void
test_envelope__is_opened_and_its_pdf_skipped(void)
{
    g_autofree char *line = test_ubl_line("1", "5", "");
    g_autofree char *invoice = test_ubl_invoice("F-9", line);
    g_autofree char *pdf = g_strnfill(8 * 1024 * 1024, 'Q');
    g_autofree char *text = g_strdup_printf(
        "<?xml version=\"1.0\"?><env:DocumentEnvelope xmlns:env=\"urn:eFaktura:MinFinrs:envelop:schema\"><env:DocumentHeader>"
        "<env:DocumentId>1</env:DocumentId><env:DocumentPdf mimeCode=\"application/pdf\">%s</env:DocumentPdf>"
        "</env:DocumentHeader><env:DocumentBody>%s</env:DocumentBody></env:DocumentEnvelope>",
        pdf, invoice);
    g_autofree char *path = test_file("e.xml", text, -1);
    g_autofree char *rows = test_ubl_read(path, NULL);

    g_assert_true(g_str_has_prefix(rows, "document=F-9, position=1, kind=invoice"));
}

static void
test_gzip__single_file(void)
{
    g_autofree char *line = test_ubl_line("1", "5", "");
    g_autofree char *text = test_ubl_invoice("F-2", line);
    g_autofree char *path = test_path("f.xml.gz");
    gzFile file = gzopen(path, "wb");
    g_autofree char *rows = NULL, *bytes = NULL, *cut = NULL, *cut_rows = NULL;
    gsize length;

    g_assert_cmpint(gzwrite(file, text, (unsigned)strlen(text)), ==, (int)strlen(text));
    g_assert_cmpint(gzclose(file), ==, Z_OK);
    rows = test_ubl_read(path, NULL);
    g_assert_true(g_str_has_prefix(rows, "document=F-2, position=1"));
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    cut = test_file("cut.xml.gz", bytes, (gssize)length - 20);
    cut_rows = test_ubl_read(cut, NULL);
    g_assert_nonnull(strstr(cut_rows, "FAILED cannot read 'cut.xml.gz': it is damaged or cut short"));
}

/* The order of a folder is that of the names; one bad member is one row that says so. */
static void
test_folder__bad_members_do_not_harm_the_others(void)
{
    g_autofree char *line = test_ubl_line("1", "5", "");
    g_autofree char *good = test_ubl_invoice("F-3", line);
    g_autofree char *two = g_strconcat(good, good, NULL);
    g_autofree char *dateless =
        g_strdup("<Invoice xmlns=\"" TEST_UBL_INVOICE "\" " TEST_UBL_SPACES "><cbc:ID>7</cbc:ID></Invoice>");
    g_autofree char *amountless = test_ubl_invoice("F-4", "<cac:InvoiceLine><cbc:ID>1</cbc:ID></cac:InvoiceLine>");
    g_autofree char *empty = test_ubl_invoice("F-5", "");
    const char *const files[][2] = {
        { "u/z/last.XML", good },
        { "u/a.xml", "no xml at all" },
        { "u/b.xml", "<html/>" },
        { "u/c.xml", dateless },
        { "u/d.xml", amountless },
        { "u/e.xml", two },
        { "u/f.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" },
        { "u/g.xml", empty },
        { "u/readme.txt", "x" },
        { "u/h.xml", "" },
    };
    g_autofree char *folder = test_path("u");
    g_autofree char *rows = NULL, *why = NULL;
    g_auto(GStrv) lines = NULL;
    KamTable *table;

    for (guint i = 0; i < G_N_ELEMENTS(files); i++)
        g_free(test_file(files[i][0], files[i][1], -1));
    table = kam_ubl_table_open(folder, NULL, NULL);
    why = g_strdup(table->facts.why);
    table->class->free(table);
    rows = test_ubl_read(folder, NULL);
    lines = g_strsplit(rows, "\n", -1);

    g_assert_cmpstr(why, ==, "a folder of 9 UBL e-invoices; 1 other file ignored");
    g_assert_cmpuint(g_strv_length(lines), ==, 10);
    g_assert_cmpstr(
        lines[0], ==,
        "kind=unreadable, product_name=cannot read 'a.xml', line 1, column 1: syntax error, source_file=a.xml");
    g_assert_nonnull(strstr(lines[1], "'html' is no UBL invoice or credit note"));
    g_assert_nonnull(strstr(lines[2], "no date (IssueDate)"));
    g_assert_nonnull(strstr(lines[3], "line 1 has no amount"));
    g_assert_nonnull(strstr(lines[4], "junk after document element"));
    g_assert_nonnull(strstr(lines[5], "entities, which is refused"));
    g_assert_nonnull(strstr(lines[6], "no lines"));
    g_assert_nonnull(strstr(lines[7], "kind=unreadable"));
    g_assert_true(g_str_has_prefix(lines[8], "document=F-3"));
    g_assert_true(g_str_has_suffix(lines[8], "source_file=z/last.XML"));
}

static void
test_places__that_cannot_be_read(void)
{
    const TestPart none[] = { { "a.txt", "x", 0 }, { NULL, NULL, 0 } };
    g_autofree char *zip = test_zip("none.zip", none);
    g_autofree char *zip_got = test_ubl_read(zip, NULL);
    g_autofree char *missing_got = test_ubl_read("/nowhere/f.xml", NULL);
    g_autofree char *file = test_file("bad.xml", "<a/>", -1);
    g_autofree char *file_got = test_ubl_read(file, NULL);

    g_assert_nonnull(strstr(zip_got, "ERROR"));
    g_assert_nonnull(strstr(zip_got, "holds no .xml file"));
    g_assert_nonnull(strstr(missing_got, "ERROR cannot read '/nowhere/f.xml'"));
    g_assert_cmpstr(file_got, ==,
                    "FAILED cannot read 'bad.xml', line 1, column 1: 'a' is no UBL invoice or credit note");
}

static void
test_limits__size_and_depth(void)
{
    const KamTableOptions options = { .limits = { .max_file_bytes = 100 } };
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autofree char *line = test_ubl_line("1", "5", "");
    g_autofree char *text = test_ubl_invoice("F-6", line);
    g_autofree char *path = test_file("f.xml", text, -1);
    g_autofree char *got = test_ubl_read(path, &options);
    g_autofree char *deep_got = NULL;

    for (guint i = 0; i < 500; i++)
        g_string_append(deep, "<d>");
    deep_got = read_invoice(deep->str);
    g_assert_nonnull(strstr(got, "FAILED cannot read 'f.xml': it unpacks to more than is allowed"));
    g_assert_nonnull(strstr(deep_got, "nested more than 200 deep"));
}

/* Thousands of invoices in a zip: all of them come, and near the end no more memory is in use than near the beginning.
 */
static void
test_zip__thousands_in_flat_memory(void)
{
    enum { N = 4000 };
    g_autoptr(GArray) parts = g_array_new(TRUE, TRUE, sizeof(TestPart));
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *path = NULL;
    KamTable *table;
    KamRow row;
    gsize early = 0, late = 0;
    guint rows = 0;

    for (guint i = 0; i < N; i++) {
        g_autofree char *id = g_strdup_printf("F-%u", i);
        g_autofree char *line = test_ubl_line("1", "5.25", ITEM ITEM);
        g_autofree char *inside = g_strconcat(TEST_UBL_CUSTOMER, line, line, line, line, line, NULL);
        char *name = g_strdup_printf("%02u/%s.xml", i % 10, id), *text = test_ubl_invoice(id, inside);
        TestPart part = { .name = name, .text = text };

        g_ptr_array_add(kept, name);
        g_ptr_array_add(kept, text);
        g_array_append_val(parts, part);
    }
    path = test_zip("many.zip", (const TestPart *)(void *)parts->data);
    table = kam_ubl_table_open(path, NULL, NULL);
    while (table->class->next(table, &row, NULL) == KAM_READ_ROW) {
        g_assert_cmpuint(row.n_cells, ==, 22);
        rows++;
        if (rows == N / 2)
            early = mallinfo2().uordblks;
        if (rows == N * 5 - N / 2)
            late = mallinfo2().uordblks;
    }
    g_assert_cmpuint(rows, ==, N * 5 + 1);
    g_assert_cmpuint(late, <, early + 64 * 1024);
    table->class->free(table);
}

static void
test_zip__protected_member_is_unreadable(void)
{
    g_autofree char *line = test_ubl_line("1", "5", "");
    g_autofree char *text = test_ubl_invoice("F-1", line);
    const TestPart parts[] = { { "a.xml", text, 0 }, { "b.xml", text, 0 }, { NULL, NULL, 0 } };
    g_autofree char *path = test_zip("locked.zip", parts);
    zip_t *zip = zip_open(path, 0, NULL);
    g_autofree char *rows = NULL;

    g_assert_cmpint(zip_file_set_encryption(zip, 0, ZIP_EM_AES_256, "secret"), ==, 0);
    g_assert_cmpint(zip_close(zip), ==, 0);
    rows = test_ubl_read(path, NULL);
    g_assert_true(g_str_has_prefix(rows, "kind=unreadable, product_name=cannot read part 'a.xml'"));
    g_assert_nonnull(strstr(rows, "protected by a password"));
    g_assert_nonnull(strstr(rows, "\ndocument=F-1"));
}

static void
test_number__divides_exactly_or_not_at_all(void)
{
    static const struct {
        KamDecimal a, b;
        const char *expected;
    } cases[] = {
        { { 123456, 1 }, { 1000, 0 }, "12.3456" },
        { { 1, 0 }, { 8, 0 }, "0.125" },
        { { -1, 0 }, { 4, 1 }, "-2.5" },
        { { 10, 0 }, { 3, 0 }, NULL },
        { { 10, 0 }, { 0, 0 }, NULL },
        { { 9, 0 }, { 3, 2 }, "300" },
        { { 0, 0 }, { 7, 0 }, "0" },
        { { G_MAXINT64, 0 }, { 1, 6 }, NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        KamDecimal quotient;
        gboolean ends = kam_ubl_decimal_divide(cases[i].a, cases[i].b, &quotient);

        g_assert_cmpint(ends, ==, cases[i].expected != NULL);
        if (!ends)
            continue;
        kam_ubl_decimal_append(text, quotient);
        g_assert_cmpstr(text->str, ==, cases[i].expected);
    }
}

static void
test_table__real_documents_and_rewind(void)
{
    const char *data = g_getenv("KAMEN_DATA"), *root = g_getenv("KAMEN_SOURCE_ROOT");
    g_autofree char *folder = data != NULL ? g_build_filename(data, "ubl", NULL)
                                           : g_build_filename(root == NULL ? "." : root, "../shared/data/ubl", NULL);
    g_autofree char *rows = NULL;
    KamTable *table;
    KamRow row;

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("the folder ubl of the test data is not there; set KAMEN_DATA");
        return;
    }
    table = kam_ubl_table_open(folder, NULL, NULL);
    for (guint i = 0; i < 3; i++)
        g_assert_cmpint(table->class->next(table, &row, NULL), ==, KAM_READ_ROW);
    g_assert_true(table->class->rewind(table, NULL));
    rows = test_rows(table);
    g_assert_nonnull(strstr(rows, "\n2:Broj avansnog računa|1|advance||@2022-02-28|"));
    g_assert_nonnull(strstr(rows, "|004|test4||DAY|#1|#3250.58|#3250.58|#20||RSD||faktura.xml\n"));
    g_assert_nonnull(strstr(rows, "|009|test09||MTR|#1|#1000|#1000|#0||RSD||faktura.xml\n"));
    g_assert_nonnull(strstr(rows, "\n5:Broj knjižnog odobrenja|1|credit||@2022-03-29|"));
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ubl/table/header", test_table__header_has_the_names_of_fields);
    g_test_add_func("/ubl/table/real", test_table__real_documents_and_rewind);
    g_test_add_func("/ubl/line/fields", test_line__all_its_fields);
    g_test_add_func("/ubl/line/price", test_line__price_that_has_no_end_is_left_out);
    g_test_add_func("/ubl/kind", test_kind__by_type_code_and_root);
    g_test_add_func("/ubl/account", test_account__number_and_tax_number);
    g_test_add_func("/ubl/allowances", test_document__allowances_become_rows);
    g_test_add_func("/ubl/envelope", test_envelope__is_opened_and_its_pdf_skipped);
    g_test_add_func("/ubl/gzip", test_gzip__single_file);
    g_test_add_func("/ubl/folder", test_folder__bad_members_do_not_harm_the_others);
    g_test_add_func("/ubl/places", test_places__that_cannot_be_read);
    g_test_add_func("/ubl/limits", test_limits__size_and_depth);
    g_test_add_func("/ubl/zip", test_zip__thousands_in_flat_memory);
    g_test_add_func("/ubl/locked", test_zip__protected_member_is_unreadable);
    g_test_add_func("/ubl/number", test_number__divides_exactly_or_not_at_all);
    status = g_test_run();
    test_folder_remove();
    return status;
}
