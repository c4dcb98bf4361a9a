/* Who took what out is noted in the audit before the first byte goes. */
#include "api/figures_export.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "api/api.h"
#include "api/file.h"
#include "api/record_handlers.h"
#include "base/error.h"
#include "record/audit.h"

/* --- what is wanted --- */

/* Without a word: what the table shows first. */
#define USUAL_COLUMNS "name,number,tier,net,change_rate,share,forecast,alive,days_silent,manager,city"

static void
add_fault(KamFiguresReading *reading, const char *name, const char *code, const char *detail)
{
    kam_faults_add(&reading->faults, name, code, "%s", detail);
}

static guint
column_from_name(const char *name)
{
    KamBoardColumn column = kam_board_column_from_name(name);

    return column == KAM_BOARD_N && strcmp(name, "trend") != 0 ? G_MAXUINT : (guint)column;
}

static gboolean
has_column(const KamBoardWish *wish, guint column)
{
    for (guint i = 0; i < wish->n_columns; i++)
        if (wish->columns[i] == column)
            return TRUE;
    return FALSE;
}

static void
refuse_column(KamFiguresReading *reading, const char *name)
{
    g_autoptr(GString) takes = g_string_new(NULL);

    for (guint column = 0; column < KAM_BOARD_N; column++)
        g_string_append_printf(takes, "%s, ", kam_board_column_name(column));
    kam_faults_add(&reading->faults, "columns", "invalid",
                   "columns does not know '%s'; it takes %strend, divided by commas", name, takes->str);
}

static void
read_columns(KamFiguresReading *reading, KamBoardWish *wish)
{
    g_autofree char *text = kam_request_dup_parameter(reading->request, "columns");
    g_auto(GStrv) names = g_strsplit(text != NULL && *text != '\0' ? text : USUAL_COLUMNS, ",", -1);
    gboolean with_margin = kam_figures_sees_margins(reading->request);

    for (guint i = 0; names[i] != NULL; i++) {
        guint column = column_from_name(names[i]);

        if (column == G_MAXUINT) {
            refuse_column(reading, names[i]);
            return;
        }
        if (column != KAM_BOARD_TREND && kam_board_column_is_of_margin((KamBoardColumn)column) && !with_margin)
            add_fault(reading, "columns", "denied", "columns of profit are not for your role");
        if (!has_column(wish, column))
            wish->columns[wish->n_columns++] = column;
    }
}

void
kam_figures_read_file(KamFiguresReading *reading, KamFiguresFile *file)
{
    g_autofree char *format = kam_request_dup_parameter(reading->request, "format");
    g_autofree char *lang = kam_request_dup_parameter(reading->request, "lang");

    *file = (KamFiguresFile) { .format = format == NULL ? KAM_EXPORT_CSV : kam_export_format_from_name(format) };
    file->wish.language = lang == NULL ? KAM_LANGUAGE_EN : kam_language_from_tag(lang);
    if (file->format != KAM_EXPORT_CSV && file->format != KAM_EXPORT_XLSX)
        add_fault(reading, "format", "invalid", "format is csv or xlsx");
    if (file->wish.language == KAM_LANGUAGE_N)
        add_fault(reading, "lang", "invalid", "lang is en, sr or sr-Cyrl");
    read_columns(reading, &file->wish);
}

/* --- the audit --- */

static gboolean
note(KamDb *db, gpointer data, GError **error)
{
    const KamRequest *request = data;
    KamWork work = kam_record_work(request);
    g_autoptr(GString) changes = g_string_new(NULL);
    KamJson json;

    work.db = db;
    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "query");
    kam_json_null(&json, NULL);
    kam_json_text(&json, NULL, request->query);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return kam_audit_add(&work, "export", "account", 0, 0, changes->str, error);
}

/* --- the file --- */

static gboolean
next_rows(gpointer state, GString *chunk, G_GNUC_UNUSED GError **error)
{
    return kam_board_file_next(state, chunk);
}

static void
free_file(gpointer state)
{
    kam_board_file_free(state);
}

/* A spreadsheet is a packed file with its index at the end: it is made whole, then sent. */
static gboolean
send_xlsx(KamReply *reply, KamBoardFile *file, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("kamen-export-XXXXXX.xlsx", &path, NULL);
    gboolean is_done;

    if (fd < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "there is no room for the spreadsheet");
        return FALSE;
    }
    close(fd);
    is_done = kam_board_file_write_xlsx(file, path, error) &&
              kam_reply_file(reply, path, kam_export_media_type(KAM_EXPORT_XLSX), "accounts.xlsx", error);
    /* Open files outlive their names, and no crash leaves one behind from here on. */
    g_unlink(path);
    return is_done;
}

gboolean
kam_figures_send_file(KamRequest *request, KamReply *reply, KamBoard *board, const KamBoardPage *page,
                      const KamFiguresFile *wanted, GError **error)
{
    g_autoptr(KamBoardFile) file = NULL;

    if (!kam_pool_write_wait(request->api->pool, note, request, error))
        return FALSE;
    file = kam_board_file_new(board, page, &wanted->wish);
    if (wanted->format == KAM_EXPORT_XLSX)
        return send_xlsx(reply, file, error);
    kam_reply_header(reply, "Content-Disposition", "attachment; filename=\"accounts.csv\"");
    reply->content_type = kam_export_media_type(KAM_EXPORT_CSV);
    reply->next = next_rows;
    reply->stream = g_steal_pointer(&file);
    reply->stream_free = free_file;
    return TRUE;
}
