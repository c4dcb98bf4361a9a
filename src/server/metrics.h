/* What happened since the start, counted for /metrics: requests by route and status, how long they took. */
#pragma once

#include "api/route.h"

/* Shared by all threads. */
typedef struct KamMetrics KamMetrics;

KamMetrics *kam_metrics_new(void);
void kam_metrics_free(KamMetrics *metrics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamMetrics, kam_metrics_free)

/** A request was answered; `route` is NULL when none was found. */
void kam_metrics_count(KamMetrics *metrics, const KamRoute *route, guint status, gint64 duration_us, guint64 bytes);
/** Append those counts in the text form of Prometheus. */
void kam_metrics_write_requests(KamMetrics *metrics, GString *out);
/** Append memory, descriptors and processor time of this process. */
void kam_metrics_write_process(GString *out);
/** Append one value with its lines of help and type ("gauge", "counter"). */
void kam_metrics_write_value(GString *out, const char *name, const char *type, const char *help, double value);
