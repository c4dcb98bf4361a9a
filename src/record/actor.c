/* Roles and their words. */
#include "record/actor.h"

#include <string.h>

/* The program's own role has no word: nobody can be given it. */
static const char *const role_names[KAM_ROLE_N] = {
    [KAM_ROLE_NONE] = "none",           [KAM_ROLE_ADMIN] = "admin",
    [KAM_ROLE_DIRECTOR] = "director",   [KAM_ROLE_KAM] = "kam",
    [KAM_ROLE_MEMBER] = "member",       [KAM_ROLE_ANALYST] = "analyst",
    [KAM_ROLE_EXECUTIVE] = "executive",
};

KamActor
kam_actor_program(const char *name)
{
    KamActor actor = { .role = KAM_ROLE_PROGRAM, .scopes = G_MAXUINT64 };

    g_strlcpy(actor.name, name, sizeof actor.name);
    return actor;
}

gint32
kam_actor_get_today(const KamActor *actor)
{
    return actor->today != 0 ? actor->today : (gint32)(g_get_real_time() / (G_USEC_PER_SEC * 86400LL));
}

const char *
kam_role_name(KamRole role)
{
    return role < KAM_ROLE_N && role_names[role] != NULL ? role_names[role] : "program";
}

KamRole
kam_role_from_name(const char *name)
{
    for (guint i = 0; name != NULL && i < KAM_ROLE_N; i++)
        if (role_names[i] != NULL && strcmp(role_names[i], name) == 0)
            return (KamRole)i;
    return KAM_ROLE_NONE;
}
