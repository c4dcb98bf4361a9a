/* The table of all messages of the report. */
#include "service/report/messages.h"

static const KamMessage messages[REPORT_MESSAGES_N] = {
#define MESSAGE(NAME, EN, SR) [REPORT_##NAME] = { #NAME, EN, SR },
#include "service/report/messages/all.inc"
#undef MESSAGE
};

const KamMessage *
kam_report_message(KamReportMessage message)
{
    return &messages[message];
}

char *
kam_report_text(KamLanguage language, KamReportMessage message)
{
    return kam_language_say(language, kam_report_message(message), NULL);
}
