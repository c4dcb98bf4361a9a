/* What the files of exports share. */
#pragma once

#include "record/export.h"
#include "record/value.h"

#define KAM_EXPORT_PAGE 500

struct KamExport {
    KamActor actor;
    const KamRecordType *const *types;
    KamFilter *filter;
    KamExportFormat format;
    KamLanguage language;
    KamFieldValue *row; /* one a field of the filter; of the row at hand */
    KamQueryValue last[KAM_QUERY_MAX_KEYS];
    char *last_texts[KAM_QUERY_MAX_KEYS];
    gboolean has_begun, has_ended;
    guint64 n_rows;
};

/** Takes a row, which is in export->row. */
typedef gboolean (*KamExportRow)(KamExport *export, gpointer data, GError **error);

/** Read the next page, a row at a time; *ended when it was the last. */
gboolean
kam_export_read_page(KamExport *export, KamDb *db, KamExportRow take, gpointer data, gboolean *ended, GError **error);
