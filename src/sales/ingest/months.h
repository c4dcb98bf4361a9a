/* What a batch changes, by month: lines written and lines taken out. */
#pragma once

#include "base/decimal.h"

typedef struct {
    gint32 month;
    guint64 lines, replaced; /* written; taken out, since the file says otherwise */
    gint64 net_micro, replaced_net_micro;
} KamBatchMonth;

typedef struct KamBatchMonths KamBatchMonths;

KamBatchMonths *kam_batch_months_new(void);
void kam_batch_months_free(KamBatchMonths *months);
/** Count a line in (sign +1) or out (-1). Cost: some ns while days repeat. FALSE when a sum would leave 64 bits. */
gboolean kam_batch_months_add(KamBatchMonths *months, gint32 day, gint64 net_micro, int sign);
/** Append KamBatchMonth in the order of time. */
void kam_batch_months_list(const KamBatchMonths *months, GArray *list);
