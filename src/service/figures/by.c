/* Rows by their words. */
#include "service/figures/by.h"

#include <string.h>

#include "service/figures/sales_filter.h"

static const char *const names[] = { "account", "group" };

gboolean
kam_figures_by_is_equal(KamFiguresBy a, KamFiguresBy b)
{
    return a.is_group == b.is_group && kam_groups_at_is_equal(&a.at, &b.at);
}

const char *
kam_figures_by_name(KamFiguresBy by)
{
    return names[by.is_group ? 1 : 0];
}

gboolean
kam_figures_by_from_name(const char *name, KamFiguresBy *by)
{
    if (strcmp(name, names[0]) != 0 && strcmp(name, names[1]) != 0)
        return FALSE;
    *by = (KamFiguresBy) { .is_group = strcmp(name, names[1]) == 0 };
    return TRUE;
}

char *
kam_figures_by_dup_word(KamFiguresBy by)
{
    g_autofree char *when = kam_groups_at_dup_word(&by.at);

    if (!by.is_group)
        return g_strdup(kam_figures_by_name(by));
    return g_strdup_printf("group %s %u %" G_GINT64_FORMAT, when, by.at.depth, by.at.below_id);
}

void
kam_figures_by_append(GString *path, KamFiguresBy by)
{
    kam_sales_filter_append_pair(path, "by", kam_figures_by_name(by));
    kam_sales_filter_append_groups(&by.at, path);
}

void
kam_figures_by_to_json(KamFiguresBy by, KamJson *json)
{
    g_autofree char *when = kam_groups_at_dup_word(&by.at);

    kam_json_text(json, "by", kam_figures_by_name(by));
    if (!by.is_group)
        return;
    kam_json_text(json, "groups", when);
    if (by.at.below_id == 0)
        kam_json_int(json, "depth", by.at.depth);
    else
        kam_json_null(json, "depth");
}
