/* Lists of customers or articles as rows of values. CSV, XLSX and every encoding come through kam_table_open(). */
#pragma once

#include "sales/line.h"
#include "sales/records/kind.h"

#define KAM_RECORD_MAX_TEXT 1000 /* bytes of a number, name ...: what an index of the database can hold */

typedef struct KamRecordReader KamRecordReader;

/**
 * Open a list and find out what its columns mean. Of the options those of the table, map and header_row are used.
 * KAM_ERROR_AMBIGUOUS when neither number nor name is found, KAM_ERROR_INVALID when the file is empty or no list.
 */
KamRecordReader *
kam_record_reader_open(const char *path, KamRecordKind kind, const KamLineOptions *options, GError **error);
void kam_record_reader_free(KamRecordReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRecordReader, kam_record_reader_free)

/** The next row: of *values only `row` and the texts of the kind's fields are filled; they live until the next call.
 * KAM_LINE_SKIPPED for blank, total and header rows. `reject` is written only on KAM_LINE_REFUSED. */
KamLineResult kam_record_reader_next(KamRecordReader *reader, KamLine *values, KamReject *reject, GError **error);

/** The row just read, for the rejects file. */
const KamRow *kam_record_reader_get_row(const KamRecordReader *reader);
/** Header texts, NULL-terminated. */
const char *const *kam_record_reader_get_headers(const KamRecordReader *reader);
/** Column of a field, counted from 0, and why it was taken for it; -1 when the list has none. */
int kam_record_reader_get_column(const KamRecordReader *reader, KamLineField field, const char **why);
/** Source row; rows up to it are no data; 0: the list has no header. */
guint64 kam_record_reader_get_last_header_row(const KamRecordReader *reader);
void kam_record_reader_get_progress(const KamRecordReader *reader, guint64 *done, guint64 *total);
