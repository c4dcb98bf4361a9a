/* The shapes of answers about the programme. */
#include "api/programme_schemas.h"

#include <stddef.h>

const KamSchema kam_programme_schemas[] = {
    { "programme_tier",
      "{\"type\":\"object\",\"required\":[\"id\",\"code\",\"name_en\",\"name_sr\",\"colour\",\"capacity\",\"work_days\",\"a"
      "ccounts\",\"net\",\"rules\"],\"properties\":{\"id\":{\"type\":\"string\"},\"code\":{\"type\":\"string\"},\"name_en\""
      ":{\"type\":\"string\"},\"name_sr\":{\"type\":\"string\"},\"colour\":{\"type\":\"string\"},\"capacity\":{\"type\":[\""
      "integer\",\"null\"]},\"work_days\":{\"type\":[\"number\",\"null\"]},\"accounts\":{\"type\":\"integer\"},\"net\":{\""
      "anyOf\":[{\"$ref\":\"#/components/schemas/money\"},{\"type\":\"null\"}]},\"rules\":{\"type\":\"array\",\"items\""
      ":{\"type\":\"object\",\"required\":[\"id\",\"purpose\",\"measure\",\"comparison\",\"value\",\"note\"],\"properties"
      "\":{\"id\":{\"type\":\"string\"},\"purpose\":{\"enum\":[\"entry\",\"exit\"]},\"measure\":{\"enum\":[\"net\",\"margin\""
      ",\"margin_rate\",\"share\",\"rank\",\"score\",\"key_probability\",\"alive\",\"growth\",\"days_silent\"]},\"compa"
      "rison\":{\"enum\":[\"at_least\",\"at_most\"]},\"value\":{\"type\":\"number\"},\"note\":{\"type\":[\"string\",\"null"
      "\"]}}}}}}" },
    { "programme_person",
      "{\"type\":\"object\",\"required\":[\"id\",\"name\"],\"properties\":{\"id\":{\"type\":\"string\"},\"name\":{\"type\":["
      "\"string\",\"null\"]}}}" },
    { "programme_decision",
      "{\"type\":\"object\",\"required\":[\"id\",\"version\",\"decided_on\",\"user\",\"reason\",\"review_on\",\"run_id\",\""
      "review_id\"],\"properties\":{\"id\":{\"type\":\"string\"},\"version\":{\"type\":\"integer\"},\"decided_on\":{\"ty"
      "pe\":\"string\",\"format\":\"date\"},\"user\":{\"type\":[\"string\",\"null\"]},\"reason\":{\"type\":\"string\"},\"rev"
      "iew_on\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"run_id\":{\"type\":[\"string\",\"null\"]},\"review_"
      "id\":{\"type\":[\"string\",\"null\"]}}}" },
    { "programme_standing",
      "{\"type\":\"object\",\"required\":[\"id\",\"number\",\"name\",\"owner\",\"tier_id\",\"since\",\"decision\",\"net\",\"f"
      "igures\",\"is_key\",\"proposed_tier_id\",\"rules\",\"alerts\",\"promises_kept\",\"promises_late\"],\"properti"
      "es\":{\"id\":{\"type\":\"string\"},\"number\":{\"type\":[\"string\",\"null\"]},\"name\":{\"type\":[\"string\",\"null\""
      "]},\"owner\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/programme_person\"},{\"type\":\"null\"}]},\"tier_i"
      "d\":{\"type\":[\"string\",\"null\"]},\"since\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"decision\":{\"a"
      "nyOf\":[{\"$ref\":\"#/components/schemas/programme_decision\"},{\"type\":\"null\"}]},\"net\":{\"anyOf\":[{\"$"
      "ref\":\"#/components/schemas/money\"},{\"type\":\"null\"}]},\"figures\":{\"type\":\"object\",\"required\":[\"ne"
      "t\",\"margin\",\"margin_rate\",\"share\",\"rank\",\"score\",\"key_probability\",\"alive\",\"growth\",\"days_silen"
      "t\"],\"properties\":{\"net\":{\"type\":[\"number\",\"null\"]},\"margin\":{\"type\":[\"number\",\"null\"]},\"margin_"
      "rate\":{\"type\":[\"number\",\"null\"]},\"share\":{\"type\":[\"number\",\"null\"]},\"rank\":{\"type\":[\"number\",\"n"
      "ull\"]},\"score\":{\"type\":[\"number\",\"null\"]},\"key_probability\":{\"type\":[\"number\",\"null\"]},\"alive\":"
      "{\"type\":[\"number\",\"null\"]},\"growth\":{\"type\":[\"number\",\"null\"]},\"days_silent\":{\"type\":[\"number\","
      "\"null\"]}}},\"is_key\":{\"type\":\"boolean\"},\"proposed_tier_id\":{\"type\":[\"string\",\"null\"]},\"rules\":{\""
      "type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"rule_id\",\"state\",\"figure\"],\"properties\":{\"r"
      "ule_id\":{\"type\":\"string\"},\"state\":{\"enum\":[\"met\",\"not_met\",\"unknown\"]},\"figure\":{\"type\":[\"numbe"
      "r\",\"null\"]}}}},\"alerts\":{\"type\":\"integer\"},\"promises_kept\":{\"type\":[\"number\",\"null\"]},\"promises"
      "_late\":{\"type\":\"integer\"}}}" },
    { "programme_entitlement",
      "{\"type\":\"object\",\"required\":[\"id\",\"tier_id\",\"area\",\"kind\",\"promise_en\",\"promise_sr\",\"amount\",\"u"
      "nit\",\"every\"],\"properties\":{\"id\":{\"type\":\"string\"},\"tier_id\":{\"type\":\"string\"},\"area\":{\"enum\":["
      "\"marketing\",\"service\",\"administration\"]},\"kind\":{\"type\":\"string\"},\"promise_en\":{\"type\":\"string\""
      "},\"promise_sr\":{\"type\":\"string\"},\"amount\":{\"type\":[\"number\",\"null\"]},\"unit\":{\"type\":[\"string\",\""
      "null\"]},\"every\":{\"type\":[\"string\",\"null\"]}}}" },
    { "programme_promise",
      "{\"type\":\"object\",\"required\":[\"entitlement_id\",\"state\",\"deliveries\",\"last_on\",\"missing\",\"late_si"
      "nce\",\"periods\"],\"properties\":{\"entitlement_id\":{\"type\":\"string\"},\"state\":{\"enum\":[\"late\",\"due\","
      "\"kept\",\"on_request\",\"not_yet\"]},\"deliveries\":{\"type\":\"integer\"},\"last_on\":{\"type\":[\"string\",\"nu"
      "ll\"],\"format\":\"date\"},\"missing\":{\"type\":\"number\"},\"late_since\":{\"type\":[\"string\",\"null\"],\"forma"
      "t\":\"date\"},\"periods\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"from\",\"until\",\"promi"
      "sed\",\"delivered\",\"state\"],\"properties\":{\"from\":{\"type\":\"string\",\"format\":\"date\"},\"until\":{\"type"
      "\":\"string\",\"format\":\"date\"},\"promised\":{\"type\":\"number\"},\"delivered\":{\"type\":\"number\"},\"state\":"
      "{\"enum\":[\"kept\",\"kept_late\",\"due\",\"late\"]}}}}}}" },
    { "programme_alert",
      "{\"type\":\"object\",\"required\":[\"kind\",\"action\",\"account\",\"owner\",\"tier_id\",\"proposed_tier_id\",\"at"
      "_stake\",\"since\",\"days\",\"periods\",\"rules\",\"promises\"],\"properties\":{\"kind\":{\"enum\":[\"exit\",\"drif"
      "t\",\"rise\",\"candidate\",\"review\",\"promise_late\"]},\"action\":{\"enum\":[\"decide\",\"review\",\"deliver\"]}"
      ",\"account\":{\"type\":\"object\",\"required\":[\"id\",\"number\",\"name\"],\"properties\":{\"id\":{\"type\":\"strin"
      "g\"},\"number\":{\"type\":[\"string\",\"null\"]},\"name\":{\"type\":[\"string\",\"null\"]}}},\"owner\":{\"anyOf\":[{"
      "\"$ref\":\"#/components/schemas/programme_person\"},{\"type\":\"null\"}]},\"tier_id\":{\"type\":[\"string\",\""
      "null\"]},\"proposed_tier_id\":{\"type\":[\"string\",\"null\"]},\"at_stake\":{\"anyOf\":[{\"$ref\":\"#/component"
      "s/schemas/money\"},{\"type\":\"null\"}]},\"since\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"days\":{"
      "\"type\":[\"number\",\"null\"]},\"periods\":{\"type\":\"integer\"},\"rules\":{\"type\":\"array\",\"items\":{\"type\":"
      "\"object\",\"required\":[\"rule_id\",\"measure\",\"comparison\",\"value\",\"figure\"],\"properties\":{\"rule_id\""
      ":{\"type\":\"string\"},\"measure\":{\"enum\":[\"net\",\"margin\",\"margin_rate\",\"share\",\"rank\",\"score\",\"key_"
      "probability\",\"alive\",\"growth\",\"days_silent\"]},\"comparison\":{\"enum\":[\"at_least\",\"at_most\"]},\"val"
      "ue\":{\"type\":\"number\"},\"figure\":{\"type\":[\"number\",\"null\"]}}}},\"promises\":{\"type\":\"array\",\"items\""
      ":{\"type\":\"object\",\"required\":[\"entitlement_id\",\"promise_en\",\"promise_sr\"],\"properties\":{\"entitl"
      "ement_id\":{\"type\":\"string\"},\"promise_en\":{\"type\":\"string\"},\"promise_sr\":{\"type\":\"string\"}}}}}}" },
    { NULL, NULL },
};

const char kam_programme_portfolio_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"figures_as_of\",\"currency\",\"with_margin\",\"is_whole\",\"tiers"
    "\",\"accounts\"],\"properties\":{\"as_of\":{\"type\":\"string\",\"format\":\"date\"},\"figures_as_of\":{\"type\":["
    "\"string\",\"null\"],\"format\":\"date\"},\"currency\":{\"type\":[\"string\",\"null\"]},\"with_margin\":{\"type\":\""
    "boolean\"},\"is_whole\":{\"type\":\"boolean\"},\"tiers\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/s"
    "chemas/programme_tier\"}},\"accounts\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/progr"
    "amme_standing\"}}}}";

const char kam_programme_alerts_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"figures_as_of\",\"currency\",\"with_margin\",\"is_whole\",\"tiers"
    "\",\"alerts\"],\"properties\":{\"as_of\":{\"type\":\"string\",\"format\":\"date\"},\"figures_as_of\":{\"type\":[\"s"
    "tring\",\"null\"],\"format\":\"date\"},\"currency\":{\"type\":[\"string\",\"null\"]},\"with_margin\":{\"type\":\"bo"
    "olean\"},\"is_whole\":{\"type\":\"boolean\"},\"tiers\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/sch"
    "emas/programme_tier\"}},\"alerts\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/programme"
    "_alert\"}}}}";

const char kam_programme_entitlements_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"figures_as_of\",\"currency\",\"with_margin\",\"is_whole\",\"tiers"
    "\",\"year\",\"entitlements\",\"accounts\",\"by_tier\"],\"properties\":{\"as_of\":{\"type\":\"string\",\"format\":\""
    "date\"},\"figures_as_of\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"currency\":{\"type\":[\"string\","
    "\"null\"]},\"with_margin\":{\"type\":\"boolean\"},\"is_whole\":{\"type\":\"boolean\"},\"tiers\":{\"type\":\"array\""
    ",\"items\":{\"$ref\":\"#/components/schemas/programme_tier\"}},\"year\":{\"type\":\"integer\"},\"entitlement"
    "s\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/programme_entitlement\"}},\"accounts\":{\""
    "type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"number\",\"name\",\"owner\",\"tier_id\",\"sinc"
    "e\",\"kept\",\"ended\",\"late\",\"due\",\"promises\"],\"properties\":{\"id\":{\"type\":\"string\"},\"number\":{\"type"
    "\":[\"string\",\"null\"]},\"name\":{\"type\":[\"string\",\"null\"]},\"owner\":{\"anyOf\":[{\"$ref\":\"#/components/"
    "schemas/programme_person\"},{\"type\":\"null\"}]},\"tier_id\":{\"type\":[\"string\",\"null\"]},\"since\":{\"typ"
    "e\":[\"string\",\"null\"],\"format\":\"date\"},\"kept\":{\"type\":\"integer\"},\"ended\":{\"type\":\"integer\"},\"lat"
    "e\":{\"type\":\"integer\"},\"due\":{\"type\":\"integer\"},\"promises\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/co"
    "mponents/schemas/programme_promise\"}}}}},\"by_tier\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"re"
    "quired\":[\"tier_id\",\"kept\",\"ended\",\"late\",\"due\"],\"properties\":{\"tier_id\":{\"type\":\"string\"},\"kept"
    "\":{\"type\":\"integer\"},\"ended\":{\"type\":\"integer\"},\"late\":{\"type\":\"integer\"},\"due\":{\"type\":\"intege"
    "r\"}}}}}}";

const char kam_programme_capacity_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"figures_as_of\",\"currency\",\"with_margin\",\"is_whole\",\"tiers"
    "\",\"managers\",\"rooms\",\"accounts\",\"days\",\"days_available\"],\"properties\":{\"as_of\":{\"type\":\"string\""
    ",\"format\":\"date\"},\"figures_as_of\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"currency\":{\"type\""
    ":[\"string\",\"null\"]},\"with_margin\":{\"type\":\"boolean\"},\"is_whole\":{\"type\":\"boolean\"},\"tiers\":{\"ty"
    "pe\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/programme_tier\"}},\"managers\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"required\":[\"id\",\"name\",\"accounts\",\"days\",\"days_available\",\"unsaid\",\"b"
    "y_tier\"],\"properties\":{\"id\":{\"type\":[\"string\",\"null\"]},\"name\":{\"type\":[\"string\",\"null\"]},\"accou"
    "nts\":{\"type\":\"integer\"},\"days\":{\"type\":\"number\"},\"days_available\":{\"type\":[\"number\",\"null\"]},\"u"
    "nsaid\":{\"type\":\"integer\"},\"by_tier\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"tier_"
    "id\",\"accounts\"],\"properties\":{\"tier_id\":{\"type\":\"string\"},\"accounts\":{\"type\":\"integer\"}}}}}}},\""
    "rooms\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"tier_id\",\"accounts\",\"days\"],\"prope"
    "rties\":{\"tier_id\":{\"type\":\"string\"},\"accounts\":{\"type\":\"integer\"},\"days\":{\"type\":[\"number\",\"nul"
    "l\"]}}}},\"accounts\":{\"type\":\"integer\"},\"days\":{\"type\":\"number\"},\"days_available\":{\"type\":\"intege"
    "r\"}}}";

const char kam_programme_account_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"figures_as_of\",\"currency\",\"with_margin\",\"is_whole\",\"tiers"
    "\",\"account\",\"history\",\"entitlements\",\"promises\",\"alerts\"],\"properties\":{\"as_of\":{\"type\":\"string"
    "\",\"format\":\"date\"},\"figures_as_of\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"currency\":{\"type"
    "\":[\"string\",\"null\"]},\"with_margin\":{\"type\":\"boolean\"},\"is_whole\":{\"type\":\"boolean\"},\"tiers\":{\"t"
    "ype\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/programme_tier\"}},\"account\":{\"$ref\":\"#/compo"
    "nents/schemas/programme_standing\"},\"history\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required"
    "\":[\"id\",\"version\",\"decided_on\",\"user\",\"reason\",\"review_on\",\"run_id\",\"review_id\",\"tier_id\"],\"pro"
    "perties\":{\"id\":{\"type\":\"string\"},\"version\":{\"type\":\"integer\"},\"decided_on\":{\"type\":\"string\",\"fo"
    "rmat\":\"date\"},\"user\":{\"type\":[\"string\",\"null\"]},\"reason\":{\"type\":\"string\"},\"review_on\":{\"type\":"
    "[\"string\",\"null\"],\"format\":\"date\"},\"run_id\":{\"type\":[\"string\",\"null\"]},\"review_id\":{\"type\":[\"st"
    "ring\",\"null\"]},\"tier_id\":{\"type\":[\"string\",\"null\"]}}}},\"entitlements\":{\"type\":\"array\",\"items\":{"
    "\"$ref\":\"#/components/schemas/programme_entitlement\"}},\"promises\":{\"type\":\"array\",\"items\":{\"$ref"
    "\":\"#/components/schemas/programme_promise\"}},\"alerts\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/compon"
    "ents/schemas/programme_alert\"}}}}";

const char kam_programme_opened_schema[] =
    "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"string\"}}}";

const char kam_programme_review_schema[] =
    "{\"type\":\"object\",\"required\":[\"as_of\",\"figures_as_of\",\"currency\",\"with_margin\",\"is_whole\",\"tiers"
    "\",\"review\",\"decided\",\"items\"],\"properties\":{\"as_of\":{\"type\":\"string\",\"format\":\"date\"},\"figures_"
    "as_of\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},\"currency\":{\"type\":[\"string\",\"null\"]},\"with_m"
    "argin\":{\"type\":\"boolean\"},\"is_whole\":{\"type\":\"boolean\"},\"tiers\":{\"type\":\"array\",\"items\":{\"$ref\""
    ":\"#/components/schemas/programme_tier\"}},\"review\":{\"type\":\"object\",\"required\":[\"id\",\"version\",\""
    "name\",\"state\",\"opened_on\",\"note\",\"signed_by\",\"signed_at\",\"list_hash\",\"is_intact\"],\"properties\":"
    "{\"id\":{\"type\":\"string\"},\"version\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},\"state\":{\"enum\":["
    "\"open\",\"signed\"]},\"opened_on\":{\"type\":\"string\",\"format\":\"date\"},\"note\":{\"type\":[\"string\",\"null\""
    "]},\"signed_by\":{\"type\":[\"string\",\"null\"]},\"signed_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-"
    "time\"},\"list_hash\":{\"type\":[\"string\",\"null\"]},\"is_intact\":{\"type\":\"boolean\"}}},\"decided\":{\"type"
    "\":\"integer\"},\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"version\",\"accou"
    "nt\",\"from_tier_id\",\"to_tier_id\",\"verdict\",\"reason\",\"proposed\",\"standing\"],\"properties\":{\"id\":{\""
    "type\":\"string\"},\"version\":{\"type\":\"integer\"},\"account\":{\"type\":\"object\",\"required\":[\"id\",\"numbe"
    "r\",\"name\"],\"properties\":{\"id\":{\"type\":\"string\"},\"number\":{\"type\":[\"string\",\"null\"]},\"name\":{\"ty"
    "pe\":[\"string\",\"null\"]}}},\"from_tier_id\":{\"type\":[\"string\",\"null\"]},\"to_tier_id\":{\"type\":[\"strin"
    "g\",\"null\"]},\"verdict\":{\"enum\":[\"open\",\"keep\",\"enter\",\"raise\",\"lower\",\"leave\"]},\"reason\":{\"type\""
    ":[\"string\",\"null\"]},\"proposed\":{\"type\":\"object\",\"required\":[\"verdict\",\"tier_id\"],\"properties\":{"
    "\"verdict\":{\"enum\":[\"keep\",\"enter\",\"raise\",\"lower\",\"leave\"]},\"tier_id\":{\"type\":[\"string\",\"null\"]"
    "}}},\"standing\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/programme_standing\"},{\"type\":\"null\"}]}}}"
    "}}}";
