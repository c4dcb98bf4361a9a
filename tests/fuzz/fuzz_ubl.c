/* UBL: the bytes are one document or a zip of them. */
#include "fuzz_support.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const KamTableOptions options = {
        .format = KAM_FORMAT_UBL, .limits = { .max_file_bytes = 4 << 20, .max_columns = 200, .max_cell_bytes = 4096 }
    };

    fuzz_table_twice(data, size, &options);
    return 0;
}
