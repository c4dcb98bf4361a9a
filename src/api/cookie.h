/* Cookies, read and set. */
#pragma once

#include "api/http.h"

typedef struct {
    const char *name;  /* one that begins with "__Host-" is sent over TLS only */
    const char *value; /* of letters, digits and "-_."; NULL: the browser is to forget it */
    gint64 seconds;    /* that the browser keeps it */
    gboolean on_links; /* also shown when somebody comes by a link of another site: SameSite=Lax instead of Strict */
} KamCookie;

/** The value of a cookie, NULL when there is none. Free with g_free(). */
char *kam_request_dup_cookie(const KamRequest *request, const char *name);
/** Set a cookie for all paths, not to be seen by scripts. */
void kam_reply_set_cookie(KamReply *reply, const KamCookie *cookie);
