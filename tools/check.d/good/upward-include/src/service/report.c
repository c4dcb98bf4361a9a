/* A service looks down only. */
#include "service/report.h"

#include <glib.h>
#include <kamen/status.h>

#include "base/error.h"
#include "sales/line.h"
#include "report_parts.h"
