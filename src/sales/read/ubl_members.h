/* The XML files of a file, a folder or a zip, one after the other. */
#pragma once

#include <glib.h>

#include "sales/table.h"

typedef struct KamUblMembers KamUblMembers;

typedef enum { KAM_UBL_FILE, KAM_UBL_FOLDER, KAM_UBL_ZIP } KamUblPlace;

/** Find the members, sorted by name. An empty folder or zip is KAM_ERROR_INVALID. Free with kam_ubl_members_free(). */
KamUblMembers *kam_ubl_members_open(const char *path, const KamReadLimits *limits, GError **error);
void kam_ubl_members_free(KamUblMembers *members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamUblMembers, kam_ubl_members_free)

/** Where the members are. */
KamUblPlace kam_ubl_members_get_place(const KamUblMembers *members);
/** How many *.xml files there are. */
guint kam_ubl_members_get_count(const KamUblMembers *members);
/** Files that are no *.xml. */
guint kam_ubl_members_get_ignored(const KamUblMembers *members);
/** Name inside the folder or zip; of a single file its own. */
const char *kam_ubl_members_get_name(const KamUblMembers *members, guint index);
guint64 kam_ubl_members_get_packed_size(const KamUblMembers *members);
/** Packed bytes of the members before that one. */
guint64 kam_ubl_members_get_packed_before(const KamUblMembers *members, guint index);

/** Open one for reading; the one opened before is closed. */
gboolean kam_ubl_members_start(KamUblMembers *members, guint index, GError **error);
/** A KamXmlRead on the one that is open; `members` is a KamUblMembers. */
gssize kam_ubl_members_read(gpointer members, void *buffer, gsize size, GError **error);
