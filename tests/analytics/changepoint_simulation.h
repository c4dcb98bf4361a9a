/* Groups that buy a category, with a known truth: for the tests and the simulation of kamen/changepoint.h. */
#pragma once

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <kamen/changepoint.h>

#define GROUP_MAX_UNITS 6
#define GROUP_WEEKS 156
#define GROUP_ARTICLES 48 /* of the shop, all bought alike by the market */
#define GROUP_REPERTORY 6 /* articles that a unit buys */
#define GROUP_MAX_LINES 65536

typedef enum {
    GROUP_STEADY,  /* nothing happens */
    GROUP_CENTRAL, /* from `moment` on the centre buys for all */
    GROUP_ALONE,   /* one unit takes the category elsewhere */
    GROUP_PART,    /* one unit takes 60 % of it elsewhere */
    GROUP_SILENT,  /* one unit buys nothing at all any more */
    GROUP_JOINED,  /* one unit is bought at `moment` */
    GROUP_LEFT,    /* one unit is sold at `moment` */
    GROUP_GROWING, /* all units' documents grow threefold over the data, unequally */
    GROUP_SEASON,  /* the category has strong months */
    GROUP_BURSTS,  /* documents with the category come in bursts of projects */
    GROUP_RANGE,   /* all exchange their articles, one after the other, for others of the same shop */
    GROUP_N_STORIES,
} GroupStory;

typedef struct {
    GroupStory story;
    size_t n_units, centre, moment, subject; /* subject: the unit that the story is about */
    double rate[GROUP_MAX_UNITS];            /* documents a week */
    double chance[GROUP_MAX_UNITS];          /* that a document holds the category */
    double moved;                            /* documents of the others that a central purchase took from them */
    double occasions[GROUP_MAX_UNITS * GROUP_WEEKS], documents[GROUP_MAX_UNITS * GROUP_WEEKS];
    double lines[GROUP_MAX_UNITS * GROUP_WEEKS], squares[GROUP_MAX_UNITS * GROUP_WEEKS];
    size_t repertory[GROUP_MAX_UNITS][GROUP_REPERTORY];
    size_t n_bought;
    KamArticleLine bought[GROUP_MAX_LINES]; /* each line, its day the week */
} Group;

const char *group_story_name(GroupStory story);
/** Draw a group and what it buys. */
void group_draw(Group *group, GroupStory story, gsl_rng *rng);
/** The same with units and chances set. */
void group_buy(Group *group, gsl_rng *rng);
/** Ask libkamen about it, by documents and lines alone or with their articles. */
KamChangepoint group_judge(const Group *group, gboolean with_articles);
