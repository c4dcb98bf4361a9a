/* What people change of their own ways to sign in. Each asks for the password once more, under the limits of signing
 * in, so that a browser left open is not enough. */
#pragma once

#include "service/people/sign_in.h"

/* Whose, and by which session. */
typedef struct {
    KamSignInPlace place;
    const KamActor *actor; /* a session's: tokens are refused by the routes */
} KamOwnPlace;

/* How a change went; outputs are written when it is done. */
typedef enum { KAM_OWN_DONE, KAM_OWN_WRONG_PASSWORD, KAM_OWN_LATER } KamOwnState;

typedef struct {
    KamOwnState state;
    gint64 wait_ms; /* of KAM_OWN_LATER */
} KamOwnAnswer;

/**
 * Another password. All other sessions end.
 * KAM_ERROR_INVALID when the new one is not good enough.
 */
gboolean kam_own_change_password(const KamOwnPlace *own, const char *password, const char *next, KamOwnAnswer *answer,
                                 GError **error);
/** Begin a second factor: see kam_totp_enrol(). */
gboolean kam_own_enrol_totp(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer, char **secret,
                            char **uri, GError **error);
/** Put it into force by a first code; with it come ten recovery codes. All other sessions end. */
gboolean kam_own_confirm_totp(const KamOwnPlace *own, const char *code, GStrv *recovery_codes, GError **error);
/** Take it away. All other sessions end. */
gboolean kam_own_remove_totp(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer, GError **error);
/** Ten new recovery codes; KAM_ERROR_CONFLICT without a second factor. */
gboolean kam_own_make_recovery_codes(const KamOwnPlace *own, const char *password, KamOwnAnswer *answer,
                                     GStrv *recovery_codes, GError **error);
