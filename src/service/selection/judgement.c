/* Judgements out of the database. */
#include "service/selection/judgement.h"

#include <math.h>

#include "store/statements.h"

#define MICRO 1e6
#define USUAL_SD 1.5 /* points by which two people differ, until the firm's own judgements say so */

struct KamJudgements {
    GHashTable *by_key; /* of Key: KamJudgement */
};

typedef struct {
    gint64 account_id, criterion_id;
} Key;

static guint
hash_key(gconstpointer data)
{
    const Key *key = data;

    return g_int64_hash(&key->account_id) * 31 + g_int64_hash(&key->criterion_id);
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
    const Key *x = a, *y = b;

    return x->account_id == y->account_id && x->criterion_id == y->criterion_id;
}

/* Sums while rows come: mean and the sum of squares about it, without cancellation. */
static void
add_person(KamJudgement *judgement, double points)
{
    double apart = points - judgement->mean;

    judgement->people++;
    judgement->mean += apart / judgement->people;
    judgement->std_error += apart * (points - judgement->mean);
    judgement->least = judgement->people == 1 ? points : MIN(judgement->least, points);
    judgement->most = judgement->people == 1 ? points : MAX(judgement->most, points);
}

static void
add_row(KamJudgements *judgements, KamStmt *stmt)
{
    const Key key = { kam_stmt_get_int(stmt, 0), kam_stmt_get_int(stmt, 1) };
    KamJudgement *judgement = g_hash_table_lookup(judgements->by_key, &key);

    if (judgement == NULL) {
        judgement = g_new0(KamJudgement, 1);
        judgement->account_id = key.account_id;
        judgement->criterion_id = key.criterion_id;
        g_hash_table_insert(judgements->by_key, g_memdup2(&key, sizeof key), judgement);
    }
    add_person(judgement, (double)kam_stmt_get_int(stmt, 2) / MICRO);
}

/* How much people differ about the same thing here: pooled over all that two or more have judged. */
static double
pooled_sd(const KamJudgements *judgements)
{
    GHashTableIter iter;
    gpointer value;
    double squares = 0;
    guint degrees = 0;

    g_hash_table_iter_init(&iter, judgements->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const KamJudgement *judgement = value;

        squares += judgement->std_error;
        degrees += judgement->people - 1;
    }
    return degrees < 5 ? USUAL_SD : sqrt(squares / degrees);
}

static void
finish(KamJudgements *judgements)
{
    double sd = pooled_sd(judgements);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, judgements->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        KamJudgement *judgement = value;

        judgement->std_error = sd / sqrt(judgement->people);
    }
}

KamJudgements *
kam_judgements_load(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("judgements_last"), error);
    g_autoptr(KamJudgements) judgements = NULL;
    KamStep step;

    if (stmt == NULL)
        return NULL;
    judgements = g_new0(KamJudgements, 1);
    judgements->by_key = g_hash_table_new_full(hash_key, equal_keys, g_free, g_free);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        add_row(judgements, stmt);
    if (step == KAM_STEP_FAILED)
        return NULL;
    finish(judgements);
    return g_steal_pointer(&judgements);
}

void
kam_judgements_free(KamJudgements *judgements)
{
    if (judgements == NULL)
        return;
    g_hash_table_unref(judgements->by_key);
    g_free(judgements);
}

const KamJudgement *
kam_judgements_find(const KamJudgements *judgements, gint64 account_id, gint64 criterion_id)
{
    const Key key = { account_id, criterion_id };

    return judgements == NULL ? NULL : g_hash_table_lookup(judgements->by_key, &key);
}
