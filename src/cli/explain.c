/* Findings of the recogniser, shown. */
#include "cli/explain.h"

#include <stdio.h>

#include "cli/terminal.h"

/* printf pads by bytes, people by letters. */
static void
print_padded(const char *text, guint width)
{
    guint shown = kam_terminal_text_width(text);

    printf("%s%*s", text, shown < width ? (int)(width - shown) : 0, "");
}

gboolean
kam_explain_print(const char *const *paths, const KamLineOptions *options, GError **error)
{
    for (gsize i = 0; paths[i] != NULL; i++) {
        g_autoptr(KamLineReader) reader = kam_line_reader_open(paths[i], options, error);
        const KamFinding *findings;
        gsize n;
        if (reader == NULL)
            return FALSE;
        findings = kam_line_reader_get_findings(reader, &n);
        printf("%s\n", paths[i]);
        for (gsize j = 0; j < n; j++) {
            fputs("  ", stdout);
            print_padded(findings[j].what, 24);
            print_padded(findings[j].value, 36);
            printf(" %s\n", findings[j].why);
        }
        puts("");
    }
    return TRUE;
}
