/* The distance between two words. */
#include <string.h>

#include "base/text.h"

#define MAX_WORD 63

guint
kam_text_distance(const char *a, const char *b)
{
    guint row[MAX_WORD + 1]; /* distances between the beginning of a so far and each beginning of b */
    gsize a_length = strlen(a);
    gsize b_length = strlen(b);

    if (a_length > MAX_WORD || b_length > MAX_WORD)
        return G_MAXUINT;
    for (guint j = 0; j <= b_length; j++)
        row[j] = j;
    for (guint i = 1; i <= a_length; i++) {
        guint diagonal = row[0];

        row[0] = i;
        for (guint j = 1; j <= b_length; j++) {
            guint exchanged = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            row[j] = MIN(exchanged, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[b_length];
}
