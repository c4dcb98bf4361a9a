/* Conditions out of their text. */
#include "service/selection/condition.h"

#include <math.h>
#include <string.h>

static char *
names_of_measures(void)
{
    GString *names = g_string_new(NULL);

    for (const KamMeasure *measure = kam_measures_table(); measure->name != NULL; measure++)
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", measure->name);
    return g_string_free(names, FALSE);
}

static char *
refuse(const char *entry)
{
    g_autofree char *names = names_of_measures();

    return g_strdup_printf("'%s' is not NAME>=NUMBER or NAME<=NUMBER; the names are %s", entry, names);
}

static char *
read_condition(const char *entry, KamCondition *condition)
{
    const char *sign = strpbrk(entry, "<>");
    g_autofree char *name = sign == NULL ? NULL : g_strstrip(g_strndup(entry, (gsize)(sign - entry)));
    char *end = NULL;

    if (sign == NULL || sign[1] != '=')
        return refuse(entry);
    condition->measure = kam_measure_find(name);
    condition->is_at_most = *sign == '<';
    condition->bound = g_ascii_strtod(sign + 2, &end);
    return condition->measure == NULL || end == sign + 2 || *end != '\0' || !isfinite(condition->bound) ? refuse(entry)
                                                                                                        : NULL;
}

char *
kam_conditions_read(const char *text, GArray **conditions)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KamCondition));
    g_auto(GStrv) entries = g_strsplit(text, ",", -1);

    for (guint i = 0; entries[i] != NULL; i++) {
        KamCondition condition = { 0 };
        char *wrong = read_condition(g_strstrip(entries[i]), &condition);

        if (wrong != NULL)
            return wrong;
        g_array_append_val(list, condition);
    }
    if (conditions != NULL)
        *conditions = g_steal_pointer(&list);
    return NULL;
}

gboolean
kam_condition_is_met(const KamCondition *condition, double figure)
{
    return !isnan(figure) && (condition->is_at_most ? figure <= condition->bound : figure >= condition->bound);
}
