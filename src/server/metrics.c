/* Counts under one lock: an addition a request. */
#include "server/metrics.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Upper bounds of the histogram's buckets. */
static const gint64 bounds_us[] = { 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 1000000, 5000000 };
#define N_BOUNDS G_N_ELEMENTS(bounds_us)

typedef struct {
    const KamRoute *route;
    guint status;
} Key;

struct KamMetrics {
    GMutex mutex;
    GHashTable *counts; /* Key -> guint64 */
    guint64 buckets[N_BOUNDS + 1];
    guint64 n, bytes;
    gint64 sum_us;
};

static guint
hash_key(gconstpointer data)
{
    const Key *key = data;

    return g_direct_hash(key->route) * 31 + key->status;
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
    const Key *x = a, *y = b;

    return x->route == y->route && x->status == y->status;
}

KamMetrics *
kam_metrics_new(void)
{
    KamMetrics *metrics = g_new0(KamMetrics, 1);

    g_mutex_init(&metrics->mutex);
    metrics->counts = g_hash_table_new_full(hash_key, equal_keys, g_free, g_free);
    return metrics;
}

void
kam_metrics_free(KamMetrics *metrics)
{
    if (metrics == NULL)
        return;
    g_hash_table_unref(metrics->counts);
    g_mutex_clear(&metrics->mutex);
    g_free(metrics);
}

static void
count_key(KamMetrics *metrics, const KamRoute *route, guint status)
{
    Key key = { route, status };
    guint64 *count = g_hash_table_lookup(metrics->counts, &key);

    if (count == NULL) {
        count = g_new0(guint64, 1);
        g_hash_table_insert(metrics->counts, g_memdup2(&key, sizeof key), count);
    }
    *count += 1;
}

void
kam_metrics_count(KamMetrics *metrics, const KamRoute *route, guint status, gint64 duration_us, guint64 bytes)
{
    guint bucket = 0;

    while (bucket < N_BOUNDS && duration_us > bounds_us[bucket])
        bucket++;
    g_mutex_lock(&metrics->mutex);
    count_key(metrics, route, status);
    metrics->buckets[bucket]++;
    metrics->n++;
    metrics->bytes += bytes;
    metrics->sum_us += duration_us;
    g_mutex_unlock(&metrics->mutex);
}

static void
write_head(GString *out, const char *name, const char *type, const char *help)
{
    g_string_append_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void
kam_metrics_write_value(GString *out, const char *name, const char *type, const char *help, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    write_head(out, name, type, help);
    g_string_append_printf(out, "%s %s\n", name, g_ascii_dtostr(text, sizeof text, value));
}

static const char *
method_name(const KamRoute *route)
{
    static const char *const names[] = { "none", "GET", "POST", "PATCH", "PUT", "DELETE" };

    return names[route == NULL ? 0 : route->method];
}

static void
write_histogram(const KamMetrics *metrics, GString *out)
{
    static const char name[] = "kamen_request_duration_seconds";
    guint64 sum = 0;

    write_head(out, name, "histogram", "From the head of a request to the end of its answer.");
    for (guint i = 0; i < N_BOUNDS; i++) {
        char bound[G_ASCII_DTOSTR_BUF_SIZE];

        sum += metrics->buckets[i];
        g_ascii_formatd(bound, sizeof bound, "%.4g", (double)bounds_us[i] / 1e6);
        g_string_append_printf(out, "%s_bucket{le=\"%s\"} %" G_GUINT64_FORMAT "\n", name, bound, sum);
    }
    g_string_append_printf(out,
                           "%s_bucket{le=\"+Inf\"} %" G_GUINT64_FORMAT "\n%s_sum %" G_GINT64_FORMAT
                           ".%06d\n%s_count %" G_GUINT64_FORMAT "\n",
                           name, metrics->n, name, metrics->sum_us / G_USEC_PER_SEC,
                           (int)(metrics->sum_us % G_USEC_PER_SEC), name, metrics->n);
}

void
kam_metrics_write_requests(KamMetrics *metrics, GString *out)
{
    GHashTableIter iter;
    gpointer key, value;

    g_mutex_lock(&metrics->mutex);
    write_head(out, "kamen_requests_total", "counter", "Requests answered.");
    g_hash_table_iter_init(&iter, metrics->counts);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const Key *k = key;

        g_string_append_printf(
            out, "kamen_requests_total{method=\"%s\",route=\"%s\",status=\"%u\"} %" G_GUINT64_FORMAT "\n",
            method_name(k->route), k->route == NULL ? "none" : k->route->path, k->status, *(const guint64 *)value);
    }
    write_histogram(metrics, out);
    kam_metrics_write_value(out, "kamen_answer_bytes_total", "counter", "Bytes of bodies of answers.",
                            (double)metrics->bytes);
    g_mutex_unlock(&metrics->mutex);
}

static double
count_descriptors(void)
{
    g_autoptr(GDir) dir = g_dir_open("/proc/self/fd", 0, NULL);
    guint n = 0;

    while (dir != NULL && g_dir_read_name(dir) != NULL)
        n++;
    return n > 0 ? n - 1 : 0; /* but for the one that reads the folder */
}

static double
get_resident_bytes(void)
{
    g_autofree char *text = NULL;
    const char *second;

    if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL) || (second = strchr(text, ' ')) == NULL)
        return 0;
    return (double)g_ascii_strtoull(second, NULL, 10) * (double)sysconf(_SC_PAGESIZE);
}

void
kam_metrics_write_process(GString *out)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    kam_metrics_write_value(out, "process_resident_memory_bytes", "gauge", "Memory in use.", get_resident_bytes());
    kam_metrics_write_value(out, "process_open_fds", "gauge", "Open file descriptors.", count_descriptors());
    kam_metrics_write_value(out, "process_cpu_seconds_total", "counter", "Processor time used.",
                            (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                                (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
}
