/* What is stored, as CSV that opens in a spreadsheet and can be imported again. */
#pragma once

#include "store/db.h"

/* Takes text as it is made. FALSE with an error stops. */
typedef gboolean (*KamTextSink)(gpointer data, const GString *text, GError **error);

typedef struct {
    char delimiter;     /* ',' or ';' */
    char decimal_point; /* '.' or ',' */
    gboolean bom;       /* for spreadsheets that would take UTF-8 for something else */
} KamExportForm;

/**
 * Write all rows of "lines", "accounts", "products" or "batches".
 * KAM_ERROR_USAGE names what there is. Memory is flat.
 */
gboolean kam_service_export(KamDb *db, const char *what, const KamExportForm *form, KamTextSink sink, gpointer data,
                            GError **error);
