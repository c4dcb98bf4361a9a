/* Groups with known truths, judged again and again: prints the tables of docs/numbers.md. Not a test.
 * Usage: simulate_changepoint [ROUNDS] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "changepoint_simulation.h"

#define SEED 20260311
#define CLASSES 5
#define LATE_WEEKS 9 /* two months */

/* By documents and lines alone, and with articles. */
typedef struct {
    guint rounds, found[2], evident[2], right_centre, in_time, in_interval;
    double weeks_off;
} Score;

/* Confidence that was told against how often it was right. */
typedef struct {
    guint n, right;
    double told;
} Class;

static void
score_group(const Group *group, Score *score)
{
    KamChangepoint result = { 0 };
    double off;

    score->rounds++;
    for (guint with_articles = 0; with_articles < 2; with_articles++) {
        result = group_judge(group, with_articles != 0);
        score->evident[with_articles] += result.log_evidence >= log(KAM_CHANGEPOINT_EVIDENCE);
        score->found[with_articles] += result.is_found != 0;
    }
    if (!result.is_found)
        return;
    off = fabs((double)result.period - (double)group->moment);
    score->right_centre += result.centre == group->centre;
    score->weeks_off += off;
    score->in_time += off <= LATE_WEEKS;
    score->in_interval += result.lower <= group->moment && group->moment <= result.upper;
}

static void
print_stories(guint rounds, gsl_rng *rng)
{
    puts("| story | E >= 100 | found | without articles | right centre | mean error, weeks | within 9 weeks | in the "
         "interval of 90 % |");
    puts("|---|---|---|---|---|---|---|---|");
    for (GroupStory story = 0; story < GROUP_N_STORIES; story++) {
        Score s = { 0 };

        while (s.rounds < rounds) {
            Group group;

            group_draw(&group, story, rng);
            score_group(&group, &s);
        }
        printf("| %s | %.2f %% | %.2f %% | %.2f %% |", group_story_name(story), 100.0 * s.evident[1] / s.rounds,
               100.0 * s.found[1] / s.rounds, 100.0 * s.found[0] / s.rounds);
        if (story == GROUP_CENTRAL)
            printf(" %.1f %% | %.1f | %.1f %% | %.1f %% |\n", 100.0 * s.right_centre / s.found[1],
                   s.weeks_off / s.found[1], 100.0 * s.in_time / s.found[1], 100.0 * s.in_interval / s.found[1]);
        else
            puts(" | | | |");
    }
}

static void
print_power(guint rounds, gsl_rng *rng)
{
    static const double cuts[] = { 0, 3, 6, 12, 25, 50, INFINITY };

    puts("\n| purchases of the others that moved | groups | found | without articles |\n|---|---|---|---|");
    for (guint c = 0; c + 1 < G_N_ELEMENTS(cuts); c++) {
        guint n = 0, found[2] = { 0 };

        for (guint round = 0; round < 4 * rounds; round++) {
            Group group;

            group_draw(&group, GROUP_CENTRAL, rng);
            /* Small groups, so that each class is met. */
            for (size_t u = 0; u < group.n_units; u++)
                group.rate[u] *= pow(2, -(double)(round % 5));
            group_buy(&group, rng);
            if (group.moved < cuts[c] || group.moved >= cuts[c + 1])
                continue;
            n++;
            for (guint with_articles = 0; with_articles < 2; with_articles++) {
                KamChangepoint result = group_judge(&group, with_articles != 0);

                found[with_articles] += result.is_found && result.centre == group.centre;
            }
        }
        printf("| %g to %g | %u | %.1f %% | %.1f %% |\n", cuts[c], cuts[c + 1] - 1, n, 100.0 * found[1] / MAX(n, 1),
               100.0 * found[0] / MAX(n, 1));
    }
}

/* A world as the prior believes it: 5 % central; of the others each unit changes alone with 3 %. */
static void
print_calibration(guint rounds, gsl_rng *rng)
{
    Class classes[CLASSES] = { 0 };
    static const double cuts[CLASSES] = { 0.02, 0.2, 0.5, 0.9, 1 };

    for (guint round = 0; round < 20 * rounds; round++) {
        double u = gsl_rng_uniform(rng);
        Group group;
        KamChangepoint result;
        guint c = 0;

        group_draw(&group,
                   u < 0.05          ? GROUP_CENTRAL
                   : u < 0.05 + 0.08 ? GROUP_ALONE
                   : u < 0.16        ? GROUP_PART
                                     : GROUP_STEADY,
                   rng);
        for (size_t i = 0; i < group.n_units; i++)
            group.rate[i] *= 0.25;
        group_buy(&group, rng);
        result = group_judge(&group, TRUE);
        while (c + 1 < CLASSES && result.confidence > cuts[c])
            c++;
        classes[c].n++;
        classes[c].told += result.confidence;
        classes[c].right += group.story == GROUP_CENTRAL;
    }
    puts("\n| confidence up to | groups | told | true |\n|---|---|---|---|");
    for (guint c = 0; c < CLASSES; c++)
        printf("| %g | %u | %.3f | %.3f |\n", cuts[c], classes[c].n, classes[c].told / MAX(classes[c].n, 1),
               (double)classes[c].right / MAX(classes[c].n, 1));
}

int
main(int argc, char **argv)
{
    const guint rounds = argc > 1 ? (guint)g_ascii_strtoull(argv[1], NULL, 10) : 1000;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    gsl_rng_set(rng, SEED);
    print_stories(rounds, rng);
    print_power(rounds, rng);
    print_calibration(rounds, rng);
    gsl_rng_free(rng);
    return 0;
}
