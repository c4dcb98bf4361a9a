/* Rows of the audit about people. */
#include "service/people/note.h"

#include "record/audit.h"

gboolean
kam_note_add(KamDb *db, const KamNoteBy *by, const char *action, gint64 user_id, const char *changes, GError **error)
{
    KamActor actor = { .user_id = by->actor_id, .credential_id = by->credential_id };
    KamWork work = { .db = db, .actor = &actor, .request_id = by->request_id, .now_ms = by->now_ms };

    g_strlcpy(actor.name, by->actor_name != NULL ? by->actor_name : "", sizeof actor.name);
    return kam_audit_add(&work, action, "user", user_id, 0, changes, error);
}
