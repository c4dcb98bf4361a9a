/* How fast a file is cut into rows: `bench_csv FILE [RUNS]` prints rows, cells, and the best time. Built, not run as a
 * test. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "sales/table.h"

typedef struct {
    guint64 rows, cells, bytes;
    double seconds;
} Pass;

static gboolean
read_once(const char *path, Pass *pass, GError **error)
{
    gint64 start = g_get_monotonic_time();
    g_autoptr(KamTable) table = kam_table_open(path, NULL, error);
    KamRead read = KAM_READ_FAILED;
    KamRow row;

    *pass = (Pass) { 0 };
    while (table != NULL && (read = kam_table_next(table, &row, error)) == KAM_READ_ROW) {
        pass->rows++;
        pass->cells += row.n_cells;
        for (guint i = 0; i < row.n_cells; i++)
            pass->bytes += row.cells[i].length;
    }
    pass->seconds = (double)(g_get_monotonic_time() - start) / 1e6;
    return read == KAM_READ_END;
}

int
main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[2]) : 5;
    double best = G_MAXDOUBLE;
    struct rusage usage;
    Pass pass = { 0 };

    if (argc < 2)
        return 2;
    for (int i = 0; i < runs; i++) {
        g_autoptr(GError) error = NULL;

        if (!read_once(argv[1], &pass, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        best = MIN(best, pass.seconds);
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("%" G_GUINT64_FORMAT " rows, %" G_GUINT64_FORMAT " cells, %" G_GUINT64_FORMAT
           " bytes in cells: best of %d %.4f s, peak %ld kB\n",
           pass.rows, pass.cells, pass.bytes, runs, best, usage.ru_maxrss);
    return 0;
}
