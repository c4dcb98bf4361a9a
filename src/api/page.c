/* Limit and cursor. */
#include "api/page.h"

gboolean
kam_page_read(KamRequest *request, KamReply *reply, guint default_limit, guint max_limit, KamPage *page)
{
    g_auto(KamFaults) faults = { 0 };
    gint64 limit = kam_request_get_int_parameter(request, "limit", default_limit);
    gint64 before = kam_request_get_int_parameter(request, "cursor", G_MAXINT64);

    kam_faults_init(&faults);
    kam_request_check_parameters(request, &faults);
    if (limit < 1 || limit > max_limit)
        kam_faults_add(&faults, "limit", "invalid", "limit does not know '%" G_GINT64_FORMAT "'; it takes 1 to %u",
                       limit, max_limit);
    if (before < 1)
        kam_faults_add(&faults, "cursor", "invalid", "cursor takes 'next' of the page before");
    *page = (KamPage) { .limit = (guint)CLAMP(limit, 1, (gint64)max_limit), .before = before };
    if (faults.n_errors == 0)
        return TRUE;
    kam_reply_problem(reply, request, 400, "the list cannot be read like this; see errors", &faults);
    return FALSE;
}
