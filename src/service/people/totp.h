/* The second factor: codes by time (RFC 6238: SHA-1, six digits, 30 s), one step earlier and later taken as well, each
 * step once. All functions but the first run in a transaction of the caller's. */
#pragma once

#include "service/people/key.h"
#include "store/db.h"

/**
 * Whether a code is right at an instant.
 * @param[out] step  the step of 30 s that it belongs to; written only when it is.
 */
gboolean kam_totp_code_is_right(const guint8 *secret, gsize length, const char *code, gint64 now_ms, gint64 *step);

/** Whether a person has a second factor in force. */
gboolean kam_totp_is_on(KamDb *db, gint64 user_id, gboolean *on, GError **error);
/**
 * Begin: make a secret, not in force before kam_totp_confirm(). Begun again it is another secret.
 *
 * @param key       NULL: there is none, and the secret is kept as it is.
 * @param label     the person's e-mail address.
 * @param[out] uri  "otpauth://totp/..." for the picture that a telephone reads; free with g_free().
 * @return the secret as text, for typing; newly allocated. KAM_ERROR_CONFLICT when one is in force.
 */
char *kam_totp_enrol(KamDb *db, const guint8 *key, gint64 user_id, const char *label, gint64 now_ms, char **uri,
                     GError **error);
/** A first code puts it into force. KAM_ERROR_INVALID when it is wrong, KAM_ERROR_CONFLICT when none was begun. */
gboolean
kam_totp_confirm(KamDb *db, const guint8 *key, gint64 user_id, const char *code, gint64 now_ms, GError **error);
/** Take a code: right only once. */
gboolean kam_totp_take(KamDb *db, const guint8 *key, gint64 user_id, const char *code, gint64 now_ms, gboolean *right,
                       GError **error);
/** The factor and the recovery codes are gone. */
gboolean kam_totp_remove(KamDb *db, gint64 user_id, GError **error);

/** Ten codes, "abcd-efgh-ijkl-mnop-qrst-uvwx", each good once; earlier ones are good no more. Free with g_strfreev().
 */
GStrv kam_recovery_make(KamDb *db, gint64 user_id, gint64 now_ms, GError **error);
/** Take a recovery code, in any case, with or without its signs between. */
gboolean kam_recovery_take(KamDb *db, gint64 user_id, const char *code, gint64 now_ms, gboolean *right, GError **error);
/** How many are left. */
gboolean kam_recovery_count(KamDb *db, gint64 user_id, gint64 *left, GError **error);
