/* What documents and lines are, from the words that files use for them. */
#pragma once

#include "sales/recognise/plan.h"

typedef enum {
    KAM_KIND_UNKNOWN, /* a word we do not know */
    KAM_KIND_INVOICE, /* debit notes too */
    KAM_KIND_CREDIT,
    KAM_KIND_ADVANCE,
    KAM_KIND_CANCELLED,
    KAM_KIND_ORDER,     /* orders, offers, deliveries: sales only in files that hold nothing else */
    KAM_KIND_OTHER,     /* purchases, payments, transfers: never sales */
    KAM_KIND_UNREADABLE /* a member of a folder of e-invoices that could not be read */
} KamKind;

typedef enum { KAM_STATUS_UNKNOWN, KAM_STATUS_VALID, KAM_STATUS_VOID } KamStatus;

/** What a document is. */
KamKind kam_kind_from_text(KamCell cell, KamKindScheme scheme);
/** Whether a document counts: drafts and cancelled ones do not. */
KamStatus kam_status_from_text(KamCell cell, KamStatusScheme scheme);
/** Whether a line is of goods or services; sections, notes, taxes, payments and movements of stock are not. */
gboolean kam_line_type_is_product(KamCell cell);
