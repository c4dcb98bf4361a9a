/* The contract of src/store, run once a database: test_contract --db sqlite|postgres. */
#include "contract.h"

#include <string.h>

const char *contract_kind = "sqlite";

static const char thing_sql[] = "CREATE TABLE thing (id BIGINT PRIMARY KEY, small SMALLINT, middle INTEGER,"
                                " name TEXT UNIQUE, weight DOUBLE PRECISION, body ";

static void
set_up(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *sql = NULL;

    f->place = kam_test_db_new(contract_kind);
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    sql = g_strconcat(thing_sql, strcmp(contract_kind, "sqlite") == 0 ? "BLOB)" : "BYTEA)", NULL);
    kam_test_db_run(f->db, sql);
}

static void
tear_down(Contract *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

void
contract_add(const char *name, void (*test)(Contract *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/store/%s/%s", contract_kind, name);

    g_test_add(path, Contract, NULL, set_up, test, tear_down);
}

gint64
contract_count(KamDb *db)
{
    return kam_test_db_get_int(db, "SELECT count(*) FROM thing");
}

gboolean
contract_insert(KamDb *db, gint64 id, GError **error)
{
    return kam_db_run(db, "INSERT INTO thing (id) VALUES ($1)", &id, 1, error);
}

static void
test_contract__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so its driver is not tested");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            contract_kind = argv[i + 1];
    if (!kam_test_db_is_available(contract_kind)) {
        g_test_add_func("/store/postgres/all", test_contract__needs_a_server);
        return g_test_run();
    }
    contract_add_open_tests();
    contract_add_statement_tests();
    contract_add_transaction_tests();
    contract_add_bulk_tests();
    contract_add_process_tests();
    contract_add_schema_tests();
    contract_add_query_tests();
    contract_add_pool_tests();
    return g_test_run();
}
