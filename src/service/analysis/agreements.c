/* Terms of agreements, stretches of days made of them, and the sales that lie on these days. */
#include "service/analysis/agreements.h"

#include <math.h>

#include "store/statements.h"

#define DAYS_A_YEAR 365.25
#define MONTHS_A_YEAR 12

/* --- one agreement ------------------------------------------------------------------------------------------------ */

gboolean
kam_agreement_is_known(const KamAgreement *agreement, gint32 day)
{
    return agreement->signed_on != KAM_DAY_NONE && agreement->signed_on <= day;
}

/* The same day some months later, the last of its month where that has fewer days. */
static gint32
add_months(gint32 day, gint32 months)
{
    gint32 month = kam_month_of_day(day) + months;
    gint32 dom = day - kam_month_first_day(kam_month_of_day(day));

    return kam_month_first_day(month) + MIN(dom, kam_month_first_day(month + 1) - kam_month_first_day(month) - 1);
}

/* Terms are counted from the first one's end, so that the 31st comes back after a February. */
static gint32
end_of_term(const KamAgreement *agreement, guint term)
{
    return add_months(agreement->ends_on + 1, (gint32)term * agreement->renewal_months) - 1;
}

static gint32
end_bound_on(const KamAgreement *agreement, gint32 day)
{
    gint32 months = kam_month_of_day(day + agreement->notice_days) - kam_month_of_day(agreement->ends_on + 1);
    guint term = months > agreement->renewal_months ? (guint)(months / agreement->renewal_months) - 1 : 0;

    while (end_of_term(agreement, term) - agreement->notice_days < day)
        term++;
    return end_of_term(agreement, term);
}

gint32
kam_agreement_end(const KamAgreement *agreement, gint32 day)
{
    gboolean has_notice = agreement->notice_given_on != KAM_DAY_NONE && agreement->notice_given_on <= day;
    gint32 after_notice = agreement->notice_given_on + agreement->notice_days;

    if (agreement->ends_on == KAM_DAY_NONE)
        return has_notice ? after_notice : KAM_AGREEMENT_OPEN;
    if (agreement->renewal_months > 0)
        return end_bound_on(agreement, has_notice ? agreement->notice_given_on : day);
    return has_notice ? MIN(agreement->ends_on, after_notice) : agreement->ends_on;
}

/* --- the agreements of one account -------------------------------------------------------------------------------- */

/* An agreement that is known, with its end as of the day. */
typedef struct {
    gint32 from, to;
    gint32 bound_to; /* of an open one: the end of its notice period */
    const char *category;
} Stretch;

static int
compare_stretches(gconstpointer a, gconstpointer b)
{
    const Stretch *x = a, *y = b;

    return (x->from > y->from) - (x->from < y->from);
}

static void
take_stretches(GArray *stretches, const GArray *agreements, guint from, guint to, gint32 day)
{
    g_array_set_size(stretches, 0);
    for (guint i = from; i < to; i++) {
        const KamAgreement *agreement = &g_array_index(agreements, KamAgreement, i);
        gint32 end = kam_agreement_end(agreement, day);
        Stretch stretch = { agreement->starts_on, end, end, agreement->category };

        if (!kam_agreement_is_known(agreement, day) || end < agreement->starts_on)
            continue;
        if (end == KAM_AGREEMENT_OPEN)
            stretch.bound_to = MAX(day, agreement->starts_on) + agreement->notice_days;
        g_array_append_val(stretches, stretch);
    }
    g_array_sort(stretches, compare_stretches);
}

/* The stretch without a gap that holds the day. */
static void
find_run(const GArray *stretches, gint32 day, KamContract *contract)
{
    gint32 from = KAM_DAY_NONE, to = KAM_DAY_NONE, bound_to = KAM_DAY_NONE;

    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *next = &g_array_index(stretches, Stretch, i);

        if (to == KAM_DAY_NONE || (to != KAM_AGREEMENT_OPEN && next->from > to + 1)) {
            if (to != KAM_DAY_NONE && to >= day)
                break; /* this one holds the day, or lies behind it: then none does */
            from = next->from;
            to = next->to;
            bound_to = next->bound_to;
            continue;
        }
        to = MAX(to, next->to);
        bound_to = MAX(bound_to, next->bound_to);
    }
    contract->end = to != KAM_DAY_NONE && from <= day && to >= day ? to : KAM_DAY_NONE;
    contract->years = contract->end == KAM_DAY_NONE ? 0 : (bound_to - from + 1) / DAYS_A_YEAR;
}

static gboolean
is_covered(const GArray *stretches, gint32 day, const char *category)
{
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);

        if (day >= stretch->from && day <= stretch->to &&
            (stretch->category == NULL || g_strcmp0(stretch->category, category) == 0))
            return TRUE;
    }
    return FALSE;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

typedef struct {
    const KamScope *scope;
    const KamFacts *companies; /* whose lines they are; the scope's facts unless it is of groups */
    const guint32 *head;       /* NULL: of companies */
    double *net, *covered;     /* by account, of the year, in millionths */
    GArray **stretches;        /* by account; NULL without any */
} Work;

static const char *
category_of(const KamFacts *facts, gsize line)
{
    guint32 product = facts->product[line];

    return product == KAM_NO_INDEX ? NULL : g_array_index(facts->products, KamFactProduct, product).category;
}

static void
sum_year(const Work *work)
{
    const KamScope *scope = work->scope;
    const KamFacts *facts = scope->facts;

    for (gsize i = 0; i < facts->n; i++) {
        guint32 account = facts->account[i], company = work->companies->account[i];

        if (account == KAM_NO_INDEX || facts->day[i] <= scope->as_of_day - KAM_AGREEMENT_YEAR_DAYS ||
            !kam_scope_has_line(scope, i))
            continue;
        work->net[account] += (double)facts->net_micro[i];
        if (work->stretches[company] != NULL &&
            is_covered(work->stretches[company], facts->day[i], category_of(facts, i)))
            work->covered[account] += (double)facts->net_micro[i];
    }
}

static void
lengthen(KamContract *all, const KamContract *one)
{
    all->end = MAX(all->end, one->end); /* KAM_DAY_NONE is before all days */
    all->years = MAX(all->years, one->years);
}

/* Accounts stand in the facts in the order of their ids where they come from a database. */
static void
take_accounts(KamContracts *contracts, const Work *work, const GArray *agreements)
{
    const gint32 day = work->scope->as_of_day;

    for (guint from = 0, to; from < agreements->len; from = to) {
        gint64 id = g_array_index(agreements, KamAgreement, from).account_id;
        guint32 account = kam_facts_find_account(work->companies, id);
        g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
        KamContract contract;

        for (to = from; to < agreements->len && g_array_index(agreements, KamAgreement, to).account_id == id; to++)
            contracts->is_kept |= kam_agreement_is_known(&g_array_index(agreements, KamAgreement, to), day) &&
                                  g_array_index(agreements, KamAgreement, to).starts_on <= day;
        take_stretches(stretches, agreements, from, to, day);
        if (account == KAM_NO_INDEX || stretches->len == 0)
            continue;
        find_run(stretches, day, &contract);
        lengthen(&contracts->list[work->head == NULL ? account : work->head[account]], &contract);
        work->stretches[account] = g_steal_pointer(&stretches);
    }
}

static void
tell_shares(KamContracts *contracts, const Work *work)
{
    for (guint a = 0; a < contracts->n; a++)
        contracts->list[a].share =
            contracts->is_kept && work->net[a] > 0 ? CLAMP(work->covered[a] / work->net[a], 0, 1) : NAN;
}

KamContracts *
kam_contracts_new(const GArray *agreements, const KamScope *scope, const KamContractsRoll *roll)
{
    KamContracts *contracts = g_new0(KamContracts, 1);
    guint n = scope->facts->accounts->len;
    g_autofree double *net = g_new0(double, n + 1), *covered = g_new0(double, n + 1);
    g_autofree GArray **stretches = g_new0(GArray *, n + 1);
    const Work work = {
        scope, roll == NULL ? scope->facts : roll->companies, roll == NULL ? NULL : roll->head, net, covered, stretches
    };

    contracts->n = n;
    contracts->list = g_new0(KamContract, n + 1);
    for (guint a = 0; a < n; a++)
        contracts->list[a] = (KamContract) { .share = NAN, .end = KAM_DAY_NONE };
    if (agreements != NULL)
        take_accounts(contracts, &work, agreements);
    if (contracts->is_kept)
        sum_year(&work);
    tell_shares(contracts, &work);
    for (guint a = 0; a < n; a++)
        g_clear_pointer(&stretches[a], g_array_unref);
    return contracts;
}

static gint32
day_at(KamStmt *stmt, int column)
{
    return kam_stmt_is_null(stmt, column) ? KAM_DAY_NONE : (gint32)kam_stmt_get_int(stmt, column);
}

KamAgreement
kam_agreement_read(KamStmt *stmt, GStringChunk *texts)
{
    return (KamAgreement) {
        .account_id = kam_stmt_get_int(stmt, 0),
        .category = kam_stmt_is_null(stmt, 1) ? NULL : g_string_chunk_insert_const(texts, kam_stmt_get_text(stmt, 1)),
        .signed_on = day_at(stmt, 2),
        .starts_on = (gint32)kam_stmt_get_int(stmt, 3),
        .ends_on = day_at(stmt, 4),
        .notice_given_on = day_at(stmt, 5),
        .notice_days = kam_stmt_is_null(stmt, 6) ? 0 : (gint32)kam_stmt_get_int(stmt, 6),
        .renewal_months = kam_stmt_get_int(stmt, 7) == 0 ? 0
                          : kam_stmt_is_null(stmt, 8)    ? MONTHS_A_YEAR
                                                         : (gint32)kam_stmt_get_int(stmt, 8),
    };
}

KamContracts *
kam_contracts_load(KamDb *db, const KamScope *scope, const KamContractsRoll *roll, GError **error)
{
    g_autoptr(GArray) agreements = g_array_new(FALSE, FALSE, sizeof(KamAgreement));
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (db == NULL)
        return kam_contracts_new(NULL, scope, roll);
    stmt = kam_stmt_new(db, kam_sql("agreement_terms"), error);
    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamAgreement agreement = kam_agreement_read(stmt, texts);
        g_array_append_val(agreements, agreement);
    }
    return step == KAM_STEP_DONE ? kam_contracts_new(agreements, scope, roll) : NULL;
}

void
kam_contracts_free(KamContracts *contracts)
{
    if (contracts == NULL)
        return;
    g_free(contracts->list);
    g_free(contracts);
}

char *
kam_contracts_dup_stamp(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("agreement_stamp"), error);

    if (stmt == NULL || kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return NULL;
    return g_strdup_printf("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kam_stmt_get_int(stmt, 0),
                           kam_stmt_get_int(stmt, 1));
}

const char *
kam_contracts_reason(const KamContracts *contracts, guint32 account)
{
    if (!contracts->is_kept)
        return "no_agreements";
    return isnan(contracts->list[account].share) ? "nothing_bought" : NULL;
}
