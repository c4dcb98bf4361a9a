/* An analysis of all accounts, kept as a run. Begun again it may keep a second run of the same question, which does no
 * harm. */
#include <jansson.h>

#include "base/error.h"
#include "service/figures/desk.h"
#include "service/jobs/kinds.h"

#define N_STAGES 3

typedef struct {
    KamAnalysisRun *run;
    GString *result;
} Kept;

static gboolean
save_run(KamDb *db, gpointer data, GError **error)
{
    Kept *kept = data;

    return kam_analysis_run_save(db, kept->run, kept->result, error);
}

/* Between stages it can be stopped. */
static gboolean
begin_stage(KamJobRun *job, gint64 done, const char *step, const char *what, GError **error)
{
    if (kam_job_run_report(job, done, N_STAGES, step, what))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "the analysis was cancelled before it was kept");
    return FALSE;
}

static GBytes *
work_out(KamJobRun *job, KamDb *db, KamDeskQuestion *question, GError **error)
{
    g_autoptr(KamGround) ground = NULL;

    if (!begin_stage(job, 0, "reads_lines", "reads the lines", error))
        return NULL;
    ground = kam_desk_get_ground(job->desk, db, error);
    if (ground == NULL || !begin_stage(job, 1, "works_out", "works it out", error))
        return NULL;
    return kam_desk_ask(job->desk, db, question, error);
}

static GBytes *
ask(KamJobRun *job, KamDeskQuestion *question, GError **error)
{
    KamDb *db = kam_pool_borrow(job->pool, error);
    GBytes *answer;

    if (db == NULL)
        return NULL;
    answer = work_out(job, db, question, error);
    kam_pool_return(job->pool, db);
    return answer;
}

static gboolean
keep(KamJobRun *job, const KamDeskQuestion *question, GBytes *answer, gint64 started_at_ms, GError **error)
{
    g_autoptr(KamAnalysisRun) run = kam_analysis_run_new(question->values, question->version, started_at_ms);
    g_autoptr(GString) text = g_string_new_len(g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    Kept kept = { run, text };

    if (!begin_stage(job, 2, "keeps_run", "keeps the run", error) ||
        !kam_pool_write_wait(job->pool, save_run, &kept, error))
        return FALSE;
    kam_job_run_report(job, N_STAGES, N_STAGES, NULL, NULL);
    job->result = g_strdup_printf("{\"run\":\"%" G_GINT64_FORMAT "\",\"analysis\":\"%s\"}", run->id, run->name);
    return TRUE;
}

static gboolean
read_question(KamJobRun *job, KamAnalysisValues *values, GError **error)
{
    json_t *parameters = json_loads(job->parameters, 0, NULL);
    const char *name = json_string_value(json_object_get(parameters, "analysis"));
    const KamAnalysisKind *kind = name == NULL ? NULL : kam_analysis_kind_find(name);
    char *asked = json_dumps(json_object_get(parameters, "parameters"), JSON_COMPACT);
    gboolean is_read = FALSE;

    if (kind == NULL || asked == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "this program has no analysis '%s' any more",
                    name != NULL ? name : "");
        kam_error_set_reason(error, "analysis_gone", NULL);
    } else {
        kam_analysis_values_init(values, kind);
        is_read = kam_analysis_values_from_json(values, asked, error);
    }
    free(asked);
    json_decref(parameters);
    return is_read;
}

static gboolean
run(KamJobRun *job, GError **error)
{
    gint64 started_at_ms = g_get_real_time() / 1000;
    g_auto(KamAnalysisValues) values = { 0 };
    KamDeskQuestion question = { .values = &values };
    g_autoptr(GBytes) answer = NULL;

    if (!read_question(job, &values, error))
        return FALSE;
    answer = ask(job, &question, error);
    return answer != NULL && keep(job, &question, answer, started_at_ms, error);
}

const KamJobKind kam_job_analysis = { .name = "analysis", .restarts = TRUE, .run = run };
