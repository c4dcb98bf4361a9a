/* Records are created, changed, deleted and restored as their table of fields says, and all faults come at once. */
#include <string.h>

#include "engine.h"
#include "record/audit.h"

static KamRecord *
patch(Engine *f, const KamRecord *record, gint64 version, const char *body, GError **error)
{
    json_t *json = engine_json(body);
    KamRecord *after = kam_record_patch(&f->work, record->type, record->id, version, json, &f->faults, error);

    json_decref(json);
    return after;
}

static void
expect_refusal(Engine *f, const char *body, const char *pointer, const char *code)
{
    g_autoptr(GError) error = NULL;
    json_t *json = engine_json(body);

    g_assert_null(kam_record_create(&f->work, &engine_item, json, &f->faults, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    engine_expect_fault(f, pointer, code);
    engine_forget_faults(f);
    json_decref(json);
}

static void
test_create__takes_values_defaults_and_computed_ones(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made =
        engine_create(f, &engine_item, "{'name':'Vijak','amount':{'amount':'12.50','currency':'RSD'},'weight':'0.25'}");
    g_autoptr(KamRecord) loaded = kam_record_load(f->db, &engine_item, made->id, FALSE, &error);

    g_assert_no_error(error);
    g_assert_cmpint(loaded->version, ==, 1);
    g_assert_cmpint(loaded->created_by, ==, 7);
    g_assert_cmpstr(kam_record_get_text(loaded, "name"), ==, "Vijak");
    g_assert_cmpint(kam_record_get_int(loaded, "amount"), ==, 12500000);
    g_assert_cmpstr(kam_record_get_text(loaded, "amount"), ==, "RSD");
    g_assert_cmpint(kam_record_get_int(loaded, "weight"), ==, 250000);
    g_assert_cmpint(kam_record_get_int(loaded, "pieces"), ==, 1);
    g_assert_cmpstr(kam_record_get_text(loaded, "stage"), ==, "draft");
    g_assert_cmpint(kam_record_get_int(loaded, "name_length"), ==, 5);
}

static void
test_create__refuses_what_the_table_forbids(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    expect_refusal(f, "{}", "/name", "required");
    expect_refusal(f, "{'name':'A','colour':'red'}", "/colour", "unknown_field");
    expect_refusal(f, "{'name':'A','pieces':0}", "/pieces", "too_small");
    expect_refusal(f, "{'name':'A','pieces':1001}", "/pieces", "too_large");
    expect_refusal(f, "{'name':'A','code':'x'}", "/code", "pattern");
    expect_refusal(f, "{'name':'A','stage':'lost'}", "/stage", "not_a_choice");
    expect_refusal(f, "{'name':'A','name_length':3}", "/name_length", "computed");
    expect_refusal(f, "{'name':'A','owner_id':'99'}", "/owner_id", "no_such_record");
    expect_refusal(f, "{'name':'A','friends':['99']}", "/friends", "no_such_record");
    expect_refusal(f, "{'name':'A','stage':'ready'}", "/stage", "transition");
    expect_refusal(f, "['name']", "", "not_an_object");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM engine_item"), ==, 0);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM audit_entry"), ==, 0);
}

static void
test_create__tells_all_faults_at_once(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    json_t *json = engine_json("{'colour':1,'pieces':'many','due_on':'yesterday','is_open':3}");

    g_assert_null(kam_record_create(&f->work, &engine_item, json, &f->faults, &error));
    g_assert_cmpuint(f->faults.n_errors, ==, 5); /* and the name is missing */
    json_decref(json);
}

static void
test_create__unique_value_is_taken_once_among_the_living(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) first = engine_create(f, &engine_item, "{'name':'A','code':'AB1'}");
    g_autoptr(KamRecord) gone = NULL;
    g_autoptr(KamRecord) second = NULL;

    expect_refusal(f, "{'name':'B','code':'AB1'}", "/code", "not_unique");
    gone = kam_record_delete(&f->work, &engine_item, first->id, 1, &f->faults, &error);
    g_assert_no_error(error);
    second = engine_create(f, &engine_item, "{'name':'B','code':'AB1'}");
    g_assert_null(kam_record_restore(&f->work, &engine_item, first->id, &f->faults, &error));
    engine_expect_fault(f, "/code", "not_unique");
}

static void
test_patch__changes_what_is_named_and_raises_the_version(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A','pieces':5,'note':'x'}");
    g_autoptr(KamRecord) after = patch(f, made, 1, "{'pieces':6,'note':null}", &error);

    g_assert_no_error(error);
    g_assert_cmpint(after->version, ==, 2);
    g_assert_cmpint(kam_record_get_int(after, "pieces"), ==, 6);
    g_assert_false(kam_record_has(after, "note"));
    g_assert_cmpstr(kam_record_get_text(after, "name"), ==, "A");
}

static void
test_patch__refuses_a_version_that_is_gone(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A'}");
    g_autoptr(KamRecord) once = patch(f, made, 1, "{'name':'B'}", NULL);
    g_autoptr(KamRecord) twice = patch(f, made, 1, "{'name':'C'}", &error);

    g_assert_nonnull(once);
    g_assert_null(twice);
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_patch__without_a_difference_changes_nothing(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A'}");
    g_autoptr(KamRecord) after = patch(f, made, 1, "{'name':'A','version':1,'id':'5'}", NULL);

    g_assert_cmpint(after->version, ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM audit_entry"), ==, 1);
}

static void
test_patch__fixed_field_stays(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A','code':'AB1'}");

    g_assert_null(patch(f, made, 1, "{'code':'AB2'}", &error));
    engine_expect_fault(f, "/code", "fixed");
}

static void
test_patch__keeps_many_references_in_order(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) a = engine_create(f, &engine_owner, "{'name':'A'}");
    g_autoptr(KamRecord) b = engine_create(f, &engine_owner, "{'name':'B'}");
    g_autofree char *both =
        g_strdup_printf("{'name':'X','friends':['%" G_GINT64_FORMAT "','%" G_GINT64_FORMAT "']}", b->id, a->id);
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, both);
    g_autofree char *one = g_strdup_printf("{'friends':['%" G_GINT64_FORMAT "']}", a->id);
    g_autoptr(KamRecord) loaded = kam_record_load(f->db, &engine_item, made->id, FALSE, &error);
    g_autoptr(KamRecord) after = NULL;

    g_assert_cmpuint(kam_record_get_ids(loaded, "friends")->len, ==, 2);
    g_assert_cmpint(g_array_index(kam_record_get_ids(loaded, "friends"), gint64, 0), ==, b->id);
    after = patch(f, made, 1, one, &error);
    g_assert_no_error(error);
    g_clear_pointer(&loaded, kam_record_free);
    loaded = kam_record_load(f->db, &engine_item, made->id, FALSE, &error);
    g_assert_cmpuint(kam_record_get_ids(loaded, "friends")->len, ==, 1);
}

static void
test_state__follows_its_table(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A'}");
    g_autoptr(KamRecord) ready = NULL;

    g_assert_null(patch(f, made, 1, "{'stage':'ready','due_on':'2026-12-01'}", &error));
    engine_expect_fault(f, "/amount", "required_by_state");
    engine_forget_faults(f);
    g_clear_error(&error);
    ready =
        patch(f, made, 1, "{'stage':'ready','due_on':'2026-12-01','amount':{'amount':'1','currency':'EUR'}}", &error);
    g_assert_no_error(error);
    g_assert_null(patch(f, ready, 2, "{'stage':'gone'}", &error));
    engine_expect_fault(f, "/stage", "denied");
}

static void
test_rights__unreadable_field_is_unknown_and_readable_one_denied(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    f->actor.role = KAM_ROLE_KAM; /* no margins */
    expect_refusal(f, "{'name':'A','weight':'1'}", "/weight", "unknown_field");
    f->actor.role = KAM_ROLE_DIRECTOR;
    f->actor.scopes = KAM_SCOPES_ALL;
}

static void
test_rights__a_role_that_only_reads_is_denied(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    json_t *json = engine_json("{'name':'A'}");

    f->actor.role = KAM_ROLE_EXECUTIVE;
    g_assert_null(kam_record_create(&f->work, &engine_item, json, &f->faults, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_DENIED);
    json_decref(json);
}

static void
test_delete__hides_and_restore_brings_back(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) made = engine_create(f, &engine_item, "{'name':'A','pieces':9}");
    g_autoptr(KamRecord) gone = kam_record_delete(&f->work, &engine_item, made->id, 1, &f->faults, &error);
    g_autoptr(KamRecord) back = NULL;

    g_assert_no_error(error);
    g_assert_cmpint(gone->deleted_at, >, 0);
    g_assert_null(kam_record_load(f->db, &engine_item, made->id, FALSE, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
    g_clear_error(&error);
    back = kam_record_restore(&f->work, &engine_item, made->id, &f->faults, &error);
    g_assert_no_error(error);
    g_assert_cmpint(back->deleted_at, ==, 0);
    g_assert_cmpint(back->version, ==, 3);
    g_assert_cmpint(kam_record_get_int(back, "pieces"), ==, 9);
}

static void
test_delete__references_refuse_or_are_emptied(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) owner = engine_create(f, &engine_owner, "{'name':'A'}");
    g_autofree char *owned = g_strdup_printf("{'name':'X','owner_id':'%" G_GINT64_FORMAT "'}", owner->id);
    g_autofree char *helped = g_strdup_printf("{'name':'Y','helper_id':'%" G_GINT64_FORMAT "'}", owner->id);
    g_autoptr(KamRecord) x = engine_create(f, &engine_item, owned);
    g_autoptr(KamRecord) y = engine_create(f, &engine_item, helped);
    g_autoptr(KamRecord) freed = NULL;
    g_autoptr(KamRecord) gone = NULL;

    g_assert_null(kam_record_delete(&f->work, &engine_owner, owner->id, 1, &f->faults, &error));
    engine_expect_fault(f, "", "referred_to");
    engine_forget_faults(f);
    g_clear_error(&error);
    freed = patch(f, x, 1, "{'owner_id':null}", &error);
    gone = kam_record_delete(&f->work, &engine_owner, owner->id, 1, &f->faults, &error);
    g_assert_no_error(error);
    g_clear_pointer(&freed, kam_record_free);
    freed = kam_record_load(f->db, &engine_item, y->id, FALSE, &error);
    g_assert_false(kam_record_has(freed, "helper_id"));
    g_assert_cmpint(freed->version, ==, 2);
}

static void
test_patch_many__all_or_none(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) a = engine_create(f, &engine_item, "{'name':'A'}");
    g_autoptr(KamRecord) b = engine_create(f, &engine_item, "{'name':'B'}");
    json_t *json = engine_json("{'pieces':7}");
    const gint64 ids[] = { a->id, 4711, b->id };
    const gint64 good[] = { a->id, b->id };

    g_assert_false(kam_record_patch_many(&f->work, &engine_item, ids, NULL, 3, json, &f->faults, &error));
    engine_expect_fault(f, "/ids/1", "no_such_record");
    engine_forget_faults(f);
    g_clear_error(&error);
    g_assert_true(kam_record_patch_many(&f->work, &engine_item, good, NULL, 2, json, &f->faults, &error));
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM engine_item WHERE pieces = 7"), ==, 2);
    json_decref(json);
}

/* Whatever call of the database fails, the caller rolls back to the old state. */
static void
test_create__leaves_nothing_when_any_call_fails(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    json_t *json = engine_json("{'name':'Vijak','code':'AB1'}");
    gboolean done = FALSE;
    guint n = 0;

    while (!done) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamTx) tx = NULL;
        g_autoptr(KamRecord) record = NULL;

        kam_db_fail_after(f->db, ++n);
        tx = kam_tx_begin(f->db, &error);
        record = tx == NULL ? NULL : kam_record_create(&f->work, &engine_item, json, &f->faults, &error);
        done = record != NULL && kam_tx_commit(tx, &error);
        kam_db_fail_after(f->db, 0);
        g_clear_pointer(&tx, kam_tx_end);
        g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM engine_item"), ==, done ? 1 : 0);
        g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM audit_entry"), ==, done ? 1 : 0);
    }
    g_assert_cmpuint(n, >, 8);
    json_decref(json);
}

static void
test_purge__removes_what_was_deleted_long_ago(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) owner = engine_create(f, &engine_owner, "{'name':'A'}");
    g_autofree char *body = g_strdup_printf("{'name':'X','friends':['%" G_GINT64_FORMAT "']}", owner->id);
    g_autoptr(KamRecord) item = engine_create(f, &engine_item, body);
    g_autoptr(KamRecord) gone = kam_record_delete(&f->work, &engine_item, item->id, 1, &f->faults, &error);
    guint n = 99;

    g_assert_nonnull(gone);
    g_assert_true(kam_records_purge(&f->work, f->work.now_ms, &n, &error));
    g_assert_cmpuint(n, ==, 0);
    g_assert_true(kam_records_purge(&f->work, f->work.now_ms + 1, &n, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM engine_item"), ==, 0);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM record_link"), ==, 0);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM audit_entry WHERE action = 'purge'"), ==, 1);
}

void add_change_tests(void);
void
add_change_tests(void)
{
    engine_add("create/values", test_create__takes_values_defaults_and_computed_ones);
    engine_add("create/refused", test_create__refuses_what_the_table_forbids);
    engine_add("create/all-faults", test_create__tells_all_faults_at_once);
    engine_add("create/unique", test_create__unique_value_is_taken_once_among_the_living);
    engine_add("create/failing-calls", test_create__leaves_nothing_when_any_call_fails);
    engine_add("patch/named", test_patch__changes_what_is_named_and_raises_the_version);
    engine_add("patch/stale", test_patch__refuses_a_version_that_is_gone);
    engine_add("patch/same", test_patch__without_a_difference_changes_nothing);
    engine_add("patch/fixed", test_patch__fixed_field_stays);
    engine_add("patch/references", test_patch__keeps_many_references_in_order);
    engine_add("patch/many", test_patch_many__all_or_none);
    engine_add("state", test_state__follows_its_table);
    engine_add("rights/fields", test_rights__unreadable_field_is_unknown_and_readable_one_denied);
    engine_add("rights/role", test_rights__a_role_that_only_reads_is_denied);
    engine_add("delete/restore", test_delete__hides_and_restore_brings_back);
    engine_add("delete/references", test_delete__references_refuse_or_are_emptied);
    engine_add("purge", test_purge__removes_what_was_deleted_long_ago);
}
