/* Requests to an identity provider: over TLS, bounded in time and size, never led elsewhere. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct {
    gint64 connect_ms;
    gint64 total_ms;
    gsize max_bytes; /* of an answer */
} KamOidcLimits;

/** 5 s to connect, 10 s in all, 256 KiB. */
extern const KamOidcLimits kam_oidc_limits_standard;

/** What a form is sent with. */
typedef struct {
    const char *body;      /* application/x-www-form-urlencoded */
    const char *client_id; /* NULL: no Authorization */
    const char *secret;
} KamOidcForm;

/** Whether a URL may be asked: https, or http to this very machine; without user, password and fragment. */
gboolean kam_oidc_url_is_allowed(const char *url);

/**
 * GET, or POST of a form. Redirects are not followed.
 *
 * @param form         NULL: GET.
 * @param[out] status  of the answer.
 * @param[out] length  of the answer, a NUL is behind it.
 * @return NULL and KAM_ERROR_BUSY when no whole answer came in time, KAM_ERROR_TOO_LARGE when it is too long,
 *         KAM_ERROR_INVALID for a URL that may not be asked. Free with g_free().
 */
char *kam_oidc_fetch(const KamOidcLimits *limits, const char *url, const KamOidcForm *form, long *status, gsize *length,
                     GError **error);
