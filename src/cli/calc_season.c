/* kamen calc season: series,period,value -> the factors, tests and pools of kamen/season.h. */
#include <kamen/season.h>
#include <string.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_season_table.h"
#include "cli/calc_table.h"

#define MONTHS 12

/* What is known of each series, in their order. */
typedef struct {
    GPtrArray *series;     /* of KamCalcSeason */
    KamSeason *own;        /* counts where status is KAM_CALC_OK */
    KamCalcStatus *status; /* of each */
    size_t season;
    GHashTable *pools; /* category -> KamSeasonPool */
} Desk;

static const KamCalcSeason *
series_at(const Desk *desk, guint i)
{
    return g_ptr_array_index(desk->series, i);
}

static gboolean
estimate(Desk *desk, GError **error)
{
    desk->own = g_new0(KamSeason, desk->series->len);
    desk->status = g_new0(KamCalcStatus, desk->series->len);
    for (guint i = 0; i < desk->series->len; i++) {
        const KamCalcSeason *series = series_at(desk, i);
        g_autofree double *work = g_new(double, series->values->len);

        desk->status[i] = kam_season_estimate((const double *)(const void *)series->values->data, series->values->len,
                                              desk->season, work, &desk->own[i]);
        if (desk->status[i] == KAM_CALC_DOMAIN) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "series '%s': %s; values are 0 or more: take returns off the sales they belong to",
                        series->name, kam_calc_status_text(desk->status[i]));
            return FALSE;
        }
    }
    return TRUE;
}

/* A series counts twice when it borrows from a pool that it is part of; among more than these nobody notices. */
#define FEW_SERIES 30

static const guint none_left_out = G_MAXUINT;

/* FALSE when fewer than two series of the category, other than the one left out, are long enough. */
static gboolean
pool_of(const Desk *desk, const char *category, guint left_out, KamSeasonPool *pool)
{
    g_autofree KamSeason *own = g_new(KamSeason, desk->series->len + 1);
    g_autofree size_t *phase = g_new(size_t, desk->series->len + 1);
    size_t n = 0;

    for (guint i = 0; i < desk->series->len; i++)
        if (i != left_out && desk->status[i] == KAM_CALC_OK && strcmp(series_at(desk, i)->category, category) == 0) {
            own[n] = desk->own[i];
            phase[n++] = series_at(desk, i)->phase;
        }
    return kam_season_pool(own, phase, n, pool) == KAM_CALC_OK;
}

/* The pool of each category that has one, by name. */
static GHashTable *
pools_of(const Desk *desk)
{
    GHashTable *pools = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < desk->series->len; i++) {
        char *category = series_at(desk, i)->category;
        g_autofree KamSeasonPool *pool = g_new(KamSeasonPool, 1);

        if (g_hash_table_add(seen, category) && pool_of(desk, category, none_left_out, pool))
            g_hash_table_insert(pools, category, g_steal_pointer(&pool));
    }
    return pools;
}

/* What a series may borrow from; NULL when there is nothing. */
static const KamSeasonPool *
lender_of(const Desk *desk, guint i, KamSeasonPool *without)
{
    const KamSeasonPool *pool = g_hash_table_lookup(desk->pools, series_at(desk, i)->category);

    if (pool == NULL || desk->status[i] != KAM_CALC_OK || pool->n_series > FEW_SERIES)
        return pool;
    return pool_of(desk, series_at(desk, i)->category, i, without) ? without : NULL;
}

static KamCalcValue
value_of(const Desk *desk, guint i, double value)
{
    return (KamCalcValue) { desk->status[i] == KAM_CALC_OK ? value : 0, desk->status[i] };
}

static void
print_series(KamCalcPrint *print, const Desk *desk)
{
    kam_calc_print_table_begin(print, "series");
    for (guint i = 0; i < desk->series->len; i++) {
        const KamSeason *own = &desk->own[i];
        const char *verdict = own->is_seasonal ? "seasonal" : "no season seen";

        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "series", series_at(desk, i)->name);
        kam_calc_print_cell_text(print, "category", series_at(desk, i)->category);
        kam_calc_print_cell_count(print, "n", series_at(desk, i)->values->len);
        kam_calc_print_cell_text(print, "verdict",
                                 desk->status[i] == KAM_CALC_OK ? verdict : kam_calc_status_text(desk->status[i]));
        kam_calc_print_cell_value(print, "p_value", value_of(desk, i, own->p_value));
        kam_calc_print_cell_value(print, "autocorrelation", value_of(desk, i, own->autocorrelation));
        kam_calc_print_cell_value(print, "autocorrelation_limit", value_of(desk, i, own->autocorrelation_limit));
        kam_calc_print_cell_value(print, "sigma", value_of(desk, i, own->sigma));
        kam_calc_print_cell_value(print, "kept", value_of(desk, i, own->kept));
        kam_calc_print_cell_value(print, "left_out", value_of(desk, i, (double)own->n_left_out));
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
print_factor(KamCalcPrint *print, const Desk *desk, guint i, size_t part, const KamSeasonPool *pool)
{
    const KamCalcSeason *series = series_at(desk, i);
    const KamSeason *own = &desk->own[i];
    const size_t at = (part + desk->season - series->phase) % desk->season; /* where the series keeps it */
    double mixed[KAM_SEASON_MAX], error[KAM_SEASON_MAX];
    KamCalcValue borrowed = { .status = KAM_CALC_TOO_FEW }, borrowed_error = borrowed;

    if (pool != NULL && kam_season_borrow(pool, desk->status[i] == KAM_CALC_OK ? own : NULL, series->phase, mixed,
                                          error) == KAM_CALC_OK) {
        borrowed = (KamCalcValue) { mixed[at], KAM_CALC_OK };
        borrowed_error = (KamCalcValue) { error[at], KAM_CALC_OK };
    }
    kam_calc_print_row_begin(print);
    kam_calc_print_cell_text(print, "series", series->name);
    kam_calc_print_cell_count(print, "part", part + 1);
    kam_calc_print_cell_value(print, "factor", value_of(desk, i, own->factor[at]));
    kam_calc_print_cell_value(print, "std_error", value_of(desk, i, own->std_error[at]));
    kam_calc_print_cell_value(print, "shrunk", value_of(desk, i, own->shrunk[at]));
    kam_calc_print_cell_value(print, "borrowed", borrowed);
    kam_calc_print_cell_value(print, "borrowed_error", borrowed_error);
    kam_calc_print_row_end(print);
}

static void
print_factors(KamCalcPrint *print, const Desk *desk)
{
    kam_calc_print_table_begin(print, "factors");
    for (guint i = 0; i < desk->series->len; i++) {
        KamSeasonPool without;
        const KamSeasonPool *pool = lender_of(desk, i, &without);

        for (size_t part = 0; part < desk->season; part++)
            print_factor(print, desk, i, part, pool);
    }
    kam_calc_print_table_end(print);
}

static void
print_pool(KamCalcPrint *print, const char *category, const KamSeasonPool *pool)
{
    for (size_t part = 0; part < pool->season; part++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "category", category);
        kam_calc_print_cell_count(print, "part", part + 1);
        kam_calc_print_cell_number(print, "factor", pool->factor[part]);
        kam_calc_print_cell_number(print, "std_error", pool->std_error[part]);
        kam_calc_print_cell_number(print, "spread", pool->spread);
        kam_calc_print_cell_count(print, "n_series", pool->n_series);
        kam_calc_print_row_end(print);
    }
}

static void
print_pools(KamCalcPrint *print, const Desk *desk)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    kam_calc_print_table_begin(print, "pools");
    for (guint i = 0; i < desk->series->len; i++) {
        char *category = series_at(desk, i)->category;
        const KamSeasonPool *pool = g_hash_table_lookup(desk->pools, category);

        if (g_hash_table_add(seen, category) && pool != NULL)
            print_pool(print, category, pool);
    }
    kam_calc_print_table_end(print);
}

static int
calculate(const char *path, guint season, gboolean as_json, const char *decimal, GError **error)
{
    g_autoptr(KamCalcTable) table = kam_calc_table_read(path, error);
    g_autoptr(GPtrArray) series = table != NULL ? kam_calc_season_read(table, season, decimal, error) : NULL;
    Desk desk = { .series = series, .season = season };
    KamCalcPrint print;
    gboolean estimated;

    if (series == NULL)
        return -1;
    if (series->len == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no season: no rows; the table needs series,period,value");
        return -1;
    }
    estimated = estimate(&desk, error);
    if (estimated) {
        desk.pools = pools_of(&desk);
        kam_calc_print_begin(&print, as_json, "season", "Seasonal factors");
        kam_calc_print_count(&print, "season", "parts of a season", season);
        print_series(&print, &desk);
        print_factors(&print, &desk);
        print_pools(&print, &desk);
        kam_calc_print_end(&print);
        g_hash_table_unref(desk.pools);
    }
    g_free(desk.own);
    g_free(desk.status);
    return estimated ? KAM_EXIT_DONE : -1;
}

static int
season_run(int argc, char **argv, GError **error)
{
    gboolean json = FALSE;
    int season = MONTHS;
    g_autofree char *decimal = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
        { "season", 0, 0, G_OPTION_ARG_INT, &season, "parts of a season, 2 to 60 (default 12)", "N" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_season, entries, &argc, &argv, error))
        return -1;
    if (season < 2 || season > KAM_SEASON_MAX) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--season %d is not from 2 to %d", season, KAM_SEASON_MAX);
        return -1;
    }
    path = kam_calc_file_argument(&kam_calc_season, argc, argv, error);
    return path != NULL ? calculate(path, (guint)season, json, decimal, error) : -1;
}

const KamVerb kam_calc_season = {
    .name = "calc season",
    .arguments = "FILE",
    .summary = "seasonal factors, whether there is a season, and what a category lends to short series",
    .help =
        "FILE has the columns series,period,value and may have category; a header line is recognised. A period is a "
        "month (2024-05), a date or a whole number; values of one period are added up, and a month that is left out is "
        "missing, not 0. A series needs two seasons and three periods more for factors of its own; a shorter one "
        "borrows those of its category, when two others there are long enough.\n\n"
        "Example, quarters with a strong end of the year, and a newcomer who borrows them:\n"
        "  for t in $(seq 1 16); do echo \"a,$t,$((t % 4 ? 90 + t % 3 : 130 + t % 3))\"\n"
        "  echo \"b,$t,$((t % 4 ? 85 + t % 5 : 140 - t % 7))\"; done > q.csv\n"
        "  echo new,15,40 >> q.csv; kamen calc season --season 4 q.csv",
    .run = season_run,
};
