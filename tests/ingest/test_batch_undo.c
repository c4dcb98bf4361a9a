#include "batch_support.h"
void
batches_add_undo_tests(void)
{
}
