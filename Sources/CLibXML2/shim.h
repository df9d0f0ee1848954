// Where libxml2 is built with ICU its headers bring ICU's own, which clash with those that Foundation carries. Only fields
// that nobody here touches depend on them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

/// Reads a page as well as its bytes allow, without network, files or messages. `encoding` is believed over what the
/// page says. NULL when nothing could be made of it; the caller frees the tree with xmlFreeDoc.
///
/// The parser would stop for good at a page's 256th level of nesting (unclosed tags reach it); with XML_PARSE_HUGE it
/// goes on. Its own walks are loops, and whoever calls must not recurse either.
static inline xmlDocPtr constat_read_page(const char *bytes, int count, const char *encoding) {
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
        | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
#if LIBXML_VERSION >= 21400
    return htmlReadMemory(bytes, count, NULL, encoding, options | HTML_PARSE_HUGE);
#else
    htmlParserCtxtPtr context = htmlCreateMemoryParserCtxt(bytes, count);
    if (context == NULL) return NULL;
    htmlCtxtUseOptions(context, options);
    context->options |= XML_PARSE_HUGE;
    xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding);
    if (handler != NULL) xmlSwitchToEncoding(context, handler);
    htmlParseDocument(context);
    xmlDocPtr document = context->myDoc;
    context->myDoc = NULL;
    htmlFreeParserCtxt(context);
    return document;
#endif
}
