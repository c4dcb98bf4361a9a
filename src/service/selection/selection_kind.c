/* The row of the analysis "selection". */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "service/analysis/context.h"
#include "service/analysis/group_parameters.h"
#include "service/selection/selection_write.h"
#include "service/selection/weighing.h"

#define PERCENT 100.0
#define NAMED 10      /* saved weightings that a refusal names */
#define GROUP "group" /* the name of what all people together say */

extern const KamAnalysisKind kam_analysis_kind_selection;

/* --- what can be asked -------------------------------------------------------------------------------------------- */

/* One "code=points" of a list. */
static gboolean
read_weight(const char *entry, char **code, double *points)
{
    const char *equals = strchr(entry, '=');
    char *end = NULL;

    *points = equals == NULL ? -1 : g_ascii_strtod(equals + 1, &end);
    if (equals == NULL || equals == entry || end == equals + 1 || *end != '\0' || !(*points >= 0 && *points <= 1e9))
        return FALSE;
    *code = g_strstrip(g_strndup(entry, (gsize)(equals - entry)));
    return TRUE;
}

/* Which codes there are only the database knows. */
static char *
check_weights(const char *text)
{
    g_auto(GStrv) entries = g_strsplit(text, ",", -1);
    double sum = 0;

    for (guint k = 0; entries[k] != NULL; k++) {
        g_autofree char *code = NULL;
        double points;

        if (!read_weight(g_strstrip(entries[k]), &code, &points))
            return g_strdup_printf("'%s' is not CODE=NUMBER; the codes are those of the criteria, such as volume",
                                   entries[k]);
        sum += points;
    }
    return sum > 0 ? NULL : g_strdup_printf("'%s': all of them are 0; one must be above", text);
}

/* One "code=low-high" of a list, in percent. */
static gboolean
read_limit(const char *entry, char **code, double *low, double *high)
{
    const char *equals = strchr(entry, '=');
    char *dash = NULL, *end = NULL;

    if (equals == NULL || equals == entry)
        return FALSE;
    *low = g_ascii_strtod(equals + 1, &dash);
    if (dash == equals + 1 || *dash != '-')
        return FALSE;
    *high = g_ascii_strtod(dash + 1, &end);
    if (end == dash + 1 || *end != '\0' || !(*low >= 0 && *low <= *high && *high <= PERCENT))
        return FALSE;
    *code = g_strstrip(g_strndup(entry, (gsize)(equals - entry)));
    return TRUE;
}

static char *
check_limits(const char *text)
{
    g_auto(GStrv) entries = g_strsplit(text, ",", -1);

    for (guint k = 0; entries[k] != NULL; k++) {
        g_autofree char *code = NULL;
        double low, high;

        if (!read_limit(g_strstrip(entries[k]), &code, &low, &high))
            return g_strdup_printf("'%s' is not CODE=LOW-HIGH in percent, such as volume=10-40", entries[k]);
    }
    return NULL;
}

static char *
check_conditions(const char *text)
{
    return kam_conditions_read(text, NULL);
}

static const char *const dimensions[] = { "account", "group", NULL };
static const char *const knowledge[] = { "interval", "order", "free", NULL };

static const KamAnalysisParameter parameters[] = {
    { .name = "weights",
      .kind = KAM_ASK_TEXT,
      .needs_margin = TRUE,
      .check = check_weights,
      .placeholder = "CODE=NUMBER,...",
      .help = "what counts how much, instead of the weights of the criteria; those not named count nothing",
      .help_sr = "šta koliko vredi, umesto pondera kriterijuma; oni koji nisu navedeni ne vrede ništa" },
    { .name = "limits",
      .kind = KAM_ASK_TEXT,
      .needs_margin = TRUE,
      .check = check_limits,
      .placeholder = "CODE=LOW-HIGH,...",
      .help = "between which percent of the whole weight draws may take a criterion, such as volume=10-40",
      .help_sr = "između kojih procenata celog pondera probe mogu da uzmu kriterijum, na primer volume=10-40" },
    { .name = "weighting",
      .kind = KAM_ASK_TEXT,
      .needs_margin = TRUE,
      .placeholder = "NAME",
      .help = "the weights of a saved weighting by its name or id, or group: those of all people that count",
      .help_sr = "ponderi sačuvanog ponderisanja po nazivu ili id-u, ili group: svih ljudi koji se računaju" },
    { .name = "conditions",
      .kind = KAM_ASK_TEXT,
      .needs_margin = TRUE,
      .check = check_conditions,
      .placeholder = "MEASURE>=NUMBER,...",
      .help = "what an account must meet to be looked at, such as volume>=100000,tenure>=1",
      .help_sr = "šta kupac mora da ispuni da bi se razmatrao, na primer volume>=100000,tenure>=1" },
    { .name = "knowledge",
      .kind = KAM_ASK_CHOICE,
      .default_value = "interval",
      .choices = knowledge,
      .placeholder = "WHAT",
      .help = "what draws hold on to: limits of the weights, their order, or nothing",
      .help_sr = "čega se drže probe: granica pondera, njihovog redosleda ili ničega" },
    { .name = "wobble",
      .kind = KAM_ASK_DOUBLE,
      .default_value = "50",
      .min = 0,
      .max = 100,
      .unit = "percent",
      .placeholder = "PERCENT",
      .help = "a weight without limits of its own may be off by this much of itself (default 50)",
      .help_sr = "za koliko ponder bez svojih granica može da odstupi od sebe (podrazumevano 50)" },
    { .name = "top",
      .kind = KAM_ASK_INT,
      .default_value = "20",
      .min = 1,
      .max = KAM_CHOICE_MAX,
      .placeholder = "N",
      .help = "how many key accounts are looked for (default 20)",
      .help_sr = "koliko se ključnih kupaca traži (podrazumevano 20)" },
    { .name = "short",
      .kind = KAM_ASK_INT,
      .default_value = "200",
      .min = 1,
      .max = KAM_CHOICE_MAX,
      .placeholder = "N",
      .help = "how many accounts are compared with each other (default 200)",
      .help_sr = "koliko se kupaca međusobno poredi (podrazumevano 200)" },
    { .name = "before",
      .kind = KAM_ASK_FLAG,
      .help = "say where each stood a year earlier, too",
      .help_sr = "reci i gde je svako bio godinu dana ranije" },
    { .name = "draws",
      .kind = KAM_ASK_INT,
      .default_value = "10000",
      .min = 0,
      .max = KAM_SMAA_DRAWS_MAX,
      .placeholder = "N",
      .help = "sets of weights that are tried (default 10000)",
      .help_sr = "koliko se skupova pondera proba (podrazumevano 10000)" },
    { .name = "seed",
      .kind = KAM_ASK_INT,
      .default_value = "1",
      .min = 0,
      .max = (double)G_MAXINT64,
      .placeholder = "N",
      .help = "of the random numbers (default 1)",
      .help_sr = "seme slučajnih brojeva (podrazumevano 1)" },
    { 0 },
};

/* --- a question on the criteria of the firm ----------------------------------------------------------------------- */

static char *
codes_of(const GArray *criteria)
{
    GString *codes = g_string_new(NULL);

    for (guint c = 0; c < criteria->len; c++)
        g_string_append_printf(codes, "%s%s", c > 0 ? ", " : "", g_array_index(criteria, KamCriterion, c).code);
    return g_string_free(codes, FALSE);
}

static gboolean
find_criterion(const GArray *criteria, const char *code, gint *c, GError **error)
{
    g_autofree char *codes = NULL;

    *c = kam_criteria_find(criteria, code);
    if (*c >= 0)
        return TRUE;
    codes = codes_of(criteria);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no criterion that counts; they are %s", code, codes);
    return FALSE;
}

/* Low and high by criterion, one after the other; NULL as below. */
static double *
read_limits(const GArray *criteria, const char *text, GError **error)
{
    g_auto(GStrv) entries = g_strsplit(text, ",", -1);
    g_autofree double *limits = g_new(double, 2 * criteria->len + 1);

    for (guint i = 0; i < 2 * criteria->len; i++)
        limits[i] = NAN;
    for (guint k = 0; entries[k] != NULL; k++) {
        g_autofree char *code = NULL;
        double low, high;
        gint c;

        read_limit(g_strstrip(entries[k]), &code, &low, &high);
        if (!find_criterion(criteria, code, &c, error))
            return NULL;
        limits[c] = low / PERCENT;
        limits[criteria->len + (guint)c] = high / PERCENT;
    }
    return g_steal_pointer(&limits);
}

/* Points by criterion; NULL with KAM_ERROR_USAGE for a code that is none. The form was checked. */
static double *
read_points(const GArray *criteria, const char *text, GError **error)
{
    g_auto(GStrv) entries = g_strsplit(text, ",", -1);
    g_autofree double *points = g_new0(double, criteria->len + 1);

    for (guint k = 0; entries[k] != NULL; k++) {
        g_autofree char *code = NULL;
        double value;
        gint c;

        read_weight(g_strstrip(entries[k]), &code, &value);
        if (!find_criterion(criteria, code, &c, error))
            return NULL;
        points[c] = value;
    }
    return g_steal_pointer(&points);
}

static void
refuse_weighting(const GPtrArray *saved, const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < MIN(saved->len, NAMED); i++)
        g_string_append_printf(names, "%s'%s'", i > 0 ? ", " : "; saved are ",
                               ((const KamWeighting *)g_ptr_array_index(saved, i))->name);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "there is no weighting '%s'%s", name,
                saved->len > 0 ? names->str : ", and none is saved yet");
}

/* The weights of one person, or of all whose weighting counts. */
static double *
load_points(KamDb *db, const GArray *criteria, const char *name, GError **error)
{
    g_autoptr(GPtrArray) saved = kam_weightings_load(db, criteria, error), group = NULL;
    g_autoptr(KamWeighed) weighed = NULL;
    KamWeighting *one;

    if (saved == NULL)
        return NULL;
    group = kam_weightings_of_group(saved);
    one = strcmp(name, GROUP) == 0 ? NULL : kam_weightings_find_called(saved, name);
    if (one != NULL)
        weighed = kam_weighed_new(criteria, &one, 1, error);
    else if (strcmp(name, GROUP) == 0 && group->len > 0)
        weighed = kam_weighed_new(criteria, (KamWeighting *const *)group->pdata, group->len, error);
    else
        refuse_weighting(saved, name, error);
    return weighed == NULL ? NULL : g_memdup2(weighed->weight, (gsize)criteria->len * sizeof(double));
}

/* NULL without an error: those of the criteria. */
static double *
points_of(const KamAnalysisValues *values, const GArray *criteria, GError **error)
{
    const char *weights = kam_analysis_values_text(values, "weights");
    const char *weighting = kam_analysis_values_text(values, "weighting");

    if (weights != NULL && weighting != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "weights come from 'weights' or from 'weighting', not from both");
        return NULL;
    }
    if (weighting != NULL)
        return load_points(values->context->db, criteria, weighting, error);
    return weights == NULL ? NULL : read_points(criteria, weights, error);
}

static KamWeightsKnowledge
knowledge_of(const KamAnalysisValues *values)
{
    const char *word = kam_analysis_values_text(values, "knowledge");
    KamWeightsKnowledge k = KAM_WEIGHTS_INTERVAL;

    while (word != NULL && k < KAM_WEIGHTS_FREE && strcmp(word, kam_weights_knowledge_name(k)) != 0)
        k++;
    return k;
}

static KamSelectionQuestion
question_of(const KamAnalysisValues *values, const double points[], const double limits[], guint m)
{
    return (KamSelectionQuestion) {
        .points = points,
        .low = limits,
        .high = limits == NULL ? NULL : limits + m,
        .wobble = kam_analysis_values_double(values, "wobble") / 100,
        .short_list = (guint)MAX(kam_analysis_values_int(values, "short"), kam_analysis_values_int(values, "top")),
        .with_before = kam_analysis_values_flag(values, "before"),
        .by_group = g_strcmp0(kam_analysis_values_text(values, "by"), "group") == 0,
        .groups = kam_group_parameters_read(values),
        .choice = { .places = (guint)kam_analysis_values_int(values, "top"),
                    .knowledge = knowledge_of(values),
                    .draws = (guint64)kam_analysis_values_int(values, "draws"),
                    .seed = (guint64)kam_analysis_values_int(values, "seed") },
    };
}

static gpointer
make(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    const char *conditions = kam_analysis_values_text(values, "conditions");
    const char *limited = kam_analysis_values_text(values, "limits");
    g_autoptr(GArray) criteria = kam_criteria_load(values->context->db, error), met = NULL;
    g_autoptr(KamJudgements) judgements = NULL;
    g_autoptr(GError) wrong = NULL;
    g_autofree double *points = NULL, *limits = NULL;
    KamSelectionQuestion question;

    if (criteria == NULL || (judgements = kam_judgements_load(values->context->db, error)) == NULL)
        return NULL;
    points = points_of(values, criteria, &wrong);
    if (wrong == NULL && limited != NULL)
        limits = read_limits(criteria, limited, &wrong);
    if (wrong != NULL) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return NULL;
    }
    if (conditions != NULL)
        g_free(kam_conditions_read(conditions, &met));
    question = question_of(values, points, limits, criteria->len);
    return kam_selection_new(facts, data_version, &options, g_steal_pointer(&criteria), g_steal_pointer(&judgements),
                             g_steal_pointer(&met), &question, values->context, error);
}

static void
free_selection(gpointer selection)
{
    kam_selection_free(selection);
}

static KamScope *
get_scope(gpointer selection)
{
    return &((KamSelection *)selection)->scope;
}

static void
write_json(gconstpointer selection, guint limit, KamJson *json)
{
    kam_selection_to_json(selection, limit, json);
}

static GString *
write_csv(gconstpointer selection, guint limit)
{
    return kam_selection_to_csv(selection, limit);
}

static GString *
write_file(gconstpointer selection, KamLanguage language)
{
    return kam_selection_to_file(selection, language);
}

/* Every score says something of profit, which is one of the criteria. */
static const char *const margin_members[] = { "criteria",        "score",    "bar",
                                              "attractiveness",  "position", "reasons",
                                              "central_weights", "before",   NULL };

const KamAnalysisKind kam_analysis_kind_selection = {
    .name = "selection",
    .summary = "which customers deserve to be key accounts, why, and how sure that is",
    .summary_sr = "koji kupci zaslužuju da budu ključni, zašto, i koliko je to sigurno",
    .help =
        "The criteria of the firm (volume, profitability, price sensitivity, wish for partnership, and others at will) become\n"
        "values from 0 to 1 and, with their weights, a score; TOPSIS and PROMETHEE II stand beside it. The weights are then\n"
        "drawn anew thousands of times within their limits, and what is measured or judged within its error: a customer\n"
        "that is among the first in nearly all of the draws is a key account whoever sets the weights; one in half of them\n"
        "is a decision of yours. Each account says what speaks for it and what would change its place.\n"
        "\n"
        "  kamen analyze selection\n"
        "  kamen analyze selection --by group\n"
        "  kamen analyze selection --top 10 --weights volume=2,profitability=3,growth=1\n"
        "  kamen analyze selection --conditions 'volume>=1000000,tenure>=1' --knowledge order\n"
        "  kamen analyze selection --json | jq '.accounts[] | select(.in_top > 0.9) | .name'\n"
        "\n"
        "'kamen calc rank --method smaa' does the same arithmetic on a table of your own.",
    .parameters = parameters,
    .dimensions = dimensions,
    .not_this_dimension = "is no key account: candidates are companies (account) or groups of them (group)",
    .seed = "seed",
    .said = kam_selection_types,
    .make = make,
    .free = free_selection,
    .get_scope = get_scope,
    .to_json = write_json,
    .to_csv = write_csv,
    .to_file = write_file,
    .list = "accounts",
    .no_item = "it is not among those that are compared; with by=group ask for the head of its group",
    .margin_members = margin_members,
    .list_needs_margin = TRUE,
    .method = "docs/methods/selection.md",
    .certainty =
        "weighed: in_top says in which share of the draws of weights and of measurements an account is among the first",
    .shape =
        "by t, groups t, depth n, criteria [id t, code t, name_en t, name_sr t, measure t, axis t, direction t, value_function t, "
        "missing_rule t, is_money b, weight n, weight_low n, weight_high n, accounts_known n, low ?, high ?], "
        "funnel {accounts n, buying n, long_list n, short_list n, key n, "
        "conditions [measure t, comparison t, value n, dropped n]}, knowledge t, wobble n, top n, bar n, draws n, "
        "seed n, accounts [id t, number t, name t, companies n, rank n, score n, is_key b, in_top n, in_top_std_error n, first n, "
        "ranks {weighted n, topsis n, promethee n}, acceptability *n, attractiveness n, position n, "
        "before {rank n, score n, attractiveness n, position n}, "
        "criteria *{figure ?, figure_std_error n, is_known b, value n, value_std_error n, contribution n, needed ?, "
        "people n, judged n, least n, most n, signs *n, signs_mean n, disagreement n, key_while_weight [from n, to n]}, "
        "reasons [code t, criterion t, method t, holds b, until t, first n, last n, figure ?, needed ?], central_weights *n]",
};
