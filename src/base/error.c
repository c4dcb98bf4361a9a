/* The error domain and its table. */
#include "base/error.h"

typedef struct {
    int exit_status;
    int http_status;
    const char *word;
} ErrorRow;

static const ErrorRow error_rows[KAM_ERROR_N] = {
    [KAM_ERROR_FAILED] = { KAM_EXIT_FAILED, 500, "failed" },
    [KAM_ERROR_USAGE] = { KAM_EXIT_USAGE, 400, "usage" },
    [KAM_ERROR_INVALID] = { KAM_EXIT_FAILED, 422, "invalid" },
    [KAM_ERROR_AMBIGUOUS] = { KAM_EXIT_FAILED, 422, "ambiguous" },
    [KAM_ERROR_NOT_FOUND] = { KAM_EXIT_FAILED, 404, "not_found" },
    [KAM_ERROR_CONFLICT] = { KAM_EXIT_FAILED, 409, "conflict" },
    [KAM_ERROR_DENIED] = { KAM_EXIT_FAILED, 403, "denied" },
    [KAM_ERROR_TOO_LARGE] = { KAM_EXIT_FAILED, 413, "too_large" },
    [KAM_ERROR_IO] = { KAM_EXIT_FAILED, 500, "io" },
    [KAM_ERROR_STORE] = { KAM_EXIT_FAILED, 500, "store" },
    [KAM_ERROR_BUSY] = { KAM_EXIT_FAILED, 503, "busy" },
    [KAM_ERROR_CANCELLED] = { KAM_EXIT_FAILED, 409, "cancelled" },
    [KAM_ERROR_CORRUPT] = { KAM_EXIT_FAILED, 500, "corrupt" },
};

/* What every error of the domain carries beside its message; GLib makes, copies and clears it. */
typedef struct {
    char *reason;
    char **parameters;
} KamErrorPrivate;

static void
kam_error_private_init(KamErrorPrivate *private)
{
    *private = (KamErrorPrivate) { NULL, NULL };
}

static void
kam_error_private_copy(const KamErrorPrivate *from, KamErrorPrivate *to)
{
    to->reason = g_strdup(from->reason);
    to->parameters = g_strdupv(from->parameters);
}

static void
kam_error_private_clear(KamErrorPrivate *private)
{
    g_free(private->reason);
    g_strfreev(private->parameters);
}

/* GLib's own text of the macro takes the const off. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-qual"
G_DEFINE_EXTENDED_ERROR(KamError, kam_error)
#pragma GCC diagnostic pop

void
kam_error_set_reason(GError **error, const char *reason, ...)
{
    g_autoptr(GStrvBuilder) texts = NULL;
    KamErrorPrivate *private;
    const char *text;
    va_list arguments;

    if (error == NULL || *error == NULL || (*error)->domain != KAM_ERROR)
        return;
    texts = g_strv_builder_new();
    va_start(arguments, reason);
    while ((text = va_arg(arguments, const char *)) != NULL)
        g_strv_builder_add(texts, text);
    va_end(arguments);
    private = kam_error_get_private(*error);
    kam_error_private_clear(private);
    private->reason = g_strdup(reason);
    private->parameters = g_strv_builder_end(texts);
}

static const ErrorRow *
row_of(const GError *error)
{
    gboolean ours = error != NULL && error->domain == KAM_ERROR && error->code >= 0 && error->code < KAM_ERROR_N;

    return &error_rows[ours ? error->code : KAM_ERROR_FAILED];
}

int
kam_error_exit_status(const GError *error)
{
    return row_of(error)->exit_status;
}

int
kam_error_http_status(const GError *error)
{
    return row_of(error)->http_status;
}

const char *
kam_error_get_reason(const GError *error)
{
    const KamErrorPrivate *private = error != NULL && error->domain == KAM_ERROR ? kam_error_get_private(error) : NULL;

    return private != NULL && private->reason != NULL ? private->reason : row_of(error)->word;
}

const char *const *
kam_error_get_reason_parameters(const GError *error)
{
    if (error == NULL || error->domain != KAM_ERROR)
        return NULL;
    return (const char *const *)kam_error_get_private(error)->parameters;
}
