/* The list of what was recognised and why. */
#pragma once

#include "sales/line.h"

typedef struct {
    GArray *items; /* KamFinding, texts in `texts` */
    GStringChunk *texts;
} KamFindings;

/** Start an empty list; free with kam_findings_clear(). */
void kam_findings_init(KamFindings *findings);
void kam_findings_clear(KamFindings *findings);
/** Add one; the texts are copied. `why` may hold formats. */
void
kam_findings_add(KamFindings *findings, const char *what, const char *value, const char *why, ...) G_GNUC_PRINTF(4, 5);
