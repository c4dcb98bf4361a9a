/* Words for the fields in English, Serbian, Croatian, German and French, as header keys: folded, no spaces. */
#include "sales/recognise/synonyms.h"

#define NUMBER_OR_NAME_OF_ACCOUNT                                                                                      \
    "customer|kupac|client|partner|subjekt|komitent|narucilac|primalac|kunde|klijent|debtor|debitor|buyer|dealer|"     \
    "reseller|billto|billtocustomer|selltocustomer|soldto|customers|poslovnipartner|thirdparty|tiers|kupacpartner|"    \
    "kupci|kupca|stranka|narucitelj|acreceiver"
#define NUMBER_OR_NAME_OF_PRODUCT                                                                                      \
    "product|item|artikal|article|artikel|proizvod|roba|productservice|productorservice|productservicefullname|"       \
    "usluga|artikalusluga|robausluga|produkt|produit|material|materijal|proizvodusluga|items|products"

static const KamSynonyms generic[] = {
    { KAM_FIELD_DOCUMENT, 100,
      "invoicenumber|invoiceno|referencefacture|invoicenr|invoicenum|invoiceref|documentnumber|documentno|docnum|docno|docnumber|"
      "brojracuna|brojdokumenta|brojfakture|racunbroj|fakturabroj|salesinvoiceno|invoiceid|rechnungsnummer|"
      "rechnungsnr|rechnungnr|numerofacture|nofacture|numfacture|salesinvoicenumber|taxinvoiceno|brracuna|stevilkaracuna|stevilkadokumenta|numerodefacture|numdefacture|"
      "brdokumenta|reffacture|brfakture|brojrn|brojizlaznogracuna|invoicecode|fakturano" },
    { KAM_FIELD_DOCUMENT, 90,
      "invoice|faktura|racun|document|dokument|salesordernumber|billnumber|billno|voucherno|vouchernumber|belegnummer|"
      "belegnr|facture|izlaznafaktura|fakturaracun|refno|transactionnumber|documentid|brojotpremnice|rechnung|beleg" },
    { KAM_FIELD_DOCUMENT, 70,
      "ordernumber|orderno|orderid|salesorder|receiptno|receiptnumber|transactionno|transactionid|num|salesid|order|"
      "brojnaloga|brojnarudzbine|salesdocument|billingdocument" },
    { KAM_FIELD_DOCUMENT, 55, "number|broj|no|br|nr|numero|nummer" },
    { KAM_FIELD_DOCUMENT, 30, "reference|ref|externaldocumentno" },
    { KAM_FIELD_POSITION, 100,
      "lineno|linenumber|linenum|salesorderlinenumber|orderlinenumber|invoicelinenumber|invoicelineno|rednibroj|rbr|"
      "redbr|brojstavke|position|linenr|positionsnr|positionsnummer|documentlineno|lineid|linesequence" },
    { KAM_FIELD_POSITION, 70, "pos|rb|stavkabr|rbrstavke|zeile|ligne|line|seq|sequence|idline" },
    { KAM_FIELD_POSITION, 30, "idx" },
    { KAM_FIELD_KIND, 100,
      "kind|documenttype|doctype|transactiontype|invoicetype|movetype|vrstadokumenta|tipdokumenta|tipracuna|"
      "vrstaracuna|vrstafakture|isreturn|belegart|vouchertype|typefacture|typedocument|tipfakture|documentkind|"
      "invoicetypecode|rechnungsart" },
    { KAM_FIELD_KIND, 60, "type|vrsta|tip|typ|transaction" },
    { KAM_FIELD_STATUS, 100,
      "status|orderstatus|documentstatus|invoicestatus|docstatus|canceled|cancelled|iscancelled|iscanceled|statusdokumenta|"
      "statut|etat|etatfacture|statutfacture|belegstatus|rechnungsstatus|statusfakture|statusracuna|stornirano|stornirana|storniran|void|voided|isvoid|ponisteno|postingstatus" },
    { KAM_FIELD_STATUS, 60, "storno|stanje|parentstate|otkazano" },
    { KAM_FIELD_STATUS, 30, "state" },
    { KAM_FIELD_DATE, 100,
      "invoicedate|datumracuna|datumfakture|invoicebilldate|rechnungsdatum|datefacture|datefacturation|transactiondate|"
      "datumizdavanja|datumizdavanjaracuna|datumdokumenta|docdate|postingdate|dateofinvoice|datumfakturisanja" },
    { KAM_FIELD_DATE, 95, "date|datum|documentdate|issuedate|billdate|belegdatum|trandate|txndate|billingdate" },
    { KAM_FIELD_DATE, 85, "salesdate|saledate|datumprometa|datumprodaje|orderdate|buchungsdatum|adddate" },
    { KAM_FIELD_DATE, 60, "datumknjizenja|invoicecreationdate|dan|day|datetime|timestamp|vreme|datumnarudzbine" },
    { KAM_FIELD_DATE, 20, "createdat|datecreated|createdon|datumunosa|shipdate|datumisporuke" },
    { KAM_FIELD_ACCOUNT_NUMBER, 100,
      "customerid|customerno|customernumber|customercode|custid|custno|custcode|clientid|clientcode|clientno|"
      "clientnumber|partnerid|partnercode|partnerno|cardcode|sifrakupca|sifrapartnera|sifrakomitenta|idkupca|kupacid|sifrastranke|sifranarucnika|"
      "sifrasubjekta|sifraklijenta|kupacsifra|partnersifra|resellercode|dealercode|debitornr|debitorennummer|"
      "kundennummer|kundennr|codeclient|numeroclient|accountnumber|accountid|soldtoparty|customernr|brojkupca|"
      "customeraccount|customeraccountnumber|sifranarucioca|kundenr|noclient|idpartnera|kodkupca|customerkey|resellerkey" },
    { KAM_FIELD_ACCOUNT_NUMBER, 95, "selltocustomerno|billtocustomerno|billtocustomer|accountno|companyid|buyerid" },
    { KAM_FIELD_ACCOUNT_NUMBER, 60, NUMBER_OR_NAME_OF_ACCOUNT "|account|konto|accountcode|partnerref|customerref" },
    { KAM_FIELD_ACCOUNT_NAME, 100,
      "customername|clientname|nazivstranke|imestranke|strankanaziv|nazivnarucnika|nomduclient|raisonsociale|partnername|accountname|cardname|nazivkupca|nazivpartnera|nazivkomitenta|imekupca|"
      "kupacnaziv|nazivsubjekta|nazivklijenta|resellername|kundenname|nomclient|partnernaziv|nazivnarucioca|"
      "selltocustomername|billtocustomername|thirdpartyname|customercompany|customerfullname|customernamefull|"
      "companyname|nazivprimaoca|dealername|buyername|kundename|imepartnera" },
    { KAM_FIELD_ACCOUNT_NAME, 80,
      "raisonsociale|societe|billtoname|selltoname|company|firma|kompanija|preduzece|contactname|nomtiers" },
    { KAM_FIELD_ACCOUNT_NAME, 60, NUMBER_OR_NAME_OF_ACCOUNT "|account|organization|organisation" },
    { KAM_FIELD_ACCOUNT_NAME, 30, "name|naziv|ime" },
    { KAM_FIELD_TAX_NUMBER, 100,
      "pib|pibkupca|idzapdv|davcnastevilka|pibpartnera|vatid|vatno|vatnumber|vatregistrationno|vatregno|taxid|taxnumber|partnervat|jib|oib|"
      "oibkupca|ustid|ustidnr|numerotva|notva|notvaintracom|notvaintracommunautaire|tvaintracom|lictradnum|federaltaxid|customervat|customertaxid|poreskibroj|"
      "taxregistrationnumber|vatregistrationnumber|kupacpib|vatidno|pdvbroj|steuernummer|customervatno|taxidno" },
    { KAM_FIELD_TAX_NUMBER, 50, "maticnibroj|mb|mbkupca|maticnibrojkupca" },
    { KAM_FIELD_COUNTRY, 100,
      "country|drzava|zemlja|land|pays|countrycode|countryregion|countryregioncode|drzavakupca|customercountry|"
      "billingcountry|selltocountryregioncode|countryname|zemljakupca" },
    { KAM_FIELD_SHIP_TO, 100,
      "shipto|shiptoname|shiptocode|shiptoaddress|mestoisporuke|deliveryaddress|deliverypoint|lieferadresse|"
      "shippingaddress|adresaisporuke|shiptoparty|deliveryto|isporucenona|warenempfaenger|objekatkupca|partnershipping" },
    { KAM_FIELD_SHIP_TO, 50, "objekat|isporuka|poslovnajedinica|prodajnomesto|delivery" },
    { KAM_FIELD_PRODUCT_NUMBER, 100,
      "stockcode|productcode|productno|productnumber|productid|itemcode|itemno|itemnumber|itemid|sku|articleno|"
      "articlenumber|articlecode|articleid|artikelnummer|artikelnr|materialnumber|sifraartikla|sifrarobe|"
      "sifraproizvoda|sifrausluge|internalreference|productref|refproduit|codearticle|noarticle|referencearticle|defaultcode|"
      "artikalsifra|kataloskibroj|partno|partnumber|idartikla|kodartikla|articlenr|productsku|sifraidentifikatora|"
      "materialno|materialcode|siframaterijala|artikalid|inventoryitemcode|itemsku|productkey|stockno" },
    { KAM_FIELD_PRODUCT_NUMBER, 60, NUMBER_OR_NAME_OF_PRODUCT "|ident|sifra|acident" },
    { KAM_FIELD_PRODUCT_NUMBER, 30, "barcode|ean|barkod|code|kod|gtin" },
    { KAM_FIELD_PRODUCT_NAME, 100,
      "productname|itemname|itemdescription|articlename|productdescription|productlabel|nazivartikla|nazivrobe|"
      "nazivproizvoda|nazivusluge|artikelbezeichnung|opisartikla|nazivstavke|itemdesc|artikalnaziv|nazivmaterijala|"
      "articledescription|productservicename|nazividentifikatora|stockdescription|nazivartiklausluge|linedescription|"
      "artikelname|materialdescription|productfullname" },
    { KAM_FIELD_PRODUCT_NAME, 90, "description|dscription|bezeichnung|designation|libelle|opis|memodescription" },
    { KAM_FIELD_PRODUCT_NAME, 60, NUMBER_OR_NAME_OF_PRODUCT "|naziv|stavka|label|text|beschreibung|opisstavke" },
    { KAM_FIELD_PRODUCT_NAME, 35, "name|memo" },
    { KAM_FIELD_CATEGORY, 100,
      "category|productcategory|itemgroup|productgroup|grupaartikla|grupaproizvoda|robnagrupa|kategorija|warengruppe|"
      "itemcategory|itemcategorycode|productfamily|categoryname|itemgroupname|kategorijaproizvoda|grupaartikala|"
      "artikelgruppe|productcategoryname|nazivgrupe|itmsgrpnam|kategorijaartikla" },
    { KAM_FIELD_CATEGORY, 50, "grupa|productline|famille|group|subcategory|podgrupa|linija|acclassif|nadgrupa" },
    { KAM_FIELD_UNIT, 100,
      "unit|uom|unitofmeasure|jm|jedinicamere|jedmere|einheit|unite|unitofmeasurecode|usageunit|stockuom|salesuom|"
      "unitmsr|jedinica|measureunit|mengeneinheit|acum|unitname" },
    { KAM_FIELD_QUANTITY, 100,
      "quantity|qty|kolicina|menge|quantite|orderquantity|invoicedquantity|orderqty|quantityinvoiced|qtyinvoiced|"
      "unitssold|lineqty|prodatakolicina|fakturisanakolicina|salesquantity|quantitysold|qtysold|soldquantity|kolic|"
      "invoiceqty|invoicequantity|saleqty|salesqty|kolicinaprodaje|billedquantity" },
    { KAM_FIELD_QUANTITY, 70, "kol|units|izdatakolicina|izlaz|pieces|komada|stuck|stueck|qte" },
    { KAM_FIELD_QUANTITY, 50, "shippedqty|qtyordered|quantityordered|kom|volume|shippedquantity|isporucenakolicina" },
    { KAM_FIELD_PRICE, 100,
      "unitprice|price|salesprice|sellingprice|priceunit|itemprice|unitamount|cena|prodajnacena|jedinicnacena|"
      "cenabezpdv|vpcena|preis|einzelpreis|stuckpreis|prixunitaire|prixunitaireht|lineunitprice|subprice|"
      "cenapojedinici|priceperunit|unitpriceexcltax|unitpriceexclvat|unitpriceexcl|puht|fakturnacena|"
      "prodajnacenabezpdv|unitpricewithouttax|unitpricelcy|unitsellingprice|salesunitprice|netunitprice|salespriceunit|"
      "veleprodajnacena|cenaartikla" },
    { KAM_FIELD_PRICE, 70,
      "rate|vpc|netocena|netprice|prixnetht|prixnet|prixunitairenet|prixunitairenetht|nettoeinzelpreis|einzelpreisnetto|nettopreis|prix|priceexclvat|cenarsd" },
    /* With tax in it: kam_price_has_tax() knows these. */
    { KAM_FIELD_PRICE, 20,
      "cenasapdv|unitpriceinclvat|unitpriceincltax|unitpriceincludingvat|unitpriceincludingtax|priceinclvat|priceincltax|"
      "pricewithvat|pricewithtax|grossprice|grossunitprice|unitpricegross|prixunitairettc|prixttc|puttc|bruttopreis|"
      "einzelpreisbrutto|bruttoeinzelpreis|brutocena|prodajnacenasapdv|jedinicnacenasapdv" },
    { KAM_FIELD_PRICE, 40, "listprice|retailprice" },
    { KAM_FIELD_NET, 100,
      "netamount|netvalue|nettoamount|netsales|netsalesamount|netlineamount|linenet|lineamount|lineextensionamount|"
      "amountexcltax|amountexclvat|totalexcltax|totalexclvat|pricesubtotal|salesamount|salesamountactual|linetotal|"
      "linetotalht|itemtotal|nettotal|amountwithouttax|amountwithoutvat|iznosbezpdv|vrednostbezpdv|znesekbezpdv|netovrednostbezpdv|netoiznos|"
      "netovrednost|osnovica|poreskaosnovica|osnovicapdv|osnovicazapdv|ukupnobezpdv|nettobetrag|nettowert|betragnetto|"
      "montantht|totalht|lineamountexclvat|amountexcludingtax|amountexcludingvat|prodajnavrednostbezpdv|nettosales|"
      "totalwithouttax|iznosbezporeza|vrednostbezporeza|amountnet|netrevenue|salesnet|extendednet|netlinetotal|"
      "lineamountnet|linenetamount|nettoumsatz|positionsbetrag|zeilenbetrag|gesamtnetto|gesamtpreisnetto|nettosumme|summenetto|totalligneht|montantligneht|prixtotalht|totalexclusivetax|amountuntaxed|netoprodaja" },
    { KAM_FIELD_NET, 85,
      "subtotal|medjuzbir|podzbir|podsuma|neto|net|netto|revenue|linevalue|salesrevenue|prodajnavrednost|umsatz|sumneto" },
    { KAM_FIELD_NET, 75,
      "sales|turnover|promet|prihod|salesvalue|chiffreaffaires|ca|fakturisanavrednost|prodaja|netsale" },
    { KAM_FIELD_NET, 65,
      "amount|gesamtpreis|prixtotal|totalligne|montantligne|iznos|vrednost|betrag|montant|extendedprice|amountlcy|iznosrsd|value|wert|linesum|iznosstavke" },
    { KAM_FIELD_NET, 45,
      "extendedamount|total|ukupno|suma|sum|svega|totalamount|totalsales|ukupaniznos|summe|totalprice" },
    { KAM_FIELD_GROSS, 100,
      "totalinctax|totalincltax|totalinclvat|amountincludingvat|amountinclvat|amountincltax|grossamount|linetotalttc|"
      "vrednostsapdv|zneseksapdv|iznossapdv|ukupnosapdv|brutoiznos|bruttobetrag|totalttc|montantttc|grosstotal|pricetotal|zanaplatu|"
      "zauplatu|ukupnozanaplatu|amountincludingtax|totalwithtax|grossvalue|betragbrutto|brutovrednost|iznossaporezom|"
      "ukupnosaporezom|amountwithtax|amountwithvat|lineamountinclvat|lineamountincltax|totalwithvat|grosssales|"
      "lineamountincludingvat|totalincludingvat|totalincludingtax|anpvforpay|linegross|linetotalinclvat" },
    { KAM_FIELD_GROSS, 60, "gross|bruto|brutto|grandtotal" },
    { KAM_FIELD_TAX, 100,
      "taxamount|taxamt|znesekpdv|vatamount|iznospdv|vrednostpdv|mwstbetrag|totaltax|linetotalvat|linetax|obracunatipdv|taxtotal|"
      "montanttva|anpvvat|pdviznos|linevat|taxvalue|vatvalue|iznosporeza" },
    { KAM_FIELD_TAX, 65, "tax|vat|pdv|mwst|ust|tva|porez" },
    { KAM_FIELD_TAX_PERCENT, 100,
      "vatrate|taxrate|stopnjapdv|tauxdetva|taxpercent|vatpercent|stopapdv|pdvstopa|procenatpdv|pdvprocenat|linevatrate|vatpct|taxpct|"
      "pdvpct|poreskastopa|mwstsatz|tauxtva|vatpercentage|taxpercentage|ustsatz|mwstpct|tvapct|pctpdv|pctvat|stopaporeza" },
    { KAM_FIELD_DISCOUNT_PERCENT, 100,
      "discountpct|discountpercent|discountpercentage|discprcnt|linediscountpct|rabatpct|pctrabat|pctrabata|"
      "rabatprocenat|procenatrabata|popustpct|pctpopusta|unitpricediscountpct|remisepercent|remisepct|rabattpct|"
      "discountrate|stoparabata|procenatpopusta|linediscountpercent|pctdiscount|discpct|linediscountpercentage|popustprocenat|"
      "rabattsatz|unitpricediscount" },
    { KAM_FIELD_DISCOUNT_PERCENT, 60, "discount|rabat|popust|rabatt|remise|disc|linediscount" },
    { KAM_FIELD_DISCOUNT, 100,
      "discountamount|linediscountamount|iznosrabata|iznospopusta|rabatiznos|popustiznos|vrednostrabata|vrednostpopusta|"
      "discountvalue|discamount|montantremise|rabattbetrag|linediscountvalue|totaldiscount|discountamt" },
    { KAM_FIELD_DISCOUNT, 60, "discount|rabat|popust|rabatt|remise|disc|linediscount|discounts" },
    { KAM_FIELD_COST, 100,
      "totalproductcost|couttotal|totalcost|linecost|costamount|costamountactual|nabavnavrednost|cogs|costofgoodssold|"
      "costofsales|wareneinsatz|costvalue|extendedcost|salescost|linetotalcost|totalcostlcy|vrednostnabavke|"
      "costofgoods|nabavniiznos|costtotal|totalcogs" },
    { KAM_FIELD_COST, 60, "cost|costs|troskovi|kosten|cout" },
    { KAM_FIELD_UNIT_COST, 100,
      "unitcost|prixdachat|prixderevient|unitcostlcy|nabavnacena|standardcost|productstandardcost|purchaseprice|buyingprice|costprice|"
      "einkaufspreis|buyprice|buypriceht|stockprice|grossbuypr|incomingrate|standardprice|valuationrate|costperunit|"
      "einstandspreis|prosecnanabavnacena|prixachat|jedinicnanabavnacena|itemcost|averagecost|avgcost|anstockprice|productcost" },
    { KAM_FIELD_CURRENCY, 100,
      "currency|currencycode|sifravalute|oznakavalute|wahrung|waehrung|devise|currencyname|currencyid|doccurrency|"
      "valutaracuna|doccur|transactioncurrency|currencyiso|monnaie|moneta" },
    { KAM_FIELD_CURRENCY, 70, "valuta|curr|cur|val" },
    { KAM_FIELD_SELLER, 100,
      "seller|salesperson|salespersoncode|salesrep|salesman|komercijalista|prodavac|salespersonname|slpname|verkaufer|"
      "vendeur|accountmanager|salesrepname|trgovackiputnik|salesrepresentative|salespersonid|komercijalist|salesrepid|"
      "sifrakomercijaliste|nazivkomercijaliste|invoiceuser|salesemployee|salesmanname|employeekey|vertreter" },
    { KAM_FIELD_SELLER, 60, "rep|referent|agent|owner|zastupnik|slpcode|putnik|anclerk" },
    { KAM_FIELD_LINE_TYPE, 100, "displaytype|linetype|rowtype|lineitemtype|vrstastavke|tipstavke|itemledgerentrytype" },
    { KAM_FIELD_LINE_TYPE, 60, "entrytype" },
    { KAM_FIELD_DOCUMENT_DISCOUNT, 100,
      "documentdiscount|discsum|invoicediscount|invoicediscountamount|rabatnaracun|entitydiscountamount|"
      "documentdiscountamount|headerdiscount" },
    /* Known, and none of the fields: so that no pattern takes them for one. */
    { KAM_FIELD_N, 100,
      "duedate|datedecheance|dateecheance|falligkeitsdatum|faelligkeitsdatum|fraisdeport|fracht|marge|rohertrag|prixunitairettc|bruttopreis|invoiceduedate|datumvalute|datumdospeca|rokplacanja|startdate|enddate|paymentdate|paiddate|freight|"
      "shippingamount|amountpaid|amountdue|amountdueinvoice|balance|saldo|remainingamount|exchangerate|kurs|netdays|"
      "territory|promotionkey|priceafterdiscount|marza|margin|profit|ruc|paymentmethod|paymentterm|warehouse|skladiste|"
      "magacin|phone|email|city|mesto|address|adresa|zip|postalcode|weight|invoiceamountpaid|invoiceamountdue|cenasapdv|"
      "unitpriceinclvat|priceaftervat|maloprodajnacena|mpcena|stopapopustakase|revisionnumber|carriertrackingnumber|"
      "customerponumber|fiscalyear|year|month|quarter|godina|mesec|kvartal|week|hour" },
    { 0, 0, NULL },
};

static const KamHeaderPattern patterns[] = {
    { KAM_FIELD_DATE, 45, "datum", "dosp|valut|isporuk|placanj|unos|uplat|rok|otprem|kraj|pocet|narudz|nasta" },
    { KAM_FIELD_DATE, 45, "date",
      "due|ship|deliver|paid|pay|start|end|creat|modif|updat|print|value|promis|expir|birth" },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "sifra|kup", NULL },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "sifra|partner", NULL },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "customer|no", "name|phone|tax|vat|order|po" },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "customer|id", "name|tax|vat|order|po" },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "customer|code", "name|tax|vat|country|postal|currency|group|zip" },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "customer|num", "name|tax|vat|phone|order|po" },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "client|code", "name|country|postal|zip" },
    { KAM_FIELD_ACCOUNT_NUMBER, 48, "kunden|nummer", NULL },
    { KAM_FIELD_ACCOUNT_NAME, 48, "naziv|kup", NULL },
    { KAM_FIELD_ACCOUNT_NAME, 48, "naziv|partner", NULL },
    { KAM_FIELD_ACCOUNT_NAME, 48, "ime|kup", NULL },
    { KAM_FIELD_ACCOUNT_NAME, 48, "customer|name", "product|item|group" },
    { KAM_FIELD_ACCOUNT_NAME, 48, "client|name", "product|item|group" },
    { KAM_FIELD_ACCOUNT_NAME, 40, "kupac", "sifra|pib|adres|mest|grad|drzav|mb|grup|tip" },
    { KAM_FIELD_TAX_NUMBER, 48, "pib", NULL },
    { KAM_FIELD_TAX_NUMBER, 48, "vat|number", NULL },
    { KAM_FIELD_TAX_NUMBER, 48, "tax|number", NULL },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "sifra|art", "grup" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "sifra|rob", "grup" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "sifra|proizvod", "grup" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "product|code", "group|cat|tax|customer" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "product|id", "group|cat" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "item|code", "group|cat|tax" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "item|no", "group|cat|note" },
    { KAM_FIELD_PRODUCT_NUMBER, 48, "artikel|nummer", NULL },
    { KAM_FIELD_PRODUCT_NAME, 48, "naziv|art", "grup" },
    { KAM_FIELD_PRODUCT_NAME, 48, "naziv|rob", "grup" },
    { KAM_FIELD_PRODUCT_NAME, 48, "naziv|proizvod", "grup" },
    { KAM_FIELD_PRODUCT_NAME, 48, "product|name", "group|cat" },
    { KAM_FIELD_PRODUCT_NAME, 48, "item|name", "group|cat" },
    { KAM_FIELD_PRODUCT_NAME, 44, "product|desc", "group|cat" },
    { KAM_FIELD_PRODUCT_NAME, 44, "item|desc", "group|cat" },
    { KAM_FIELD_CATEGORY, 44, "grup|art", "sifra" },
    { KAM_FIELD_CATEGORY, 44, "grup|rob", "sifra" },
    { KAM_FIELD_CATEGORY, 44, "grup|proizvod", "sifra" },
    { KAM_FIELD_CATEGORY, 44, "categ", "id|code|customer|account" },
    { KAM_FIELD_QUANTITY, 45, "kolicin", "cena|ostal|stanj|magacin|naruc" },
    { KAM_FIELD_QUANTITY, 45, "quantity", "price|per|stock|remain|open|ordered|cost" },
    { KAM_FIELD_QUANTITY, 45, "qty", "price|per|stock|remain|open|ordered|cost" },
    { KAM_FIELD_UNIT_COST, 46, "nabavn|cen", NULL },
    { KAM_FIELD_COST, 46, "nabavn|vrednost", NULL },
    { KAM_FIELD_UNIT_COST, 46, "unit|cost", NULL },
    { KAM_FIELD_COST, 44, "cost|amount", "unit|center|centre|freight|ship" },
    { KAM_FIELD_PRICE, 46, "unit|price", "incl|gross|cost|tax|vat|after" },
    { KAM_FIELD_PRICE, 44, "prix", "achat|revient|ttc|total|remise" },
    { KAM_FIELD_PRICE, 44, "einzelpreis", "brutto|einkauf|einstand|inkl" },
    { KAM_FIELD_PRICE, 44, "cen", "nabavn|sa|maloprod|mp|popust|uracun|posle" },
    { KAM_FIELD_NET, 50, "bez|pdv", "cen" },
    { KAM_FIELD_GROSS, 50, "sa|pdv", "cen" },
    { KAM_FIELD_GROSS, 50, "incl|vat", "pric|unit" },
    { KAM_FIELD_GROSS, 50, "incl|tax", "pric|unit" },
    { KAM_FIELD_NET, 50, "excl|vat", "pric|unit" },
    { KAM_FIELD_NET, 50, "excl|tax", "pric|unit" },
    { KAM_FIELD_NET, 50, "net|amount", "pric|unit|tax" },
    { KAM_FIELD_NET, 50, "neto|iznos", "cen" },
    { KAM_FIELD_NET, 50, "neto|vrednost", "cen" },
    { KAM_FIELD_NET, 40, "sales|amount", "tax|vat|cost|unit" },
    { KAM_FIELD_NET, 38, "iznos", "pdv|porez|rabat|popust|nabavn|placen|dug|uplat|bruto|avans" },
    { KAM_FIELD_TAX, 45, "iznos|pdv", "bez|sa" },
    { KAM_FIELD_SELLER, 45, "komercijal", NULL },
    { KAM_FIELD_SELLER, 45, "sales|person", NULL },
    { KAM_FIELD_SELLER, 45, "sales|rep", "tax|amount" },
    { KAM_FIELD_DOCUMENT, 45, "broj|racun", "ziro|tekuc|bank" },
    { KAM_FIELD_DOCUMENT, 45, "broj|faktur", NULL },
    { KAM_FIELD_DOCUMENT, 45, "broj|dokument", "vez" },
    { KAM_FIELD_DOCUMENT, 45, "invoice|no", "line|note" },
    { KAM_FIELD_DOCUMENT, 45, "invoice|num", "line" },
    { KAM_FIELD_CURRENCY, 40, "currency", "rate|amount" },
    { KAM_FIELD_STATUS, 40, "status", "paym|plac|plat|ship|deliv|ispor|stock|tax|custom|line" },
    { KAM_FIELD_COUNTRY, 40, "country", NULL },
    { KAM_FIELD_COUNTRY, 40, "drzav", NULL },
    { 0, 0, NULL, NULL },
};

const KamSynonyms *
kam_synonyms_generic(void)
{
    return generic;
}

const KamHeaderPattern *
kam_header_patterns(void)
{
    return patterns;
}
