/* The report on a terminal. */
#pragma once

#include "cli/terminal.h"
#include "service/report/report.h"

/** The report as text for a terminal; `limit` cuts each list of accounts, 0 lists all. Free with g_string_free(). */
GString *kam_report_to_text(const KamReport *report, guint limit, const KamTerminal *terminal);
