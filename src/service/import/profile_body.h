/* What a saved profile holds, as JSON: "kind" (none: sales), "table" with what was said about format, sheet, header row
 * and the like in the words of sales/setting.h, "map" with a column of each field ("": the file has none), "language"
 * of records, and of sales preset, decimal_point, date_order, currency, amounts_are_gross. Made from a file that is
 * read under some settings, applied to settings that say nothing yet. */
#pragma once

#include "record/work.h"
#include "sales/recognise/sample.h"
#include "sales/records/kind.h"
#include "service/import/settings.h"

/** The kind of a body; free with g_free(). */
char *kam_import_profile_dup_kind(const char *body);

/* --- made --- */

/** Of a file of invoice lines; free with g_free(). NULL with what kam_line_reader_open() says. */
char *kam_import_profile_read_lines(const char *path, const KamLineOptions *options, GError **error);
/** Of a list of customers or articles; free with g_free(). NULL with what kam_record_reader_open() says. */
char *kam_import_profile_read_list(const char *path, KamRecordKind kind, const KamLineOptions *options, GError **error);
/** Of a file of records; free with g_free(). NULL with what kam_table_open() and kam_import_columns_find() say. */
char *kam_import_profile_read_records(const KamWork *work, const KamRecordType *type, const char *path,
                                      const KamRecordSettings *settings, GError **error);
/** Of a file of any kind, under settings as the API knows them; free with g_free(). NULL with what the others say. */
char *kam_import_profile_read(const KamWork *work, const char *kind, const char *path, const json_t *settings,
                              GError **error);

/* --- applied --- */

/** To options of sales or of a list; what they say already wins. Texts go into `texts`. KAM_ERROR_INVALID. */
gboolean kam_import_profile_to_options(const char *body, KamLineOptions *options, GStringChunk *texts, GError **error);
/** To settings of records; what they say already wins. KAM_ERROR_INVALID. */
gboolean kam_import_profile_to_record_settings(const char *body, KamRecordSettings *settings, GError **error);

/** Whether a file looks like one that the profile was made from: a row near its beginning bears every column that the
 * profile names, two at least. */
gboolean kam_import_profile_fits(const char *body, const KamSample *sample);
