/* Files that wait to be imported, as routes see them. */
#pragma once

#include "api/http.h"
#include "service/import/kept_file.h"

/** What an uploaded file is called: the last part of the parameter filename, with nothing in it that a folder could
 * misread. Free with g_free(). */
char *kam_import_dup_file_name(const KamRequest *request);
/** Whether the request brings bytes as its body. KAM_ERROR_USAGE when it brings none. */
gboolean kam_import_need_upload(const KamRequest *request, GError **error);
/** A file of whoever asks, by its number as text. KAM_ERROR_NOT_FOUND, also when it is another's. */
gboolean kam_import_load_file(const KamRequest *request, const char *id, KamKeptFile *file, GError **error);
/** Where its bytes lie. Free with g_free(). */
char *kam_import_dup_file_path(const KamRequest *request, const KamKeptFile *file);
/** Where files lie is nobody's business outside: an error names the file only. */
void kam_import_hide_path(GError **error, const char *path, const char *name);
