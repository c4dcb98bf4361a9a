/* What people judge: the last word of each of them about an account by a criterion, put together, with how far they are
 * apart. */
#pragma once

#include "store/db.h"

/* People at least, before their mean counts as more than one opinion. */
#define KAM_JUDGEMENT_PEOPLE 2

typedef struct {
    gint64 account_id, criterion_id;
    guint people;
    double mean;        /* of their points, 0 to 10 */
    double least, most; /* of their points */
    double std_error;   /* of the mean; of one person alone: that of two who differ as people here usually do */
} KamJudgement;

typedef struct KamJudgements KamJudgements;

/** All of them. Free with kam_judgements_free(). */
KamJudgements *kam_judgements_load(KamDb *db, GError **error);
void kam_judgements_free(KamJudgements *judgements);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamJudgements, kam_judgements_free)

/** NULL when nobody has said anything; also where `judgements` is NULL. Borrowed. */
const KamJudgement *kam_judgements_find(const KamJudgements *judgements, gint64 account_id, gint64 criterion_id);
