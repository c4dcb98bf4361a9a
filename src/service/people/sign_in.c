/* Signing in. */
#include "service/people/sign_in.h"

#include <sodium.h>
#include <string.h>

#include "service/people/guard.h"
#include "service/people/note.h"
#include "service/people/password.h"
#include "service/people/totp.h"
#include "service/people/user.h"
#include "store/statements.h"

#define KNOWN_MS (G_GINT64_CONSTANT(90) * 24 * 3600 * 1000)

/* What the writer does for an attempt that got so far. */
typedef struct {
    const KamSignInPlace *place;
    const KamUser *user;
    const char *code;    /* NULL: none given */
    const char *rehash;  /* the password's new hash; NULL: the old one is good */
    gint64 pending_id;   /* the session that waited for the code; 0: none */
    gboolean needs_code; /* there is a second factor */
    gboolean code_wrong;
    char *secret;
} Opening;

/* A failure on its way to the database; nobody waits for it, so that it takes strangers and people the same time. */
typedef struct {
    gint64 user_id, now_ms;
    guint failures;
    char *email, *request_id;
} Failure;

void
kam_sign_in_answer_clear(KamSignInAnswer *answer)
{
    g_clear_pointer(&answer->secret, g_free);
}

static KamNoteBy
note_by(const KamUser *user, const char *request_id, gint64 now_ms)
{
    return (KamNoteBy) { user->id, user->email, 0, request_id, now_ms };
}

static gboolean
remember_address(KamDb *db, gint64 user_id, const char *address, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("sign_in_address_put"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_text(stmt, 2, address != NULL ? address : "");
    kam_stmt_bind_int(stmt, 3, now_ms);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED &&
           kam_db_run(db, kam_sql("sign_in_address_trim"), (gint64[]) { user_id, now_ms - KNOWN_MS }, 2, error);
}

static gboolean
replace_hash(KamDb *db, const KamUser *user, const char *rehash, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (rehash == NULL)
        return TRUE;
    if ((stmt = kam_stmt_new(db, kam_sql("user_rehash_password"), error)) == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user->id);
    kam_stmt_bind_text(stmt, 2, user->password_hash);
    kam_stmt_bind_text(stmt, 3, rehash);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

/* The session itself, with all that follows from having signed in. */
static gboolean
open_whole(KamDb *db, Opening *opening, GError **error)
{
    const KamSignInPlace *place = opening->place;
    const KamUser *user = opening->user;
    KamNoteBy by = note_by(user, place->request_id, place->now_ms);
    g_autofree char *secret =
        kam_session_open(db, user->id, &place->origin, FALSE, opening->needs_code, place->now_ms, error);

    if (secret == NULL || !kam_db_run(db, kam_sql("session_delete_by_id"), &opening->pending_id, 1, error) ||
        !kam_db_run(db, kam_sql("session_delete_by_id"), &place->former_session_id, 1, error) ||
        !kam_db_run(db, kam_sql("sign_in_limit_delete"), &user->id, 1, error) ||
        !remember_address(db, user->id, place->origin.address, place->now_ms, error) ||
        !replace_hash(db, user, opening->rehash, error) || !kam_note_add(db, &by, "sign_in", user->id, NULL, error))
        return FALSE;
    opening->secret = g_steal_pointer(&secret);
    return TRUE;
}

static gboolean
take_code(KamDb *db, const Opening *opening, gboolean *right, GError **error)
{
    const KamSignInPlace *place = opening->place;

    if (!kam_totp_take(db, kam_people_get_key(place->people), opening->user->id, opening->code, place->now_ms, right,
                       error))
        return FALSE;
    return *right || kam_recovery_take(db, opening->user->id, opening->code, place->now_ms, right, error);
}

/* On the writer. */
static gboolean
run_opening(KamDb *db, gpointer data, GError **error)
{
    Opening *opening = data;
    const KamSignInPlace *place = opening->place;
    gboolean right = FALSE;

    if (!opening->needs_code)
        return open_whole(db, opening, error);
    if (opening->code == NULL) {
        opening->secret = kam_session_open(db, opening->user->id, &place->origin, TRUE, FALSE, place->now_ms, error);
        return opening->secret != NULL;
    }
    if (!take_code(db, opening, &right, error))
        return FALSE;
    if (right)
        return open_whole(db, opening, error);
    opening->code_wrong = TRUE;
    return kam_db_run(db, kam_sql("session_fail"), &opening->pending_id, 1, error);
}

static gboolean
write_failure(KamDb *db, gpointer data, GError **error)
{
    const Failure *failure = data;
    KamNoteBy by = { 0, failure->email, 0, failure->request_id, failure->now_ms };

    return kam_db_run(db, kam_sql("sign_in_limit_put"),
                      (gint64[]) { failure->user_id, failure->failures, failure->now_ms }, 3, error) &&
           kam_note_add(db, &by, "sign_in_failed", failure->user_id, NULL, error);
}

static void
free_failure(gpointer data, G_GNUC_UNUSED const GError *error)
{
    Failure *failure = data;

    g_free(failure->email);
    g_free(failure->request_id);
    g_free(failure);
}

static void
note_failure(const KamSignInPlace *place, const KamUser *user, const KamGuard *guard)
{
    Failure *failure;

    if (user == NULL)
        return;
    failure = g_new0(Failure, 1);
    failure->user_id = user->id;
    failure->now_ms = place->now_ms;
    failure->failures = kam_guard_get_failures(place, guard);
    failure->email = g_strdup(user->email);
    failure->request_id = g_strdup(place->request_id);
    kam_pool_write(place->pool, write_failure, free_failure, failure);
}

static void
answer_state(KamSignInAnswer *answer, KamSignInState state, gint64 wait_ms)
{
    answer->state = state;
    answer->wait_ms = wait_ms;
}

/* The writer's part, and what it means. */
static gboolean
finish(const KamSignInPlace *place, Opening *opening, const KamGuard *guard, KamSignInAnswer *answer, GError **error)
{
    if (!kam_pool_write_wait(place->pool, run_opening, opening, error)) {
        g_clear_pointer(&opening->secret, g_free);
        return FALSE;
    }
    if (opening->code_wrong) {
        note_failure(place, opening->user, guard);
        answer_state(answer, KAM_SIGN_IN_WRONG, 0);
        return TRUE;
    }
    answer_state(answer, opening->needs_code && opening->code == NULL ? KAM_SIGN_IN_CODE : KAM_SIGNED_IN, 0);
    answer->user_id = opening->user->id;
    answer->secret = g_steal_pointer(&opening->secret);
    /* A right password alone proves nothing yet where a code has to follow: the try stays counted. */
    if (answer->state == KAM_SIGNED_IN)
        kam_guard_forget(place, guard);
    return TRUE;
}

/* The same work whoever it is: one hash is compared, and nobody's when there is no such person. */
static gboolean
compare(const KamSignInPlace *place, const KamUser *user, const char *password, gboolean *right, char **rehash,
        GError **error)
{
    KamHashGate *gate = kam_people_get_gate(place->people);
    const char *hash = user != NULL ? user->password_hash : NULL;
    g_autofree char *normal = kam_password_normalize(password);
    gboolean outdated = FALSE;

    if (!kam_hash_gate_verify(gate, hash, normal != NULL ? normal : "", right, &outdated, error))
        return FALSE;
    if (*right && outdated)
        *rehash = kam_hash_gate_hash(gate, normal, error);
    if (normal != NULL)
        sodium_memzero(normal, strlen(normal));
    return !*right || !outdated || *rehash != NULL;
}

static gboolean
find_user(KamDb *db, const char *email, KamUser **user, GError **error)
{
    GError *failed = NULL;

    *user = kam_user_find_by_email(db, email, &failed);
    if (failed == NULL)
        return TRUE;
    g_propagate_error(error, failed);
    return FALSE;
}

gboolean
kam_sign_in_by_password(const KamSignInPlace *place, const char *email, const char *password, const char *code,
                        KamSignInAnswer *answer, GError **error)
{
    g_autofree char *folded = kam_user_fold_email(email);
    g_autofree char *rehash = NULL;
    g_autoptr(KamUser) user = NULL;
    g_auto(KamGuard) guard = { 0 };
    Opening opening = { .place = place, .code = code };
    gboolean right = FALSE;
    gint64 wait_ms = 0;

    if (!find_user(place->db, folded, &user, error) ||
        !kam_guard_take(place, folded, user != NULL ? user->id : 0, &guard, &wait_ms, error))
        return FALSE;
    if (wait_ms > 0) {
        answer_state(answer, KAM_SIGN_IN_LATER, wait_ms);
        return TRUE;
    }
    if (!compare(place, user, password, &right, &rehash, error))
        return FALSE;
    if (user == NULL || !right) {
        note_failure(place, user, &guard);
        answer_state(answer, KAM_SIGN_IN_WRONG, 0);
        return TRUE;
    }
    /* Whoever proves to be that person is told. The try stays counted: nothing was opened. */
    if (!kam_user_may_sign_in(user)) {
        note_failure(place, user, &guard);
        answer_state(answer, KAM_SIGN_IN_OFF, 0);
        return TRUE;
    }
    if (!kam_totp_is_on(place->db, user->id, &opening.needs_code, error))
        return FALSE;
    opening.user = user;
    opening.rehash = rehash;
    return finish(place, &opening, &guard, answer, error);
}

/* A ticket that opens nothing is a guess, too. */
static gboolean
refuse_ticket(const KamSignInPlace *place, KamSignInAnswer *answer, GError *why, GError **error)
{
    gint64 wait_ms;

    if (!g_error_matches(why, KAM_ERROR, KAM_ERROR_DENIED)) {
        g_propagate_error(error, why);
        return FALSE;
    }
    g_error_free(why);
    wait_ms = kam_guard_take_address(place);
    answer_state(answer, wait_ms > 0 ? KAM_SIGN_IN_LATER : KAM_SIGN_IN_WRONG, wait_ms);
    return TRUE;
}

gboolean
kam_sign_in_by_code(const KamSignInPlace *place, const char *ticket, const char *code, KamSignInAnswer *answer,
                    GError **error)
{
    g_autoptr(KamUser) user = NULL;
    g_autoptr(GError) failed = NULL;
    g_auto(KamGuard) guard = { 0 };
    g_auto(KamGuard) password_guard = { 0 };
    Opening opening = { .place = place, .code = code, .needs_code = TRUE };
    gint64 user_id = 0;
    gint64 wait_ms = 0;

    if (!kam_session_find_pending(place->db, ticket, place->now_ms, &opening.pending_id, &user_id, &failed))
        return refuse_ticket(place, answer, g_steal_pointer(&failed), error);
    kam_guard_take_code(place, user_id, &guard, &wait_ms);
    if (wait_ms > 0) {
        answer_state(answer, KAM_SIGN_IN_LATER, wait_ms);
        return TRUE;
    }
    if ((user = kam_user_load(place->db, user_id, error)) == NULL)
        return FALSE;
    opening.user = user;
    if (!finish(place, &opening, &guard, answer, error))
        return FALSE;
    if (answer->state == KAM_SIGNED_IN) {
        kam_guard_name(place, user->email, &password_guard);
        kam_guard_forget(place, &password_guard);
    }
    return TRUE;
}

char *
kam_sign_in_vouched(KamDb *db, gint64 user_id, const KamSessionOrigin *origin, const char *request_id, gint64 now_ms,
                    GError **error)
{
    g_autoptr(KamUser) user = kam_user_load(db, user_id, error);
    g_autofree char *secret = NULL;
    KamNoteBy by;

    if (user == NULL)
        return NULL;
    if (!kam_user_may_sign_in(user)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "'%s' may not sign in here",
                    user->email != NULL ? user->email : user->name);
        return NULL;
    }
    by = note_by(user, request_id, now_ms);
    secret = kam_session_open(db, user_id, origin, FALSE, TRUE, now_ms, error);
    if (secret == NULL || !remember_address(db, user_id, origin->address, now_ms, error) ||
        !kam_note_add(db, &by, "sign_in", user_id, NULL, error))
        return NULL;
    return g_steal_pointer(&secret);
}
