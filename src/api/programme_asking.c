/* Reading the question, with all its faults at once. */
#include "api/programme_asking.h"

#include <string.h>

#include "api/api.h"
#include "base/error.h"
#include "record/scope.h"

void
kam_programme_asking_clear(KamProgrammeAsking *asking)
{
    kam_ground_unref(asking->ground);
    kam_ground_unref(asking->shown);
    g_clear_pointer(&asking->view, g_array_unref);
    g_clear_pointer(&asking->also, g_array_unref);
    kam_faults_clear(&asking->faults);
}

static gboolean
check_strategy(const KamRequest *request, GError **error)
{
    if (kam_policy_class_access(request->actor, KAM_STRATEGY) != KAM_NO_ACCESS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "your role does not see the tiers of accounts");
    return FALSE;
}

/* A day of the query; today without one. */
static gint32
read_day(KamProgrammeAsking *asking)
{
    g_autofree char *text = kam_request_dup_parameter(asking->request, "as_of");
    gint32 day =
        text == NULL ? kam_actor_get_today(asking->request->actor) : kam_day_parse(text, strlen(text), KAM_DATE_YMD);

    if (day == KAM_DAY_NONE)
        kam_faults_add(&asking->faults, "as_of", "invalid",
                       "as_of does not know '%s'; it takes a day such as 2026-03-31", text);
    return day;
}

/* One that cannot be had is a fault. */
static gboolean
read_currency(KamProgrammeAsking *asking, GError **error)
{
    g_autofree char *currency = kam_request_dup_parameter(asking->request, "currency");
    g_autoptr(GError) wrong = NULL;

    asking->shown = kam_desk_convert(asking->request->api->desk, asking->ground, currency, &wrong);
    if (asking->shown != NULL)
        return TRUE;
    if (!g_error_matches(wrong, KAM_ERROR, KAM_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    kam_faults_add(&asking->faults, "currency", "invalid", "%s", wrong->message);
    return TRUE;
}

gboolean
kam_programme_asking_begin(KamProgrammeAsking *asking, KamRequest *request, GError **error)
{
    asking->request = request;
    kam_faults_init(&asking->faults);
    kam_request_check_parameters(request, &asking->faults);
    if (!check_strategy(request, error) || !kam_figures_check_commercial(request, error))
        return FALSE;
    asking->ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (asking->ground == NULL)
        return FALSE;
    asking->question.day = asking->question.year_day = read_day(asking);
    return read_currency(asking, error);
}

gint64
kam_programme_asking_read_id(KamProgrammeAsking *asking, const char *name)
{
    g_autofree char *text = kam_request_dup_parameter(asking->request, name);
    gint64 id = 0;

    if (text != NULL && !g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, &id, NULL))
        kam_faults_add(&asking->faults, name, "invalid", "%s does not know '%s'; it takes an id", name, text);
    return id;
}

gboolean
kam_programme_asking_is_right(KamProgrammeAsking *asking, KamReply *reply)
{
    if (asking->faults.n_errors == 0)
        return TRUE;
    kam_reply_problem(reply, asking->request, 400, "the question cannot be answered as it is", &asking->faults);
    return FALSE;
}

KamProgramme *
kam_programme_asking_load(KamProgrammeAsking *asking, GError **error)
{
    KamRequest *request = asking->request;
    KamProgrammeQuestion *question = &asking->question;

    if (!kam_scope_list_accounts(request->db, request->actor, &asking->view, error))
        return NULL;
    question->db = request->db;
    question->shelf = kam_desk_get_shelf(request->api->desk);
    question->ground = asking->ground;
    question->shown = asking->shown;
    question->view = asking->view;
    question->also = asking->also;
    question->with_margin = kam_figures_sees_margins(request);
    return kam_programme_new(question, error);
}
