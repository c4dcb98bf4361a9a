/* Prefixes of credits, by the signs of the quantities behind them. */
#include "sales/recognise/prefix.h"

#include <string.h>

#include "sales/recognise/amounts.h"

#define MAX_PREFIXES 16

typedef struct {
    char letters[KAM_PREFIX_BYTES];
    guint lines, negative;
} Prefix;

/* Length of the letters in front of digits; KAM_PREFIX_BYTES when the text is not of that form. */
static guint32
split(KamCell document)
{
    guint32 n = 0, i;

    while (n < document.length && g_ascii_isalpha(document.text[n]))
        n++;
    for (i = n; i < document.length; i++)
        if (!g_ascii_isdigit(document.text[i]))
            return KAM_PREFIX_BYTES;
    return i == n || n >= KAM_PREFIX_BYTES ? KAM_PREFIX_BYTES : n;
}

static void
count_line(Prefix *prefixes, guint *n, KamCell document, guint32 length, gboolean is_negative)
{
    guint i = 0;

    while (i < *n && (strlen(prefixes[i].letters) != length || memcmp(prefixes[i].letters, document.text, length) != 0))
        i++;
    if (i == MAX_PREFIXES)
        return;
    if (i == *n) {
        memset(&prefixes[i], 0, sizeof prefixes[i]);
        memcpy(prefixes[i].letters, document.text, length);
        (*n)++;
    }
    prefixes[i].lines++;
    prefixes[i].negative += is_negative;
}

gboolean
kam_prefix_find(const KamPlan *plan, const KamStudy *study, char prefix[KAM_PREFIX_BYTES])
{
    Prefix prefixes[MAX_PREFIXES];
    guint n = 0, plain = 0, other = 0, best = 0;

    for (guint r = study->first_data; r < study->sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(study->sample, r);
        KamCell document = kam_row_get_cell(row, plan->column[KAM_FIELD_DOCUMENT]);
        guint32 length = split(document);
        KamAmounts amounts;
        KamFault fault;

        if (document.length == 0)
            continue;
        plain += length == 0;
        other += length == KAM_PREFIX_BYTES;
        if (length > 0 && length < KAM_PREFIX_BYTES && kam_amounts_read(plan, row, &amounts, &fault))
            count_line(prefixes, &n, document, length,
                       amounts.quantity_micro < 0 || (amounts.quantity_micro == 0 && amounts.net_micro < 0));
    }
    if (plain <= other)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (prefixes[i].lines > plain || prefixes[i].negative * 10 < prefixes[i].lines * 8 || prefixes[i].lines <= best)
            continue;
        best = prefixes[i].lines;
        g_strlcpy(prefix, prefixes[i].letters, KAM_PREFIX_BYTES);
    }
    return best > 0;
}

gboolean
kam_prefix_matches(KamCell document, const char *prefix)
{
    gsize length = strlen(prefix);

    return document.length > length && memcmp(document.text, prefix, length) == 0 &&
           !g_ascii_isalpha(document.text[length]);
}
