/* A table on a terminal: numbers to the right, one column that gives way, notes below a row. */
#pragma once

#include "cli/terminal.h"

typedef struct {
    const char *title;
    gboolean is_number;  /* aligned to the right */
    gboolean gives_way;  /* cut when the terminal is too narrow; one column at most */
    gboolean is_drawing; /* made by us (sparklines, bars): taken as it is */
} KamTextColumn;

typedef struct KamTextTable KamTextTable;

/** An empty table; the columns are borrowed. */
KamTextTable *kam_text_table_new(const KamTerminal *terminal, const KamTextColumn *columns, guint n_columns);
void kam_text_table_free(KamTextTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamTextTable, kam_text_table_free)
/** Add a row; each cell is cleaned (see kam_terminal_clean) and copied, and the caller's copies are freed: pass
 * newly allocated texts, as many as there are columns. */
void kam_text_table_take_row(KamTextTable *table, ...);
/** A dim paragraph below the last row. */
void kam_text_table_add_note(KamTextTable *table, const char *text);
/** Write the table, indented by two columns. */
void kam_text_table_append(const KamTextTable *table, GString *out);
