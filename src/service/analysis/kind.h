/* The table of analyses. One row says what an analysis is called, what it can be asked, how it is made and written; the
 * command line, the API and the runs that are kept read the same rows. docs/recipes/add-an-analysis.md adds one. */
#pragma once

#include "base/language.h"
#include "service/analysis/holders.h"
#include "service/analysis/parameter.h"

/* One line an analysis; its row lives in <name>_kind.c, its text for a terminal in cli/analyze_<name>_text.c. */
#define KAM_ANALYSIS_KINDS(X)                                                                                          \
    X(concentration)                                                                                                   \
    X(behaviour)                                                                                                       \
    X(clv)                                                                                                             \
    X(assortment)                                                                                                      \
    X(forecast)                                                                                                        \
    X(elasticity)                                                                                                      \
    X(selection)                                                                                                       \
    X(purchasing)                                                                                                      \
    X(groups)                                                                                                          \
    X(dependency)                                                                                                      \
    X(merger)                                                                                                          \
    X(compare)                                                                                                         \
    X(predictability)

struct KamAnalysisKind {
    const char *name;                       /* "clv" */
    const char *summary, *summary_sr;       /* one line, lower case */
    const char *help;                       /* paragraphs that teach, with examples */
    const KamAnalysisParameter *parameters; /* its own; NULL: none beside the shared ones */
    gboolean takes_part;                    /* can be asked of a part of the lines, and in another currency */
    const char *const *dimensions;          /* what --by takes, the default first; NULL: accounts alone */
    const char *not_this_dimension;         /* why another is refused, behind "'product' " */
    /* The facts are borrowed and outlive the analysis; values were checked. NULL with an error. */
    gpointer (*make)(const KamFacts *facts, gint64 data_version, const KamAnalysisValues *values, GError **error);
    void (*free)(gpointer analysis);
    KamScope *(*get_scope)(gpointer analysis);
    const char *stamp; /* statement whose numbers change with what people say, where it enters; NULL: see `said` */
    const char *const *said; /* types of records whose changes make its answers old; ends with NULL; NULL: none */
    const char *seed;        /* the parameter that holds the seed of its random numbers; NULL: it draws none */
    /* One object; `limit` cuts each list, 0 lists all. */
    void (*to_json)(gconstpointer analysis, guint limit, KamJson *json);
    GString *(*to_csv)(gconstpointer analysis, guint limit);
    GString *(*to_file)(gconstpointer analysis, KamLanguage language); /* CSV for people; NULL: there is none */
    const char *list;                  /* the member that holds an item for each account: "accounts" */
    const char *no_item;               /* why an account has none; NULL: it has no line */
    const char *const *margin_members; /* members of costs and profit, at any depth; ends with NULL; NULL: none */
    gboolean list_needs_margin; /* profit orders its list: for whom may not see that, only the item of one account */
    const char *method;         /* the page that defines its figures: the member "method" */
    const char *certainty;      /* how sure its figures are, in words */
    /* Its own members for descriptions: "model t, parameters *n, accounts [id t, value $]". n number, t text, b true or
     * false, $ money, ? money or a number, {..} object, [..] list of objects, * object whose names are data. Each but b
     * may be null. */
    const char *shape;
    const char *shape_more; /* the rest of a shape that is too long for one text; NULL: there is none */
};

/** All analyses in the order of the help; ends with NULL. */
const KamAnalysisKind *const *kam_analysis_kinds(void);
/** The analysis of a name, NULL when there is none. */
const KamAnalysisKind *kam_analysis_kind_find(const char *name);

/* The functions of a row from those of the analysis: kam_<name>_analysis_free() and so on. `scope` is the path to its
 * scope in Kam<Camel>Analysis. */
#define KAM_DEFINE_ANALYSIS_FUNCTIONS(Camel, name, scope_path)                                                         \
    static void free_analysis(gpointer analysis)                                                                       \
    {                                                                                                                  \
        kam_##name##_analysis_free(analysis);                                                                          \
    }                                                                                                                  \
    static KamScope *get_scope(gpointer analysis)                                                                      \
    {                                                                                                                  \
        return &((Kam##Camel##Analysis *)analysis)->scope_path;                                                        \
    }                                                                                                                  \
    static void write_json(gconstpointer analysis, guint limit, KamJson *json)                                         \
    {                                                                                                                  \
        kam_##name##_analysis_to_json(analysis, limit, json);                                                          \
    }                                                                                                                  \
    static GString *write_csv(gconstpointer analysis, guint limit)                                                     \
    {                                                                                                                  \
        return kam_##name##_analysis_to_csv(analysis, limit);                                                          \
    }
