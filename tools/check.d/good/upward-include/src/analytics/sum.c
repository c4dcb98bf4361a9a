/* Numbers only. */
#include <math.h>

#include <kamen/status.h>

#include "analytics/compensated.h"
