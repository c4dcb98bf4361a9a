/* A look into a file before anything is imported: what it was recognised as and why, its first rows as they stand and
 * as they are read, and what only a person can say. Reads the beginning of the file only, so that it is quick whatever
 * the size. */
#pragma once

#include <jansson.h>

#include "base/json.h"
#include "record/work.h"

#define KAM_PREVIEW_ROWS 50 /* shown, unless asked otherwise */
#define KAM_PREVIEW_MAX_ROWS 500
#define KAM_PREVIEW_MAX_COLUMNS 200 /* of them are shown */

typedef struct {
    const char *path, *kind; /* kind: sales, accounts, products, or the plural of a record type */
    const json_t *settings;  /* service/import/settings.h */
    guint rows;              /* to show */
} KamPreviewWish;

/**
 * Write the members of an open object: source, header, reading, columns, fields, rows, counts, faults, questions,
 * profiles, alike, charges, findings, fault. docs/import.md describes them. What a person can mend is among them; a
 * file that cannot be read at all is an error.
 */
gboolean kam_import_preview(const KamWork *work, const KamPreviewWish *wish, KamJson *json, GError **error);
