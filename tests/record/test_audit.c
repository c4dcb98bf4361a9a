/* The audit is chained: whatever byte of it is changed, added or taken away, the walk finds it. */
#include <string.h>

#include "engine.h"
#include "record/audit.h"

static guint64
verify(Engine *f, GString *findings, char **end)
{
    g_autoptr(GError) error = NULL;
    guint64 n = 0;

    g_assert_true(kam_audit_verify(f->db, findings, &n, end, &error));
    g_assert_no_error(error);
    return n;
}

static void
make_history(Engine *f)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A','note':'tajna','weight':'2.5'}");
    json_t *json = engine_json("{'name':'B','weight':'3'}");
    g_autoptr(KamRecord) after = kam_record_patch(&f->work, &engine_item, made->id, 1, json, &f->faults, &error);
    g_autoptr(KamRecord) gone = kam_record_delete(&f->work, &engine_item, made->id, 2, &f->faults, &error);

    g_assert_no_error(error);
    g_assert_nonnull(after);
    g_assert_nonnull(gone);
    json_decref(json);
}

static void
test_chain__is_whole_after_changes(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GString) findings = g_string_new(NULL);
    g_autofree char *end = NULL;

    make_history(f);
    g_assert_cmpuint(verify(f, findings, &end), ==, 3);
    g_assert_cmpstr(findings->str, ==, "");
    g_assert_cmpuint(strlen(end), ==, 64);
}

static void
test_chain__finds_any_alteration(Engine *f, gconstpointer data)
{
    g_autoptr(GString) findings = g_string_new(NULL);
    g_autofree char *end = NULL;

    make_history(f);
    kam_test_db_run(f->db, data);
    verify(f, findings, &end);
    g_test_message("%s", findings->str);
    g_assert_cmpuint(findings->len, >, 0);
}

static char *
history(Engine *f, gint64 id)
{
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);
    gint64 next = 0;
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_array(&json, NULL);
    g_assert_true(kam_audit_history_to_json(f->db, &f->actor, &engine_item, id, 0, 50, &json, &next, &error));
    kam_json_end_array(&json);
    return g_string_free(out, FALSE);
}

static void
test_history__says_from_and_to_within_the_rights(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *whole = NULL;
    g_autofree char *narrow = NULL;
    gint64 id;

    make_history(f);
    id = kam_test_db_get_int(f->db, "SELECT id FROM engine_item");
    whole = history(f, id);
    g_assert_nonnull(strstr(whole, "\"name\":[\"A\",\"B\"]"));
    g_assert_nonnull(strstr(whole, "\"weight\":[\"2.5\",\"3\"]"));
    f->actor.role = KAM_ROLE_MEMBER;
    narrow = history(f, id);
    g_assert_nonnull(strstr(narrow, "\"name\":[\"A\",\"B\"]"));
    g_assert_null(strstr(narrow, "weight"));
    g_assert_null(strstr(narrow, "tajna"));
}

static void
test_history__comes_in_pages(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    gint64 id, next = 0, last = 0;
    KamJson json;

    make_history(f);
    id = kam_test_db_get_int(f->db, "SELECT id FROM engine_item");
    kam_json_init(&json, out, 0);
    kam_json_begin_array(&json, NULL);
    g_assert_true(kam_audit_history_to_json(f->db, &f->actor, &engine_item, id, 0, 2, &json, &next, &error));
    g_assert_cmpint(next, ==, 2);
    g_assert_true(kam_audit_history_to_json(f->db, &f->actor, &engine_item, id, next, 2, &json, &last, &error));
    g_assert_cmpint(last, ==, 0);
    kam_json_end_array(&json);
    g_assert_nonnull(strstr(out->str, "\"seq\":1"));
}

void add_audit_tests(void);
void
add_audit_tests(void)
{
    static const char *const alterations[][2] = {
        { "value", "UPDATE audit_entry SET changes = replace(changes, 'B', 'C') WHERE seq = 2" },
        { "time", "UPDATE audit_entry SET at = at + 1 WHERE seq = 1" },
        { "person", "UPDATE audit_entry SET user_id = 8 WHERE seq = 3" },
        { "record", "UPDATE audit_entry SET record_id = record_id + 1 WHERE seq = 2" },
        { "hash", "UPDATE audit_entry SET hash = 'x' || substr(hash, 2) WHERE seq = 2" },
        { "removed", "DELETE FROM audit_entry WHERE seq = 2" },
        { "first", "DELETE FROM audit_entry WHERE seq = 1" },
        { "cut", "DELETE FROM audit_entry WHERE seq = 3" },
        { "head", "UPDATE audit_head SET seq = 2" },
    };

    engine_add("audit/whole", test_chain__is_whole_after_changes);
    for (guint i = 0; i < G_N_ELEMENTS(alterations); i++)
        engine_add_with(alterations[i][0], alterations[i][1], test_chain__finds_any_alteration);
    engine_add("audit/history", test_history__says_from_and_to_within_the_rights);
    engine_add("audit/pages", test_history__comes_in_pages);
}
