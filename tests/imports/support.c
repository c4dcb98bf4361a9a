/* The firm and its files. */
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/migrate.h"

static const char *kind = "sqlite";

static const char *const roles[] = { "none", "director", "kam" };

void
imports_act_as(Imports *f, int person)
{
    f->actor = (KamActor) { .user_id = person,
                            .role = kam_role_from_name(roles[person]),
                            .people = { person },
                            .n_people = 1,
                            .scopes = KAM_SCOPES_ALL,
                            .name = "somebody@firma.rs" };
}

static void
set_up(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(kind);
    f->folder = g_dir_make_tmp("kamen-imports-XXXXXX", NULL);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    g_assert_true(kam_migrate_run(f->db, NULL, &error));
    kam_test_db_run(f->db, "INSERT INTO app_user (id, version, email, name, role, created_at, created_by, updated_at,"
                           " updated_by) VALUES (1, 1, 'dir@firma.rs', 'Dara', 'director', 1, 0, 1, 0),"
                           " (2, 1, 'kam@firma.rs', 'Kosta', 'kam', 1, 0, 1, 0)");
    kam_test_db_run(f->db, "INSERT INTO account (id, number, name, name_key, tax_number, created_at, owner_id) VALUES"
                           " (101, 'K1', 'Metal d.o.o.', 'metal', '101134702', 1, 2),"
                           " (102, 'K2', 'Drvo', 'drvo', NULL, 1, NULL)");
    imports_act_as(f, DIRECTOR);
    f->work = (KamWork) {
        .db = f->db, .actor = &f->actor, .types = kam_domain_types(), .now_ms = G_GINT64_CONSTANT(1795000000000)
    };
    f->options.wish.language = KAM_LANGUAGE_N;
    f->rejects = g_strdup("");
}

static void
tear_down(Imports *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_record_import_result_clear(&f->result);
    g_free(f->rejects);
    g_clear_pointer(&f->db, kam_db_close);
    kam_test_db_free(f->place);
    g_assert_cmpint(g_rmdir(f->folder), ==, 0);
    g_free(f->folder);
}

gboolean
imports_try(Imports *f, const char *plural, const char *text, GError **error)
{
    g_autofree char *path = g_build_filename(f->folder, "file.csv", NULL);
    g_autofree char *rejects = g_build_filename(f->folder, "rejects.csv", NULL);
    const char *const paths[] = { path, NULL };
    gboolean done;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    kam_record_import_result_clear(&f->result);
    f->result = (KamRecordImportResult) { 0 };
    f->options.rejects_path = rejects;
    done = kam_record_import_run(&f->work, kam_record_import_find_type(plural), paths, &f->options, &f->result, error);
    g_clear_pointer(&f->rejects, g_free);
    if (!g_file_get_contents(rejects, &f->rejects, NULL, NULL))
        f->rejects = g_strdup("");
    g_remove(rejects);
    g_remove(path);
    return done;
}

void
imports_assert(Imports *f, const char *plural, const char *text, const char *counts)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *got = NULL;

    g_assert_true(imports_try(f, plural, text, &error) || error != NULL);
    g_assert_no_error(error);
    got = g_strdup_printf("%d %d %d %d", (int)f->result.created, (int)f->result.changed, (int)f->result.equal,
                          (int)f->result.refused);
    if (strcmp(got, counts) != 0)
        g_test_message("%s", f->rejects);
    g_assert_cmpstr(got, ==, counts);
    g_assert_cmpint((int)f->result.read, ==,
                    (int)(f->result.created + f->result.changed + f->result.equal + f->result.refused));
}

void
imports_refuse(Imports *f, const char *plural, const char *text, KamErrorCode code, const char *named)
{
    g_autoptr(GError) error = NULL;
    gint64 before = imports_count_all(f);

    g_assert_false(imports_try(f, plural, text, &error));
    g_assert_error(error, KAM_ERROR, (int)code);
    if (strstr(error->message, named) == NULL)
        g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, named));
    g_assert_cmpint(imports_count_all(f), ==, before);
}

void
imports_undo(Imports *f, gint64 batch, const char *counts)
{
    g_auto(KamRecordUndo) undo = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *got = NULL;

    g_assert_true(kam_record_import_undo(&f->work, batch, &undo, &error) || error != NULL);
    g_assert_no_error(error);
    got = g_strdup_printf("%d %d %d", (int)undo.deleted, (int)undo.restored, (int)undo.kept);
    g_assert_cmpstr(got, ==, counts);
    g_assert_cmpuint(undo.notes->len, ==, MIN(undo.kept, 20));
}

static json_t *
parse(const char *text)
{
    g_autofree char *json = g_strdelimit(g_strdup(text), "'", '"');
    json_t *body = json_loads(json, 0, NULL);

    g_assert_nonnull(body);
    return body;
}

gint64
imports_create(Imports *f, const char *type, const char *body)
{
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, NULL);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) record = NULL;
    json_t *json = parse(body);

    kam_faults_init(&faults);
    record = kam_record_create(&f->work, kam_record_type_find(f->work.types, type), json, &faults, &error);
    g_assert_no_error(error);
    json_decref(json);
    g_assert_true(kam_tx_commit(tx, NULL));
    return record->id;
}

void
imports_patch(Imports *f, const char *type, gint64 id, const char *body)
{
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, NULL);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) record = NULL;
    json_t *json = parse(body);

    kam_faults_init(&faults);
    record = kam_record_patch(&f->work, kam_record_type_find(f->work.types, type), id, 0, json, &faults, &error);
    g_assert_no_error(error);
    json_decref(json);
    g_assert_true(kam_tx_commit(tx, NULL));
}

gint64
imports_get_int(Imports *f, const char *sql)
{
    return kam_test_db_get_int(f->db, sql);
}

char *
imports_get_text(Imports *f, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, sql, &error);

    g_assert_no_error(error);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_ROW);
    return g_strdup(kam_stmt_get_text(stmt, 0));
}

gint64
imports_count_all(Imports *f)
{
    return imports_get_int(f, "SELECT (SELECT COUNT(*) FROM contact) + (SELECT COUNT(*) FROM task) +"
                              " (SELECT COUNT(*) FROM audit_entry) + (SELECT COUNT(*) FROM import_batch) +"
                              " (SELECT COUNT(*) FROM search_word)");
}

void
imports_add(const char *name, void (*test)(Imports *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/imports/%s/%s", kind, name);

    g_test_add(path, Imports, NULL, set_up, test, tear_down);
}

static void
test_imports__need_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so imports of records are not tested on it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            kind = argv[i + 1];
    if (!kam_test_db_is_available(kind)) {
        g_test_add_func("/imports/need_a_server", test_imports__need_a_server);
        return g_test_run();
    }
    add_import_tests();
    add_undo_tests();
    add_round_trip_tests();
    return g_test_run();
}
