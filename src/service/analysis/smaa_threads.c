/* Draws on several threads: see smaa_threads.h. */
#include "service/analysis/smaa_threads.h"

/* More would wait for memory rather than count. */
#define MAX_THREADS 8

typedef struct {
    KamSmaa *smaa;
    guint64 first, count; /* chunks */
    KamCalcStatus status;
} Part;

static gpointer
run_part(gpointer data)
{
    Part *part = data;

    part->status = kam_smaa_run(part->smaa, part->first, part->count);
    return NULL;
}

/* All but the first part get a thread; the first is ours. */
static void
run_parts(Part part[], guint n)
{
    GThread *thread[MAX_THREADS] = { NULL };

    for (guint k = 1; k < n; k++)
        thread[k] = g_thread_new("smaa", run_part, &part[k]);
    run_part(&part[0]);
    for (guint k = 1; k < n; k++)
        g_thread_join(thread[k]);
}

static KamCalcStatus
gather(Part part[], guint n)
{
    for (guint k = 0; k < n; k++)
        if (part[k].status != KAM_CALC_OK)
            return part[k].status;
    for (guint k = 1; k < n; k++)
        kam_smaa_add(part[0].smaa, part[k].smaa);
    return KAM_CALC_OK;
}

KamCalcStatus
kam_smaa_count(const KamSmaaProblem *problem, KamSmaa **smaa)
{
    Part part[MAX_THREADS] = { 0 };
    guint n = CLAMP(g_get_num_processors(), 1, MAX_THREADS), made = 0;
    KamCalcStatus status = KAM_CALC_OK;

    for (; made < n && status == KAM_CALC_OK; made++) {
        guint64 chunks;

        status = kam_smaa_new(problem, &part[made].smaa);
        if (status != KAM_CALC_OK)
            break;
        chunks = kam_smaa_chunks(part[made].smaa);
        part[made].first = chunks * made / n;
        part[made].count = chunks * (made + 1) / n - part[made].first;
    }
    if (status == KAM_CALC_OK) {
        run_parts(part, n);
        status = gather(part, n);
    }
    if (status == KAM_CALC_OK)
        *smaa = g_steal_pointer(&part[0].smaa);
    for (guint k = 0; k < made; k++)
        kam_smaa_free(part[k].smaa);
    return status;
}
