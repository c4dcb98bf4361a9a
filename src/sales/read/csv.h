/* The inside of the CSV reader that its tests turn. */
#pragma once

#include "sales/read/table_class.h"

/**
 * kam_csv_table_open() with the size of its buffer and of the blocks below it, so that tests meet every boundary.
 *
 * @param buffer_bytes  0 for the usual 512 KiB; it grows where a row needs more.
 */
KamTable *
kam_csv_table_open_sized(const char *path, const KamTableOptions *options, gsize buffer_bytes, GError **error);
