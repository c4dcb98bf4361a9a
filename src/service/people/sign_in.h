/* Signing in: e-mail address and password, then a code when the person has a second factor. What a stranger sees does
 * not tell whether there is such a person: the same work, the same words, the same limits. */
#pragma once

#include "service/people/people.h"
#include "service/people/session.h"

/* What is shared by all steps of one request. Everything is borrowed. */
typedef struct {
    KamPeople *people;
    KamPool *pool;
    KamDb *db; /* a reader */
    KamSessionOrigin origin;
    const char *request_id;   /* NULL outside requests */
    gint64 former_session_id; /* that the browser had before: it ends with the new one; 0: none */
    gint64 now_ms;
} KamSignInPlace;

typedef enum {
    KAM_SIGNED_IN,
    KAM_SIGN_IN_CODE,  /* the password is right: send the ticket with a code */
    KAM_SIGN_IN_WRONG, /* something of it is wrong; what, nobody says */
    KAM_SIGN_IN_OFF,   /* the password is right, and its person may not sign in: told to nobody else */
    KAM_SIGN_IN_LATER, /* too many tries: see wait_ms */
} KamSignInState;

typedef struct {
    KamSignInState state;
    char *secret; /* of the session, or the ticket */
    gint64 user_id;
    gint64 wait_ms;
} KamSignInAnswer;

void kam_sign_in_answer_clear(KamSignInAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamSignInAnswer, kam_sign_in_answer_clear)

/**
 * By password. Slow on purpose: a worker's thread, never the writer's.
 * @param code  of the second factor or a recovery code; NULL: not given yet.
 * @return FALSE on failures only; KAM_ERROR_BUSY when too many sign in at this moment.
 */
gboolean kam_sign_in_by_password(const KamSignInPlace *place, const char *email, const char *password, const char *code,
                                 KamSignInAnswer *answer, GError **error);
/** The second step: the ticket of the first with a code. */
gboolean kam_sign_in_by_code(const KamSignInPlace *place, const char *ticket, const char *code, KamSignInAnswer *answer,
                             GError **error);
/** A person whom somebody else vouches for (OpenID Connect): a session, in a transaction of the caller's on `db`.
 * KAM_ERROR_DENIED when they may not sign in here. Newly allocated. */
char *kam_sign_in_vouched(KamDb *db, gint64 user_id, const KamSessionOrigin *origin, const char *request_id,
                          gint64 now_ms, GError **error);
