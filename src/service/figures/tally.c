/* One holder after the other, then their order. */
#include "service/figures/tally.h"

#include <kamen/concentration.h>
#include <stdlib.h>

#include "service/figures/view.h"
#include "service/report/basis.h"

typedef struct {
    KamShelf *shelf;
    KamGround *ground;
    const KamTallyQuestion *question;
} Wanted;

typedef struct {
    const KamRoll *roll;
    const KamFacts *facts; /* the ground's own: under accounts */
    const KamTallyQuestion *question;
    KamTally *tally;
} Pass;

static void
add_line(const KamFacts *facts, KamTallyRow *row, guint32 line)
{
    row->net_micro += facts->net_micro[line];
    row->quantity_micro += facts->quantity_micro[line];
    row->lines++;
    if (facts->flags[line] & KAM_FACT_NO_COST) {
        row->no_cost_lines += !(facts->flags[line] & KAM_FACT_CHARGE);
        return;
    }
    row->cost_micro += facts->cost_micro[line];
    row->costed_net_micro += facts->net_micro[line];
}

void
kam_tally_take_line(const KamFacts *facts, const KamTallyQuestion *question, guint32 line, KamTallyRow *row)
{
    const KamFiguresPeriod *period = &question->period;
    gint32 day = facts->day[line];
    gboolean is_now = kam_figures_day_is_in(day, period->from, period->to);

    if (facts->flags[line] & KAM_FACT_FOREIGN) {
        row->foreign_lines += is_now;
        return;
    }
    if (!line_is_of_basis(facts, question->basis, line))
        return;
    if (is_now)
        add_line(facts, row, line);
    if (period->before_from != KAM_DAY_NONE && kam_figures_day_is_in(day, period->before_from, period->before_to)) {
        row->before_micro += facts->net_micro[line];
        row->before_lines++;
    }
}

static void
sum_holder(const Pass *pass, KamTallyRow *row)
{
    for (guint32 i = pass->roll->start[row->holder]; i < pass->roll->start[row->holder + 1]; i++) {
        guint32 line = pass->roll->line[i];

        if (pass->tally->is_in == NULL || pass->tally->is_in[pass->facts->account[line]])
            kam_tally_take_line(pass->facts, pass->question, line, row);
    }
}

/* --- rows --- */

static guint8 *
mark_view(const KamGround *ground, const GArray *view, guint n)
{
    guint8 *is_in;

    if (view == NULL)
        return NULL;
    is_in = g_new0(guint8, n + 1);
    for (guint i = 0; i < view->len; i++) {
        guint32 account = kam_ground_find_account(ground, g_array_index(view, gint64, i));

        if (account != KAM_NO_INDEX)
            is_in[account] = TRUE;
    }
    return is_in;
}

/* A holder has a row when one of its accounts is in view. */
static void
make_rows(Pass *pass)
{
    KamTally *tally = pass->tally;
    const GArray *of = pass->roll->members;
    guint n = pass->roll->n, n_members = of == NULL ? n : of->len;
    g_autofree guint32 *members = g_new0(guint32, n + 1);
    g_autofree guint32 *all = g_new0(guint32, n + 1);

    for (guint i = 0; i < n_members; i++) {
        guint32 account = of == NULL ? i : g_array_index(of, KamRollMember, i).account;
        guint32 holder = of == NULL ? kam_roll_holder(pass->roll, i) : g_array_index(of, KamRollMember, i).holder;

        all[holder]++;
        members[holder] += pass->tally->is_in == NULL || pass->tally->is_in[account];
    }
    tally->n_holders = n;
    tally->row_of = g_new(guint32, n + 1);
    for (guint32 holder = 0; holder < n; holder++)
        tally->row_of[holder] = members[holder] > 0 ? tally->n++ : KAM_NO_INDEX;
    tally->row = g_new0(KamTallyRow, tally->n + 1);
    for (guint32 holder = 0; holder < n; holder++)
        if (members[holder] > 0)
            tally->row[tally->row_of[holder]] = (KamTallyRow) { .holder = holder,
                                                                .members = members[holder],
                                                                .is_whole = members[holder] == all[holder],
                                                                .class = KAM_TIER_NONE };
}

static void
add_to_total(KamTallySum *total, const KamTallyRow *row)
{
    total->net_micro += row->net_micro;
    total->before_micro += row->before_micro;
    total->quantity_micro += row->quantity_micro;
    total->cost_micro += row->cost_micro;
    total->costed_net_micro += row->costed_net_micro;
    total->lines += row->lines;
}

/* Lines that name no account are part of no basis but that of all lines; here they are told beside, whatever it is. */
static void
sum_nobody(const Pass *pass)
{
    const KamFacts *facts = pass->facts;
    const KamFiguresPeriod *period = &pass->question->period;
    KamTallyRow row = { 0 };

    if (pass->tally->is_in != NULL)
        return;
    for (gsize i = 0; i < facts->n; i++) {
        if (facts->account[i] != KAM_NO_INDEX || (facts->flags[i] & KAM_FACT_FOREIGN))
            continue;
        if (kam_figures_day_is_in(facts->day[i], period->from, period->to))
            add_line(facts, &row, (guint32)i);
        if (period->before_from != KAM_DAY_NONE &&
            kam_figures_day_is_in(facts->day[i], period->before_from, period->before_to))
            row.before_micro += facts->net_micro[i];
    }
    add_to_total(&pass->tally->nobody, &row);
}

/* --- order --- */

typedef struct {
    gint64 net_micro;
    guint32 row;
} Size;

static int
compare_sizes(const void *a, const void *b)
{
    const Size *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    return (x->row > y->row) - (x->row < y->row);
}

static void
rank_rows(KamTally *tally)
{
    g_autofree Size *sizes = g_new(Size, tally->n + 1);

    for (guint32 i = 0; i < tally->n; i++)
        if (tally->row[i].net_micro > 0)
            sizes[tally->n_ranked++] = (Size) { tally->row[i].net_micro, i };
    qsort(sizes, tally->n_ranked, sizeof *sizes, compare_sizes);
    tally->ranked = g_new(guint32, tally->n_ranked + 1);
    for (guint r = 0; r < tally->n_ranked; r++) {
        KamTallyRow *row = &tally->row[sizes[r].row];

        tally->ranked[r] = sizes[r].row;
        tally->ranked_micro += row->net_micro;
        row->rank = r + 1;
        row->cumulative_micro = tally->ranked_micro;
    }
}

static void
class_rows(KamTally *tally)
{
    g_autofree double *net = g_new(double, tally->n_ranked + 1);
    KamConcentration figures;

    for (guint r = 0; r < tally->n_ranked; r++)
        net[r] = (double)tally->row[tally->ranked[r]].net_micro / 1e6;
    if (kam_concentration_summary(net, tally->n_ranked, net, &figures) != KAM_CALC_OK)
        return;
    for (guint r = 0; r < tally->n_ranked; r++)
        tally->row[tally->ranked[r]].class = r < figures.n_a                 ? KAM_TIER_A
                                             : r < figures.n_a + figures.n_b ? KAM_TIER_B
                                                                             : KAM_TIER_C;
}

/* --- life --- */

static void
clear_tally(gpointer data)
{
    KamTally *tally = data;

    g_free(tally->is_in);
    g_free(tally->row);
    g_free(tally->row_of);
    g_free(tally->ranked);
}

static gpointer
make_tally(gpointer data, GError **error)
{
    const Wanted *wanted = data;
    g_autoptr(KamRoll) roll = kam_roll_get(wanted->shelf, wanted->ground, wanted->question->by);
    KamTally *tally;
    Pass pass = { .roll = roll, .facts = kam_ground_get_facts(wanted->ground), .question = wanted->question };

    if (roll->circle != NULL) {
        g_propagate_error(error, g_error_copy(roll->circle));
        return NULL;
    }
    if (!kam_report_check_sums(pass.facts, error))
        return NULL;
    tally = g_atomic_rc_box_new0(KamTally);
    tally->question = *wanted->question;
    tally->question.view = NULL;
    tally->is_in = mark_view(wanted->ground, wanted->question->view, roll->n);
    pass.tally = tally;
    make_rows(&pass);
    for (guint i = 0; i < tally->n; i++) {
        sum_holder(&pass, &tally->row[i]);
        add_to_total(&tally->total, &tally->row[i]);
    }
    sum_nobody(&pass);
    rank_rows(tally);
    class_rows(tally);
    return tally;
}

static gsize
measure_tally(gconstpointer data)
{
    const KamTally *tally = data;

    return sizeof *tally + (sizeof(KamTallyRow) + sizeof(guint32)) * tally->n +
           (sizeof(guint32) + sizeof(guint8)) * tally->n_holders;
}

void
kam_tally_append_key(GString *key, const KamTallyQuestion *question)
{
    const KamFiguresPeriod *period = &question->period;
    g_autofree char *by = kam_figures_by_dup_word(question->by);

    g_string_append_printf(key, " %s %s %d %d..%d %d..%d", by, kam_report_basis_name(question->basis), period->kind,
                           period->from, period->to, period->before_from, period->before_to);
    kam_view_append_key(key, question->view);
}

KamTally *
kam_tally_get(KamShelf *shelf, KamGround *ground, const KamTallyQuestion *question, GError **error)
{
    static const KamShelfKind kind = { make_tally, clear_tally, measure_tally };
    g_autofree char *beginning = kam_roll_dup_key(ground, question->by, "tally");
    g_autoptr(GString) key = g_string_new(beginning);
    Wanted wanted = { shelf, ground, question };

    kam_tally_append_key(key, question);
    return kam_shelf_get(shelf, key->str, &kind, &wanted, error);
}

void
kam_tally_unref(KamTally *tally)
{
    if (tally != NULL)
        g_atomic_rc_box_release_full(tally, clear_tally);
}
