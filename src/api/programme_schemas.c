/* The shapes of answers about the programme. */
#include "api/programme_schemas.h"

#include <stddef.h>

/* A line holds what belongs together. */
/* clang-format off */
#define TEXT "{\"type\":\"string\"}"
#define TEXT_IF "{\"type\":[\"string\",\"null\"]}"
#define DAY "{\"type\":\"string\",\"format\":\"date\"}"
#define DAY_IF "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}"
#define COUNT "{\"type\":\"integer\"}"
#define COUNT_IF "{\"type\":[\"integer\",\"null\"]}"
#define NUMBER "{\"type\":\"number\"}"
#define NUMBER_IF "{\"type\":[\"number\",\"null\"]}"
#define FLAG "{\"type\":\"boolean\"}"
#define REF(name) "{\"$ref\":\"#/components/schemas/" name "\"}"
#define REF_IF(name) "{\"anyOf\":[" REF(name) ",{\"type\":\"null\"}]}"
#define ANY_OF "{\"anyOf\":["
#define OR_NULL ",{\"type\":\"null\"}]}"
#define LIST_OF "{\"type\":\"array\",\"items\":"
#define LIST_END "}"
#define OBJECT "{\"type\":\"object\",\"required\":["
#define OF "],\"properties\":{"
#define END "}}"
#define MEASURE \
    "{\"enum\":[\"net\",\"margin\",\"margin_rate\",\"share\",\"rank\",\"score\",\"key_probability\",\"alive\",\"growth\"," \
    "\"days_silent\"]}"
/* How every answer about the programme begins: days, currencies, tiers. */
#define ANSWER_BEGIN \
    OBJECT "\"as_of\",\"figures_as_of\",\"currency\",\"rules_currency\",\"currencies\",\"with_margin\",\"is_whole\",\"tiers\","
#define ANSWER_HEAD \
    OF "\"as_of\":" DAY ",\"figures_as_of\":" DAY_IF ",\"currency\":" TEXT_IF ",\"rules_currency\":" TEXT_IF \
    ",\"currencies\":" REF("figures_currencies") ",\"with_margin\":" FLAG ",\"is_whole\":" FLAG \
    ",\"tiers\":" LIST_OF REF("programme_tier") LIST_END

const KamSchema kam_programme_schemas[] = {
    { "programme_tier",
      OBJECT "\"id\",\"code\",\"name_en\",\"name_sr\",\"colour\",\"capacity\",\"work_days\","
      "\"accounts\",\"net\",\"rules\"" OF "\"id\":" TEXT ",\"code\":" TEXT ",\"name_en\":" TEXT ",\"name_sr\":" TEXT
      ",\"colour\":" TEXT ",\"capacity\":" COUNT_IF ",\"work_days\":" NUMBER_IF ",\"accounts\":" COUNT ",\"net\":"
      REF_IF("money") ",\"rules\":" LIST_OF OBJECT "\"id\",\"purpose\",\"measure\",\"comparison\",\"value\",\"note\""
      OF "\"id\":" TEXT ",\"purpose\":{\"enum\":[\"entry\",\"exit\"]},\"measure\":" MEASURE
      ",\"comparison\":{\"enum\":[\"at_least\",\"at_most\"]},\"value\":" NUMBER ",\"note\":" TEXT_IF END LIST_END END },
    { "programme_person",
      OBJECT "\"id\",\"name\"" OF "\"id\":" TEXT ",\"name\":" TEXT_IF END },
    { "programme_reason",
      OBJECT "\"en\",\"sr\",\"sr_cyrl\"" OF "\"en\":" TEXT ",\"sr\":" TEXT ",\"sr_cyrl\":" TEXT END },
    { "programme_decision",
      OBJECT "\"id\",\"version\",\"decided_on\",\"user\",\"reason\",\"review_on\",\"run_id\"," "\"review_id\"" OF
      "\"id\":" TEXT ",\"version\":" COUNT ",\"decided_on\":" DAY ",\"user\":" TEXT_IF ",\"reason\":" TEXT
      ",\"review_on\":" DAY_IF ",\"run_id\":" TEXT_IF ",\"review_id\":" TEXT_IF END },
    { "programme_standing",
      OBJECT "\"id\",\"number\",\"name\",\"owner\",\"tier_id\",\"since\",\"decision\",\"net\","
      "\"figures\",\"is_key\",\"proposed_tier_id\",\"rules\",\"alerts\"," "\"promises_kept\",\"promises_late\"" OF
      "\"id\":" TEXT ",\"number\":" TEXT_IF ",\"name\":" TEXT_IF ",\"owner\":" REF_IF("programme_person")
      ",\"tier_id\":" TEXT_IF ",\"since\":" DAY_IF ",\"decision\":" REF_IF("programme_decision") ",\"net\":"
      REF_IF("money") ",\"figures\":" OBJECT "\"net\",\"margin\",\"margin_rate\",\"share\",\"rank\",\"score\","
      "\"key_probability\",\"alive\",\"growth\",\"days_silent\"" OF "\"net\":" NUMBER_IF ",\"margin\":" NUMBER_IF
      ",\"margin_rate\":" NUMBER_IF ",\"share\":" NUMBER_IF ",\"rank\":" NUMBER_IF ",\"score\":" NUMBER_IF
      ",\"key_probability\":" NUMBER_IF ",\"alive\":" NUMBER_IF ",\"growth\":" NUMBER_IF ",\"days_silent\":" NUMBER_IF
      END ",\"is_key\":" FLAG ",\"proposed_tier_id\":" TEXT_IF ",\"rules\":" LIST_OF OBJECT
      "\"rule_id\",\"state\",\"figure\"" OF "\"rule_id\":" TEXT
      ",\"state\":{\"enum\":[\"met\",\"not_met\",\"unknown\"]},\"figure\":" NUMBER_IF END LIST_END ",\"alerts\":"
      COUNT ",\"promises_kept\":" NUMBER_IF ",\"promises_late\":" COUNT END },
    { "programme_entitlement",
      OBJECT "\"id\",\"tier_id\",\"area\",\"kind\",\"promise_en\",\"promise_sr\",\"amount\"," "\"unit\",\"every\"" OF
      "\"id\":" TEXT ",\"tier_id\":" TEXT
      ",\"area\":{\"enum\":[\"marketing\",\"service\",\"administration\"]},\"kind\":" TEXT ",\"promise_en\":" TEXT
      ",\"promise_sr\":" TEXT ",\"amount\":" NUMBER_IF ",\"unit\":" TEXT_IF ",\"every\":" TEXT_IF END },
    { "programme_promise",
      OBJECT "\"entitlement_id\",\"state\",\"deliveries\",\"last_on\",\"missing\"," "\"late_since\",\"periods\"" OF
      "\"entitlement_id\":" TEXT ",\"state\":{\"enum\":[\"late\",\"due\",\"kept\",\"on_request\",\"not_yet\"]},"
      "\"deliveries\":" COUNT ",\"last_on\":" DAY_IF ",\"missing\":" NUMBER ",\"late_since\":" DAY_IF ",\"periods\":"
      LIST_OF OBJECT "\"from\",\"until\",\"promised\",\"delivered\",\"state\"" OF "\"from\":" DAY ",\"until\":" DAY
      ",\"promised\":" NUMBER ",\"delivered\":" NUMBER
      ",\"state\":{\"enum\":[\"kept\",\"kept_late\",\"due\",\"late\"]}" END LIST_END END },
    { "programme_alert",
      OBJECT "\"kind\",\"action\",\"account\",\"owner\",\"tier_id\",\"proposed_tier_id\","
      "\"at_stake\",\"since\",\"days\",\"periods\",\"rules\",\"promises\"" OF
      "\"kind\":{\"enum\":[\"exit\",\"drift\",\"rise\",\"candidate\",\"review\","
      "\"promise_late\"]},\"action\":{\"enum\":[\"decide\",\"review\",\"deliver\"]}," "\"account\":" OBJECT
      "\"id\",\"number\",\"name\"" OF "\"id\":" TEXT ",\"number\":" TEXT_IF ",\"name\":" TEXT_IF END ",\"owner\":"
      REF_IF("programme_person") ",\"tier_id\":" TEXT_IF ",\"proposed_tier_id\":" TEXT_IF ",\"at_stake\":"
      REF_IF("money") ",\"since\":" DAY_IF ",\"days\":" NUMBER_IF ",\"periods\":" COUNT ",\"rules\":" LIST_OF OBJECT
      "\"rule_id\",\"measure\",\"comparison\",\"value\",\"figure\"" OF "\"rule_id\":" TEXT ",\"measure\":" MEASURE
      ",\"comparison\":{\"enum\":[\"at_least\",\"at_most\"]},\"value\":" NUMBER ",\"figure\":" NUMBER_IF END LIST_END
      ",\"promises\":" LIST_OF OBJECT "\"entitlement_id\",\"promise_en\",\"promise_sr\"" OF "\"entitlement_id\":" TEXT
      ",\"promise_en\":" TEXT ",\"promise_sr\":" TEXT END LIST_END END },
    { NULL, NULL },
};

const char kam_programme_portfolio_schema[] =
    ANSWER_BEGIN "\"accounts\"" ANSWER_HEAD ",\"accounts\":" LIST_OF REF("programme_standing") LIST_END END;

const char kam_programme_alerts_schema[] =
    ANSWER_BEGIN "\"alerts\"" ANSWER_HEAD ",\"alerts\":" LIST_OF REF("programme_alert") LIST_END END;

const char kam_programme_entitlements_schema[] =
    ANSWER_BEGIN "\"year\",\"entitlements\",\"accounts\",\"by_tier\"" ANSWER_HEAD ",\"year\":" COUNT
    ",\"entitlements\":" LIST_OF REF("programme_entitlement") LIST_END ",\"accounts\":" LIST_OF OBJECT
    "\"id\",\"number\",\"name\",\"owner\",\"tier_id\",\"since\",\"kept\",\"ended\"," "\"late\",\"due\",\"promises\""
    OF "\"id\":" TEXT ",\"number\":" TEXT_IF ",\"name\":" TEXT_IF ",\"owner\":" REF_IF("programme_person")
    ",\"tier_id\":" TEXT_IF ",\"since\":" DAY_IF ",\"kept\":" COUNT ",\"ended\":" COUNT ",\"late\":" COUNT ",\"due\":"
    COUNT ",\"promises\":" LIST_OF REF("programme_promise") LIST_END END LIST_END ",\"by_tier\":" LIST_OF OBJECT
    "\"tier_id\",\"kept\",\"ended\",\"late\",\"due\"" OF "\"tier_id\":" TEXT ",\"kept\":" COUNT ",\"ended\":" COUNT
    ",\"late\":" COUNT ",\"due\":" COUNT END LIST_END END;

const char kam_programme_capacity_schema[] =
    ANSWER_BEGIN "\"managers\",\"rooms\",\"accounts\",\"days\",\"days_available\"" ANSWER_HEAD ",\"managers\":"
    LIST_OF OBJECT "\"id\",\"name\",\"accounts\",\"days\",\"days_available\",\"unsaid\",\"by_tier\"" OF "\"id\":"
    TEXT_IF ",\"name\":" TEXT_IF ",\"accounts\":" COUNT ",\"days\":" NUMBER ",\"days_available\":" NUMBER_IF
    ",\"unsaid\":" COUNT ",\"by_tier\":" LIST_OF OBJECT "\"tier_id\",\"accounts\"" OF "\"tier_id\":" TEXT
    ",\"accounts\":" COUNT END LIST_END END LIST_END ",\"rooms\":" LIST_OF OBJECT "\"tier_id\",\"accounts\",\"days\""
    OF "\"tier_id\":" TEXT ",\"accounts\":" COUNT ",\"days\":" NUMBER_IF END LIST_END ",\"accounts\":" COUNT
    ",\"days\":" NUMBER ",\"days_available\":" COUNT END;

const char kam_programme_account_schema[] =
    ANSWER_BEGIN "\"account\",\"history\",\"entitlements\",\"promises\",\"alerts\",\"reasons\"" ANSWER_HEAD
    ",\"account\":" REF("programme_standing") ",\"history\":" LIST_OF OBJECT
    "\"id\",\"version\",\"decided_on\",\"user\",\"reason\",\"review_on\",\"run_id\"," "\"review_id\",\"tier_id\"" OF
    "\"id\":" TEXT ",\"version\":" COUNT ",\"decided_on\":" DAY ",\"user\":" TEXT_IF ",\"reason\":" TEXT
    ",\"review_on\":" DAY_IF ",\"run_id\":" TEXT_IF ",\"review_id\":" TEXT_IF ",\"tier_id\":" TEXT_IF END LIST_END
    ",\"entitlements\":" LIST_OF REF("programme_entitlement") LIST_END ",\"promises\":" LIST_OF
    REF("programme_promise") LIST_END ",\"alerts\":" LIST_OF REF("programme_alert") LIST_END ",\"reasons\":" LIST_OF
    REF("programme_reason") LIST_END END;

const char kam_programme_opened_schema[] =
    OBJECT "\"id\"" OF "\"id\":" TEXT END;

const char kam_programme_review_schema[] =
    ANSWER_BEGIN "\"review\",\"decided\",\"items\"" ANSWER_HEAD ",\"review\":" OBJECT
    "\"id\",\"version\",\"name\",\"state\",\"opened_on\",\"note\",\"signed_by\","
    "\"signed_at\",\"list_hash\",\"is_intact\",\"run\"" OF "\"id\":" TEXT ",\"version\":" COUNT ",\"name\":" TEXT
    ",\"state\":{\"enum\":[\"open\",\"signed\"]},\"opened_on\":" DAY ",\"note\":" TEXT_IF ",\"signed_by\":" TEXT_IF
    ",\"signed_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}," "\"list_hash\":" TEXT_IF
    ",\"is_intact\":" FLAG ",\"run\":" ANY_OF OBJECT "\"id\",\"data_version\",\"program\"" OF "\"id\":" TEXT
    ",\"data_version\":" COUNT ",\"program\":" TEXT END OR_NULL END ",\"decided\":" COUNT ",\"items\":" LIST_OF OBJECT
    "\"id\",\"version\",\"account\",\"from_tier_id\",\"to_tier_id\",\"verdict\","
    "\"reason\",\"proposed\",\"standing\",\"reasons\"" OF "\"id\":" TEXT ",\"version\":" COUNT ",\"account\":" OBJECT
    "\"id\",\"number\",\"name\"" OF "\"id\":" TEXT ",\"number\":" TEXT_IF ",\"name\":" TEXT_IF END
    ",\"from_tier_id\":" TEXT_IF ",\"to_tier_id\":" TEXT_IF
    ",\"verdict\":{\"enum\":[\"open\",\"keep\",\"enter\",\"raise\",\"lower\"," "\"leave\"]},\"reason\":" TEXT_IF
    ",\"proposed\":" OBJECT "\"verdict\",\"tier_id\"" OF
    "\"verdict\":{\"enum\":[\"keep\",\"enter\",\"raise\",\"lower\",\"leave\"]}," "\"tier_id\":" TEXT_IF END
    ",\"standing\":" REF_IF("programme_standing") ",\"reasons\":" LIST_OF REF("programme_reason") LIST_END END
    LIST_END END;
