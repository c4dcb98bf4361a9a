/* What an analysis may ask beside the lines: what people have said, and where it may keep parts that other questions
 * need again. */
#pragma once

#include "service/analysis/parameter.h"
#include "service/figures/shelf.h"
#include "store/db.h"

struct KamAnalysisContext {
    KamDb *db;        /* NULL: nothing is known beside the lines */
    KamShelf *shelf;  /* NULL: nothing is kept */
    const char *key;  /* of these lines, for keys on the shelf; NULL without a shelf */
    const char *said; /* state of the records, where the analysis names a stamp; NULL without a shelf */
};
