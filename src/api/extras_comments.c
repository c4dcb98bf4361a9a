/* Comments on records. */
#include <string.h>

#include "api/extras_handlers.h"
#include "service/extras/comment.h"

gboolean
kam_extras_handle_comments(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    gint64 before = 0, next = 0;
    guint limit = 0;
    KamJson json;

    if (!kam_extras_read_limit(request, KAM_COMMENT_MAX_PAGE, &limit, error) ||
        !kam_extras_read_cursor(request, &before, error))
        return FALSE;
    kam_extras_begin_items(reply, &json);
    if (!kam_comment_page_to_json(&work, &subject, before, limit, &json, &next, error))
        return FALSE;
    kam_extras_end_items(&json, next);
    return TRUE;
}

/* The request's object, whose one member is the body. */
static json_t *
load_body(const KamRequest *request, KamFaults *faults, GError **error)
{
    json_t *json = kam_request_load_json(request, error);
    const char *name;
    json_t *member;

    if (json != NULL && !json_is_object(json)) {
        json_decref(json);
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the body is no object: send {\"body\":\"...\"}");
        return NULL;
    }
    json_object_foreach(json, name, member) if (strcmp(name, "body") != 0)
        kam_faults_add(faults, name, "unknown_field", "a comment has no '%.60s', only a body", name);
    return json;
}

static gboolean
answer_comment(const KamWork *work, const KamSubject *subject, gint64 id, const KamFaults *faults, KamReply *reply,
               GError **error)
{
    gint64 version = 0;
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_comment_members_to_json(work, subject, id, &json, &version, error))
        return FALSE;
    if (faults->list->len > 0)
        kam_faults_to_json(faults, &json, "warnings", TRUE);
    kam_json_end_object(&json);
    kam_reply_set_version(reply, version);
    return TRUE;
}

/* Faults are told as a whole; a version that has passed is 412. TRUE: the reply stands. */
static gboolean
refuse(KamRequest *request, KamReply *reply, const KamFaults *faults, GError **error)
{
    if (g_error_matches(*error, KAM_ERROR, KAM_ERROR_INVALID) && faults->n_errors > 0)
        kam_reply_problem(reply, request, 422, (*error)->message, faults);
    else if (g_error_matches(*error, KAM_ERROR, KAM_ERROR_CONFLICT))
        kam_reply_problem(reply, request, 412, (*error)->message, NULL);
    else
        return FALSE;
    g_clear_error(error);
    return TRUE;
}

gboolean
kam_extras_handle_comment_add(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    g_auto(KamFaults) faults = { 0 };
    g_autofree char *location = NULL;
    gint64 id = 0;
    json_t *json;
    gboolean done;

    kam_faults_init(&faults);
    json = load_body(request, &faults, error);
    if (json == NULL)
        return FALSE;
    done = kam_comment_add(&work, &subject, json_object_get(json, "body"), &id, &faults, error);
    json_decref(json);
    if (!done)
        return refuse(request, reply, &faults, error);
    location = g_strdup_printf("%s/%" G_GINT64_FORMAT, request->path, id);
    kam_reply_header(reply, "Location", location);
    return answer_comment(&work, &subject, id, &faults, reply, error);
}

gboolean
kam_extras_handle_comment_edit(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    gint64 id = kam_request_get_id(request, 1), version = 0;
    g_auto(KamFaults) faults = { 0 };
    json_t *json;
    gboolean done;

    kam_faults_init(&faults);
    if (!kam_request_get_version(request, &version, error))
        return FALSE;
    json = load_body(request, &faults, error);
    if (json == NULL)
        return FALSE;
    done = kam_comment_edit(&work, &subject, id, version, json_object_get(json, "body"), &faults, error);
    json_decref(json);
    if (!done)
        return refuse(request, reply, &faults, error);
    return answer_comment(&work, &subject, id, &faults, reply, error);
}

gboolean
kam_extras_handle_comment_delete(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    g_auto(KamFaults) faults = { 0 };
    gint64 version = 0;

    kam_faults_init(&faults);
    if (!kam_request_get_version(request, &version, error))
        return FALSE;
    return kam_comment_delete(&work, &subject, kam_request_get_id(request, 1), version, error) ||
           refuse(request, reply, &faults, error);
}
