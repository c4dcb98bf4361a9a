/* Handlers of the yearly review; routes_programme.c lists them. */
#pragma once

#include "api/route.h"

/** Open one, once for a key: figures are worked out beside the writer, which then makes the records. */
gboolean kam_programme_review_open(KamRequest *request, KamReply *reply, GError **error);
/** Show one, with its accounts as they stand today. */
gboolean kam_programme_review_show(KamRequest *request, KamReply *reply, GError **error);
/** Throw one away that is not signed. */
gboolean kam_programme_review_discard(KamRequest *request, KamReply *reply, GError **error);
/** Sign one, in the version that the request names. */
gboolean kam_programme_review_sign(KamRequest *request, KamReply *reply, GError **error);
