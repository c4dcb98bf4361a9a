/* What is recognised in lists of customers and articles, as the systems write them. */
#include <glib/gstdio.h>
#include <string.h>

#include "sales/records/reader.h"

static char *folder;

static char *
write_list(const char *text)
{
    char *path = g_build_filename(folder, "list.csv", NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void
append_slice(GString *out, const char *name, KamSlice slice)
{
    if (slice.length > 0)
        g_string_append_printf(out, " %s=%.*s", name, (int)slice.length, slice.text);
}

static void
append_values(GString *out, const KamLine *values)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT ":", values->row);
    append_slice(out, "number", values->account_number);
    append_slice(out, "name", values->account_name);
    append_slice(out, "tax", values->tax_number);
    append_slice(out, "country", values->country);
    append_slice(out, "number", values->product_number);
    append_slice(out, "name", values->product_name);
    append_slice(out, "category", values->category);
    append_slice(out, "unit", values->unit);
    g_string_append_c(out, '\n');
}

/* Rows as "row: field=value ..."; of refused ones the column and the beginning of the reason. */
static char *
read_list(KamRecordKind kind, const char *text, const KamLineOptions *options)
{
    const KamLineOptions none = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_list(text);
    g_autoptr(KamRecordReader) reader = kam_record_reader_open(path, kind, options == NULL ? &none : options, &error);
    GString *out = g_string_new(NULL);
    KamLineResult result;
    KamReject reject;
    KamLine values;

    g_assert_no_error(error);
    while ((result = kam_record_reader_next(reader, &values, &reject, &error)) != KAM_LINE_END) {
        g_assert_no_error(error);
        if (result == KAM_LINE_TAKEN)
            append_values(out, &values);
        if (result != KAM_LINE_REFUSED)
            continue;
        g_string_append_printf(out, "%" G_GUINT64_FORMAT "! %u %s\n", reject.row, reject.column, reject.reason);
        kam_reject_clear(&reject);
    }
    return g_string_free(out, FALSE);
}

static void
assert_list(KamRecordKind kind, const char *text, const char *expected)
{
    g_autofree char *got = read_list(kind, text, NULL);

    g_assert_cmpstr(got, ==, expected);
}

#define ASSERT_ACCOUNTS(text, expected) assert_list(KAM_RECORD_ACCOUNTS, text, expected)
#define ASSERT_PRODUCTS(text, expected) assert_list(KAM_RECORD_PRODUCTS, text, expected)

static void
test_accounts__of_dolibarr(void)
{
    ASSERT_ACCOUNTS("Id,Third-party name*,Alias Name,Parent company,Status*,Customer Code,Vendor Code,Address,Zip "
                    "Code,City,Country,VAT ID,Professional ID 1\n"
                    "7,Alfa doo,Alfica,,1,CU2401-0007,,Ulica 1,11000,Beograd,Serbia,RS101134702,20134567\n",
                    "2: number=CU2401-0007 name=Alfa doo tax=RS101134702 country=Serbia\n");
}

static void
test_accounts__of_odoo(void)
{
    ASSERT_ACCOUNTS("name,is_company,company_name,country_id,state_id,zip,city,street,street2,phone,mobile,email,vat,"
                    "bank_ids/bank,bank_ids/acc_number\n"
                    "Alfa doo,1,,Serbia,,11000,Beograd,Ulica 1,,,,a@alfa.rs,RS101134702,,\n",
                    "2: name=Alfa doo tax=RS101134702 country=Serbia\n");
    ASSERT_ACCOUNTS("\"External ID\",\"Name\",\"Reference\",\"Tax ID\",\"Country\"\n"
                    "\"__export__.res_partner_7\",\"Alfa doo\",\"K-7\",\"RS101134702\",\"Serbia\"\n",
                    "2: number=K-7 name=Alfa doo tax=RS101134702 country=Serbia\n");
}

/* The identifier of a database is not the number by which invoices name a customer. */
static void
test_accounts__external_id_is_no_number(void)
{
    ASSERT_ACCOUNTS("External ID,Name,Country\nx.partner_7,Alfa doo,Serbia\n", "2: name=Alfa doo country=Serbia\n");
}

static void
test_accounts__of_minimax(void)
{
    ASSERT_ACCOUNTS("Šifra;Naziv;Adresa;Država;Pošta;Mesto pošte;Naziv primaoca;PIB;Matični broj\n"
                    "0017;Đorđević d.o.o.;Ulica 1;RS;11000;Beograd;Pera;101134702;20134567\n",
                    "2: number=0017 name=Đorđević d.o.o. tax=101134702 country=RS\n");
    ASSERT_ACCOUNTS("Шифра;Назив;Држава;ПИБ\n17;Алфа доо;Србија;101134702\n",
                    "2: number=17 name=Алфа доо tax=101134702 country=Србија\n");
}

/* The company number must not pass for the tax number: it would keep two rows of one company apart. */
static void
test_accounts__company_number_is_no_tax_number(void)
{
    ASSERT_ACCOUNTS("Šifra;Naziv;Matični broj\n17;Alfa;20134567\n", "2: number=17 name=Alfa\n");
}

static void
test_accounts__of_other_systems(void)
{
    ASSERT_ACCOUNTS("CardCode,CardName,LicTradNum,Country,GroupCode\nC20,Alfa,101134702,RS,100\n",
                    "2: number=C20 name=Alfa tax=101134702 country=RS\n");
    ASSERT_ACCOUNTS("No.,Name,VAT Registration No.,Country/Region Code,City\n10000,Alfa,101134702,RS,Beograd\n",
                    "2: number=10000 name=Alfa tax=101134702 country=RS\n");
    ASSERT_ACCOUNTS("ID,Customer Name,Customer Group,Territory,Tax ID\nCUST-1,Alfa,Commercial,Serbia,101134702\n",
                    "2: number=CUST-1 name=Alfa tax=101134702\n");
    ASSERT_ACCOUNTS("ResellerCode,ResellerName,BusinessType,Country,ProductLine\nAW1,A Bike Store,Shop,Canada,Road\n",
                    "2: number=AW1 name=A Bike Store country=Canada\n");
}

/* "Customer" may be number or name: what stands below decides. */
static void
test_accounts__one_column_of_customers(void)
{
    ASSERT_ACCOUNTS("Customer,Country\nAlfa Plus,RS\nBeta Metal,RS\n",
                    "2: name=Alfa Plus country=RS\n3: name=Beta Metal country=RS\n");
    ASSERT_ACCOUNTS("Customer,Country\nK0017,RS\nK0018,RS\n",
                    "2: number=K0017 country=RS\n3: number=K0018 country=RS\n");
}

static void
test_products__of_systems(void)
{
    ASSERT_PRODUCTS("Ref.*,Label*,Type*,Description,Selling price\nP1,Vijak M8,0,Pocinkovan,12.50\n",
                    "2: number=P1 name=Vijak M8\n");
    ASSERT_PRODUCTS("External ID,Name,Product Type,Internal Reference,Barcode,Sales Price,Cost,Weight,Sales "
                    "Description\nx.p1,Vijak M8,consu,P1,8600000000017,12.5,7,0.1,Pocinkovan\n",
                    "2: number=P1 name=Vijak M8\n");
    ASSERT_PRODUCTS("Šifra;Kod;Naziv;JM;Tip;Stopa PDV\nP1;8600000000017;Vijak M8;kom;B;20\n",
                    "2: number=P1 name=Vijak M8 unit=kom\n");
    ASSERT_PRODUCTS(
        "Šifra artikla;Naziv artikla;Grupa artikla;JM;Cena;Nabavna cena\nP1;Vijak M8;Vijci;kom;12,50;7,00\n",
        "2: number=P1 name=Vijak M8 category=Vijci unit=kom\n");
    ASSERT_PRODUCTS("No.,Description,Base Unit of Measure,Unit Cost,Unit Price,Item Category Code\n"
                    "1000,Bicycle,PCS,350,4000,BIKES\n",
                    "2: number=1000 name=Bicycle category=BIKES unit=PCS\n");
    ASSERT_PRODUCTS("ProductCode,ProductName,Subcategory,Category,StandardCost\nBK-1,Road-150,Road Bikes,Bikes,2171\n"
                    "AR-1,Adjustable Race,,,\n",
                    "2: number=BK-1 name=Road-150 category=Bikes\n3: number=AR-1 name=Adjustable Race\n");
    ASSERT_PRODUCTS("acIdent,acName,acClassif,acUM\nP1,Vijak,Vijci,kom\n",
                    "2: number=P1 name=Vijak category=Vijci unit=kom\n");
}

static void
test_products__number_in_brackets(void)
{
    ASSERT_PRODUCTS("Product,Product Category\n[P1] Vijak M8,Vijci\n[P2] Matica,Vijci\n",
                    "2: number=P1 name=Vijak M8 category=Vijci\n3: number=P2 name=Matica category=Vijci\n");
}

static void
test_layout__is_passed_over(void)
{
    ASSERT_ACCOUNTS("Spisak kupaca;;\nna dan 31.12.2025;;\n;;\nŠifra;Naziv;Država\n1;Alfa;RS\n;;\nŠifra;Naziv;Država\n"
                    "2;Beta;RS\nUkupno: 2;;\n",
                    "5: number=1 name=Alfa country=RS\n8: number=2 name=Beta country=RS\n");
}

/* A customer may be called Total. */
static void
test_layout__customer_named_total_is_none(void)
{
    ASSERT_ACCOUNTS("Naziv;PIB;Država\nTotal;101134702;RS\nTotal Serbia doo;;\nUkupno;2;\n",
                    "2: name=Total tax=101134702 country=RS\n3: name=Total Serbia doo\n");
}

/* Words known as names of columns, in the first row of data. */
static void
test_header__is_not_taken_for_two_rows(void)
{
    ASSERT_PRODUCTS("Naziv,Grupa,JM\nRad,Usluga,kom\nMaterijal,Roba,kg\n",
                    "2: name=Rad category=Usluga unit=kom\n3: name=Materijal category=Roba unit=kg\n");
}

static void
test_header__of_two_rows(void)
{
    ASSERT_ACCOUNTS("CardCode,CardName,FederalTaxID\nCardCode,CardName,LicTradNum\nC1,Alfa,101134702\n",
                    "3: number=C1 name=Alfa tax=101134702\n");
}

static void
test_numbers__of_a_spreadsheet_lose_their_zero(void)
{
    ASSERT_ACCOUNTS("Customer ID,Name\n13085.0,Alfa\n13086.0,Beta\n",
                    "2: number=13085 name=Alfa\n3: number=13086 name=Beta\n");
}

static void
test_map__overrides(void)
{
    KamLineOptions options = { 0 };
    g_autofree char *got = NULL;

    options.map[KAM_FIELD_ACCOUNT_NUMBER] = "Matični broj";
    options.map[KAM_FIELD_ACCOUNT_NAME] = "C";
    options.map[KAM_FIELD_COUNTRY] = "";
    got = read_list(KAM_RECORD_ACCOUNTS, "Šifra;Matični broj;Opis;Država\n1;20134567;Alfa;RS\n", &options);
    g_assert_cmpstr(got, ==, "2: number=20134567 name=Alfa\n");
}

static void
test_map__of_what_lists_do_not_have_is_refused(void)
{
    KamLineOptions options = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_list("Šifra;Naziv\n1;Alfa\n");

    options.map[KAM_FIELD_NET] = "Naziv";
    g_assert_null(kam_record_reader_open(path, KAM_RECORD_ACCOUNTS, &options, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "'net'"));
    g_clear_error(&error);
    options.map[KAM_FIELD_NET] = NULL;
    options.map[KAM_FIELD_COUNTRY] = "Zemlja";
    g_assert_null(kam_record_reader_open(path, KAM_RECORD_ACCOUNTS, &options, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "'Zemlja'"));
}

static void
assert_open_fails(KamRecordKind kind, const char *text, KamErrorCode code, const char *says)
{
    const KamLineOptions options = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_list(text);

    g_assert_null(kam_record_reader_open(path, kind, &options, &error));
    g_assert_error(error, KAM_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, says));
}

static void
test_open__of_something_else_fails(void)
{
    assert_open_fails(KAM_RECORD_PRODUCTS, "Šifra kupca;Naziv kupca;PIB\n1;Alfa;101134702\n", KAM_ERROR_AMBIGUOUS,
                      "--map product_number=COLUMN");
    assert_open_fails(KAM_RECORD_ACCOUNTS, "", KAM_ERROR_INVALID, "empty");
    assert_open_fails(
        KAM_RECORD_ACCOUNTS,
        "<?xml version=\"1.0\"?><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" "
        "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"><cbc:ID>1</cbc:ID>"
        "<cbc:IssueDate>2024-01-01</cbc:IssueDate></Invoice>",
        KAM_ERROR_INVALID, "e-invoices");
}

static void
test_rows__refused_with_the_way_out(void)
{
    g_autofree char *text = NULL;
    g_autofree char *endless = g_strnfill(KAM_RECORD_MAX_TEXT + 1, 'x');
    g_autofree char *got = NULL;

    text = g_strdup_printf("Code,Name,Country\n,,Serbia\n7,%s,Serbia\n8,Beta,Serbia\n", endless);
    got = read_list(KAM_RECORD_ACCOUNTS, text, NULL);
    g_assert_cmpstr(got, ==,
                    "2! 0 neither a number nor a name; write one of them into the row\n"
                    "3! 2 the text is longer than 1000 bytes; shorten it\n"
                    "4: number=8 name=Beta country=Serbia\n");
}

/* Mended, the file of refused rows is a list again. */
static void
test_rows__of_a_rejects_file(void)
{
    ASSERT_ACCOUNTS("source row,column,value,reason,Code,Name,Country\n2,,,neither,1,Alfa,Serbia\n",
                    "2: number=1 name=Alfa country=Serbia\n");
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("kamen-lists-XXXXXX", NULL);
    g_test_add_func("/lists/accounts/of_dolibarr", test_accounts__of_dolibarr);
    g_test_add_func("/lists/accounts/of_odoo", test_accounts__of_odoo);
    g_test_add_func("/lists/accounts/external_id_is_no_number", test_accounts__external_id_is_no_number);
    g_test_add_func("/lists/accounts/of_minimax", test_accounts__of_minimax);
    g_test_add_func("/lists/accounts/company_number_is_no_tax_number", test_accounts__company_number_is_no_tax_number);
    g_test_add_func("/lists/accounts/of_other_systems", test_accounts__of_other_systems);
    g_test_add_func("/lists/accounts/one_column_of_customers", test_accounts__one_column_of_customers);
    g_test_add_func("/lists/products/of_systems", test_products__of_systems);
    g_test_add_func("/lists/products/number_in_brackets", test_products__number_in_brackets);
    g_test_add_func("/lists/layout/is_passed_over", test_layout__is_passed_over);
    g_test_add_func("/lists/layout/customer_named_total_is_none", test_layout__customer_named_total_is_none);
    g_test_add_func("/lists/header/is_not_taken_for_two_rows", test_header__is_not_taken_for_two_rows);
    g_test_add_func("/lists/header/of_two_rows", test_header__of_two_rows);
    g_test_add_func("/lists/numbers/of_a_spreadsheet_lose_their_zero", test_numbers__of_a_spreadsheet_lose_their_zero);
    g_test_add_func("/lists/map/overrides", test_map__overrides);
    g_test_add_func("/lists/map/of_what_lists_do_not_have_is_refused", test_map__of_what_lists_do_not_have_is_refused);
    g_test_add_func("/lists/open/of_something_else_fails", test_open__of_something_else_fails);
    g_test_add_func("/lists/rows/refused_with_the_way_out", test_rows__refused_with_the_way_out);
    g_test_add_func("/lists/rows/of_a_rejects_file", test_rows__of_a_rejects_file);
    status = g_test_run();
    g_autofree char *path = g_build_filename(folder, "list.csv", NULL);
    g_unlink(path);
    g_rmdir(folder);
    g_free(folder);
    return status;
}
