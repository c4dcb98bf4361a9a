/* Which accounts deserve to be key accounts: from all accounts by conditions to a long list, by score to a short list,
 * by place to the choice, with how sure each place is and what would change it. docs/methods/selection.md explains it.
 */
#pragma once

#include "service/analysis/kind.h"
#include "service/selection/choice.h"
#include "service/selection/condition.h"
#include "service/selection/judgement.h"
#include "service/selection/signs.h"

typedef struct {
    const double *points; /* by criterion; NULL: those of the criteria */
    const double *low;    /* limits of the weights, fractions, by criterion; NaN and NULL: those of the criteria */
    const double *high;   /* likewise; both or none */
    double wobble;        /* each weight may be off by this fraction of itself, 0..1 */
    guint short_list;     /* accounts that are compared with each other, 1..KAM_CHOICE_MAX */
    gboolean with_before; /* also as of a year earlier */
    gboolean by_group;    /* candidates are groups, each under its head, and companies that stand alone */
    KamGroupsAt groups;   /* of which time */
    KamChoiceOptions choice;
} KamSelectionQuestion;

/* An account on the short list; of a group its head, about which people judge and decide. */
typedef struct {
    guint32 account;                 /* index into the facts */
    guint companies;                 /* that count for it: 1 but for a group of several */
    double attractiveness, position; /* weighted value by the criteria of that axis; NaN without one */
    double before_score, before_attractiveness, before_position; /* a year earlier on today's scales; NaN: not known */
    guint before_rank;                                           /* among the short list; 0: not known */
    KamContract contract; /* knows nothing unless a criterion asks for agreements */
} KamSelectionAccount;

typedef struct {
    KamScope scope;
    GArray *criteria;                   /* KamCriterion that count */
    GArray *conditions;                 /* KamCondition */
    guint *dropped;                     /* by condition: accounts that it was the first to put out */
    guint n_accounts, n_buying, n_long; /* all; with a purchase; that meet all conditions */
    KamWeights *weights;
    KamSelectionQuestion question; /* without points and limits */
    KamFigureTable *figures;       /* of the short list */
    KamJudgements *judgements;
    KamSigns *signs;         /* of partnership; NULL: no criterion asks for them */
    KamValuation *valuation; /* likewise */
    KamChoice *choice;       /* likewise */
    double *mean;            /* by criterion: of the values of the short list */
    GArray **spans;          /* by account and criterion, made when they are first asked for */
    KamSelectionAccount *account;
    guint n; /* on the short list */
} KamSelection;

/**
 * Select.
 *
 * @param criteria    those that count; taken over.
 * @param judgements  what people say; taken over; may be NULL.
 * @param conditions  KamCondition; taken over; may be NULL.
 * @return NULL with an error of kam_measured_accounts_get() or kam_choice_new(), or KAM_ERROR_INVALID when no account
 *         meets the conditions.
 */
KamSelection *
kam_selection_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options, GArray *criteria,
                  KamJudgements *judgements, GArray *conditions, const KamSelectionQuestion *question,
                  const KamAnalysisContext *context, GError **error);
void kam_selection_free(KamSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSelection, kam_selection_free)

/** Types of records that a selection reads: what changes none of them changes none. Ends with NULL. */
extern const char *const kam_selection_types[];
/** kam_choice_spans() of account i by criterion c: worked out once. Borrowed. */
const GArray *kam_selection_spans(const KamSelection *selection, guint i, guint c);
/** Whether signs of partnership stand beside what is judged by criterion c. */
gboolean kam_selection_shows_signs(const KamSelection *selection, guint c);
/** What people say of account i by criterion c, however it is measured; NULL: nobody says anything. */
const KamJudgement *kam_selection_judgement(const KamSelection *selection, guint i, guint c);
/**
 * How far people and signs are apart by criterion c, both from 0 to 1: above 0 people say more. NaN when either of them
 * says nothing.
 */
double kam_selection_disagreement(const KamSelection *selection, guint i, guint c);

static inline const KamFactAccount *
kam_selection_fact(const KamSelection *selection, guint i)
{
    return &g_array_index(selection->scope.facts->accounts, KamFactAccount, selection->account[i].account);
}
