/* Batches as those see them who read no files: what was imported, and what can be. */
#pragma once

#include "store/db.h"

/** Whether --kind takes this word: sales, or the kind of a list. KAM_ERROR_USAGE names the words there are. */
gboolean kam_service_check_import_kind(const char *kind, GError **error);

/* One row of the list of batches; texts are owned. Of lists, `lines` counts the records that were new or changed. */
typedef struct {
    gint64 id, started_at_ms, lines, net_micro;
    gint64 undone_at_ms; /* 0: it stands */
    char *kind, *state, *files, currency[4];
    char *balance;                           /* JSON object: what became of the rows */
    char *imported_by, *undone_by, *profile; /* of pages; NULL: not known, not undone, none */
} KamBatchRow;
void kam_batch_row_clear(KamBatchRow *row);
/** KamBatchRow, newest first: at most `limit`, older than batch `before`. */
GArray *kam_service_page_batches(KamDb *db, gint64 before, guint limit, GError **error);
/** KamBatchRow, oldest first. */
GArray *kam_service_list_batches(KamDb *db, GError **error);
