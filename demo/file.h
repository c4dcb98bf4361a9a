/* A file of the demonstration company: written beside its name in large pieces, put in its place at the end. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct {
    GString *text; /* append here, then call kam_demo_file_rest() */
    char *path, *part;
    int descriptor;
    GError *failure; /* the first write that failed; later ones do nothing */
    gboolean is_published;
} KamDemoFile;

/** Start a file beside its name, "sales.csv.part". NULL with KAM_ERROR_IO when that cannot be. */
KamDemoFile *kam_demo_file_open(const char *folder, const char *name, GError **error);
/** Closes what is open; what was never published is deleted. */
void kam_demo_file_free(KamDemoFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoFile, kam_demo_file_free)

/** Let the text go to disk when much has gathered. */
void kam_demo_file_rest(KamDemoFile *file);
/** Write what is left and close. FALSE with the first failure of any write. */
gboolean kam_demo_file_close(KamDemoFile *file, GError **error);
/** Put a closed file in its place. */
gboolean kam_demo_file_publish(KamDemoFile *file, GError **error);

/* Cells of a CSV line, each followed by ';'; kam_demo_end_line() turns the last one into the end of the line. */
void kam_demo_put_text(GString *out, const char *text);
/** A whole number. */
void kam_demo_put_int(GString *out, gint64 value);
/** Hundredths with a decimal comma: 123450 is "1234,50". */
void kam_demo_put_hundredths(GString *out, gint64 value);
/** dd.mm.yyyy; nothing for KAM_DAY_NONE. */
void kam_demo_put_day(GString *out, gint32 day);
void kam_demo_end_line(GString *out);
