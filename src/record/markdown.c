/* Markdown made HTML that is safe to show: the parser leaves raw HTML out, and the tree is cleaned before it is
 * written. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

#include "record/value.h"

static const char *const extensions[] = { "table", "strikethrough", "autolink", "tasklist" };

static gboolean
has_prefix(const char *text, const char *prefix)
{
    return g_ascii_strncasecmp(text, prefix, strlen(prefix)) == 0;
}

/* A browser drops tabs and line breaks inside a scheme and reads a backslash as a slash, so an address with such signs
 * leads where it does not say. */
static gboolean
is_safe_link(const char *url)
{
    if (!has_prefix(url, "https://") && !has_prefix(url, "http://") && !has_prefix(url, "mailto:"))
        return FALSE;
    for (const char *c = url; *c != '\0'; c++)
        if ((guchar)*c <= ' ' || *c == '\\' || *c == 0x7f)
            return FALSE;
    return TRUE;
}

/* What stands inside moves in front of the node, which then goes. */
static void
unwrap(cmark_node *node)
{
    cmark_node *child;

    while ((child = cmark_node_first_child(node)) != NULL)
        cmark_node_insert_before(node, child);
    cmark_node_free(node);
}

static gboolean
must_go(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    /* A picture of another host tells that host who reads here. */
    if (type == CMARK_NODE_IMAGE)
        return TRUE;
    return type == CMARK_NODE_LINK && !is_safe_link(cmark_node_get_url(node));
}

static void
clean_tree(cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);

        /* Leaving it, everything inside has been visited, and the iterator stands behind it already. */
        if (event == CMARK_EVENT_EXIT && must_go(node))
            unwrap(node);
    }
    cmark_iter_free(iter);
}

/* Links leave this program: the other side neither learns of it nor gets a hold of the window. In the text of a
 * document an angle bracket is always written as an entity, so this can only be the writer's own tag. */
static char *
guard_links(const char *html)
{
    GString *out = g_string_new(html);

    g_string_replace(out, "<a href=", "<a rel=\"nofollow noopener noreferrer\" href=", 0);
    return g_string_free(out, FALSE);
}

/* The library keeps its extensions in a list of the process, which is filled once. */
static void
register_extensions(void)
{
    static gsize is_registered = 0;

    if (g_once_init_enter(&is_registered)) {
        cmark_gfm_core_extensions_ensure_registered();
        g_once_init_leave(&is_registered, 1);
    }
}

char *
kam_markdown_to_html(const char *markdown)
{
    int options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_GITHUB_PRE_LANG | CMARK_OPT_HARDBREAKS;
    cmark_parser *parser;
    cmark_node *root;
    char *written;
    char *html;

    register_extensions();
    parser = cmark_parser_new(options);
    for (guint i = 0; i < G_N_ELEMENTS(extensions); i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, markdown, strlen(markdown));
    root = cmark_parser_finish(parser);
    clean_tree(root);
    written = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
    html = guard_links(written);
    cmark_get_default_mem_allocator()->free(written);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return html;
}
