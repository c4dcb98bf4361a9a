/* Whether and when the buying of a category moved to one company of a group: its weeks and lines for
 * kamen/changepoint.h, and what the answer means in days and documents. */
#include "service/analysis/purchasing_parts.h"

#include <math.h>
#include <stdlib.h>

#define MARKET_HELD 5.0 /* documents of the market's mean share that steady the share of a month */

/* Documents of everybody outside the group in a month: all, and those with the category. */
typedef struct {
    double *all, *with;
} Outside;

static Outside
count_outside(const KamPurchaseBought *bought, const KamPurchasePart *part)
{
    const KamPurchaseLines *lines = bought->lines;
    const guint32 *with = lines->with_category + (gsize)part->category * lines->n_months;
    Outside outside = { g_new(double, lines->n_months), g_new(double, lines->n_months) };

    for (guint m = 0; m < lines->n_months; m++) {
        outside.all[m] = MAX(0, (double)lines->documents[m] - (double)bought->own[m]);
        outside.with[m] = with[m];
    }
    for (guint i = 0; i < part->n; i++)
        outside.with[kam_purchase_lines_month(lines, part->entries[i].day)]--;
    for (guint m = 0; m < lines->n_months; m++)
        outside.with[m] = MAX(0, outside.with[m]);
    return outside;
}

/* The part of the others' documents that hold the category, by month; 1 throughout when they never buy it. */
static double *
measure_season(const KamPurchaseBought *bought, const KamPurchasePart *part)
{
    const guint n = bought->lines->n_months;
    g_autofree double *all = NULL, *with = NULL;
    Outside outside = count_outside(bought, part);
    double *season = g_new(double, n), documents = 0, with_category = 0, mean;

    all = outside.all;
    with = outside.with;
    for (guint m = 0; m < n; m++) {
        documents += all[m];
        with_category += with[m];
    }
    mean = documents > 0 ? with_category / documents : 0;
    for (guint m = 0; m < n; m++)
        season[m] = mean > 0 ? (with[m] + MARKET_HELD * mean) / (all[m] + MARKET_HELD) : 1;
    return season;
}

/* The weeks of each buyer, in one block that `cells` owns. */
static KamPurchases
fill_cells(const KamPurchaseBought *bought, const KamPurchasePart *part, double **cells)
{
    const KamPurchaseLines *lines = bought->lines;
    const gsize weeks = lines->n_weeks, size = part->buyers * weeks;
    g_autofree double *season = measure_season(bought, part);
    double *occasions = *cells = g_new0(double, 4 * size);

    for (guint i = 0; i < bought->documents->len; i++) {
        const KamPurchaseEntry *document = &g_array_index(bought->documents, KamPurchaseEntry, i);
        guint32 place = part->place[document->unit];

        if (place != KAM_NO_INDEX)
            occasions[place * weeks + kam_purchase_lines_week(lines, document->day)] +=
                season[kam_purchase_lines_month(lines, document->day)];
    }
    for (guint i = 0; i < part->n; i++) {
        const KamPurchaseEntry *entry = &part->entries[i];
        gsize at = part->place[entry->unit] * weeks + kam_purchase_lines_week(lines, entry->day);

        occasions[size + at]++;
        occasions[2 * size + at] += entry->lines;
        occasions[3 * size + at] += (double)entry->lines * entry->lines;
    }
    return (KamPurchases) { .n_units = part->buyers,
                            .n_periods = weeks,
                            .occasions = occasions,
                            .documents = occasions + size,
                            .lines = occasions + 2 * size,
                            .squares = occasions + 3 * size };
}

static int
compare_days(const void *a, const void *b)
{
    const KamPurchaseArticle *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (x->product > y->product) - (x->product < y->product);
}

/* Products become articles counted from 0, each with its share of the market's lines; how many. They stand in the order
 * of products, and are put into the order of days. */
static gsize
number_articles(const KamPurchaseLines *lines, const KamPurchasePart *part, double market[])
{
    const double all = lines->of_category[part->category];
    guint32 product = KAM_NO_INDEX;
    gsize n = 0;

    for (guint i = 0; i < part->n_articles; i++) {
        KamPurchaseArticle *article = &part->articles[i];

        if (n == 0 || article->product != product) {
            product = article->product;
            market[n++] = lines->of_product[product] / all;
        }
        article->product = (guint32)(n - 1);
    }
    qsort(part->articles, part->n_articles, sizeof(KamPurchaseArticle), compare_days);
    return n;
}

/* Each line with what its article says. */
static KamPurchaseMark *
mark_lines(const KamPurchaseLines *lines, const KamPurchasePart *part)
{
    const guint n = part->n_articles;
    g_autofree double *market = g_new(double, n), *ratios = g_new(double, n), *work = NULL;
    g_autofree KamArticleLine *articles = g_new(KamArticleLine, n);
    KamPurchaseMark *marks = g_new(KamPurchaseMark, n);
    gsize n_articles = number_articles(lines, part, market);
    KamCalcStatus status;

    for (guint i = 0; i < n; i++)
        articles[i] = (KamArticleLine) { .unit = part->place[part->articles[i].unit],
                                         .article = part->articles[i].product,
                                         .day = part->articles[i].day };
    work = g_new(double, kam_changepoint_article_work_length(part->buyers, n_articles));
    status = kam_changepoint_article_ratios(articles, n, part->buyers, n_articles, market, work, ratios);
    g_assert(status == KAM_CALC_OK);
    for (guint i = 0; i < n; i++)
        marks[i] = (KamPurchaseMark) { .unit = articles[i].unit,
                                       .period = kam_purchase_lines_week(lines, articles[i].day),
                                       .amount = 1,
                                       .ratio = ratios[i] };
    return marks;
}

static void
count_unit(const KamPurchaseBought *bought, const KamPurchasePart *part, guint32 index, gsize period,
           KamPurchasingUnit *unit)
{
    const KamPurchaseLines *lines = bought->lines;

    unit->account = bought->members[index];
    for (guint i = 0; i < bought->documents->len; i++) {
        const KamPurchaseEntry *document = &g_array_index(bought->documents, KamPurchaseEntry, i);

        if (document->unit == index)
            *(kam_purchase_lines_week(lines, document->day) < period ? &unit->before_all : &unit->after_all) += 1;
    }
    for (guint i = 0; i < part->n; i++)
        if (part->entries[i].unit == index)
            *(kam_purchase_lines_week(lines, part->entries[i].day) < period ? &unit->before : &unit->after) += 1;
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
        if (category->units[u].account == category->mover) {
            category->share_before = share_of(category->units[u].before, before);
            category->share_after = share_of(category->units[u].after, after);
        }
}

/* A week is the first of the new way when all of it is new: the day lies after the beginning of the week before it, and
 * not after its own. */
static void
tell_moment(KamPurchasingCategory *category, const KamPurchaseBought *bought, const KamPurchasePart *part)
{
    const KamScope *scope = bought->lines->scope;
    const gint32 week = KAM_PURCHASING_WEEK_DAYS, first = scope->first_day;
    const KamChangepoint *found = &category->found;

    category->since_day = first + week * (gint32)found->period;
    category->since_from_day = MAX(first, first + week * ((gint32)found->lower - 1) + 1);
    category->since_to_day = MIN(scope->last_day, first + week * (gint32)found->upper);
    category->n_units = part->buyers;
    category->units = g_new0(KamPurchasingUnit, part->buyers);
    for (guint32 u = 0; u < bought->n_units; u++)
        if (part->place[u] != KAM_NO_INDEX) {
            count_unit(bought, part, u, found->period, &category->units[part->place[u]]);
            if (part->place[u] == found->centre)
                category->mover = bought->members[u];
        }
    tell_shares(category);
    if (!found->is_found)
        return;
    category->mode = KAM_BUYING_CENTRAL;
    category->reason = KAM_BUYING_IS_KNOWN;
    category->centre = category->mover;
}

void
kam_purchasing_moment_judge(KamPurchasingCategory *category, const KamPurchaseBought *bought,
                            const KamPurchasePart *part)
{
    g_autofree double *cells = NULL, *work = NULL;
    g_autofree KamPurchaseMark *marks = NULL;
    KamPurchases purchases;

    if (part->buyers < 2)
        return;
    purchases = fill_cells(bought, part, &cells);
    purchases.n_marks = part->n_articles;
    purchases.marks = marks = mark_lines(bought->lines, part);
    work = g_new(double, kam_changepoint_work_length(part->buyers, purchases.n_periods));
    category->is_tested = kam_changepoint_centralisation(&purchases, &kam_changepoint_usual_prior, work,
                                                         &category->found, NULL) == KAM_CALC_OK;
    if (category->is_tested && (category->found.is_found || category->found.is_suspected))
        tell_moment(category, bought, part);
}
