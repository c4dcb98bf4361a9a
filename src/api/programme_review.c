/* The yearly review: opened once for a key, read, thrown away, signed. */
#include "api/programme_review.h"

#include "api/api.h"
#include "api/idempotency.h"
#include "api/programme_asking.h"
#include "api/record_handlers.h"
#include "base/error.h"
#include "domain/types.h"

gboolean
kam_programme_review_show(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamProgrammeAsking) asking = { .question = { .with_reasons = TRUE } };
    g_autoptr(KamReview) review = NULL;
    g_autoptr(KamProgramme) programme = NULL;
    KamJson json;

    if (!kam_programme_asking_begin(&asking, request, error))
        return FALSE;
    if (!kam_programme_asking_is_right(&asking, reply))
        return TRUE;
    review = kam_review_load(request->db, kam_request_get_id(request, 0), error);
    if (review == NULL)
        return FALSE;
    asking.also = kam_review_list_accounts(review);
    programme = kam_programme_asking_load(&asking, error);
    if (programme == NULL)
        return FALSE;
    kam_reply_set_version(reply, review->record->version);
    kam_reply_json(reply, &json);
    kam_programme_review_to_json(programme, review, &json);
    return TRUE;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

/* What the writer does. */
typedef struct {
    KamReply *reply;
    const KamProgramme *programme;
    KamReviewRun basis;
    json_t *body;
    KamFaults *faults;
} Opening;

static void
opening_clear(Opening *opening)
{
    kam_analysis_run_free(opening->basis.run);
    if (opening->basis.result != NULL)
        g_string_free(opening->basis.result, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Opening, opening_clear)

static gboolean
write_review(KamRequest *request, gpointer data, GError **error)
{
    Opening *opening = data;
    KamWork work = kam_record_work(request);
    gint64 id = kam_review_open(&work, opening->programme, &opening->basis, opening->body, opening->faults, error);
    g_autofree char *location = g_strdup_printf("/api/v1/programme/reviews/%" G_GINT64_FORMAT, id);
    KamJson json;

    if (id == 0)
        return FALSE;
    kam_reply_header(opening->reply, "Location", location);
    kam_reply_json(opening->reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_id(&json, "id", id);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
check_sees_all(const KamRequest *request, GError **error)
{
    if (kam_policy_sees_all_accounts(request->actor) && kam_figures_sees_margins(request))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                "a review is of all accounts with their costs and profit; your role sees less than that");
    return FALSE;
}

static gboolean
find_basis(const KamRequest *request, KamReviewRun *basis, GError **error)
{
    g_autoptr(GError) failed = NULL;

    basis->run = kam_chosen_run_new(request->api->desk, request->db, request->now_ms, &basis->result, &failed);
    if (failed == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

/* Figures are worked out here, beside the writer; the writer then makes the records. */
gboolean
kam_programme_review_open(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamProgrammeAsking) asking = { 0 };
    json_auto_t *body = kam_request_load_json(request, error);
    g_autoptr(KamProgramme) programme = NULL;
    g_auto(Opening) opening = { .reply = reply, .body = body, .faults = &asking.faults };

    if (body == NULL || !kam_programme_asking_begin(&asking, request, error) || !check_sees_all(request, error) ||
        (programme = kam_programme_asking_load(&asking, error)) == NULL || !find_basis(request, &opening.basis, error))
        return FALSE;
    opening.programme = programme;
    return kam_once_write(request, reply, write_review, &opening, error) ||
           kam_record_refuse_of(request, reply, &kam_programme_review_type, 0, &asking.faults, 0, error);
}

/* --- its end ------------------------------------------------------------------------------------------------------ */

gboolean
kam_programme_review_discard(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 id = kam_request_get_id(request, 0);
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    return kam_review_discard(&work, id, &faults, error) ||
           kam_record_refuse_of(request, reply, &kam_programme_review_type, id, &faults, 0, error);
}

gboolean
kam_programme_review_sign(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 id = kam_request_get_id(request, 0), version;
    KamWork work = kam_record_work(request);
    g_autoptr(KamRecord) review = NULL;
    g_auto(KamFaults) faults = { 0 };
    KamJson json;

    kam_faults_init(&faults);
    if (!kam_request_get_version(request, &version, error))
        return FALSE;
    if (!kam_review_sign(&work, id, version, &faults, error))
        return kam_record_refuse_of(request, reply, &kam_programme_review_type, id, &faults, version, error);
    review = kam_record_load(request->db, &kam_programme_review_type, id, FALSE, error);
    if (review == NULL)
        return FALSE;
    kam_reply_set_version(reply, review->version);
    kam_reply_json(reply, &json);
    kam_record_to_json(review, request->actor, &json, NULL);
    return TRUE;
}
