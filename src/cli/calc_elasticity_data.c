/* The table of 'kamen calc elasticity' as arrays: see calc_elasticity_data.h. */
#include "cli/calc_elasticity_data.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

/* Dummies of more words than this are a mistake in the name of the column. */
#define MAX_EFFECTS 400

typedef struct {
    gint account, quantity, price, product, effects;
} Columns;

static const char *const account_names[] = { "account", "customer", "account_name", "account_number", "store", NULL };
static const char *const quantity_names[] = { "quantity", "units", "volume", "qty", "sales_units", NULL };
static const char *const price_names[] = { "price", "unit_price", "net_price", NULL };
/* Say when a row was, not why it sold. */
static const char *const time_names[] = { "week", "month", "period", "date", "day", "year", "quarter", NULL };

void
kam_calc_elasticity_data_clear(KamCalcElasticityData *data)
{
    g_free(data->quantity);
    g_free(data->price);
    g_free(data->regressor);
    g_free(data->account);
    g_free(data->panel);
    kam_dict_free(data->accounts);
    kam_dict_free(data->panels);
    g_clear_pointer(&data->names, g_ptr_array_unref);
}

static gboolean
find_named(const KamCalcTable *table, const char *option, const char *name, gint *column, GError **error)
{
    const char *const names[] = { name, NULL };

    *column = -1;
    if (name == NULL)
        return TRUE;
    *column = kam_calc_table_find(table, names);
    if (*column >= 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s '%s' is no column of the table's header", option, name);
    return FALSE;
}

static gboolean
find_columns(KamCalcTable *table, const char *product, const char *effects, Columns *columns, GError **error)
{
    columns->account = kam_calc_table_find(table, account_names);
    columns->quantity = kam_calc_table_find(table, quantity_names);
    columns->price = kam_calc_table_find(table, price_names);
    if (!find_named(table, "--product", product, &columns->product, error) ||
        !find_named(table, "--effects", effects, &columns->effects, error))
        return FALSE;
    if (columns->account >= 0 && columns->quantity >= 0 && columns->price >= 0) {
        kam_calc_table_take_header(table);
        return TRUE;
    }
    if (columns->account < 0 && columns->quantity < 0 && columns->price < 0 && kam_calc_table_columns(table) >= 3) {
        *columns = (Columns) { 0, 1, 2, columns->product, columns->effects };
        kam_calc_table_drop_header(table, 1);
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "the table has no column '%s'; name its columns account, quantity (or units, volume) and price",
                columns->account < 0    ? "account"
                : columns->quantity < 0 ? "quantity"
                                        : "price");
    return FALSE;
}

/* Dictionary numbers of one or two columns' words. */
static guint32 *
number_words(const KamCalcTable *table, gint first, gint second, KamDict *dict)
{
    guint n = kam_calc_table_rows(table);
    guint32 *number = g_new(guint32, n + 1);

    for (guint row = 0; row < n; row++) {
        const char *a = kam_calc_table_cell(table, row, (guint)first);
        const char *b = second >= 0 ? kam_calc_table_cell(table, row, (guint)second) : "";
        g_autofree char *key = second >= 0 ? g_strdup_printf("%s\x1f%s", a, b) : g_strdup(a);

        number[row] = kam_dict_add(dict, key, strlen(key), NULL);
    }
    return number;
}

static gboolean
looks_numeric(const KamCalcTable *table, guint column)
{
    const char *cell = kam_calc_table_rows(table) > 0 ? kam_calc_table_cell(table, 0, column) : "";

    return g_ascii_isdigit(*cell) || (*cell != '\0' && strchr("+-.", *cell) != NULL);
}

static gboolean
tells_time(const KamCalcTable *table, gint column)
{
    for (guint i = 0; time_names[i] != NULL; i++) {
        const char *const name[] = { time_names[i], NULL };

        if (kam_calc_table_find(table, name) == column)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_regressor(const KamCalcTable *table, const Columns *columns, guint column)
{
    gint c = (gint)column;

    if (c == columns->account || c == columns->quantity || c == columns->price || c == columns->product ||
        c == columns->effects || tells_time(table, c))
        return FALSE;
    return looks_numeric(table, column);
}

static gboolean
varies(const double value[], guint n)
{
    for (guint i = 1; i < n; i++)
        if (value[i] != value[0])
            return TRUE;
    return FALSE;
}

/* Columns of numbers that vary; NULL with the error when one cannot be read. */
static GPtrArray *
read_regressors(KamCalcElasticityData *data, const KamCalcTable *table, const Columns *columns, const char *decimal,
                GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

    data->names = g_ptr_array_new_with_free_func(g_free);
    for (guint column = 0; column < kam_calc_table_columns(table); column++) {
        double *value;

        if (!is_regressor(table, columns, column))
            continue;
        value = kam_calc_table_numbers(table, column, decimal, error);
        if (value == NULL) {
            g_prefix_error(error, "a further column is read as a regressor: ");
            return NULL;
        }
        if (!varies(value, kam_calc_table_rows(table))) {
            g_free(value);
            continue;
        }
        g_ptr_array_add(found, value);
        g_ptr_array_add(data->names, g_strdup(kam_calc_table_header(table, column)));
    }
    data->n_named = found->len;
    return g_steal_pointer(&found);
}

/* A dummy for each word but the first. */
static gboolean
add_effects(const KamCalcTable *table, gint column, GPtrArray *regressors, GError **error)
{
    g_autoptr(KamDict) words = kam_dict_new();
    g_autofree guint32 *word = NULL;
    guint n = kam_calc_table_rows(table);

    if (column < 0)
        return TRUE;
    word = number_words(table, column, -1, words);
    if (kam_dict_size(words) > MAX_EFFECTS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "--effects '%s' has %u different words; at most %u can be allowed for",
                    kam_calc_table_header(table, (guint)column), kam_dict_size(words), MAX_EFFECTS);
        return FALSE;
    }
    for (guint32 w = 1; w < kam_dict_size(words); w++) {
        double *dummy = g_new0(double, n + 1);

        for (guint row = 0; row < n; row++)
            dummy[row] = word[row] == w;
        g_ptr_array_add(regressors, dummy);
    }
    return TRUE;
}

static gboolean
row_counts(const KamCalcElasticityData *data, guint row)
{
    return data->quantity[row] > 0 && data->price[row] > 0;
}

/* Close the rows up over those left out, regressors side by side. */
static void
keep_rows(KamCalcElasticityData *data, guint n, const GPtrArray *regressors)
{
    guint kept = 0;

    data->regressor = g_new(double, (gsize)n * regressors->len + 1);
    for (guint row = 0; row < n; row++) {
        if (!row_counts(data, row))
            continue;
        for (guint j = 0; j < regressors->len; j++)
            data->regressor[(gsize)kept * regressors->len + j] = ((double *)g_ptr_array_index(regressors, j))[row];
        data->quantity[kept] = data->quantity[row];
        data->price[kept] = data->price[row];
        data->account[kept] = data->account[row];
        if (data->panel != NULL)
            data->panel[kept] = data->panel[row];
        kept++;
    }
    data->left_out = n - kept;
    data->data = (KamElasticityData) {
        .n = kept,
        .quantity = data->quantity,
        .price = data->price,
        .regressor = regressors->len > 0 ? data->regressor : NULL,
        .n_regressors = regressors->len,
        .n_shared = MIN(data->n_named, KAM_ELASTICITY_MAX_SHARED - 1),
        .account = data->account,
        .n_accounts = kam_dict_size(data->accounts),
        .panel = data->panel,
        .n_panels = data->panel != NULL ? kam_dict_size(data->panels) : 0,
    };
}

gboolean
kam_calc_elasticity_data_read(KamCalcElasticityData *data, KamCalcTable *table, const char *product,
                              const char *effects, const char *decimal, GError **error)
{
    g_autoptr(GPtrArray) regressors = NULL;
    Columns columns;

    if (!find_columns(table, product, effects, &columns, error))
        return FALSE;
    data->quantity = kam_calc_table_numbers(table, (guint)columns.quantity, decimal, error);
    if (data->quantity == NULL)
        return FALSE;
    data->price = kam_calc_table_numbers(table, (guint)columns.price, decimal, error);
    if (data->price == NULL)
        return FALSE;
    data->accounts = kam_dict_new();
    data->panels = kam_dict_new();
    data->account = number_words(table, columns.account, -1, data->accounts);
    if (columns.product >= 0)
        data->panel = number_words(table, columns.account, columns.product, data->panels);
    regressors = read_regressors(data, table, &columns, decimal, error);
    if (regressors == NULL || !add_effects(table, columns.effects, regressors, error))
        return FALSE;
    keep_rows(data, kam_calc_table_rows(table), regressors);
    return TRUE;
}
