/* From lines to rows and columns: see kamen/likeness.h. */
#include "likeness_matrix.h"

#include <math.h>
#include <stdlib.h>

static int
lines_are_valid(const KamLikenessLines *lines)
{
    if (lines->n_accounts >= UINT32_MAX || lines->n_items >= UINT32_MAX)
        return 0;
    for (size_t i = 0; i < lines->n; i++) {
        double weight = lines->weight == NULL ? 1 : lines->weight[i];

        if (lines->account[i] >= lines->n_accounts || lines->item[i] >= lines->n_items || !isfinite(weight) ||
            !(weight > 0))
            return 0;
    }
    return 1;
}

/* Where each key's lines begin: n_keys + 1 places. */
static void
count_keys(const uint32_t key[], size_t n, size_t n_keys, size_t start[])
{
    for (size_t k = 0; k <= n_keys; k++)
        start[k] = 0;
    for (size_t i = 0; i < n; i++)
        start[key[i] + 1]++;
    for (size_t k = 0; k < n_keys; k++)
        start[k + 1] += start[k];
}

typedef struct {
    uint32_t item;
    double weight;
} Cell;

static int
compare_cells(const void *a, const void *b)
{
    uint32_t x = ((const Cell *)a)->item, y = ((const Cell *)b)->item;

    return (x > y) - (x < y);
}

/* The cells of each row ascending, equal ones added up. */
static void
fill_rows(KamLikeness *m, const KamLikenessLines *lines, Cell cell[], size_t next[])
{
    size_t n = 0;

    for (size_t i = 0; i < lines->n; i++)
        cell[next[lines->account[i]]++] = (Cell) { lines->item[i], lines->weight == NULL ? 1 : lines->weight[i] };
    for (size_t a = 0; a < m->n_accounts; a++) {
        size_t from = a == 0 ? 0 : next[a - 1], to = next[a];

        qsort(cell + from, to - from, sizeof cell[0], compare_cells);
        m->row[a] = n;
        for (size_t i = from; i < to; i++) {
            if (n > m->row[a] && m->item[n - 1] == cell[i].item) {
                m->weight[n - 1] += cell[i].weight;
                continue;
            }
            m->item[n] = cell[i].item;
            m->weight[n++] = cell[i].weight;
        }
    }
    m->row[m->n_accounts] = m->n = n;
}

static void
fill_columns(KamLikeness *m, size_t next[])
{
    count_keys(m->item, m->n, m->n_items, m->column);
    for (size_t j = 0; j < m->n_items; j++)
        next[j] = m->column[j];
    for (size_t a = 0; a < m->n_accounts; a++)
        for (size_t i = m->row[a]; i < m->row[a + 1]; i++)
            m->buyer[next[m->item[i]]++] = (uint32_t)a;
}

static KamLikeness *
matrix_alloc(const KamLikenessLines *lines)
{
    KamLikeness *m = calloc(1, sizeof *m);

    if (m == NULL)
        return NULL;
    m->n_accounts = lines->n_accounts;
    m->n_items = lines->n_items;
    m->row = calloc(lines->n_accounts + 1, sizeof m->row[0]);
    m->item = calloc(lines->n, sizeof m->item[0]);
    m->weight = calloc(lines->n, sizeof m->weight[0]);
    m->column = calloc(lines->n_items + 1, sizeof m->column[0]);
    m->buyer = calloc(lines->n, sizeof m->buyer[0]);
    if (m->row != NULL && m->item != NULL && m->weight != NULL && m->column != NULL && m->buyer != NULL)
        return m;
    kam_likeness_free(m);
    return NULL;
}

KamCalcStatus
kam_likeness_new(const KamLikenessLines *lines, KamLikeness **likeness)
{
    const size_t keys = lines->n_accounts > lines->n_items ? lines->n_accounts : lines->n_items;
    KamLikeness *m;
    Cell *cell;
    size_t *next;
    int made;

    if (lines->n == 0 || lines->n_accounts == 0 || lines->n_items == 0)
        return KAM_CALC_EMPTY;
    if (!lines_are_valid(lines))
        return KAM_CALC_DOMAIN;
    m = matrix_alloc(lines);
    cell = calloc(lines->n, sizeof cell[0]);
    next = calloc(keys + 1, sizeof next[0]);
    made = m != NULL && cell != NULL && next != NULL;
    if (made) {
        count_keys(lines->account, lines->n, lines->n_accounts, next);
        fill_rows(m, lines, cell, next);
        fill_columns(m, next);
        *likeness = m;
    } else {
        kam_likeness_free(m);
    }
    free(cell);
    free(next);
    return made ? KAM_CALC_OK : KAM_CALC_NO_MEMORY;
}

void
kam_likeness_free(KamLikeness *likeness)
{
    if (likeness == NULL)
        return;
    free(likeness->row);
    free(likeness->item);
    free(likeness->weight);
    free(likeness->column);
    free(likeness->buyer);
    free(likeness);
}

size_t
kam_likeness_count(const KamLikeness *likeness, uint32_t account)
{
    return likeness->row[account + 1] - likeness->row[account];
}

const uint32_t *
kam_likeness_items(const KamLikeness *likeness, uint32_t account)
{
    return likeness->item + likeness->row[account];
}

size_t
kam_likeness_buyers(const KamLikeness *likeness, uint32_t item)
{
    return likeness->column[item + 1] - likeness->column[item];
}
