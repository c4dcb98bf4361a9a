/* Zip archives for reading: members found by name, inflated as streams, with every
 * size that the archive claims or turns out to have held against limits. */
#pragma once

#include <glib.h>

#include "sales/table.h"

typedef struct KamZip KamZip;
typedef struct KamZipMember KamZipMember;

/**
 * Open an archive and check what it claims: number of members, sum of unpacked sizes, ratio of each.
 *
 * @param limits  may be NULL; a field of 0 means its default (max_file_bytes 0: no limit). Copied.
 * @return NULL with KAM_ERROR_IO when it cannot be opened, KAM_ERROR_INVALID when it is no complete zip,
 *         KAM_ERROR_TOO_LARGE when it looks like a bomb. Free with kam_zip_free().
 */
KamZip *kam_zip_open(const char *path, const KamReadLimits *limits, GError **error);
void kam_zip_free(KamZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamZip, kam_zip_free)

/** How many members there are, folders among them. */
guint64 kam_zip_get_count(const KamZip *zip);
/** Name of a member with '/' between folders, or NULL for one whose name is no UTF-8; valid as long as the archive. */
const char *kam_zip_get_name(const KamZip *zip, guint64 index);
/** Size of the archive itself in bytes. */
guint64 kam_zip_get_packed_size(const KamZip *zip);

/**
 * Number of the member of that name, case ignored ('/' or '\' between folders).
 *
 * @return FALSE when there is none or when there are several; then `twice` (may be NULL) says which.
 */
gboolean kam_zip_find(const KamZip *zip, const char *name, guint64 *index, gboolean *twice);

/** Open a member; the archive must outlive it. Encrypted members give KAM_ERROR_DENIED. */
KamZipMember *kam_zip_member_open(KamZip *zip, guint64 index, GError **error);
void kam_zip_member_free(KamZipMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamZipMember, kam_zip_member_free)

/** Up to `size` unpacked bytes; 0 at the end (the checksum was then right), -1 with an error. */
gssize kam_zip_member_read(KamZipMember *member, void *buffer, gsize size, GError **error);

/** How many packed bytes stand for what was read of it so far. */
guint64 kam_zip_member_get_packed_done(const KamZipMember *member);
