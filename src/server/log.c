/* Lines are built by their thread and written by one call, so that those of two threads never mix. */
#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct KamLog {
    char *path;
    KamLogLevel level;
    GMutex mutex; /* guards fd */
    int fd;
};

static const char *const level_names[] = { "debug", "info", "warning", "error" };

static int
open_file(const char *path, GError **error)
{
    int fd = path[0] == '\0' ? STDERR_FILENO : open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    if (fd < 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot open the log '%s': %s", path, g_strerror(errno));
    return fd;
}

static KamLogLevel
level_from_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(level_names); i++)
        if (strcmp(level_names[i], name) == 0)
            return (KamLogLevel)i;
    return KAM_LOG_INFO;
}

KamLog *
kam_log_new(const char *path, const char *level, GError **error)
{
    KamLog *log;
    int fd = open_file(path, error);

    if (fd < 0)
        return NULL;
    log = g_new0(KamLog, 1);
    log->path = g_strdup(path);
    log->level = level_from_name(level);
    log->fd = fd;
    g_mutex_init(&log->mutex);
    return log;
}

static void
close_file(int fd)
{
    if (fd != STDERR_FILENO)
        close(fd);
}

void
kam_log_free(KamLog *log)
{
    if (log == NULL)
        return;
    close_file(log->fd);
    g_mutex_clear(&log->mutex);
    g_free(log->path);
    g_free(log);
}

gboolean
kam_log_reopen(KamLog *log, GError **error)
{
    int fd = open_file(log->path, error), old;

    if (fd < 0)
        return FALSE;
    g_mutex_lock(&log->mutex);
    old = log->fd;
    log->fd = fd;
    g_mutex_unlock(&log->mutex);
    close_file(old);
    return TRUE;
}

gboolean
kam_log_is_on(const KamLog *log, KamLogLevel level)
{
    return level >= log->level;
}

static void
put_time(KamJson *json, gint64 now_us)
{
    time_t seconds = (time_t)(now_us / G_USEC_PER_SEC);
    struct tm now;
    char text[40];

    gmtime_r(&seconds, &now);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &now);
    g_snprintf(text + strlen(text), sizeof text - strlen(text), ".%03dZ", (int)(now_us % G_USEC_PER_SEC / 1000));
    kam_json_text(json, "time", text);
}

void
kam_log_begin(KamLog *log, KamLogLine *line, KamLogLevel level, const char *event)
{
    line->log = log;
    line->text = g_string_sized_new(320);
    kam_json_init(&line->json, line->text, 0);
    kam_json_begin_object(&line->json, NULL);
    put_time(&line->json, g_get_real_time());
    kam_json_text(&line->json, "level", level_names[level]);
    kam_json_text(&line->json, "event", event);
}

void
kam_log_end(KamLogLine *line)
{
    KamLog *log = line->log;

    kam_json_end_object(&line->json);
    g_string_append_c(line->text, '\n');
    g_mutex_lock(&log->mutex);
    /* A full disk must not stop the service; the next line is tried again. */
    while (write(log->fd, line->text->str, line->text->len) < 0 && errno == EINTR)
        continue;
    g_mutex_unlock(&log->mutex);
    g_string_free(line->text, TRUE);
}

void
kam_log_event(KamLog *log, KamLogLevel level, const char *event, const char *name, const char *value)
{
    KamLogLine line;

    if (!kam_log_is_on(log, level))
        return;
    kam_log_begin(log, &line, level, event);
    if (value != NULL)
        kam_json_text(&line.json, name, value);
    kam_log_end(&line);
}
