/* Signs out of measures and records. */
#include "service/selection/signs.h"

#include <kamen/rank.h>
#include <math.h>

#include "store/statements.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT(1000))
#define YEAR_DAYS 365
#define ALONE_SD 0.28867513459481287 /* of anything between 0 and 1: 1 / sqrt(12) */

typedef struct {
    const KamFacts *facts;
    const KamMeasuredAccounts *measured;
    KamDb *db; /* NULL: no records */
} Source;

/* What is counted with a top is put beside the median; the rest is a share already. */
typedef struct {
    const char *name;
    const char *measure;   /* NULL: of records */
    const char *statement; /* of records: accounts and how many; $1 and $2 begin and end, where it asks for time */
    gboolean has_time;
    gboolean is_share;
    gboolean is_turned; /* 1 less it */
} Row;

static const Row rows[KAM_SIGN_N] = {
    [KAM_SIGN_BREADTH] = { "breadth", .measure = "breadth" },
    [KAM_SIGN_BREADTH_GROWTH] = { "breadth_growth", .measure = "breadth_growth", .is_share = TRUE },
    [KAM_SIGN_TENURE] = { "tenure", .measure = "tenure" },
    [KAM_SIGN_REGULARITY] = { "regularity", .measure = "regularity", .is_share = TRUE },
    [KAM_SIGN_KEPT] = { "kept", .measure = "returns", .is_share = TRUE, .is_turned = TRUE },
    [KAM_SIGN_CONTRACT] = { "contract_length", .measure = "contract_length" },
    [KAM_SIGN_INTERACTIONS] = { "interactions", .statement = "partnership_interactions", .has_time = TRUE },
    [KAM_SIGN_CONTACTS] = { "contacts", .statement = "partnership_contacts" },
    [KAM_SIGN_DOCUMENTS] = { "documents", .statement = "partnership_documents" },
    [KAM_SIGN_TASKS] = { "tasks", .statement = "partnership_tasks", .has_time = TRUE },
};

const char *
kam_sign_name(KamSign sign)
{
    return rows[sign].name;
}

guint64
kam_signs_wanted(void)
{
    guint64 wanted = 0;

    for (KamSign sign = 0; sign < KAM_SIGN_MEASURED; sign++)
        wanted |= G_GUINT64_CONSTANT(1) << kam_measure_index(kam_measure_find(rows[sign].measure));
    return wanted;
}

/* --- figures: by account of the facts ----------------------------------------------------------------------------- */

static void
take_measure(const Source *source, const char *name, double figure[])
{
    guint column = kam_measured_accounts_column(source->measured, kam_measure_find(name));

    for (guint row = 0; row < source->measured->n; row++)
        figure[source->measured->account[row]] =
            source->measured->figures->figure[(gsize)row * source->measured->figures->m + column];
}

/* From the id of an account to one more than the index of whom it counts for. */
static GHashTable *
index_accounts(const Source *source)
{
    const GArray *accounts = source->facts->accounts;
    const guint32 *head = source->measured->head;
    GHashTable *index = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint32 a = 0; a < accounts->len; a++)
        g_hash_table_insert(index, &g_array_index(accounts, KamFactAccount, a).id,
                            GUINT_TO_POINTER((head == NULL ? a : head[a]) + 1));
    return index;
}

/* Accounts without a row have none, which is known as soon as anybody has one. */
static gboolean
count_records(const Source *source, const Row *row, GHashTable *index, double figure[], GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(source->db, kam_sql(row->statement), error);
    gint64 end = ((gint64)source->measured->scope.as_of_day + 1) * DAY_MS;
    gboolean is_kept = FALSE;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    if (row->has_time) {
        kam_stmt_bind_int(stmt, 1, end - YEAR_DAYS * DAY_MS);
        kam_stmt_bind_int(stmt, 2, end);
    }
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        guint at = GPOINTER_TO_UINT(g_hash_table_lookup(index, &id));

        if (at == 0)
            continue;
        for (guint a = 0; !is_kept && a < source->facts->accounts->len; a++)
            figure[a] = 0;
        is_kept = TRUE;
        figure[at - 1] += (double)kam_stmt_get_int(stmt, 1);
    }
    return step != KAM_STEP_FAILED;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* Median of the figures above 0; NaN when there is none. */
static double
usual(const double figure[], guint n)
{
    g_autofree double *some = g_new(double, n + 1);
    guint k = 0;

    for (guint a = 0; a < n; a++)
        if (figure[a] > 0)
            some[k++] = figure[a];
    if (k == 0 || kam_rank_descending(some, k, some) != KAM_CALC_OK)
        return NAN;
    return (some[(k - 1) / 2] + some[k / 2]) / 2;
}

static void
put_sign(KamSigns *signs, KamSign sign, const double figure[])
{
    const Row *row = &rows[sign];
    double half = row->is_share ? 1 : usual(figure, signs->n_accounts);

    for (guint a = 0; a < signs->n_accounts; a++) {
        double x = row->is_share ? figure[a] : figure[a] / (figure[a] + half);

        if (row->is_turned)
            x = 1 - x;
        signs->sign[(gsize)a * KAM_SIGN_N + sign] = isnan(x) ? NAN : (float)CLAMP(x, 0, 1);
    }
}

static void
put_mean(KamSigns *signs, guint a)
{
    const float *sign = &signs->sign[(gsize)a * KAM_SIGN_N];
    double sum = 0, squares = 0;
    guint k = 0;

    for (guint s = 0; s < KAM_SIGN_N; s++)
        if (!isnan(sign[s])) {
            sum += sign[s];
            k++;
        }
    signs->mean[a] = k > 0 ? sum / k : NAN;
    for (guint s = 0; s < KAM_SIGN_N; s++)
        if (!isnan(sign[s]))
            squares += pow(sign[s] - signs->mean[a], 2);
    signs->std_error[a] = k == 0 ? 0 : (k == 1 ? ALONE_SD : sqrt(squares / (k - 1))) / sqrt(k);
}

static void
clear_signs(gpointer data)
{
    KamSigns *signs = data;

    g_free(signs->sign);
    g_free(signs->mean);
    g_free(signs->std_error);
}

static gsize
weigh_signs(gconstpointer data)
{
    const KamSigns *signs = data;

    return sizeof *signs + (gsize)signs->n_accounts * (KAM_SIGN_N * sizeof(float) + 2 * sizeof(double));
}

static gboolean
fill_signs(KamSigns *signs, const Source *source, GError **error)
{
    g_autofree double *figure = g_new(double, signs->n_accounts + 1);
    g_autoptr(GHashTable) index = index_accounts(source);

    for (KamSign sign = 0; sign < KAM_SIGN_N; sign++) {
        for (guint a = 0; a < signs->n_accounts; a++)
            figure[a] = NAN;
        if (sign < KAM_SIGN_MEASURED)
            take_measure(source, rows[sign].measure, figure);
        else if (source->db != NULL && !count_records(source, &rows[sign], index, figure, error))
            return FALSE;
        put_sign(signs, sign, figure);
    }
    return TRUE;
}

static gpointer
make_signs(gpointer data, GError **error)
{
    const Source *source = data;
    KamSigns *signs = g_atomic_rc_box_new0(KamSigns);

    signs->n_accounts = source->facts->accounts->len;
    signs->sign = g_new(float, (gsize)signs->n_accounts *KAM_SIGN_N + 1);
    signs->mean = g_new(double, signs->n_accounts + 1);
    signs->std_error = g_new(double, signs->n_accounts + 1);
    if (!fill_signs(signs, source, error)) {
        kam_signs_unref(signs);
        return NULL;
    }
    for (guint a = 0; a < signs->n_accounts; a++)
        put_mean(signs, a);
    return signs;
}

KamSigns *
kam_signs_get(const KamFacts *facts, const KamMeasuredAccounts *measured, const KamAnalysisOptions *options,
              const KamGroupsAt *groups, const KamAnalysisContext *context, GError **error)
{
    static const KamShelfKind kind = { make_signs, clear_signs, weigh_signs };
    Source source = { facts, measured, context == NULL ? NULL : context->db };
    g_autofree char *who = NULL, *key = NULL;

    if (context == NULL || context->shelf == NULL)
        return make_signs(&source, error);
    who = kam_measured_accounts_dup_groups(groups);
    key = g_strdup_printf("%s signs %s %s %d %d %d", context->key, who, context->said, options->basis,
                          options->from_day, options->until_day);
    return kam_shelf_get(context->shelf, key, &kind, &source, error);
}

void
kam_signs_unref(KamSigns *signs)
{
    if (signs != NULL)
        g_atomic_rc_box_release_full(signs, clear_signs);
}
