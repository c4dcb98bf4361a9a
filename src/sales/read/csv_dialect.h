/* Finding out how a CSV file separates its cells. */
#pragma once

#include <glib.h>

typedef struct {
    char delimiter;     /* ',' ';' '\t' '|' */
    gsize prefix_bytes; /* length of a first line "sep=;", which Excel takes as an instruction and shows as no row */
    char why[120];      /* half a sentence */
} KamCsvDialect;

/**
 * Choose the delimiter from the first rows.
 *
 * Each candidate cuts the rows, quotes respected; one wins by how many rows agree on a number of cells and how many
 * cells that is. Titles above the table are outvoted by its rows. Commas between digits count little where another
 * candidate agrees with itself, quotes in the middle of cells speak against a candidate.
 *
 * @param text   UTF-8 from the start of the file.
 * @param whole  the file ends with `text`: otherwise its last row is left out, being cut.
 */
void kam_csv_dialect_detect(const char *text, gsize length, gboolean whole, KamCsvDialect *dialect);
