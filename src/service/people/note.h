/* What people do with their ways to sign in, as rows of the audit. */
#pragma once

#include "store/db.h"

/* Who did it, to whom, when: everything is borrowed. */
typedef struct {
    gint64 actor_id;        /* 0: the program itself */
    const char *actor_name; /* as they are called: the e-mail address */
    gint64 credential_id;
    const char *request_id; /* NULL outside requests */
    gint64 now_ms;
} KamNoteBy;

/** "sign_in", "password", "totp_on" ... about a person. `changes`: JSON object {"word": [from, to]}, or NULL. */
gboolean
kam_note_add(KamDb *db, const KamNoteBy *by, const char *action, gint64 user_id, const char *changes, GError **error);
