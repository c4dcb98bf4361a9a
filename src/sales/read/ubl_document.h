/* One UBL document read whole: what stands above its lines, its lines, its allowances. */
#pragma once

#include "sales/read/xml_reader.h"
#include "sales/table.h"

#define KAM_UBL_MAX_LINES 100000
/* All text of one document that is kept; the PDF of an envelope is not. */
#define KAM_UBL_MAX_TEXT_BYTES (64 * 1024 * 1024)

/* Texts of the document. */
typedef enum {
    KAM_UBL_DOC_ID,
    KAM_UBL_DOC_DATE,
    KAM_UBL_DOC_TYPE,
    KAM_UBL_DOC_CURRENCY,
    KAM_UBL_DOC_ASSIGNED_ACCOUNT,
    KAM_UBL_DOC_ENDPOINT,
    KAM_UBL_DOC_ENDPOINT_SCHEME,
    KAM_UBL_DOC_PARTY_NAME,
    KAM_UBL_DOC_COUNTRY,
    KAM_UBL_DOC_TAX_NUMBER,
    KAM_UBL_DOC_LEGAL_NAME,
    KAM_UBL_DOC_BUYER_ID,
    KAM_UBL_DOC_SHIP_PARTY,
    KAM_UBL_DOC_SHIP_NAME,
    KAM_UBL_DOC_SHIP_STREET,
    KAM_UBL_DOC_SHIP_CITY,
    KAM_UBL_DOC_N
} KamUblDocText;

/* Texts of a line; an allowance of the document has REASON, IS_CHARGE, NET and TAX_PERCENT only. */
typedef enum {
    KAM_UBL_LINE_ID,
    KAM_UBL_LINE_QUANTITY,
    KAM_UBL_LINE_UNIT,
    KAM_UBL_LINE_NET,
    KAM_UBL_LINE_CURRENCY,
    KAM_UBL_LINE_NAME,
    KAM_UBL_LINE_SELLERS_ID,
    KAM_UBL_LINE_STANDARD_ID,
    KAM_UBL_LINE_CATEGORY,
    KAM_UBL_LINE_TAX_PERCENT,
    KAM_UBL_LINE_PRICE,
    KAM_UBL_LINE_BASE_QUANTITY,
    KAM_UBL_LINE_REASON,
    KAM_UBL_LINE_IS_CHARGE,
    KAM_UBL_LINE_N
} KamUblLineText;

/* Where texts lie in `text`; 0 is the empty text, there and always. */
typedef struct {
    guint32 at[KAM_UBL_LINE_N];
    gint64 discount_micro; /* of a line: its allowances less its charges */
    gboolean has_discount;
} KamUblLine;

typedef struct {
    GString *text; /* NUL-terminated texts, one behind the other */
    guint32 at[KAM_UBL_DOC_N];
    gboolean is_credit_note;
    GArray *lines;      /* KamUblLine */
    GArray *allowances; /* KamUblLine */
} KamUblDocument;

typedef struct KamUblReader KamUblReader;

KamUblReader *kam_ubl_reader_new(void);
void kam_ubl_reader_free(KamUblReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamUblReader, kam_ubl_reader_free)

/**
 * Read one document.
 *
 * @param what  names it in messages.
 * @return owned by the reader and good until the next call; NULL with an error when it is malformed, no UBL invoice or
 * credit note, holds several, or lacks number, date, lines or the net amount of one.
 */
const KamUblDocument *
kam_ubl_reader_read(KamUblReader *reader, KamXmlRead read, gpointer source, const char *what, GError **error);
