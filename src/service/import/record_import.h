/* Import of records of any type from CSV, XLSX and packed files: matched by id or match key, new ones made, known ones
 * changed where a cell differs, wrong rows refused with their reason. Everything is one batch in one transaction, which
 * can be taken back. Accounts and products have an importer of their own (sales/ingest/record_batch.h). */
#pragma once

#include "base/json.h"
#include "record/work.h"
#include "sales/ingest/ingest.h"
#include "sales/records/kind.h"
#include "service/import/columns.h"

#define KAM_IMPORT_MAX_SHOWN 100 /* changes that a result tells one by one */

typedef struct {
    KamTableOptions table;
    KamImportWish wish;
    const char *rejects_path; /* NULL: refused rows are only counted */
    const char *profile;      /* that the wish is of, to be remembered with the batch; NULL: none */
    KamProgress progress;
    gboolean is_dry; /* do everything, then take it back */
} KamRecordImportOptions;

/* One row that made or changed a record. */
typedef struct {
    guint64 row;
    gint64 id;
    gboolean is_new;
    char *title;
    char *fields; /* of a changed one: "phone: '060' -> '061'; ..." */
} KamImportedRecord;

typedef struct {
    gint64 batch; /* 0: nothing new, or a dry run */
    const KamRecordType *type;
    KamLanguage language;
    guint64 read, created, changed, equal, refused; /* rows */
    GPtrArray *columns;                             /* "email", "E-mail", ...: a field and its header, in turn */
    GPtrArray *passed;                              /* headers of columns that were not taken */
    GArray *shown;                                  /* KamImportedRecord, the first of them */
} KamRecordImportResult;
void kam_record_import_result_clear(KamRecordImportResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRecordImportResult, kam_record_import_result_clear)

/** The type whose plural is the word and whose files are read here; NULL for accounts, products and other words. */
const KamRecordType *kam_record_import_find_type(const char *plural);
/** Whether the actor may write this type at all: KAM_ERROR_DENIED names the right. */
gboolean kam_record_import_check_right(const KamActor *actor, const KamRecordType *type, GError **error);

/**
 * Import files, NULL-terminated, outside any transaction. Rights, rules, audit and search words are those of
 * record/change.h.
 * @param result  to be cleared; written only on success.
 * @return FALSE with what kam_table_open() and kam_import_columns_find() say, KAM_ERROR_DENIED, KAM_ERROR_CANCELLED;
 * nothing was changed then.
 */
gboolean kam_record_import_run(const KamWork *work, const KamRecordType *type, const char *const *paths,
                               const KamRecordImportOptions *options, KamRecordImportResult *result, GError **error);
/** {"batch":3,"kind":"contacts","language":"sr","lines":{...},"new_contacts":9,...,"columns":[...],"passed_over":[...],
 * "changes":[...]} */
void kam_record_import_to_json(const KamRecordImportResult *result, KamJson *json);

/* What undoing a batch did. */
typedef struct {
    guint64 deleted, restored; /* records that the batch made, that it changed */
    guint64 kept;              /* left as they are, since somebody changed them meanwhile or a rule forbids it */
    GPtrArray *notes;          /* why, of the first of them */
} KamRecordUndo;
void kam_record_undo_clear(KamRecordUndo *undo);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRecordUndo, kam_record_undo_clear)

/**
 * Take a batch of records back: those that it made are deleted, those that it changed get their old values, unless they
 * were changed since; that is said.
 * @param undo  to be cleared; written only on success.
 * @return KAM_ERROR_NOT_FOUND, KAM_ERROR_CONFLICT when it is undone already, KAM_ERROR_DENIED.
 */
gboolean kam_record_import_undo(const KamWork *work, gint64 batch, KamRecordUndo *undo, GError **error);
