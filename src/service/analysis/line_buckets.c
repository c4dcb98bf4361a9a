/* Counting sorts of lines. */
#include "service/analysis/line_buckets.h"

#include <string.h>

#define MONTHS_OF_QUARTER 3

/* Of each line its bucket, KAM_NO_INDEX where it has none. */
typedef guint32 (*BucketOf)(const KamScope *scope, gconstpointer data, gsize line);

static void
sort(KamLineBuckets *buckets, const KamScope *scope, BucketOf bucket_of, gconstpointer data)
{
    g_autofree gsize *next = NULL;

    buckets->start = g_new0(gsize, buckets->n + 1);
    for (gsize i = 0; i < scope->facts->n; i++) {
        guint32 bucket = kam_scope_has_line(scope, i) ? bucket_of(scope, data, i) : KAM_NO_INDEX;

        if (bucket < buckets->n)
            buckets->start[bucket + 1]++;
    }
    for (guint k = 0; k < buckets->n; k++)
        buckets->start[k + 1] += buckets->start[k];
    buckets->line = g_new(guint32, buckets->start[buckets->n] + 1);
    next = g_memdup2(buckets->start, sizeof *next * (buckets->n + 1));
    for (gsize i = 0; i < scope->facts->n; i++) {
        guint32 bucket = kam_scope_has_line(scope, i) ? bucket_of(scope, data, i) : KAM_NO_INDEX;

        if (bucket < buckets->n)
            buckets->line[next[bucket]++] = (guint32)i;
    }
}

static guint32
bucket_of_its_day(const KamScope *scope, gconstpointer data, gsize line)
{
    const guint16 *bucket_of_day = data;

    return bucket_of_day[scope->facts->day[line] - scope->first_day];
}

static guint32
bucket_of_itself(G_GNUC_UNUSED const KamScope *scope, gconstpointer data, gsize line)
{
    return ((const guint32 *)data)[line];
}

void
kam_line_buckets_init_days(KamLineBuckets *buckets, const KamScope *scope, const guint16 bucket_of_day[], guint n)
{
    buckets->n = n;
    sort(buckets, scope, bucket_of_its_day, bucket_of_day);
}

void
kam_line_buckets_init(KamLineBuckets *buckets, const KamScope *scope, const guint32 bucket_of_line[], guint n)
{
    buckets->n = n;
    sort(buckets, scope, bucket_of_itself, bucket_of_line);
}

void
kam_line_buckets_clear(KamLineBuckets *buckets)
{
    g_clear_pointer(&buckets->start, g_free);
    g_clear_pointer(&buckets->line, g_free);
}

gint32
kam_line_buckets_init_quarters(KamLineBuckets *buckets, const KamScope *scope)
{
    gint32 first = kam_month_of_day(scope->first_day) / MONTHS_OF_QUARTER;
    gint32 last = kam_month_of_day(scope->last_day) / MONTHS_OF_QUARTER;
    g_autofree guint16 *quarter_of_day = g_new(guint16, (gsize)(scope->last_day - scope->first_day + 1));

    for (gint32 day = scope->first_day; day <= scope->last_day; day++)
        quarter_of_day[day - scope->first_day] = (guint16)(kam_month_of_day(day) / MONTHS_OF_QUARTER - first);
    kam_line_buckets_init_days(buckets, scope, quarter_of_day, (guint)(last - first + 1));
    return first;
}
