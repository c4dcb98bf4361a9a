/* Who of our people it is that an identity provider vouches for. */
#pragma once

#include "record/work.h"
#include "service/people/oidc.h"

/**
 * Find the person, in a transaction of the caller's: by the provider's own name for them; the first time by their
 * verified e-mail address, and the provider's name is kept from then on; a person whom nobody added is made only when
 * the settings give a role for such.
 *
 * @return FALSE and KAM_ERROR_DENIED when there is nobody, or that address belongs to somebody whom the provider calls
 *         otherwise.
 */
gboolean kam_oidc_user_find(const KamWork *work, const KamOidc *oidc, const KamOidcPerson *person, gint64 *user_id,
                            GError **error);
/** Forget by what name any provider knows a person; their next sign-in is a first one again. KAM_ERROR_NOT_FOUND when
 * none was kept. */
gboolean kam_oidc_user_forget(const KamWork *work, gint64 user_id, GError **error);
