/* Parts of answers: finding the item of an account and leaving members out. The texts are our own writer's, compact and
 * well formed, so that a walk over brackets and quotes is enough and nothing is parsed into a tree. */
#include <string.h>

#include "service/figures/desk.h"

/* Behind a text that begins at its quote. */
static const char *
skip_text(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\')
            at++;
    return MIN(at + 1, end);
}

/* Behind a value of any kind. */
static const char *
skip_value(const char *at, const char *end)
{
    guint depth = 0;

    while (at < end) {
        if (*at == '"') {
            at = skip_text(at, end);
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
        } else if ((*at == '}' || *at == ']' || *at == ',') && depth == 0) {
            return at;
        } else {
            depth -= *at == '}' || *at == ']';
            at++;
        }
        if (depth == 0 && (at >= end || *at == ',' || *at == '}' || *at == ']'))
            return at;
    }
    return end;
}

gboolean
kam_desk_find_item(const KamAnalysisKind *kind, GBytes *answer, gint64 account_id, GString *out)
{
    gsize size;
    const char *text = g_bytes_get_data(answer, &size), *end = text + size;
    g_autofree char *list = g_strdup_printf("\"%s\":[", kind->list);
    g_autofree char *item = g_strdup_printf("{\"id\":\"%" G_GINT64_FORMAT "\",", account_id);
    const char *at = g_strstr_len(text, (gssize)size, list);

    if (at == NULL)
        return FALSE;
    /* Only items at the top of the list: those inside others speak of something else. */
    for (at += strlen(list); at < end && *at != ']'; at += *at == ',') {
        const char *behind = skip_value(at, end);

        if ((gsize)(behind - at) > strlen(item) && strncmp(at, item, strlen(item)) == 0) {
            g_string_append_len(out, at, behind - at);
            return TRUE;
        }
        at = behind;
    }
    return FALSE;
}

void
kam_desk_cut_list(const KamAnalysisKind *kind, guint n, GString *answer)
{
    g_autofree char *list = g_strdup_printf("\"%s\":[", kind->list);
    const char *at = strstr(answer->str, list), *end = answer->str + answer->len, *last;

    if (at == NULL)
        return;
    last = at += strlen(list);
    for (guint i = 0; at < end && *at != ']'; i++) {
        at = skip_value(at, end);
        if (i < n)
            last = at;
        at += *at == ',';
    }
    g_string_erase(answer, last - answer->str, at - last);
}

static gboolean
is_named(const char *name, const char *behind, const char *const *names)
{
    gsize length = (gsize)(behind - name) - 2;

    for (guint i = 0; names[i] != NULL; i++)
        if (strlen(names[i]) == length && strncmp(name + 1, names[i], length) == 0)
            return TRUE;
    return FALSE;
}

/* A member that goes takes the comma behind it along, or else the one before. */
static const char *
drop_value(GString *out, const char *value, const char *end)
{
    const char *behind = skip_value(value, end);

    if (behind < end && *behind == ',')
        return behind + 1;
    if (out->len > 0 && out->str[out->len - 1] == ',')
        g_string_truncate(out, out->len - 1);
    return behind;
}

void
kam_desk_drop_members(GString *json, const char *const *names)
{
    g_autoptr(GString) out = g_string_sized_new(json->len);
    const char *at = json->str, *end = at + json->len;

    while (at < end) {
        const char *behind = *at == '"' ? skip_text(at, end) : at + 1;

        if (*at == '"' && behind < end && *behind == ':' && is_named(at, behind, names)) {
            at = drop_value(out, behind + 1, end);
            continue;
        }
        g_string_append_len(out, at, behind - at);
        at = behind;
    }
    g_string_assign(json, out->str);
}
