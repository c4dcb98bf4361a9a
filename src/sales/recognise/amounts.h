/* The amounts of one row, as the plan says they are to be read, with the signs of the file. */
#pragma once

#include "sales/recognise/plan.h"

typedef struct {
    gint64 quantity_micro;
    gint64 net_micro;
    gint64 discount_micro;
    gint64 cost_micro;
    KamDecimal price;
    gboolean has_price;
    gboolean has_cost;
} KamAmounts;

/* What is wrong with a row. */
typedef struct {
    KamLineField field; /* KAM_FIELD_N when it concerns the whole row */
    const char *reason; /* one sentence; static */
} KamFault;

/** Read the amounts. FALSE with *fault when one of them cannot be read or computed; *amounts is then undefined. */
gboolean kam_amounts_read(const KamPlan *plan, const KamRow *row, KamAmounts *amounts, KamFault *fault);

/** Whether the cell of a field holds something; a lone dash counts as nothing. */
gboolean kam_amounts_has(const KamPlan *plan, const KamRow *row, KamLineField field);

/** Read one number of a row; FALSE when the cell is empty or no number. */
gboolean kam_amounts_read_number(const KamPlan *plan, const KamRow *row, KamLineField field, KamDecimal *value);
