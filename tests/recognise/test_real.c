/* The real files of the shared data: counts and sums as in its reference values. */
#include "recognise_support.h"

static void
test_online_retail__has_its_reference_counts(void)
{
    g_autofree char *path = data_path("online_retail/online_retail_2009_2010.csv.gz");
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = path == NULL ? NULL : read_lines(path, NULL, &error);

    if (path == NULL)
        return;
    g_assert_no_error(error);
    g_assert_cmpuint(file->taken, ==, 525461);
    g_assert_cmpuint(file->credits, ==, 10206);
    g_assert_cmpuint(file->without_account, ==, 107927);
    g_assert_cmpuint(file->counts.refused, ==, 0);
    g_assert_cmpint(file->net_micro, ==, G_GINT64_CONSTANT(9539484634000));
}

static void
test_workbook__has_the_sums_of_its_cells(void)
{
    g_autofree char *path = data_path("online_retail/online_retail_non_uk_2009_2010.xlsx");
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = path == NULL ? NULL : read_lines(path, NULL, &error);

    if (path == NULL)
        return;
    g_assert_no_error(error);
    g_assert_cmpuint(file->taken, ==, 14269);
    g_assert_cmpuint(file->counts.refused, ==, 0);
    g_assert_true(has_finding(file, "credits: document numbers beginning with 'C'"));
    /* Counted by another program from the cells of the workbook. */
    g_assert_cmpuint(file->credits, ==, 420);
    g_assert_cmpuint(file->without_account, ==, 169);
    g_assert_cmpint(file->net_micro, ==, G_GINT64_CONSTANT(541177160000));
}

static void
test_adventure_works__has_its_reference_sums(void)
{
    g_autofree char *path = data_path("b2b/aw_reseller_sales.csv.gz");
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = path == NULL ? NULL : read_lines(path, NULL, &error);

    if (path == NULL)
        return;
    g_assert_no_error(error);
    g_assert_cmpuint(file->taken, ==, 60855);
    g_assert_cmpuint(file->credits, ==, 0);
    g_assert_cmpint(file->net_micro, ==, G_GINT64_CONSTANT(80450596982300));
    g_assert_cmpint(file->cost_micro, ==, G_GINT64_CONSTANT(79980114379000));
    g_assert_cmpint(file->discount_micro, ==, G_GINT64_CONSTANT(527507926200));
}

static void
test_e_invoices__set_the_advance_aside(void)
{
    g_autofree char *path = data_path("ubl");
    g_autoptr(GError) error = NULL;
    g_autoptr(ReadFile) file = path == NULL ? NULL : read_lines(path, NULL, &error);

    if (path == NULL)
        return;
    g_assert_no_error(error);
    g_assert_cmpuint(file->taken, ==, 3);
    g_assert_cmpuint(file->credits, ==, 1);
    g_assert_cmpuint(file->counts.advance, ==, 1);
    /* 3250.58 + 1000 of the invoice's two lines less 1500 of the credit note. */
    g_assert_cmpint(file->net_micro, ==, G_GINT64_CONSTANT(2750580000));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognise/real/online_retail", test_online_retail__has_its_reference_counts);
    g_test_add_func("/recognise/real/workbook", test_workbook__has_the_sums_of_its_cells);
    g_test_add_func("/recognise/real/adventure_works", test_adventure_works__has_its_reference_sums);
    g_test_add_func("/recognise/real/e_invoices", test_e_invoices__set_the_advance_aside);
    return g_test_run();
}
