/* Some of the lines of facts, with everything else as it is. */
#pragma once

#include "sales/facts.h"

/** Whether a line is wanted. */
typedef gboolean (*KamFactsWants)(const KamFacts *facts, gsize line, gconstpointer data);

/**
 * The lines that are wanted, under the same accounts and products. Texts are borrowed from `facts`, which must outlive
 * them. Free with kam_facts_free(). Cost: two passes over the lines.
 */
KamFacts *kam_facts_pick(const KamFacts *facts, KamFactsWants wants, gconstpointer data);
