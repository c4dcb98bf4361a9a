/* Reading judgements: see calc_ahp_table.h. */
#include "cli/calc_ahp_table.h"

#include <kamen/ahp.h>
#include <math.h>
#include <string.h>

#include "base/error.h"

void
kam_ahp_table_clear(KamAhpTable *table)
{
    g_clear_pointer(&table->table, kam_calc_table_free);
    g_clear_pointer(&table->judgement, g_free);
}

const char *
kam_ahp_table_name(const KamAhpTable *table, guint item)
{
    return kam_calc_table_cell(table->table, 0, item + table->first);
}

/* Judgements are small numbers: a comma among them is the decimal sign, never one of thousands. */
static gboolean
parse_part(const char *text, double *number)
{
    g_autofree char *point = g_strdelimit(g_strstrip(g_strdup(text)), ",", '.');
    char *end;

    if (!g_ascii_isdigit(*point) || strspn(point, "0123456789.") != strlen(point))
        return FALSE;
    *number = g_ascii_strtod(point, &end);
    return *end == '\0';
}

static gboolean
parse_judgement(const char *cell, double *judgement)
{
    g_auto(GStrv) part = g_strsplit(cell, "/", 3);
    guint parts = g_strv_length(part);
    double whole, divisor = 1;

    if (parts == 0) {
        *judgement = NAN;
        return TRUE;
    }
    if (parts > 2 || !parse_part(part[0], &whole) || (parts == 2 && !parse_part(part[1], &divisor)) || divisor == 0)
        return FALSE;
    *judgement = whole / divisor;
    return TRUE;
}

static gboolean
check_shape(KamAhpTable *table, GError **error)
{
    guint rows = kam_calc_table_rows(table->table), columns = kam_calc_table_columns(table->table);

    if (rows < 2) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no judgements; the table needs a first row of item names and a row for each of them");
        return FALSE;
    }
    if (rows != columns) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_INVALID,
            "%u rows for %u columns of items; the table must be square, with the names in the first row and the "
            "first column",
            rows - 1, columns - 1);
        return FALSE;
    }
    table->n = rows - 1;
    table->first =
        *kam_calc_table_cell(table->table, 0, table->n) == '\0' && *kam_calc_table_cell(table->table, 0, 0) != '\0' ? 0
                                                                                                                    : 1;
    return TRUE;
}

static gboolean
check_names(const KamAhpTable *table, GError **error)
{
    for (guint i = 0; i < table->n; i++) {
        const char *above = kam_ahp_table_name(table, i), *left = kam_calc_table_cell(table->table, i + 1, 0);

        if (*above == '\0') {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column %u: an item without a name",
                        kam_calc_table_line(table->table, 0), i + table->first + 1);
            return FALSE;
        }
        if (strcmp(above, left) != 0) {
            g_set_error(
                error, KAM_ERROR, KAM_ERROR_INVALID,
                "line %u, column 1: '%s' where the first row has '%s'; rows and columns must name the same items "
                "in the same order",
                kam_calc_table_line(table->table, i + 1), left, above);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_cells(KamAhpTable *table, GError **error)
{
    table->judgement = g_new(double, (gsize)table->n * table->n);
    for (guint i = 0; i < table->n; i++)
        for (guint j = 0; j < table->n; j++) {
            const char *cell = kam_calc_table_cell(table->table, i + 1, j + 1);

            if (parse_judgement(cell, &table->judgement[(gsize)i * table->n + j]))
                continue;
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                        "line %u, column %u: '%s' is not a judgement such as 3 or 1/3",
                        kam_calc_table_line(table->table, i + 1), j + 2, cell);
            return FALSE;
        }
    return TRUE;
}

static void
refuse_pair(const KamAhpTable *table, KamAhpPair pair, KamCalcStatus status, GError **error)
{
    guint line = kam_calc_table_line(table->table, (guint)pair.row + 1), column = (guint)pair.column + 2;
    const char *cell = kam_calc_table_cell(table->table, (guint)pair.row + 1, (guint)pair.column + 1);
    const char *one = kam_ahp_table_name(table, (guint)pair.row);
    const char *other = kam_ahp_table_name(table, (guint)pair.column);

    if (status == KAM_CALC_TOO_FEW)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "line %u, column %u: nobody has judged '%s' against '%s'; fill in one half of the pair", line,
                    column, one, other);
    else if (pair.row == pair.column)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column %u: '%s' against itself is 1, not '%s'", line,
                    column, one, cell);
    else
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_INVALID,
            "line %u, column %u: '%s' is not above 0, or not 1 / '%s' as the other half of the pair asks; leave "
            "one half empty",
            line, column, cell, kam_calc_table_cell(table->table, (guint)pair.column + 1, (guint)pair.row + 1));
}

static gboolean
complete(KamAhpTable *table, GError **error)
{
    KamAhpPair wrong;
    KamCalcStatus status = kam_ahp_complete(table->judgement, table->n, KAM_AHP_TOLERANCE, &wrong);

    if (status != KAM_CALC_OK)
        refuse_pair(table, wrong, status, error);
    return status == KAM_CALC_OK;
}

gboolean
kam_ahp_table_read(KamAhpTable *table, const char *path, GError **error)
{
    *table = (KamAhpTable) { .table = kam_calc_table_read(path, error) };
    if (table->table == NULL)
        return FALSE;
    if (check_shape(table, error) && check_names(table, error) && read_cells(table, error) && complete(table, error))
        return TRUE;
    g_prefix_error(error, "'%s', ", path);
    return FALSE;
}
