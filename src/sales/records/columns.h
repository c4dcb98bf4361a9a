/* Which column of a list is which field, and where the list begins. */
#pragma once

#include "sales/line.h"
#include "sales/recognise/header.h"
#include "sales/recognise/sample.h"
#include "sales/records/kind.h"

typedef struct {
    KamHeader header;
    guint64 last_header_row; /* source row; rows up to it are no data */
    int column[KAM_FIELD_N]; /* -1: not in this list */
    const char *why[KAM_FIELD_N];
    gboolean strips_zero_fraction; /* numbers written "1001.0" */
    gboolean splits_brackets;      /* "[P0369] Article" */
} KamRecordColumns;

/**
 * Find the columns.
 *
 * @param name  of the file, for messages.
 * @return FALSE with KAM_ERROR_USAGE when --map names what is not there, KAM_ERROR_AMBIGUOUS when neither number nor
 * name is found; *columns is then to be cleared all the same.
 */
gboolean kam_record_columns_find(KamRecordColumns *columns, KamRecordKind kind, const KamSample *sample,
                                 const KamLineOptions *options, const char *name, GError **error);
void kam_record_columns_clear(KamRecordColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRecordColumns, kam_record_columns_clear)
