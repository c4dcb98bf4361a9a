/* Price agreements: a discount that rises with the volume of the calendar year, and a rebate when the year is over. */
#pragma once

#include "demo/customers.h"

#define KAM_DEMO_TIERS 4

typedef struct {
    char *number;
    guint customer;
    int year;
    gint64 thresholds_minor[KAM_DEMO_TIERS]; /* net of the year so far, rising, the first 0 */
    guint discounts[KAM_DEMO_TIERS];         /* hundredths of percent */
    guint rebate;                            /* hundredths of percent of the year's net, as a credit note in January */
} KamDemoAgreement;

typedef struct {
    GArray *agreements; /* KamDemoAgreement, by customer and year */
    int first_year;
    guint n_years;
    guint *index_of; /* customer * n_years + year - first_year -> index or KAM_DEMO_NONE */
} KamDemoAgreements;

/** Agree with the larger customers for every calendar year of the period; after their pace is set. */
KamDemoAgreements *
kam_demo_agreements_new(guint64 seed, const KamDemoCalendar *calendar, const KamDemoCustomers *customers);
void kam_demo_agreements_free(KamDemoAgreements *agreements);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoAgreements, kam_demo_agreements_free)

/** The agreement of a customer in a year, or NULL. */
const KamDemoAgreement *kam_demo_agreements_find(const KamDemoAgreements *agreements, guint customer, int year);
/** The discount that a year's net so far has earned, in hundredths of percent. */
guint kam_demo_agreement_get_discount(const KamDemoAgreement *agreement, gint64 net_minor);
