/* The error domain and its table. */
#include "base/error.h"

typedef struct {
    int exit_status;
    int http_status;
} ErrorRow;

static const ErrorRow error_rows[KAM_ERROR_N] = {
    [KAM_ERROR_FAILED] = { KAM_EXIT_FAILED, 500 },    [KAM_ERROR_USAGE] = { KAM_EXIT_USAGE, 400 },
    [KAM_ERROR_INVALID] = { KAM_EXIT_FAILED, 422 },   [KAM_ERROR_AMBIGUOUS] = { KAM_EXIT_FAILED, 422 },
    [KAM_ERROR_NOT_FOUND] = { KAM_EXIT_FAILED, 404 }, [KAM_ERROR_CONFLICT] = { KAM_EXIT_FAILED, 409 },
    [KAM_ERROR_DENIED] = { KAM_EXIT_FAILED, 403 },    [KAM_ERROR_TOO_LARGE] = { KAM_EXIT_FAILED, 413 },
    [KAM_ERROR_IO] = { KAM_EXIT_FAILED, 500 },        [KAM_ERROR_STORE] = { KAM_EXIT_FAILED, 500 },
    [KAM_ERROR_BUSY] = { KAM_EXIT_FAILED, 503 },      [KAM_ERROR_CANCELLED] = { KAM_EXIT_FAILED, 409 },
    [KAM_ERROR_CORRUPT] = { KAM_EXIT_FAILED, 500 },
};

G_DEFINE_QUARK(kam - error - quark, kam_error)

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
