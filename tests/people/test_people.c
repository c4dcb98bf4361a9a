/* Tests of service/people, run once a database: test_people --db sqlite|postgres. */
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
    if (kam_test_db_is_available(people_kind))
        people_add_credential_tests();
    else
        g_test_add_func("/people/postgres/all", test_people__needs_a_server);
    return g_test_run();
}
