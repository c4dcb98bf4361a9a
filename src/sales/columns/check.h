/* Whether what is derived agrees with the lines, and its remaking. */
#pragma once

#include "store/db.h"

typedef struct {
    guint64 lines;           /* in sales_line */
    guint64 segment_lines;   /* in the column segments */
    guint64 wrong_months;    /* rows of account_month and product_month that are wrong, missing or too many */
    guint64 wrong_segments;  /* batches whose segments do not hold what their lines hold */
    guint64 wrong_documents; /* documents whose number of lines is not what is stored, and those that lines speak of but
                                are not there */
} KamSalesCheck;

/** Compare sums, columns and documents with the lines. Finding faults is no error: see `check`. */
gboolean kam_sales_check(KamDb *db, KamSalesCheck *check, GError **error);
gboolean kam_sales_check_is_clean(const KamSalesCheck *check);

/** Apply the charge rules again, then remake sums and columns from the lines, in one transaction, or as part of the
 * caller's; kam_db_settle() afterwards is the caller's. */
gboolean kam_sales_rebuild(KamDb *db, GError **error);
