/* How the report writes numbers: as every other part does. */
#pragma once

#include "base/format.h"
