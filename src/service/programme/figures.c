/* Figures of all accounts, from the measures of the selection, the selection itself and the days of purchases. */
#include "service/programme/figures.h"

#include <math.h>
#include <string.h>

#include "service/analysis/context.h"
#include "service/programme/chosen.h"
#include "service/programme/chosen_selection.h"
#include "service/selection/measured.h"

#define PERCENT 100.0

/* --- measures ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    gboolean is_of_margin;
} measures[KAM_PROGRAMME_MEASURE_N] = {
    [KAM_PROGRAMME_NET] = { "net", FALSE },
    [KAM_PROGRAMME_MARGIN] = { "margin", TRUE },
    [KAM_PROGRAMME_MARGIN_RATE] = { "margin_rate", TRUE },
    [KAM_PROGRAMME_SHARE] = { "share", FALSE },
    [KAM_PROGRAMME_RANK] = { "rank", FALSE },
    [KAM_PROGRAMME_SCORE] = { "score", TRUE },
    [KAM_PROGRAMME_KEY_PROBABILITY] = { "key_probability", FALSE },
    [KAM_PROGRAMME_ALIVE] = { "alive", FALSE },
    [KAM_PROGRAMME_GROWTH] = { "growth", FALSE },
    [KAM_PROGRAMME_DAYS_SILENT] = { "days_silent", FALSE },
};

/* What is taken from the measures of the selection as it is there, but for its unit. */
static const struct {
    const char *from;
    KamProgrammeMeasure to;
    double times;
} taken[] = {
    { "volume", KAM_PROGRAMME_NET, 1 },
    { "profit", KAM_PROGRAMME_MARGIN, 1 },
    { "margin_rate", KAM_PROGRAMME_MARGIN_RATE, PERCENT },
    { "alive", KAM_PROGRAMME_ALIVE, PERCENT },
    { "growth", KAM_PROGRAMME_GROWTH, PERCENT },
};

const char *
kam_programme_measure_name(KamProgrammeMeasure measure)
{
    return measures[measure].name;
}

KamProgrammeMeasure
kam_programme_measure_from_name(const char *name)
{
    KamProgrammeMeasure m = 0;

    while (m < KAM_PROGRAMME_MEASURE_N && g_strcmp0(measures[m].name, name) != 0)
        m++;
    return m;
}

gboolean
kam_programme_measure_is_of_margin(KamProgrammeMeasure measure)
{
    return measures[measure].is_of_margin;
}

void
kam_programme_figure_clear(KamProgrammeFigure *figure)
{
    for (guint m = 0; m < KAM_PROGRAMME_MEASURE_N; m++)
        figure->of[m] = NAN;
    figure->is_key = FALSE;
}

void
kam_programme_figure_hide_margin(KamProgrammeFigure *figure)
{
    for (guint m = 0; m < KAM_PROGRAMME_MEASURE_N; m++)
        if (measures[m].is_of_margin)
            figure->of[m] = NAN;
}

/* --- filling ------------------------------------------------------------------------------------------------------ */

typedef struct {
    KamGround *ground;
    KamAnalysisContext context;
} Asked;

static guint64
wanted_measures(void)
{
    guint64 wanted = 0;

    for (guint i = 0; i < G_N_ELEMENTS(taken); i++)
        wanted |= G_GUINT64_CONSTANT(1) << kam_measure_index(kam_measure_find(taken[i].from));
    return wanted;
}

static void
take_measures(KamProgrammeFigures *figures, const KamMeasuredAccounts *all)
{
    for (guint i = 0; i < G_N_ELEMENTS(taken); i++) {
        guint column = kam_measured_accounts_column(all, kam_measure_find(taken[i].from));

        for (guint row = 0; row < all->n; row++)
            figures->list[all->account[row]].of[taken[i].to] =
                all->figures->figure[(gsize)row * all->figures->m + column] * taken[i].times;
    }
}

static int
compare_nets(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

/* Place and share among the sales of the same year; who bought nothing has neither. */
static void
rank_accounts(KamProgrammeFigures *figures)
{
    g_autofree double *nets = g_new(double, figures->n + 1);
    double total = 0;
    guint n = 0;

    for (guint a = 0; a < figures->n; a++)
        if (figures->list[a].of[KAM_PROGRAMME_NET] > 0)
            total += nets[n++] = figures->list[a].of[KAM_PROGRAMME_NET];
    qsort(nets, n, sizeof *nets, compare_nets);
    for (guint a = 0; a < figures->n; a++) {
        double net = figures->list[a].of[KAM_PROGRAMME_NET];
        guint low = 0, high = n;

        if (!(net > 0))
            continue;
        while (low < high) { /* the first that is not larger */
            guint middle = low + (high - low) / 2;

            if (nets[middle] > net)
                low = middle + 1;
            else
                high = middle;
        }
        figures->list[a].of[KAM_PROGRAMME_RANK] = low + 1;
        figures->list[a].of[KAM_PROGRAMME_SHARE] = net / total * PERCENT;
    }
}

static void
count_silence(KamProgrammeFigures *figures, const KamScope *scope, const KamFacts *facts)
{
    KamScope lines = *scope;

    lines.facts = facts;
    for (gsize i = 0; i < facts->n; i++) {
        guint32 account = facts->account[i];
        double days = scope->as_of_day - facts->day[i];
        double *silent;

        if (account == KAM_NO_INDEX || facts->net_micro[i] <= 0 || !kam_scope_has_line(&lines, i))
            continue;
        silent = &figures->list[account].of[KAM_PROGRAMME_DAYS_SILENT];
        if (!(*silent <= days))
            *silent = days;
    }
}

static void
take_selection(KamProgrammeFigures *figures, const KamSelection *selection)
{
    const KamChoice *choice = selection->choice;

    for (guint i = 0; i < selection->n; i++) {
        KamProgrammeFigure *figure = &figures->list[selection->account[i].account];

        figure->of[KAM_PROGRAMME_SCORE] = choice->score[KAM_METHOD_WEIGHTED][i] * PERCENT;
        figure->of[KAM_PROGRAMME_KEY_PROBABILITY] = choice->key == NULL ? NAN : choice->key[i].value * PERCENT;
        figure->is_key = choice->rank[KAM_METHOD_WEIGHTED][i] <= choice->places;
    }
}

static const KamAnalysisOptions options = { .basis = KAM_BASIS_PRODUCTS,
                                            .from_day = KAM_DAY_NONE,
                                            .until_day = KAM_DAY_NONE };

static gboolean
fill_figures(KamProgrammeFigures *figures, const Asked *asked, GError **error)
{
    const KamFacts *facts = kam_ground_get_facts(asked->ground);
    g_autoptr(KamMeasuredAccounts) all = NULL;
    g_autoptr(KamSelection) selection = NULL;
    g_autoptr(GError) failed = NULL;

    if (facts->n == 0)
        return TRUE;
    all = kam_measured_accounts_get(facts, kam_ground_get_version(asked->ground), &options, NULL, wanted_measures(),
                                    &asked->context, error);
    if (all == NULL)
        return kam_chosen_is_too_little(error);
    figures->as_of_day = all->scope.as_of_day;
    take_measures(figures, all);
    rank_accounts(figures);
    count_silence(figures, &all->scope, facts);
    selection = kam_chosen_new(asked->ground, &asked->context, &failed);
    if (selection != NULL)
        take_selection(figures, selection);
    if (failed == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

static gpointer
make_figures(gpointer data, GError **error)
{
    const Asked *asked = data;
    g_autoptr(GError) failed = NULL;
    g_autoptr(KamProgrammeFigures) figures = g_atomic_rc_box_new0(KamProgrammeFigures);

    figures->n = kam_ground_get_facts(asked->ground)->accounts->len;
    figures->list = g_new(KamProgrammeFigure, figures->n + 1);
    figures->as_of_day = KAM_DAY_NONE;
    for (guint a = 0; a < figures->n; a++)
        kam_programme_figure_clear(&figures->list[a]);
    if (fill_figures(figures, asked, &failed))
        return g_steal_pointer(&figures);
    g_propagate_error(error, g_steal_pointer(&failed));
    return NULL;
}

static void
clear_figures(gpointer data)
{
    g_free(((KamProgrammeFigures *)data)->list);
}

static gsize
weigh_figures(gconstpointer data)
{
    const KamProgrammeFigures *figures = data;

    return sizeof *figures + sizeof(KamProgrammeFigure) * (figures->n + 1);
}

KamProgrammeFigures *
kam_programme_figures_get(KamShelf *shelf, KamGround *ground, KamDb *db, GError **error)
{
    static const KamShelfKind kind = { make_figures, clear_figures, weigh_figures };
    g_autofree char *said = kam_chosen_dup_said(shelf, ground, db, error), *key = NULL;
    Asked asked = { ground, { .db = db, .shelf = shelf, .key = kam_ground_get_stamp(ground), .said = said } };

    if (said == NULL)
        return NULL;
    key = g_strdup_printf("%s programme %s", asked.context.key, said);
    return kam_shelf_get(shelf, key, &kind, &asked, error);
}

void
kam_programme_figures_unref(KamProgrammeFigures *figures)
{
    if (figures != NULL)
        g_atomic_rc_box_release_full(figures, clear_figures);
}

double *
kam_programme_nets_new(KamShelf *shelf, KamGround *ground, KamDb *db, GError **error)
{
    const KamAnalysisContext context = { .db = db, .shelf = shelf, .key = kam_ground_get_stamp(ground), .said = "" };
    const KamFacts *facts = kam_ground_get_facts(ground);
    const KamMeasure *net = kam_measure_find("volume");
    g_autofree double *nets = g_new(double, facts->accounts->len + 1);
    g_autoptr(KamMeasuredAccounts) all = NULL;
    g_autoptr(GError) failed = NULL;

    for (guint a = 0; a < facts->accounts->len; a++)
        nets[a] = NAN;
    if (facts->n > 0)
        all = kam_measured_accounts_get(facts, kam_ground_get_version(ground), &options, NULL,
                                        G_GUINT64_CONSTANT(1) << kam_measure_index(net), &context, &failed);
    for (guint row = 0; all != NULL && row < all->n; row++)
        nets[all->account[row]] =
            all->figures->figure[(gsize)row * all->figures->m + kam_measured_accounts_column(all, net)];
    if (failed == NULL || kam_chosen_is_too_little(&failed))
        return g_steal_pointer(&nets);
    g_propagate_error(error, g_steal_pointer(&failed));
    return NULL;
}
