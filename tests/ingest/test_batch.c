/* Batches of imported files, run once a database: test_batch --db sqlite|postgres. */
#include "batch_support.h"

#include <string.h>

static void
test_batch__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so batches are not tested on it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            batches_kind = argv[i + 1];
    if (!kam_test_db_is_available(batches_kind)) {
        g_test_add_func("/batch/postgres/all", test_batch__needs_a_server);
        return g_test_run();
    }
    batches_add_import_tests();
    batches_add_undo_tests();
    batches_add_failure_tests();
    batches_add_check_tests();
    return g_test_run();
}
