/* Set-up of the tests of the record engine. */
#include "engine.h"

#include <string.h>

#include "store/migrate.h"

#define NOW G_GINT64_CONSTANT(1790000000000)

static const KamChoice stages[] = {
    { "draft", "Draft", "Nacrt" }, { "ready", "Ready", "Spremno" }, { "gone", "Gone", "Otišlo" }, { 0 }
};

static const KamTransition stage_changes[] = {
    { .from = NULL, .to = "draft" },
    { .from = "draft", .to = "ready", .requires = "amount due_on" },
    { .from = "ready", .to = "gone", .permission = KAM_PERM_SETTINGS_WRITE },
    { .from = "ready", .to = "draft" },
    { 0 },
};

static const KamField item_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .required = TRUE, .max = 40, .searchable = TRUE },
    { "code", KAM_TEXT, "Code", "Šifra", .unique = TRUE, .fixed = TRUE, .pattern = "[A-Z]{2}[0-9]+",
      .pattern_hint = "two capital letters and digits" },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PRIVATE },
    { "pieces", KAM_INT, "Pieces", "Komada", .min = 1, .max = 1000, .default_value = "1" },
    { "weight", KAM_DECIMAL, "Weight", "Težina", .field_class = KAM_MARGIN },
    { "amount", KAM_MONEY, "Amount", "Iznos", .field_class = KAM_PUBLIC },
    { "due_on", KAM_DATE, "Due", "Rok", .field_class = KAM_PUBLIC },
    { "is_open", KAM_BOOLEAN, "Open", "Otvoreno", .default_value = "true" },
    { "stage", KAM_CHOICE, "Stage", "Faza", .choices = stages, .default_value = "\"draft\"" },
    { "owner_id", KAM_REF, "Owner", "Vlasnik", .to = "engine_owner" },
    { "helper_id", KAM_REF, "Helper", "Pomoćnik", .to = "engine_owner", .on_delete_clear = TRUE },
    { "friends", KAM_REFS, "Friends", "Prijatelji", .to = "engine_owner" },
    { "name_length", KAM_INT, "Length", "Dužina", .computed = TRUE },
    { 0 },
};

static gboolean
compute_length(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
               G_GNUC_UNUSED GError **error)
{
    const char *name = kam_record_get_text(record, "name");

    if (name != NULL)
        kam_record_set_int(record, "name_length", (gint64)strlen(name));
    return TRUE;
}

const KamRecordType engine_item = {
    .name = "engine_item",
    .plural = "engine_items",
    .en = "Item",
    .sr = "Stavka",
    .fields = item_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .state_field = "stage",
    .transitions = stage_changes,
    .compute = compute_length,
};

static const KamField owner_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .required = TRUE, .max = 40 },
    { 0 },
};

const KamRecordType engine_owner = {
    .name = "engine_owner",
    .plural = "engine_owners",
    .en = "Owner",
    .sr = "Vlasnik",
    .fields = owner_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
};

const KamRecordType *const engine_types[] = { &engine_item, &engine_owner, NULL };

const char *engine_kind = "sqlite";

static const char item_sql[] =
    "CREATE TABLE engine_item (id BIGINT PRIMARY KEY, name TEXT, code TEXT, note TEXT, pieces BIGINT,"
    " weight_micro BIGINT, amount_micro BIGINT, amount_currency TEXT, due_on INTEGER, is_open SMALLINT, stage TEXT,"
    " owner_id BIGINT, helper_id BIGINT, name_length BIGINT, version INTEGER NOT NULL, created_at BIGINT NOT NULL,"
    " created_by BIGINT NOT NULL, updated_at BIGINT NOT NULL, updated_by BIGINT NOT NULL, deleted_at BIGINT)";
static const char owner_sql[] =
    "CREATE TABLE engine_owner (id BIGINT PRIMARY KEY, name TEXT, version INTEGER NOT NULL, created_at BIGINT NOT NULL,"
    " created_by BIGINT NOT NULL, updated_at BIGINT NOT NULL, updated_by BIGINT NOT NULL, deleted_at BIGINT)";

static void
set_up(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(engine_kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    kam_migrate_run(f->db, NULL, &error);
    g_assert_no_error(error);
    kam_test_db_run(f->db, item_sql);
    kam_test_db_run(f->db, owner_sql);
    f->actor = (KamActor) { .user_id = 7,
                            .role = KAM_ROLE_DIRECTOR,
                            .people = { 7 },
                            .n_people = 1,
                            .scopes = KAM_SCOPES_ALL,
                            .name = "ana@firma.rs" };
    f->work = (KamWork) { f->db, &f->actor, engine_types, "request-1", NOW };
    kam_faults_init(&f->faults);
}

static void
tear_down(Engine *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_faults_clear(&f->faults);
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

void
engine_add(const char *name, void (*test)(Engine *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/record/%s/%s", engine_kind, name);

    g_test_add(path, Engine, NULL, set_up, test, tear_down);
}

void
engine_add_with(const char *name, gconstpointer data, void (*test)(Engine *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/record/%s/audit/altered/%s", engine_kind, name);

    g_test_add(path, Engine, data, set_up, test, tear_down);
}

json_t *
engine_json(const char *text)
{
    g_autofree char *quoted = g_strdelimit(g_strdup(text), "'", '"');
    json_t *json = json_loads(quoted, JSON_DECODE_ANY, NULL);

    g_assert_nonnull(json);
    return json;
}

KamRecord *
engine_create(Engine *f, const KamRecordType *type, const char *body)
{
    g_autoptr(GError) error = NULL;
    json_t *json = engine_json(body);
    KamRecord *record = kam_record_create(&f->work, type, json, &f->faults, &error);

    for (guint i = 0; i < f->faults.list->len; i++)
        g_test_message("%s", ((KamFault *)g_ptr_array_index(f->faults.list, i))->detail);
    g_assert_no_error(error);
    json_decref(json);
    return record;
}

void
engine_expect_fault(const Engine *f, const char *pointer, const char *code)
{
    const KamFault *fault;

    g_assert_cmpuint(f->faults.list->len, ==, 1);
    fault = g_ptr_array_index(f->faults.list, 0);
    g_assert_cmpstr(fault->pointer, ==, pointer);
    g_assert_cmpstr(fault->code, ==, code);
}

void
engine_forget_faults(Engine *f)
{
    kam_faults_clear(&f->faults);
    kam_faults_init(&f->faults);
}
