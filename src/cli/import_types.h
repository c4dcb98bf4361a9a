/* kamen import --kind contacts and the like: what it does and prints. */
#pragma once

#include "cli/ingest_options.h"
#include "service/import/record_import.h"

/** Import records of a type and print what came of it. Returns the exit status, -1 with an error.
 * @param maps      FIELD=COLUMN with fields of the type; NULL: none
 * @param language  of numbers and dates, a tag; NULL: found out */
int kam_import_types(KamDb *db, const KamRecordType *type, const KamIngestOptions *options, char **maps,
                     const char *language, char **files, gboolean dry_run, gboolean json, GError **error);
