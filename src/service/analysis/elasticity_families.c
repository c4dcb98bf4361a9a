/* One model for each category; its units are the accounts that buy it. */
#include "service/analysis/elasticity_families.h"

#include <math.h>
#include <string.h>

/* Observations of one category, numbered anew from 0. */
typedef struct {
    guint32 *at; /* observations: indices into the cells */
    guint n;
    double *quantity, *price;
    guint32 *unit, *panel; /* by observation */
    guint n_units, n_panels;
} Part;

/* --- which products belong together ------------------------------------------------------------------------------- */

static guint32
segment_of(GHashTable *known, GArray *segments, const char *category)
{
    gpointer number;

    if (!g_hash_table_lookup_extended(known, category == NULL ? "" : category, NULL, &number)) {
        KamElasticitySegment segment = { .category = category, .pool_status = KAM_CALC_EMPTY };

        number = GUINT_TO_POINTER(segments->len);
        g_array_append_val(segments, segment);
        g_hash_table_insert(known, g_strdup(category == NULL ? "" : category), number);
    }
    return GPOINTER_TO_UINT(number);
}

static guint32 *
segments_of_products(const KamFacts *facts, GArray *segments)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint32 *segment = g_new(guint32, facts->products->len + 1);

    for (guint p = 0; p < facts->products->len; p++)
        segment[p] = segment_of(known, segments, g_array_index(facts->products, KamFactProduct, p).category);
    return segment;
}

/* --- the observations of a category ------------------------------------------------------------------------------- */

static void
part_clear(Part *part)
{
    g_free(part->at);
    g_free(part->quantity);
    g_free(part->price);
    g_free(part->unit);
    g_free(part->panel);
}

/* Cells come by account and product, so that new units and panels begin where these change. */
static void
take_observation(Part *part, const KamElasticityCells *cells, guint32 i)
{
    guint k = part->n++;
    gboolean is_new_panel = k == 0 || cells->panel[i] != cells->panel[part->at[k - 1]];
    gboolean is_new_unit = k == 0 || cells->account[i] != cells->account[part->at[k - 1]];

    part->n_units += is_new_unit;
    part->n_panels += is_new_panel;
    part->at[k] = i;
    part->quantity[k] = cells->quantity[i];
    part->price[k] = cells->price[i];
    part->unit[k] = part->n_units - 1;
    part->panel[k] = part->n_panels - 1;
}

static void
part_init(Part *part, guint n)
{
    *part = (Part) { .at = g_new(guint32, n + 1),
                     .quantity = g_new(double, n + 1),
                     .price = g_new(double, n + 1),
                     .unit = g_new(guint32, n + 1),
                     .panel = g_new(guint32, n + 1) };
}

static Part *
divide(const KamElasticityCells *cells, const guint32 segment[], guint n_segments)
{
    Part *part = g_new0(Part, n_segments + 1);
    g_autofree guint *count = g_new0(guint, n_segments + 1);

    for (gsize i = 0; i < cells->n; i++)
        count[segment[cells->product[i]]]++;
    for (guint s = 0; s < n_segments; s++)
        part_init(&part[s], count[s]);
    for (guint32 i = 0; i < cells->n; i++)
        take_observation(&part[segment[cells->product[i]]], cells, i);
    return part;
}

/* --- estimates ---------------------------------------------------------------------------------------------------- */

static void
add_families(KamElasticityFamilies *f, const KamElasticityCells *cells, const Part *part, guint32 segment,
             const KamElasticityModel *model)
{
    KamElasticitySegment *told = &g_array_index(f->segments, KamElasticitySegment, segment);

    for (guint k = 0; k < part->n; k++) {
        KamElasticityFamily *family;

        if (k == 0 || part->unit[k] != part->unit[k - 1]) {
            KamElasticityFamily first = { .account = cells->account[part->at[k]], .segment = segment };

            if (model != NULL)
                kam_elasticity_account(model, part->unit[k], &first.answer);
            told->families++;
            told->estimated += first.answer.status == KAM_CALC_OK;
            g_array_append_val(f->families, first);
        }
        family = &g_array_index(f->families, KamElasticityFamily, f->families->len - 1);
        family->products += k == 0 || part->panel[k] != part->panel[k - 1];
        family->net_micro += cells->net_micro[part->at[k]];
    }
}

static void
estimate(KamElasticityFamilies *f, const KamElasticityCells *cells, const Part *part, guint32 segment,
         const KamElasticityCriteria *criteria)
{
    const KamElasticityData data = { .n = part->n,
                                     .quantity = part->quantity,
                                     .price = part->price,
                                     .account = part->unit,
                                     .n_accounts = part->n_units,
                                     .panel = part->panel,
                                     .n_panels = part->n_panels };
    KamElasticitySegment *told = &g_array_index(f->segments, KamElasticitySegment, segment);
    KamElasticityModel *model = NULL;

    if (part->n > 0 && kam_elasticity_new(&data, criteria, &model) == KAM_CALC_OK &&
        kam_elasticity_fit(model, 0, part->n_units) == KAM_CALC_OK)
        told->pool_status =
            kam_elasticity_pool(model, KAM_ELASTICITY_TOLERANCE, KAM_ELASTICITY_ITERATIONS, &told->prior);
    add_families(f, cells, part, segment, model);
    kam_elasticity_free(model);
}

static int
compare_families(gconstpointer a, gconstpointer b)
{
    const KamElasticityFamily *x = a, *y = b;

    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

static void
index_accounts(KamElasticityFamilies *f)
{
    guint next = 0;

    g_array_sort(f->families, compare_families);
    for (guint a = 0; a <= f->n_accounts; a++) {
        while (next < f->families->len && g_array_index(f->families, KamElasticityFamily, next).account < a)
            next++;
        f->start[a] = next;
    }
}

KamElasticityFamilies *
kam_elasticity_families_new(const KamFacts *facts, const KamElasticityCells *cells,
                            const KamElasticityCriteria *criteria)
{
    KamElasticityFamilies *f = g_new0(KamElasticityFamilies, 1);
    g_autofree guint32 *segment = NULL;
    g_autofree Part *part = NULL;

    f->n_accounts = facts->accounts->len;
    f->start = g_new0(guint32, f->n_accounts + 1);
    f->segments = g_array_new(FALSE, FALSE, sizeof(KamElasticitySegment));
    f->families = g_array_new(FALSE, FALSE, sizeof(KamElasticityFamily));
    segment = segments_of_products(facts, f->segments);
    part = divide(cells, segment, f->segments->len);
    for (guint s = 0; s < f->segments->len; s++) {
        estimate(f, cells, &part[s], s, criteria);
        part_clear(&part[s]);
    }
    index_accounts(f);
    return f;
}

void
kam_elasticity_families_free(KamElasticityFamilies *families)
{
    if (families == NULL)
        return;
    g_array_unref(families->segments);
    g_array_unref(families->families);
    g_free(families->start);
    g_free(families);
}

gboolean
kam_elasticity_families_sensitivity(const KamElasticityFamilies *families, guint32 account, KamElasticityEstimate *mean)
{
    double sum = 0, variance = 0, weights = 0;

    for (guint k = families->start[account]; k < families->start[account + 1]; k++) {
        const KamElasticityFamily *family = &g_array_index(families->families, KamElasticityFamily, k);
        double weight = (double)family->net_micro;

        if (family->answer.pooled_status != KAM_CALC_OK)
            continue;
        sum += weight * family->answer.pooled;
        variance += pow(weight * family->answer.pooled_error, 2);
        weights += weight;
    }
    if (!(weights > 0))
        return FALSE;
    *mean = (KamElasticityEstimate) { sum / weights, sqrt(variance) / weights };
    return TRUE;
}
