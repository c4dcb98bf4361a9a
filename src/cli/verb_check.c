/* kamen check: does the database agree with itself; with --rebuild, make what is derived anew. */
#include <stdio.h>

#include "base/json.h"
#include "cli/database.h"
#include "cli/verb.h"
#include "sales/columns/check.h"

extern const KamVerb kam_verb_check;

static void
print_json(const KamSalesCheck *check, const GString *integrity)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_json_begin_object(&json, NULL);
    kam_json_bool(&json, "clean", kam_sales_check_is_clean(check) && integrity->len == 0);
    kam_json_int(&json, "lines", (gint64)check->lines);
    kam_json_int(&json, "segment_lines", (gint64)check->segment_lines);
    kam_json_int(&json, "wrong_months", (gint64)check->wrong_months);
    kam_json_int(&json, "wrong_segments", (gint64)check->wrong_segments);
    kam_json_int(&json, "wrong_documents", (gint64)check->wrong_documents);
    kam_json_text(&json, "integrity", integrity->str);
    kam_json_end_object(&json);
    puts(out->str);
}

static void
print_text(const KamSalesCheck *check, const GString *integrity)
{
    printf("%" G_GUINT64_FORMAT " lines, %" G_GUINT64_FORMAT " in columns\n", check->lines, check->segment_lines);
    if (check->wrong_months > 0)
        printf("%" G_GUINT64_FORMAT " sums by month are wrong\n", check->wrong_months);
    if (check->wrong_segments > 0)
        printf("the columns of %" G_GUINT64_FORMAT " batches are wrong\n", check->wrong_segments);
    if (check->wrong_documents > 0)
        printf("%" G_GUINT64_FORMAT " documents have another number of lines than they say\n", check->wrong_documents);
    if (integrity->len > 0)
        printf("the database's own check finds:\n%s", integrity->str);
    if (kam_sales_check_is_clean(check) && integrity->len == 0)
        puts("everything agrees");
    else
        puts("'kamen check --rebuild' makes sums and columns anew from the lines");
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    gboolean rebuild = FALSE, json = FALSE;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "rebuild", 0, 0, G_OPTION_ARG_NONE, &rebuild, "make sums and columns anew from the lines first", NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
        { 0 },
    };
    g_autoptr(GString) integrity = g_string_new(NULL);
    g_autoptr(KamDb) db = NULL;
    KamSalesCheck check;

    if (!kam_verb_parse(&kam_verb_check, entries, &argc, &argv, error))
        return -1;
    db = rebuild ? kam_service_open(kam_db_argument(uri), FALSE, NULL, error)
                 : kam_service_open_read_only(kam_db_argument(uri), error);
    if (db == NULL || (rebuild && (!kam_sales_rebuild(db, error) || !kam_db_settle(db, error))) ||
        !kam_sales_check(db, &check, error) || !kam_db_check_integrity(db, integrity, error))
        return -1;
    if (json)
        print_json(&check, integrity);
    else
        print_text(&check, integrity);
    return kam_sales_check_is_clean(&check) && integrity->len == 0 ? KAM_EXIT_DONE : KAM_EXIT_FAILED;
}

const KamVerb kam_verb_check = {
    .name = "check",
    .arguments = "",
    .summary = "find out whether the database agrees with itself",
    .help =
        "Compares the sums by month, the columns and the documents with the invoice lines, and runs the database's own\n"
        "check. Status 1 when something is wrong. --rebuild applies the rules for charges again and makes everything\n"
        "that is derived anew; the lines themselves are never touched.\n"
        "\n"
        "  kamen check\n"
        "  kamen check --rebuild --db kamen.db",
    .run = run,
};
