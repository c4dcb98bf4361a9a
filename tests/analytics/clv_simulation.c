/* Drawing customers: see clv_simulation.h. The laws are followed word by word. */
#include "clv_simulation.h"

#include <math.h>

typedef struct {
    double rate, death_rate, chance;
    double p, nu;
} Person;

static Person
draw_person(gsl_rng *rng, const KamClvParameters *parameters, const KamSpendParameters *spend)
{
    const double *value = parameters->value;
    Person person = { .rate = gsl_ran_gamma(rng, value[0], 1 / value[1]), .p = spend->p };

    person.nu = gsl_ran_gamma(rng, spend->q, 1 / spend->v);
    if (parameters->model == KAM_CLV_PNBD)
        person.death_rate = gsl_ran_gamma(rng, value[2], 1 / value[3]);
    else
        person.chance = gsl_ran_beta(rng, value[2], value[3]);
    return person;
}

SimulatedCustomer
simulate_customer(gsl_rng *rng, const KamClvParameters *parameters, const KamSpendParameters *spend, double length,
                  double spread, double horizon)
{
    const Person person = draw_person(rng, parameters, spend);
    const double T = length - gsl_ran_flat(rng, 0, spread);
    SimulatedCustomer customer = { .account.history.T = T };
    double end = INFINITY, t = 0, value = 0;
    int lost = parameters->model == KAM_CLV_MBGNBD && gsl_ran_flat(rng, 0, 1) < person.chance;

    if (person.death_rate > 0)
        end = gsl_ran_exponential(rng, 1 / person.death_rate);
    while (!lost && person.rate > 0) {
        double spent;

        t += gsl_ran_exponential(rng, 1 / person.rate);
        if (t > end || t > T + horizon)
            break;
        spent = gsl_ran_gamma(rng, person.p, 1 / person.nu);
        if (t <= T) {
            customer.account.history.x++;
            customer.account.history.t_x = t;
            value += spent;
        } else {
            customer.later_purchases++;
            customer.later_value += spent;
        }
        lost = person.chance > 0 && gsl_ran_flat(rng, 0, 1) < person.chance;
    }
    customer.is_lost = lost || end <= T + horizon;
    customer.account.mean = customer.account.history.x > 0 ? value / customer.account.history.x : 0;
    return customer;
}
