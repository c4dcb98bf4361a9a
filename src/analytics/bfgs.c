/* Broyden-Fletcher-Goldfarb-Shanno with a backtracking search: see bfgs.h.
 * Source: J. Nocedal, S. J. Wright, Numerical Optimization, 2nd edition, Springer 2006, chapters 3 and 6. */
#include "bfgs.h"

#include <math.h>
#include <string.h>

/* No coordinate (a logit, or a share of the mean) needs to move further in one step. */
#define LONGEST_STEP 2.0

typedef struct {
    BfgsFunction function;
    void *data;
    const double *scale;
    size_t n;
    double *inverse; /* of the matrix of second derivatives, n x n */
    double *gradient, *next_gradient, *direction, *next, *product;
} Search;

static double
dot(const double a[], const double b[], size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void
reset_inverse(Search *search, double factor)
{
    memset(search->inverse, 0, search->n * search->n * sizeof search->inverse[0]);
    for (size_t i = 0; i < search->n; i++)
        search->inverse[i * search->n + i] = factor * search->scale[i];
}

/* The direction of the step, shortened when it would leave the neighbourhood; its slope is returned. */
static double
choose_direction(Search *search)
{
    double longest = 0;

    for (size_t i = 0; i < search->n; i++) {
        search->direction[i] = -dot(&search->inverse[i * search->n], search->gradient, search->n);
        longest = fmax(longest, fabs(search->direction[i]));
    }
    if (longest > LONGEST_STEP)
        for (size_t i = 0; i < search->n; i++)
            search->direction[i] *= LONGEST_STEP / longest;
    return dot(search->direction, search->gradient, search->n);
}

/* Halve the step until it gains enough (Armijo); the new value, or the old one when nothing helps. */
static double
search_line(Search *search, const double x[], double value, double slope)
{
    double step = 1;

    for (int i = 0; i < 30; i++) {
        double next;

        for (size_t k = 0; k < search->n; k++)
            search->next[k] = x[k] + step * search->direction[k];
        next = search->function(search->next, search->next_gradient, search->data);
        if (next <= value + 1e-4 * step * slope)
            return next;
        if (next < HUGE_VAL) /* the minimum of the parabola through what is known, kept within reason */
            step *= fmin(0.5, fmax(0.1, -0.5 * slope * step / (next - value - slope * step)));
        else
            step *= 0.25;
    }
    return value;
}

/* `change` of the point (in `direction`) and of the gradient (in `gradient`, overwritten by the caller afterwards). */
static void
update_inverse(Search *search, const double change[], const double turn[])
{
    const size_t n = search->n;
    double along = dot(change, turn, n), factor;

    if (!(along > 1e-12 * sqrt(dot(change, change, n) * dot(turn, turn, n))))
        return; /* no curvature to learn from */
    for (size_t i = 0; i < n; i++)
        search->product[i] = dot(&search->inverse[i * n], turn, n);
    factor = (1 + dot(turn, search->product, n) / along) / along;
    for (size_t i = 0; i < n; i++) {
        double a = factor * change[i] - search->product[i] / along, b = change[i] / along;

        for (size_t k = 0; k < n; k++)
            search->inverse[i * n + k] += a * change[k] - b * search->product[k];
    }
}

static void
accept(Search *search, double x[], int first)
{
    double along, turn = 0;

    for (size_t i = 0; i < search->n; i++) {
        search->direction[i] = search->next[i] - x[i];
        x[i] = search->next[i];
        search->gradient[i] = search->next_gradient[i] - search->gradient[i];
        turn += search->gradient[i] * search->scale[i] * search->gradient[i];
    }
    along = dot(search->direction, search->gradient, search->n);
    if (first && along > 0 && turn > 0)
        reset_inverse(search, along / turn);
    update_inverse(search, search->direction, search->gradient);
    memcpy(search->gradient, search->next_gradient, search->n * sizeof search->gradient[0]);
}

double
bfgs_minimise(BfgsFunction function, void *data, double x[], const double scale[], size_t n, size_t max_steps,
              double tolerance, double work[])
{
    Search search = { .function = function, .data = data, .scale = scale, .n = n, .inverse = work };
    double value;
    int idle = 0, fresh = 1;

    search.gradient = work + n * n;
    search.next_gradient = search.gradient + n;
    search.direction = search.next_gradient + n;
    search.next = search.direction + n;
    search.product = search.next + n;
    value = function(x, search.gradient, data);
    if (!(value < HUGE_VAL))
        return HUGE_VAL;
    reset_inverse(&search, 1);
    for (size_t step = 0; step < max_steps && idle < 2; step++) {
        double slope = choose_direction(&search), next;

        if (!(slope < 0)) {
            if (fresh)
                break;
            reset_inverse(&search, 1e-3);
            fresh = 1;
            continue;
        }
        next = search_line(&search, x, value, slope);
        if (!(next < value)) {
            if (fresh)
                break;
            reset_inverse(&search, 1e-3);
            fresh = 1;
            continue;
        }
        idle = value - next < tolerance ? idle + 1 : 0;
        value = next;
        accept(&search, x, step == 0);
        fresh = 0;
    }
    return value;
}
