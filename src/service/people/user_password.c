/* A password on its way into the database. */
#include "service/people/user_password.h"

#include <sodium.h>
#include <string.h>

#include "service/people/password.h"
#include "store/statements.h"

char *
kam_user_hash_password(KamHashGate *gate, const KamUser *user, const char *password, GError **error)
{
    const char *own[] = { user->email != NULL ? user->email : user->name, user->name, NULL };
    char *normal;
    char *hash;

    if (!kam_password_check(password, own, error))
        return NULL;
    normal = kam_password_normalize(password);
    hash = kam_hash_gate_hash(gate, normal, error);
    kam_password_free(normal);
    return hash;
}

gboolean
kam_user_store_password(KamDb *db, gint64 user_id, const char *hash, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("user_set_password"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, user_id);
    kam_stmt_bind_text(stmt, 2, hash);
    kam_stmt_bind_int(stmt, 3, now_ms);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}
