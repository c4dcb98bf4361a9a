/* Saved profiles: how files of one kind are read, under a name. A name belongs to one kind. */
#pragma once

#include "store/db.h"

#define KAM_IMPORT_PROFILE_MAX_NAME 100 /* characters */

/* Texts are owned. */
typedef struct {
    char *name;
    char *kind; /* sales, accounts, products or the plural of a record type */
    char *body; /* JSON object: see profile_body.h */
    gint64 updated_at;
} KamImportProfile;
void kam_import_profile_clear(KamImportProfile *profile);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamImportProfile, kam_import_profile_clear)

/** KAM_ERROR_USAGE: empty, or with a '/', which no path could name. */
gboolean kam_import_profile_check_name(const char *name, GError **error);
/** KamImportProfile, by name. */
GArray *kam_import_profile_list(KamDb *db, GError **error);
/**
 * The body of a profile for files of a kind; free with g_free().
 * KAM_ERROR_NOT_FOUND names those there are for the kind, KAM_ERROR_USAGE says for which kind it is instead.
 */
char *kam_import_profile_load_body(KamDb *db, const char *name, const char *kind, GError **error);
/** Keep it; one of that name and kind is replaced. KAM_ERROR_CONFLICT when the name is one of another kind. */
gboolean kam_import_profile_save(KamDb *db, const KamImportProfile *profile, GError **error);
/** KAM_ERROR_NOT_FOUND, or KAM_ERROR_CONFLICT when another has the new name. */
gboolean kam_import_profile_rename(KamDb *db, const char *name, const char *to, gint64 now_ms, GError **error);
gboolean kam_import_profile_delete(KamDb *db, const char *name, GError **error);
