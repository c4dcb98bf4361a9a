/* The log: one JSON object a line. Callers name members one by one, so that nothing gets in by accident: no secret,
 * token, cookie, value of a query or body ever has a member. */
#pragma once

#include <glib.h>

#include "base/error.h"
#include "base/json.h"

typedef enum { KAM_LOG_DEBUG, KAM_LOG_INFO, KAM_LOG_WARNING, KAM_LOG_ERROR } KamLogLevel;

/* Shared by all threads. */
typedef struct KamLog KamLog;

/** `path` is appended to, made for its owner alone; "" is standard error. `level` is one of debug, info, warning,
 * error.
 */
KamLog *kam_log_new(const char *path, const char *level, GError **error);
void kam_log_free(KamLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamLog, kam_log_free)
/** Open the file anew, after it was moved away. On failure the old one stays in use. */
gboolean kam_log_reopen(KamLog *log, GError **error);
gboolean kam_log_is_on(const KamLog *log, KamLogLevel level);

/* One line: begin, members by kam_json_...(), end. Lives on the stack. */
typedef struct {
    KamLog *log;
    GString *text;
    KamJson json;
} KamLogLine;
/** Writes time, level and event. */
void kam_log_begin(KamLog *log, KamLogLine *line, KamLogLevel level, const char *event);
void kam_log_end(KamLogLine *line);

/** A line with one more member; not written when the level is off. `value` NULL leaves the member out. */
void kam_log_event(KamLog *log, KamLogLevel level, const char *event, const char *name, const char *value);
