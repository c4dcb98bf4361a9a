/* Questions to the desk: their keys, and who works them out. */
#include "service/figures/desk.h"

#include <string.h>

#include "base/error.h"

struct KamDesk {
    KamGroundCache *grounds;
    KamAnswers *answers;
};

KamDesk *
kam_desk_new(gsize max_line_bytes, gsize max_answer_bytes)
{
    KamDesk *desk = g_new0(KamDesk, 1);

    desk->grounds = kam_ground_cache_new(max_line_bytes);
    desk->answers = kam_answers_new(max_answer_bytes);
    return desk;
}

void
kam_desk_free(KamDesk *desk)
{
    if (desk == NULL)
        return;
    kam_ground_cache_free(desk->grounds);
    kam_answers_free(desk->answers);
    g_free(desk);
}

void
kam_desk_set_limits(KamDesk *desk, gsize max_line_bytes, gsize max_answer_bytes)
{
    kam_ground_cache_free(desk->grounds);
    kam_answers_free(desk->answers);
    desk->grounds = kam_ground_cache_new(max_line_bytes);
    desk->answers = kam_answers_new(max_answer_bytes);
}

KamGround *
kam_desk_get_ground(KamDesk *desk, KamDb *db, GError **error)
{
    return kam_ground_cache_get(desk->grounds, db, error);
}

/* Whose lines: views are equal when they hold the same accounts. */
static void
append_view(GString *key, const GArray *view)
{
    g_autofree char *sum = NULL;

    if (view == NULL)
        return;
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)view->data, view->len * sizeof(gint64));
    g_string_append_printf(key, " view %u %s", view->len, sum);
}

/* --- analyses --- */

typedef struct {
    const KamGround *ground;
    const KamAnalysisValues *values;
    const GArray *view;
} Asked;

static GBytes *
answer_from(const KamFacts *facts, const Asked *asked, GError **error)
{
    const KamAnalysisKind *kind = asked->values->kind;
    gpointer analysis;
    GString *text;

    if (facts->n == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "not enough data: there are no invoice lines to analyse");
        return NULL;
    }
    analysis = kind->make(facts, kam_ground_get_version(asked->ground), asked->values, error);
    if (analysis == NULL)
        return NULL;
    text = kam_analysis_answer(kind, analysis);
    kind->free(analysis);
    return g_string_free_to_bytes(text);
}

static GBytes *
make_answer(gpointer data, GError **error)
{
    const Asked *asked = data;
    g_autoptr(KamFacts) seen = asked->view == NULL ? NULL : kam_ground_restrict(asked->ground, asked->view);

    return answer_from(seen != NULL ? seen : kam_ground_get_facts(asked->ground), asked, error);
}

GBytes *
kam_desk_ask(KamDesk *desk, KamDb *db, const KamAnalysisValues *values, const GArray *view, gint64 *version,
             GError **error)
{
    g_autoptr(KamGround) ground = kam_desk_get_ground(desk, db, error);
    g_autoptr(GString) key = g_string_new(values->kind->name);
    g_autofree char *parameters = kam_analysis_values_to_json(values);
    Asked asked = { ground, values, view };

    if (ground == NULL)
        return NULL;
    g_string_append_printf(key, " %s %s", kam_ground_get_stamp(ground), parameters);
    append_view(key, view);
    if (version != NULL)
        *version = kam_ground_get_version(ground);
    return kam_answers_get(desk->answers, key->str, make_answer, &asked, error);
}

/* --- sums --- */

typedef struct {
    KamGround *ground;
    const KamSumQuestion *question;
} Summed;

static GBytes *
make_sums(gpointer data, GError **error)
{
    const Summed *summed = data;
    g_autoptr(KamSums) sums = kam_sums_new(summed->ground, summed->question, error);
    GString *text;
    KamJson json;

    if (sums == NULL)
        return NULL;
    text = g_string_new(NULL);
    kam_json_init(&json, text, 0);
    kam_sums_to_json(sums, &json);
    return g_string_free_to_bytes(text);
}

GBytes *
kam_desk_sum(KamDesk *desk, KamDb *db, const KamSumQuestion *question, GError **error)
{
    g_autoptr(KamGround) ground = kam_desk_get_ground(desk, db, error);
    g_autoptr(GString) key = g_string_new("sums");
    Summed summed = { ground, question };

    if (ground == NULL)
        return NULL;
    g_string_append_printf(key, " %s %u %d %d %d %d %u %d ", kam_ground_get_stamp(ground), question->n_by,
                           question->by[0], question->n_by > 1 ? (int)question->by[1] : -1, question->order,
                           question->ascending, question->limit, question->with_margin);
    kam_sales_filter_append(&question->filter, key);
    append_view(key, question->view);
    return kam_answers_get(desk->answers, key->str, make_sums, &summed, error);
}
