/* What the export of a list gives is taken back unchanged, in every language and form. */
#include <glib/gstdio.h>

#include "record/export.h"
#include "support.h"

static void
fill(Imports *f)
{
    g_autofree char *item = NULL;
    gint64 list;

    kam_test_db_run(f->db,
                    "INSERT INTO product (id, name, name_key, created_at, is_charge) VALUES (201, 'V', 'v', 1, 0)");
    imports_create(
        f, "contact",
        "{'account_id':'101','family_name':'Đorđević','given_name':'Ђура','phone':'+381 11 22','influence':7,"
        "'note':'=1+1\\n; \\\"navod\\\", red','buying_role':'user','private_note':'moje'}");
    imports_create(f, "contact", "{'account_id':'102','family_name':'-Crta','email':'x@y.rs'}");
    imports_create(f, "site",
                   "{'account_id':'101','name':'Pogon','latitude':'-44.812345','longitude':'20.5','country':'RS'}");
    imports_create(f, "task", "{'title':'Poziv','due_on':'2026-07-03','priority':'high'}");
    imports_create(f, "interaction",
                   "{'account_id':'101','kind':'visit','at':'2026-03-07T09:30:15.250Z','subject':'Cene','minutes':1200,"
                   "'ours':['1','2']}");
    imports_create(f, "tag", "{'name':'Važno','colour':'#1a2b3c'}");
    imports_create(f, "price_list", "{'name':'Veleprodaja','currency':'RSD','valid_from':'2026-01-02'}");
    list = imports_get_int(f, "SELECT id FROM price_list");
    item = g_strdup_printf("{'price_list_id':'%" G_GINT64_FORMAT "','product_id':'201','valid_from':'2026-01-02',"
                           "'min_quantity':'1000.5','price':{'amount':'1234567.891','currency':'RSD'}}",
                           list);
    imports_create(f, "price_list_item", item);
}

static char *
export_csv(Imports *f, const KamRecordType *type, KamLanguage language)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamExport) export = NULL;
    GString *out = g_string_new(NULL);
    KamFilter *filter;

    kam_faults_init(&faults);
    filter = kam_filter_parse(&f->actor, f->work.types, type, "", &faults);
    g_assert_nonnull(filter);
    export = kam_export_new(&f->actor, f->work.types, filter, KAM_EXPORT_CSV, language, &error);
    g_assert_no_error(error);
    while (kam_export_next(export, f->db, out, &error))
        continue;
    g_assert_no_error(error);
    return g_string_free(out, FALSE);
}

static const char *const plurals[] = { "contacts", "sites", "tasks",       "interactions",
                                       "tags",     "users", "price_lists", "price_list_items" };

static void
test_round_trip__changes_nothing(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 before;

    fill(f);
    before = imports_count_all(f);
    f->actor = kam_actor_program("test");
    for (guint i = 0; i < G_N_ELEMENTS(plurals); i++)
        for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++) {
            const KamRecordType *type = kam_record_type_find_plural(f->work.types, plurals[i]);
            g_autofree char *text = export_csv(f, type, language);

            g_test_message("%s in %s", plurals[i], kam_language_tag(language));
            imports_assert(f, plurals[i], text,
                           strcmp(plurals[i], "contacts") == 0 || strcmp(plurals[i], "users") == 0 ? "0 0 2 0"
                                                                                                   : "0 0 1 0");
        }
    g_assert_cmpint(imports_count_all(f), ==, before);
}

/* The id is what tells: without it the same file, changed, would be another record. */
static void
test_round_trip__takes_a_change(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) parts = NULL;
    g_autofree char *changed = NULL;

    fill(f);
    text = export_csv(f, kam_record_type_find(f->work.types, "price_list_item"), KAM_LANGUAGE_SR);
    parts = g_strsplit(text, "1.234.567,891", 2);
    if (parts[1] == NULL) {
        g_strfreev(parts);
        parts = g_strsplit(text, "1234567,891", 2);
    }
    g_assert_nonnull(parts[1]);
    changed = g_strconcat(parts[0], "1.234.568,5", parts[1], NULL);
    imports_assert(f, "price_list_items", changed, "0 1 0 0");
    g_assert_cmpint(imports_get_int(f, "SELECT price_micro FROM price_list_item"), ==,
                    G_GINT64_CONSTANT(1234568500000));
}

/* A spreadsheet has numbers and days of its own, which no language changes. */
static void
test_round_trip__of_a_spreadsheet(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = g_build_filename(f->folder, "file.xlsx", NULL);
    const char *const paths[] = { path, NULL };
    const KamRecordType *const types[] = { &kam_site_type, &kam_task_type, &kam_price_list_item_type };

    fill(f);
    for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
        g_auto(KamFaults) faults = { 0 };
        g_autoptr(GError) error = NULL;
        g_auto(KamRecordImportResult) result = { 0 };
        g_autoptr(KamExport) export = NULL;

        kam_faults_init(&faults);
        export =
            kam_export_new(&f->actor, f->work.types, kam_filter_parse(&f->actor, f->work.types, types[i], "", &faults),
                           KAM_EXPORT_XLSX, KAM_LANGUAGE_SR, &error);
        g_assert_true(kam_export_write_xlsx(export, f->db, path, &error));
        g_assert_true(kam_record_import_run(&f->work, types[i], paths, &f->options, &result, &error));
        g_assert_cmpint((int)result.equal, ==, 1);
        g_assert_cmpint((int)result.read, ==, 1);
        g_remove(path);
    }
}

void
add_round_trip_tests(void)
{
    imports_add("round_trip/changes_nothing", test_round_trip__changes_nothing);
    imports_add("round_trip/takes_a_change", test_round_trip__takes_a_change);
    imports_add("round_trip/of_a_spreadsheet", test_round_trip__of_a_spreadsheet);
}
