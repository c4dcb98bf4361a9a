/* Words in English, Serbian, Croatian, Slovenian, German and French, as header keys: folded, no spaces. */
#include "sales/records/words.h"

static const KamSynonyms account_words[] = {
    { KAM_FIELD_ACCOUNT_NUMBER, 98,
      "sifrastranke|strankasifra|sifrafirme|sifrakorisnika|customerref|accountref|acsubject|kundennr|clientref" },
    { KAM_FIELD_ACCOUNT_NUMBER, 95, "sifra|code|no|number|kod|broj|br|nr|nummer|numero" },
    { KAM_FIELD_ACCOUNT_NUMBER, 90, "ref|reference|internalreference|partnerref" },
    { KAM_FIELD_ACCOUNT_NUMBER, 75, "id|companyid|accountid|key" },
    { KAM_FIELD_ACCOUNT_NUMBER, 60, "accountcode|account|konto" },
    { KAM_FIELD_ACCOUNT_NAME, 97,
      "name|naziv|ime|nazivstranke|nazivfirme|nazivpravnoglica|thirdpartyname|displayname|fullname|legalname|"
      "businessname|organizationname|organisationname|tradename|acname2|nom|raisonsociale|bezeichnung|firmenname|name1|"
      "poslovnoime|punnaziv|punonaziv|naslov" },
    { KAM_FIELD_ACCOUNT_NAME, 85, "companyname|company|firma|kompanija|preduzece|organization|organisation" },
    { KAM_FIELD_ACCOUNT_NAME, 60, "skraceninaziv|kratkinaziv|shortname|contactname|nameproper" },
    { KAM_FIELD_TAX_NUMBER, 100,
      "vat|tax|tin|taxno|vatcode|vatregno|pib|pibstranke|pibfirme|idbrojpdv|identifikacionibrojzapdv|pdvbroj|iddv|"
      "davcnastevilka|steuerid|umsatzsteuerid|accode|intracommunityvat|vatintra|tvaintra" },
    { KAM_FIELD_COUNTRY, 100,
      "country|countryid|countryidname|countryidcode|billingaddresscountry|billingcountry|accountry|drzavasifra|"
      "sifradrzave|oznakadrzave|nazivdrzave|countryregionname|countrycodeiso|addresscountry" },
    { KAM_FIELD_N, 100,
      "maticnibroj|mb|mbr|mbkupca|maticnibrojkupca|externalid|parentcompany|parentid|parentname|aliasname|alias|"
      "vendorcode|suppliercode|customeraccountingcode|vendoraccountingcode|state|stateid|status|bankname|bank|group|"
      "grupa|type|tip|vrsta|contact|kontakt|nazivprimaoca|iban|gln|countrycustomergroup" },
    { 0, 0, NULL },
};

static const KamSynonyms product_words[] = {
    { KAM_FIELD_PRODUCT_NUMBER, 95,
      "sifra|code|no|number|broj|br|nr|nummer|ident|acident|ref|reference|productreference|identifikator|sifrapredmeta" },
    { KAM_FIELD_PRODUCT_NUMBER, 75, "id|kod|key" },
    { KAM_FIELD_PRODUCT_NAME, 97,
      "name|naziv|ime|label|libelle|title|acname|displayname|productservicename|itemfullname|designation|bezeichnung|"
      "naslov|nazivpredmeta|fullname" },
    { KAM_FIELD_PRODUCT_NAME, 80, "description|opis|opisartikla|dscription|beschreibung|itemdescription|text" },
    { KAM_FIELD_PRODUCT_NAME, 50, "salesdescription|description2|name2|skraceninaziv|kratkinaziv" },
    { KAM_FIELD_CATEGORY, 100,
      "categid|categidname|categidcompletename|productcategorycompletename|acclassif|categories|nazivgrupeartikla|"
      "nazivkategorije|nazivrobnegrupe" },
    { KAM_FIELD_CATEGORY, 95, "grupa|group|gruppe|famille|family|robnagrupa|klasifikacija" },
    { KAM_FIELD_CATEGORY, 70, "itemsgroupcode|sifragrupe|podgrupa|subcategory|nadgrupa|vrstaartikla|brand" },
    { KAM_FIELD_UNIT, 100,
      "baseunitofmeasure|baseunit|baseuom|defaultunitofmeasure|defaultuom|uomid|uomidname|invntryuom|inventoryuom|"
      "salesunit|mernajedinica|merskaenota|jedmere|unitmeasure|acum|em" },
    { KAM_FIELD_N, 100, "externalid|type|tip|typ|vrsta|producttype|status|stanje|account|konto|company|valuta" },
    { 0, 0, NULL },
};

const KamSynonyms *
kam_record_words(KamRecordKind kind)
{
    return kind == KAM_RECORD_ACCOUNTS ? account_words : product_words;
}
