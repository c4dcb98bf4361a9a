/* Files as answers. */
#pragma once

#include "api/http.h"

/**
 * Answer with a file, piece by piece.
 * @param content_type  static
 * @param name          what a browser saves it as: plain letters, digits, '-' and '.'
 * @return FALSE and KAM_ERROR_NOT_FOUND when it cannot be opened.
 */
gboolean kam_reply_file(KamReply *reply, const char *path, const char *content_type, const char *name, GError **error);
