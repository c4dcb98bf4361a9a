/* Reading alternatives and criteria: see calc_rank_table.h. */
#include "cli/calc_rank_table.h"

#include <string.h>

#include "base/error.h"

void
kam_rank_table_clear(KamRankTable *table)
{
    g_clear_pointer(&table->table, kam_calc_table_free);
    g_clear_pointer(&table->name, g_strfreev);
    g_clear_pointer(&table->is_cost, g_free);
    g_clear_pointer(&table->value, g_free);
    g_clear_pointer(&table->spread, g_free);
    g_clear_pointer(&table->error, g_free);
}

const char *
kam_rank_table_alternative(const KamRankTable *table, guint alternative)
{
    return kam_calc_table_cell(table->table, alternative, 0);
}

typedef enum { COLUMN_GAIN, COLUMN_COST, COLUMN_DEVIATION, COLUMN_HALF } ColumnKind;

/* What a heading says; the name behind it is to be freed. */
static ColumnKind
read_heading(const char *heading, char **name)
{
    static const struct {
        const char *ending;
        ColumnKind kind;
    } endings[] = {
        { ":max", COLUMN_GAIN }, { ":min", COLUMN_COST }, { ":sd", COLUMN_DEVIATION }, { ":half", COLUMN_HALF }
    };

    for (guint k = 0; k < G_N_ELEMENTS(endings); k++)
        if (g_str_has_suffix(heading, endings[k].ending)) {
            *name = g_strstrip(g_strndup(heading, strlen(heading) - strlen(endings[k].ending)));
            return endings[k].kind;
        }
    *name = g_strdup(heading);
    return COLUMN_GAIN;
}

static gint
find_criterion(const KamRankTable *table, const char *name)
{
    for (guint j = 0; j < table->m; j++)
        if (strcmp(table->name[j], name) == 0)
            return (gint)j;
    return -1;
}

/* A first column that calls itself a criterion: the names of the alternatives are missing. */
static gboolean
check_first_column(const KamRankTable *table, GError **error)
{
    const char *heading = kam_calc_table_header(table->table, 0);
    g_autofree char *name = NULL;

    read_heading(heading, &name);
    if (strcmp(name, heading) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "line 1, column 1: '%s' is a criterion, but the first column must hold the names of the alternatives",
                heading);
    return FALSE;
}

static gboolean
read_names(KamRankTable *table, GError **error)
{
    guint columns = kam_calc_table_columns(table->table);

    table->name = g_new0(char *, columns + 1);
    table->is_cost = g_new0(guint8, columns + 1);
    table->error = g_new0(KamSmaaError, columns + 1);
    for (guint c = 1; c < columns; c++) {
        g_autofree char *name = NULL;
        ColumnKind kind = read_heading(kam_calc_table_header(table->table, c), &name);

        if (kind == COLUMN_DEVIATION || kind == COLUMN_HALF)
            continue;
        if (*name == '\0' || find_criterion(table, name) >= 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line 1, column %u: %s", c + 1,
                        *name == '\0' ? "a criterion without a name" : "the second criterion of this name");
            return FALSE;
        }
        table->is_cost[table->m] = kind == COLUMN_COST;
        table->name[table->m++] = g_steal_pointer(&name);
    }
    if (table->m > 0 && table->n > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "no %s; the table needs a first row with the names of the criteria and a row for each alternative",
                table->m == 0 ? "criteria" : "alternatives");
    return FALSE;
}

static gboolean
check_spread(const KamRankTable *table, guint column, const double *spread, GError **error)
{
    for (guint i = 0; i < table->n; i++)
        if (spread[i] < 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "line %u, column %u: '%s' is below 0, but an error cannot be",
                        kam_calc_table_line(table->table, i), column + 1, kam_calc_table_cell(table->table, i, column));
            return FALSE;
        }
    return TRUE;
}

static gboolean
read_spread(KamRankTable *table, guint column, const char *name, ColumnKind kind, const double *numbers, GError **error)
{
    gint j = find_criterion(table, name);

    if (j < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "line 1, column %u: an error of '%s', which is no criterion here", column + 1, name);
        return FALSE;
    }
    if (!check_spread(table, column, numbers, error))
        return FALSE;
    if (table->spread == NULL)
        table->spread = g_new0(double, (gsize)table->n * table->m);
    table->error[j] = kind == COLUMN_HALF ? KAM_SMAA_INTERVAL : KAM_SMAA_NORMAL;
    for (guint i = 0; i < table->n; i++)
        table->spread[(gsize)i * table->m + (guint)j] = numbers[i];
    return TRUE;
}

static gboolean
read_column(KamRankTable *table, guint column, const char *decimal, GError **error)
{
    g_autofree char *name = NULL;
    ColumnKind kind = read_heading(kam_calc_table_header(table->table, column), &name);
    g_autofree double *numbers = kam_calc_table_numbers(table->table, column, decimal, error);
    gint j;

    if (numbers == NULL)
        return FALSE;
    if (kind == COLUMN_DEVIATION || kind == COLUMN_HALF)
        return read_spread(table, column, name, kind, numbers, error);
    j = find_criterion(table, name);
    for (guint i = 0; i < table->n; i++)
        table->value[(gsize)i * table->m + (guint)j] = numbers[i];
    return TRUE;
}

static gboolean
check_alternatives(const KamRankTable *table, GError **error)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < table->n; i++) {
        const char *name = kam_rank_table_alternative(table, i);

        if (*name != '\0' && g_hash_table_add(known, (gpointer)(guintptr)name))
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column 1: %s", kam_calc_table_line(table->table, i),
                    *name == '\0' ? "an alternative without a name" : "the second alternative of this name");
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_all(KamRankTable *table, const char *decimal, GError **error)
{
    if (kam_calc_table_rows(table->table) > 0)
        kam_calc_table_take_header(table->table);
    table->n = kam_calc_table_rows(table->table);
    if (!check_first_column(table, error) || !read_names(table, error) || !check_alternatives(table, error))
        return FALSE;
    table->value = g_new0(double, (gsize)table->n * table->m);
    for (guint c = 1; c < kam_calc_table_columns(table->table); c++)
        if (!read_column(table, c, decimal, error))
            return FALSE;
    return TRUE;
}

gboolean
kam_rank_table_read(KamRankTable *table, const char *path, const char *decimal, GError **error)
{
    *table = (KamRankTable) { .table = kam_calc_table_read(path, error) };
    if (table->table == NULL)
        return FALSE;
    if (read_all(table, decimal, error))
        return TRUE;
    g_prefix_error(error, "'%s', ", path);
    return FALSE;
}

void
kam_rank_weights_clear(KamRankWeights *weights)
{
    g_clear_pointer(&weights->low, g_free);
    g_clear_pointer(&weights->high, g_free);
    g_clear_pointer(&weights->order, g_free);
}

/* Written as in the heading, "cost:min", or by the name alone. */
static gint
find_named(const KamRankTable *table, const char *option, const char *name, GError **error)
{
    g_autofree char *plain = NULL;
    gint j = find_criterion(table, name);

    read_heading(name, &plain);
    if (j < 0)
        j = find_criterion(table, plain);

    if (j < 0) {
        g_autofree char *known = g_strjoinv(", ", table->name);

        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s: no criterion '%s'; there are %s", option, name, known);
    }
    return j;
}

static gboolean
parse_weight(const char *text, double *weight)
{
    char *end;

    *weight = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' && *weight >= 0 && *weight <= 1e9;
}

/* "0.3" or "0.2..0.4". */
static gboolean
parse_range(const char *text, gboolean ranges, double *low, double *high)
{
    const char *dots = strstr(text, "..");
    g_autofree char *first = NULL;

    if (dots == NULL) {
        gboolean is_weight = parse_weight(text, low);

        *high = *low;
        return is_weight;
    }
    first = g_strndup(text, (gsize)(dots - text));
    return ranges && parse_weight(first, low) && parse_weight(dots + 2, high) && *low <= *high;
}

static gboolean
read_weight(KamRankWeights *weights, const KamRankTable *table, const char *entry, gboolean ranges, guint8 *seen,
            GError **error)
{
    const char *equals = strrchr(entry, '=');
    g_autofree char *name = equals != NULL ? g_strstrip(g_strndup(entry, (gsize)(equals - entry))) : g_strdup(entry);
    gint j = find_named(table, "--weights", name, error);

    if (j < 0)
        return FALSE;
    if (equals == NULL || seen[j] || !parse_range(equals + 1, ranges, &weights->low[j], &weights->high[j])) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--weights '%s' is not NAME=NUMBER%s, once for each criterion",
                    entry, ranges ? " or NAME=LOW..HIGH" : " (limits LOW..HIGH are for --method smaa)");
        return FALSE;
    }
    seen[j] = TRUE;
    return TRUE;
}

static gboolean
check_all_seen(const KamRankTable *table, const guint8 *seen, gboolean ranges, GError **error)
{
    for (guint j = 0; j < table->m && !ranges; j++)
        if (!seen[j]) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--weights: none for '%s'; write %s=0 to leave it out",
                        table->name[j], table->name[j]);
            return FALSE;
        }
    return TRUE;
}

/* Exact weights need not sum to 1: 3 and 7 mean 0.3 and 0.7. */
static gboolean
normalise(KamRankWeights *weights, guint m, GError **error)
{
    double sum = 0;

    weights->is_exact = memcmp(weights->low, weights->high, m * sizeof(double)) == 0;
    if (!weights->is_exact)
        return TRUE;
    for (guint j = 0; j < m; j++)
        sum += weights->low[j];
    if (sum == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--weights: all of them are 0; one must be above");
        return FALSE;
    }
    for (guint j = 0; j < m; j++)
        weights->low[j] = weights->high[j] = weights->low[j] / sum;
    return TRUE;
}

static gboolean
read_weights(KamRankWeights *weights, const KamRankTable *table, const char *text, gboolean ranges, GError **error)
{
    g_auto(GStrv) entry = g_strsplit(text, ",", -1);
    g_autofree guint8 *seen = g_new0(guint8, table->m);

    weights->low = g_new0(double, table->m);
    weights->high = g_new(double, table->m);
    for (guint j = 0; j < table->m; j++)
        weights->high[j] = 1;
    for (guint k = 0; entry[k] != NULL; k++)
        if (!read_weight(weights, table, g_strstrip(entry[k]), ranges, seen, error))
            return FALSE;
    return check_all_seen(table, seen, ranges, error) && normalise(weights, table->m, error);
}

static gboolean
read_order(KamRankWeights *weights, const KamRankTable *table, const char *text, GError **error)
{
    g_auto(GStrv) entry = g_strsplit(text, ",", -1);

    weights->order = g_new(size_t, g_strv_length(entry) + 1);
    for (guint k = 0; entry[k] != NULL; k++) {
        gint j = find_named(table, "--order", g_strstrip(entry[k]), error);

        if (j < 0)
            return FALSE;
        for (guint before = 0; before < k; before++)
            if (weights->order[before] == (size_t)j) {
                g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--order names '%s' twice", entry[k]);
                return FALSE;
            }
        weights->order[weights->n_order++] = (size_t)j;
    }
    return TRUE;
}

gboolean
kam_rank_weights_read(KamRankWeights *weights, const KamRankTable *table, const char *text, gboolean ranges,
                      const char *order, GError **error)
{
    *weights = (KamRankWeights) { 0 };
    if (text != NULL && !read_weights(weights, table, text, ranges, error))
        return FALSE;
    return order == NULL || read_order(weights, table, order, error);
}
