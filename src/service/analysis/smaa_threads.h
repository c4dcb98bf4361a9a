/* Draws of kamen/smaa.h shared out among threads: libkamen itself starts none. */
#pragma once

#include <glib.h>
#include <kamen/smaa.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSmaa, kam_smaa_free)

/**
 * Count all draws of a problem, on as many threads as there are cores; their number does not show in the counts.
 *
 * @param smaa  on KAM_CALC_OK the counts; free with kam_smaa_free().
 * @return      the statuses of kam_smaa_new() and kam_smaa_run(); smaa is then not touched.
 */
KamCalcStatus kam_smaa_count(const KamSmaaProblem *problem, KamSmaa **smaa);
