/* Everything before the handler, in the order in which a stranger learns least. */
#include "api/admit.h"

static gboolean
check_permission(KamRequest *request, KamReply *reply)
{
    KamPermission permission = request->route->permission;
    g_autofree char *detail = NULL;

    if (permission == KAM_PERM_PUBLIC || kam_policy_allows(request->actor, permission))
        return TRUE;
    detail = g_strdup_printf("this asks for the permission '%s', which neither your role nor your token gives",
                             kam_permission_name(permission));
    kam_reply_problem(reply, request, 403, detail, NULL);
    return FALSE;
}

gboolean
kam_api_admit(KamApi *api, KamRequest *request, KamReply *reply)
{
    KamShown shown = KAM_SHOWN_NOTHING;

    request->change_token[0] = '\0';
    if (!kam_admit_actor(api, request, reply, &shown, request->change_token) ||
        !kam_admit_origin(api, request, reply, shown, request->change_token) || !check_permission(request, reply) ||
        !kam_admit_body(request, reply) || !kam_admit_version(request, reply) || !kam_admit_parameters(request, reply))
        return FALSE;
    if (api->people != NULL && request->actor != NULL)
        kam_people_touch(api->people, api->pool, request->actor, request->now_ms);
    return TRUE;
}
