/* Every table of fields against the migrated schema, and against itself: columns, indexes, references, choices, states.
 * Run once a database: domain_tables --db sqlite|postgres. */
#include <jansson.h>
#include <string.h>

#include "domain/types.h"
#include "record/value.h"
#include "store/migrate.h"
#include "support/test_db.h"

static const char *kind = "sqlite";

/* table, column, type, 1 when it may not be NULL, 1 when it has a default */
static const char sqlite_columns_sql[] =
    "SELECT t.name, c.name, lower(c.type), c.\"notnull\", c.dflt_value IS NOT NULL FROM sqlite_schema t,"
    " pragma_table_info(t.name) c WHERE t.type = 'table'";
static const char postgres_columns_sql[] =
    "SELECT table_name::text, column_name::text, data_type::text, CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END,"
    " CASE WHEN column_default IS NULL THEN 0 ELSE 1 END FROM information_schema.columns"
    " WHERE table_schema = current_schema()";
static const char sqlite_indexes_sql[] =
    "SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL";
static const char postgres_indexes_sql[] =
    "SELECT tablename::text, indexdef::text FROM pg_indexes WHERE schemaname = current_schema()";

typedef struct {
    char *type;
    gboolean not_null, has_default;
} Column;

typedef struct {
    char *table, *definition;
} Index;

typedef struct {
    KamTestDb *place;
    KamDb *db;
    GHashTable *columns; /* "table.column" to Column */
    GPtrArray *indexes;  /* Index */
} Fixture;

static void
column_free(gpointer data)
{
    g_free(((Column *)data)->type);
    g_free(data);
}

static void
index_free(gpointer data)
{
    g_free(((Index *)data)->table);
    g_free(((Index *)data)->definition);
    g_free(data);
}

static gboolean
is_sqlite(void)
{
    return strcmp(kind, "sqlite") == 0;
}

static void
load_columns(Fixture *f)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, is_sqlite() ? sqlite_columns_sql : postgres_columns_sql, NULL);

    g_assert_nonnull(stmt);
    while (kam_stmt_step(stmt, NULL) == KAM_STEP_ROW) {
        Column *column = g_new0(Column, 1);
        column->type = g_strdup(kam_stmt_get_text(stmt, 2));
        column->not_null = kam_stmt_get_int(stmt, 3) != 0;
        column->has_default = kam_stmt_get_int(stmt, 4) != 0;
        g_hash_table_insert(f->columns,
                            g_strdup_printf("%s.%s", kam_stmt_get_text(stmt, 0), kam_stmt_get_text(stmt, 1)), column);
    }
}

static void
load_indexes(Fixture *f)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, is_sqlite() ? sqlite_indexes_sql : postgres_indexes_sql, NULL);

    g_assert_nonnull(stmt);
    while (kam_stmt_step(stmt, NULL) == KAM_STEP_ROW) {
        Index *index = g_new0(Index, 1);
        index->table = g_strdup(kam_stmt_get_text(stmt, 0));
        index->definition = g_strdup(kam_stmt_get_text(stmt, 1));
        g_ptr_array_add(f->indexes, index);
    }
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    kam_migrate_run(f->db, NULL, &error);
    g_assert_no_error(error);
    f->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, column_free);
    f->indexes = g_ptr_array_new_with_free_func(index_free);
    load_columns(f);
    load_indexes(f);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_hash_table_unref(f->columns);
    g_ptr_array_unref(f->indexes);
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

/* What field.h says of each kind, said again: suffix and type of its columns. */
typedef struct {
    const char *suffix, *type;
} Storage;

static const Storage *
storage_of(KamFieldKind field_kind)
{
    static const Storage text[] = { { "", "text" }, { 0 } }, number[] = { { "", "bigint" }, { 0 } },
                         micro[] = { { "_micro", "bigint" }, { 0 } },
                         money[] = { { "_micro", "bigint" }, { "_currency", "text" }, { 0 } },
                         date[] = { { "", "integer" }, { 0 } }, boolean[] = { { "", "smallint" }, { 0 } },
                         none[] = { { 0 } };

    switch (field_kind) {
    case KAM_INT:
    case KAM_INSTANT:
    case KAM_REF:
    case KAM_FILE:
        return number;
    case KAM_DECIMAL:
    case KAM_PERCENT:
        return micro;
    case KAM_MONEY:
        return money;
    case KAM_DATE:
        return date;
    case KAM_BOOLEAN:
        return boolean;
    case KAM_REFS:
        return none;
    case KAM_TEXT:
    case KAM_LONG_TEXT:
    case KAM_CHOICE:
    case KAM_EMAIL:
    case KAM_PHONE:
    case KAM_URL:
    case KAM_COUNTRY:
    case KAM_COLOUR:
    case KAM_TAX_NUMBER:
    case KAM_COMPANY_NUMBER:
        return text;
    case KAM_FIELD_KIND_N:
    default:
        g_error("kind '%d' has no storage", (int)field_kind);
    }
}

/* Columns older than the engine: a number of a batch is 32 bits wide, and files may bring rows without a name. */
static gboolean
is_narrow(const char *column)
{
    return g_str_has_suffix(column, ".batch_id");
}

static gboolean
may_lack(const char *column)
{
    return g_str_equal(column, "account.name") || g_str_equal(column, "product.name");
}

static void
check_column(const Fixture *f, const KamRecordType *type, const KamField *field, const Storage *storage)
{
    g_autofree char *name = g_strdup_printf("%s.%s%s", kam_record_type_table(type), field->name, storage->suffix);
    const Column *column = g_hash_table_lookup(f->columns, name);

    if (column == NULL)
        g_error("no column '%s'", name);
    if (!g_str_equal(column->type, is_narrow(name) ? "integer" : storage->type))
        g_error("column '%s' is %s, not %s", name, column->type, storage->type);
    /* The program always names all columns: a default does not help a value that may be absent. */
    if (column->not_null && !field->required && !field->computed)
        g_error("column '%s' may not be NULL but its field may be absent", name);
    if (field->required && !column->not_null && !may_lack(name))
        g_error("column '%s' may be NULL but its field is required", name);
}

static void
test_tables__each_field_has_its_columns(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            for (const Storage *storage = storage_of(field->kind); storage->suffix != NULL; storage++)
                check_column(f, *type, field, storage);
}

/* Of app_user: how somebody signs in is nobody's to list. */
static gboolean
is_no_fields_business(const char *column)
{
    static const char *const standard[] = { "id",         "version",    "created_at", "created_by",
                                            "updated_at", "updated_by", "deleted_at", NULL };
    static const char *const secrets[] = { "password_hash", "password_at",     "link_hash",
                                           "link_use",      "link_expires_at", NULL };
    const char *name = strchr(column, '.') + 1;

    return g_strv_contains(standard, name) || (g_str_has_prefix(column, "app_user.") && g_strv_contains(secrets, name));
}

static void
test_tables__each_column_is_a_field_or_standard(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        g_autofree char *prefix = g_strconcat(kam_record_type_table(*type), ".", NULL);
        g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        GHashTableIter iter;
        gpointer name;

        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            for (const Storage *storage = storage_of(field->kind); storage->suffix != NULL; storage++)
                g_hash_table_add(known, g_strconcat(prefix, field->name, storage->suffix, NULL));
        g_hash_table_iter_init(&iter, f->columns);
        while (g_hash_table_iter_next(&iter, &name, NULL))
            if (g_str_has_prefix(name, prefix) && !is_no_fields_business(name) && !g_hash_table_contains(known, name))
                g_error("column '%s' belongs to no field", (const char *)name);
    }
}

static void
test_tables__each_has_the_standard_columns(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *name, *type;
        gboolean not_null;
    } standard[] = {
        { "id", NULL, FALSE }, /* the key: how it says so differs */
        { "version", "integer", TRUE },
        { "created_at", "bigint", TRUE },
        { "created_by", "bigint", TRUE },
        { "updated_at", "bigint", TRUE },
        { "updated_by", "bigint", TRUE },
        { "deleted_at", "bigint", FALSE },
    };

    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (gsize i = 0; i < G_N_ELEMENTS(standard); i++) {
            g_autofree char *name = g_strdup_printf("%s.%s", kam_record_type_table(*type), standard[i].name);
            const Column *column = g_hash_table_lookup(f->columns, name);
            if (column == NULL)
                g_error("no column '%s'", name);
            if (standard[i].type == NULL)
                continue;
            g_assert_cmpstr(column->type, ==, standard[i].type);
            g_assert_cmpint(column->not_null, ==, standard[i].not_null);
        }
}

/* Whether an index begins with a column. */
static gboolean
begins_with(const Index *index, const char *table, const char *column)
{
    const char *bracket = strchr(index->definition, '(');
    gsize length = strlen(column);

    return g_str_equal(index->table, table) && bracket != NULL && g_str_has_prefix(bracket + 1, column) &&
           strchr(",) ", bracket[1 + length]) != NULL;
}

static gboolean
is_unique_among_the_living(const Index *index, const char *table, const char *column)
{
    g_autofree char *alone = g_strdup_printf("(%s)", column);

    return begins_with(index, table, column) && g_str_has_prefix(index->definition, "CREATE UNIQUE") &&
           strstr(index->definition, alone) != NULL && strstr(index->definition, "deleted_at IS NULL") != NULL;
}

typedef gboolean (*IndexTest)(const Index *index, const char *table, const char *column);

static gboolean
has_index(const Fixture *f, const char *table, const char *column, IndexTest test)
{
    for (guint i = 0; i < f->indexes->len; i++)
        if (test(f->indexes->pdata[i], table, column))
            return TRUE;
    return FALSE;
}

static void
test_tables__references_and_unique_fields_have_indexes(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (const KamField *field = (*type)->fields; field->name != NULL; field++) {
            const char *table = kam_record_type_table(*type);
            if (field->kind == KAM_REF && !has_index(f, table, field->name, begins_with))
                g_error("no index begins with %s.%s, a reference", table, field->name);
            if (field->unique && !has_index(f, table, field->name, is_unique_among_the_living))
                g_error("no unique index of the living on %s.%s", table, field->name);
        }
}

/* --- the tables against themselves --- */

typedef void (*FieldTest)(const KamRecordType *type, const KamField *field);

static void
for_each_field(FieldTest test)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            test(*type, field);
}

static void
check_labels(const KamRecordType *type, const KamField *field)
{
    if (field->en == NULL || field->en[0] == '\0' || field->sr == NULL || field->sr[0] == '\0')
        g_error("%s.%s has no label in one of the languages", type->name, field->name);
    for (const KamChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
        if (choice->en == NULL || choice->sr == NULL)
            g_error("choice '%s' of %s.%s has no label", choice->name, type->name, field->name);
}

static void
test_tables__labels_are_there_in_both_languages(void)
{
    for_each_field(check_labels);
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        g_assert_true((*type)->en != NULL && (*type)->sr != NULL);
}

static void
check_unique_name(const KamRecordType *type, const KamField *field)
{
    /* The first field of a name is found, so a second one is another. */
    if (kam_record_type_field(type, field->name) != field)
        g_error("%s.%s is there twice", type->name, field->name);
}

static void
test_tables__names_are_unique(void)
{
    const KamRecordType *const *types = kam_domain_types();

    for_each_field(check_unique_name);
    for (const KamRecordType *const *type = types; *type != NULL; type++) {
        g_assert_true(kam_record_type_find(types, (*type)->name) == *type);
        g_assert_true(kam_record_type_find_plural(types, (*type)->plural) == *type);
    }
}

static void
check_choices(const KamRecordType *type, const KamField *field)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    if ((field->kind == KAM_CHOICE) != (field->choices != NULL))
        g_error("%s.%s: a choice has choices, and nothing else has", type->name, field->name);
    for (const KamChoice *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
        if (!g_hash_table_add(names, (gpointer)(guintptr)choice->name))
            g_error("choice '%s' of %s.%s is there twice", choice->name, type->name, field->name);
}

static void
test_tables__choices_are_unique(void)
{
    for_each_field(check_choices);
}

static void
check_pattern(const KamRecordType *type, const KamField *field)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRegex) regex = field->pattern == NULL ? NULL : g_regex_new(field->pattern, 0, 0, &error);

    g_assert_no_error(error);
    g_assert_true((regex == NULL) == (field->pattern == NULL));
    if ((field->pattern == NULL) != (field->pattern_hint == NULL))
        g_error("%s.%s: a pattern says in words what it asks for", type->name, field->name);
}

static void
test_tables__patterns_compile(void)
{
    for_each_field(check_pattern);
}

static void
check_reference(const KamRecordType *type, const KamField *field)
{
    gboolean is_reference = field->kind == KAM_REF || field->kind == KAM_REFS;

    if (is_reference != (field->to != NULL))
        g_error("%s.%s: a reference says to what, and nothing else does", type->name, field->name);
    if (is_reference && !g_str_equal(field->to, "*") && kam_record_type_find(kam_domain_types(), field->to) == NULL)
        g_error("%s.%s refers to '%s', which is no type", type->name, field->name, field->to);
    if (field->on_delete_clear && field->required)
        g_error("%s.%s is required, so it cannot be cleared", type->name, field->name);
}

static void
test_tables__references_name_types(void)
{
    for_each_field(check_reference);
}

static void
check_words(const KamRecordType *type, const char *words)
{
    g_auto(GStrv) names = g_strsplit(words, " ", -1);

    for (char **name = names; *name != NULL; name++)
        if (kam_record_type_field(type, *name) == NULL)
            g_error("type '%s' speaks of '%s', which is no field of it", type->name, *name);
}

static void
check_scope(const KamRecordType *type)
{
    const KamField *account = kam_record_type_field(type, "account_id");
    const KamField *user = kam_record_type_field(type, "user_id");

    g_assert_cmpint(type->scope, !=, 0);
    if (type->scope == KAM_SCOPE_ACCOUNT)
        g_assert_true(account != NULL && account->required && g_str_equal(account->to, "account"));
    if (type->scope == KAM_SCOPE_PERSONAL)
        g_assert_true(user != NULL && user->required && g_str_equal(user->to, "user"));
    if (type->scope == KAM_SCOPE_LINKED) {
        const KamRecordType *by = kam_record_type_find(kam_domain_types(), type->linked_by);
        g_assert_nonnull(by);
        g_assert_cmpstr(kam_record_type_field(by, type->linked_field)->to, ==, type->name);
    }
}

static void
test_tables__types_speak_of_their_own_fields(void)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        g_assert_nonnull((*type)->title);
        check_words(*type, (*type)->title);
        if ((*type)->match_keys != NULL)
            check_words(*type, (*type)->match_keys);
        check_scope(*type);
    }
}

static gboolean
is_choice(const KamField *field, const char *name)
{
    for (const KamChoice *choice = field->choices; choice->name != NULL; choice++)
        if (g_str_equal(choice->name, name))
            return TRUE;
    return FALSE;
}

static void
check_transitions(const KamRecordType *type, const KamField *state)
{
    gboolean has_creation = FALSE;

    for (const KamTransition *row = type->transitions; row->to != NULL; row++) {
        g_assert_true(is_choice(state, row->to));
        g_assert_true(row->from == NULL || is_choice(state, row->from));
        has_creation = has_creation || row->from == NULL;
        if (row->requires != NULL)
            check_words(type, row->requires);
    }
    g_assert_true(has_creation);
}

static void
test_tables__transitions_name_states(void)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        g_assert_true(((*type)->state_field == NULL) == ((*type)->transitions == NULL));
        if ((*type)->state_field != NULL)
            check_transitions(*type, kam_record_type_field(*type, (*type)->state_field));
    }
}

/* The words that stand for the moment and the person, and everything else as the engine reads it. */
static gboolean
is_good_default(const KamField *field)
{
    const char *text = field->default_value;
    g_auto(KamFaults) faults = { 0 };
    KamFieldValue value = { 0 };
    json_t *json;
    gboolean is_good;

    if (g_str_has_prefix(text, "\"@"))
        return (field->kind == KAM_DATE && g_str_equal(text, "\"@today\"")) ||
               (field->kind == KAM_INSTANT && g_str_equal(text, "\"@now\"")) ||
               (field->kind == KAM_REF && g_str_equal(text, "\"@me\"") && g_str_equal(field->to, "user"));
    kam_faults_init(&faults);
    json = json_loads(text, JSON_DECODE_ANY, NULL);
    is_good = json != NULL && kam_value_from_json(field, json, &value, &faults) && value.state == KAM_VALUE_SET;
    kam_field_value_clear(&value);
    json_decref(json);
    return is_good;
}

static void
check_default(const KamRecordType *type, const KamField *field)
{
    if (field->default_value != NULL && !is_good_default(field))
        g_error("default of %s.%s is no value of it", type->name, field->name);
}

static void
test_tables__defaults_are_values(void)
{
    for_each_field(check_default);
}

static void
check_flags(const KamRecordType *type, const KamField *field)
{
    if (field->computed && (field->required || field->fixed || field->default_value != NULL))
        g_error("%s.%s is computed, so no client writes it", type->name, field->name);
    if (field->max < field->min)
        g_error("%s.%s has a range without a value", type->name, field->name);
}

static void
test_tables__flags_do_not_contradict(void)
{
    for_each_field(check_flags);
}

static void
test_tables__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so tables on it are not tested");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            kind = argv[i + 1];
    if (!kam_test_db_is_available(kind)) {
        g_test_add_func("/tables/postgres", test_tables__needs_a_server);
        return g_test_run();
    }
#define ADD(path, test) g_test_add("/tables/" path, Fixture, NULL, set_up, test, tear_down)
    ADD("columns", test_tables__each_field_has_its_columns);
    ADD("no-other-columns", test_tables__each_column_is_a_field_or_standard);
    ADD("standard-columns", test_tables__each_has_the_standard_columns);
    ADD("indexes", test_tables__references_and_unique_fields_have_indexes);
    g_test_add_func("/tables/labels", test_tables__labels_are_there_in_both_languages);
    g_test_add_func("/tables/names", test_tables__names_are_unique);
    g_test_add_func("/tables/choices", test_tables__choices_are_unique);
    g_test_add_func("/tables/patterns", test_tables__patterns_compile);
    g_test_add_func("/tables/references", test_tables__references_name_types);
    g_test_add_func("/tables/own-fields", test_tables__types_speak_of_their_own_fields);
    g_test_add_func("/tables/transitions", test_tables__transitions_name_states);
    g_test_add_func("/tables/defaults", test_tables__defaults_are_values);
    g_test_add_func("/tables/flags", test_tables__flags_do_not_contradict);
    return g_test_run();
}
