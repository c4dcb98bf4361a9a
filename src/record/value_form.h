/* How values of one kind are read, written and stored: the row behind each KamFieldKind. Private to the
 * files value*.c; everybody else uses value.h. */
#pragma once

#include "base/decimal.h"
#include "record/value.h"

typedef enum {
    KAM_STORED_TEXT,  /* one TEXT column */
    KAM_STORED_INT,   /* one column of whole numbers */
    KAM_STORED_MONEY, /* millionths and a currency */
    KAM_STORED_LINKS, /* rows of record_link */
} KamStored;

/* A value while it is read. `value` starts absent and is the caller's once no fault was noted. */
typedef struct {
    const KamField *field;
    KamFaults *faults;
    KamFieldValue value;
} KamReading;

typedef struct {
    KamStored stored;
    gboolean is_micro; /* the column is called <name>_micro */
    guint max_length;  /* of texts, in characters, where the field says nothing */
    /* Kinds that are texts in JSON, too: look at the trimmed text, which may be replaced, and is never "". */
    gboolean (*check_text)(KamReading *reading, char **text);
    /* The other kinds. JSON is never null; text is trimmed and never "". FALSE: a fault was noted. */
    gboolean (*read_json)(KamReading *reading, const json_t *json);
    gboolean (*read_text)(KamReading *reading, const char *text, KamLanguage language);
    /* Never for an absent value; both NULL for KAM_STORED_LINKS and texts that stay as they are. */
    void (*write_json)(KamJson *json, const char *name, gint64 integer, const char *text);
    void (*write_text)(GString *out, const KamField *field, const KamFieldValue *value, KamLanguage language);
} KamForm;

/* Each kind's row, in the file of its family. */
extern const KamForm kam_form_text, kam_form_long_text, kam_form_int, kam_form_decimal, kam_form_percent,
    kam_form_money, kam_form_date, kam_form_instant, kam_form_boolean, kam_form_choice, kam_form_ref, kam_form_refs,
    kam_form_email, kam_form_phone, kam_form_url, kam_form_country, kam_form_colour, kam_form_tax_number,
    kam_form_company_number;

/** The form of a field's kind. */
const KamForm *kam_form_of(const KamField *field);

/** Note a fault of the field that is read; FALSE, so that readers end with it. */
gboolean kam_reading_fault(KamReading *reading, const char *code, const char *format, ...) G_GNUC_PRINTF(3, 4);
/** The user's text for a message: shortened, without signs that command a terminal. Free with g_free(). */
char *kam_reading_quote(const char *text);
/** "an object": what a JSON value is, in words. */
const char *kam_reading_json_kind(const json_t *json);

/** A text of a client made clean: valid UTF-8 in NFC, trimmed, without control characters (lines and tabs stay where
 * `has_lines`); "" gives NULL. *out is the caller's. FALSE: a fault was noted. */
gboolean kam_reading_clean_text(KamReading *reading, const char *text, gsize length, gboolean has_lines, char **out);
/** Length and pattern of a text that was cleaned. */
gboolean kam_reading_check_text(KamReading *reading, const char *text);

/** A plain decimal ("-12.50") or one in the way of a language ("1.234,50"), without units. FALSE: a fault was noted. */
gboolean kam_reading_decimal(KamReading *reading, const char *text, KamDecimal *out);
gboolean kam_reading_decimal_in(KamReading *reading, const char *text, KamLanguage language, KamDecimal *out);
/** A JSON number as plain text, exactly: NULL when digits would be lost or it is none. Free with g_free(). */
char *kam_reading_number_text(const json_t *json);
/** Millionths of a decimal, inside the limits of field and kind. FALSE: a fault was noted. */
gboolean kam_reading_micro(KamReading *reading, KamDecimal decimal, gint64 largest, gint64 *micro);
/** Whether a number lies inside the field's limits, or inside the kind's when it names none. FALSE: a fault was
 * noted. */
gboolean kam_reading_range(KamReading *reading, gint64 value, gint64 unit, gint64 smallest, gint64 largest);

#define KAM_MICRO_TEXT 32
/** "1234.5" of millionths: at least `decimals`, no zeros beyond. Returns the length. */
gsize kam_micro_write(char out[KAM_MICRO_TEXT], gint64 micro, guint decimals, char point);
