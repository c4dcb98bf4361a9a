/* Settings of imports out of queries. */
#include "api/import_settings.h"

#include "service/import/settings.h"

json_t *
kam_import_read_settings(const KamRequest *request)
{
    json_t *settings = json_object();

    for (const char *const *name = kam_import_setting_names(); *name != NULL; name++) {
        g_autofree char *value = kam_request_dup_parameter(request, *name);

        if (value != NULL)
            json_object_set_new(settings, *name, json_string(value));
    }
    return settings;
}
