/* A store that asks a service. */
#include "store/looks_up.h"

#include "service/report/report.h"
