/* One model of any method, its scores and its best items: see kamen/likeness.h. */
#include "likeness_model.h"

#include <stdlib.h>

#define DEFAULT_NEIGHBOURS 100

const char *
kam_likeness_method_name(KamLikenessMethod method)
{
    static const char *const names[KAM_LIKENESS_METHODS] = { "popular", "cosine", "ease", "habit" };

    return (unsigned)method < KAM_LIKENESS_METHODS ? names[method] : NULL;
}

static KamCalcStatus
fit(KamLikenessModel *model, const KamLikenessOptions *options)
{
    switch (options->method) {
    case KAM_LIKENESS_COSINE:
        return cosine_fit(model->likeness, options->neighbours > 0 ? options->neighbours : DEFAULT_NEIGHBOURS,
                          &model->cosine);
    case KAM_LIKENESS_EASE:
        return ease_fit(model->likeness, options->regularisation, &model->ease);
    case KAM_LIKENESS_POPULAR:
    case KAM_LIKENESS_HABIT:
        return KAM_CALC_OK;
    case KAM_LIKENESS_METHODS:
        break;
    }
    return KAM_CALC_DOMAIN;
}

KamCalcStatus
kam_likeness_model_new(const KamLikeness *likeness, const KamLikenessOptions *options, KamLikenessModel **model)
{
    KamLikenessModel *made = calloc(1, sizeof *made);
    KamCalcStatus status;

    if (made == NULL)
        return KAM_CALC_NO_MEMORY;
    made->likeness = likeness;
    made->method = options->method;
    status = fit(made, options);
    if (status == KAM_CALC_OK)
        *model = made;
    else
        kam_likeness_model_free(made);
    return status;
}

void
kam_likeness_model_free(KamLikenessModel *model)
{
    if (model == NULL)
        return;
    cosine_clear(&model->cosine);
    ease_clear(&model->ease);
    free(model);
}

static void
popular_scores(const KamLikeness *likeness, double score[])
{
    for (uint32_t j = 0; j < likeness->n_items; j++)
        score[j] = (double)kam_likeness_buyers(likeness, j);
}

static void
habit_scores(const KamLikeness *likeness, uint32_t account, double score[])
{
    for (size_t j = 0; j < likeness->n_items; j++)
        score[j] = 0;
    for (size_t i = likeness->row[account]; i < likeness->row[account + 1]; i++)
        score[likeness->item[i]] = likeness->weight[i];
}

KamCalcStatus
kam_likeness_scores(const KamLikenessModel *model, uint32_t account, double score[])
{
    if (account >= model->likeness->n_accounts)
        return KAM_CALC_DOMAIN;
    switch (model->method) {
    case KAM_LIKENESS_POPULAR:
        popular_scores(model->likeness, score);
        break;
    case KAM_LIKENESS_COSINE:
        cosine_scores(&model->cosine, model->likeness, account, score);
        break;
    case KAM_LIKENESS_EASE:
        return ease_scores(&model->ease, model->likeness, account, score);
    case KAM_LIKENESS_HABIT:
        habit_scores(model->likeness, account, score);
        break;
    case KAM_LIKENESS_METHODS:
        break;
    }
    return KAM_CALC_OK;
}

/* Whether item a goes before item b. */
static int
is_better(const double score[], uint32_t a, uint32_t b)
{
    return score[a] > score[b] || (score[a] == score[b] && a < b);
}

/* Insert into the best so far, which are in order; most items fail the first comparison. */
static size_t
insert_item(const double score[], uint32_t item[], size_t n, size_t k, uint32_t candidate)
{
    size_t at;

    if (n == k && !is_better(score, candidate, item[n - 1]))
        return n;
    at = n < k ? n : k - 1;
    while (at > 0 && is_better(score, candidate, item[at - 1])) {
        item[at] = item[at - 1];
        at--;
    }
    item[at] = candidate;
    return n < k ? n + 1 : n;
}

KamCalcStatus
kam_likeness_top(const KamLikenessModel *model, uint32_t account, KamLikenessScope scope, size_t k, double score[],
                 uint32_t item[], size_t *n)
{
    const KamLikeness *likeness = model->likeness;
    KamCalcStatus status = kam_likeness_scores(model, account, score);
    size_t found = 0;

    if (status != KAM_CALC_OK)
        return status;
    if (scope == KAM_LIKENESS_NEW)
        for (size_t i = likeness->row[account]; i < likeness->row[account + 1]; i++)
            score[likeness->item[i]] = 0;
    for (uint32_t j = 0; k > 0 && j < likeness->n_items; j++)
        if (score[j] > 0)
            found = insert_item(score, item, found, k, j);
    *n = found;
    return KAM_CALC_OK;
}
