/* What the routes about people share. */
#pragma once

#include "api/api.h"
#include "record/work.h"
#include "service/people/own.h"

/** Where a request comes from, as signing in wants to know it. */
KamSignInPlace kam_api_sign_in_place(const KamRequest *request);
/** The same, with who asks. */
KamOwnPlace kam_api_own_place(const KamRequest *request);
/** The frame of a change by the record engine. */
KamWork kam_api_work(const KamRequest *request, KamDb *db);
/** FALSE with a problem in the reply: a program's token does not change how its person signs in. */
gboolean kam_api_need_session(const KamRequest *request, KamReply *reply);
/** 429 with Retry-After. */
void kam_api_answer_later(const KamRequest *request, KamReply *reply, gint64 wait_ms);
/** The members "permissions" (an array of words) and "classes" ({"margin": "none" ...}). */
void kam_api_write_rights(const KamActor *actor, KamJson *json);
/** The whole answer {"items": [...]}: the open sessions of a person, that of the request marked. */
gboolean kam_api_answer_sessions(KamRequest *request, KamReply *reply, gint64 user_id, GError **error);
/** An instant as a member; 0 is null. */
void kam_api_write_instant(KamJson *json, const char *name, gint64 ms);
