/* Medians of five runs after one more; the table is read in one pass. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "measure.h"

#define RUNS 5
#define LINE_SIZE 256

static double
seconds_of(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static _Noreturn void
give_up(const char *what, const char *path)
{
    (void)fprintf(stderr, "bench: %s '%s'\n", what, path);
    exit(EXIT_FAILURE);
}

static void
read_row(const char *line, size_t n_columns, double row[], const char *path)
{
    for (size_t column = 0; column < n_columns; column++) {
        char *end;
        row[column] = strtod(line, &end);
        if (end == line)
            give_up("too few columns in", path);
        line = *end == ',' ? end + 1 : end;
    }
}

double *
read_numbers(const char *path, size_t n_columns, size_t *n_rows)
{
    FILE *file = fopen(path, "r");
    char line[LINE_SIZE];
    size_t room = 1024, n = 0;
    double *table = malloc(room * n_columns * sizeof *table);

    if (file == NULL || fgets(line, sizeof line, file) == NULL)
        give_up("cannot read", path);
    while (table != NULL && fgets(line, sizeof line, file) != NULL) {
        if (n == room) {
            room *= 2;
            table = realloc(table, room * n_columns * sizeof *table);
            if (table == NULL)
                break;
        }
        read_row(line, n_columns, table + n++ * n_columns, path);
    }
    if (table == NULL)
        give_up("no memory for", path);
    (void)fclose(file);
    *n_rows = n;
    return table;
}

uint32_t *
read_column(const double table[], size_t n, size_t n_columns, size_t column, size_t *n_values)
{
    uint32_t *numbers = malloc(n * sizeof *numbers);

    *n_values = 0;
    for (size_t i = 0; numbers != NULL && i < n; i++) {
        numbers[i] = (uint32_t)table[i * n_columns + column];
        if (numbers[i] >= *n_values)
            *n_values = (size_t)numbers[i] + 1;
    }
    return numbers;
}

static int
compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

int
measure(Work work, void *data)
{
    double cpu[RUNS + 1], wall[RUNS + 1];

    for (size_t run = 0; run <= RUNS; run++) {
        double cpu_start = seconds_of(CLOCK_PROCESS_CPUTIME_ID), start = seconds_of(CLOCK_MONOTONIC);
        if (!work(data)) {
            (void)fprintf(stderr, "bench: the calculation failed\n");
            return EXIT_FAILURE;
        }
        cpu[run] = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
        wall[run] = seconds_of(CLOCK_MONOTONIC) - start;
    }
    qsort(cpu + 1, RUNS, sizeof *cpu, compare_doubles);
    qsort(wall + 1, RUNS, sizeof *wall, compare_doubles);
    printf("{\"seconds\": %.6f, \"wall\": %.6f}\n", cpu[1 + RUNS / 2], wall[1 + RUNS / 2]);
    return EXIT_SUCCESS;
}
