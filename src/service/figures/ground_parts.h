/* What the files of the ground share. */
#pragma once

#include "sales/columns/money.h"
#include "service/figures/ground.h"
#include "service/figures/ground_lines.h"

struct KamGround {
    gatomicrefcount refs;
    KamGroundLines *lines;
    KamFacts *facts;     /* the columns of the lines under the names of now */
    char *stamp;         /* of the lines, and of all that was read beside them */
    char *frame;         /* of the lines, and of the ids beside them */
    char *tree;          /* of the frame, and of who belongs to whom */
    GHashTable *persons; /* id (gint64) to name */
    GStringChunk *texts;
    KamGround *home;      /* what it was converted from, which holds all of the above but facts and words; or NULL */
    KamFactsMoney *money; /* with `home`: the columns that differ */
    KamGroundConversion conversion;
};

/** ground_money.c: free what a converted ground has of its own. */
void kam_ground_clear_conversion(KamGround *ground);
