/* The namespaces of XLSX: each in its transitional and its strict form. */
#pragma once

#include "sales/read/xml_reader.h"

enum {
    KAM_XLSX_MAIN = 1,     /* workbook, sheets, styles, strings */
    KAM_XLSX_RELATIONS = 2 /* the .rels parts */
};

/** For KamXmlHandlers. */
extern const KamXmlNamespace kam_xlsx_namespaces[];
