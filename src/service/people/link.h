/* One-time links: how somebody chooses a first password, or another one when the old is lost. An administrator makes
 * one and hands it over; its secret is kept as a hash only, and it is good once and for a while. */
#pragma once

#include "service/people/note.h"
#include "service/people/sign_in.h"

typedef enum { KAM_LINK_SET_UP, KAM_LINK_RESET } KamLinkUse;

/** "set-up", "reset": the word of paths. */
const char *kam_link_use_name(KamLinkUse use);
/** FALSE when there is none of that name. */
gboolean kam_link_use_from_name(const char *name, KamLinkUse *use);
/** How long such a link is good: seven days for a set-up, one for a reset. */
gint64 kam_link_life_ms(KamLinkUse use);

/**
 * Make a link, in a transaction of the caller's; an earlier one is dead.
 * @return the secret, newly allocated. KAM_ERROR_CONFLICT when the person may not sign in.
 */
char *kam_link_make(KamDb *db, const KamNoteBy *by, gint64 user_id, KamLinkUse use, GError **error);

/**
 * Choose a password by a link. All sessions end; a second factor stays in force.
 *
 * @param[out] wait_ms  not 0: too many tries from that address; nothing was done.
 * @return FALSE with KAM_ERROR_NOT_FOUND when the link opens nothing (any more), KAM_ERROR_INVALID when the password is
 *         not good enough; the link is then still good.
 */
gboolean
kam_link_use(const KamSignInPlace *place, const char *secret, const char *password, gint64 *wait_ms, GError **error);
