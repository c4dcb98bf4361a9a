/* Dates: the first byte chooses the order; a day that is read can be written as ISO and read again. */
#include <string.h>

#include "base/date.h"
#include "fuzz_support.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = NULL;
    char iso[11];
    int year, month, dom;
    gint32 day;

    if (size < 1)
        return 0;
    text = g_memdup2(data + 1, size - 1);
    day = kam_day_parse(text, size - 1, (KamDateOrder)(data[0] & 3));
    if (day == KAM_DAY_NONE)
        return 0;
    kam_day_to_civil(day, &year, &month, &dom);
    g_assert_true(kam_civil_is_valid(year, month, dom));
    g_assert_cmpint(kam_day_from_civil(year, month, dom), ==, day);
    kam_day_to_iso(day, iso);
    g_assert_cmpint(kam_day_parse(iso, strlen(iso), KAM_DATE_YMD), ==, day);
    return 0;
}
