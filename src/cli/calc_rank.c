/* kamen calc rank: alternatives by several criteria, of kamen/decision.h and kamen/smaa.h. */
#include <kamen/decision.h>
#include <string.h>

#include "cli/calc.h"
#include "cli/calc_print.h"
#include "cli/calc_rank_table.h"
#include "service/analysis/smaa_threads.h"

/* All shares of all ranks are counted and printed: their number grows with the square. */
#define SMAA_MAX_ALTERNATIVES 5000

typedef enum { METHOD_WEIGHTED, METHOD_TOPSIS, METHOD_PROMETHEE, METHOD_SMAA, METHOD_N } Method;

static const char *const method_names[] = { "weighted", "topsis", "promethee", "smaa", NULL };
static const char *const scale_names[] = { "none", "range", "vector", NULL };
static const char *const shape_names[] = { "usual", "linear", "level", "gaussian", NULL };

typedef struct {
    gboolean json;
    const char *weights, *order, *decimal;
    Method method;
    KamDecisionScale scale;
    KamDecisionShape shape;
    guint64 draws, seed;
} Options;

/* Everything about one ranking; arrays of n unless it says otherwise. */
typedef struct {
    KamRankTable table;
    KamRankWeights weights;
    double *scaled; /* n x m */
    double *weight; /* m, of the methods that have one set */
    double *score, *first, *second;
    guint32 *order, *rank;
    KamSmaa *smaa;
} Ranking;

static void
ranking_clear(Ranking *r)
{
    kam_rank_table_clear(&r->table);
    kam_rank_weights_clear(&r->weights);
    g_free(r->scaled);
    g_free(r->weight);
    g_free(r->score);
    g_free(r->first);
    g_free(r->second);
    g_free(r->order);
    g_free(r->rank);
    kam_smaa_free(r->smaa);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ranking, ranking_clear)

static void
ranking_allocate(Ranking *r)
{
    gsize n = r->table.n, m = r->table.m;

    r->scaled = g_new(double, n *m);
    r->weight = g_new(double, m);
    r->score = g_new(double, n);
    r->first = g_new0(double, n);
    r->second = g_new0(double, n);
    r->order = g_new(guint32, n);
    r->rank = g_new(guint32, n);
    for (gsize j = 0; j < m; j++)
        r->weight[j] = r->weights.low != NULL ? r->weights.low[j] : 1 / (double)m;
}

/* Values on their scale, and the errors of measurement with them. */
static KamCalcStatus
put_on_scale(Ranking *r, KamDecisionScale scale)
{
    gsize n = r->table.n, m = r->table.m;
    g_autofree double *origin = g_new(double, m);
    g_autofree double *factor = g_new(double, m);
    KamCalcStatus status = kam_decision_units(r->table.value, n, m, r->table.is_cost, scale, origin, factor);

    if (status != KAM_CALC_OK)
        return status;
    kam_decision_scale(r->table.value, n, m, origin, factor, r->scaled);
    for (gsize k = 0; k < n * m && r->table.spread != NULL; k++)
        r->table.spread[k] *= ABS(factor[k % m]);
    return KAM_CALC_OK;
}

static KamCalcStatus
run_promethee(Ranking *r, KamDecisionShape shape)
{
    gsize n = r->table.n, m = r->table.m;
    g_autofree KamDecisionPreference *rule = g_new(KamDecisionPreference, m);

    for (gsize j = 0; j < m; j++)
        rule[j] = kam_decision_preference(r->scaled, n, m, j, shape);
    return kam_decision_promethee(r->scaled, n, m, r->weight, rule, r->first, r->second, r->score);
}

static KamCalcStatus
run_smaa(Ranking *r, const Options *options)
{
    const KamSmaaProblem problem = {
        .n = r->table.n,
        .m = r->table.m,
        .value = r->scaled,
        .spread = r->table.spread,
        .error = r->table.error,
        .low = r->weights.low,
        .high = r->weights.high,
        .order = r->weights.order,
        .n_order = r->weights.n_order,
        .n_ranks = r->table.n,
        .draws = options->draws,
        .seed = options->seed,
    };
    KamCalcStatus status = kam_smaa_count(&problem, &r->smaa);

    for (gsize i = 0; i < r->table.n && status == KAM_CALC_OK; i++) {
        KamSmaaShare score;

        status = kam_smaa_score(r->smaa, i, &score);
        r->score[i] = score.value;
        r->first[i] = score.std_error;
    }
    return status;
}

static KamCalcStatus
run_method(Ranking *r, const Options *options)
{
    gsize n = r->table.n, m = r->table.m;

    switch (options->method) {
    case METHOD_WEIGHTED:
        return kam_decision_weighted(r->scaled, n, m, r->weight, r->score);
    case METHOD_TOPSIS:
        return kam_decision_topsis(r->scaled, n, m, r->weight, r->score, r->first, r->second);
    case METHOD_PROMETHEE:
        return run_promethee(r, options->shape);
    case METHOD_SMAA:
        return run_smaa(r, options);
    case METHOD_N:
        break;
    }
    return KAM_CALC_DOMAIN;
}

static gboolean
compute(Ranking *r, const Options *options, GError **error)
{
    g_autofree guint32 *work = g_new(guint32, r->table.n);
    KamCalcStatus status = put_on_scale(r, options->scale);

    if (status == KAM_CALC_OK)
        status = run_method(r, options);
    if (status == KAM_CALC_OK)
        status = kam_decision_rank(r->score, r->table.n, r->order, work, r->rank);
    if (status == KAM_CALC_OK)
        return TRUE;
    if (status == KAM_CALC_EMPTY)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no ranking: no criterion with weight tells two alternatives apart");
    else if (status == KAM_CALC_TOO_FEW)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no ranking: --method promethee compares pairs, and needs two");
    else if (options->method == METHOD_SMAA)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no ranking: %s; no weights of sum 1 lie within the limits, or hardly any do",
                    kam_calc_status_text(status));
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no ranking: %s", kam_calc_status_text(status));
    return FALSE;
}

static void
print_criteria(KamCalcPrint *print, const Ranking *r, const Options *options)
{
    gboolean open = options->method == METHOD_SMAA && !r->weights.is_exact;

    kam_calc_print_table_begin(print, "criteria");
    for (guint j = 0; j < r->table.m; j++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "criterion", r->table.name[j]);
        kam_calc_print_cell_text(print, "better", r->table.is_cost[j] ? "less" : "more");
        if (!open)
            kam_calc_print_cell_number(print, "weight", r->weight[j]);
        else {
            kam_calc_print_cell_number(print, "weight_from", r->weights.low != NULL ? r->weights.low[j] : 0);
            kam_calc_print_cell_number(print, "weight_to", r->weights.high != NULL ? r->weights.high[j] : 1);
        }
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

/* How surely it is the first with the weights that suit it; with errors of measurement this costs a round of draws,
 * which is spent on those that are the first now and then. */
static void
print_confidence(KamCalcPrint *print, const Ranking *r, guint i, KamSmaaShare first)
{
    g_autofree double *weight = g_new(double, r->table.m);
    g_autofree double *std_error = g_new(double, r->table.m);
    KamCalcValue confidence = { .status = KAM_CALC_TOO_FEW };
    KamCalcValue error = { .status = KAM_CALC_TOO_FEW };
    KamSmaaShare share;

    if ((r->table.spread == NULL || first.value >= 0.01) &&
        kam_smaa_central_weights(r->smaa, i, weight, std_error) == KAM_CALC_OK &&
        kam_smaa_confidence(r->smaa, i, weight, &share) == KAM_CALC_OK) {
        confidence = (KamCalcValue) { share.value, KAM_CALC_OK };
        error = (KamCalcValue) { share.std_error, KAM_CALC_OK };
    }
    kam_calc_print_cell_value(print, "confidence", confidence);
    if (print->as_json)
        kam_calc_print_cell_value(print, "confidence_std_error", error);
}

static void
print_more(KamCalcPrint *print, const Ranking *r, Method method, guint i)
{
    KamSmaaShare first;

    if (method == METHOD_TOPSIS || method == METHOD_PROMETHEE) {
        kam_calc_print_cell_number(print, method == METHOD_TOPSIS ? "to_best" : "leaving", r->first[i]);
        kam_calc_print_cell_number(print, method == METHOD_TOPSIS ? "to_worst" : "entering", r->second[i]);
    }
    if (method != METHOD_SMAA || kam_smaa_acceptability(r->smaa, i, 1, &first) != KAM_CALC_OK)
        return;
    if (print->as_json)
        kam_calc_print_cell_number(print, "score_std_error", r->first[i]);
    kam_calc_print_cell_number(print, "first", first.value);
    kam_calc_print_cell_number(print, "first_std_error", first.std_error);
    print_confidence(print, r, i, first);
}

static void
print_ranking(KamCalcPrint *print, const Ranking *r, Method method)
{
    kam_calc_print_table_begin(print, "ranking");
    for (guint k = 0; k < r->table.n; k++) {
        guint i = r->order[k];

        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "alternative", kam_rank_table_alternative(&r->table, i));
        kam_calc_print_cell_number(print, "score", r->score[i]);
        kam_calc_print_cell_count(print, "rank", r->rank[i]);
        print_more(print, r, method, i);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

static void
put_acceptability(KamJson *json, const Ranking *r)
{
    kam_json_begin_object(json, "acceptability");
    for (guint i = 0; i < r->table.n; i++) {
        kam_json_begin_array(json, kam_rank_table_alternative(&r->table, i));
        for (guint rank = 1; rank <= r->table.n; rank++) {
            KamSmaaShare share = { 0 };

            kam_smaa_acceptability(r->smaa, i, rank, &share);
            kam_json_number(json, NULL, share.value);
        }
        kam_json_end_array(json);
    }
    kam_json_end_object(json);
}

static void
put_weights(KamJson *json, const char *name, const Ranking *r, const double weight[])
{
    kam_json_begin_object(json, name);
    for (guint j = 0; j < r->table.m; j++)
        kam_json_number(json, r->table.name[j], weight[j]);
    kam_json_end_object(json);
}

static void
put_central_weights(KamJson *json, const Ranking *r)
{
    g_autofree double *weight = g_new(double, r->table.m);
    g_autofree double *std_error = g_new(double, r->table.m);

    kam_json_begin_object(json, "central_weights");
    for (guint i = 0; i < r->table.n; i++) {
        const char *name = kam_rank_table_alternative(&r->table, i);

        if (kam_smaa_central_weights(r->smaa, i, weight, std_error) != KAM_CALC_OK) {
            kam_json_null(json, name);
            continue;
        }
        kam_json_begin_object(json, name);
        put_weights(json, "weight", r, weight);
        put_weights(json, "std_error", r, std_error);
        kam_json_end_object(json);
    }
    kam_json_end_object(json);
}

static void
print_result(const Ranking *r, const Options *options)
{
    KamCalcPrint print;

    kam_calc_print_begin(&print, options->json, "rank", "Ranking by several criteria");
    kam_calc_print_text(&print, "method", "method", method_names[options->method]);
    kam_calc_print_text(&print, "scale", "scale", scale_names[options->scale]);
    if (options->method == METHOD_PROMETHEE)
        kam_calc_print_text(&print, "preference", "preference", shape_names[options->shape]);
    if (options->method == METHOD_SMAA) {
        kam_calc_print_count(&print, "draws", "draws", options->draws);
        kam_calc_print_count(&print, "seed", "seed", options->seed);
    }
    kam_calc_print_count(&print, "n", "alternatives", r->table.n);
    print_criteria(&print, r, options);
    print_ranking(&print, r, options->method);
    if (options->method == METHOD_SMAA && options->json) {
        put_acceptability(&print.json, r);
        put_central_weights(&print.json, r);
    }
    kam_calc_print_end(&print);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_auto(Ranking) r = { 0 };
    gboolean is_smaa = options->method == METHOD_SMAA;

    if (!kam_rank_table_read(&r.table, path, options->decimal, error) ||
        !kam_rank_weights_read(&r.weights, &r.table, options->weights, is_smaa, options->order, error))
        return -1;
    if (is_smaa && r.table.n > SMAA_MAX_ALTERNATIVES) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
            "%u alternatives are more than the %d whose ranks --method smaa counts; leave out those that cannot "
            "matter",
            r.table.n, SMAA_MAX_ALTERNATIVES);
        return -1;
    }
    ranking_allocate(&r);
    if (!compute(&r, options, error))
        return -1;
    print_result(&r, options);
    return KAM_EXIT_DONE;
}

/* The number of a word among names; `usual` without one. */
static gboolean
read_word(const char *option, const char *word, const char *const *names, guint usual, guint *number, GError **error)
{
    g_autofree char *known = NULL;

    *number = usual;
    if (word == NULL)
        return TRUE;
    for (guint k = 0; names[k] != NULL; k++)
        if (strcmp(word, names[k]) == 0) {
            *number = k;
            return TRUE;
        }
    known = g_strjoinv(", ", (char **)(guintptr)names);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is none of %s", option, word, known);
    return FALSE;
}

static gboolean
resolve(Options *options, const char *method, const char *scale, const char *shape, gint64 draws, gint64 seed,
        GError **error)
{
    guint word[3];

    if (!read_word("--method", method, method_names, METHOD_WEIGHTED, &word[0], error))
        return FALSE;
    options->method = word[0];
    if (!read_word("--scale", scale, scale_names,
                   options->method == METHOD_TOPSIS      ? KAM_DECISION_VECTOR
                   : options->method == METHOD_PROMETHEE ? KAM_DECISION_NONE
                                                         : KAM_DECISION_RANGE,
                   &word[1], error) ||
        !read_word("--preference", shape, shape_names, KAM_DECISION_USUAL, &word[2], error))
        return FALSE;
    options->scale = word[1];
    options->shape = word[2];
    if (options->order != NULL && options->method != METHOD_SMAA) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--order is for --method smaa; the others need --weights");
        return FALSE;
    }
    if (draws < 1 || draws > KAM_SMAA_DRAWS_MAX || seed < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--draws must be 1..%d and --seed not below 0",
                    KAM_SMAA_DRAWS_MAX);
        return FALSE;
    }
    options->draws = (guint64)draws;
    options->seed = (guint64)seed;
    return TRUE;
}

static int
rank_run(int argc, char **argv, GError **error)
{
    Options options = { 0 };
    g_autofree char *weights = NULL, *method = NULL, *scale = NULL, *shape = NULL, *order = NULL, *decimal = NULL;
    gint64 draws = 10000, seed = 1;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "weights", 0, 0, G_OPTION_ARG_STRING, &weights,
          "what each criterion counts, divided by the sum; for smaa limits LOW..HIGH too. Without: equal; for smaa: unknown",
          "NAME=NUMBER,..." },
        { "method", 0, 0, G_OPTION_ARG_STRING, &method, "weighted (the usual one), topsis, promethee or smaa", "WORD" },
        { "scale", 0, 0, G_OPTION_ARG_STRING, &scale,
          "none, range (usual for weighted and smaa) or vector (usual for topsis)", "WORD" },
        { "preference", 0, 0, G_OPTION_ARG_STRING, &shape,
          "promethee: usual (any advantage counts in full), linear, level or gaussian", "WORD" },
        { "order", 0, 0, G_OPTION_ARG_STRING, &order,
          "smaa: criteria of which it is known which matters more, first the most", "NAME,..." },
        { "draws", 0, 0, G_OPTION_ARG_INT64, &draws, "smaa: how many; 10000", "N" },
        { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "smaa: of the random numbers; 1", "N" },
        { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, "how numbers are written: point or comma", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_rank, entries, &argc, &argv, error))
        return -1;
    options.weights = weights;
    options.order = order;
    options.decimal = decimal;
    if (!resolve(&options, method, scale, shape, draws, seed, error))
        return -1;
    path = kam_calc_file_argument(&kam_calc_rank, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_rank = {
    .name = "calc rank",
    .arguments = "FILE",
    .summary = "alternatives in order by several criteria: weighted value, TOPSIS, PROMETHEE II, SMAA-2",
    .help =
        "FILE has a first row with the names of the criteria and a row for each alternative, whose name stands first.\n"
        "NAME:min is a criterion of which less is better. For smaa NAME:sd holds standard deviations of the measurements of\n"
        "NAME, or NAME:half half widths of an even error.\n\n"
        "Example, how often each of three is the best when nothing is known of the weights (0.4, 0.4, 0.2):\n"
        "  printf 'x,a,b\\nA,1,0\\nB,0,1\\nC,0.6,0.6\\n' | kamen calc rank --method smaa -",
    .run = rank_run,
};
