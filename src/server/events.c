/* Streams of events. An event is a snapshot of the job, its id says what was in it: a client that comes back with the
 * id of the last one misses nothing, after a restart of the server either. */
#include "server/events.h"

#include <string.h>

#define BLOCK 4096
#define FIRST_WAIT "retry: 2000\n\n"
#define SIGN_OF_LIFE ": still here\n\n"

typedef struct {
    KamEvents *events;
    KamJobs *jobs;
    KamPool *pool;
    struct MHD_Connection *connection;
    gint64 job_id;
    char *last_id;
    GString *text; /* written and not yet sent */
    GList link;
    /* guarded by the events' lock */
    gboolean is_changed, is_beat_due, is_asleep;
} Stream;

struct KamEvents {
    GMutex mutex;
    GQueue streams;
    gboolean is_ended;
};

KamEvents *
kam_events_new(void)
{
    KamEvents *events = g_new0(KamEvents, 1);

    g_mutex_init(&events->mutex);
    g_queue_init(&events->streams);
    return events;
}

void
kam_events_free(KamEvents *events)
{
    if (events == NULL)
        return;
    g_assert(events->streams.length == 0);
    g_mutex_clear(&events->mutex);
    g_free(events);
}

/* --- waking --- */

/* With the lock held. */
static void
wake(Stream *stream)
{
    if (!stream->is_asleep)
        return;
    stream->is_asleep = FALSE;
    MHD_resume_connection(stream->connection);
}

void
kam_events_changed(gpointer data, gint64 job_id)
{
    KamEvents *events = data;

    g_mutex_lock(&events->mutex);
    for (GList *link = events->streams.head; link != NULL; link = link->next) {
        Stream *stream = link->data;

        if (stream->job_id != job_id)
            continue;
        stream->is_changed = TRUE;
        wake(stream);
    }
    g_mutex_unlock(&events->mutex);
}

void
kam_events_beat(KamEvents *events)
{
    g_mutex_lock(&events->mutex);
    for (GList *link = events->streams.head; link != NULL; link = link->next) {
        Stream *stream = link->data;

        stream->is_beat_due = TRUE;
        wake(stream);
    }
    g_mutex_unlock(&events->mutex);
}

void
kam_events_end(KamEvents *events)
{
    g_mutex_lock(&events->mutex);
    events->is_ended = TRUE;
    for (GList *link = events->streams.head; link != NULL; link = link->next)
        wake(link->data);
    g_mutex_unlock(&events->mutex);
}

/* --- writing --- */

static gboolean
load(Stream *stream, KamJob *job)
{
    KamDb *db = kam_pool_borrow(stream->pool, NULL);
    gboolean loaded;

    if (db == NULL)
        return FALSE;
    loaded = kam_jobs_load(stream->jobs, db, stream->job_id, job, NULL);
    kam_pool_return(stream->pool, db);
    return loaded;
}

/* The event of the present state, unless the client has it; FALSE when no more will come. */
static gboolean
write_event(Stream *stream)
{
    g_auto(KamJob) job = { 0 };
    g_autofree char *id = NULL;
    KamJson json;

    if (!load(stream, &job))
        return FALSE;
    id = g_strdup_printf("%s.%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kam_job_state_name(job.state), job.progress,
                         job.total);
    if (g_strcmp0(id, stream->last_id) != 0) {
        g_string_append_printf(stream->text, "id: %s\nevent: %s\ndata: ", id,
                               kam_job_is_finished(&job) ? "end" : "progress");
        kam_json_init(&json, stream->text, 0);
        kam_job_to_json(&job, &json, NULL);
        g_string_append(stream->text, "\n\n");
        g_free(stream->last_id);
        stream->last_id = g_steal_pointer(&id);
    }
    return !kam_job_is_finished(&job);
}

typedef enum { NOTHING, CHANGED, BEAT_DUE, ENDED } News;

/* What has come up; when nothing has, the connection sleeps from here on. */
static News
take_news(Stream *stream)
{
    KamEvents *events = stream->events;
    News news = NOTHING;

    g_mutex_lock(&events->mutex);
    if (events->is_ended)
        news = ENDED;
    else if (stream->is_changed)
        news = CHANGED;
    else if (stream->is_beat_due)
        news = BEAT_DUE;
    stream->is_changed = FALSE;
    stream->is_beat_due = FALSE;
    stream->is_asleep = news == NOTHING;
    if (news == NOTHING)
        MHD_suspend_connection(stream->connection);
    g_mutex_unlock(&events->mutex);
    return news;
}

static ssize_t
send_text(Stream *stream, char *buffer, size_t size)
{
    gsize n = MIN(size, stream->text->len);

    memcpy(buffer, stream->text->str, n);
    g_string_erase(stream->text, 0, (gssize)n);
    return (ssize_t)n;
}

static ssize_t
read_stream(void *data, G_GNUC_UNUSED uint64_t position, char *buffer, size_t size)
{
    Stream *stream = data;

    while (stream->text->len == 0) {
        if (stream->job_id == 0)
            return MHD_CONTENT_READER_END_OF_STREAM;
        switch (take_news(stream)) {
        case NOTHING:
            return 0;
        case ENDED:
            return MHD_CONTENT_READER_END_OF_STREAM;
        case BEAT_DUE:
            g_string_append(stream->text, SIGN_OF_LIFE);
            break;
        case CHANGED:
            if (!write_event(stream))
                stream->job_id = 0; /* and what was written goes out first */
            break;
        }
    }
    return send_text(stream, buffer, size);
}

static void
stream_free(void *data)
{
    Stream *stream = data;

    g_mutex_lock(&stream->events->mutex);
    g_queue_unlink(&stream->events->streams, &stream->link);
    g_mutex_unlock(&stream->events->mutex);
    g_string_free(stream->text, TRUE);
    g_free(stream->last_id);
    g_free(stream);
}

struct MHD_Response *
kam_events_follow(KamEvents *events, KamJobs *jobs, KamPool *pool, struct MHD_Connection *connection, gint64 job_id,
                  const char *last_id)
{
    Stream *stream = g_new0(Stream, 1);

    stream->events = events;
    stream->jobs = jobs;
    stream->pool = pool;
    stream->connection = connection;
    stream->job_id = job_id;
    stream->last_id = g_strdup(last_id);
    stream->text = g_string_new(FIRST_WAIT);
    stream->link.data = stream;
    stream->is_changed = TRUE;
    g_mutex_lock(&events->mutex);
    g_queue_push_tail_link(&events->streams, &stream->link);
    g_mutex_unlock(&events->mutex);
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_stream, stream, stream_free);
}
