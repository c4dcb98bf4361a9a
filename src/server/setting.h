/* The settings of the server: one table says their names, kinds, defaults and limits. A value comes from the flag of
 * `kamen serve`, else from the environment (KAMEN_<NAME>), else from the configuration file, else from the table. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef enum {
    KAM_SETTING_TEXT = 1,
    KAM_SETTING_INT,
    KAM_SETTING_BOOLEAN,
    KAM_SETTING_DATABASE, /* a text whose password is masked */
} KamSettingKind;

/* name, kind, default, secret, least, most, description */
#define KAM_SETTINGS(X)                                                                                                \
    X(DB, "db", DATABASE, "kamen.db", FALSE, 0, 0, "the database: a file name or postgresql://...")                    \
    X(LISTEN, "listen", TEXT, "127.0.0.1:8080", FALSE, 0, 0,                                                           \
      "address and port of the web page and the API; port 0 takes a free one and prints it")                           \
    X(METRICS_LISTEN, "metrics-listen", TEXT, "", FALSE, 0, 0,                                                         \
      "address and port of /metrics in the form of Prometheus; empty: off")                                            \
    X(PUBLIC_URL, "public-url", TEXT, "", FALSE, 0, 0,                                                                 \
      "what people type to come here, such as https://kamen.firma.rs; empty: whatever their browser says")             \
    X(OIDC_ISSUER, "oidc-issuer", TEXT, "", FALSE, 0, 0,                                                               \
      "the firm's OpenID Connect provider, such as https://login.firma.rs; empty: people sign in with passwords only") \
    X(OIDC_CLIENT_ID, "oidc-client-id", TEXT, "", FALSE, 0, 0, "what the provider calls this program")                 \
    X(OIDC_CLIENT_SECRET_FILE, "oidc-client-secret-file", TEXT, "", FALSE, 0, 0,                                       \
      "file with the secret that the provider gave; empty: none")                                                      \
    X(OIDC_ROLE_OF_NEW, "oidc-role-of-new", TEXT, "", FALSE, 0, 0,                                                     \
      "role of people whom the provider vouches for and nobody added; empty: they do not get in")                      \
    X(BEHIND_PROXY, "behind-proxy", BOOLEAN, "false", FALSE, 0, 0,                                                     \
      "take the client's address and protocol from the last X-Forwarded-For and X-Forwarded-Proto of a proxy on this " \
      "machine")                                                                                                       \
    X(TLS_CERTIFICATE, "tls-certificate", TEXT, "", FALSE, 0, 0,                                                       \
      "file with the certificate and its chain in PEM; empty: no TLS")                                                 \
    X(TLS_KEY, "tls-key", TEXT, "", FALSE, 0, 0, "file with the key of the certificate in PEM")                        \
    X(TLS_KEY_PASSWORD, "tls-key-password", TEXT, "", TRUE, 0, 0, "password of that file, when it has one")            \
    X(KEY_FILE, "key-file", TEXT, "", FALSE, 0, 0,                                                                     \
      "file with the key that seals second factors, made when it is not there; empty: <db>-key beside a SQLite "       \
      "database, else they are kept unsealed")                                                                         \
    X(FILES, "files", TEXT, "", FALSE, 0, 0,                                                                           \
      "folder of files being uploaded and of refused rows; empty: <db>-files beside a SQLite database, else "          \
      "kamen-files")                                                                                                   \
    X(BACKUPS, "backups", TEXT, "", FALSE, 0, 0,                                                                       \
      "folder that backups asked for by the API go to; empty: the folder backups inside that of files")                \
    X(JOB_DAYS, "job-days", INT, "30", FALSE, 0, 3650,                                                                 \
      "days after which finished jobs go, with their refused rows and backups; the newest backup stays; 0: never")     \
    X(THREADS, "threads", INT, "0", FALSE, 0, 256, "threads that answer requests; 0: as many as there are cores")      \
    X(WORKERS, "workers", INT, "2", FALSE, 1, 64,                                                                      \
      "threads for signing in, and as many for what takes longer: analyses, exports; each sign-in needs 64 MiB")       \
    X(WORKER_QUEUE, "worker-queue", INT, "64", FALSE, 1, 10000,                                                        \
      "how many requests may wait for each kind of worker; more are answered 503")                                     \
    X(LINE_MEMORY, "line-memory", INT, "1024", FALSE, 0, 1048576,                                                      \
      "MiB of memory for the invoice lines that sums and analyses share; more lines are read anew by each of them")    \
    X(ANSWER_MEMORY, "answer-memory", INT, "64", FALSE, 0, 1048576,                                                    \
      "MiB of memory for answers of sums and analyses that are held until the data change")                            \
    X(FIGURE_MEMORY, "figure-memory", INT, "384", FALSE, 0, 1048576,                                                   \
      "MiB of memory for the figures of accounts that pages show, held until the data change")                         \
    X(WARM_FIGURES, "warm-figures", BOOLEAN, "true", FALSE, 0, 0,                                                      \
      "work figures out before they are asked for, forecasts of all accounts too, on a thread of low priority")        \
    X(MAX_CONNECTIONS, "max-connections", INT, "1000", FALSE, 1, 100000, "connections at a time")                      \
    X(MAX_CONNECTIONS_PER_ADDRESS, "max-connections-per-address", INT, "250", FALSE, 0, 100000,                        \
      "connections at a time from one address; 0: no limit, as behind a proxy")                                        \
    X(MAX_HEADER, "max-header", INT, "32768", FALSE, 4096, 1048576,                                                    \
      "bytes of the head of a request, its line and its headers; a connection keeps four times as many")               \
    X(MAX_UPLOAD, "max-upload", INT, "1073741824", FALSE, 1048576, 1099511627776, "bytes of an uploaded file")         \
    X(IDLE_TIMEOUT, "idle-timeout", INT, "60", FALSE, 1, 3600, "seconds that a connection may be silent")              \
    X(HEADER_TIMEOUT, "header-timeout", INT, "15", FALSE, 1, 600, "seconds within which the head of a request comes")  \
    X(BODY_TIMEOUT, "body-timeout", INT, "60", FALSE, 1, 86400, "seconds within which the body of a request comes")    \
    X(UPLOAD_TIMEOUT, "upload-timeout", INT, "3600", FALSE, 1, 86400, "the same for an uploaded file")                 \
    X(STOP_TIMEOUT, "stop-timeout", INT, "20", FALSE, 1, 3600,                                                         \
      "seconds that requests and jobs are given to end when the server stops")                                         \
    X(PURGE_DAYS, "purge-days", INT, "30", FALSE, 0, 36500,                                                            \
      "days after which deleted records are removed for good, once a day; 0: never")                                   \
    X(LOG_FILE, "log-file", TEXT, "", FALSE, 0, 0, "file of the log, reopened on SIGHUP; empty: standard error")       \
    X(LOG_LEVEL, "log-level", TEXT, "info", FALSE, 0, 0, "debug, info (each request), warning or error")

typedef enum {
#define KAM_SETTING_ID(id, ...) KAM_SET_##id,
    KAM_SETTINGS(KAM_SETTING_ID)
#undef KAM_SETTING_ID
        KAM_SET_N,
} KamSettingId;

typedef struct {
    const char *name; /* "max-upload"; KAMEN_MAX_UPLOAD, --max-upload */
    KamSettingKind kind;
    const char *default_value;
    gboolean is_secret;
    gint64 min, max; /* of integers */
    const char *en;
} KamSetting;

typedef enum { KAM_FROM_DEFAULT, KAM_FROM_FILE, KAM_FROM_ENVIRONMENT, KAM_FROM_FLAG } KamSettingSource;

typedef struct {
    char *values[KAM_SET_N]; /* checked texts, never NULL */
    KamSettingSource sources[KAM_SET_N];
} KamConfig;

/** The table's row. */
const KamSetting *kam_setting_get(KamSettingId id);
/** "default", "file", "environment", "flag". */
const char *kam_setting_source_name(KamSettingSource source);
/** "KAMEN_MAX_UPLOAD". Free with g_free(). */
char *kam_setting_dup_variable(const KamSetting *setting);

/** Everything as the table says. */
void kam_config_init(KamConfig *config);
void kam_config_clear(KamConfig *config);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamConfig, kam_config_clear)

/**
 * Lines of "name = value"; empty ones and those that begin with '#' are passed over.
 * KAM_ERROR_INVALID names the line, and for an unknown name the nearest that there is; *config is then untouched.
 */
gboolean kam_config_read_text(KamConfig *config, const char *text, GError **error);
/** The same from a file. */
gboolean kam_config_read_file(KamConfig *config, const char *path, GError **error);
/**
 * Variables KAMEN_<NAME> of `environment` ("NAME=value" texts, ends with NULL). Unknown ones are passed over, since
 * other programs may have their own, unless they look like a slip in the name of a setting.
 */
gboolean kam_config_read_environment(KamConfig *config, const char *const *environment, GError **error);
/** One value; `from` says in errors where it stands: "--listen". */
gboolean kam_config_set(KamConfig *config, KamSettingId id, const char *value, KamSettingSource source,
                        const char *from, GError **error);
/** What no single value shows: TLS needs both files, and the like. */
gboolean kam_config_check(const KamConfig *config, GError **error);

/** A value as text; borrowed. */
const char *kam_config_get_text(const KamConfig *config, KamSettingId id);
/** Of a setting of that kind only; so is the next. */
gint64 kam_config_get_int(const KamConfig *config, KamSettingId id);
/** Whether it is on. */
gboolean kam_config_get_boolean(const KamConfig *config, KamSettingId id);
/** As it may be shown: secrets are "********", of a database's address only the password is. Free with g_free(). */
char *kam_config_dup_shown(const KamConfig *config, KamSettingId id);
/** Folder of uploaded files and of backups, with their defaults worked out. Free with g_free(). */
char *kam_config_dup_files(const KamConfig *config);
char *kam_config_dup_backups(const KamConfig *config);
