/* Which sales are asked for: the filters that sums and lines share, so that a sum opens to exactly its lines. */
#pragma once

#include "base/date.h"
#include "sales/groups.h"
#include "service/report/basis.h"

/* What is not set lets everything pass. */
typedef struct {
    KamReportBasis basis;       /* KAM_BASIS_ALL: every line, those without an account too */
    gint32 from_day, until_day; /* KAM_DAY_NONE: open */
    gboolean has_account, has_group, has_product, has_manager;
    gint64 account_id, group_id, product_id, manager_id; /* 0: the lines that have none */
    KamGroupsAt groups;                                  /* what a group is; below_id is group_id, see is_below */
    gboolean is_below;       /* the company of `group` with all below it, wherever it stands */
    char *category, *region; /* NULL: not asked; "": the lines that have none */
} KamSalesFilter;

/** Everything passes. */
void kam_sales_filter_init(KamSalesFilter *filter);
void kam_sales_filter_clear(KamSalesFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamSalesFilter, kam_sales_filter_clear)
/** A deep copy, to be cleared too. */
void kam_sales_filter_copy(const KamSalesFilter *from, KamSalesFilter *to);
/** "account", "from" ...: the names of all filters; ends with NULL. */
const char *const *kam_sales_filter_names(void);
/**
 * Set one by its name.
 * @return NULL when it was read; else what is wrong and the way out, newly allocated.
 */
char *kam_sales_filter_set(KamSalesFilter *filter, const char *name, const char *text);
/** Append what is set as "?account=17&from=2025-01-01", '&' first when the text holds a '?' already. */
void kam_sales_filter_append(const KamSalesFilter *filter, GString *url);
/** Append which groups are meant, as far as they are not those of today by their heads: "groups=then&depth=1". */
void kam_sales_filter_append_groups(const KamGroupsAt *at, GString *url);
/** Append one pair, escaped. */
void kam_sales_filter_append_pair(GString *url, const char *name, const char *value);
