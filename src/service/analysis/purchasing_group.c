/* One group: its documents, category by category, judged by kamen/changepoint.h and by the year. */
#include "service/analysis/purchasing_parts.h"

#include <math.h>
#include <stdlib.h>

#define MARKET_HELD 5.0 /* documents of the market's mean share that steady the share of a month */

/* A purchase line; then one document with one category and how many lines of it. */
typedef struct {
    guint32 document, category, unit;
    guint32 lines;
    gint32 day;
} Entry;

typedef struct {
    const KamPurchaseLines *lines;
    const guint32 *members; /* accounts, by unit */
    guint n_units;
    GArray *entries;         /* Entry: a document and a category, by category, document */
    GArray *documents;       /* Entry: a document */
    guint32 *own;            /* documents by month */
    KamPurchaseMoney *money; /* of the year, by category */
    double *shares;          /* by month: how often the market buys the category in question */
    double *cells, *work;    /* for libkamen */
    guint32 *place;          /* by unit: among the buyers of the category in question; KAM_NO_INDEX */
} Work;

static int
compare_documents(gconstpointer a, gconstpointer b)
{
    const Entry *x = a, *y = b;

    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    return (x->category > y->category) - (x->category < y->category);
}

static int
compare_categories(gconstpointer a, gconstpointer b)
{
    const Entry *x = a, *y = b;

    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    return compare_documents(a, b);
}

static void
take_line(Work *w, guint32 unit, guint32 line)
{
    const KamFacts *facts = w->lines->scope->facts;
    Entry entry = { .document = facts->document[line],
                    .category = kam_purchase_lines_category(w->lines, line),
                    .unit = unit,
                    .lines = 1,
                    .day = facts->day[line] };

    if (kam_purchase_lines_is_of_year(w->lines, line) && entry.category != KAM_NO_INDEX)
        kam_purchase_money_add(&w->money[entry.category], facts, line);
    if (kam_purchase_lines_is_purchase(w->lines, line))
        g_array_append_val(w->entries, entry);
}

static void
take_lines(Work *w, guint32 head)
{
    const KamByAccount *by = &w->lines->by;

    for (guint32 u = 0; u < w->n_units; u++)
        for (gsize i = by->start[w->members[u]]; i < by->start[w->members[u] + 1]; i++)
            if (w->lines->head[by->line[i]] == head)
                take_line(w, u, by->line[i]);
}

/* Lines of one document and category become one entry; each document stands once more, for itself. */
static void
join_lines(Work *w)
{
    guint n = 0;

    g_array_sort(w->entries, compare_documents);
    for (guint i = 0; i < w->entries->len; i++) {
        Entry *entry = &g_array_index(w->entries, Entry, i);
        Entry *last = n == 0 ? NULL : &g_array_index(w->entries, Entry, n - 1);
        gboolean is_known = last != NULL && last->unit == entry->unit && last->document == entry->document;

        if (!is_known) {
            g_array_append_val(w->documents, *entry);
            w->own[kam_purchase_lines_month(w->lines, entry->day)]++;
        }
        if (is_known && last->category == entry->category)
            last->lines++;
        else
            g_array_index(w->entries, Entry, n++) = *entry;
    }
    g_array_set_size(w->entries, n);
    g_array_sort(w->entries, compare_categories);
}

/* The part of the others' documents that hold the category, by month; 1 throughout when they never buy it. */
static void
measure_market(Work *w, const Entry entries[], guint n)
{
    const KamPurchaseLines *lines = w->lines;
    const guint32 *with = lines->with_category + (gsize)entries[0].category * lines->n_months;
    double documents = 0, with_category = 0, mean;

    for (guint m = 0; m < lines->n_months; m++)
        w->shares[m] = with[m];
    for (guint i = 0; i < n; i++)
        w->shares[kam_purchase_lines_month(lines, entries[i].day)]--;
    for (guint m = 0; m < lines->n_months; m++) {
        w->shares[m] = fmax(0, w->shares[m]);
        with_category += w->shares[m];
        documents += (double)lines->documents[m] - (double)w->own[m];
    }
    mean = documents > 0 ? with_category / documents : 0;
    for (guint m = 0; m < lines->n_months; m++)
        w->shares[m] = mean <= 0 ? 1
                                 : (w->shares[m] + MARKET_HELD * mean) /
                                       (fmax(0, (double)lines->documents[m] - (double)w->own[m]) + MARKET_HELD);
}

/* Number the units that have bought the category; how many. */
static guint
number_buyers(Work *w, const Entry entries[], guint n)
{
    guint buyers = 0;

    for (guint u = 0; u < w->n_units; u++)
        w->place[u] = KAM_NO_INDEX;
    for (guint i = 0; i < n; i++)
        w->place[entries[i].unit] = 0;
    for (guint u = 0; u < w->n_units; u++)
        if (w->place[u] != KAM_NO_INDEX)
            w->place[u] = buyers++;
    return buyers;
}

static KamPurchases
fill_cells(Work *w, const Entry entries[], guint n, guint buyers)
{
    const gsize weeks = w->lines->n_weeks, size = buyers * weeks;
    double *cells = w->cells;
    const KamPurchases purchases = { .n_units = buyers,
                                     .n_periods = weeks,
                                     .occasions = cells,
                                     .documents = cells + size,
                                     .lines = cells + 2 * size,
                                     .squares = cells + 3 * size };

    for (gsize i = 0; i < 4 * size; i++)
        cells[i] = 0;
    for (guint i = 0; i < w->documents->len; i++) {
        const Entry *document = &g_array_index(w->documents, Entry, i);
        guint32 place = w->place[document->unit];

        if (place != KAM_NO_INDEX)
            cells[place * weeks + kam_purchase_lines_week(w->lines, document->day)] +=
                w->shares[kam_purchase_lines_month(w->lines, document->day)];
    }
    for (guint i = 0; i < n; i++) {
        gsize at = w->place[entries[i].unit] * weeks + kam_purchase_lines_week(w->lines, entries[i].day);
        double lines = entries[i].lines;

        cells[size + at]++;
        cells[2 * size + at] += lines;
        cells[3 * size + at] += lines * lines;
    }
    return purchases;
}

static void
count_unit(const Work *w, KamPurchasingUnit *unit, guint32 index, gsize period, const Entry entries[], guint n)
{
    unit->account = w->members[index];
    for (guint i = 0; i < w->documents->len; i++) {
        const Entry *document = &g_array_index(w->documents, Entry, i);

        if (document->unit == index)
            *(kam_purchase_lines_week(w->lines, document->day) < period ? &unit->before_all : &unit->after_all) += 1;
    }
    for (guint i = 0; i < n; i++)
        if (entries[i].unit == index) {
            *(kam_purchase_lines_week(w->lines, entries[i].day) < period ? &unit->before : &unit->after) += 1;
            unit->year += entries[i].day > w->lines->scope->as_of_day - KAM_PURCHASING_YEAR_DAYS;
        }
}

static double
share_of(guint part, guint all)
{
    return all == 0 ? NAN : (double)part / all;
}

static void
tell_shares(KamPurchasingCategory *category)
{
    guint before = 0, after = 0;

    for (guint u = 0; u < category->n_units; u++) {
        before += category->units[u].before;
        after += category->units[u].after;
    }
    for (guint u = 0; u < category->n_units; u++)
        if (category->units[u].account == category->centre) {
            category->share_before = share_of(category->units[u].before, before);
            category->share_after = share_of(category->units[u].after, after);
        }
}

static void
tell_moment(Work *w, KamPurchasingCategory *category, const Entry entries[], guint n, guint buyers)
{
    const KamScope *scope = w->lines->scope;
    const gint32 week = KAM_PURCHASING_WEEK_DAYS, first = scope->first_day;
    const KamChangepoint *found = &category->found;

    category->mode = KAM_BUYING_CENTRAL;
    category->reason = KAM_BUYING_IS_KNOWN;
    category->since_day = first + week * (gint32)found->period;
    category->since_from_day = MAX(first, first + week * ((gint32)found->lower - 1) + 1);
    category->since_to_day = MIN(scope->last_day, first + week * ((gint32)found->upper + 1) - 1);
    category->n_units = buyers;
    category->units = g_new0(KamPurchasingUnit, buyers);
    for (guint32 u = 0; u < w->n_units; u++)
        if (w->place[u] != KAM_NO_INDEX) {
            count_unit(w, &category->units[w->place[u]], u, found->period, entries, n);
            if (w->place[u] == found->centre)
                category->centre = w->members[u];
        }
    tell_shares(category);
}

static void
judge_moment(Work *w, KamPurchasingCategory *category, const Entry entries[], guint n, guint buyers)
{
    KamPurchases purchases;

    if (buyers < 2)
        return;
    measure_market(w, entries, n);
    purchases = fill_cells(w, entries, n, buyers);
    category->is_tested = kam_changepoint_centralisation(&purchases, &kam_changepoint_usual_prior, w->work,
                                                         &category->found, NULL) == KAM_CALC_OK;
    if (category->is_tested && category->found.is_found)
        tell_moment(w, category, entries, n, buyers);
}

static const char *
region_of(const Work *w, guint unit)
{
    return g_array_index(w->lines->scope->facts->accounts, KamFactAccount, w->members[unit]).region;
}

/* Whether one company buys for each region: a region of several companies that have bought the category at least, and
 * each region's documents (nearly) all from one. `year` by unit; `active` who has bought anything in the year. */
static gboolean
is_regional(const Work *w, const guint year[], const gboolean active[])
{
    gboolean has_shared = FALSE;
    guint regions = 0;

    for (guint u = 0; u < w->n_units; u++) {
        const char *region = region_of(w, u);
        guint sum = 0, most = 0, companies = 0;

        if (!active[u])
            continue;
        if (region == NULL)
            return FALSE;
        for (guint v = 0; v < w->n_units; v++)
            if (active[v] && g_strcmp0(region, region_of(w, v)) == 0) {
                sum += year[v];
                most = MAX(most, year[v]);
                companies += w->place[v] != KAM_NO_INDEX;
            }
        if (sum > 0 && most < KAM_PURCHASING_MOST * sum)
            return FALSE;
        has_shared |= sum > 0 && companies > 1;
        regions += year[u] > 0 && year[u] == most;
    }
    return has_shared && regions > 1;
}

static gboolean *
find_active(const Work *w)
{
    gboolean *active = g_new0(gboolean, w->n_units + 1);

    for (guint i = 0; i < w->documents->len; i++) {
        const Entry *document = &g_array_index(w->documents, Entry, i);

        if (document->day > w->lines->scope->as_of_day - KAM_PURCHASING_YEAR_DAYS)
            active[document->unit] = TRUE;
    }
    return active;
}

/* How the category is bought in the year, where no moment was found. */
static void
judge_year(Work *w, KamPurchasingCategory *category, const Entry entries[], guint n)
{
    g_autofree guint *year = g_new0(guint, w->n_units + 1);
    g_autofree gboolean *active = find_active(w);
    guint sum = 0, most = 0, could = 0;

    for (guint i = 0; i < n; i++)
        if (entries[i].day > w->lines->scope->as_of_day - KAM_PURCHASING_YEAR_DAYS) {
            year[entries[i].unit]++;
            sum++;
        }
    for (guint u = 0; u < w->n_units; u++) {
        could += active[u] && w->place[u] != KAM_NO_INDEX;
        if (year[u] > year[most])
            most = u;
    }
    category->reason = sum < KAM_PURCHASING_MIN_DOCUMENTS ? KAM_BUYING_FEW_DOCUMENTS
                       : could < 2                        ? KAM_BUYING_ONE_BUYER
                                                          : KAM_BUYING_IS_KNOWN;
    if (category->reason != KAM_BUYING_IS_KNOWN)
        return;
    category->mode = year[most] >= KAM_PURCHASING_MOST * sum ? KAM_BUYING_CENTRAL
                     : is_regional(w, year, active)          ? KAM_BUYING_REGIONAL
                                                             : KAM_BUYING_LOCAL;
    if (category->mode == KAM_BUYING_CENTRAL)
        category->centre = w->members[most];
}

static void
judge_category(Work *w, KamPurchasingCategory *category, const Entry entries[], guint n)
{
    const KamPurchaseMoney *money = &w->money[entries[0].category];
    guint buyers = number_buyers(w, entries, n);

    *category = (KamPurchasingCategory) { .category = entries[0].category,
                                          .companies = buyers,
                                          .centre = KAM_NO_INDEX,
                                          .since_day = KAM_DAY_NONE,
                                          .since_from_day = KAM_DAY_NONE,
                                          .since_to_day = KAM_DAY_NONE,
                                          .share_before = NAN,
                                          .share_after = NAN,
                                          .net_micro = money->net_micro,
                                          .profit_micro = money->profit_micro,
                                          .has_profit = kam_purchase_money_has_profit(money) };
    judge_moment(w, category, entries, n, buyers);
    if (category->mode == KAM_BUYING_UNKNOWN)
        judge_year(w, category, entries, n);
}

static int
compare_by_net(gconstpointer a, gconstpointer b)
{
    const KamPurchasingCategory *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    return (x->category > y->category) - (x->category < y->category);
}

static void
judge_categories(Work *w, KamPurchasingGroup *group)
{
    const Entry *entries = (const Entry *)(gconstpointer)w->entries->data;
    guint n = w->entries->len;
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(KamPurchasingCategory));

    for (guint from = 0, to; from < n; from = to) {
        KamPurchasingCategory category;

        for (to = from + 1; to < n && entries[to].category == entries[from].category; to++)
            ;
        if (entries[from].category == KAM_NO_INDEX)
            continue;
        judge_category(w, &category, entries + from, to - from);
        g_array_append_val(list, category);
        group->net_micro += category.net_micro;
    }
    g_array_sort(list, compare_by_net);
    group->n = list->len;
    group->categories = (KamPurchasingCategory *)(gpointer)g_array_free(g_steal_pointer(&list), FALSE);
}

static void
work_clear(Work *w)
{
    g_array_unref(w->entries);
    g_array_unref(w->documents);
    g_free(w->own);
    g_free(w->money);
    g_free(w->shares);
    g_free(w->cells);
    g_free(w->work);
    g_free(w->place);
}

void
kam_purchasing_group_fill(KamPurchasingGroup *group, const KamPurchaseLines *lines, guint32 head,
                          const guint32 members[], guint n)
{
    Work w = { .lines = lines,
               .members = members,
               .n_units = n,
               .entries = g_array_new(FALSE, FALSE, sizeof(Entry)),
               .documents = g_array_new(FALSE, FALSE, sizeof(Entry)),
               .own = g_new0(guint32, lines->n_months),
               .money = g_new0(KamPurchaseMoney, lines->categories.list->len + 1),
               .shares = g_new(double, lines->n_months),
               .cells = g_new(double, 4 * (gsize)n * lines->n_weeks),
               .work = g_new(double, kam_changepoint_work_length(n, lines->n_weeks)),
               .place = g_new(guint32, n) };

    *group = (KamPurchasingGroup) { .head = head, .companies = n };
    take_lines(&w, head);
    join_lines(&w);
    judge_categories(&w, group);
    work_clear(&w);
}

void
kam_purchasing_group_clear(KamPurchasingGroup *group)
{
    for (guint i = 0; i < group->n; i++)
        g_free(group->categories[i].units);
    g_clear_pointer(&group->categories, g_free);
}
