/* Findings, in the order in which they were made. */
#include "sales/recognise/findings.h"

void
kam_findings_init(KamFindings *findings)
{
    findings->items = g_array_new(FALSE, FALSE, sizeof(KamFinding));
    findings->texts = g_string_chunk_new(1024);
}

void
kam_findings_clear(KamFindings *findings)
{
    g_clear_pointer(&findings->items, g_array_unref);
    g_clear_pointer(&findings->texts, g_string_chunk_free);
}

void
kam_findings_add(KamFindings *findings, const char *what, const char *value, const char *why, ...)
{
    g_autofree char *sentence = NULL;
    KamFinding finding;
    va_list arguments;

    va_start(arguments, why);
    sentence = g_strdup_vprintf(why, arguments);
    va_end(arguments);
    finding.what = g_string_chunk_insert_const(findings->texts, what);
    finding.value = g_string_chunk_insert(findings->texts, value);
    finding.why = g_string_chunk_insert(findings->texts, sentence);
    g_array_append_val(findings->items, finding);
}
