/* What people change of their own ways to sign in. */
#include "service/people/own.h"

#include <sodium.h>
#include <string.h>

#include "service/people/guard.h"
#include "service/people/note.h"
#include "service/people/password.h"
#include "service/people/totp.h"
#include "service/people/user.h"
#include "service/people/user_password.h"

/* What the writer does: one of the functions below, in the same frame. */
typedef struct {
    const KamOwnPlace *own;
    const char *text; /* a new password's hash, the e-mail address or a code */
    char *secret, *uri;
    GStrv codes;
} Change;

static KamNoteBy
note_by(const KamOwnPlace *own)
{
    const KamActor *actor = own->actor;

    return (KamNoteBy) { actor->user_id, actor->name, actor->credential_id, own->place.request_id, own->place.now_ms };
}

static gboolean
note(KamDb *db, const KamOwnPlace *own, const char *action, GError **error)
{
    KamNoteBy by = note_by(own);

    return kam_note_add(db, &by, action, own->actor->user_id, NULL, error);
}

/* Whether the password is the person's. The user is given when it is. */
static gboolean
prove(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer, KamUser **user, GError **error)
{
    g_autoptr(KamUser) found = kam_user_load(own->place.db, own->actor->user_id, error);
    g_autofree char *normal = kam_password_normalize(password);
    g_auto(KamGuard) guard = { 0 };
    gboolean right = FALSE;

    if (found == NULL ||
        !kam_guard_take(&own->place, own->actor->name, own->actor->user_id, &guard, &answer->wait_ms, error))
        return FALSE;
    answer->state = answer->wait_ms > 0 ? KAM_OWN_LATER : KAM_OWN_WRONG_PASSWORD;
    if (answer->wait_ms > 0)
        return TRUE;
    if (!kam_hash_gate_verify(kam_people_get_gate(own->place.people), found->password_hash,
                              normal != NULL ? normal : "", &right, NULL, error))
        return FALSE;
    if (!right)
        return TRUE;
    kam_guard_forget(&own->place, &guard);
    answer->state = KAM_OWN_DONE;
    *user = g_steal_pointer(&found);
    return TRUE;
}

static gboolean
run_password(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    const KamActor *actor = change->own->actor;

    return kam_user_store_password(db, actor->user_id, change->text, change->own->place.now_ms, error) &&
           kam_session_end_all(db, actor->user_id, actor->credential_id, error) &&
           note(db, change->own, "password", error);
}

gboolean
kam_own_change_password(const KamOwnPlace *own, const char *password, const char *next, KamOwnAnswer *answer,
                        GError **error)
{
    Change change = { .own = own };
    g_autoptr(KamUser) user = NULL;
    g_autofree char *hash = NULL;

    if (!prove(own, password, answer, &user, error))
        return FALSE;
    if (answer->state != KAM_OWN_DONE)
        return TRUE;
    hash = kam_user_hash_password(kam_people_get_gate(own->place.people), user, next, error);
    if (hash == NULL)
        return FALSE;
    change.text = hash;
    return kam_pool_write_wait(own->place.pool, run_password, &change, error);
}

static gboolean
run_enrol(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    const KamOwnPlace *own = change->own;

    change->secret = kam_totp_enrol(db, kam_people_get_key(own->place.people), own->actor->user_id, change->text,
                                    own->place.now_ms, &change->uri, error);
    return change->secret != NULL;
}

gboolean
kam_own_enrol_totp(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer, char **secret, char **uri,
                   GError **error)
{
    Change change = { .own = own };
    g_autoptr(KamUser) user = NULL;

    if (!prove(own, password, answer, &user, error))
        return FALSE;
    if (answer->state != KAM_OWN_DONE)
        return TRUE;
    change.text = user->email;
    if (!kam_pool_write_wait(own->place.pool, run_enrol, &change, error)) {
        g_free(change.secret);
        g_free(change.uri);
        return FALSE;
    }
    *secret = change.secret;
    *uri = change.uri;
    return TRUE;
}

static gboolean
make_codes(KamDb *db, Change *change, GError **error)
{
    change->codes = kam_recovery_make(db, change->own->actor->user_id, change->own->place.now_ms, error);
    return change->codes != NULL;
}

static gboolean
run_confirm(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    const KamOwnPlace *own = change->own;
    const KamActor *actor = own->actor;

    return kam_totp_confirm(db, kam_people_get_key(own->place.people), actor->user_id, change->text, own->place.now_ms,
                            error) &&
           kam_session_end_all(db, actor->user_id, actor->credential_id, error) && note(db, own, "totp_on", error) &&
           make_codes(db, change, error);
}

static gboolean
run_codes(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    gboolean on = FALSE;

    if (!kam_totp_is_on(db, change->own->actor->user_id, &on, error))
        return FALSE;
    if (on)
        return note(db, change->own, "recovery_codes", error) && make_codes(db, change, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "recovery codes need a second factor; begin one first");
    return FALSE;
}

static gboolean
write_codes(const KamOwnPlace *own, KamWriteFunc run, Change *change, GStrv *recovery_codes, GError **error)
{
    if (!kam_pool_write_wait(own->place.pool, run, change, error)) {
        g_strfreev(change->codes);
        return FALSE;
    }
    *recovery_codes = change->codes;
    return TRUE;
}

gboolean
kam_own_confirm_totp(const KamOwnPlace *own, const char *code, GStrv *recovery_codes, GError **error)
{
    Change change = { .own = own, .text = code };

    return write_codes(own, run_confirm, &change, recovery_codes, error);
}

gboolean
kam_own_make_recovery_codes(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer, GStrv *recovery_codes,
                            GError **error)
{
    Change change = { .own = own };
    g_autoptr(KamUser) user = NULL;

    if (!prove(own, password, answer, &user, error))
        return FALSE;
    return answer->state != KAM_OWN_DONE || write_codes(own, run_codes, &change, recovery_codes, error);
}

static gboolean
run_remove(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    const KamActor *actor = change->own->actor;

    return kam_totp_remove(db, actor->user_id, error) &&
           kam_session_end_all(db, actor->user_id, actor->credential_id, error) &&
           note(db, change->own, "totp_off", error);
}

gboolean
kam_own_remove_totp(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer, GError **error)
{
    Change change = { .own = own };
    g_autoptr(KamUser) user = NULL;

    if (!prove(own, password, answer, &user, error))
        return FALSE;
    return answer->state != KAM_OWN_DONE || kam_pool_write_wait(own->place.pool, run_remove, &change, error);
}
