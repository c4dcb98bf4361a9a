/* The shared options about files: words into KamIngestOptions, wrong ones refused with their choices. */
#include <string.h>

#include "cli/ingest_options.h"

static gboolean
resolve(KamIngestArguments *arguments, const char *command, KamIngestOptions *options, GError **error)
{
    GOptionEntry entries[KAM_INGEST_N_ENTRIES + 1] = { 0 };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_auto(GStrv) argv = g_strsplit(command, " ", -1);
    g_autofree char **borrowed = g_memdup2(argv, sizeof(char *) * (g_strv_length(argv) + 1));
    int argc = (int)g_strv_length(argv);

    kam_ingest_arguments_add_entries(arguments, entries);
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, &argc, &borrowed, error) &&
           kam_ingest_arguments_resolve(arguments, options, error);
}

static void
test_options__are_resolved(void)
{
    g_auto(KamIngestArguments) arguments = { 0 };
    g_autoptr(GError) error = NULL;
    KamIngestOptions options;

    g_assert_true(resolve(
        &arguments,
        "kamen --map net=Line_total --map account_number=C --map cost= --date-order DMY --decimal , --delimiter tab "
        "--currency RSD --header-row 3 --sheet S1 --encoding windows-1250 --preset odoo --gross --rejects out.csv",
        &options, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(options.line.map[KAM_FIELD_NET], ==, "Line_total");
    g_assert_cmpstr(options.line.map[KAM_FIELD_ACCOUNT_NUMBER], ==, "C");
    g_assert_cmpstr(options.line.map[KAM_FIELD_COST], ==, "");
    g_assert_null(options.line.map[KAM_FIELD_DATE]);
    g_assert_true(options.line.has_date_order);
    g_assert_cmpint(options.line.date_order, ==, KAM_DATE_DMY);
    g_assert_cmpint(options.line.decimal_point, ==, ',');
    g_assert_cmpint(options.line.table.delimiter, ==, '\t');
    g_assert_cmpuint(options.line.header_row, ==, 3);
    g_assert_cmpstr(options.line.currency, ==, "RSD");
    g_assert_cmpstr(options.line.table.sheet, ==, "S1");
    g_assert_cmpstr(options.line.table.encoding, ==, "windows-1250");
    g_assert_cmpstr(options.line.preset, ==, "odoo");
    g_assert_cmpstr(options.rejects_path, ==, "out.csv");
    g_assert_true(options.line.amounts_are_gross);
}

static void
test_options__nothing_said_leaves_all_to_be_found_out(void)
{
    g_auto(KamIngestArguments) arguments = { 0 };
    KamIngestOptions options, nothing = { 0 };

    g_assert_true(resolve(&arguments, "kamen", &options, NULL));
    g_assert_cmpmem(&options, sizeof options, &nothing, sizeof nothing);
}

static void
test_options__wrong_words_are_refused(void)
{
    static const char *const commands[] = {
        "kamen --map date",    "kamen --map colour=C", "kamen --date-order mixed", "kamen --decimal ;",
        "kamen --delimiter :", "kamen --currency rsd", "kamen --currency EURO",    "kamen --header-row -1",
    };

    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_auto(KamIngestArguments) arguments = { 0 };
        g_autoptr(GError) error = NULL;
        KamIngestOptions options = { .rejects_path = "untouched" };

        g_assert_false(resolve(&arguments, commands[i], &options, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
        g_assert_cmpstr(options.rejects_path, ==, "untouched");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/options/are_resolved", test_options__are_resolved);
    g_test_add_func("/options/nothing_said_leaves_all_to_be_found_out",
                    test_options__nothing_said_leaves_all_to_be_found_out);
    g_test_add_func("/options/wrong_words_are_refused", test_options__wrong_words_are_refused);
    return g_test_run();
}
