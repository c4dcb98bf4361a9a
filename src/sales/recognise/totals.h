/* Columns that look like the amount of a line and are something else: totals of documents, amounts with tax. */
#pragma once

#include "sales/recognise/columns.h"

/** Take such columns away from the field net. FALSE when nothing else can make the amount. */
gboolean kam_totals_avoid(KamPlan *plan, const KamStudy *study, GError **error);

/** Whether the column of tax repeats one amount on all lines of a document while their gross amounts differ. */
gboolean kam_totals_has_tax_of_documents(const KamPlan *plan, const KamStudy *study);

/** Whether quantity times price has tax in it, by how it agrees with gross amounts and taxes; for files without a net
 * amount. */
gboolean kam_totals_price_holds_tax(const KamPlan *plan, const KamStudy *study);
