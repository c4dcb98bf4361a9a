/* Tests of service/people, run once a database: test_people --db sqlite|postgres. */
#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "people_support.h"
#include "store/migrate.h"

const char *people_kind = "sqlite";

static const char users_sql[] =
    "INSERT INTO app_user (id, version, email, name, role, created_at, created_by, updated_at, updated_by) VALUES"
    " (1, 1, 'ana@firma.rs', 'Ana Anić', 'kam', 0, 0, 0, 0), (2, 1, 'petar@firma.rs', 'Petar', 'kam', 0, 0, 0, 0),"
    " (3, 1, 'mira@firma.rs', 'Mira', 'admin', 0, 0, 0, 0), (4, 1, 'dragan@firma.rs', 'Dragan', 'director', 0, 0, 0, 0),"
    " (5, 1, NULL, 'Jovan', 'none', 0, 0, 0, 0)";

static void
set_up(People *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(people_kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    kam_migrate_run(f->db, NULL, &error);
    g_assert_no_error(error);
    kam_test_db_run(f->db, users_sql);
}

/* Hashes as cheap as argon2id allows: how many there are is what matters here. */
static const KamHashCost quick = { 1, 8192 };

static void
give_password(People *f, const char *password)
{
    g_autofree char *hash = kam_hash_gate_hash(kam_people_get_gate(f->people), password, NULL);
    g_autoptr(KamStmt) stmt = kam_stmt_new(f->db, "UPDATE app_user SET password_hash = $1 WHERE id = 1", NULL);

    kam_stmt_bind_text(stmt, 1, hash);
    g_assert_cmpint(kam_stmt_step(stmt, NULL), ==, KAM_STEP_DONE);
}

static void
set_up_served(People *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    set_up(f, data);
    f->people = kam_people_new(quick);
    give_password(f, PASSWORD);
    kam_db_close(f->db);
    f->pool = kam_pool_new(f->place->uri, 2, &error);
    g_assert_no_error(error);
    f->db = kam_pool_borrow(f->pool, &error);
    g_assert_no_error(error);
    f->at = (KamSignInPlace) { f->people, f->pool, f->db, { "192.0.2.7", "test" }, "r1", 0, NOW_MS };
}

static void
tear_down_served(People *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_pool_return(f->pool, f->db);
    kam_pool_free(f->pool);
    kam_people_free(f->people);
    kam_test_db_free(f->place);
}

void
people_add_served(const char *name, void (*test)(People *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/people/%s/%s", people_kind, name);

    g_test_add(path, People, NULL, set_up_served, test, tear_down_served);
}

static gboolean
run_sql(KamDb *db, gpointer data, GError **error)
{
    return kam_db_run(db, data, NULL, 0, error);
}

void
people_run(People *f, const char *sql)
{
    g_autofree char *text = g_strdup(sql);
    g_autoptr(GError) error = NULL;

    kam_pool_write_wait(f->pool, run_sql, text, &error);
    g_assert_no_error(error);
}

gint64
people_get_int(People *f, const char *sql)
{
    /* The queue is served in order: when this has run, what came before it has, too. */
    people_run(f, "DELETE FROM setting WHERE name = 'none of that name'");
    return kam_test_db_get_int(f->db, sql);
}

static void
tear_down(People *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

void
people_add(const char *name, void (*test)(People *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/people/%s/%s", people_kind, name);

    g_test_add(path, People, NULL, set_up, test, tear_down);
}

void
people_make_code(const char *secret, gint64 now_ms, char code[8])
{
    char *bytes = NULL;
    size_t length = 0;

    g_assert_cmpint(oath_base32_decode(secret, strlen(secret), &bytes, &length), ==, OATH_OK);
    g_assert_cmpint(oath_totp_generate(bytes, length, now_ms / 1000, 30, 0, 6, code), ==, OATH_OK);
    free(bytes);
}

gint64
people_count_text(KamDb *db, const char *sql, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, &error);
    g_autofree char *pattern = g_strconcat("%", text, "%", NULL);

    g_assert_no_error(error);
    kam_stmt_bind_text(stmt, 1, pattern);
    g_assert_cmpint(kam_stmt_step(stmt, &error), ==, KAM_STEP_ROW);
    return kam_stmt_get_int(stmt, 0);
}

static void
test_people__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so people are not tested on it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            people_kind = argv[i + 1];
    if (kam_test_db_is_available(people_kind)) {
        people_add_credential_tests();
        people_add_sign_in_tests();
        people_add_own_tests();
    } else {
        g_test_add_func("/people/postgres/all", test_people__needs_a_server);
    }
    return g_test_run();
}
