/* A question to the programme over HTTP: rights, day, currency, the accounts in view. */
#pragma once

#include "api/figures_questions.h"
#include "service/programme/programme_json.h"

/* What a question borrows while it is answered. */
typedef struct {
    KamRequest *request;
    KamFaults faults;
    KamGround *ground, *shown;
    GArray *view, *also;
    KamProgrammeQuestion question;
} KamProgrammeAsking;

void kam_programme_asking_clear(KamProgrammeAsking *asking);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamProgrammeAsking, kam_programme_asking_clear)

/** Check the rights and read what every question may say: `as_of` and `currency`. FALSE with an error. */
gboolean kam_programme_asking_begin(KamProgrammeAsking *asking, KamRequest *request, GError **error);
/** The id that a parameter names; 0 without one, a fault when it is none. */
gint64 kam_programme_asking_read_id(KamProgrammeAsking *asking, const char *name);
/** FALSE: the reply holds every fault. */
gboolean kam_programme_asking_is_right(KamProgrammeAsking *asking, KamReply *reply);
/** Load what is asked for, of the accounts in view. Free with kam_programme_free(). */
KamProgramme *kam_programme_asking_load(KamProgrammeAsking *asking, GError **error);
