/* How a file is to be read, as a JSON object of texts: what the API's parameters say and what a job remembers. The
 * words are those of sales/setting.h, and profile and language; "map" holds "field=column;field=column". */
#pragma once

#include <jansson.h>

#include "sales/line.h"
#include "service/import/columns.h"
#include "store/db.h"

/** The words, NULL-terminated. */
const char *const *kam_import_setting_names(void);

/**
 * Options of sales and of lists. What the settings say wins over the profile that they name.
 * @param kind   of the files: a profile is for one kind.
 * @param texts  holds what the options point to.
 * @return FALSE with KAM_ERROR_USAGE when a setting does not know its value or the profile is for other files,
 * KAM_ERROR_NOT_FOUND without such a profile.
 */
gboolean kam_import_settings_to_options(const json_t *settings, KamDb *db, const char *kind, GStringChunk *texts,
                                        KamLineOptions *options, GError **error);

/* What records of any type are read by. */
typedef struct {
    KamTableOptions table;
    KamImportWish wish;
    char **maps;         /* that `wish` points to */
    GStringChunk *texts; /* of a profile, that `table` points to */
} KamRecordSettings;
void kam_record_settings_clear(KamRecordSettings *settings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamRecordSettings, kam_record_settings_clear)
/** The same for records; the table's texts live as long as `settings`. */
gboolean kam_import_settings_to_wish(const json_t *settings, KamDb *db, const char *kind, KamRecordSettings *wish,
                                     GError **error);
