/* Lists as files: the same rows and columns that the list shows, page by page, so that memory stays small. Rows that
 * change meanwhile are seen as they are when their page is read. */
#pragma once

#include "base/language.h"
#include "record/filter.h"

typedef enum { KAM_EXPORT_CSV, KAM_EXPORT_XLSX, KAM_EXPORT_JSON, KAM_EXPORT_N } KamExportFormat;

/** "csv"; KAM_EXPORT_N when there is none of that name. */
KamExportFormat kam_export_format_from_name(const char *name);
/** "text/csv; charset=utf-8". */
const char *kam_export_media_type(KamExportFormat format);

typedef struct KamExport KamExport;

/**
 * An export of what a filter finds. The filter becomes the export's; the actor is copied; `types` outlive it.
 * KAM_ERROR_INVALID when the filter embeds other records: a file has columns of fields only.
 */
KamExport *kam_export_new(const KamActor *actor, const KamRecordType *const *types, KamFilter *filter,
                          KamExportFormat format, KamLanguage language, GError **error);
void kam_export_free(KamExport *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamExport, kam_export_free)

/**
 * The next rows of CSV or JSON, appended. CSV in Serbian has ';', decimal commas and a byte order mark; no cell is
 * taken for a formula. JSON is one array of the objects that the list answers.
 * @return FALSE at the end, and with an error.
 */
gboolean kam_export_next(KamExport *export, KamDb *db, GString *out, GError **error);
/** All rows as an XLSX file, written piece by piece. KAM_ERROR_TOO_LARGE beyond what a sheet holds, KAM_ERROR_IO. */
gboolean kam_export_write_xlsx(KamExport *export, KamDb *db, const char *path, GError **error);
