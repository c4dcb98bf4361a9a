/* Clients that follow a job by server-sent events. Each sleeps until its job changes or a sign of life is due. */
#pragma once

#include <microhttpd.h>

#include "service/jobs/jobs.h"

typedef struct KamEvents KamEvents;

/** No stream yet. */
KamEvents *kam_events_new(void);
/** All streams must have ended. */
void kam_events_free(KamEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamEvents, kam_events_free)

/**
 * The body of an answer that follows a job to its end.
 * @param last_id  what the client saw last (Last-Event-ID), NULL when it begins
 */
struct MHD_Response *kam_events_follow(KamEvents *events, KamJobs *jobs, KamPool *pool,
                                       struct MHD_Connection *connection, gint64 job_id, const char *last_id);
/** KamJobsChanged: a job has changed. Any thread. */
void kam_events_changed(gpointer events, gint64 job_id);
/** Send every client a sign of life, so that nothing between takes the connection for dead. */
void kam_events_beat(KamEvents *events);
/** End all streams, for the server stops; later ones end at once. */
void kam_events_end(KamEvents *events);
