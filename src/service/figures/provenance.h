/* Where figures come from, written the same way everywhere: which rows and formula, as of when, how sure, with which
 * settings. */
#pragma once

#include "base/json.h"
#include "service/figures/ground.h"
#include "service/figures/source_words.h"

typedef struct {
    const KamSourceWords *words;           /* formula and certainty; borrowed */
    gint64 data_version;                   /* counts every change of the lines */
    gint32 as_of_day;                      /* KAM_DAY_NONE without lines */
    gint64 observations;                   /* how many lines it is made of; below 0: not told here */
    const char *settings;                  /* the query that was asked, or a JSON object, as text */
    const KamGroundConversion *conversion; /* how amounts were turned into another currency; NULL: they were not */
    const char *opens_to;                  /* path of the rows behind it; NULL: beside each figure */
} KamProvenance;

/** A member with a quantity in millionths, exact, without zeros at its end: "12.5". */
void kam_quantity_to_json(KamJson *json, const char *name, gint64 micro);
/** Write the member `source` of an open object. */
void kam_provenance_to_json(const KamProvenance *provenance, KamJson *json);
