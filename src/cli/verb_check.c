/* kamen check: does the database agree with itself; with --rebuild, make what is derived anew. */
#include <stdio.h>

#include "base/json.h"
#include "cli/database.h"
#include "cli/verb.h"
#include "domain/types.h"
#include "record/audit.h"
#include "record/search.h"
#include "sales/columns/check.h"

extern const KamVerb kam_verb_check;

/* What was found; texts hold one finding a line. */
typedef struct {
    KamSalesCheck sales;
    GString *integrity, *audit;
    guint64 audit_rows;
    char *audit_end;
} Findings;

static void
findings_clear(Findings *findings)
{
    g_string_free(findings->integrity, TRUE);
    g_string_free(findings->audit, TRUE);
    g_free(findings->audit_end);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Findings, findings_clear)

static gboolean
is_clean(const Findings *findings)
{
    return kam_sales_check_is_clean(&findings->sales) && findings->integrity->len == 0 && findings->audit->len == 0;
}

static void
print_json(const Findings *findings)
{
    const KamSalesCheck *check = &findings->sales;
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_json_begin_object(&json, NULL);
    kam_json_bool(&json, "clean", is_clean(findings));
    kam_json_int(&json, "lines", (gint64)check->lines);
    kam_json_int(&json, "segment_lines", (gint64)check->segment_lines);
    kam_json_int(&json, "wrong_months", (gint64)check->wrong_months);
    kam_json_int(&json, "wrong_segments", (gint64)check->wrong_segments);
    kam_json_int(&json, "wrong_documents", (gint64)check->wrong_documents);
    kam_json_int(&json, "audit_rows", (gint64)findings->audit_rows);
    kam_json_text(&json, "audit", findings->audit->str);
    kam_json_text(&json, "audit_end", findings->audit_end);
    kam_json_text(&json, "integrity", findings->integrity->str);
    kam_json_end_object(&json);
    puts(out->str);
}

static void
print_sales(const KamSalesCheck *check)
{
    printf("%" G_GUINT64_FORMAT " lines, %" G_GUINT64_FORMAT " in columns\n", check->lines, check->segment_lines);
    if (check->wrong_months > 0)
        printf("%" G_GUINT64_FORMAT " sums by month are wrong\n", check->wrong_months);
    if (check->wrong_segments > 0)
        printf("the columns of %" G_GUINT64_FORMAT " batches are wrong\n", check->wrong_segments);
    if (check->wrong_documents > 0)
        printf("%" G_GUINT64_FORMAT " documents have another number of lines than they say\n", check->wrong_documents);
}

static void
print_text(const Findings *findings)
{
    print_sales(&findings->sales);
    printf("%" G_GUINT64_FORMAT " rows of the audit%s%s\n", findings->audit_rows,
           findings->audit_rows > 0 ? ", which end in " : "", findings->audit_end);
    fputs(findings->audit->str, stdout);
    if (findings->audit->len > 0)
        puts("somebody changed the audit behind the program's back: compare it with a backup");
    if (findings->integrity->len > 0)
        printf("the database's own check finds:\n%s", findings->integrity->str);
    if (is_clean(findings))
        puts("everything agrees");
    else if (!kam_sales_check_is_clean(&findings->sales))
        puts("'kamen check --rebuild' makes sums and columns anew from the lines");
}

static gboolean
make_anew(KamDb *db, GError **error)
{
    return kam_sales_rebuild(db, error) && kam_search_rebuild(db, kam_domain_types(), error) &&
           kam_db_settle(db, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    gboolean rebuild = FALSE, json = FALSE;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "rebuild", 0, 0, G_OPTION_ARG_NONE, &rebuild, "make sums, columns and words to search by anew first", NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
        { 0 },
    };
    g_auto(Findings) findings = { .integrity = g_string_new(NULL), .audit = g_string_new(NULL) };
    g_autoptr(KamDb) db = NULL;

    if (!kam_verb_parse(&kam_verb_check, entries, &argc, &argv, error))
        return -1;
    db = rebuild ? kam_service_open(kam_db_argument(uri), FALSE, NULL, error)
                 : kam_service_open_read_only(kam_db_argument(uri), error);
    if (db == NULL || (rebuild && !make_anew(db, error)) || !kam_sales_check(db, &findings.sales, error) ||
        !kam_db_check_integrity(db, findings.integrity, error) ||
        !kam_audit_verify(db, findings.audit, &findings.audit_rows, &findings.audit_end, error))
        return -1;
    if (json)
        print_json(&findings);
    else
        print_text(&findings);
    return is_clean(&findings) ? KAM_EXIT_DONE : KAM_EXIT_FAILED;
}

const KamVerb kam_verb_check;

const KamVerb kam_verb_check = {
    .name = "check",
    .arguments = "",
    .summary = "find out whether the database agrees with itself",
    .help =
        "Compares the sums by month, the columns and the documents with the invoice lines, follows the chain of the audit\n"
        "row by row, and runs the database's own check. Keep the end of that chain elsewhere: it tells later whether the\n"
        "audit up to there is still the same. Status 1 when something is wrong. --rebuild applies the rules for charges\n"
        "again and makes everything that is derived anew; the lines themselves are never touched.\n"
        "\n"
        "  kamen check\n"
        "  kamen check --rebuild --db kamen.db",
    .run = run,
};
