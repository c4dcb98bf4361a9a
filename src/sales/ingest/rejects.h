/* The file of refused rows: a CSV that opens in a spreadsheet and, mended, can be imported itself.
 * Its first four columns say where and why, the others are the row as it was. */
#pragma once

#include "sales/line.h"

typedef struct KamRejects KamRejects;

/** Whether no file that rejects of these inputs would go to is itself one of them; KAM_ERROR_USAGE names it. */
gboolean kam_rejects_check_path(const char *path, const char *const *inputs, GError **error);

/** Nothing is written before the first reject. The file with number 0 gets the path as it is, later ones "-2", "-3"
 * before the suffix. */
KamRejects *kam_rejects_new(const char *path, guint number, const char *const *headers);
/** Gives up what was not finished. */
void kam_rejects_free(KamRejects *rejects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRejects, kam_rejects_free)
gboolean kam_rejects_add(KamRejects *rejects, const KamReject *reject, const KamRow *row, GError **error);
/** Close the file; an error says that not everything was written. */
gboolean kam_rejects_finish(KamRejects *rejects, GError **error);
