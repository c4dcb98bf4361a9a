/* The options about files, the same for every verb that reads sales files. */
#pragma once

#include "sales/ingest/ingest.h"

/* What the command line said; the texts are owned. */
typedef struct {
    char **maps; /* FIELD=COLUMN */
    char *preset, *date_order, *decimal, *delimiter, *encoding, *sheet, *currency, *rejects;
    int header_row;
    gboolean gross;
} KamIngestArguments;

/** Number of entries that kam_ingest_arguments_add_entries() appends. */
#define KAM_INGEST_N_ENTRIES 11

/** Append the entries of the shared options to a verb's own; `entries` has room for KAM_INGEST_N_ENTRIES more. */
void kam_ingest_arguments_add_entries(KamIngestArguments *arguments, GOptionEntry *entries);
void kam_ingest_arguments_clear(KamIngestArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamIngestArguments, kam_ingest_arguments_clear)

/**
 * Check what was said and turn it into options, whose texts stay owned by `arguments`.
 * FALSE with KAM_ERROR_USAGE names the option and its choices; *options is then untouched. Progress is left out.
 */
gboolean kam_ingest_arguments_resolve(KamIngestArguments *arguments, KamIngestOptions *options, GError **error);
