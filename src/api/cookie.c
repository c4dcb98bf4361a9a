/* Cookies. */
#include "api/cookie.h"

#include <string.h>

char *
kam_request_dup_cookie(const KamRequest *request, const char *name)
{
    const char *header = kam_request_get_header(request, "Cookie");
    g_auto(GStrv) pairs = header != NULL ? g_strsplit(header, ";", -1) : NULL;

    for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++) {
        char *pair = g_strstrip(pairs[i]);
        gsize length = strlen(name);

        if (strncmp(pair, name, length) == 0 && pair[length] == '=' && pair[length + 1] != '\0')
            return g_strdup(pair + length + 1);
    }
    return NULL;
}

void
kam_reply_set_cookie(KamReply *reply, const KamCookie *cookie)
{
    gboolean is_gone = cookie->value == NULL;
    g_autofree char *text = g_strdup_printf("%s=%s; Path=/; Max-Age=%" G_GINT64_FORMAT "; HttpOnly; SameSite=%s%s",
                                            cookie->name, is_gone ? "" : cookie->value, is_gone ? 0 : cookie->seconds,
                                            cookie->on_links ? "Lax" : "Strict",
                                            g_str_has_prefix(cookie->name, "__Host-") ? "; Secure" : "");

    kam_reply_header(reply, "Set-Cookie", text);
}
