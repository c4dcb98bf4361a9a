/* How a group buys a category in the last year: by one company, by one for each region, or each for itself. */
#include "service/analysis/purchasing_parts.h"

/* Documents of the year with the category, by unit; and who has bought anything in it. */
typedef struct {
    guint *documents, sum, most; /* most: the unit that has the most of them */
    gboolean *is_active;
} Year;

static void
year_clear(Year *year)
{
    g_free(year->documents);
    g_free(year->is_active);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Year, year_clear)

static gboolean
is_of_year(const KamPurchaseBought *bought, const KamPurchaseEntry *entry)
{
    return entry->day > bought->lines->scope->as_of_day - KAM_PURCHASING_YEAR_DAYS;
}

static Year
count_year(const KamPurchaseBought *bought, const KamPurchasePart *part)
{
    Year year = { .documents = g_new0(guint, bought->n_units), .is_active = g_new0(gboolean, bought->n_units) };

    for (guint i = 0; i < bought->documents->len; i++) {
        const KamPurchaseEntry *document = &g_array_index(bought->documents, KamPurchaseEntry, i);

        year.is_active[document->unit] |= is_of_year(bought, document);
    }
    for (guint i = 0; i < part->n; i++)
        if (is_of_year(bought, &part->entries[i])) {
            year.documents[part->entries[i].unit]++;
            year.sum++;
        }
    for (guint u = 0; u < bought->n_units; u++)
        if (year.documents[u] > year.documents[year.most])
            year.most = u;
    return year;
}

static const char *
region_of(const KamPurchaseBought *bought, guint unit)
{
    const KamFacts *facts = bought->lines->scope->facts;

    return g_array_index(facts->accounts, KamFactAccount, bought->members[unit]).region;
}

/* One region: documents of the year, the most of one company, and companies that have bought the category at all. */
typedef struct {
    guint sum, most, companies;
} Region;

static Region
count_region(const KamPurchaseBought *bought, const KamPurchasePart *part, const Year *year, const char *name)
{
    Region region = { 0 };

    for (guint u = 0; u < bought->n_units; u++)
        if (year->is_active[u] && g_strcmp0(name, region_of(bought, u)) == 0) {
            region.sum += year->documents[u];
            region.most = MAX(region.most, year->documents[u]);
            region.companies += part->place[u] != KAM_NO_INDEX;
        }
    return region;
}

/* Whether one company buys for each region: a region of several companies that have bought the category at least, and
 * each region's documents (nearly) all from one. */
static gboolean
is_regional(const KamPurchaseBought *bought, const KamPurchasePart *part, const Year *year)
{
    gboolean has_shared = FALSE;
    guint regions = 0;

    for (guint u = 0; u < bought->n_units; u++) {
        Region region;

        if (!year->is_active[u])
            continue;
        if (region_of(bought, u) == NULL)
            return FALSE;
        region = count_region(bought, part, year, region_of(bought, u));
        if (region.sum > 0 && region.most < KAM_PURCHASING_MOST * region.sum)
            return FALSE;
        has_shared |= region.sum > 0 && region.companies > 1;
        regions += year->documents[u] > 0 && year->documents[u] == region.most;
    }
    return has_shared && regions > 1;
}

static guint
count_active_buyers(const KamPurchaseBought *bought, const KamPurchasePart *part, const Year *year)
{
    guint n = 0;

    for (guint u = 0; u < bought->n_units; u++)
        n += year->is_active[u] && part->place[u] != KAM_NO_INDEX;
    return n;
}

void
kam_purchasing_year_judge(KamPurchasingCategory *category, const KamPurchaseBought *bought, const KamPurchasePart *part)
{
    g_auto(Year) year = count_year(bought, part);

    category->reason = year.sum < KAM_PURCHASING_MIN_DOCUMENTS        ? KAM_BUYING_FEW_DOCUMENTS
                       : count_active_buyers(bought, part, &year) < 2 ? KAM_BUYING_ONE_BUYER
                                                                      : KAM_BUYING_IS_KNOWN;
    if (category->reason != KAM_BUYING_IS_KNOWN)
        return;
    category->mode = year.documents[year.most] >= KAM_PURCHASING_MOST * year.sum ? KAM_BUYING_CENTRAL
                     : is_regional(bought, part, &year)                          ? KAM_BUYING_REGIONAL
                                                                                 : KAM_BUYING_LOCAL;
    if (category->mode == KAM_BUYING_CENTRAL)
        category->centre = bought->members[year.most];
}
