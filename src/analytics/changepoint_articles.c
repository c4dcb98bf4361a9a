/* Whose articles a line is made of: the ratios of kamen/changepoint.h. */
#include <kamen/changepoint.h>

#include <math.h>
#include <stdint.h>

#define LEAST_ALPHA 0.05
#define MOST_ALPHA 50.0
#define OTHERS_ALPHA 2.0
#define HALVINGS 40

/* Lines until the day before: by unit and article, and their sums; how willingly each unit takes new articles. */
typedef struct {
    double *own, *of_article, *of_unit, *alpha;
    double all;
} Seen;

size_t
kam_changepoint_article_work_length(size_t n_units, size_t n_articles)
{
    if (n_units > SIZE_MAX / 16 || n_articles > SIZE_MAX / 16)
        return SIZE_MAX;
    if (n_articles > 0 && n_units + 1 > SIZE_MAX / 16 / n_articles)
        return SIZE_MAX;
    return n_articles * (n_units + 1) + 2 * n_units;
}

static Seen
divide_work(double work[], size_t n_units, size_t n_articles)
{
    double *rest = work + n_units * n_articles;

    for (size_t i = 0; i < kam_changepoint_article_work_length(n_units, n_articles); i++)
        work[i] = 0;
    return (
        Seen) { .own = work, .of_article = rest, .of_unit = rest + n_articles, .alpha = rest + n_articles + n_units };
}

static int
is_in_domain(const KamArticleLine lines[], size_t n_lines, size_t n_units, size_t n_articles, const double market[])
{
    for (size_t a = 0; a < n_articles; a++)
        if (!(market[a] > 0 && market[a] <= 1))
            return 0;
    for (size_t i = 0; i < n_lines; i++)
        if (lines[i].unit >= n_units || lines[i].article >= n_articles || (i > 0 && lines[i].day < lines[i - 1].day))
            return 0;
    return 1;
}

/* alpha of which n lines would be of so many different articles: the latter rise with it. */
static double
find_alpha(double different, double n)
{
    double low = LEAST_ALPHA, high = MOST_ALPHA;

    for (int i = 0; i < HALVINGS; i++) {
        double alpha = sqrt(low * high);

        if (alpha * log1p(n / alpha) < different)
            low = alpha;
        else
            high = alpha;
    }
    return sqrt(low * high);
}

static void
count_line(Seen *seen, const KamArticleLine *line, size_t n_articles)
{
    seen->own[line->unit * n_articles + line->article]++;
    seen->of_article[line->article]++;
    seen->of_unit[line->unit]++;
    seen->all++;
}

/* Counts everything once for alpha, and takes it back. */
static void
find_alphas(Seen *seen, const KamArticleLine lines[], size_t n_lines, size_t n_units, size_t n_articles)
{
    for (size_t i = 0; i < n_lines; i++)
        count_line(seen, &lines[i], n_articles);
    for (size_t u = 0; u < n_units; u++) {
        double different = 0;

        for (size_t a = 0; a < n_articles; a++) {
            different += seen->own[u * n_articles + a] > 0;
            seen->own[u * n_articles + a] = 0;
        }
        seen->alpha[u] = find_alpha(different, seen->of_unit[u]);
        seen->of_unit[u] = 0;
    }
    for (size_t a = 0; a < n_articles; a++)
        seen->of_article[a] = 0;
    seen->all = 0;
}

static double
ratio_of(const Seen *seen, const KamArticleLine *line, size_t n_articles, double share)
{
    double own = seen->own[line->unit * n_articles + line->article], n = seen->of_unit[line->unit];
    double alpha = seen->alpha[line->unit], others = seen->of_article[line->article] - own;
    double p = (own + alpha * share) / (n + alpha);
    double q = (others + OTHERS_ALPHA * share) / (seen->all - n + OTHERS_ALPHA);

    return n > 0 ? q / p : 1;
}

KamCalcStatus
kam_changepoint_article_ratios(const KamArticleLine lines[], size_t n_lines, size_t n_units, size_t n_articles,
                               const double market[], double work[], double ratio[])
{
    Seen seen;

    if (!is_in_domain(lines, n_lines, n_units, n_articles, market))
        return KAM_CALC_DOMAIN;
    seen = divide_work(work, n_units, n_articles);
    find_alphas(&seen, lines, n_lines, n_units, n_articles);
    for (size_t from = 0, to; from < n_lines; from = to) {
        for (to = from; to < n_lines && lines[to].day == lines[from].day; to++)
            ratio[to] = ratio_of(&seen, &lines[to], n_articles, market[lines[to].article]);
        for (size_t i = from; i < to; i++)
            count_line(&seen, &lines[i], n_articles);
    }
    return KAM_CALC_OK;
}
