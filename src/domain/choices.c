/* Words that several record types choose from. */
#include "domain/choices.h"

const KamChoice kam_choices_buying_role[] = {
    { "initiator", "Initiator", "Inicijator" },
    { "user", "User", "Korisnik" },
    { "influencer", "Influencer", "Utiče na odluku" },
    { "decider", "Decider", "Donosi odluku" },
    { "buyer", "Buyer", "Kupac" },
    { "gatekeeper", "Gatekeeper", "Čuvar kapije" },
    { 0 },
};

const KamChoice kam_choices_language[] = {
    { "sr", "Serbian", "Srpski" },
    { "en", "English", "Engleski" },
    { "de", "German", "Nemački" },
    { "fr", "French", "Francuski" },
    { "it", "Italian", "Italijanski" },
    { "es", "Spanish", "Španski" },
    { "ru", "Russian", "Ruski" },
    { "hu", "Hungarian", "Mađarski" },
    { "ro", "Romanian", "Rumunski" },
    { "bg", "Bulgarian", "Bugarski" },
    { "mk", "Macedonian", "Makedonski" },
    { "sl", "Slovenian", "Slovenački" },
    { "hr", "Croatian", "Hrvatski" },
    { "bs", "Bosnian", "Bosanski" },
    { "sq", "Albanian", "Albanski" },
    { "el", "Greek", "Grčki" },
    { "tr", "Turkish", "Turski" },
    { "zh", "Chinese", "Kineski" },
    { 0 },
};
