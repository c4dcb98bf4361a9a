/* Workbooks for tests, from the XML of their sheets. */
#pragma once

#include "read_support.h"

#define TEST_MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define TEST_RELATIONS_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct {
    const char *name;
    const char *state; /* NULL: visible */
    const char *rows;  /* what stands inside <sheetData> */
    const char *whole; /* the whole part instead; NULL: made from rows */
} TestSheet;

typedef struct {
    const TestSheet *sheets; /* ends with a NULL name; at most 8 */
    const char *strings;     /* what stands inside <sst>, or NULL */
    const char *styles;      /* what stands inside <styleSheet>, or NULL */
    const char *workbook_pr; /* attributes of <workbookPr>, or NULL */
} TestBook;

/** Write it; returns its path. */
char *test_book(const TestBook *book);
/** One sheet named "S" of these rows. */
char *test_rows_book(const char *rows);
/** The rows of such a book, as test_rows() gives them, or "ERROR message" when it cannot be opened. */
char *test_read(const char *rows);
/** The same for a path, with options. */
char *test_read_path(const char *path, const KamTableOptions *options);
