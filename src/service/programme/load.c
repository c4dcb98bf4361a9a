/* The programme from the database: rows of its records, names and figures of its accounts, and candidates. */
#include <math.h>
#include <string.h>

#include "domain/rules.h"
#include "service/programme/rule.h"
#include "store/statements.h"

#define MICRO 1e6

typedef void (*TakeRow)(KamProgramme *programme, KamStmt *row);

static double
get_micro(KamStmt *row, int column)
{
    return kam_stmt_is_null(row, column) ? NAN : (double)kam_stmt_get_int(row, column) / MICRO;
}

static gint32
get_day(KamStmt *row, int column)
{
    return kam_stmt_is_null(row, column) ? KAM_DAY_NONE : (gint32)kam_stmt_get_int(row, column);
}

static char *
dup_text(KamStmt *row, int column)
{
    return g_strdup(kam_stmt_get_text(row, column));
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void
take_tier(KamProgramme *p, KamStmt *row)
{
    KamProgrammeTier tier = { .id = kam_stmt_get_int(row, 0),
                              .code = dup_text(row, 1),
                              .name_en = dup_text(row, 2),
                              .name_sr = dup_text(row, 3),
                              .colour = dup_text(row, 4),
                              .capacity = kam_stmt_get_int(row, 5),
                              .work_days = get_micro(row, 6) };

    g_array_append_val(p->tiers, tier);
}

/* A measure of a newer program is none that is known here. */
static void
take_rule(KamProgramme *p, KamStmt *row)
{
    KamProgrammeRule rule = { .id = kam_stmt_get_int(row, 0),
                              .tier_id = kam_stmt_get_int(row, 1),
                              .is_exit = g_strcmp0(kam_stmt_get_text(row, 2), "exit") == 0,
                              .measure = kam_programme_measure_from_name(kam_stmt_get_text(row, 3)),
                              .is_at_most = g_strcmp0(kam_stmt_get_text(row, 4), "at_most") == 0,
                              .bound = get_micro(row, 5) };

    if (rule.measure == KAM_PROGRAMME_MEASURE_N)
        return;
    rule.note = dup_text(row, 6);
    g_array_append_val(p->rules, rule);
}

static KamPromiseEvery
every_from_name(const char *name)
{
    KamPromiseEvery every = KAM_PROMISE_YEAR;

    while (every > KAM_PROMISE_ON_REQUEST && g_strcmp0(kam_promise_every_name(every), name) != 0)
        every--;
    return every;
}

static void
take_promise(KamProgramme *p, KamStmt *row)
{
    KamProgrammePromise promise = { .id = kam_stmt_get_int(row, 0),
                                    .tier_id = kam_stmt_get_int(row, 1),
                                    .area = dup_text(row, 2),
                                    .kind = dup_text(row, 3),
                                    .promise_en = dup_text(row, 4),
                                    .promise_sr = dup_text(row, 5),
                                    .amount = get_micro(row, 6),
                                    .unit = dup_text(row, 7),
                                    .every = every_from_name(kam_stmt_get_text(row, 8)) };

    g_array_append_val(p->promises, promise);
}

static void
take_decision(KamProgramme *p, KamStmt *row)
{
    KamProgrammeDecision decision = { .id = kam_stmt_get_int(row, 0),
                                      .version = kam_stmt_get_int(row, 1),
                                      .account_id = kam_stmt_get_int(row, 2),
                                      .tier_id = kam_stmt_get_int(row, 3),
                                      .user_id = kam_stmt_get_int(row, 4),
                                      .run_id = kam_stmt_get_int(row, 5),
                                      .review_id = kam_stmt_get_int(row, 6),
                                      .decided_on = get_day(row, 7),
                                      .review_on = get_day(row, 8),
                                      .user = dup_text(row, 9),
                                      .reason = dup_text(row, 10) };

    g_array_append_val(p->decisions, decision);
}

static void
take_delivery(KamProgramme *p, KamStmt *row)
{
    const KamProgrammeDelivery delivery = { .id = kam_stmt_get_int(row, 0),
                                            .account_id = kam_stmt_get_int(row, 1),
                                            .promise_id = kam_stmt_get_int(row, 2),
                                            .day = get_day(row, 3),
                                            .amount = get_micro(row, 4) };

    g_array_append_val(p->deliveries, delivery);
}

static void
take_person(KamProgramme *p, KamStmt *row)
{
    KamProgrammePerson person = { .id = kam_stmt_get_int(row, 0),
                                  .name = dup_text(row, 1),
                                  .days = kam_stmt_is_null(row, 2) ? -1 : kam_stmt_get_int(row, 2) };

    g_array_append_val(p->people, person);
}

/* --- reading them ------------------------------------------------------------------------------------------------- */

static gboolean
read_rows(KamProgramme *p, KamDb *db, const char *statement, const gint64 *parameters, guint n, TakeRow take,
          GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    for (guint i = 0; i < n; i++)
        kam_stmt_bind_int(stmt, (int)i + 1, parameters[i]);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        take(p, stmt);
    return step == KAM_STEP_DONE;
}

/* Deliveries of the year that holds a day, up to the day as of which is asked. */
static gboolean
read_deliveries(KamProgramme *p, const KamProgrammeQuestion *question, GError **error)
{
    gint32 january = kam_month_of_day(question->year_day) / 12 * 12;
    const gint64 days[] = { kam_month_first_day(january), question->day };

    return read_rows(p, question->db, "programme_deliveries", days, G_N_ELEMENTS(days), take_delivery, error);
}

static gboolean
read_records(KamProgramme *p, const KamProgrammeQuestion *question, GError **error)
{
    const gint64 day = question->day;

    return read_rows(p, question->db, "programme_tiers", NULL, 0, take_tier, error) &&
           read_rows(p, question->db, "programme_rules", NULL, 0, take_rule, error) &&
           read_rows(p, question->db, "programme_promises", NULL, 0, take_promise, error) &&
           read_rows(p, question->db, "programme_people", NULL, 0, take_person, error) &&
           read_rows(p, question->db, "programme_decisions", &day, 1, take_decision, error) &&
           read_deliveries(p, question, error);
}

/* --- accounts ----------------------------------------------------------------------------------------------------- */

static void
add_account(KamProgramme *p, const KamProgrammeQuestion *question, const KamProgrammeFigures *figures, guint32 index,
            guint first, guint n)
{
    const KamFactAccount *fact = kam_ground_get_account(question->ground, index);
    KamProgrammeAccount account = { .id = fact->id,
                                    .manager_id = fact->manager_id,
                                    .number = g_strdup(fact->number),
                                    .name = g_strdup(fact->name),
                                    .manager = g_strdup(fact->manager),
                                    .first = first,
                                    .n = n,
                                    .tier = -1,
                                    .since = KAM_DAY_NONE,
                                    .figure = figures->list[index],
                                    .net = figures->list[index].of[KAM_PROGRAMME_NET],
                                    .reasons = p->reasons == NULL ? NULL : kam_chosen_reasons_find(p->reasons, index) };

    if (!question->with_margin)
        kam_programme_figure_hide_margin(&account.figure);
    g_array_append_val(p->accounts, account);
}

/* Whether somebody sees an account: a view is a list of ids in any order. */
static GHashTable *
make_view(const GArray *ids)
{
    GHashTable *view = ids == NULL ? NULL : g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint i = 0; ids != NULL && i < ids->len; i++)
        g_hash_table_add(view, &g_array_index(ids, gint64, i));
    return view;
}

static gboolean
is_asked(const KamProgrammeQuestion *question, GHashTable *view, gint64 id)
{
    return (question->account_id == 0 || question->account_id == id) &&
           (view == NULL || g_hash_table_contains(view, &id));
}

/* Decisions come by account. */
static void
add_decided(KamProgramme *p, const KamProgrammeQuestion *question, const KamProgrammeFigures *figures, GHashTable *view,
            guint8 *is_in)
{
    for (guint first = 0, next; first < p->decisions->len; first = next) {
        gint64 id = g_array_index(p->decisions, KamProgrammeDecision, first).account_id;
        guint32 index = kam_ground_find_account(question->ground, id);

        for (next = first + 1; next < p->decisions->len; next++)
            if (g_array_index(p->decisions, KamProgrammeDecision, next).account_id != id)
                break;
        if (index == KAM_NO_INDEX || index >= figures->n || !is_asked(question, view, id))
            continue;
        add_account(p, question, figures, index, first, next - first);
        is_in[index] = TRUE;
    }
}

/* Whoever the rules or the selection speak of, though nobody has decided yet. */
static void
add_candidates(KamProgramme *p, const KamProgrammeQuestion *question, const KamProgrammeFigures *figures,
               GHashTable *view, const guint8 *is_in)
{
    for (guint32 a = 0; a < figures->n; a++) {
        KamProgrammeFigure figure = figures->list[a];
        gint64 id = kam_ground_get_account(question->ground, a)->id;

        if (is_in[a] || !is_asked(question, view, id))
            continue;
        if (!question->with_margin)
            kam_programme_figure_hide_margin(&figure);
        if (question->account_id == id || kam_rules_has_id(question->also, id) || figure.is_key ||
            kam_rules_find_tier(p, &figure) >= 0)
            add_account(p, question, figures, a, 0, 0);
    }
}

/* Rules are said in the firm's currency and held against figures in it; another one is for reading. */
static gboolean
show_currency(KamProgramme *p, const KamProgrammeQuestion *question, GError **error)
{
    g_autofree double *nets = NULL;

    p->currencies = kam_ground_dup_currencies(question->ground);
    g_strlcpy(p->currency, kam_ground_get_facts(question->ground)->currency, sizeof p->currency);
    g_strlcpy(p->shown_currency, p->currency, sizeof p->shown_currency);
    if (question->shown == NULL || question->shown == question->ground)
        return TRUE;
    nets = kam_programme_nets_new(question->shelf, question->shown, question->db, error);
    if (nets == NULL)
        return FALSE;
    g_strlcpy(p->shown_currency, kam_ground_get_facts(question->shown)->currency, sizeof p->shown_currency);
    for (guint i = 0; i < p->accounts->len; i++) {
        KamProgrammeAccount *account = &g_array_index(p->accounts, KamProgrammeAccount, i);

        account->net = nets[kam_ground_find_account(question->ground, account->id)];
    }
    return TRUE;
}

KamProgramme *
kam_programme_new(const KamProgrammeQuestion *question, GError **error)
{
    g_autoptr(KamProgramme) p = kam_programme_new_empty(question->day);
    g_autoptr(KamProgrammeFigures) figures = NULL;
    g_autoptr(GHashTable) view = make_view(question->view);
    g_autofree guint8 *is_in = NULL;

    if (!read_records(p, question, error))
        return NULL;
    figures = kam_programme_figures_get(question->shelf, question->ground, question->db, error);
    if (figures == NULL)
        return NULL;
    p->figures_day = figures->as_of_day;
    p->with_margin = question->with_margin;
    p->is_whole = question->view == NULL && question->account_id == 0;
    if (question->with_reasons && question->with_margin &&
        (p->reasons = kam_chosen_reasons_get(question->shelf, question->ground, question->db, error)) == NULL)
        return NULL;
    is_in = g_new0(guint8, figures->n + 1);
    add_decided(p, question, figures, view, is_in);
    add_candidates(p, question, figures, view, is_in);
    kam_programme_settle(p);
    return show_currency(p, question, error) ? g_steal_pointer(&p) : NULL;
}
