/* Reading decimal numbers as people and programs write them. A short way takes plain digits; all
 * decorations (signs, currencies, groups, exponents) go the long way. */
#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define MAX_DIGITS 18
#define MAX_SCALE 18
#define MAX_EXPONENT 400
#define MINUS "\xE2\x88\x92" /* U+2212 */

/* What is left of the text, and what was taken off it. */
typedef struct {
    const char *at;
    const char *end;
    gboolean has_sign;
    gboolean has_trailing_minus;
    gboolean has_paren; /* an opening one; the closing one must follow */
    gboolean is_negative;
    gboolean has_currency;
} Number;

/* The digits themselves: value * 10^-scale, scale still unlimited. */
typedef struct {
    gint64 mantissa;
    int significant;   /* digits in mantissa, leading zeros not counted */
    int pending_zeros; /* zeros of the fraction that count only when another digit follows */
    int scale;
    gboolean any;
} Digits;

/* ISO 4217, in order for bsearch(). A closed list, because any three capitals would make a number of "INV 536365". */
#define CODE_STRIDE 4
static const char currency_codes[] =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLF CLP CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD "
    "HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL "
    "LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

typedef struct {
    const char *text;
    gsize length;
} Sign;

#define SIGN(text)                                                                                                     \
    {                                                                                                                  \
        text, sizeof text - 1                                                                                          \
    }

/* Longer ones first where one begins another. */
static const Sign currency_signs[] = {
    SIGN("€"),    SIGN("US$"), SIGN("$"),    SIGN("£"),    SIGN("¥"),    SIGN("₽"), SIGN("₺"),      SIGN("₴"),
    SIGN("₸"),    SIGN("₹"),   SIGN("₩"),    SIGN("₪"),    SIGN("₫"),    SIGN("zł"),  SIGN("Kč"),     SIGN("kn"),
    SIGN("Ft"),   SIGN("Fr."), SIGN("KM"),   SIGN("kr"),   SIGN("lei"),  SIGN("лв."), SIGN("лв"),     SIGN("dinara"),
    SIGN("din."), SIGN("din"), SIGN("Din."), SIGN("Din"),  SIGN("DIN."), SIGN("DIN"), SIGN("динара"), SIGN("дин."),
    SIGN("дин"),  SIGN("ДИН"), SIGN("РСД"),  SIGN("ден."), SIGN("ден"),  SIGN("rsd"), SIGN("eur"),    SIGN("usd"),
};

static int
compare_codes(const void *text, const void *code)
{
    return memcmp(text, code, 3);
}

static gboolean
is_currency_code(const char *text)
{
    return g_ascii_isupper(text[0]) &&
           bsearch(text, currency_codes, sizeof currency_codes / CODE_STRIDE, CODE_STRIDE, compare_codes) != NULL;
}

gboolean
kam_currency_is_known(const char *code)
{
    return strlen(code) == 3 && is_currency_code(code);
}

/* Length of the space that begins at `at`: a blank, NBSP, thin or narrow NBSP; 0 for none. */
static gsize
space_length(const char *at, const char *end)
{
    gsize left = (gsize)(end - at);

    if (left >= 1 && (*at == ' ' || *at == '\t'))
        return 1;
    if (left >= 2 && memcmp(at, "\xC2\xA0", 2) == 0)
        return 2;
    if (left >= 3 && (memcmp(at, "\xE2\x80\xAF", 3) == 0 || memcmp(at, "\xE2\x80\x89", 3) == 0))
        return 3;
    return 0;
}

static gboolean
take_front(Number *n, const char *token, gsize length)
{
    if ((gsize)(n->end - n->at) < length || memcmp(n->at, token, length) != 0)
        return FALSE;
    n->at += length;
    return TRUE;
}

static gboolean
take_back(Number *n, const char *token, gsize length)
{
    if ((gsize)(n->end - n->at) < length || memcmp(n->end - length, token, length) != 0)
        return FALSE;
    n->end -= length;
    return TRUE;
}

static void
trim_spaces(Number *n)
{
    gsize length = (gsize)(n->end - n->at);

    kam_text_trim(&n->at, &length);
    n->end = n->at + length;
}

static gboolean
take_currency(Number *n, gboolean is_front)
{
    if (n->has_currency)
        return FALSE;
    /* Codes first: KMF would otherwise be taken for KM. */
    if (n->end - n->at >= 3 && is_currency_code(is_front ? n->at : n->end - 3)) {
        n->at += is_front ? 3 : 0;
        n->end -= is_front ? 0 : 3;
        return n->has_currency = TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(currency_signs); i++)
        if ((is_front ? take_front : take_back)(n, currency_signs[i].text, currency_signs[i].length))
            return n->has_currency = TRUE;
    return FALSE;
}

static gboolean
take_sign(Number *n)
{
    gboolean is_minus;

    if (n->has_sign)
        return FALSE;
    is_minus = take_front(n, "-", 1) || take_front(n, MINUS, sizeof MINUS - 1);
    if (!is_minus && !take_front(n, "+", 1))
        return FALSE;
    n->has_sign = TRUE;
    n->is_negative = is_minus;
    return TRUE;
}

/* Most numbers have nothing to take off an end: a digit there tells so at once. */
static gboolean
is_digit_at(const Number *n, const char *at)
{
    return at >= n->at && at < n->end && g_ascii_isdigit(*at);
}

/* Signs, an opening parenthesis and a currency before the digits, each at most once. */
static void
strip_front(Number *n)
{
    gboolean again = TRUE;

    while (again) {
        trim_spaces(n);
        if (is_digit_at(n, n->at))
            return;
        again = take_sign(n);
        if (!again && !n->has_paren && !n->has_sign && take_front(n, "(", 1))
            again = n->has_paren = TRUE;
        if (!again)
            again = take_currency(n, TRUE);
    }
}

/* Currency, percent sign, minus and closing parenthesis behind the digits, each at most once. FALSE when they
 * contradict what stood in front. */
static gboolean
strip_back(Number *n)
{
    gboolean has_percent = FALSE;
    gboolean is_closed = FALSE;
    gboolean again = TRUE;

    while (again) {
        trim_spaces(n);
        if (is_digit_at(n, n->end - 1))
            break;
        again = take_currency(n, FALSE);
        if (!again && !has_percent && take_back(n, "%", 1))
            again = has_percent = TRUE;
        if (!again && n->has_paren && !is_closed && take_back(n, ")", 1))
            again = is_closed = TRUE;
        if (!again && !n->has_sign && (take_back(n, "-", 1) || take_back(n, MINUS, sizeof MINUS - 1)))
            again = n->has_sign = n->has_trailing_minus = n->is_negative = TRUE;
    }
    if (n->has_paren != is_closed || (n->has_paren && n->has_sign))
        return FALSE;
    if (n->has_paren)
        n->is_negative = TRUE;
    return TRUE;
}

/* Adds a digit; a zero of the fraction waits until another digit shows that it is needed. FALSE: too many digits. */
static gboolean
add_digit(Digits *d, char digit, gboolean is_fraction)
{
    d->any = TRUE;
    if (is_fraction && digit == '0') {
        d->pending_zeros++;
        return TRUE;
    }
    for (; d->pending_zeros > 0; d->pending_zeros--) {
        d->scale++;
        if (d->mantissa == 0)
            continue;
        if (++d->significant >= MAX_DIGITS)
            return FALSE;
        d->mantissa *= 10;
    }
    d->scale += is_fraction ? 1 : 0;
    if (d->mantissa == 0 && digit == '0')
        return TRUE;
    if (++d->significant > MAX_DIGITS)
        return FALSE;
    d->mantissa = d->mantissa * 10 + (digit - '0');
    return TRUE;
}

/* Zeros at the end of the fraction stay as written, as far as there is room. */
static void
keep_last_zeros(Digits *d)
{
    for (; d->pending_zeros > 0 && d->significant < MAX_DIGITS && d->scale < MAX_SCALE; d->pending_zeros--) {
        d->scale++;
        if (d->mantissa != 0) {
            d->mantissa *= 10;
            d->significant++;
        }
    }
}

/* Length of the group separator at `at`, 0 when there is none. */
static gsize
group_length(const char *at, const char *end, KamNumberFormat format)
{
    if (format.group == 0 || format.group == format.point || at == end)
        return 0;
    if (format.group == ' ')
        return space_length(at, end);
    if (format.group == '\'' && end - at >= 3 && memcmp(at, "\xE2\x80\x99", 3) == 0)
        return 3;
    return *at == format.group ? 1 : 0;
}

/* The digits before the point, with or without groups: when one separator stands, all must stand, and a number
 * that begins with 0 has no groups. */
static gboolean
read_integer(Number *n, KamNumberFormat format, Digits *digits)
{
    const char *first = n->at;
    int run = 0;
    gboolean is_grouped = FALSE;

    while (n->at < n->end) {
        gsize separator = 0;

        if (g_ascii_isdigit(*n->at)) {
            run++;
            if (!add_digit(digits, *n->at++, FALSE))
                return FALSE;
            continue;
        }
        separator = group_length(n->at, n->end, format);
        if (separator == 0)
            break;
        if (is_grouped ? run != 3 : run < 1 || run > 3 || *first == '0')
            return FALSE;
        is_grouped = TRUE;
        run = 0;
        n->at += separator;
    }
    return !is_grouped || run == 3;
}

static gboolean
read_exponent(Number *n, int *exponent)
{
    gboolean is_negative = FALSE;
    int value = 0;

    n->at++;
    if (n->at < n->end && (*n->at == '+' || *n->at == '-'))
        is_negative = *n->at++ == '-';
    if (n->at == n->end)
        return FALSE;
    for (; n->at < n->end; n->at++) {
        if (!g_ascii_isdigit(*n->at))
            return FALSE;
        value = value * 10 + (*n->at - '0');
        if (value > MAX_EXPONENT)
            return FALSE;
    }
    *exponent = is_negative ? -value : value;
    return TRUE;
}

/* Brings the scale into 0..18, exactly or not at all. */
static gboolean
fit_scale(gint64 mantissa, int scale, KamDecimal *out)
{
    if (mantissa == 0)
        scale = CLAMP(scale, 0, MAX_SCALE);
    for (; scale > MAX_SCALE && mantissa % 10 == 0; scale--)
        mantissa /= 10;
    for (; scale < 0; scale++) {
        if (mantissa >= G_GINT64_CONSTANT(100000000000000000)) /* 18 digits already */
            return FALSE;
        mantissa *= 10;
    }
    if (scale > MAX_SCALE)
        return FALSE;
    *out = (KamDecimal) { mantissa, (guint8)scale };
    return TRUE;
}

static gboolean
read_digits(Number *n, KamNumberFormat format, KamDecimal *out)
{
    Digits digits = { 0 };
    int exponent = 0;

    if (!read_integer(n, format, &digits))
        return FALSE;
    if (n->at < n->end && *n->at == format.point) {
        n->at++;
        /* "500,-" is a price tag's way of writing 500, not minus 500: better no number than a wrong one. */
        if (n->at == n->end && n->has_trailing_minus)
            return FALSE;
        for (; n->at < n->end && g_ascii_isdigit(*n->at); n->at++)
            if (!add_digit(&digits, *n->at, TRUE))
                return FALSE;
        keep_last_zeros(&digits);
    }
    if (!digits.any)
        return FALSE;
    if (n->at < n->end && (*n->at == 'e' || *n->at == 'E') && !read_exponent(n, &exponent))
        return FALSE;
    return n->at == n->end && fit_scale(digits.mantissa, digits.scale - exponent, out);
}

static gboolean
parse_decorated(const char *text, gsize length, KamNumberFormat format, KamDecimal *out)
{
    Number n = { .at = text, .end = text + length };
    KamDecimal value;

    /* A NUL is no space, though trimming would take it for a control character. */
    if (length == 0 || memchr(text, '\0', length) != NULL)
        return FALSE;
    trim_spaces(&n);
    take_front(&n, "'", 1);
    strip_front(&n);
    if (!strip_back(&n) || !read_digits(&n, format, &value))
        return FALSE;
    if (n.is_negative)
        value.mantissa = -value.mantissa;
    *out = value;
    return TRUE;
}

gboolean
kam_decimal_parse(const char *text, gsize length, KamNumberFormat format, KamDecimal *out)
{
    const char *at = text;
    const char *end = text + length;
    const char *point = NULL;
    guint64 mantissa = 0; /* unsigned: 19 digits come in before they are counted */
    gboolean is_negative = length > 0 && *at == '-';

    at += is_negative;
    if (at == end || end - at > MAX_DIGITS + 1)
        return parse_decorated(text, length, format, out);
    for (; at < end; at++) {
        guint digit = (guint)(guchar)*at - '0';

        if (digit <= 9)
            mantissa = mantissa * 10 + digit;
        else if (*at == format.point && point == NULL)
            point = at;
        else
            return parse_decorated(text, length, format, out);
    }
    gsize n_digits = length - (gsize)is_negative - (point != NULL);
    if (n_digits == 0 || n_digits > MAX_DIGITS)
        return parse_decorated(text, length, format, out);
    out->mantissa = is_negative ? -(gint64)mantissa : (gint64)mantissa;
    out->scale = point == NULL ? 0 : (guint8)(end - point - 1);
    return TRUE;
}
