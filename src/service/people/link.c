/* One-time links. */
#include "service/people/link.h"

#include <string.h>

#include "service/people/guard.h"
#include "service/people/user.h"
#include "service/people/user_password.h"
#include "store/statements.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 3600 * 1000)
#define SECRET_BYTES 30

static const struct {
    const char *name;
    gint64 life_ms;
} uses[] = { [KAM_LINK_SET_UP] = { "set-up", 7 * DAY_MS }, [KAM_LINK_RESET] = { "reset", DAY_MS } };

/* What the writer does with a link that is being used. */
typedef struct {
    const KamSignInPlace *place;
    const KamUser *user;
    const char *secret, *hash;
} Use;

const char *
kam_link_use_name(KamLinkUse use)
{
    return uses[use].name;
}

gint64
kam_link_life_ms(KamLinkUse use)
{
    return uses[use].life_ms;
}

gboolean
kam_link_use_from_name(const char *name, KamLinkUse *use)
{
    for (guint i = 0; i < G_N_ELEMENTS(uses); i++) {
        if (strcmp(uses[i].name, name) == 0) {
            *use = (KamLinkUse)i;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
store_link(KamDb *db, gint64 user_id, const char *secret, KamLinkUse use, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_set_link"), error);
    char hash[KAM_SECRET_HASH_SIZE];

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(secret, hash);
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_text(stmt, 2, hash);
    kam_stmt_bind_text(stmt, 3, uses[use].name);
    kam_stmt_bind_int(stmt, 4, now_ms + uses[use].life_ms);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

char *
kam_link_make(KamDb *db, const KamNoteBy *by, gint64 user_id, KamLinkUse use, GError **error)
{
    g_autofree char *secret = kam_secret_new(SECRET_BYTES);
    g_autoptr(KamUser) user = kam_user_load(db, user_id, error);

    if (user == NULL)
        return NULL;
    if (!kam_user_may_sign_in(user)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                    "'%s' may not sign in: give a role and an e-mail address, or enable first", user->name);
        return NULL;
    }
    if (!store_link(db, user_id, secret, use, by->now_ms, error) ||
        !kam_note_add(db, by, use == KAM_LINK_RESET ? "link_reset" : "link_set_up", user_id, NULL, error))
        return NULL;
    return g_steal_pointer(&secret);
}

static gboolean
refuse_link(GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND,
                "the link was used already or is too old: ask an administrator for another");
    return FALSE;
}

/* Found again on the writer: of two who use it at once one is too late. */
static gboolean
take_link(KamDb *db, const Use *use, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_take_link"), error);
    char hash[KAM_SECRET_HASH_SIZE];
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_secret_hash(use->secret, hash);
    kam_stmt_bind_text(stmt, 1, hash);
    kam_stmt_bind_text(stmt, 2, use->hash);
    kam_stmt_bind_int(stmt, 3, use->place->now_ms);
    step = kam_stmt_step(stmt, error);
    return step == KAM_STEP_DONE ? refuse_link(error) : step == KAM_STEP_ROW;
}

static gboolean
run_use(KamDb *db, gpointer data, GError **error)
{
    const Use *use = data;
    const KamUser *user = use->user;
    KamNoteBy by = { user->id, user->email, 0, use->place->request_id, use->place->now_ms };

    return take_link(db, use, error) && kam_session_end_all(db, user->id, 0, error) &&
           kam_db_run(db, kam_sql("sign_in_limit_delete"), &user->id, 1, error) &&
           kam_note_add(db, &by, "password", user->id, NULL, error);
}

gboolean
kam_link_use(const KamSignInPlace *place, const char *secret, const char *password, gint64 *wait_ms, GError **error)
{
    gint64 wait = kam_guard_take_address(place);
    g_autoptr(KamUser) user = NULL;
    g_autoptr(GError) failed = NULL;
    g_autofree char *hash = NULL;
    g_auto(KamGuard) guard = { 0 };
    Use use = { .place = place, .secret = secret };

    *wait_ms = wait;
    if (wait > 0)
        return TRUE;
    user = kam_user_find_by_link(place->db, secret, place->now_ms, &failed);
    if (failed != NULL) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    if (user == NULL)
        return refuse_link(error);
    hash = kam_user_hash_password(kam_people_get_gate(place->people), user, password, error);
    if (hash == NULL)
        return FALSE;
    use.user = user;
    use.hash = hash;
    if (!kam_pool_write_wait(place->pool, run_use, &use, error))
        return FALSE;
    /* Whoever holds the link may sign in at once, however often somebody guessed before. */
    kam_guard_name(place, user->email, &guard);
    kam_guard_forget(place, &guard);
    return TRUE;
}
