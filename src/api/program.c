/* The API of this program: its tables, its record types, its people. */
#include "api/api.h"
#include "api/tables.h"
#include "domain/types.h"
#include "service/people/session.h"
#include "service/people/token.h"

G_STATIC_ASSERT(KAM_CHANGE_TOKEN_SIZE == KAM_SESSION_CHANGE_TOKEN_SIZE);

KamApi *
kam_api_new(KamPool *pool, GError **error)
{
    const KamCredentials credentials = { kam_token_authenticate, kam_session_authenticate };

    return kam_api_new_with(pool, kam_api_tables(), kam_domain_types(), credentials, error);
}
