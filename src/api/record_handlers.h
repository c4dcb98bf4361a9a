/* Handlers of the derived routes; the type is that of the route. */
#pragma once

#include "api/api.h"
#include "record/change.h"

#define KAM_RECORD_MAX_BULK 1000
/* Bytes of a file to import; the setting max-upload is less than this. */
#define KAM_IMPORT_MAX_UPLOAD ((gsize)G_GUINT64_CONSTANT(0x10000000000))

/* record_list.c */
gboolean kam_record_handle_list(KamRequest *request, KamReply *reply, GError **error);

/* record_read.c */
gboolean kam_record_handle_get(KamRequest *request, KamReply *reply, GError **error);

/* record_history.c */
gboolean kam_record_handle_history(KamRequest *request, KamReply *reply, GError **error);

/* record_write.c */
gboolean kam_record_handle_create(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_record_handle_patch(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_record_handle_delete(KamRequest *request, KamReply *reply, GError **error);
gboolean kam_record_handle_restore(KamRequest *request, KamReply *reply, GError **error);

/* record_bulk.c */
gboolean kam_record_handle_bulk(KamRequest *request, KamReply *reply, GError **error);

/* routes_imports.c */
gboolean kam_record_handle_import(KamRequest *request, KamReply *reply, GError **error);

/* record_write.c: what the handlers that change share. */
/** What the engine wants to know of the request. */
KamWork kam_record_work(const KamRequest *request);
/** A change was refused: faults as 422, another version as 412, everything else stays the error. TRUE: the reply
 * stands. `version` is the one that the caller has seen, 0: none. */
gboolean
kam_record_refuse(KamRequest *request, KamReply *reply, const KamFaults *faults, gint64 version, GError **error);
/** The same about a record that is not that of the route. */
gboolean kam_record_refuse_of(KamRequest *request, KamReply *reply, const KamRecordType *type, gint64 id,
                              const KamFaults *faults, gint64 version, GError **error);
