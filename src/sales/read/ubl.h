/* UBL 2.1 invoices and credit notes as a table (kam_ubl_table_open() in table_class.h):
 * a file, a folder (recursive), or a zip of them, bare or in the envelope of the Serbian e-invoice system.
 *
 * Members: every *.xml, sorted by name; other files are counted in facts.why. A single file may be compressed with
 * gzip.
 *
 * Rows: the first is a header with the names below (those of field.h, and "source_file" last); then one for each line
 * of each document; then one for each allowance or charge of a whole document, with the reason as product_name, no
 * product_number, and a net that is negative for allowances. Row numbers count these rows; source_file names the
 * member.
 *
 * kind is invoice, credit (381 and every CreditNote), debit (383), advance (386) or unreadable. Amounts are as written:
 * positive in a credit note. date is IssueDate; the Serbian day of supply, Delivery/ActualDeliveryDate, is not used.
 * price is for one unit (PriceAmount through BaseQuantity); where that quotient has no end in decimals, price is empty,
 * since net is always there. discount is allowances less charges of the line. ship_to joins name, street and town of
 * the delivery. seller and status are empty. tax_number is the PIB alone where "RS" stands before nine digits.
 * account_number is what the seller calls the customer (SupplierAssignedAccountID), else an identification of the
 * BuyerCustomerParty that is no tax or company number.
 *
 * A member that cannot be read does no harm to the others: it gives one row with kind "unreadable", the reason as
 * product_name and its name as source_file, so that it is refused, and seen. Only the folder or zip itself can fail the
 * table; of a single file, the file.
 */
#pragma once

#include "sales/read/table_class.h"

/* Columns of the table. */
#define KAM_UBL_COLUMNS(X)                                                                                             \
    X(DOCUMENT, "document")                                                                                            \
    X(POSITION, "position")                                                                                            \
    X(KIND, "kind")                                                                                                    \
    X(STATUS, "status")                                                                                                \
    X(DATE, "date")                                                                                                    \
    X(ACCOUNT_NUMBER, "account_number")                                                                                \
    X(ACCOUNT_NAME, "account_name")                                                                                    \
    X(TAX_NUMBER, "tax_number")                                                                                        \
    X(COUNTRY, "country")                                                                                              \
    X(SHIP_TO, "ship_to")                                                                                              \
    X(PRODUCT_NUMBER, "product_number")                                                                                \
    X(PRODUCT_NAME, "product_name")                                                                                    \
    X(CATEGORY, "category")                                                                                            \
    X(UNIT, "unit")                                                                                                    \
    X(QUANTITY, "quantity")                                                                                            \
    X(PRICE, "price")                                                                                                  \
    X(NET, "net")                                                                                                      \
    X(TAX_PERCENT, "tax_percent")                                                                                      \
    X(DISCOUNT, "discount")                                                                                            \
    X(CURRENCY, "currency")                                                                                            \
    X(SELLER, "seller")                                                                                                \
    X(SOURCE_FILE, "source_file")

typedef enum {
#define KAM_UBL_COLUMN(id, name) KAM_UBL_##id,
    KAM_UBL_COLUMNS(KAM_UBL_COLUMN)
#undef KAM_UBL_COLUMN
        KAM_UBL_N
} KamUblColumn;
