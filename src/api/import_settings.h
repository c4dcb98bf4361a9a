/* How a file is to be read, as parameters of a query: the same words for a preview, an import and a saved profile. */
#pragma once

#include "api/route.h"

/* Rows of a list of parameters; service/import/settings.h reads their values. */
#define KAM_IMPORT_SETTING_PARAMETERS                                                                                  \
    { "profile", "string", "Read the columns as saved under this name", FALSE },                                       \
        { "language", "string", "Of numbers and dates of records: en, sr, sr-Cyrl; found out without it", FALSE },     \
        { "map", "string", "Columns of fields, as in 'net=7;account_name=Kupac;cost='; nothing behind '=': none",      \
          FALSE },                                                                                                     \
        { "format", "string", "csv, xlsx or ubl; found out without it", FALSE },                                       \
        { "preset", "string", "The system that wrote the file: odoo, pantheon, sap_business_one ...", FALSE },         \
        { "date_order", "string", "ymd, dmy or mdy", FALSE },                                                          \
        { "decimal", "string", "The decimal sign: , or .", FALSE },                                                    \
        { "delimiter", "string", "Between CSV cells: , ; | or tab", FALSE },                                           \
        { "encoding", "string", "utf-8, utf-16le, utf-16be, windows-1250, windows-1251 or iso-8859-2", FALSE },        \
        { "sheet", "string", "One sheet of a workbook, by its name", FALSE },                                          \
        { "header_row", "integer", "The row that names the columns, from 1", FALSE },                                  \
        { "currency", "string", "Of files that name none, e.g. RSD", FALSE },                                          \
    {                                                                                                                  \
        "gross", "boolean", "The only amounts there are have tax in them", FALSE                                       \
    }

/** The settings among the parameters of a request, as texts. Free with json_decref(). */
json_t *kam_import_read_settings(const KamRequest *request);
