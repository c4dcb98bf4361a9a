/* kamen calc ahp: judgements on pairs -> weights and their consistency, of kamen/ahp.h. */
#include <kamen/ahp.h>
#include <math.h>
#include <string.h>

#include "cli/calc.h"
#include "cli/calc_ahp_table.h"
#include "cli/calc_print.h"

typedef struct {
    gboolean json, geometric, ideal;
    char **under; /* CRITERION=FILE */
} Options;

static gboolean
weigh(const KamAhpTable *table, gboolean geometric, double weight[], KamAhp *ahp, GError **error)
{
    g_autofree double *work = g_new(double, 2 * (gsize)table->n);
    KamCalcStatus status = geometric ? kam_ahp_geometric_mean(table->judgement, table->n, weight, ahp)
                                     : kam_ahp_eigenvector(table->judgement, table->n, weight, work, ahp);

    if (status == KAM_CALC_OK)
        return TRUE;
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_INVALID,
        "no weights: %s; the judgements contradict each other too much for eigenvectors, try --method geometric",
        kam_calc_status_text(status));
    return FALSE;
}

/* The consistency ratio if the worst judgement were what the weights say. */
static KamCalcValue
ratio_mended(const KamAhpTable *table, gboolean geometric, const KamAhp *ahp)
{
    gsize n = table->n, row = ahp->worst.row, column = ahp->worst.column;
    KamAhpTable mended = { .table = table->table, .n = table->n };
    g_autofree double *weight = g_new(double, n);
    g_autofree double *judgement = g_memdup2(table->judgement, n * n * sizeof *judgement);
    KamAhp then;

    judgement[row * n + column] = ahp->worst_consistent;
    judgement[column * n + row] = 1 / ahp->worst_consistent;
    mended.judgement = judgement;
    if (!weigh(&mended, geometric, weight, &then, NULL))
        return (KamCalcValue) { .status = KAM_CALC_NO_CONVERGENCE };
    return then.consistency_ratio;
}

static void
print_worst(KamCalcPrint *print, const KamAhpTable *table, gboolean geometric, const KamAhp *ahp)
{
    const char *pair[] = { kam_ahp_table_name(table, (guint)ahp->worst.row),
                           kam_ahp_table_name(table, (guint)ahp->worst.column) };

    if (ahp->worst_status != KAM_CALC_OK) {
        if (print->as_json)
            kam_json_null(&print->json, "worst_pair");
        return;
    }
    kam_calc_print_texts(print, "worst_pair", "pair to think over first", pair, 2);
    kam_calc_print_number(print, "worst_judgement", "  judged", ahp->worst_judgement);
    kam_calc_print_number(print, "worst_consistent", "  the others imply", ahp->worst_consistent);
    kam_calc_print_value(print, "consistency_ratio_without_it", "  consistency ratio then",
                         ratio_mended(table, geometric, ahp));
}

static void
print_consistency(KamCalcPrint *print, const KamAhp *ahp)
{
    KamCalcValue ratio = ahp->consistency_ratio;

    kam_calc_print_count(print, "n", "items", ahp->n);
    kam_calc_print_number(print, "lambda_max", "lambda max", ahp->lambda_max);
    kam_calc_print_number(print, "consistency_index", "consistency index", ahp->consistency_index);
    kam_calc_print_value(print, "random_index", "random index", kam_ahp_random_index(ahp->n));
    kam_calc_print_value(print, "consistency_ratio", "consistency ratio", ratio);
    if (ratio.status == KAM_CALC_OK)
        kam_calc_print_flag(print, "is_consistent", "consistent: a ratio of at most 0.10",
                            ratio.value <= KAM_AHP_RATIO_LIMIT);
    else if (print->as_json)
        kam_json_null(&print->json, "is_consistent");
}

static void
print_items(KamCalcPrint *print, const char *name, const KamAhpTable *table, const char *figure, const double value[])
{
    kam_calc_print_table_begin(print, name);
    for (guint i = 0; i < table->n; i++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "item", kam_ahp_table_name(table, i));
        kam_calc_print_cell_number(print, figure, value[i]);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
}

/* The alternatives under each criterion. */
typedef struct {
    KamAhpTable *table; /* one a criterion; all name the same alternatives */
    KamAhp *ahp;
    double *local; /* alternatives x criteria */
    guint m;
} Level;

static void
level_clear(Level *level)
{
    for (guint j = 0; j < level->m; j++)
        kam_ahp_table_clear(&level->table[j]);
    g_free(level->table);
    g_free(level->ahp);
    g_free(level->local);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Level, level_clear)

static const char *
find_file(char **under, const char *criterion)
{
    gsize length = strlen(criterion);

    for (char **entry = under; *entry != NULL; entry++)
        if (strncmp(*entry, criterion, length) == 0 && (*entry)[length] == '=')
            return *entry + length + 1;
    return NULL;
}

static gboolean
check_under(const KamAhpTable *criteria, char **under, GError **error)
{
    for (guint j = 0; j < criteria->n; j++)
        if (find_file(under, kam_ahp_table_name(criteria, j)) == NULL) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no --under for the criterion '%s'",
                        kam_ahp_table_name(criteria, j));
            return FALSE;
        }
    if (g_strv_length(under) == criteria->n)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%u times --under for %u criteria; give one CRITERION=FILE for each",
                g_strv_length(under), criteria->n);
    return FALSE;
}

static gboolean
names_agree(const Level *level, guint j, const char *path, GError **error)
{
    const KamAhpTable *first = &level->table[0], *table = &level->table[j];
    gboolean agree = first->n == table->n;

    for (guint i = 0; i < first->n && agree; i++)
        agree = strcmp(kam_ahp_table_name(first, i), kam_ahp_table_name(table, i)) == 0;
    if (!agree)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "'%s' names other alternatives than the first table, or in another order", path);
    return agree;
}

static gboolean
level_read(Level *level, const KamAhpTable *criteria, const Options *options, GError **error)
{
    guint m = criteria->n;

    level->table = g_new0(KamAhpTable, m);
    level->ahp = g_new0(KamAhp, m);
    level->m = m;
    for (guint j = 0; j < m; j++) {
        const char *path = find_file(options->under, kam_ahp_table_name(criteria, j));
        g_autofree double *weight = NULL;

        if (!kam_ahp_table_read(&level->table[j], path, error) || !names_agree(level, j, path, error))
            return FALSE;
        if (j == 0)
            level->local = g_new(double, (gsize)level->table[0].n *m);
        weight = g_new(double, level->table[j].n);
        if (!weigh(&level->table[j], options->geometric, weight, &level->ahp[j], error))
            return FALSE;
        for (guint i = 0; i < level->table[j].n; i++)
            level->local[(gsize)i * m + j] = weight[i];
    }
    return TRUE;
}

static void
print_level(KamCalcPrint *print, const Level *level, const KamAhpTable *criteria, const double weight[], gboolean ideal)
{
    g_autofree double *priority = g_new(double, level->table[0].n);

    kam_ahp_synthesise(level->local, level->table[0].n, level->m, weight, ideal ? KAM_AHP_IDEAL : KAM_AHP_DISTRIBUTIVE,
                       priority);
    kam_calc_print_table_begin(print, "under");
    for (guint j = 0; j < level->m; j++) {
        kam_calc_print_row_begin(print);
        kam_calc_print_cell_text(print, "criterion", kam_ahp_table_name(criteria, j));
        kam_calc_print_cell_value(print, "consistency_ratio", level->ahp[j].consistency_ratio);
        kam_calc_print_row_end(print);
    }
    kam_calc_print_table_end(print);
    kam_calc_print_heading(print, ideal ? "Alternatives, ideal mode" : "Alternatives, distributive mode");
    if (print->as_json)
        kam_json_text(&print->json, "mode", ideal ? "ideal" : "distributive");
    print_items(print, "alternatives", &level->table[0], "priority", priority);
}

static int
calculate(const char *path, const Options *options, GError **error)
{
    g_auto(KamAhpTable) criteria = { 0 };
    g_auto(Level) level = { 0 };
    g_autofree double *weight = NULL;
    KamCalcPrint print;
    KamAhp ahp;

    if (!kam_ahp_table_read(&criteria, path, error))
        return -1;
    weight = g_new(double, criteria.n);
    if (!weigh(&criteria, options->geometric, weight, &ahp, error))
        return -1;
    if (options->under != NULL &&
        (!check_under(&criteria, options->under, error) || !level_read(&level, &criteria, options, error)))
        return -1;
    kam_calc_print_begin(&print, options->json, "ahp", "Analytic hierarchy process");
    kam_calc_print_text(&print, "method", "weights by", options->geometric ? "geometric" : "eigenvector");
    print_consistency(&print, &ahp);
    print_worst(&print, &criteria, options->geometric, &ahp);
    print_items(&print, "weights", &criteria, "weight", weight);
    if (level.m > 0)
        print_level(&print, &level, &criteria, weight, options->ideal);
    kam_calc_print_end(&print);
    return KAM_EXIT_DONE;
}

/* One of two words, of which the first is what it is without the option. */
static gboolean
read_word(const char *option, const char *word, const char *usual, const char *other, gboolean *is_other,
          GError **error)
{
    *is_other = word != NULL && strcmp(word, other) == 0;
    if (word == NULL || *is_other || strcmp(word, usual) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is neither '%s' nor '%s'", option, word, usual, other);
    return FALSE;
}

static int
ahp_run(int argc, char **argv, GError **error)
{
    Options options = { 0 };
    g_autofree char *method = NULL;
    g_autofree char *mode = NULL;
    g_auto(GStrv) under = NULL;
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "print JSON", NULL },
        { "method", 0, 0, G_OPTION_ARG_STRING, &method, "weights by eigenvector (the usual way) or geometric mean",
          "WORD" },
        { "under", 0, 0, G_OPTION_ARG_STRING_ARRAY, &under,
          "a table of alternatives compared under one criterion; once for each criterion", "CRITERION=FILE" },
        { "mode", 0, 0, G_OPTION_ARG_STRING, &mode, "join them in the distributive (the usual) or ideal mode", "WORD" },
        { 0 },
    };
    const char *path;

    if (!kam_verb_parse(&kam_calc_ahp, entries, &argc, &argv, error) ||
        !read_word("--method", method, "eigenvector", "geometric", &options.geometric, error) ||
        !read_word("--mode", mode, "distributive", "ideal", &options.ideal, error))
        return -1;
    options.under = under;
    path = kam_calc_file_argument(&kam_calc_ahp, argc, argv, error);
    return path != NULL ? calculate(path, &options, error) : -1;
}

const KamVerb kam_calc_ahp = {
    .name = "calc ahp",
    .arguments = "FILE",
    .summary = "weights from judgements on pairs, how consistent they are, and the pair to think over first",
    .help =
        "FILE is a square table with the items' names in the first row and the first column. A cell says how many times the\n"
        "item of its row matters as much as that of its column: 1 as much, 3 somewhat more, 5 more, 7 much more, 9 by far;\n"
        "1/3 and so on the other way round. One half of each pair is enough. With --under, alternatives are compared under\n"
        "each criterion in tables of the same form, and their priorities follow.\n\n"
        "Example, four criteria to choose a leader by:\n"
        "  printf ',experience,education,charisma,age\\nexperience,1,4,3,7\\neducation,,1,1/3,3\\n"
        "charisma,,,1,5\\nage,,,,1\\n' | kamen calc ahp -",
    .run = ahp_run,
};
