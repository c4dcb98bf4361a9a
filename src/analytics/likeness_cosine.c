/* Item-to-item cosine: for each item the others that its buyers bought, counted along the baskets. */
#include <math.h>
#include <stdlib.h>

#include "likeness_model.h"

typedef struct {
    uint32_t item;
    float share;
} Neighbour;

/* Scratch of one item after the other. */
typedef struct {
    uint32_t *count;   /* buyers in common with each item; all 0 between items */
    uint32_t *touched; /* items with a count */
    Neighbour *near;
} Scratch;

static int
compare_neighbours(const void *a, const void *b)
{
    const Neighbour *x = a, *y = b;

    if (x->share != y->share)
        return x->share < y->share ? 1 : -1;
    return (x->item > y->item) - (x->item < y->item);
}

static size_t
count_common(const KamLikeness *m, uint32_t item, Scratch *s)
{
    size_t touched = 0;

    for (size_t b = m->column[item]; b < m->column[item + 1]; b++)
        for (size_t i = m->row[m->buyer[b]]; i < m->row[m->buyer[b] + 1]; i++)
            if (s->count[m->item[i]]++ == 0)
                s->touched[touched++] = m->item[i];
    return touched;
}

/* Into the nearest so far, which are in order; most fail the first comparison. */
static size_t
insert_neighbour(Neighbour near[], size_t n, size_t wanted, Neighbour candidate)
{
    size_t at;

    if (n == wanted && compare_neighbours(&candidate, &near[n - 1]) > 0)
        return n;
    at = n < wanted ? n : wanted - 1;
    while (at > 0 && compare_neighbours(&candidate, &near[at - 1]) < 0) {
        near[at] = near[at - 1];
        at--;
    }
    near[at] = candidate;
    return n < wanted ? n + 1 : n;
}

static size_t
nearest_of(const KamLikeness *m, uint32_t item, size_t wanted, Scratch *s)
{
    size_t touched = count_common(m, item, s), n = 0;
    const double own = (double)kam_likeness_buyers(m, item);

    for (size_t i = 0; i < touched; i++) {
        uint32_t other = s->touched[i];
        double share = s->count[other] / sqrt(own * (double)kam_likeness_buyers(m, other));

        s->count[other] = 0;
        if (other != item)
            n = insert_neighbour(s->near, n, wanted, (Neighbour) { other, (float)share });
    }
    return n;
}

static int
scratch_alloc(Scratch *s, size_t n_items)
{
    s->count = calloc(n_items, sizeof s->count[0]);
    s->touched = calloc(n_items, sizeof s->touched[0]);
    s->near = calloc(n_items, sizeof s->near[0]);
    return s->count != NULL && s->touched != NULL && s->near != NULL;
}

static void
scratch_free(Scratch *s)
{
    free(s->count);
    free(s->touched);
    free(s->near);
}

static int
part_alloc(const KamLikeness *m, size_t neighbours, CosinePart *part)
{
    size_t wanted = neighbours < m->n_items ? neighbours : m->n_items;

    part->row = calloc(m->n_items + 1, sizeof part->row[0]);
    part->item = calloc(m->n_items * wanted, sizeof part->item[0]);
    part->share = calloc(m->n_items * wanted, sizeof part->share[0]);
    return part->row != NULL && part->item != NULL && part->share != NULL;
}

KamCalcStatus
cosine_fit(const KamLikeness *m, size_t neighbours, CosinePart *part)
{
    Scratch s = { 0 };
    size_t n = 0;

    if (!part_alloc(m, neighbours, part) || !scratch_alloc(&s, m->n_items)) {
        scratch_free(&s);
        return KAM_CALC_NO_MEMORY;
    }
    for (uint32_t j = 0; j < m->n_items; j++) {
        size_t found = nearest_of(m, j, neighbours, &s);

        part->row[j] = n;
        for (size_t i = 0; i < found; i++) {
            part->item[n] = s.near[i].item;
            part->share[n++] = s.near[i].share;
        }
    }
    part->row[m->n_items] = n;
    scratch_free(&s);
    return KAM_CALC_OK;
}

void
cosine_scores(const CosinePart *part, const KamLikeness *m, uint32_t account, double score[])
{
    for (size_t j = 0; j < m->n_items; j++)
        score[j] = 0;
    for (size_t i = m->row[account]; i < m->row[account + 1]; i++)
        for (size_t k = part->row[m->item[i]]; k < part->row[m->item[i] + 1]; k++)
            score[part->item[k]] += part->share[k];
}

void
cosine_clear(CosinePart *part)
{
    free(part->row);
    free(part->item);
    free(part->share);
}
