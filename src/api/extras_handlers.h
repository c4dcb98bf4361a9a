/* Handlers of what hangs on records; the type is that of the route, the record its {id}. */
#pragma once

#include "api/record_handlers.h"
#include "service/extras/subject.h"

/* extras_comments.c */
gboolean kam_extras_handle_comments(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_comment_add(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_comment_edit(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_comment_delete(KamRequest *request, KamReply *reply, GError **error);

/* extras_attachments.c */
gboolean kam_extras_handle_attachments(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_attachment_add(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_attachment_content(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_attachment_delete(KamRequest *request, KamReply *reply, GError **error);

/* extras_marks.c */
gboolean kam_extras_handle_tags(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_tag_add(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_tag_remove(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_watchers(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_watch(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_unwatch(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_extras_handle_timeline(KamRequest *request, KamReply *reply, GError **error);

/* record_export.c */
gboolean kam_extras_handle_export(KamRequest *request, KamReply *reply, GError **error);

/* extras_routes.c: what they share. */
KamSubject kam_extras_subject(const KamRequest *request);
/** The parameter limit, 1 to `most`, 50 when absent. FALSE and KAM_ERROR_USAGE else. */
gboolean kam_extras_read_limit(const KamRequest *request, guint most, guint *limit, GError **error);
/** The parameter cursor as the id that it is; 0 when absent. */
gboolean kam_extras_read_cursor(const KamRequest *request, gint64 *before, GError **error);
/** {"items":[ ... */
void kam_extras_begin_items(KamReply *reply, KamJson *json);
/** ... ],"next":"17"}; 0 is null. */
void kam_extras_end_items(KamJson *json, gint64 next);
