/* Saved profiles: what was recognised about a kind of sales file, under a name. */
#pragma once

#include "sales/line.h"
#include "store/db.h"

#define KAM_IMPORT_PROFILE_MAX_NAME 100 /* characters */

/* Texts are owned. */
typedef struct {
    char *name;
    char *body; /* JSON object: preset, decimal_point, date_order, currency, amounts_are_gross, map */
    gint64 updated_at;
} KamImportProfile;
void kam_import_profile_clear(KamImportProfile *profile);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamImportProfile, kam_import_profile_clear)

/** KAM_ERROR_USAGE: empty, or with a '/', which no path could name. */
gboolean kam_import_profile_check_name(const char *name, GError **error);
/** KamImportProfile, by name. */
GArray *kam_import_profile_list(KamDb *db, GError **error);
/** What is recognised in a file: the body of a profile. Free with g_free(). */
char *kam_import_profile_read(const char *path, const KamLineOptions *options, GError **error);
/** Keep it; one of that name is replaced. */
gboolean kam_import_profile_save(KamDb *db, const KamImportProfile *profile, GError **error);
/** KAM_ERROR_NOT_FOUND, or KAM_ERROR_CONFLICT when another has the new name. */
gboolean kam_import_profile_rename(KamDb *db, const char *name, const char *to, gint64 now_ms, GError **error);
gboolean kam_import_profile_delete(KamDb *db, const char *name, GError **error);
