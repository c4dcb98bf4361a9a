/* Master data: customers, articles, price lists, groups, agreements, competitors. */
#include "demo/tables.h"

#include "demo/places.h"

#define BOM "\xef\xbb\xbf"

static void
put_account(const KamDemoWorld *world, GString *out, const KamDemoCustomer *customer, const KamDemoTwin *twin)
{
    const KamDemoCity *city = &kam_demo_cities[customer->city];

    kam_demo_put_text(out, twin != NULL ? twin->number : customer->number);
    kam_demo_put_text(out, twin != NULL ? twin->name : customer->name);
    kam_demo_put_text(out, twin != NULL && !twin->has_pib ? "" : customer->pib);
    kam_demo_put_text(out, twin != NULL ? "" : customer->mb);
    kam_demo_put_text(out, customer->street);
    kam_demo_put_text(out, city->post_code);
    kam_demo_put_text(out, city->name);
    kam_demo_put_text(out, "RS");
    kam_demo_put_text(out, kam_demo_sectors[customer->sector].name);
    kam_demo_put_int(out, customer->payment_days);
    kam_demo_put_text(out, world->customers->sellers[customer->seller]);
    kam_demo_put_text(out, kam_demo_regions[customer->seller]);
    kam_demo_put_day(out, twin != NULL ? twin->since : customer->since);
    kam_demo_end_line(out);
}

void
kam_demo_tables_write_accounts(const KamDemoWorld *world, KamDemoFile *out)
{
    const KamDemoCustomers *customers = world->customers;

    g_string_append(out->text,
                    BOM "Šifra kupca;Naziv kupca;PIB;Matični broj;Adresa;Poštanski broj;Mesto;Država;Delatnost;"
                        "Rok plaćanja (dana);Komercijalista;Region;Kupac od\n");
    for (guint i = 0; i < customers->n; i++) {
        put_account(world, out->text, &customers->customers[i], NULL);
        kam_demo_file_rest(out);
    }
    for (guint i = 0; i < customers->n_twins; i++)
        put_account(world, out->text, &customers->customers[customers->twins[i].customer], &customers->twins[i]);
}

void
kam_demo_tables_write_products(const KamDemoWorld *world, KamDemoFile *out)
{
    g_string_append(out->text, BOM "Šifra artikla;Naziv artikla;Grupa artikla;JM;Cena;Nabavna cena\n");
    for (guint i = 0; i < KAM_DEMO_N_PRODUCTS; i++) {
        const KamDemoProduct *product = &world->catalogue->products[i];

        kam_demo_put_text(out->text, product->number);
        kam_demo_put_text(out->text, product->name);
        kam_demo_put_text(out->text, kam_demo_categories[product->category].name);
        kam_demo_put_text(out->text, product->unit);
        kam_demo_put_hundredths(out->text, kam_demo_prices_get_list(world->prices, i, world->calendar->last_day));
        kam_demo_put_hundredths(out->text, kam_demo_prices_get_cost(world->prices, i, world->calendar->last_day));
        kam_demo_end_line(out->text);
    }
}

void
kam_demo_tables_write_prices(const KamDemoWorld *world, KamDemoFile *out)
{
    g_string_append(out->text, BOM "Šifra artikla;Važi od;Cena;Nabavna cena\n");
    for (guint i = 0; i < KAM_DEMO_N_PRODUCTS; i++)
        for (guint revision = 0; revision < world->prices->n_revisions; revision++) {
            gint32 day = world->prices->revision_days[revision];

            kam_demo_put_text(out->text, world->catalogue->products[i].number);
            kam_demo_put_day(out->text, day);
            kam_demo_put_hundredths(out->text, kam_demo_prices_get_list(world->prices, i, day));
            kam_demo_put_hundredths(out->text, kam_demo_prices_get_cost(world->prices, i, day));
            kam_demo_end_line(out->text);
        }
}

void
kam_demo_tables_write_groups(const KamDemoWorld *world, KamDemoFile *out)
{
    const KamDemoGroups *groups = world->groups;

    g_string_append(out->text, BOM "Šifra grupe;Naziv grupe;Šifra kupca;Od;Do\n");
    for (guint i = 0; i < groups->memberships->len; i++) {
        const KamDemoMembership *membership = &g_array_index(groups->memberships, KamDemoMembership, i);

        kam_demo_put_text(out->text, groups->groups[membership->group].number);
        kam_demo_put_text(out->text, groups->groups[membership->group].name);
        kam_demo_put_text(out->text, world->customers->customers[membership->customer].number);
        kam_demo_put_day(out->text, membership->from);
        kam_demo_put_day(out->text, membership->to);
        kam_demo_end_line(out->text);
    }
}

void
kam_demo_tables_write_agreements(const KamDemoWorld *world, KamDemoFile *out)
{
    g_string_append(out->text, BOM "Broj ugovora;Šifra kupca;Važi od;Važi do;Promet od;Rabat %;Godišnji bonus %\n");
    for (guint i = 0; i < world->agreements->agreements->len; i++) {
        const KamDemoAgreement *agreement = &g_array_index(world->agreements->agreements, KamDemoAgreement, i);

        for (guint tier = 0; tier < KAM_DEMO_TIERS; tier++) {
            kam_demo_put_text(out->text, agreement->number);
            kam_demo_put_text(out->text, world->customers->customers[agreement->customer].number);
            kam_demo_put_day(out->text, kam_day_from_civil(agreement->year, 1, 1));
            kam_demo_put_day(out->text, kam_day_from_civil(agreement->year, 12, 31));
            kam_demo_put_hundredths(out->text, agreement->thresholds_minor[tier]);
            kam_demo_put_hundredths(out->text, agreement->discounts[tier]);
            kam_demo_put_hundredths(out->text, agreement->rebate);
            kam_demo_end_line(out->text);
        }
        kam_demo_file_rest(out);
    }
}

void
kam_demo_tables_write_competitors(const KamDemoWorld *world, KamDemoFile *out)
{
    g_string_append(out->text, BOM "Konkurent;Šifra kupca;Grupa artikla;Primećeno;Procena udela %;Cena niža za %\n");
    for (guint i = 0; i < world->rivals->moves->len; i++) {
        const KamDemoRivalMove *move = &g_array_index(world->rivals->moves, KamDemoRivalMove, i);

        if (move->seen_on > world->calendar->last_day)
            continue;
        kam_demo_put_text(out->text, world->rivals->names[move->rival]);
        kam_demo_put_text(out->text, world->customers->customers[move->customer].number);
        kam_demo_put_text(out->text, kam_demo_categories[move->category].name);
        kam_demo_put_day(out->text, move->seen_on);
        kam_demo_put_int(out->text, move->seen_percent);
        kam_demo_put_int(out->text, move->price_gap);
        kam_demo_end_line(out->text);
    }
}
