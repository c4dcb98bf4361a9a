/* Articles made from the patterns of their category. */
#include "demo/catalogue.h"

#include <math.h>
#include <string.h>

#include "demo/random.h"

#define PER_PATTERN (KAM_DEMO_PRODUCTS_PER_CATEGORY / KAM_DEMO_PATTERNS)
#define PRICE_SPREAD_BY_SIZE 0.62
#define PRICE_SPREAD_ELSE 0.22

const KamDemoChargeArticle kam_demo_charges[KAM_DEMO_N_CHARGES] = {
    { "USL-001", "Troškovi transporta", "Usluge", "kom" },
    { "USL-002", "Bankarska provizija", "Usluge", "kom" },
    { "USL-003", "Popust", "Usluge", "kom" },
};

/* The words of the group that starts at '{', and where the text goes on behind it. */
static char **
split_group(const char *open, const char **rest)
{
    const char *close = strchr(open, '}');
    g_autofree char *inside = NULL;

    g_assert(close != NULL);
    inside = g_strndup(open + 1, (gsize)(close - open - 1));
    *rest = close + 1;
    return g_strsplit(inside, "|", -1);
}

static guint
count_names(const char *pattern)
{
    guint n = 1;

    while ((pattern = strchr(pattern, '{')) != NULL) {
        g_auto(GStrv) words = split_group(pattern, &pattern);
        n *= g_strv_length(words);
    }
    return n;
}

/* The index-th name of a pattern; the first group is the highest digit of the index. */
static char *
expand_name(const char *pattern, guint index)
{
    guint left = count_names(pattern);
    GString *name = g_string_new(NULL);
    const char *open;

    while ((open = strchr(pattern, '{')) != NULL) {
        const char *rest;
        g_auto(GStrv) words = split_group(open, &rest);

        left /= g_strv_length(words);
        g_string_append_len(name, pattern, open - pattern);
        g_string_append(name, words[index / left]);
        index %= left;
        pattern = rest;
    }
    g_string_append(name, pattern);
    return g_string_free(name, FALSE);
}

static void
make_product(KamDemoProduct *product, guint category, guint pattern_index, guint rank, gsl_rng *stream)
{
    const KamDemoCategory *row = &kam_demo_categories[category];
    const KamDemoPattern *pattern = &row->patterns[pattern_index];
    guint n_names = count_names(pattern->text);
    double size = kam_demo_rank_normal(rank, PER_PATTERN);
    double margin;

    g_assert(n_names >= PER_PATTERN);
    product->category = category;
    product->unit = pattern->unit;
    product->number = g_strdup_printf("%s-%04u", row->code, (pattern_index + 1) * 1000 + rank * 7 + 1);
    product->name = expand_name(pattern->text, (guint)((guint64)rank * n_names / PER_PATTERN));
    product->price =
        pattern->median_price * exp(PRICE_SPREAD_BY_SIZE * size + kam_demo_normal(stream, 0, PRICE_SPREAD_ELSE));
    margin = kam_demo_clamp(kam_demo_normal(stream, row->margin, 0.04), 0.06, 0.6);
    product->cost = product->price * (1 - margin);
}

static void
make_season(KamDemoCatalogue *catalogue, guint category, gsl_rng *stream)
{
    double *season = catalogue->season[category];
    double sum = 0;

    for (guint month = 0; month < 12; month++) {
        season[month] =
            kam_demo_seasons[kam_demo_categories[category].season][month] * kam_demo_between(stream, 0.96, 1.04);
        sum += season[month];
    }
    for (guint month = 0; month < 12; month++) {
        season[month] *= 12 / sum;
        catalogue->season_peak[category] = MAX(catalogue->season_peak[category], season[month]);
    }
}

KamDemoCatalogue *
kam_demo_catalogue_new(guint64 seed)
{
    KamDemoCatalogue *catalogue = g_new0(KamDemoCatalogue, 1);
    KamDemoProduct *product = catalogue->products;

    for (guint category = 0; category < KAM_DEMO_N_CATEGORIES; category++) {
        g_autoptr(gsl_rng) articles = kam_demo_stream_new(seed, "articles", category);
        g_autoptr(gsl_rng) season = kam_demo_stream_new(seed, "season", category);

        for (guint pattern = 0; pattern < KAM_DEMO_PATTERNS; pattern++)
            for (guint rank = 0; rank < PER_PATTERN; rank++)
                make_product(product++, category, pattern, rank, articles);
        make_season(catalogue, category, season);
    }
    return catalogue;
}

void
kam_demo_catalogue_free(KamDemoCatalogue *catalogue)
{
    if (catalogue == NULL)
        return;
    for (guint i = 0; i < KAM_DEMO_N_PRODUCTS; i++) {
        g_free(catalogue->products[i].number);
        g_free(catalogue->products[i].name);
    }
    g_free(catalogue);
}

gboolean
kam_demo_product_is_whole(const KamDemoProduct *product)
{
    return product->unit[0] != 'm' && strcmp(product->unit, "kg") != 0;
}

guint
kam_demo_category_find(const char *code)
{
    for (guint i = 0; i < KAM_DEMO_N_CATEGORIES; i++)
        if (strcmp(kam_demo_categories[i].code, code) == 0)
            return i;
    g_assert_not_reached();
}
