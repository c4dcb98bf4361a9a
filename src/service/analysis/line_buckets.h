/* The lines that count, by stretch of time or by anything else that a line has one of. */
#pragma once

#include "service/analysis/scope.h"

#define KAM_NO_BUCKET G_MAXUINT16

typedef struct {
    guint n;
    gsize *start;  /* n + 1 */
    guint32 *line; /* by bucket, in the order of the facts within it */
} KamLineBuckets;

/** By day: of each day from the scope's first on, its bucket or KAM_NO_BUCKET. Cost: two passes over the lines. */
void kam_line_buckets_init_days(KamLineBuckets *buckets, const KamScope *scope, const guint16 bucket_of_day[], guint n);
/** By line: of each line its bucket; those that do not count, or are n or above, are left out. */
void kam_line_buckets_init(KamLineBuckets *buckets, const KamScope *scope, const guint32 bucket_of_line[], guint n);
void kam_line_buckets_clear(KamLineBuckets *buckets);

/** The calendar quarters of the scope as buckets; returns the first: year * 4 + 0..3. */
gint32 kam_line_buckets_init_quarters(KamLineBuckets *buckets, const KamScope *scope);
