/* The next row of a file. Where the signs of a whole document say whether it is a credit, its rows are read ahead
 * when the first of them is not positive; where documents have a discount of their own, always. */
#pragma once

#include "sales/recognise/reader_private.h"

/** Put the next row into reader->row and keep reader->document_is_credit and reader->spread right. */
KamRead kam_lookahead_next(KamLineReader *reader, GError **error);
