/* For tests of readers: archives written from literal text, and tables as plain text. */
#pragma once

#include <glib.h>

#include "sales/read/table_class.h"

typedef struct {
    const char *name;
    const char *text;
    gssize length; /* 0: up to the NUL */
} TestPart;

/** Path of a temporary file of that name, in a folder that test_folder_remove() removes. Free with g_free(). */
char *test_path(const char *name);
void test_folder_remove(void);

/** Write a zip of the parts (ends with a NULL name); returns its path. Names may occur twice. */
char *test_zip(const char *name, const TestPart *parts);
char *test_file(const char *name, const char *text, gssize length);

/**
 * All rows as text, then free the table: cells joined by '|', rows each on a line behind "number:"; numbers begin with
 * '#', dates with '@', errors with '!'. A failure while reading ends it with "FAILED message".
 */
char *test_rows(KamTable *table);
