/* Files attached to records: kept once however often they are attached, judged by their content, given back as
 * downloads. */
#pragma once

#include "service/extras/subject.h"

#define KAM_ATTACHMENT_MAX_BYTES (25 * 1024 * 1024)
#define KAM_ATTACHMENT_MAX_RECORD 500 /* files of one record */
#define KAM_ATTACHMENT_MAX_PAGE 100
#define KAM_ATTACHMENT_PART (1024 * 1024) /* bytes read at once */

/* A file that was looked at before it is kept: on a thread that may take its time. */
typedef struct {
    char *name;
    const char *media_type; /* static */
    char *sha256;
    GMappedFile *file;
    gsize bytes;
} KamAttachmentDraft;

void kam_attachment_draft_clear(KamAttachmentDraft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAttachmentDraft, kam_attachment_draft_clear)

/**
 * Look at an uploaded file: its size, what it is, its sum.
 * @param name    as the client calls it; folders before it are dropped.
 * @param said    the media type that the client says; NULL: nothing.
 * @param draft   all zeros before.
 * @return FALSE with KAM_ERROR_INVALID and faults at "name" or "content" (not_allowed, type_mismatch, empty ...),
 *         KAM_ERROR_TOO_LARGE, KAM_ERROR_IO.
 */
gboolean kam_attachment_look(const char *path, const char *name, const char *said, KamAttachmentDraft *draft,
                             KamFaults *faults, GError **error);
/** Keep it. KAM_ERROR_TOO_LARGE when the firm's quota (setting attachment_quota_mb) or the record is full. */
gboolean kam_attachment_add(const KamWork *work, const KamSubject *subject, const KamAttachmentDraft *draft, gint64 *id,
                            GError **error);
/** Take it off the record; one's own, or anybody's for those who change what all share. */
gboolean kam_attachment_delete(const KamWork *work, const KamSubject *subject, gint64 id, GError **error);

/** A page as items of an array, newest first: {id, name, media_type, bytes, sha256, created_at, created_by, author}. */
gboolean kam_attachment_page_to_json(const KamWork *work, const KamSubject *subject, gint64 before, guint limit,
                                     KamJson *json, gint64 *next, GError **error);
/** One of them as a value. */
gboolean
kam_attachment_to_json(const KamWork *work, const KamSubject *subject, gint64 id, KamJson *json, GError **error);

/* What a download needs to begin with. */
typedef struct {
    char *name;
    char *media_type;
    char *sha256;
    gint64 content_id;
    gint64 bytes;
} KamAttachmentFile;

void kam_attachment_file_clear(KamAttachmentFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamAttachmentFile, kam_attachment_file_clear)
/** What is known of one; `file` is all zeros before. KAM_ERROR_NOT_FOUND when there is none, or the actor does not see
 * the record. */
gboolean
kam_attachment_find(const KamWork *work, const KamSubject *subject, gint64 id, KamAttachmentFile *file, GError **error);
/** The bytes from an offset on, at most KAM_ATTACHMENT_PART of them, appended. */
gboolean kam_attachment_read(KamDb *db, gint64 content_id, gint64 offset, GString *out, GError **error);
