/* What the columns of lists are called. In a list of customers "Name" and "Code" can only be those of customers, which
 * in a file of invoices they need not be; so lists have words of their own, and share the others with the invoices. */
#pragma once

#include "sales/recognise/synonyms.h"
#include "sales/records/kind.h"

/** Words of lists of this kind, as header keys, ended by a row without keys. They come before the generic ones: a key
 * that is here is looked up nowhere else; KAM_FIELD_N says that it is none of the fields. */
const KamSynonyms *kam_record_words(KamRecordKind kind);
