/* The text of each analysis of the table. One that has none does not link. */
#include "cli/analyze_text.h"

#include <string.h>

#include "cli/analyze.h"

#define WRITE(name)                                                                                                    \
    static GString *write_##name(gconstpointer analysis, guint limit)                                                  \
    {                                                                                                                  \
        return kam_##name##_analysis_to_text(analysis, limit);                                                         \
    }
KAM_ANALYSIS_KINDS(WRITE)
#undef WRITE

typedef struct {
    const char *name;
    GString *(*write)(gconstpointer analysis, guint limit);
} Writer;

static const Writer writers[] = {
#define LIST(name) { #name, write_##name },
    KAM_ANALYSIS_KINDS(LIST)
#undef LIST
};

GString *
kam_analyze_to_text(const KamAnalysisKind *kind, gconstpointer analysis, guint limit)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        if (strcmp(writers[i].name, kind->name) == 0)
            return writers[i].write(analysis, limit);
    g_return_val_if_reached(g_string_new(NULL));
}
