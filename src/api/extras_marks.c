/* Tags, watchers and the timeline of records. */
#include "api/extras_handlers.h"
#include "service/extras/record_tag.h"
#include "service/extras/timeline.h"
#include "service/extras/watcher.h"

gboolean
kam_extras_handle_tags(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    KamJson json;

    kam_extras_begin_items(reply, &json);
    if (!kam_record_tag_list_to_json(&work, &subject, &json, error))
        return FALSE;
    kam_extras_end_items(&json, 0);
    return TRUE;
}

static gboolean
set_tag(KamRequest *request, gboolean bears, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);

    return kam_record_tag_set(&work, &subject, kam_request_get_id(request, 1), bears, error);
}

gboolean
kam_extras_handle_tag_add(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    return set_tag(request, TRUE, error);
}

gboolean
kam_extras_handle_tag_remove(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    return set_tag(request, FALSE, error);
}

gboolean
kam_extras_handle_watchers(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_watcher_list_to_json(&work, &subject, &json, error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
set_watcher(KamRequest *request, gboolean watches, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);

    return kam_watcher_set(&work, &subject, watches, error);
}

gboolean
kam_extras_handle_watch(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    return set_watcher(request, TRUE, error);
}

gboolean
kam_extras_handle_unwatch(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    return set_watcher(request, FALSE, error);
}

gboolean
kam_extras_handle_timeline(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamSubject subject = kam_extras_subject(request);
    g_autofree char *cursor = kam_request_dup_parameter(request, "cursor");
    g_autofree char *next = NULL;
    guint limit = 0;
    KamJson json;

    if (!kam_extras_read_limit(request, KAM_TIMELINE_MAX_PAGE, &limit, error))
        return FALSE;
    kam_extras_begin_items(reply, &json);
    if (!kam_timeline_to_json(&work, &subject, cursor, limit, &json, &next, error))
        return FALSE;
    kam_json_end_array(&json);
    kam_json_text(&json, "next", next);
    kam_json_end_object(&json);
    return TRUE;
}
