/* See series.h. */
#include "series.h"

#include <math.h>
#include <string.h>

const double series_nile[SERIES_NILE_N] = {
    1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
    799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
    701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
    845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
    771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
    986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740,
};

const double series_air[SERIES_AIR_N] = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
    133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
    230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
    227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
};

static void
series_clear(gpointer data)
{
    g_free(((Series *)data)->y);
}

/* The rows of one series, from `from` on; returns where the next one begins. */
static guint
take_series(SeriesSet *set, guint from, guint name, guint part, guint value)
{
    Series series = { .name = data_text(set->data, from, name) };
    GArray *train = g_array_new(FALSE, FALSE, sizeof(double));
    gsize tested = 0;
    guint row;

    for (row = from; row < data_rows(set->data) && strcmp(data_text(set->data, row, name), series.name) == 0; row++) {
        double y = data_number(set->data, row, value);

        if (strcmp(data_text(set->data, row, part), "train") == 0)
            g_array_append_val(train, y);
        else
            series.test[tested++] = y;
    }
    g_assert_cmpuint(tested, ==, G_N_ELEMENTS(series.test));
    series.n = train->len;
    series.y = (double *)(gpointer)g_array_free(train, FALSE);
    g_array_append_val(set->series, series);
    return row;
}

SeriesSet *
series_set_m3(void)
{
    Data *data = data_read("forecast/m3_monthly.csv.gz");
    SeriesSet *set;
    guint row = 0;

    if (data == NULL)
        return NULL;
    set = g_new0(SeriesSet, 1);
    set->data = data;
    set->series = g_array_new(FALSE, FALSE, sizeof(Series));
    g_array_set_clear_func(set->series, series_clear);
    while (row < data_rows(data))
        row = take_series(set, row, data_column(data, "series"), data_column(data, "part"), data_column(data, "value"));
    return set;
}

void
series_set_free(SeriesSet *set)
{
    if (set == NULL)
        return;
    g_array_unref(set->series);
    data_free(set->data);
    g_free(set);
}

const Series *
series_set_find(const SeriesSet *set, const char *name)
{
    for (guint i = 0; i < set->series->len; i++)
        if (strcmp(g_array_index(set->series, Series, i).name, name) == 0)
            return &g_array_index(set->series, Series, i);
    g_error("there is no series '%s'", name);
}

double
series_smape(const double y[], const double f[], gsize n)
{
    double sum = 0;

    for (gsize h = 0; h < n; h++)
        sum += 200 * fabs(y[h] - f[h]) / (fabs(y[h]) + fabs(f[h]));
    return sum / (double)n;
}

double
series_mase(const Series *series, const double f[], gsize n, gsize season)
{
    double scale = 0, sum = 0;

    for (gsize t = season; t < series->n; t++)
        scale += fabs(series->y[t] - series->y[t - season]) / (double)(series->n - season);
    for (gsize h = 0; h < n; h++)
        sum += fabs(series->test[h] - f[h]) / (double)n;
    return sum / scale;
}
