/* One row a filter: its name, and how its text is read and written. */
#include "service/figures/sales_filter.h"

#include <string.h>

#include "base/id.h"

static const char *const names[] = { "account",  "group",  "groups", "depth", "product", "manager",
                                     "category", "region", "basis",  "from",  "until",   NULL };

const char *const *
kam_sales_filter_names(void)
{
    return names;
}

void
kam_sales_filter_init(KamSalesFilter *filter)
{
    *filter = (KamSalesFilter) { .basis = KAM_BASIS_ALL, .from_day = KAM_DAY_NONE, .until_day = KAM_DAY_NONE };
}

void
kam_sales_filter_clear(KamSalesFilter *filter)
{
    g_clear_pointer(&filter->category, g_free);
    g_clear_pointer(&filter->region, g_free);
}

void
kam_sales_filter_copy(const KamSalesFilter *from, KamSalesFilter *to)
{
    *to = *from;
    to->category = g_strdup(from->category);
    to->region = g_strdup(from->region);
}

static char *
read_id(const char *text, gboolean *has, gint64 *id)
{
    *has = g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, id, NULL);
    return *has ? NULL : g_strdup_printf("'%s' is no id; it takes one, or 0 for lines that have none", text);
}

static char *
read_day(const char *text, gint32 *day)
{
    *day = kam_day_parse(text, strlen(text), KAM_DATE_YMD);
    return *day != KAM_DAY_NONE ? NULL : g_strdup_printf("does not know '%s'; it takes a day such as 2026-03-31", text);
}

static char *
read_basis(const char *text, KamReportBasis *basis)
{
    KamReportBasis known = kam_report_basis_from_name(text);

    if (known == KAM_BASIS_N)
        return g_strdup_printf("does not know '%s'; it takes all, products or invoiced", text);
    *basis = known;
    return NULL;
}

static char *
read_groups(const char *text, KamGroupsAt *at)
{
    return kam_groups_at_read(text, at)
               ? NULL
               : g_strdup_printf("does not know '%s'; it takes today, then, or a day such as 2026-03-31", text);
}

static char *
read_depth(const char *text, KamSalesFilter *filter)
{
    guint64 number = KAM_GROUPS_HEAD;

    filter->is_below = strcmp(text, "below") == 0;
    if (!filter->is_below && !g_ascii_string_to_unsigned(text, 10, 0, KAM_GROUPS_MAX_DEPTH, &number, NULL))
        return g_strdup_printf("does not know '%s'; it takes 0, the head, to %d; or below, with a group", text,
                               KAM_GROUPS_MAX_DEPTH);
    filter->groups.depth = (guint)number;
    return NULL;
}

static char *
take_text(const char *text, char **out)
{
    g_free(*out);
    *out = g_strdup(text);
    return NULL;
}

char *
kam_sales_filter_set(KamSalesFilter *filter, const char *name, const char *text)
{
    if (strcmp(name, "account") == 0)
        return read_id(text, &filter->has_account, &filter->account_id);
    if (strcmp(name, "group") == 0)
        return read_id(text, &filter->has_group, &filter->group_id);
    if (strcmp(name, "groups") == 0)
        return read_groups(text, &filter->groups);
    if (strcmp(name, "depth") == 0)
        return read_depth(text, filter);
    if (strcmp(name, "product") == 0)
        return read_id(text, &filter->has_product, &filter->product_id);
    if (strcmp(name, "manager") == 0)
        return read_id(text, &filter->has_manager, &filter->manager_id);
    if (strcmp(name, "category") == 0)
        return take_text(text, &filter->category);
    if (strcmp(name, "region") == 0)
        return take_text(text, &filter->region);
    if (strcmp(name, "basis") == 0)
        return read_basis(text, &filter->basis);
    if (strcmp(name, "from") == 0)
        return read_day(text, &filter->from_day);
    if (strcmp(name, "until") == 0)
        return read_day(text, &filter->until_day);
    return g_strdup("is no filter of sales");
}

void
kam_sales_filter_append_pair(GString *url, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);

    g_string_append_c(url, strchr(url->str, '?') == NULL ? '?' : '&');
    g_string_append(url, name);
    g_string_append_c(url, '=');
    g_string_append(url, escaped);
}

static void
append_id(GString *url, const char *name, gboolean has, gint64 id)
{
    char text[24];

    if (!has)
        return;
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, id);
    kam_sales_filter_append_pair(url, name, text);
}

static void
append_day(GString *url, const char *name, gint32 day)
{
    char iso[11];

    if (day == KAM_DAY_NONE)
        return;
    kam_day_to_iso(day, iso);
    kam_sales_filter_append_pair(url, name, iso);
}

void
kam_sales_filter_append_groups(const KamGroupsAt *at, GString *url)
{
    g_autofree char *word = kam_groups_at_dup_word(at);
    char depth[16];

    if (at->kind != KAM_GROUPS_TODAY)
        kam_sales_filter_append_pair(url, "groups", word);
    if (at->below_id != 0)
        kam_sales_filter_append_pair(url, "depth", "below");
    if (at->depth == KAM_GROUPS_HEAD)
        return;
    g_snprintf(depth, sizeof depth, "%u", at->depth);
    kam_sales_filter_append_pair(url, "depth", depth);
}

void
kam_sales_filter_append(const KamSalesFilter *filter, GString *url)
{
    append_id(url, "account", filter->has_account, filter->account_id);
    append_id(url, "group", filter->has_group, filter->group_id);
    kam_sales_filter_append_groups(&filter->groups, url);
    append_id(url, "product", filter->has_product, filter->product_id);
    append_id(url, "manager", filter->has_manager, filter->manager_id);
    if (filter->category != NULL)
        kam_sales_filter_append_pair(url, "category", filter->category);
    if (filter->region != NULL)
        kam_sales_filter_append_pair(url, "region", filter->region);
    if (filter->basis != KAM_BASIS_ALL)
        kam_sales_filter_append_pair(url, "basis", kam_report_basis_name(filter->basis));
    append_day(url, "from", filter->from_day);
    append_day(url, "until", filter->until_day);
}
