/* The shared schemas: a route that needs one more adds its row. */
#include "api/schemas.h"

#include <stddef.h>

#define PAGE_OF(item)                                                                                                  \
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"items\":{\"type\":\"array\","            \
    "\"items\":{\"$ref\":\"#/components/schemas/" item "\"}},\"next\":{\"type\":[\"string\",\"null\"]}}}"

const KamSchema kam_api_schemas[] = {
    { "problem", "{\"type\":\"object\",\"required\":[\"type\",\"title\",\"status\",\"detail\",\"request_id\"],"
                 "\"properties\":{\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
                 "\"status\":{\"type\":\"integer\",\"minimum\":400,\"maximum\":599},\"detail\":{\"type\":\"string\"},"
                 "\"request_id\":{\"type\":\"string\"},\"errors\":{\"$ref\":\"#/components/schemas/warnings\"},"
                 "\"version\":{\"type\":\"integer\",\"description\":\"the record's present version, with 412\"},"
                 "\"changes\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/history_item\"},"
                 "\"description\":\"what changed meanwhile, with 412\"}}}" },
    { "warnings", "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"pointer\",\"detail\",\"code\"],"
                  "\"properties\":{\"pointer\":{\"type\":\"string\"},\"detail\":{\"type\":\"string\"},"
                  "\"code\":{\"type\":\"string\"}}}}" },
    { "source", "{\"type\":\"object\",\"required\":[\"formula\",\"as_of\",\"data_version\",\"certainty\",\"settings\"],"
                "\"description\":\"where figures come from\",\"properties\":{\"formula\":{\"type\":\"string\"},"
                "\"as_of\":{\"type\":[\"string\",\"null\"]},\"data_version\":{\"type\":\"integer\"},"
                "\"certainty\":{\"type\":\"object\",\"properties\":{\"words\":{\"type\":\"string\"},"
                "\"lines\":{\"type\":\"integer\"}}},\"settings\":{\"type\":[\"string\",\"null\"]},"
                "\"opens_to\":{\"type\":\"string\"}}}" },
    { "money", "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"amount\",\"currency\"],"
               "\"properties\":{\"amount\":{\"type\":\"string\",\"pattern\":\"^-?[0-9]{1,13}([.][0-9]{1,6})?$\"},"
               "\"currency\":{\"type\":[\"string\",\"null\"],\"pattern\":\"^[A-Z]{3}$\"}}}" },
    { "history_item",
      "{\"type\":\"object\",\"required\":[\"seq\",\"at\",\"user_id\",\"actor\",\"action\",\"version\",\"changes\"],"
      "\"properties\":{\"seq\":{\"type\":[\"integer\",\"string\"]},\"at\":{\"type\":\"string\",\"format\":\"date-time\"},"
      "\"user_id\":{\"type\":[\"string\",\"null\"]},\"actor\":{\"type\":\"string\"},\"action\":{\"type\":\"string\"},"
      "\"version\":{\"type\":\"integer\"},\"changes\":{\"type\":\"object\","
      "\"description\":\"{field: [from, to]}, of the fields that the caller may read\","
      "\"additionalProperties\":{\"type\":\"array\"}}}}" },
    { "history",
      "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"items\":{\"type\":\"array\","
      "\"items\":{\"$ref\":\"#/components/schemas/history_item\"}},\"next\":{\"type\":[\"string\",\"null\"]}}}" },
    { "changed_count",
      "{\"type\":\"object\",\"required\":[\"changed\"],\"properties\":{\"changed\":{\"type\":\"integer\"}}}" },
    { "job", "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"id\",\"kind\",\"state\",\"progress\","
             "\"total\",\"message\",\"parameters\",\"result\",\"created_by\",\"created_at\",\"started_at\","
             "\"finished_at\"],\"properties\":{\"id\":{\"type\":\"string\"},\"kind\":{\"type\":\"string\"},"
             "\"state\":{\"enum\":[\"queued\",\"running\",\"done\",\"failed\",\"cancelled\"]},"
             "\"progress\":{\"type\":\"integer\"},\"total\":{\"type\":\"integer\"},"
             "\"message\":{\"type\":[\"string\",\"null\"]},\"parameters\":{\"type\":\"object\"},"
             "\"result\":{\"type\":[\"object\",\"null\"]},\"created_by\":{\"type\":\"string\"},"
             "\"created_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
             "\"started_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"},"
             "\"finished_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}}}" },
    { "comment_body", "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"body\"],"
                      "\"properties\":{\"body\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":20000,"
                      "\"contentMediaType\":\"text/markdown\"}}}" },
    { "comment",
      "{\"type\":\"object\",\"required\":[\"id\",\"body\",\"html\",\"version\",\"created_at\",\"created_by\","
      "\"author\",\"updated_at\",\"mentions\"],\"properties\":{\"id\":{\"type\":\"string\"},"
      "\"body\":{\"type\":\"string\"},\"html\":{\"type\":\"string\"},\"version\":{\"type\":\"integer\"},"
      "\"created_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"created_by\":{\"type\":\"string\"},"
      "\"author\":{\"type\":[\"string\",\"null\"]},\"updated_at\":{\"type\":\"string\","
      "\"format\":\"date-time\"},\"mentions\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
      "\"required\":[\"id\",\"name\"],\"properties\":{\"id\":{\"type\":\"string\"},"
      "\"name\":{\"type\":\"string\"}}}},\"warnings\":{\"$ref\":\"#/components/schemas/warnings\"}}}" },
    { "comment_list", PAGE_OF("comment") },
    { "attachment",
      "{\"type\":\"object\",\"required\":[\"id\",\"name\",\"media_type\",\"bytes\",\"sha256\",\"created_at\","
      "\"created_by\",\"author\"],\"properties\":{\"id\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"},"
      "\"media_type\":{\"type\":\"string\"},\"bytes\":{\"type\":\"integer\"},\"sha256\":{\"type\":\"string\"},"
      "\"created_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"created_by\":{\"type\":\"string\"},"
      "\"author\":{\"type\":[\"string\",\"null\"]}}}" },
    { "attachment_list", PAGE_OF("attachment") },
    { "record_tag", "{\"type\":\"object\",\"required\":[\"id\",\"name\",\"colour\",\"since\",\"by\"],\"properties\":{"
                    "\"id\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"},\"colour\":{\"type\":\"string\"},"
                    "\"since\":{\"type\":\"string\",\"format\":\"date-time\"},\"by\":{\"type\":\"string\"}}}" },
    { "record_tag_list", PAGE_OF("record_tag") },
    { "watcher_list",
      "{\"type\":\"object\",\"required\":[\"items\",\"watching\"],\"properties\":{\"items\":{"
      "\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"user_id\",\"name\",\"since\"],"
      "\"properties\":{\"user_id\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"},"
      "\"since\":{\"type\":\"string\",\"format\":\"date-time\"}}}},\"watching\":{\"type\":\"boolean\"}}}" },
    { "timeline_item",
      "{\"type\":\"object\",\"required\":[\"kind\",\"at\",\"id\",\"by\",\"author\",\"title\"],\"properties\":{"
      "\"kind\":{\"enum\":[\"change\",\"comment\",\"attachment\",\"interaction\",\"task\"]},"
      "\"at\":{\"type\":\"string\",\"format\":\"date-time\"},\"id\":{\"type\":\"string\"},\"by\":{\"type\":\"string\"},"
      "\"author\":{\"type\":[\"string\",\"null\"]},\"title\":{\"type\":\"string\"}}}" },
    { "timeline", PAGE_OF("timeline_item") },
    { "session",
      "{\"type\":\"object\",\"required\":[\"user_id\",\"email\",\"name\",\"role\",\"permissions\",\"classes\","
      "\"stands_in_for\",\"change_token\",\"has_second_factor\",\"recovery_codes_left\"],\"properties\":{"
      "\"user_id\":{\"type\":\"string\"},\"email\":{\"type\":[\"string\",\"null\"]},\"name\":{\"type\":\"string\"},"
      "\"role\":{\"type\":\"string\"},\"permissions\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
      "\"classes\":{\"type\":\"object\",\"additionalProperties\":{\"enum\":[\"none\",\"read\",\"write\"]}},"
      "\"stands_in_for\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
      "\"change_token\":{\"type\":[\"string\",\"null\"],\"description\":\"for the header X-Kamen-Token of changes; "
      "null for a token, which needs none\"},\"has_second_factor\":{\"type\":\"boolean\"},"
      "\"recovery_codes_left\":{\"type\":\"integer\"}}}" },
    { "session_item",
      "{\"type\":\"object\",\"required\":[\"id\",\"is_this\",\"created_at\",\"used_at\",\"expires_at\",\"address\","
      "\"agent\",\"second_factor\"],\"properties\":{\"id\":{\"type\":\"string\"},\"is_this\":{\"type\":\"boolean\"},"
      "\"created_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
      "\"used_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
      "\"expires_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"address\":{\"type\":\"string\"},"
      "\"agent\":{\"type\":\"string\"},\"second_factor\":{\"type\":\"boolean\"}}}" },
    { "token", "{\"type\":\"object\",\"required\":[\"id\",\"user_id\",\"name\",\"prefix\",\"scopes\",\"created_at\","
               "\"used_at\",\"expires_at\",\"revoked_at\"],\"properties\":{\"id\":{\"type\":\"string\"},"
               "\"user_id\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"},\"prefix\":{\"type\":\"string\"},"
               "\"scopes\":{\"type\":\"string\"},\"created_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
               "\"used_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"},"
               "\"expires_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
               "\"revoked_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}}}" },
    { "shared_view", "{\"type\":\"object\",\"required\":[\"id\",\"type\",\"name\",\"query\",\"user_id\",\"owner\"],"
                     "\"properties\":{\"id\":{\"type\":\"string\"},\"type\":{\"type\":\"string\"},"
                     "\"name\":{\"type\":\"string\"},\"query\":{\"type\":\"string\"},\"user_id\":{\"type\":\"string\"},"
                     "\"owner\":{\"type\":[\"string\",\"null\"]}}}" },
    { "shared_view_list", PAGE_OF("shared_view") },
    { "import_file",
      "{\"type\":\"object\",\"required\":[\"id\",\"name\",\"bytes\",\"created_at\"],\"properties\":{\"id\":"
      "{\"type\":\"string\"},\"name\":{\"type\":\"string\"},\"bytes\":{\"type\":\"integer\"},\"created_at\""
      ":{\"type\":\"string\",\"format\":\"date-time\"}},\"additionalProperties\":false}" },
    { "import_file_list", PAGE_OF("import_file") },
    { "import_profile",
      "{\"type\":\"object\",\"required\":[\"name\",\"updated_at\",\"reading\"],\"properties\":{\"name\":{\""
      "type\":\"string\"},\"updated_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"reading\":{\"type"
      "\":\"object\",\"description\":\"preset, decimal_point, date_order, currency, amounts_are_gross, map\""
      "}},\"additionalProperties\":false}" },
    { "import_profile_list",
      "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\""
      ":{\"$ref\":\"#/components/schemas/import_profile\"}}},\"additionalProperties\":false}" },
    { "batch", "{\"type\":\"object\",\"required\":[\"batch\",\"kind\",\"state\",\"files\",\"started_at\",\"lines\",\""
               "net\",\"imported_by\",\"profile\",\"undone_at\",\"undone_by\",\"balance\"],\"properties\":{\"batch\""
               ":{\"type\":\"integer\"},\"kind\":{\"type\":\"string\"},\"state\":{\"enum\":[\"done\",\"undone\"]},\""
               "files\":{\"type\":\"string\"},\"started_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"lines\""
               ":{\"type\":\"integer\"},\"net\":{\"$ref\":\"#/components/schemas/money\"},\"imported_by\":{\"type\":"
               "[\"string\",\"null\"]},\"profile\":{\"type\":[\"string\",\"null\"]},\"undone_at\":{\"type\":[\"strin"
               "g\",\"null\"],\"format\":\"date-time\"},\"undone_by\":{\"type\":[\"string\",\"null\"]},\"balance\":{"
               "\"type\":\"object\",\"description\":\"rows: read, taken, repeated, refused ...\"}},\"additionalPrope"
               "rties\":false}" },
    { "batch_list", PAGE_OF("batch") },
    { "import_fault",
      "{\"type\":\"object\",\"required\":[\"column\",\"field\",\"value\",\"reason\"],\"properties\":{\"colu"
      "mn\":{\"type\":[\"integer\",\"null\"]},\"field\":{\"type\":[\"string\",\"null\"]},\"value\":{\"type\""
      ":[\"string\",\"null\"]},\"reason\":{\"type\":\"string\"}},\"additionalProperties\":false}" },
    { "import_row",
      "{\"type\":\"object\",\"required\":[\"row\",\"state\",\"skipped\",\"cells\",\"values\",\"faults\"],\""
      "properties\":{\"row\":{\"type\":\"integer\"},\"state\":{\"enum\":[\"taken\",\"skipped\",\"refused\","
      "\"unread\"]},\"skipped\":{\"enum\":[\"layout\",\"cancelled\",\"advance\",\"not_product\",null]},\"ce"
      "lls\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"values\":{\"type\":[\"object\",\"null\""
      "],\"description\":\"the row as it is read, by field\"},\"faults\":{\"type\":\"array\",\"items\":{\"$"
      "ref\":\"#/components/schemas/import_fault\"}}},\"additionalProperties\":false}" },
    { "import_question",
      "{\"type\":\"object\",\"required\":[\"about\",\"field\",\"column\",\"example\",\"answers\",\"assumed\""
      ",\"blocks\"],\"properties\":{\"about\":{\"enum\":[\"column\",\"currency\",\"date_order\",\"decimal\""
      ",\"discount\",\"document_tax\",\"document_total\",\"language\",\"price_after_discount\",\"sheet\",\""
      "tax\",\"turned_dates\"]},\"field\":{\"type\":[\"string\",\"null\"]},\"column\":{\"type\":[\"integer\""
      ",\"null\"]},\"example\":{\"type\":[\"string\",\"null\"]},\"answers\":{\"type\":\"array\",\"items\":{"
      "\"type\":\"object\",\"required\":[\"setting\",\"value\",\"reading\"],\"properties\":{\"setting\":{\""
      "type\":\"string\"},\"value\":{\"type\":\"string\"},\"reading\":{\"type\":[\"string\",\"null\"]}},\"a"
      "dditionalProperties\":false}},\"assumed\":{\"type\":[\"integer\",\"null\"],\"description\":\"the ans"
      "wer that the rows are read by for now\"},\"blocks\":{\"type\":\"boolean\"}},\"additionalProperties\""
      ":false}" },
    { "import_alike",
      "{\"type\":\"object\",\"required\":[\"type\",\"number\",\"name\",\"lines\",\"like\"],\"properties\":{"
      "\"type\":{\"enum\":[\"account\",\"product\"]},\"number\":{\"type\":\"string\"},\"name\":{\"type\":\""
      "string\"},\"lines\":{\"type\":\"integer\"},\"like\":{\"type\":\"object\",\"required\":[\"id\",\"numb"
      "er\",\"name\"],\"properties\":{\"id\":{\"type\":\"string\"},\"number\":{\"type\":[\"string\",\"null\""
      "]},\"name\":{\"type\":[\"string\",\"null\"]}},\"additionalProperties\":false}},\"additionalPropertie"
      "s\":false}" },
    { "import_preview",
      "{\"type\":\"object\",\"required\":[\"file\",\"kind\",\"source\",\"reading\",\"header\",\"columns\",\""
      "fields\",\"rows\",\"counts\",\"faults\",\"questions\",\"findings\",\"fault\"],\"properties\":{\"file"
      "\":{\"$ref\":\"#/components/schemas/import_file\"},\"kind\":{\"type\":\"string\"},\"source\":{\"type"
      "\":\"object\",\"required\":[\"format\",\"compression\",\"encoding\",\"delimiter\",\"sheets\",\"why\""
      "],\"properties\":{\"format\":{\"enum\":[\"csv\",\"xlsx\",\"ubl\"]},\"compression\":{\"type\":[\"stri"
      "ng\",\"null\"]},\"encoding\":{\"type\":[\"string\",\"null\"]},\"delimiter\":{\"type\":[\"string\",\""
      "null\"]},\"sheets\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"why\":{\"type\":[\"string"
      "\",\"null\"]}},\"additionalProperties\":false},\"reading\":{\"type\":\"object\",\"required\":[\"pres"
      "et\",\"date_order\",\"decimal\",\"currency\",\"net_rule\",\"language\"],\"properties\":{\"preset\":{"
      "\"type\":[\"string\",\"null\"]},\"date_order\":{\"type\":[\"string\",\"null\"]},\"decimal\":{\"type\""
      ":[\"string\",\"null\"]},\"currency\":{\"type\":[\"string\",\"null\"]},\"net_rule\":{\"enum\":[\"net\""
      ",\"price\",\"gross_less_tax\",\"gross_less_percent\",null]},\"language\":{\"type\":[\"string\",\"nul"
      "l\"]}},\"additionalProperties\":false},\"header\":{\"type\":[\"object\",\"null\"],\"required\":[\"fi"
      "rst\",\"last\"],\"properties\":{\"first\":{\"type\":\"integer\"},\"last\":{\"type\":\"integer\"}},\""
      "additionalProperties\":false},\"columns\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"requi"
      "red\":[\"column\",\"header\",\"field\"],\"properties\":{\"column\":{\"type\":\"integer\"},\"header\""
      ":{\"type\":\"string\"},\"field\":{\"type\":[\"string\",\"null\"]}},\"additionalProperties\":false}},"
      "\"fields\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"name\",\"help\",\"colu"
      "mn\",\"certainty\",\"rival\"],\"additionalProperties\":false,\"properties\":{\"name\":{\"type\":\"st"
      "ring\"},\"help\":{\"type\":\"string\"},\"column\":{\"type\":[\"integer\",\"null\"]},\"certainty\":{\""
      "enum\":[\"none\",\"hint\",\"header\",\"preset\",\"asked\"]},\"rival\":{\"type\":[\"integer\",\"null\""
      "]},\"en\":{\"type\":\"string\"},\"sr\":{\"type\":[\"string\",\"null\"]}}}},\"rows\":{\"type\":\"arra"
      "y\",\"items\":{\"$ref\":\"#/components/schemas/import_row\"}},\"counts\":{\"type\":\"object\",\"requ"
      "ired\":[\"taken\",\"skipped\",\"refused\",\"is_whole\"],\"properties\":{\"taken\":{\"type\":\"intege"
      "r\"},\"skipped\":{\"type\":\"integer\"},\"refused\":{\"type\":\"integer\"},\"is_whole\":{\"type\":\""
      "boolean\"}},\"additionalProperties\":false,\"description\":\"of the rows that were looked at; is_who"
      "le: they are all of the file\"},\"faults\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"requ"
      "ired\":[\"row\",\"count\",\"column\",\"field\",\"value\",\"reason\"],\"properties\":{\"row\":{\"type"
      "\":\"integer\"},\"count\":{\"type\":\"integer\"},\"column\":{\"type\":[\"integer\",\"null\"]},\"fiel"
      "d\":{\"type\":[\"string\",\"null\"]},\"value\":{\"type\":[\"string\",\"null\"]},\"reason\":{\"type\""
      ":\"string\"}},\"additionalProperties\":false}},\"questions\":{\"type\":\"array\",\"items\":{\"$ref\""
      ":\"#/components/schemas/import_question\"}},\"findings\":{\"type\":\"array\",\"items\":{\"type\":\"o"
      "bject\",\"required\":[\"what\",\"value\",\"why\"],\"properties\":{\"what\":{\"type\":\"string\"},\"v"
      "alue\":{\"type\":\"string\"},\"why\":{\"type\":\"string\"}},\"additionalProperties\":false}},\"fault"
      "\":{\"type\":[\"string\",\"null\"],\"description\":\"why no row can be read yet\"},\"alike\":{\"type"
      "\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/import_alike\"}},\"matches\":{\"type\":\"obj"
      "ect\",\"required\":[\"accounts\",\"products\"],\"properties\":{\"accounts\":{\"type\":\"object\",\"r"
      "equired\":[\"known\",\"new\",\"alike\"],\"properties\":{\"known\":{\"type\":\"integer\"},\"new\":{\""
      "type\":\"integer\"},\"alike\":{\"type\":\"integer\"}},\"additionalProperties\":false},\"products\":{"
      "\"type\":\"object\",\"required\":[\"known\",\"new\",\"alike\"],\"properties\":{\"known\":{\"type\":\""
      "integer\"},\"new\":{\"type\":\"integer\"},\"alike\":{\"type\":\"integer\"}},\"additionalProperties\""
      ":false}},\"additionalProperties\":false},\"charges\":{\"type\":\"array\",\"items\":{\"type\":\"objec"
      "t\",\"required\":[\"number\",\"name\",\"lines\",\"reason\"],\"properties\":{\"number\":{\"type\":\"s"
      "tring\"},\"name\":{\"type\":\"string\"},\"lines\":{\"type\":\"integer\"},\"reason\":{\"type\":\"stri"
      "ng\"}},\"additionalProperties\":false}}},\"additionalProperties\":false}" },
    { NULL, NULL },
};
