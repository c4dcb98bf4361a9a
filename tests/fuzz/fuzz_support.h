/* What fuzz targets share: bytes as a file, tables read to their end. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "sales/table.h"

/** The entry that libFuzzer calls, and replay.c over the kept corpus. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Bytes as a file in memory; *fd is to be closed, the path freed. */
char *fuzz_file_new(const uint8_t *data, size_t size, int *fd);

/** Rows and cells of a table as one text, "!" at the end when it failed; every cell is checked to be what table.h
 * promises. */
GString *fuzz_table_read(KamTable *table);

/** Open the bytes as a table of the given format, read it, rewind, read it again: the same rows. */
void fuzz_table_twice(const uint8_t *data, size_t size, const KamTableOptions *options);
