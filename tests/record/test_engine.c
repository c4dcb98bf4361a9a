/* The tests of the record engine, run once a database: test_engine --db sqlite|postgres. */
#include <string.h>

#include "engine.h"

void add_change_tests(void);
void add_audit_tests(void);

static void
test_engine__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so the engine is not tested on it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            engine_kind = argv[i + 1];
    if (!kam_test_db_is_available(engine_kind)) {
        g_test_add_func("/record/postgres/needs-a-server", test_engine__needs_a_server);
        return g_test_run();
    }
    add_change_tests();
    add_audit_tests();
    return g_test_run();
}
