/* kamen import, kind by kind: invoice lines, lists of customers and articles, records of any type. */
#pragma once

#include "cli/ingest_options.h"
#include "service/batch_note.h"

/* What the command line asks for; borrowed. */
typedef struct {
    const char *kind;                /* sales, accounts, products or the plural of a record type */
    const KamIngestOptions *options; /* about the files */
    char **maps;                     /* FIELD=COLUMN of records; those of the others are in `options`; NULL: none */
    const char *language;            /* of numbers and dates of records, a tag; NULL: found out */
    const char *profile;             /* read the files by it; NULL: none */
    const char *save_profile;        /* keep how the first file is read; NULL: do not */
    char **files;
    gboolean is_dry, json, explain;
} KamImportRequest;

/** Each imports, prints what came of it and returns the exit status, -1 with an error. */
int kam_import_sales(KamDb *db, const KamImportRequest *request, GError **error);
int kam_import_list(KamDb *db, const KamImportRequest *request, GError **error);
int kam_import_records(KamDb *db, const KamImportRequest *request, GError **error);

/* --- what they share --- */

/** Whoever runs the program, and the profile. */
KamBatchBy kam_import_by(const KamImportRequest *request, const KamActor *actor);
/** Options of lines and lists with the profile applied; texts go into `texts`. */
gboolean kam_import_apply_profile(KamDb *db, const KamImportRequest *request, KamIngestOptions *options,
                                  GStringChunk *texts, GError **error);
/** Keep a body as the profile that is asked for. Takes `body`; FALSE when it is NULL, for which *error is set. */
gboolean kam_import_keep_profile(KamDb *db, const KamImportRequest *request, char *body, GError **error);
/** "      12,345  new accounts", unless there are none. */
void kam_import_print_count(guint64 count, const char *what, const char *of);
/** Says where refused rows are; the exit status. */
int kam_import_end(const KamImportRequest *request, guint64 refused);
