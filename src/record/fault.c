/* Faults: collected while a value or a record is looked at, so that all of them are told at once. */
#include "record/field.h"

static void
fault_free(gpointer data)
{
    KamFault *fault = data;

    g_free(fault->pointer);
    g_free(fault->detail);
    g_free(fault->code);
    g_free(fault);
}

void
kam_faults_init(KamFaults *faults)
{
    faults->list = g_ptr_array_new_with_free_func(fault_free);
    faults->n_errors = 0;
}

void
kam_faults_clear(KamFaults *faults)
{
    g_clear_pointer(&faults->list, g_ptr_array_unref);
    faults->n_errors = 0;
}

/* A JSON pointer escapes '~' and '/' (RFC 6901). */
static char *
pointer_of(const char *field)
{
    GString *out = g_string_new(field[0] == '\0' ? "" : "/");

    for (const char *c = field; *c != '\0'; c++)
        if (*c == '~')
            g_string_append(out, "~0");
        else if (*c == '/')
            g_string_append(out, "~1");
        else
            g_string_append_c(out, *c);
    return g_string_free(out, FALSE);
}

static void
add(KamFaults *faults, const char *field, const char *code, char *detail, gboolean is_warning)
{
    KamFault *fault = g_new0(KamFault, 1);

    fault->pointer = pointer_of(field);
    fault->code = g_strdup(code);
    fault->detail = detail;
    fault->is_warning = is_warning;
    g_ptr_array_add(faults->list, fault);
    faults->n_errors += is_warning ? 0 : 1;
}

void
kam_faults_add(KamFaults *faults, const char *field, const char *code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(faults, field, code, g_strdup_vprintf(format, arguments), FALSE);
    va_end(arguments);
}

void
kam_faults_warn(KamFaults *faults, const char *field, const char *code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(faults, field, code, g_strdup_vprintf(format, arguments), TRUE);
    va_end(arguments);
}

void
kam_faults_explain(const KamFaults *faults, GError **error)
{
    for (guint i = 0; i < faults->list->len; i++) {
        const KamFault *fault = faults->list->pdata[i];

        if (fault->is_warning)
            continue;
        g_clear_error(error);
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s%s%s", fault->pointer[0] == '/' ? fault->pointer + 1 : "",
                    fault->pointer[0] == '/' ? ": " : "", fault->detail);
        return;
    }
}
