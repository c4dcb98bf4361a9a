/* What the programs of bench/ share: reading a small table of numbers, measuring a function, saying what it took. */
#ifndef KAMEN_BENCH_MEASURE_H
#define KAMEN_BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>

/** Numbers of a CSV file with a header, row-major; ends the program when it cannot be read. Free with free(). */
double *read_numbers(const char *path, size_t n_columns, size_t *n_rows);

/** One column of such a table as numbers from 0, and one more than the largest; NULL without memory. Free with free().
 */
uint32_t *read_column(const double table[], size_t n, size_t n_columns, size_t column, size_t *n_values);

/** Does the work once; returns 0 when it failed. */
typedef int (*Work)(void *data);

/** Run the work once to warm up and five times more, and print {"seconds": ..., "wall": ...}, the medians of processor
 * time and of time, as the last line. Returns the program's exit status. */
int measure(Work work, void *data);

#endif
