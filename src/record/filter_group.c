/* Groups of comparisons, "(a.eq.1,or(b.is.null,c.in.(1,2)))", and lists of values, "(1,"a,b",c)". */
#include <string.h>

#include "record/filter_private.h"

/* Where the part that begins here ends: at a comma or the closing bracket outside of quotes and inner brackets. */
static gsize
part_length(const char *text)
{
    guint depth = 0;
    gboolean quoted = FALSE;
    gsize i;

    for (i = 0; text[i] != '\0'; i++) {
        if (quoted && text[i] == '\\' && text[i + 1] != '\0')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (text[i] == '(' || text[i] == '{')
            depth++;
        else if ((text[i] == ')' || text[i] == '}') && depth > 0)
            depth--;
        else if (depth == 0 && (text[i] == ',' || text[i] == ')' || text[i] == '}'))
            break;
    }
    return i;
}

/* "a\"b" in quotes is what stands between them; anything else is itself. NULL when text follows the quotes. */
static char *
unquote(const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    const char *at = text + 1;

    if (text[0] != '"')
        return g_strdup(text);
    for (; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        g_string_append_c(plain, *at);
    }
    return at[0] == '"' && at[1] == '\0' ? g_strdup(plain->str) : NULL;
}

static gboolean
fault_form(KamFilterReading *reading, const char *wanted)
{
    return kam_filter_fault(reading, "bad_form", "this is not of the form %s", wanted);
}

static gboolean
add_value(KamFilterReading *reading, GPtrArray *list, const char *text, gsize length)
{
    g_autofree char *part = g_strndup(text, length);
    char *value = unquote(part);

    if (value == NULL)
        return fault_form(reading, "(a,b,\"c,d\")");
    g_ptr_array_add(list, value);
    if (list->len > KAM_FILTER_MAX_LIST || ++reading->n_values > KAM_FILTER_MAX_VALUES)
        return kam_filter_fault(reading, "too_many", "more than %d values in a list, or %d in all", KAM_FILTER_MAX_LIST,
                                KAM_FILTER_MAX_VALUES);
    return TRUE;
}

GPtrArray *
kam_filter_split_list(KamFilterReading *reading, const char *text)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    char closing = text[0] == '{' ? '}' : ')';

    if ((text[0] != '(' && text[0] != '{') || text[1] == closing) {
        fault_form(reading, "(a,b,\"c,d\")");
        return NULL;
    }
    for (const char *at = text + 1;;) {
        gsize length = part_length(at);

        if (!add_value(reading, list, at, length))
            return NULL;
        at += length;
        if (*at == closing && at[1] == '\0')
            return g_steal_pointer(&list);
        if (*at != ',') {
            fault_form(reading, "(a,b,\"c,d\")");
            return NULL;
        }
        at++;
    }
}

/* --- groups --- */

/* Values inside groups may be quoted whole: name.eq."a,b". */
static gboolean
read_comparison(KamFilterReading *reading, const char *part, gsize name_length)
{
    g_autofree char *name = g_strndup(part, name_length);
    const char *rest = part + name_length + 1;
    const char *with = g_str_has_prefix(rest, "not.") ? rest + 4 : rest;
    const char *dot = strchr(with, '.');
    g_autofree char *plain = NULL;
    g_autofree char *text = NULL;

    if (dot == NULL || dot[1] != '"')
        return kam_filter_read_condition(reading, name, rest);
    plain = unquote(dot + 1);
    if (plain == NULL)
        return fault_form(reading, "(a.eq.1,b.eq.\"c,d\")");
    text = g_strdup_printf("%.*s%s", (int)(dot + 1 - rest), rest, plain);
    return kam_filter_read_condition(reading, name, text);
}

/* The name ends at the first dot, or at the second where the first divides money: price.amount.gt.5 */
static gsize
name_length_of(const char *part)
{
    gsize length = strcspn(part, ".");

    if (g_str_has_prefix(part + length, ".amount."))
        return length + strlen(".amount");
    if (g_str_has_prefix(part + length, ".currency."))
        return length + strlen(".currency");
    return length;
}

static gboolean
read_part(KamFilterReading *reading, const char *part, guint depth)
{
    static const struct {
        const char *opening;
        gboolean any, negated;
    } groups[] = {
        { "and(", FALSE, FALSE }, { "or(", TRUE, FALSE }, { "not.and(", FALSE, TRUE }, { "not.or(", TRUE, TRUE }
    };
    gsize length;

    for (guint i = 0; i < G_N_ELEMENTS(groups); i++)
        if (g_str_has_prefix(part, groups[i].opening))
            return kam_filter_read_group(reading, groups[i].any, groups[i].negated,
                                         part + strlen(groups[i].opening) - 1, depth + 1);
    length = name_length_of(part);
    if (part[length] != '.')
        return fault_form(reading, "(a.eq.1,b.is.null)");
    return read_comparison(reading, part, length);
}

static gboolean
read_parts(KamFilterReading *reading, const char *text, guint depth)
{
    for (const char *at = text + 1;;) {
        gsize length = part_length(at);
        g_autofree char *part = g_strndup(at, length);

        if (!read_part(reading, part, depth))
            return FALSE;
        at += length;
        if (*at == ')' && at[1] == '\0')
            return TRUE;
        if (*at != ',')
            return fault_form(reading, "(a.eq.1,b.is.null)");
        at++;
    }
}

gboolean
kam_filter_read_group(KamFilterReading *reading, gboolean any, gboolean negated, const char *text, guint depth)
{
    if (depth >= KAM_FILTER_MAX_DEPTH)
        return kam_filter_fault(reading, "too_deep", "groups nest deeper than %d", KAM_FILTER_MAX_DEPTH);
    if (text[0] != '(')
        return fault_form(reading, "(a.eq.1,b.is.null)");
    if (negated)
        kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_BEGIN_NOT });
    kam_filter_add(reading, (KamFilterStep) { .kind = any ? KAM_STEP_BEGIN_ANY : KAM_STEP_BEGIN_ALL });
    if (!read_parts(reading, text, depth))
        return FALSE;
    kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_END });
    if (negated)
        kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_END });
    return TRUE;
}
