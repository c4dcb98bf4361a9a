/* Reading whole files in tests, and writing small ones. */
#pragma once

#include "sales/line.h"

/* Everything a file gave. */
typedef struct {
    GString *lines; /* one text line for each line and each refused row */
    guint64 taken, credits, without_account;
    gint64 net_micro, cost_micro, discount_micro;
    KamLineCounts counts;
    GPtrArray *findings; /* "what: value" */
    char *profile;
} ReadFile;

/** Read a file to its end; NULL with *error when it cannot be opened or read. */
ReadFile *read_lines(const char *path, const KamLineOptions *options, GError **error);
void read_file_free(ReadFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadFile, read_file_free)

gboolean has_finding(const ReadFile *file, const char *what_and_value);

/** Path of a file in tests/recognise/files. */
char *test_path(const char *name);
/** Path of a file of the shared data; NULL, and the test is skipped, when it is not there. */
char *data_path(const char *name);
/** A new file with this text, to be removed with drop_file(). */
char *make_file(const char *text);
void drop_file(char *path);
