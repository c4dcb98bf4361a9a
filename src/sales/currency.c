/* Currency codes. */
#include "sales/currency.h"

guint32
kam_currency_pack(const char *code, gsize length)
{
    if (length != 3 || !g_ascii_isupper(code[0]) || !g_ascii_isupper(code[1]) || !g_ascii_isupper(code[2]))
        code = "XXX";
    return (guint32)(guchar)code[0] | (guint32)(guchar)code[1] << 8 | (guint32)(guchar)code[2] << 16;
}

void
kam_currency_unpack(guint32 currency, char out[4])
{
    out[0] = (char)(currency & 0xff);
    out[1] = (char)(currency >> 8 & 0xff);
    out[2] = (char)(currency >> 16 & 0xff);
    out[3] = '\0';
}
