/* Create, patch, delete and restore one record. */
#include <string.h>

#include "api/record_handlers.h"
#include "domain/duplicates.h"
#include "record/audit.h"

KamWork
kam_record_work(const KamRequest *request)
{
    return (KamWork) { .db = request->db,
                       .actor = request->actor,
                       .types = request->api->types,
                       .request_id = request->id,
                       .now_ms = request->now_ms };
}

/* 412 with the version that the record has by now, and what changed since the caller's. */
static gboolean
refuse_version(KamRequest *request, KamReply *reply, const KamRecord *now, gint64 seen, GError **error)
{
    KamJson json;

    kam_reply_begin_problem(reply, request, 412, "the record has changed meanwhile: look at it again, then change it",
                            &json);
    kam_json_int(&json, "version", now->version);
    kam_json_begin_array(&json, "changes");
    if (!kam_audit_since_to_json(request->db, request->actor, now->type, now->id, seen, &json, error))
        return FALSE;
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    kam_reply_set_version(reply, now->version);
    return TRUE;
}

/* Of a conflict: whether it is that the record has moved on from the version seen. */
static KamRecord *
load_newer(KamDb *db, const KamRecordType *type, gint64 id, gint64 seen)
{
    g_autoptr(KamRecord) now = NULL;

    if (seen == 0)
        return NULL;
    now = kam_record_load(db, type, id, FALSE, NULL);
    return now != NULL && now->version != seen ? g_steal_pointer(&now) : NULL;
}

gboolean
kam_record_refuse_of(KamRequest *request, KamReply *reply, const KamRecordType *type, gint64 id,
                     const KamFaults *faults, gint64 version, GError **error)
{
    g_autoptr(KamRecord) newer = NULL;

    if (faults->n_errors > 0 && g_error_matches(*error, KAM_ERROR, KAM_ERROR_INVALID)) {
        kam_reply_problem(reply, request, 422, (*error)->message, faults);
        g_clear_error(error);
        return TRUE;
    }
    if (!g_error_matches(*error, KAM_ERROR, KAM_ERROR_CONFLICT))
        return FALSE;
    newer = load_newer(request->db, type, id, version);
    if (newer == NULL)
        return FALSE;
    g_clear_error(error);
    return refuse_version(request, reply, newer, version, error);
}

gboolean
kam_record_refuse(KamRequest *request, KamReply *reply, const KamFaults *faults, gint64 version, GError **error)
{
    return kam_record_refuse_of(request, reply, request->route->record_type, kam_request_get_id(request, 0), faults,
                                version, error);
}

/* The record as the answer to its change, with what was noticed on the way; or nothing, when nothing is wanted. */
static void
answer_record(const KamRequest *request, KamReply *reply, const KamRecord *record, const KamFaults *faults)
{
    KamJson json;

    kam_reply_set_version(reply, record->version);
    if (kam_request_prefers(request, "return=minimal")) {
        kam_reply_header(reply, "Preference-Applied", "return=minimal");
        reply->status = reply->status == 201 ? 201 : 204;
        return;
    }
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_record_members_to_json(record, request->actor, &json);
    if (faults->list->len > faults->n_errors)
        kam_faults_to_json(faults, &json, "warnings", TRUE);
    kam_json_end_object(&json);
}

/* 409 with the records that the new one looks like, unless the caller says that it is another one. */
static gboolean
refuse_likeness(KamRequest *request, KamReply *reply, const KamWork *work, const KamRecord *record, gboolean *refused,
                GError **error)
{
    g_autoptr(GArray) like = NULL;
    KamJson json;

    *refused = FALSE;
    if (kam_request_get_flag(request, "force"))
        return TRUE;
    like = kam_duplicates_find_like(work, record, KAM_LIKENESS_STRONG, error);
    if (like == NULL || like->len == 0)
        return like != NULL;
    *refused = TRUE;
    kam_reply_begin_problem(reply, request, 409,
                            "there are records that look like this one; add ?force=true if it is "
                            "another one",
                            &json);
    if (!kam_duplicates_likenesses_to_json(work, record->type, like, &json, "candidates", error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

gboolean
kam_record_handle_create(KamRequest *request, KamReply *reply, GError **error)
{
    const KamRecordType *type = request->route->record_type;
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;
    g_autofree char *location = NULL;
    gboolean refused;
    json_t *body = kam_request_load_json(request, error);

    if (body == NULL)
        return FALSE;
    kam_faults_init(&faults);
    record = kam_record_create(&work, type, body, &faults, error);
    json_decref(body);
    if (record == NULL)
        return kam_record_refuse(request, reply, &faults, 0, error);
    if (!refuse_likeness(request, reply, &work, record, &refused, error) || refused)
        return refused;
    location = g_strdup_printf("/api/v1/%s/%" G_GINT64_FORMAT, type->plural, record->id);
    kam_reply_header(reply, "Location", location);
    answer_record(request, reply, record, &faults);
    return TRUE;
}

gboolean
kam_record_handle_patch(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;
    gint64 version = 0;
    json_t *body;

    if (!kam_request_get_version(request, &version, error))
        return FALSE;
    body = kam_request_load_json(request, error);
    if (body == NULL)
        return FALSE;
    kam_faults_init(&faults);
    record = kam_record_patch(&work, request->route->record_type, kam_request_get_id(request, 0), version, body,
                              &faults, error);
    json_decref(body);
    if (record == NULL)
        return kam_record_refuse(request, reply, &faults, version, error);
    answer_record(request, reply, record, &faults);
    return TRUE;
}

gboolean
kam_record_handle_delete(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;
    gint64 version = 0;

    if (!kam_request_get_version(request, &version, error))
        return FALSE;
    kam_faults_init(&faults);
    record =
        kam_record_delete(&work, request->route->record_type, kam_request_get_id(request, 0), version, &faults, error);
    return record != NULL || kam_record_refuse(request, reply, &faults, version, error);
}

gboolean
kam_record_handle_restore(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_restore(&work, request->route->record_type, kam_request_get_id(request, 0), &faults, error);
    if (record == NULL)
        return kam_record_refuse(request, reply, &faults, 0, error);
    answer_record(request, reply, record, &faults);
    return TRUE;
}
