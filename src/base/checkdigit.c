/* Check digits of PIB and MB numbers; digits only, separators are the caller's business. */
#include "base/checkdigit.h"

#define PIB_LENGTH 9
#define MB_LENGTH 8

static gboolean
is_all_digits(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    return TRUE;
}

int
kam_pib_check_digit(const char digits[8])
{
    int rest = 10;

    for (int i = 0; i < PIB_LENGTH - 1; i++) {
        int sum = (rest + (digits[i] - '0')) % 10;

        rest = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - rest) % 10;
}

gboolean
kam_pib_is_valid(const char *text, gsize length)
{
    return length == PIB_LENGTH && is_all_digits(text, length) && kam_pib_check_digit(text) == text[length - 1] - '0';
}

int
kam_mb_check_digit(const char digits[7])
{
    static const int weights[MB_LENGTH - 1] = { 2, 7, 6, 5, 4, 3, 2 };
    int sum = 0;

    for (int i = 0; i < MB_LENGTH - 1; i++)
        sum += weights[i] * (digits[i] - '0');

    /* A remainder of 1 would ask for the check digit 10, so such numbers are never given out. */
    int rest = sum % 11;
    if (rest == 1)
        return -1;
    return rest == 0 ? 0 : 11 - rest;
}

gboolean
kam_mb_is_valid(const char *text, gsize length)
{
    return length == MB_LENGTH && is_all_digits(text, length) && kam_mb_check_digit(text) == text[length - 1] - '0';
}
