/* The programme of key accounts as of a day: who is in which tier since when and why, with the figures that the rules
 * of tiers are held against. docs/programme.md explains each part. */
#pragma once

#include "service/programme/chosen.h"
#include "service/programme/figures.h"

typedef struct {
    gint64 id;
    char *code, *name_en, *name_sr, *colour;
    gint64 capacity;  /* accounts that it has room for; 0: any number */
    double work_days; /* that one of its accounts takes in a year; NaN: not said */
} KamProgrammeTier;

typedef struct {
    gint64 id, tier_id;
    gboolean is_exit, is_at_most;
    KamProgrammeMeasure measure;
    double bound; /* in the unit of the measure */
    char *note;   /* NULL without one */
} KamProgrammeRule;

typedef enum { KAM_PROMISE_ON_REQUEST, KAM_PROMISE_MONTH, KAM_PROMISE_QUARTER, KAM_PROMISE_YEAR } KamPromiseEvery;

typedef struct {
    gint64 id, tier_id;
    char *area, *kind, *promise_en, *promise_sr, *unit; /* the unit NULL without one */
    double amount;                                      /* in a period; NaN: it is there or not */
    KamPromiseEvery every;
} KamProgrammePromise;

typedef struct {
    gint64 id, account_id, promise_id;
    gint32 day;
    double amount; /* NaN: all of it */
} KamProgrammeDelivery;

typedef struct {
    gint64 id, version, account_id, tier_id, user_id, run_id, review_id; /* 0: none */
    gint32 decided_on, review_on;                                        /* KAM_DAY_NONE: none */
    char *user, *reason;
} KamProgrammeDecision;

typedef struct {
    gint64 id, manager_id; /* 0: nobody */
    char *number, *name, *manager;
    guint first, n; /* its decisions, oldest first */
    gint tier;      /* index; -1: it is not in the programme */
    gint32 since;   /* in this tier without a break; of leaving when it is out; KAM_DAY_NONE: never decided */
    KamProgrammeFigure figure;
    double net;            /* of a year in the currency that is shown; NaN: not known */
    const GArray *reasons; /* KamChosenReason; NULL: none, or not asked for */
} KamProgrammeAccount;

typedef struct {
    gint64 id;
    char *name;
    gint64 days; /* a year for key accounts; -1: not said */
} KamProgrammePerson;

typedef struct {
    gint32 day;             /* as of */
    gint32 figures_day;     /* as of which the figures are; KAM_DAY_NONE: there are none */
    char currency[4];       /* of rules and figures: the firm's */
    char shown_currency[4]; /* of the amounts that are shown */
    char **currencies;      /* that they can be shown in */
    gboolean with_margin;
    gboolean is_whole;         /* all accounts are in view */
    GArray *tiers;             /* KamProgrammeTier, the highest first */
    GArray *rules;             /* KamProgrammeRule, by tier */
    GArray *promises;          /* KamProgrammePromise, by tier and place */
    GArray *decisions;         /* KamProgrammeDecision, by account and day */
    GArray *deliveries;        /* KamProgrammeDelivery, by account, promise and day */
    GArray *people;            /* KamProgrammePerson */
    GArray *accounts;          /* KamProgrammeAccount: with a decision, and candidates */
    KamChosenReasons *reasons; /* what those of its accounts are borrowed from */
} KamProgramme;

typedef struct {
    KamDb *db;
    KamShelf *shelf;
    KamGround *ground;
    KamGround *shown;   /* the same in the currency that amounts are shown in; NULL: as it is */
    const GArray *view; /* ids of accounts; NULL: all */
    gint32 day;
    gint32 year_day; /* deliveries of the year that holds this day */
    gboolean with_margin;
    gboolean with_reasons; /* of the selection, which tell of margins: without them there are none */
    gint64 account_id;     /* this account alone, whatever it is; 0: all */
    const GArray *also;    /* ids of accounts that are wanted whatever they are; NULL: none */
} KamProgrammeQuestion;

/** Load it. Free with kam_programme_free(). */
KamProgramme *kam_programme_new(const KamProgrammeQuestion *question, GError **error);
/** An empty one, to be filled by hand. */
KamProgramme *kam_programme_new_empty(gint32 day);
void kam_programme_free(KamProgramme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamProgramme, kam_programme_free)

/** Tell tier and day of each account from its decisions. */
void kam_programme_settle(KamProgramme *programme);
/** Index of a tier; -1 for 0 and for one that is there no more. */
gint kam_programme_find_tier(const KamProgramme *programme, gint64 id);
const KamProgrammeAccount *kam_programme_find_account(const KamProgramme *programme, gint64 id);
/** The name of a person; NULL when there is none of that id. */
const char *kam_programme_name_person(const KamProgramme *programme, gint64 id);

static inline const KamProgrammeTier *
kam_programme_tier(const KamProgramme *programme, gint i)
{
    return i < 0 ? NULL : &g_array_index(programme->tiers, KamProgrammeTier, i);
}

/** The decision that holds; NULL when there is none. */
static inline const KamProgrammeDecision *
kam_programme_last_decision(const KamProgramme *programme, const KamProgrammeAccount *account)
{
    return account->n == 0
               ? NULL
               : &g_array_index(programme->decisions, KamProgrammeDecision, account->first + account->n - 1);
}

const char *kam_promise_every_name(KamPromiseEvery every); /* NULL: on request */
