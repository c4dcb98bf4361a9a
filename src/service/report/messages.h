/* The report's catalogue of messages; the texts stand in messages/, one file per subject. */
#pragma once

#include "base/language.h"
#include "service/report/report.h"

typedef enum {
#define MESSAGE(NAME, EN, SR) REPORT_##NAME,
#include "service/report/messages/all.inc"
#undef MESSAGE
    REPORT_MESSAGES_N,
} KamReportMessage;

/** A message of the report. */
const KamMessage *kam_report_message(KamReportMessage message);
/** A message without arguments in a language; free with g_free(). */
char *kam_report_text(KamLanguage language, KamReportMessage message);

/** A message with arguments in a language: KAM_REPORT_SAY(language, REPORT_REST, KAM_ARG_COUNT("rest", 12)); free with
 * g_free(). */
#define KAM_REPORT_SAY(LANGUAGE, ID, ...)                                                                              \
    kam_language_say((LANGUAGE), kam_report_message(ID), (const KamArgument[]) { __VA_ARGS__, { 0 } })
