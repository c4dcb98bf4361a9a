/* What tests of readers share: files made of bytes, and whole tables as text. */
#pragma once

#include "sales/table.h"

/** A temporary folder removed with all that it holds. */
typedef struct {
    char *folder;
} TableFiles;

void table_files_init(TableFiles *files);
void table_files_clear(TableFiles *files);

/** Write a file of that name into the folder; the path is the caller's. */
char *table_files_write(const TableFiles *files, const char *name, const void *bytes, gsize length);

/** The same for UTF-8 text converted into a set, with `mark` (a byte order mark, or "") in front. Always called
 * "t.csv". */
char *table_files_write_in_set(const TableFiles *files, const char *mark, const char *text, const char *set);

/** Read on to the end: cells in brackets, rows numbered: "1[a][b]\n2[]\n"; "" quoted cells as ["b"]. An error ends the
 * text as "!message". */
char *table_dump(KamTable *table);

/** Open with the given options, dump, free. */
char *table_dump_file(const char *path, const KamTableOptions *options);
