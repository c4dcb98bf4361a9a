#include "batch_support.h"
void
batches_add_check_tests(void)
{
}
