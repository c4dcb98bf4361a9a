/* Pages of lists that go by descending numbers: limit, and the number that the next page is below. */
#pragma once

#include "api/route.h"

typedef struct {
    guint limit;
    gint64 before; /* G_MAXINT64: the first page */
} KamPage;

/** Read limit and cursor of a route with .reads_parameters. FALSE: the reply holds every fault of the query. */
gboolean kam_page_read(KamRequest *request, KamReply *reply, guint default_limit, guint max_limit, KamPage *page);
