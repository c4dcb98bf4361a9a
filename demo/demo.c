/* The one entry: checks the options, makes the world, lets the years pass, puts the files in place. */
#include "demo/demo.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "demo/invoices.h"
#include "demo/tables.h"
#include "demo/truth.h"

typedef enum { SALES, ACCOUNTS, PRODUCTS, PRICES, GROUPS, AGREEMENTS, PAYMENTS, COMPETITORS, TRUTH, N_FILES } FileIndex;

static const char *const file_names[N_FILES] = {
    "sales.csv",      "accounts.csv", "products.csv",    "prices.csv", "groups.csv",
    "agreements.csv", "payments.csv", "competitors.csv", "truth.json",
};

void
kam_demo_options_init(KamDemoOptions *options)
{
    *options = (KamDemoOptions) { .seed = 1, .scale = 1, .years = 3, .until = kam_day_from_civil(2025, 12, 31) };
}

static gboolean
check_options(const KamDemoOptions *options, GError **error)
{
    gint32 earliest = kam_day_from_civil(1930, 1, 1), latest = kam_day_from_civil(2099, 12, 31);

    if (options->scale < 1 || options->scale > KAM_DEMO_MAX_SCALE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "scale '%u' is out of range; choose 1 to %d", options->scale,
                    KAM_DEMO_MAX_SCALE);
    else if (options->years < 1 || options->years > KAM_DEMO_MAX_YEARS)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%u' years are out of range; choose 1 to %d", options->years,
                    KAM_DEMO_MAX_YEARS);
    else if (options->until < earliest || options->until > latest)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "the last day is out of range; choose one of the years 1930 to 2099");
    else
        return TRUE;
    return FALSE;
}

static void
write_files(const KamDemoWorld *world, KamDemoTotals *totals, GPtrArray *files)
{
    static void (*const writers[N_FILES])(const KamDemoWorld *, KamDemoFile *) = {
        [ACCOUNTS] = kam_demo_tables_write_accounts,     [PRODUCTS] = kam_demo_tables_write_products,
        [PRICES] = kam_demo_tables_write_prices,         [GROUPS] = kam_demo_tables_write_groups,
        [AGREEMENTS] = kam_demo_tables_write_agreements, [COMPETITORS] = kam_demo_tables_write_competitors,
    };

    for (guint i = 0; i < N_FILES; i++)
        if (writers[i] != NULL)
            writers[i](world, g_ptr_array_index(files, i));
    kam_demo_invoices_write(world, totals, g_ptr_array_index(files, SALES), g_ptr_array_index(files, PAYMENTS));
    kam_demo_truth_write(world, totals, g_ptr_array_index(files, TRUTH));
}

static GPtrArray *
open_files(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)kam_demo_file_free);

    if (g_mkdir_with_parents(folder, 0777) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the folder '%s': %s", folder, g_strerror(errno));
        return NULL;
    }
    for (guint i = 0; i < N_FILES; i++) {
        KamDemoFile *file = kam_demo_file_open(folder, file_names[i], error);

        if (file == NULL)
            return NULL;
        g_ptr_array_add(files, file);
    }
    return g_steal_pointer(&files);
}

/* All files are complete before the first one takes its place. */
static gboolean
publish_files(GPtrArray *files, GError **error)
{
    for (guint i = 0; i < files->len; i++)
        if (!kam_demo_file_close(g_ptr_array_index(files, i), error))
            return FALSE;
    for (guint i = 0; i < files->len; i++)
        if (!kam_demo_file_publish(g_ptr_array_index(files, i), error))
            return FALSE;
    return TRUE;
}

static void
summarise(const KamDemoTotals *totals, KamDemoSummary *summary)
{
    *summary = (KamDemoSummary) { .lines = totals->all.lines,
                                  .documents = totals->all.documents,
                                  .accounts = totals->n_accounts,
                                  .products = KAM_DEMO_N_PRODUCTS,
                                  .net_minor = totals->all.net_minor };
}

gboolean
kam_demo_write(const KamDemoOptions *options, KamDemoSummary *summary, GError **error)
{
    g_autoptr(KamDemoWorld) world = NULL;
    g_autoptr(KamDemoTotals) totals = NULL;
    g_autoptr(GPtrArray) files = NULL;

    g_return_val_if_fail(options != NULL && options->folder != NULL, FALSE);

    if (!check_options(options, error))
        return FALSE;
    files = open_files(options->folder, error);
    if (files == NULL)
        return FALSE;
    world = kam_demo_world_new(options);
    totals = kam_demo_totals_new(world);
    write_files(world, totals, files);
    if (!publish_files(files, error))
        return FALSE;
    if (summary != NULL)
        summarise(totals, summary);
    return TRUE;
}
