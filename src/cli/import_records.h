/* kamen import --kind accounts|products: what it does and prints. */
#pragma once

#include "cli/ingest_options.h"
#include "store/db.h"

/** Import lists and print what came of it. Returns the exit status, -1 with an error. */
int kam_import_records(KamDb *db, const char *kind, KamIngestArguments *arguments, char **files, gboolean dry_run,
                       gboolean json, GError **error);
