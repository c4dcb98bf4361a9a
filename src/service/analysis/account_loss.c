/* The loss of each account, once for all who ask for the same months. */
#include "service/analysis/account_loss.h"

typedef struct {
    const KamScope *scope;
    gint months;
    const KamAnalysisContext *context;
} Wanted;

/* A limit is harmless where it is another: all accounts alike, say. */
#define NOBODY 1e-3

static gboolean
shows_losses(const KamAccountLosses *losses)
{
    if (losses->status != KAM_CALC_OK || losses->fit.shape != KAM_CLV_LIMIT)
        return losses->status == KAM_CALC_OK;
    for (guint a = 0; a < losses->n; a++)
        if (losses->is_known[a] && losses->loss[a].lost.probability > NOBODY)
            return TRUE;
    return FALSE;
}

static gpointer
make_losses(gpointer data, G_GNUC_UNUSED GError **error)
{
    const Wanted *wanted = data;
    g_autoptr(KamAccountLives) lives = kam_account_lives_get(wanted->scope, (KamLifeModel) { 0 }, wanted->context);
    double weeks = wanted->months * KAM_LIFE_DAYS_PER_MONTH / KAM_LIFE_UNIT_DAYS;
    KamAccountLosses *losses = g_atomic_rc_box_new0(KamAccountLosses);

    losses->status = lives->status;
    losses->fit = lives->result.fit;
    losses->months = wanted->months;
    losses->n = lives->n;
    losses->loss = g_new0(KamClvLoss, lives->n + 1);
    losses->is_known = g_new0(guint8, lives->n + 1);
    for (guint a = 0; lives->status == KAM_CALC_OK && a < lives->n; a++)
        losses->is_known[a] =
            lives->past[a].status == KAM_CALC_OK &&
            kam_clv_loss(&losses->fit.parameters, &lives->past[a].history, weeks, &losses->loss[a]) == KAM_CALC_OK;
    losses->shows_losses = shows_losses(losses);
    return losses;
}

static void
clear_losses(gpointer data)
{
    KamAccountLosses *losses = data;

    g_free(losses->loss);
    g_free(losses->is_known);
}

static gsize
measure_losses(gconstpointer data)
{
    const KamAccountLosses *losses = data;

    return sizeof *losses + (losses->n + 1) * (sizeof(KamClvLoss) + 1);
}

KamAccountLosses *
kam_account_losses_get(const KamScope *scope, gint months, const KamAnalysisContext *context)
{
    static const KamShelfKind kind = { make_losses, clear_losses, measure_losses };
    g_autofree char *thing = g_strdup_printf("losses %d", months);
    g_autofree char *key = kam_scope_dup_key(scope, context, thing);
    Wanted wanted = { scope, months, context };

    return key == NULL ? make_losses(&wanted, NULL) : kam_shelf_get(context->shelf, key, &kind, &wanted, NULL);
}

void
kam_account_losses_unref(KamAccountLosses *losses)
{
    if (losses != NULL)
        g_atomic_rc_box_release_full(losses, clear_losses);
}
