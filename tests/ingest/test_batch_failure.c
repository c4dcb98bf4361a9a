#include "batch_support.h"
void
batches_add_failure_tests(void)
{
}
