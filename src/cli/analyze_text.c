/* The text of each analysis of the table. One that has none does not link. */
#include "cli/analyze_text.h"

#include <string.h>

#include "cli/analyze.h"

#define WRITE(name)                                                                                                    \
    static void write_##name(gconstpointer analysis, KamTextPage *page)                                                \
    {                                                                                                                  \
        kam_##name##_analysis_write_text(analysis, page);                                                              \
    }
KAM_ANALYSIS_KINDS(WRITE)
#undef WRITE

typedef struct {
    const char *name;
    void (*write)(gconstpointer analysis, KamTextPage *page);
} Writer;

static const Writer writers[] = {
#define LIST(name) { #name, write_##name },
    KAM_ANALYSIS_KINDS(LIST)
#undef LIST
};

GString *
kam_analyze_to_text(const KamAnalysisKind *kind, gpointer analysis, KamLanguage language, guint limit)
{
    KamTextPage page;

    kam_text_page_init(&page, language, limit);
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        if (strcmp(writers[i].name, kind->name) == 0)
            writers[i].write(analysis, &page);
    kam_analyze_print_scope(&page, kind->get_scope(analysis));
    return kam_text_page_end(&page);
}
