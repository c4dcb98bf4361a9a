/* The customers: who they are and how they behave. What they buy is in tastes.h. */
#pragma once

#include "demo/calendar.h"
#include "demo/names.h"
#include "demo/tastes.h"

#define KAM_DEMO_CUSTOMERS 600
#define KAM_DEMO_TWINS 10
#define KAM_DEMO_SELLERS 12
#define KAM_DEMO_MAX_SITES 3
#define KAM_DEMO_NONE G_MAXUINT

typedef struct {
    char *number, *name, *street;
    char *word; /* the invented word of the name; firms of one group may share it */
    char pib[KAM_DEMO_PIB_SIZE], mb[KAM_DEMO_MB_SIZE];
    guint city, sector, seller;
    guint n_sites, sites[KAM_DEMO_MAX_SITES]; /* cities where goods are delivered, the seat first */
    double size;                              /* relative; revenue is proportional to it in the mean */

    gint32 since;                /* first day as a customer; may lie before the period */
    gint32 gone_on;              /* first day on which nothing is bought any more, KAM_DAY_NONE while alive */
    guint fade_days;             /* days before gone_on in which orders thin out */
    double hazard;               /* of leaving, per year */
    gint32 pause_from, pause_to; /* silent but alive, both included; KAM_DAY_NONE without a pause */
    double growth;               /* per year, logarithmic, of the number of orders */
    gboolean is_regular;
    double shape;      /* of the gamma distributed gaps between orders: above 1 regular, below 1 in bursts */
    double gap;        /* mean, in units of calendar activity */
    double lines;      /* mean lines an order, before season and competitors take theirs */
    double line_value; /* typical, RSD */
    guint discount;    /* hundredths of percent, without agreement */
    guint payment_days;
    gboolean is_late;
    double late_days; /* mean days paid after the due day */
    double return_rate;
    guint twin; /* index of the second number, KAM_DEMO_NONE without one */
    KamDemoTastes tastes;
} KamDemoCustomer;

/* A second number of the same company, opened by mistake. */
typedef struct {
    guint customer;
    char *number, *name;
    gboolean has_pib; /* else the tax number was left empty */
    gint32 since;
    double share; /* of documents written on the second number from then on */
} KamDemoTwin;

typedef struct {
    guint n;
    KamDemoCustomer *customers;
    guint n_twins;
    KamDemoTwin *twins;
    char *sellers[KAM_DEMO_SELLERS]; /* the i-th looks after region i */
} KamDemoCustomers;

/** Make customers without names and with gaps that are only relative; see the two functions below. */
KamDemoCustomers *
kam_demo_customers_new(guint64 seed, guint scale, const KamDemoCalendar *calendar, const KamDemoCatalogue *catalogue);
void kam_demo_customers_free(KamDemoCustomers *customers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoCustomers, kam_demo_customers_free)

/** Compose the names, each different; after groups had their say about the words in them. */
void kam_demo_customers_compose_names(KamDemoCustomers *customers, guint64 seed);
/** Choose gaps so that the expected number of article lines is `target`; after competitors and groups are known. */
void kam_demo_customers_set_pace(KamDemoCustomers *customers, const KamDemoCalendar *calendar,
                                 const KamDemoCatalogue *catalogue, double target);
/** Orders per unit of calendar activity on a day, as a share of the usual pace: growth, fading, pauses. */
double kam_demo_customer_get_intensity(const KamDemoCustomer *customer, gint32 first_day, gint32 day);
