/* EASE: see kamen/likeness.h. The inverse comes from a Cholesky factor in our own loops: GSL's run through an unblocked
 * reference BLAS, and a fast BLAS would be linked into every start of the program for this alone. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "likeness_model.h"

/* Four sums at once, so that the processor need not wait for one addition before the next. */
static double
dot(const double a[], const double b[], size_t n)
{
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    size_t i = 0;

    for (; i + 4 <= n; i += 4) {
        s0 += a[i] * b[i];
        s1 += a[i + 1] * b[i + 1];
        s2 += a[i + 2] * b[i + 2];
        s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++)
        s0 += a[i] * b[i];
    return (s0 + s1) + (s2 + s3);
}

/* A = L L', L in the lower triangle. 0 when A is not positive definite. */
static int
factor(double a[], size_t m)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < i; j++)
            a[i * m + j] = (a[i * m + j] - dot(a + i * m, a + j * m, j)) / a[j * m + j];
        a[i * m + i] -= dot(a + i * m, a + i * m, i);
        if (!(a[i * m + i] > 0))
            return 0;
        a[i * m + i] = sqrt(a[i * m + i]);
    }
    return 1;
}

/* L^-1, by columns, into the rows of `inverse`: inverse[j * m + i] = (L^-1)_ij, so that all sums run along rows. */
static void
invert_factor(const double l[], size_t m, double inverse[])
{
    memset(inverse, 0, m * m * sizeof inverse[0]);
    for (size_t j = 0; j < m; j++) {
        double *column = inverse + j * m;

        column[j] = 1 / l[j * m + j];
        for (size_t i = j + 1; i < m; i++)
            column[i] = -dot(l + i * m + j, column + j, i - j) / l[i * m + i];
    }
}

/* A^-1 = L^-T L^-1 over A. */
static void
multiply_inverse(const double column[], size_t m, double a[])
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j <= i; j++)
            a[i * m + j] = a[j * m + i] = dot(column + i * m + i, column + j * m + i, m - i);
}

/* X'X (by items) or XX' (by accounts), plus lambda on the diagonal. */
static void
fill_gram(const KamLikeness *m, EasePart *part)
{
    const size_t n = part->m;
    const size_t *outer = part->is_by_account ? m->column : m->row;
    const uint32_t *inner = part->is_by_account ? m->buyer : m->item;
    const size_t n_outer = part->is_by_account ? m->n_items : m->n_accounts;

    for (size_t o = 0; o < n_outer; o++)
        for (size_t i = outer[o]; i < outer[o + 1]; i++)
            for (size_t j = outer[o]; j < outer[o + 1]; j++)
                part->inverse[inner[i] * n + inner[j]] += 1;
    for (size_t i = 0; i < n; i++)
        part->inverse[i * n + i] += part->lambda;
}

/* diag P; by accounts P_jj = (1 - x_j' K x_j) / lambda with x_j the buyers of j. */
static void
fill_diagonal(const KamLikeness *m, EasePart *part)
{
    for (size_t j = 0; j < m->n_items; j++) {
        double sum = 0;

        if (!part->is_by_account) {
            part->diagonal[j] = part->inverse[j * part->m + j];
            continue;
        }
        for (size_t a = m->column[j]; a < m->column[j + 1]; a++)
            for (size_t b = m->column[j]; b < m->column[j + 1]; b++)
                sum += part->inverse[m->buyer[a] * part->m + m->buyer[b]];
        part->diagonal[j] = (1 - sum) / part->lambda;
    }
}

KamCalcStatus
ease_fit(const KamLikeness *m, double lambda, EasePart *part)
{
    double *scratch;
    int is_definite;

    if (!(lambda > 0) || !isfinite(lambda))
        return KAM_CALC_DOMAIN;
    part->is_by_account = m->n_accounts < m->n_items;
    part->m = part->is_by_account ? m->n_accounts : m->n_items;
    part->lambda = lambda;
    if (part->m > KAM_LIKENESS_EASE_LIMIT)
        return KAM_CALC_TOO_FEW;
    part->inverse = calloc(part->m * part->m, sizeof part->inverse[0]);
    part->diagonal = calloc(m->n_items, sizeof part->diagonal[0]);
    scratch = calloc(part->m * part->m, sizeof scratch[0]);
    if (part->inverse == NULL || part->diagonal == NULL || scratch == NULL) {
        free(scratch);
        return KAM_CALC_NO_MEMORY;
    }
    fill_gram(m, part);
    is_definite = factor(part->inverse, part->m);
    if (is_definite) {
        invert_factor(part->inverse, part->m, scratch);
        multiply_inverse(scratch, part->m, part->inverse);
        fill_diagonal(m, part);
    }
    free(scratch);
    return is_definite ? KAM_CALC_OK : KAM_CALC_NO_CONVERGENCE;
}

/* x P by items: the sum of the rows of what was bought. */
static void
product_by_item(const EasePart *part, const KamLikeness *m, uint32_t account, double product[])
{
    for (size_t i = m->row[account]; i < m->row[account + 1]; i++) {
        const double *row = part->inverse + m->item[i] * part->m;

        for (size_t j = 0; j < m->n_items; j++)
            product[j] += row[j];
    }
}

/* x P by accounts: (x - (x X') K X) / lambda. */
static KamCalcStatus
product_by_account(const EasePart *part, const KamLikeness *m, uint32_t account, double product[])
{
    double *common = calloc(2 * part->m, sizeof common[0]), *weighed = common + part->m;

    if (common == NULL)
        return KAM_CALC_NO_MEMORY;
    for (size_t i = m->row[account]; i < m->row[account + 1]; i++)
        for (size_t b = m->column[m->item[i]]; b < m->column[m->item[i] + 1]; b++)
            common[m->buyer[b]] += 1;
    for (size_t a = 0; a < part->m; a++)
        weighed[a] = dot(part->inverse + a * part->m, common, part->m);
    for (size_t a = 0; a < m->n_accounts; a++)
        for (size_t i = m->row[a]; i < m->row[a + 1]; i++)
            product[m->item[i]] -= weighed[a];
    for (size_t i = m->row[account]; i < m->row[account + 1]; i++)
        product[m->item[i]] += 1;
    for (size_t j = 0; j < m->n_items; j++)
        product[j] /= part->lambda;
    free(common);
    return KAM_CALC_OK;
}

KamCalcStatus
ease_scores(const EasePart *part, const KamLikeness *m, uint32_t account, double score[])
{
    KamCalcStatus status = KAM_CALC_OK;

    for (size_t j = 0; j < m->n_items; j++)
        score[j] = 0;
    if (part->is_by_account)
        status = product_by_account(part, m, account, score);
    else
        product_by_item(part, m, account, score);
    for (size_t j = 0; j < m->n_items; j++)
        score[j] = -score[j] / part->diagonal[j];
    for (size_t i = m->row[account]; i < m->row[account + 1]; i++)
        score[m->item[i]] += 1;
    return status;
}

void
ease_clear(EasePart *part)
{
    free(part->inverse);
    free(part->diagonal);
}
