/* Columns of a small table as numbers and days: the way they are written is found out over the whole column. */
#include "cli/calc_table.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"

static const KamNumberFormat point_format = { '.', ',' };
static const KamNumberFormat comma_format = { ',', '.' };

/* What an empty cell stands for; NULL where it is a mistake. */
typedef const double *Empty;

/* The double nearest to the decimal: the C library rounds once, mantissa / 10^scale would round twice. */
static double
double_of(KamDecimal decimal)
{
    char text[48];

    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT "e-%u", decimal.mantissa, decimal.scale);
    return g_ascii_strtod(text, NULL);
}

static gboolean
parse_number(const char *cell, KamNumberFormat format, Empty empty, double *number)
{
    KamDecimal decimal;

    if (empty != NULL && *cell == '\0') {
        *number = *empty;
        return TRUE;
    }
    if (!kam_decimal_parse(cell, strlen(cell), format, &decimal))
        return FALSE;
    *number = double_of(decimal);
    return TRUE;
}

/* The column in one format; NULL when a cell does not fit, *wrong_row then names the first. */
static double *
parse_numbers(const KamCalcTable *table, guint column, KamNumberFormat format, Empty empty, guint *wrong_row)
{
    guint n = kam_calc_table_rows(table);
    g_autofree double *numbers = g_new(double, n + 1);

    for (guint row = 0; row < n; row++)
        if (!parse_number(kam_calc_table_cell(table, row, column), format, empty, &numbers[row])) {
            *wrong_row = row;
            return NULL;
        }
    return g_steal_pointer(&numbers);
}

static gboolean
refuse_cell(const KamCalcTable *table, guint row, guint column, const char *what, GError **error)
{
    const char *cell = kam_calc_table_cell(table, row, column);

    if (*cell == '\0')
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column %u: empty, but %s is needed",
                    kam_calc_table_line(table, row), column + 1, what);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column %u: '%s' is not %s",
                    kam_calc_table_line(table, row), column + 1, cell, what);
    return FALSE;
}

/* A number such as 1.234 beside the other reading is no doubt to ask about: the point is what programs write. A comma
 * is. */
static gboolean
has_comma(const KamCalcTable *table, guint row, guint column)
{
    return strchr(kam_calc_table_cell(table, row, column), ',') != NULL;
}

static gboolean
readings_agree(const KamCalcTable *table, guint column, const double *point, const double *comma, GError **error)
{
    for (guint row = 0; row < kam_calc_table_rows(table); row++) {
        if (point[row] == comma[row] || !has_comma(table, row, column))
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                    "line %u, column %u: '%s' can be read in two ways; say --decimal point or --decimal comma",
                    kam_calc_table_line(table, row), column + 1, kam_calc_table_cell(table, row, column));
        return FALSE;
    }
    return TRUE;
}

static double *
find_numbers(const KamCalcTable *table, guint column, Empty empty, GError **error)
{
    guint wrong_row = 0;
    guint wrong_comma = 0;
    g_autofree double *point = parse_numbers(table, column, point_format, empty, &wrong_row);
    g_autofree double *comma = parse_numbers(table, column, comma_format, empty, &wrong_comma);

    if (point == NULL && comma == NULL) {
        refuse_cell(table, MAX(wrong_row, wrong_comma), column, "a number", error);
        return NULL;
    }
    if (point == NULL)
        return g_steal_pointer(&comma);
    if (comma != NULL && !readings_agree(table, column, point, comma, error))
        return NULL;
    return g_steal_pointer(&point);
}

static double *
read_numbers(const KamCalcTable *table, guint column, Empty empty, const char *decimal, GError **error)
{
    guint wrong_row = 0;
    double *numbers;

    if (decimal == NULL)
        return find_numbers(table, column, empty, error);
    if (strcmp(decimal, "point") != 0 && strcmp(decimal, "comma") != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--decimal '%s' is neither 'point' nor 'comma'", decimal);
        return NULL;
    }
    numbers = parse_numbers(table, column, decimal[0] == 'p' ? point_format : comma_format, empty, &wrong_row);
    if (numbers == NULL)
        refuse_cell(table, wrong_row, column, "a number", error);
    return numbers;
}

double *
kam_calc_table_numbers(const KamCalcTable *table, guint column, const char *decimal, GError **error)
{
    return read_numbers(table, column, NULL, decimal, error);
}

double *
kam_calc_table_numbers_or(const KamCalcTable *table, guint column, double empty, const char *decimal, GError **error)
{
    return read_numbers(table, column, &empty, decimal, error);
}

typedef struct {
    const char *name;
    KamDateOrder order;
} NamedOrder;

static const NamedOrder orders[] = { { "ymd", KAM_DATE_YMD }, { "dmy", KAM_DATE_DMY }, { "mdy", KAM_DATE_MDY } };

static gint32 *
parse_days(const KamCalcTable *table, guint column, KamDateOrder order, guint *wrong_row)
{
    guint n = kam_calc_table_rows(table);
    g_autofree gint32 *days = g_new(gint32, n + 1);

    for (guint row = 0; row < n; row++) {
        const char *cell = kam_calc_table_cell(table, row, column);

        days[row] = kam_day_parse(cell, strlen(cell), order);
        if (days[row] == KAM_DAY_NONE) {
            *wrong_row = row;
            return NULL;
        }
    }
    return g_steal_pointer(&days);
}

static gint32 *
find_days(const KamCalcTable *table, guint column, GError **error)
{
    g_autofree gint32 *found = NULL;
    guint farthest = 0;

    for (guint o = 0; o < G_N_ELEMENTS(orders); o++) {
        guint wrong_row = 0;
        g_autofree gint32 *days = parse_days(table, column, orders[o].order, &wrong_row);

        farthest = MAX(farthest, wrong_row);
        if (days == NULL)
            continue;
        if (found == NULL)
            found = g_steal_pointer(&days);
        else if (memcmp(found, days, kam_calc_table_rows(table) * sizeof *days) != 0) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                        "column %u: the dates fit more than one order; say --dates dmy, mdy or ymd", column + 1);
            return NULL;
        }
    }
    if (found == NULL)
        refuse_cell(table, farthest, column, "a date", error);
    return g_steal_pointer(&found);
}

gint32 *
kam_calc_table_days(const KamCalcTable *table, guint column, const char *order, GError **error)
{
    if (order == NULL)
        return find_days(table, column, error);
    for (guint o = 0; o < G_N_ELEMENTS(orders); o++) {
        guint wrong_row = 0;
        gint32 *days;

        if (strcmp(orders[o].name, order) != 0)
            continue;
        days = parse_days(table, column, orders[o].order, &wrong_row);
        if (days == NULL)
            refuse_cell(table, wrong_row, column, "a date in the order given", error);
        return days;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--dates '%s' is none of 'ymd', 'dmy', 'mdy'", order);
    return NULL;
}
